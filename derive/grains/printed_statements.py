"""What the paper states in its text about rates, gaps and kernels, by label, misprints included.

A part of the one hand transcription, of which `printed` tells the conventions.  Of a claim in words
that a term is small, or absent, 1 says that its share, or what is left of it, tends to 1.  The sum
over p of G_p is the local function, whose entries are G_ab, with the volume of a grain as unit.
"""

from sympy import Expr, I, ImmutableDenseMatrix, Integer, log, pi

from derive.grains.symbols import (
    G_11,
    G_12,
    G_21,
    G_22,
    N_M,
    N_S,
    Delta_0,
    Gamma_M,
    Gamma_S,
    e,
    f_S,
    gamma_S,
    omega_n,
    t,
    xi_k,
    xi_mk,
)
from derive.record import Form

local_function = ImmutableDenseMatrix([[G_11, G_12], [G_21, G_22]])


def inverse(gap: Expr) -> ImmutableDenseMatrix:
    """G_k^-1 of the supplement, its first line."""
    M_0 = ImmutableDenseMatrix([[I * omega_n + xi_k, gap], [gap, I * omega_n - xi_mk]])
    return M_0 - 4 * t**2 * local_function


def ratio(gap: Expr) -> Expr:
    """J_MS/J_SS of (15), with the gap of the superconducting grains in the logarithm."""
    return Gamma_S / Delta_0 * N_M / N_S * log(gap / Gamma_S)


STATEMENTS: dict[str, Form] = {
    "golden-rule": 4 * pi * e**2 * t**2 * N_M * N_S,
    "lifetime": Gamma_M,
    "first-term": Integer(1),
    "absent": Integer(1),
    "J-renormalised": ratio(Delta_0 * Gamma_S / (Gamma_S + Gamma_M)) - ratio(Delta_0),
    "identical-gap": (Delta_0 + 4 * t**2 * f_S) / (1 - 4 * t**2 * gamma_S),
    "inverse-S": inverse(Delta_0),
    "inverse-M": inverse(Integer(0)),
    "dropped-factor": Integer(1),
    "strong-S": Delta_0,
}
