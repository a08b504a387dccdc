"""Routes to the mean-field treatment of the phase action, Eqs. (23)-(28), and to its transition."""

from collections.abc import Callable, Iterator
from functools import cache

import sympy
from flint import acb, acb_mat, acb_series, arb, ctx

from derive.grains import symbols as s
from derive.record import substitute
from numerics.arithmetic.functions import ball_precision
from numerics.arithmetic.integrals import metallic_propagator
from numerics.judge.compare import ball
from numerics.judge.route import Route, Sample, Values, at, grouped, numbers

MODES = range(-3, 4)  # windings and Matsubara frequencies of a small model
START_BITS = 32
TERMS_AHEAD = 4  # a sum over n is expanded in 1/n from so many times its largest root on


# The decouplings.


def means_over_time(point: Values) -> list[acb]:
    """The square of the rate of Delta phi, and the phase of its winding, by quadrature."""
    m, beta = numbers(point, s.m, s.beta)
    path = substitute(s.phi_p, {s.phi_p: point[s.phi_p]}).subs(s.beta, point[s.beta])
    coefficients = [ball(c) for c in sympy.Poly(sympy.diff(path, s.tau), s.tau).all_coeffs()]
    winding = 2 * acb.pi() * m / beta

    def squared_rate(tau: acb, _: bool) -> acb:
        rate = acb(0)
        for coefficient in coefficients:
            rate = rate * tau + coefficient
        return (winding + rate) ** 2

    def phase(tau: acb, _: bool) -> acb:
        return (acb(0, 1) * winding * tau).exp()

    return [acb.integral(mean, 0, beta) / beta for mean in (squared_rate, phase)]


def gaussian_mean(function: Callable[[acb], acb]) -> acb:
    """The mean of a function, |function(y)| <= |y| + 1, of a standard normal y, by quadrature."""
    last = (2 * arb(2).log() * ctx.prec).sqrt().mid() + 2
    norm = 1 / (2 * acb.pi()).sqrt()
    inner = acb.integral(lambda y, _: function(y) * (-y * y / 2).exp(), -last, last)
    return norm * (inner + acb(arb(0, (4 * (-last * last / 2).exp()).upper())))


def mean_cosine(variance: acb) -> acb:
    """The mean of cos(x) for a normal x."""
    return gaussian_mean(lambda y: (variance.sqrt() * y).cos())


def slope_of_mean_cosine(variance: acb) -> acb:
    """Its derivative by the variance."""
    deviation = variance.sqrt()
    return gaussian_mean(lambda y: -y * (deviation * y).sin()) / (2 * deviation)


def decoupled_dissipation(point: Values) -> acb:
    """A phase of a winding, times the mean over a normal difference of periodic phases."""
    spread, m, time, beta = numbers(point, s.spread, s.m, s.s, s.beta)
    return (acb(0, 1) * acb.pi() * m * time / beta).exp() * mean_cosine(spread / 4)


# The trial actions.


def kernel(point: Values) -> acb:
    """alpha(s), by the spectral representation of a metal, from its value at s = 1/(2 T)."""
    alpha, T, time = numbers(point, s.alpha, s.T, s.s)
    ratio = metallic_propagator(T, time) / metallic_propagator(T, 1 / (2 * T))
    return alpha * T**2 * ratio**2


def kernel_deficit(alpha: acb, beta: acb, omega: acb) -> acb:
    """Integral of alpha(s) (1 - cos(omega s)) over a period, for a Matsubara frequency omega.

    Along Im s = beta/4: the integrand is periodic and analytic, and there nothing cancels.
    """
    shift = acb(0, 1) * beta / 4

    def integrand(time: acb, _: bool) -> acb:
        angle = acb.pi() * (time + shift) / beta
        return (1 - (omega * (time + shift)).cos()) / angle.sin() ** 2

    return alpha / beta**2 * acb.integral(integrand, 0, beta)


def quadratic_action(point: Values) -> list[acb]:
    """Second derivatives by the amplitude of the phases: capacitor, cosines and kernel."""
    E, J_R, rate = numbers(point, s.E_0, s.J_R, sympy.diff(s.phi_i - s.phi_j, s.tau))
    now = ball(substitute(s.phi_i - s.phi_j, point))
    then = ball(substitute((s.phi_i - s.phi_j).subs(s.tau, s.tau_), point))

    def curvature(angle: acb) -> acb:
        """Of -cos(amplitude angle), the coefficient of the amplitude squared."""
        return -acb_series([0, angle], prec=3).cos()[2]

    half = (now - then) / 2
    return [(4 / E) * (rate / 2) ** 2 / 2, J_R * curvature(now), kernel(point) * curvature(half)]


# The fluctuations.


@cache
def share_of_a_bond(bits: int) -> arb:
    """Resistance between neighbours on lattices of 3 x 3 and 4 x 4 unit resistors, extrapolated.

    The mean square of a bond's phase is that share of 1/A.  On a torus it lacks a part 1/L^2.
    """
    with ball_precision(bits):
        values = []
        for size in (3, 4):
            sites = size * size
            laplacian = acb_mat(sites, sites, [acb(1) / sites] * sites**2)
            for site in range(sites):
                row, column = divmod(site, size)
                right, below = row * size + (column + 1) % size, (row + 1) % size * size + column
                for other in (right, below):
                    for a, b in ((site, other), (other, site)):
                        laplacian[a, a] += 1
                        laplacian[a, b] -= 1
            green = laplacian.inv()
            values.append(2 * (green[0, 0] - green[0, 1]).real)
        return (16 * values[1] - 9 * values[0]) / 7


