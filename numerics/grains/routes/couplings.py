"""Routes to the phase action and its couplings, Eqs. (12)-(15)."""

from collections.abc import Callable
from typing import Any

import sympy
from flint import acb, acb_mat, arb, ctx

from derive.grains import symbols as s
from derive.record import substitute
from numerics.arithmetic.functions import ball_precision
from numerics.arithmetic.integrals import (
    frequency_overlap,
    gapped_propagator,
    metallic_propagator,
    quadratic_sum,
)
from numerics.grains.routes import matrices as m
from numerics.grains.routes.angles import Energies, on_imaginary_axis
from numerics.grains.routes.edge import conditions, edge
from numerics.grains.routes.limits import at_middle, energies, metal, superconductor
from numerics.judge.compare import ball
from numerics.judge.route import Route, Values, at, numbers

START_ACCURACY = 2  # bits of tan(theta_S) that a node takes over from the one before
GUARD_BITS = 32

Local = Callable[[acb], acb_mat]  # a local Green's function of the time difference


def at_time(function: sympy.Expr, point: Values) -> Callable[[Any], acb]:
    """A Green's function of the point as a function of the time difference."""
    coefficients = [ball(c) for c in sympy.Poly(point[function], s.s).all_coeffs()]

    def value(time: Any) -> acb:
        total = acb(0)
        for coefficient in coefficients:
            total = total * time + coefficient
        return total

    return value


def second_order(point: Values, normal: bool, phases: list[list[acb]]) -> Callable[[acb], acb]:
    """Second order of -ln det(1 + G T) for two grains at two times, as a function of s.

    phases holds phi_i and phi_j at both times.  G connects the two times only; the determinant
    comes from the characteristic polynomial, and each pair of times counts twice.
    """
    t = ball(point[s.t])
    G = [local(point, g, f, normal) for g, f in ((s.g_i, s.f_i), (s.g_j, s.f_j))]
    hops = [
        (m.tunnelling_matrix(t, t, phi_i, phi_j), m.tunnelling_matrix(t, t, phi_j, phi_i))
        for phi_i, phi_j in phases
    ]

    def value(time: acb) -> acb:
        green, hopping = acb_mat(8, 8), acb_mat(8, 8)
        for grain in range(2):
            for row, column, difference in ((0, 1, time), (1, 0, -time)):
                place(green, (grain, row), (grain, column), G[grain](difference))
        for moment, (forth, back) in enumerate(hops):
            place(hopping, (0, moment), (1, moment), forth)
            place(hopping, (1, moment), (0, moment), back)
        polynomial = (green * hopping).charpoly()
        e_1, e_2 = -polynomial[7], polynomial[6]
        return (e_1**2 / 2 - e_2) / 2

    return value


def local(point: Values, g: sympy.Expr, f: sympy.Expr, normal: bool) -> Local:
    function = at_time(g if normal else f, point)

    def matrix(time: acb) -> acb_mat:
        value = function(time)
        return m.nambu(value, acb(0)) if normal else m.nambu(acb(0), -value)

    return matrix


def place(matrix: acb_mat, row: tuple[int, int], column: tuple[int, int], block: acb_mat) -> None:
    """Write the 2 x 2 block for (grain, time) into an 8 x 8 matrix."""
    for a in range(2):
        for b in range(2):
            matrix[4 * row[0] + 2 * row[1] + a, 4 * column[0] + 2 * column[1] + b] = block[a, b]


def terms_of_action(point: Values) -> list[acb]:
    """Energy of the capacitor 4/E_ij, and the second order of the determinant."""
    rate, E, time = numbers(point, sympy.diff(s.phi_i - s.phi_j, s.tau), s.E_ij, s.s)
    now = numbers(point, s.phi_i, s.phi_j)
    then = [ball(substitute(phi.subs(s.tau, s.tau_), point)) for phi in (s.phi_i, s.phi_j)]
    charging = (4 / E) * (rate / 2) ** 2 / 2
    normal = second_order(point, True, [now, then])(time)
    return [charging, normal, second_order(point, False, [now, now])(time)]


def normal_kernel(point: Values) -> acb:
    still = [[acb(0), acb(0)]] * 2
    return second_order(point, True, still)(ball(point[s.s]))


