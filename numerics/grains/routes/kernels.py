"""Routes to the kernel of normal tunnelling, by the gap equations solved at complex frequencies.

Trapezoidal rules, which converge exponentially and bring no bound of their error.
"""

from flint import acb, arb, ctx

from derive.grains import symbols as s
from numerics.arithmetic.functions import ball_precision
from numerics.arithmetic.integrals import gapped_propagator, metallic_propagator
from numerics.grains.routes.angles import (
    Angles,
    Energies,
    on_imaginary_axis,
    refined,
    rough_angles,
)
from numerics.grains.routes.couplings import metallic_weight, tunnelling_strength
from numerics.grains.routes.edge import conditions, edge
from numerics.grains.routes.limits import at_middle, energies
from numerics.judge.route import Route, Values, at, numbers

GUARD_BITS = 32


def minigap(rates: Energies) -> arb:
    """The minigap as it is proposed by `routes.edge`: the scale of a change of variables."""
    return conditions(rates, edge(rates))[2].mid()


def normal_functions(time: arb, rates: Energies) -> tuple[arb, arb]:
    """g(s) of both kinds of grains at T = 0 for N = 1: half the integral of cos(theta) exp(i w s).

    The integral over all w, times -i, on the hyperbola w = minigap sinh(x + i pi/4).  It runs
    between the cuts, which start at w = +-i minigap, and there exp(i w s) falls.  What lies at
    x < 0 is minus the conjugate of what lies at x > 0.
    """
    nats = arb(2).log() * (ctx.prec + GUARD_BITS)
    unit, quarter = minigap(rates), acb(0, arb.pi() / 4)
    step = (arb.pi() ** 2 / (2 * nats)).mid()
    last = (4 * nats / (time * unit) + 2).log()
    totals = [arb(0), arb(0)]
    angles: Angles | None = None
    for node in range(int(float(last / step)) + 1):
        x = acb(step * (node + arb(0.5))) + quarter
        w = (unit * x.sinh()).mid()
        angles = refined(w, rates, angles or rough_angles(acb(0, 1) * w, rates))
        weight = (acb(0, 1) * w * time).exp() * unit * x.cosh()
        for kind, (cosine, _) in enumerate(angles):
            totals[kind] += (cosine * weight).imag
    return step * totals[0], step * totals[1]


def kernel(point: Values) -> acb:
    """2 |t|^2 g_M(s) g_S(-s) at T = 0."""
    (time,) = numbers(point, s.s)
    metal, superconductor = normal_functions(time.real, energies(point))
    return -2 * tunnelling_strength(point, s.R_SM) * metal * superconductor


def present_share(rate: arb, rates: Energies) -> arb:
    """The damping at the frequency omega_n = rate as a share of that of (13).

    Half the integral of the product of the changes of both cosines from u - rate/2 to u + rate/2,
    over all u, which is even in u; with u = minigap sinh x.  Without gaps a cosine is the sign of
    its frequency, and the integral 2 rate; for G_2 it has the weight of G_2.
    """
    nats = arb(2).log() * ctx.prec
    unit, step = minigap(rates), (arb.pi() ** 2 / nats).mid()
    last = (sum(rates, arb(0)) / unit).log() + nats / 2
    total = arb(0)
    for node in range(int(float(last / step)) + 1):
        x = step * node
        u = unit * x.sinh()
        above, below = (cosines((u + shift).mid(), rates) for shift in (rate / 2, -rate / 2))
        product = (above[0] - below[0]) * (above[1] - below[1])
        total += product * x.cosh() * (1 if node else arb(0.5))
    share_of_metal = rates[0] * metallic_weight(acb(rates[2])).real
    return total * step * unit / (2 * rate * share_of_metal)


def cosines(w: arb, rates: Energies) -> tuple[arb, arb]:
    """cos(theta) of both kinds of grains at omega = i w, odd in w."""
    if w == 0:
        return arb(0), arb(0)
    if w < 0:
        metal, superconductor = cosines(-w, rates)
        return -metal, -superconductor
    angles = refined(w, rates, on_imaginary_axis(w, rates))
    return angles[0][0], angles[1][0]


def absent_share(point: Values) -> acb:
    """The same subtracted from 1; the differences of cosines are as small as the frequency."""
    (rate,) = numbers(point, s.omega_n)
    scales = energies(point)
    lost = 2 * int(float(abs((rate.real / scales[1]).log()) / arb(2).log()))
    with ball_precision(ctx.prec + lost + GUARD_BITS):
        return acb(1 - present_share(rate.real, scales))


def terms(point: Values) -> tuple[acb, acb, acb]:
    """What G_1 and, per Gamma_M, G_2 contribute to g_S(s) at N_S = 1; and Gamma_M."""
    T, time, gap, gamma_M = numbers(point, s.T, s.s, s.Delta_0, s.Gamma_M)
    metallic = metallic_weight(gap) * metallic_propagator(T, time)
    return gapped_propagator(gap, time), metallic, gamma_M


def terms_over_second(point: Values) -> acb:
    coherent, metallic, gamma_M = terms(point)
    return 1 + coherent / (gamma_M * metallic)


def crossing_rate(point: Values) -> acb:
    coherent, metallic, _ = terms({**point, s.Gamma_M: acb(1)})
    return coherent / metallic


_SOLVED = "(18) and (19) solved at complex frequencies, by quadrature over them"
_SPECTRAL = "the spectral representation, by quadrature over energies"

KERNEL_ROUTES: dict[str, Route] = {
    "13-alphaMS": Route(f"{_SOLVED}, at zero temperature", at_middle(kernel), enclosed=False),
    "late-kernel": Route(_SOLVED, at_middle(kernel), enclosed=False),
    "absent": Route(_SOLVED, at_middle(absent_share), enclosed=False),
    "first-term": Route(_SPECTRAL, at(terms_over_second)),
    "crossing": Route(_SPECTRAL, at(crossing_rate)),
}
