"""Routes to note 16, and to the kernel with its gap: the gap equations solved, and quadratures."""

from flint import acb, arb, ctx

from derive.grains import symbols as s
from numerics.arithmetic.functions import ball_precision
from numerics.arithmetic.integrals import gapped_propagator
from numerics.grains.routes.couplings import integrated_pairs
from numerics.grains.routes.diagram import (
    GUARD_BITS,
    MOST_STEPS,
    critical_alpha,
    damped,
    fluctuation,
    growth,
    josephson,
)
from numerics.grains.routes.limits import energies, gaps
from numerics.grains.routes.meanfield import mean_cosine, share_of_a_bond
from numerics.judge.route import Route, Values, at, numbers

BOTH = arb(3) / 4  # of D in ln J: 1/2 by (26), 1/4 by J_MS, which is in proportion to the rates


def rate_factor(D: acb) -> acb:
    """<exp(i Delta phi/2)>^2 for the variance D of Delta phi."""
    return mean_cosine(D / 4) ** 2


def reduced_mean_field(point: Values) -> list[acb]:
    """J_MF with J_MS from the gap equations at reduced rates, and Delta_M far below it."""
    J, D = numbers(point, s.J, s.fluctuation)
    factor = rate_factor(D).real
    gamma_M, gamma_S, gap = energies(point)
    rates = gamma_M / gap, gamma_S / gap
    reduced, bare = (
        integrated_pairs((z * rates[0], z * rates[1], arb(1))) for z in (factor, arb(1))
    )
    exact = {s.Gamma_M: gamma_M * factor, s.Gamma_S: gamma_S * factor, s.Delta_0: gap}
    exact = {symbol: acb(value.mid()) for symbol, value in exact.items()}
    low = {s.omega: acb((gamma_S**2 / gap).mid())}
    return [J * mean_cosine(D) * reduced / bare, gaps({**exact, **low})[0]]


def boundary(point: Values) -> list[acb]:
    """J/E_0, J_R/E_0 and Delta_M/Gamma_S at the smallest J, by Newton's method for u.

    J_R = E_0/u^2, D = c u; J_MS is in proportion to x (Lambda - ln x), x = exp(-D/4).
    """
    (logarithm,) = (value.real for value in numbers(point, s.Lambda))
    c = fluctuation(damped(arb(1), arb(1), arb(0)), arb(1), arb(1))
    u = arb(10)
    for _ in range(MOST_STEPS):
        rest = 4 * logarithm + c * u
        slope = -2 / u + BOTH * c - c / rest
        change = (slope / (2 / u**2 + (c / rest) ** 2)).mid()
        if abs(change) < arb(2) ** (GUARD_BITS - ctx.prec):
            break
        u = (u - change).mid()
    u += arb(0, (4 * abs(change)).upper())
    D = c * u
    factor = mean_cosine(acb(D / 4)).real ** 2
    ratio = factor * (logarithm - factor.log()) / logarithm
    return [acb(josephson(1 / u**2, D) / ratio), acb(1 / u**2), acb(factor)]


def critical_alpha_of_note(point: Values) -> acb:
    E, J_R = (value.real for value in numbers(point, s.E_0, s.J_R))
    return acb(critical_alpha(E, J_R, BOTH))


def vanishing_of_gap(point: Values) -> acb:
    """d ln Delta_M/d ln J_R: a quarter of the growth of D."""
    E, J_R, alpha = (value.real for value in numbers(point, s.E_0, s.J_R, s.alpha))
    return acb(growth(E, J_R, alpha) / 4)


def gap_vanishes(point: Values) -> acb:
    """The sign of that power at a small J_R, where it has settled."""
    small = {**point, s.J_R: acb(arb(2) ** -ctx.prec)}
    return acb(vanishing_of_gap(small).real.sgn())