def josephson_coupling(point: Values) -> acb:
    still = [[acb(0), acb(0)]] * 2
    kernel = second_order(point, False, still)
    return acb.integral(lambda time, _: -kernel(time), 0, ball(point[s.beta]))


def tunnelling_strength(point: Values, resistance: sympy.Symbol) -> acb:
    """|t|^2 N_a N_b by the resistance of the bond."""
    hbar, charge, R = numbers(point, s.hbar, s.e, resistance)
    return hbar / (4 * acb.pi() * charge**2 * R)


def coupling_by_frequencies(resistance: sympy.Symbol, gap: sympy.Symbol) -> Callable[[Values], acb]:
    """2 |t|^2 times the integral of f f over frequencies, for gaps Delta_0 and `gap`."""

    def value(point: Values) -> acb:
        gaps = numbers(point, s.Delta_0, gap)
        return 2 * tunnelling_strength(point, resistance) * acb.pi() * frequency_overlap(*gaps)

    return value


def coupling_by_matsubara_sum(point: Values) -> acb:
    """2 |t|^2 T times the sum over w_n of f f for equal gaps, (pi Delta_0)^2/(w_n^2 + Delta_0^2).

    In n it is twice the sum of 1/(c_2 n^2 + c_1 n + c_0) over n >= 0, by digamma functions.
    """
    T, gap = numbers(point, s.T, s.Delta_0)
    unit = (2 * acb.pi() * T / gap) ** 2
    pairs = acb.pi() ** 2 * 2 * quadratic_sum(unit, unit, 1 + unit / 4, 0)
    return 2 * tunnelling_strength(point, s.R_SS) * T * pairs


