"""The temperature at which the gap vanishes, and how the gap grows below it."""

from sympy import (
    EulerGamma,
    Expr,
    Integer,
    Rational,
    Symbol,
    binomial,
    expand_log,
    log,
    loggamma,
    pi,
    series,
    solve,
    sqrt,
    symbols,
    tanh,
    zeta,
)

from derive.bcs.steps.selfconsistency import gap, gap_equation
from derive.bcs.symbols import N_0, Delta, T, T_c, V, omega_D, xi

half = Rational(1, 2)
y = Symbol("y", positive=True)  # xi/2T
t = Symbol("t", positive=True)  # 1 - T/T_c
d = Symbol("d", positive=True)  # (Delta/2 pi T)^2
d_1, d_2 = symbols("d_1 d_2", positive=True)  # d = d_1 t + d_2 t^2


def slope_of_eta() -> Expr:
    """The derivative of eta(s) = 1 - 2^-s + 3^-s - ... at s = 0, by Lerch's formula.

    eta(s) = 2^-s (zeta(s, 1/2) - zeta(s, 1)), and zeta(s, a) has the derivative
    ln Gamma(a) - ln(2 pi)/2 at s = 0 (DLMF 25.11.18).
    """
    difference = zeta(0, half) - zeta(0, Integer(1))
    return -log(2) * difference + loggamma(half) - loggamma(1)


def mean_logarithm() -> Expr:
    """The integral of ln(x)/cosh(x)^2 over x > 0: a derivative of its Mellin transform.

    The transform, the integral of x^(s-1)/cosh(x)^2, is 4 2^-s Gamma(s) eta(s-1), for 1/cosh(x)^2
    is 4 times the sum of (-1)^(n+1) n exp(-2 n x).  At s = 1 it is 1.
    """
    eta = half
    return -log(2) - EulerGamma + slope_of_eta() / eta


def normal_integral() -> Expr:
    """The gap equation's integral without a gap, at T << omega_D, by parts: tanh is 1 at its end.

    What is left out is of the order of exp(-omega_D/T), smaller than any power of T.
    """
    integrand = 2 * T * gap_equation().function.subs(Delta, 0).subs(xi, 2 * T * y)
    end = omega_D / (2 * T)
    return (log(y) * y * integrand).subs(y, end).subs(tanh(end), 1) - mean_logarithm()


def transition_temperature() -> Expr:
    """At T_c the gap equation holds with Delta = 0."""
    (found,) = solve(normal_integral() - 1 / (N_0 * V), T)
    return found


def ratio() -> Expr:
    """Twice the gap at T = 0 over T_c: the cutoff cancels."""
    return 2 * gap() / transition_temperature()


def loss_by_gap() -> Expr:
    """What a gap takes from the gap equation's integral, to second order in d, negative.

    By tanh(E/2T)/E, which is 4 T times the sum of 1/(omega_n^2 + E^2), the integral over xi is
    that of 1/sqrt((n + 1/2)^2 + d) over n >= 0; each order in d leaves a zeta function.
    """
    orders = [(binomial(-half, k), 2 * k + 1) for k in (1, 2)]
    return sum(
        coefficient * d**k * (2**power - 1) * zeta(power)
        for k, (coefficient, power) in enumerate(orders, 1)
    )


def squared_gap() -> Expr:
    """d to second order in t: what the gap takes from the integral is what cooling has brought."""
    brought = normal_integral() - normal_integral().subs(T, T_c)
    by_cooling = expand_log(brought, force=True).subs(log(T), log(T_c) + log(1 - t))
    powers = d_1 * t + d_2 * t**2
    orders = series(by_cooling + loss_by_gap().subs(d, powers), t, 0, 3)
    (found,) = solve([orders.coeff(t, 1), orders.coeff(t, 2)], [d_1, d_2], dict=True)
    return powers.subs(found)


def gap_near_transition() -> Expr:
    """The gap, 2 pi T sqrt(d), to the order after the square root of t."""
    first, second = (squared_gap().coeff(t, order) for order in (1, 2))
    correction = series((1 - t) * sqrt(1 + second / first * t), t, 0, 2).removeO()
    leading = 2 * pi * T_c * sqrt(first) * sqrt(t)
    return (leading * correction).subs(t, 1 - T / T_c)