def fluctuation_with_reduced_alpha(point: Values) -> acb:
    """The smallest D that (27) with alpha exp(-D/4) returns, iterated from 0: D grows with D."""
    E, J_R, alpha = (value.real for value in numbers(point, s.E_0, s.J_R, s.alpha))
    D = arb(0)
    for _ in range(MOST_STEPS):
        reduced = alpha * (-D / 4).exp()
        following = fluctuation(damped(E, J_R, reduced), E, J_R)
        if abs((following - D).mid()) < following * arb(2) ** (2 * GUARD_BITS - ctx.prec):
            return acb(following * arb(1, arb(2) ** (2 * GUARD_BITS + 2 - ctx.prec)))
        D = following.mid()
    raise ArithmeticError("the fluctuation with a reduced alpha is not reached")


# The kernel with its gap.


def gapped_kernel(point: Values) -> acb:
    """alpha(s) by the states of both grains above the gap: pi/s for a metal is pi T/sin(pi T s)."""
    alpha, gap, time = numbers(point, s.alpha, s.Delta_1, s.s)
    return alpha / 2 * (gapped_propagator(gap, time) / acb.pi()) ** 2


def gapped_damping(point: Values) -> acb:
    """Half the integral of alpha(s) (1 - cos(w s)) over all s, by energies of both grains.

    They are gap cosh(p + q) and gap cosh(p - q), whose sum is 2 gap cosh p cosh q; the integrals
    over s and over sinh q are elementary.  Behind the last p the integrand is below
    (w/gap)^2/cosh p.
    """
    alpha, gap, w = (value.real for value in numbers(point, s.alpha, s.Delta_1, s.w))
    square = (w / gap) ** 2
    last = (arb(2).log() * ctx.prec).mid()

    def integrand(p: acb, analytic: bool) -> acb:
        a = 4 * p.cosh() ** 2
        root = (a / (a + square)).sqrt(analytic=analytic)
        rest = square / (a + square) / (1 + root)
        return ((a / 4 - 1) * rest + square * root / a) / p.cosh()

    both = 2 * acb.integral(integrand, 0, last) + arb(0, (4 * square * (-last).exp()).upper())
    return alpha * gap / (2 * acb.pi() ** 2) * acb.pi() / 4 * both


def inverse_charging(point: Values) -> acb:
    """1/E_0 and half of the integral of alpha(s) s^2 over s > 0, by energies gap cosh x and cosh y.

    The mean of 2 cosh x cosh y/(cosh x + cosh y)^3 is, in the half sum and difference of x and y,
    one of products of powers of sech.
    """
    alpha, gap, E = numbers(point, s.alpha, s.Delta_1, s.E_0)
    last = (arb(2).log() * ctx.prec).mid()

    def power(n: int) -> acb:
        inner = acb.integral(lambda y, _: y.sech() ** n, 0, last)
        return 2 * (inner + arb(0, (2**n * (-n * last).exp()).upper()))

    first, third = power(1), power(3)
    moment = (2 * first * third - third**2) / 8
    return 1 / E + alpha / (4 * acb.pi() ** 2 * gap) * moment


def damping_by_gauss(alpha: arb, gap: arb, w: arb) -> arb:
    """What the gapped kernel adds to A(omega), by Gauss's series.

    The series is 1 - O(w^2), so that the bits of w^2 are lost at low frequencies.
    """
    square = (w / gap / 2) ** 2
    lost = max(0, -int(float(square.log() / arb(2).log())))
    with ball_precision(ctx.prec + lost):
        gauss = (-square).hypgeom_2f1(arb(-1) / 2, arb(3) / 2, arb(1))
        return alpha * gap / 8 * (gauss - 1)


def slope_by_gauss(alpha: arb, gap: arb, w: arb) -> arb:
    """Its derivative by ln omega, by that of Gauss's series."""
    square = (w / gap / 2) ** 2
    gauss = (-square).hypgeom_2f1(arb(1) / 2, arb(5) / 2, arb(2))
    return alpha * gap / 8 * arb(3) / 2 * square * gauss


