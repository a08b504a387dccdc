"""The expressions of `derive` that both arithmetics evaluate, in units of hbar/(e^2 R_SM)."""

from sympy import Expr

from derive.action import josephson_coupling
from derive.couplings import dissipation, in_resistance, pair_function_at
from derive.gaps import other_grain
from derive.symbols import N_M, N_S, R_SM, Delta_M, e, f_i, f_j, g_M, g_S, hbar, s


def pairing() -> Expr:
    """2 |t|^2 f_M(i w) f_S(i w) in terms of w and both gaps; J_MS is T times its sum over w_n."""
    f_M = pair_function_at(Delta_M)
    weight = josephson_coupling().function / (f_i.subs(s, -s) * f_j)
    return _in_units(weight * f_M * other_grain(f_M))


def dissipation_kernel() -> Expr:
    """-alpha_MS(tau) in terms of g_M(tau)/N_M and g_S(tau)/N_S, both positive.

    alpha_MS = 2 |t|^2 g_M(tau) g_S(-tau) is negative, for g is odd in tau.
    """
    return -_in_units(dissipation(N_M * g_M, N_S * g_S))


def _in_units(expression: Expr) -> Expr:
    return in_resistance(expression, N_M * N_S, R_SM) * R_SM * e**2 / hbar
