"""The expressions of `derive` that both arithmetics evaluate, in units of hbar/(e^2 R_SM)."""

from sympy import Expr

from derive.grains.steps.action import josephson_coupling
from derive.grains.steps.couplings import (
    dissipation,
    dissipation_mixed,
    dissipation_strength,
    in_resistance,
    josephson_pure,
    josephson_pure_thermal,
)
from derive.grains.steps.gaps import other_grain
from derive.grains.steps.imaginary_time import (
    metallic_function,
    metallic_function_cold,
    normal_function,
    pair_function_at,
)
from derive.grains.symbols import (
    N_M,
    N_S,
    R_SM,
    R_SS,
    Delta_0,
    Delta_M,
    e,
    f_i,
    f_j,
    g_M,
    g_S,
    hbar,
    s,
)

IN_UNITS = dict.fromkeys((R_SM, R_SS, e, hbar), 1)


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


def pure_coupling() -> Expr:
    """J_SS at T > 0 in units of hbar/(e^2 R_SS), in terms of Delta_0 and T."""
    return josephson_pure_thermal().subs(IN_UNITS)


def pure_coupling_cold() -> Expr:
    """The same at T = 0."""
    return josephson_pure().subs(IN_UNITS)


def metal_function() -> tuple[Expr, Expr]:
    """g(s)/N of a metal at T > 0 and at T = 0, in terms of s and T."""
    return metallic_function() / N_M, metallic_function_cold() / N_M


def gapped_function() -> Expr:
    """g(s)/N of a superconductor with the gap Delta_0 at T = 0."""
    return normal_function(Delta_0) / N_M


def frozen_strength() -> Expr:
    """alpha_MS of G_2 in (11b), in terms of Gamma_M and Delta_0."""
    return dissipation_strength(-dissipation_mixed()).subs(IN_UNITS)


def _in_units(expression: Expr) -> Expr:
    return in_resistance(expression, N_M * N_S, R_SM).subs(IN_UNITS)