def metallic_weight(gap: acb) -> acb:
    """States per rate Gamma_M of a superconducting grain between metals at omega = 0.

    By one Born step for a rate so small that what is of its third order is below the precision.
    """
    small = arb(2) ** (-ctx.prec // 2)
    metal = m.greens_function(acb(1), m.nambu(acb(0, 1), acb(0)))
    inverse = m.born_step(acb(0), gap, gap * small, metal)
    states = m.greens_function(acb(1), inverse)[0, 0] / (acb(0, -1) * acb.pi())
    return states.real * arb(1, small**2) / (gap * small)


def mixed_kernel(point: Values) -> acb:
    """2 |t|^2 g_M(s) g_S(-s), g_S from the states beyond the gap and those by metallic_weight."""
    T, time, gap, gamma_M = numbers(point, s.T, s.s, s.Delta_0, s.Gamma_M)
    metal = metallic_propagator(T, time)
    superconductor = gapped_propagator(gap, time) + gamma_M * metallic_weight(gap) * metal
    return -2 * tunnelling_strength(point, s.R_SM) * metal * superconductor


def metallic_strength(point: Values) -> acb:
    """2 |t|^2 g_M(s) g_M(-s) in units of (T/sin(pi T s))^2."""
    T, time = numbers(point, s.T, s.s)
    unit = T / (acb.pi() * T * time).sin()
    metal = metallic_propagator(T, time)
    return -2 * tunnelling_strength(point, s.R_MM) * (metal / unit) ** 2


def frozen_ratio(point: Values) -> acb:
    """N_M/N_S times gap_M gap_S/agm(gap_M, gap_S), for that of two equal gaps."""
    N_M, N_S, gap, induced = numbers(point, s.N_M, s.N_S, s.Delta_0, s.Gamma_S)
    return N_M / N_S * induced / acb(1).agm(induced / gap) / gap


def product_of_states(point: Values) -> acb:
    """Densities of states of both kinds of grains at omega, multiplied, for N_M^2."""
    grains = metal(point), superconductor(point)
    states = [(grain[0, 0] / (acb(0, -1) * acb.pi())).real for grain in grains]
    return acb(states[0] * states[1]) / ball(point[s.N_M]) ** 2


def self_consistent_ratio(point: Values) -> acb:
    """N_M/N_S times the mean of sin(theta_M) sin(theta_S) over frequencies, for that of Delta_0."""
    N_M, N_S = numbers(point, s.N_M, s.N_S)
    gamma_M, gamma_S, gap = energies(point)
    pairs = integrated_pairs((gamma_M / gap, gamma_S / gap, arb(1)))
    return N_M / N_S * pairs / (acb.pi() / 2)


def integrated_pairs(energies: Energies) -> arb:
    """The integral of sin(theta_M) sin(theta_S) over w > 0, f f of (12b) for N = 1 over pi^2.

    The integrand is even in w, and analytic for Re w > 0 and for |w| below the minigap, hence for
    w = minigap sinh x in the strip |Im x| < pi/2: there the trapezoidal rule converges
    exponentially.  For large w the integrand falls as 1/w^3.
    Raises ArithmeticError where Newton's method loses the solution from node to node.
    """
    nats = arb(2).log() * ctx.prec
    step = (arb.pi() ** 2 / nats).mid()
    unit = conditions(energies, edge(energies))[2].mid()
    last = ((energies[0] + energies[1] + energies[2]) / unit).log() + nats / 2
    _, (cosine, sine) = on_imaginary_axis(unit * step.sinh(), energies)
    tangent = (sine / cosine).mid()
    total, growth, x = arb(1) / 2, step.exp(), arb(1)
    for _ in range(int(float(last / step)) + 1):
        x *= growth
        w = (unit * (x - 1 / x) / 2).mid()
        tangent = solved_tangent(w, energies, tangent)
        total += pair(w, energies, tangent) * (x + 1 / x) / 2
    return total * step * unit


def solved_tangent(w: arb, energies: Energies, tangent: arb) -> arb:
    """tan(theta_S) by Newton's method from a value nearby, its precision growing with its accuracy.

    The equation is f_S/cos(theta_S) = 0 of `routes.angles`, with the tan(theta_M) of one Born step.
    """
    gamma_M, gamma_S, gap = energies
    accuracy, change = START_ACCURACY, tangent
    while accuracy < ctx.prec:
        with ball_precision(min(ctx.prec, 2 * accuracy + GUARD_BITS)):
            a = (1 + tangent * tangent).rsqrt()
            weight = gamma_S * a / (w + gamma_S * a)
            metal = tangent * weight
            b = (1 + metal * metal).rsqrt()
            slope = weight * (1 - tangent * tangent * a * a * w / (w + gamma_S * a))
            difference = tangent - metal
            value = w * tangent - gap + gamma_M * b * difference
            of_value = w + gamma_M * b * (1 - slope - b * b * metal * slope * difference)
            change = (value / of_value).mid()
            tangent = (tangent - change).mid()
        accuracy *= 2
    if not abs(change) < tangent * arb(2) ** (-ctx.prec // 3):
        raise ArithmeticError(f"the angles at omega = i {w.str(20)} do not converge")
    return tangent


def pair(w: arb, energies: Energies, tangent: arb) -> arb:
    """sin(theta_M) sin(theta_S) from tan(theta_S)."""
    a = (1 + tangent * tangent).rsqrt()
    metal = tangent * energies[1] * a / (w + energies[1] * a)
    return tangent * a * metal * (1 + metal * metal).rsqrt()


_SPECTRAL = "the spectral representation, by quadrature over energies"
_FREQUENCIES = "(12b) by quadrature over frequencies"

COUPLING_ROUTES: dict[str, Route] = {
    "12a": Route("the determinant of two grains at two times", at(terms_of_action)),
    "12b-alpha": Route("the determinant of two grains at two times", at(normal_kernel)),
    "12b-J": Route("the determinant of two grains, by quadrature", at(josephson_coupling)),
    "13-J": Route(_FREQUENCIES, at(coupling_by_frequencies(s.R_SM, s.Gamma_S))),
    "13-alpha": Route(_SPECTRAL, at(mixed_kernel)),
    "14-J": Route(_FREQUENCIES, at(coupling_by_frequencies(s.R_SS, s.Delta_0))),
    "14-J-thermal": Route("(12b) as a Matsubara sum", at(coupling_by_matsubara_sum)),
    "14-alpha": Route(_SPECTRAL, at(metallic_strength)),
    "15-J": Route("the arithmetic-geometric mean", at(frozen_ratio)),
    "J-selfconsistent": Route(
        "(12b), integrated over frequencies, by (18) and (19) as 2 x 2 matrices",
        at(self_consistent_ratio),
        enclosed=False,
    ),
    "15-alpha": Route(
        "the densities of states of the solved gap equations", at_middle(product_of_states)
    ),
}
