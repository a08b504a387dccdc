"""Routes to the transition at zero temperature, where the mean field loses its coupling."""

from typing import Any

from flint import acb, arb, ctx

from derive.grains import symbols as s
from numerics.arithmetic.functions import ball_precision
from numerics.grains.routes.couplings import self_consistent_ratio
from numerics.grains.routes.meanfield import kernel_deficit, share_of_a_bond
from numerics.judge.route import Route, Values, at, numbers

START_BITS = 32


def integrals_over_frequencies(a: arb, E: arb, J_R: arb) -> tuple[arb, arb]:
    """Integrals of 1/A^2 and omega/A^3 over omega > 0, A = omega^2/E + a omega + J_R, a > 0.

    The trapezoidal rule in log omega.  On the lines where omega is imaginary |A| >= a |omega|,
    and the integral of 1/|A|^2 is pi/(2 a J_R); the terms before and behind the nodes are below
    geometric series.
    """
    nats = arb(2).log() * ctx.prec + 8
    step = (arb.pi() ** 2 / nats).mid()
    first = (J_R.log() - (1 + a).log() - nats).mid()
    last = ((1 + E).log() + (1 + 1 / a).log() + nats / 2).mid()
    square, cube = arb(0), arb(0)
    w, ratio = first.exp(), step.exp()
    for _ in range(int(float((last - first) / step)) + 1):
        A = (w / E + a) * w + J_R
        term = w / A**2
        square += term
        cube += term * w / A
        w *= ratio
    low, high = first.exp(), (last - step).exp()
    outside = 2 * low / J_R**2 + 2 * E**2 / (3 * high**3)
    discrete = arb.pi() / (a * J_R) / ((arb.pi() ** 2 / step).exp() - 1)
    error = arb(0, (outside + discrete).upper())
    return step * square + error, step * cube + error / a


def slope_of_josephson(a: arb, E: arb, J_R: arb) -> tuple[arb, arb]:
    """d ln J/d ln J_R of (26) at P_n(0) = 1, and its derivative by a."""
    square, cube = integrals_over_frequencies(a, E, J_R)
    weight = share_of_a_bond(ctx.prec) * J_R / (2 * arb.pi())
    return 1 - weight * square, 2 * weight * cube


def critical_damping(point: Values) -> acb:
    """The coefficient a of |omega| for which J is smallest at the J_R of the point.

    Newton steps at growing precision, then an interval Newton step.
    """
    E, J_R = (value.real for value in numbers(point, s.E_0, s.J_R))
    a, width = arb(1) / 12, START_BITS
    while width < 4 * ctx.prec:
        with ball_precision(min(width, ctx.prec)):
            value, slope = slope_of_josephson(a, E, J_R)
            step = (value / slope).mid()
            a = (a - step).mid()
        width *= 2
    box = arb(a, (2 * abs(step) + arb(2) ** (16 - ctx.prec)).upper())
    newton = a - slope_of_josephson(a, E, J_R)[0] / slope_of_josephson(box, E, J_R)[1]
    return acb(newton) if box.contains_interior(newton) else acb(arb(0.5, 0.5))


def critical_alpha(point: Values) -> acb:
    """By the damping of the kernel with alpha = 1: (1/8) 2 alpha-deficit = a omega/2 there."""
    beta = acb(1)
    per_alpha = kernel_deficit(acb(1), beta, 2 * acb.pi()) / 2 / (2 * acb.pi())
    return critical_damping(point) / per_alpha


def critical_resistance(point: Values) -> acb:
    """A shunt R damps the phase by |omega| hbar/(4 e^2 R)."""
    hbar, charge = numbers(point, s.hbar, s.e)
    return hbar / (4 * charge**2 * critical_damping(point))


ALPHA_OF_METALS = arb(1) / 4  # any resistance of a bond between metallic grains


def smallest_josephson(a: arb) -> tuple[arb, arb]:
    """The smallest J/E_0 for which (26) has a solution, and its J_R/E_0 = y, by Newton steps.

    D is 1/2 pi times the integral of 1/A, A = omega^2 + a omega + y, and the slope of y exp(D/2)
    vanishes.  The trapezoidal rule in log omega.
    """
    nats = arb(2).log() * ctx.prec
    step = arb.pi() ** 2 / nats
    y, change = arb(1) / 256, arb(1)
    weight = 2 * share_of_a_bond(ctx.prec) / (2 * arb.pi())
    while True:
        powers = [arb(0)] * 3
        w, ratio = (-nats).exp(), step.exp()
        for _ in range(int(float(2 * nats / step))):
            term = w
            for n in range(3):
                term /= w * (w + a) + y
                powers[n] += step * term
            w *= ratio
        D, square, cube = (weight * power for power in powers)
        is_close = abs(change) < y * arb(2) ** (-ctx.prec // 3)
        change = ((1 - y * square / 2) / (y * cube - square / 2)).mid()
        if is_close:
            return y * (D / 2).exp(), y - change
        y = (y - change).mid()


def equal_grains(point: Values) -> dict[Any, acb]:
    """The point with one rate and one density of states for both kinds of grains."""
    (gamma,) = numbers(point, s.Gamma)
    return {**point, s.Gamma_M: gamma, s.Gamma_S: gamma, s.N_M: acb(1), s.N_S: acb(1)}


def destroying_charge(point: Values) -> acb:
    """J_MS of the solved gap equations over the smallest J/E_0, at the alpha of its bond."""
    J, gamma, gap = numbers(point, s.J, s.Gamma, s.Delta_0)
    alpha = ALPHA_OF_METALS * (gamma / gap).real
    smallest, _ = smallest_josephson(alpha / (4 * arb.pi()))
    return J * self_consistent_ratio(equal_grains(point)) / smallest


TRANSITION_ROUTES: dict[str, Route] = {
    "critical-alpha": Route("(26) by quadrature over frequencies", at(critical_alpha)),
    "critical-R": Route("(26) by quadrature, damped by a shunt", at(critical_resistance)),
    "destroyed": Route(
        "(26) by quadrature, J_MS by the gap equations solved",
        at(destroying_charge),
        enclosed=False,
    ),
}
