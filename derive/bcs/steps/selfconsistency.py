"""The mean field is made by all pairs: the gap equation, and the gap at T = 0."""

from sympy import Expr, Integral, Symbol, exp, integrate, limit, series, solve

from derive.bcs.steps.pair import amplitude
from derive.bcs.symbols import N_0, Delta, T, V, omega_D, xi

x = Symbol("x", positive=True)  # exp(-1/N(0)V)


def gap_equation() -> Expr:
    """Delta is V times the sum of all amplitudes, N(0) in an energy, alike at xi and -xi."""
    return Integral(2 * amplitude() / Delta, (xi, 0, omega_D))


def gap() -> Expr:
    """At T = 0 the integral is asinh(omega_D/Delta), which is to be 1/N(0)V."""
    at_zero = limit(gap_equation().function, T, 0, "+")
    integral = integrate(at_zero, (xi, 0, omega_D))
    (found,) = solve(integral - 1 / (N_0 * V), Delta)
    return found


def weak_gap() -> Expr:
    """The gap to the third power of exp(-1/N(0)V)."""
    exact = gap().rewrite(exp).subs(exp(1 / (N_0 * V)), 1 / x)
    return series(exact, x, 0, 5).removeO().subs(x, exp(-1 / (N_0 * V)))