def fluctuation_of_gapped(point: Values) -> acb:
    """(27) with the gapped kernel by quadrature over frequencies."""
    alpha, gap, E, J_R = (value.real for value in numbers(point, s.alpha, s.Delta_1, s.E_0, s.J_R))

    def A(w: arb) -> arb:
        return w**2 / E + J_R + damping_by_gauss(alpha, gap, w)

    return acb(fluctuation(A, E, J_R))


def power_of_gap(point: Values) -> acb:
    """d ln J/d ln gap at the smallest J: half of the change of D with the gap at the same J_R.

    J_R by Newton's method for d ln J/d ln J_R = 0.  Sums over omega by the trapezoidal rule in its
    logarithm, from a part of the gap that is damped no more; E_0 = 1.
    """
    alpha, gap = (value.real for value in numbers(point, s.alpha, s.Delta_1))
    nats = arb(2).log() * ctx.prec
    step = (arb.pi() ** 2 / nats).mid()
    first, last = (gap.log() - nats).mid(), nats.mid()
    w, ratio, nodes = first.exp(), step.exp(), []
    for _ in range(int(float((last - first) / step)) + 1):
        damping = damping_by_gauss(alpha, gap, w)
        # In ln gap alone: alpha gap times a function of w/gap.
        nodes.append((w, w**2, damping, damping - slope_by_gauss(alpha, gap, w)))
        w *= ratio
    weight = share_of_a_bond(ctx.prec) / arb.pi() * step
    J_R = gap / 16
    for _ in range(MOST_STEPS):
        square = cube = by_gap = arb(0)
        for w, kinetic, damping, slope in nodes:
            inverse = 1 / (kinetic + J_R + damping)
            term = weight * w * inverse**2
            square, cube, by_gap = square + term, cube + term * inverse, by_gap + term * slope
        # in ln J_R; its second derivative is J_R (J_R cube - square/2)
        change = ((1 - J_R * square / 2) / (J_R * (J_R * cube - square / 2))).mid()
        if abs(change) < arb(2) ** (GUARD_BITS - ctx.prec):
            error = arb(0, arb(2) ** (2 * GUARD_BITS - ctx.prec))
            return acb(-by_gap / 2 * (1 + error))
        J_R = (J_R * (-change).exp()).mid()
    raise ArithmeticError("the smallest J is not reached")


_FLUCTUATIONS = "(26) with fluctuations by quadrature over frequencies"

NOTE_16_ROUTES: dict[str, Route] = {
    "note-16": Route(
        "(18) and (19) as 2 x 2 matrices, solved at reduced rates",
        at(reduced_mean_field),
        enclosed=False,
    ),
    "note-16-boundary": Route("the smallest J, by Newton's method", at(boundary), enclosed=False),
    "note-16-alpha": Route(_FLUCTUATIONS, at(critical_alpha_of_note), enclosed=False),
    "note-16-power": Route(_FLUCTUATIONS, at(vanishing_of_gap), enclosed=False),
    "gap-vanishes": Route(_FLUCTUATIONS, at(gap_vanishes), enclosed=False),
    "note-16-damping": Route(
        "(27) by quadrature, iterated with alpha",
        at(fluctuation_with_reduced_alpha),
        enclosed=False,
    ),
    "gapped-kernel": Route("the spectral representation, by quadrature", at(gapped_kernel)),
    "gapped-damping": Route("the spectral representation, by quadrature", at(gapped_damping)),
    "gapped-charging": Route("the spectral representation, by quadrature", at(inverse_charging)),
    "gapped-fluctuation": Route(
        "(27) by quadrature over frequencies", at(fluctuation_of_gapped), enclosed=False
    ),
    "gapped-boundary": Route(
        "the smallest J, by Newton's method and quadrature", at(power_of_gap), enclosed=False
    ),
}