def stiffness(point: Values) -> tuple[acb, acb, acb]:
    """A(omega_n) = c_2 n^2 + c_1 n + c_0 of the trial action, n > 0, the kernel by quadrature.

    (25b) has 1/8 of (1 - e)(1 - 1/e) = 2 (1 - cos(omega s)), and A twice the mean action.
    """
    E, J_R, alpha, beta = numbers(point, s.E_0, s.J_R, s.alpha, s.beta)
    first = 2 * acb.pi() / beta
    damping = [kernel_deficit(alpha, beta, n * first) / (2 * n) for n in (1, 2, 3)]
    if not all(d.overlaps(damping[0]) for d in damping):
        raise ArithmeticError("the kernel's transform is not linear in omega_n")
    return first**2 / E, damping[0], J_R


def sum_by_powers(coefficients: tuple[acb, acb, acb], first: int) -> acb:
    """Sum of 1/(c_2 n^2 + c_1 n + c_0), n >= first: terms, then a series in 1/n by zeta functions.

    With rho the larger modulus of both roots, the coefficient of n^(-2-k) is at most
    (k + 1) rho^k/c_2.
    """
    c_2, c_1, c_0 = coefficients
    root = (c_1**2 - 4 * c_2 * c_0).sqrt()
    rho = max(float(abs((c_1 + sign * root) / (2 * c_2)).upper()) for sign in (1, -1))
    start = max(first, int(TERMS_AHEAD * rho) + 2)
    total = sum((1 / (c_2 * n**2 + c_1 * n + c_0) for n in range(first, start)), acb(0))
    previous, current = acb(0), 1 / c_2
    terms = ctx.prec
    for k in range(terms):
        total += current * acb(k + 2).zeta(acb(start))
        previous, current = current, -(c_1 * current + c_0 * previous) / c_2
    rest = 2 * (terms + 2) * arb(TERMS_AHEAD) ** -terms / abs(c_2)
    return total + acb(arb(0, rest.upper()))


def fluctuation(point: Values) -> acb:
    coefficients = stiffness(point)
    total = 1 / coefficients[2] + 2 * sum_by_powers(coefficients, 1)
    return share_of_a_bond(ctx.prec) / ball(point[s.beta]) * total


def fluctuation_above_cutoff(point: Values) -> acb:
    J_R, beta = numbers(point, s.J_R, s.beta)
    first = 1
    while not (2 * acb.pi() * first / beta).real > J_R.real:
        first += 1
    total = 2 * sum_by_powers(stiffness(point), first)
    return share_of_a_bond(ctx.prec) / beta * total


# The variational free energy of a small model: one bond, a few windings and frequencies.


def series_of(value: acb) -> acb_series:
    """The value as a variable, to first order."""
    return acb_series([value, 1], prec=2)


def stationary_windings(point: Values) -> Iterator[Sample]:
    """J for which the free energy is stationary at J_MF, for the fluctuations of the point.

    The derivatives are those of power series.
    """
    J_MF, beta, E, alpha, D = numbers(point, s.J_MF, s.beta, s.E_0, s.alpha, s.fluctuation)
    variable = series_of(J_MF)
    actions = [2 * acb.pi() ** 2 * m**2 / (beta * E) + alpha * abs(m) for m in MODES]
    weights = [(-action).exp() for action in actions]
    aligned = weights[MODES.index(0)] * (beta * variable).exp()
    Z = aligned + sum(w for m, w in zip(MODES, weights, strict=True) if m)
    P = aligned / Z
    slope = (-Z.log() / beta + variable * P)[1]
    yield {**point, s.J: slope / (mean_cosine(D) * P[1])}, grouped(J_MF)


def stationary_phases(point: Values) -> Iterator[Sample]:
    """J P for which it is stationary at J_R; J_MF is J times the mean cosine, P of the point."""
    J_R, beta, E, alpha, P = numbers(point, s.J_R, s.beta, s.E_0, s.alpha, s.P_0)
    variable = series_of(J_R)
    omega = [2 * acb.pi() * abs(n) / beta for n in MODES]
    A = [w**2 / E + alpha * w / (2 * acb.pi()) + variable for w in omega]
    D = sum((1 / a for a in A), acb_series([0], prec=2)) / beta
    F_p = sum((a.log() for a in A), acb_series([0], prec=2)) / (2 * beta)
    J_P = (F_p - variable * D / 2)[1] / (slope_of_mean_cosine(D[0]) * D[1])
    yield {**point, s.J_MF: J_P * mean_cosine(D[0]) / P}, grouped(J_R)


MEANFIELD_ROUTES: dict[str, Route] = {
    "23": Route("quadrature over tau", at(means_over_time)),
    "24": Route("the mean over a normal distribution, by quadrature", at(decoupled_dissipation)),
    "25b": Route("second derivatives of (12a), as power series", at(quadratic_action)),
    "25-kernel": Route("the spectral representation, by quadrature over energies", at(kernel)),
    "26-MF": Route("stationary free energy of a small model", stationary_windings),
    "26-R": Route("stationary free energy of a small model", stationary_phases),
    "27": Route("lattices of resistors, and sums by zeta functions", at(fluctuation)),
    "28": Route("lattices of resistors, and sums by zeta functions", at(fluctuation_above_cutoff)),
}
