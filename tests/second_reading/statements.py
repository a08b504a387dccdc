"""Statements of the text and unnumbered equations, read a second time."""

from __future__ import annotations

import mpmath as mp

from second_reading.matrices import Matrix, Number


def eq_golden_rule(e: Number, t: Number, N_M: Number, N_S: Number) -> Number:
    """The normal state tunnelling conductance, after (13)."""
    return 4 * mp.pi * e**2 * abs(t) ** 2 * N_M * N_S


def eq_lifetime(Gamma_M: Number) -> Number:
    """The inverse of the finite life time, after (11)."""
    return Gamma_M


def eq_first_term() -> Number:
    """The first term of alpha_MS is much smaller than the second: the sum is the second."""
    return mp.mpf(1)


def eq_absent() -> Number:
    """The single electron tunnelling term is absent: all of it."""
    return mp.mpf(1)


def eq_J_renormalised(
    Delta_0: Number, Gamma_M: Number, Gamma_S: Number, N_M: Number, N_S: Number
) -> Number:
    """Eq. (15) with Delta'_S for Delta_0 in ln(Delta_0/Gamma_S), less (15) as it stands."""
    lowered = Delta_0 * Gamma_S / (Gamma_S + Gamma_M)
    change = mp.log(lowered / Gamma_S) - mp.log(Delta_0 / Gamma_S)
    return Gamma_S / Delta_0 * N_M / N_S * change


def eq_identical_gap(Delta_0: Number, t: Number, f_S: Number, gamma_S: Number) -> Number:
    """Delta_S of identical superconducting grains, after (21)."""
    return (Delta_0 + 4 * abs(t) ** 2 * f_S) / (1 - 4 * abs(t) ** 2 * gamma_S)


def eq_inverse_S(
    omega_n: Number,
    xi_k: Number,
    xi_mk: Number,
    Delta_0: Number,
    t: Number,
    G: Matrix,
) -> Matrix:
    """G_Sk^-1 before (18), first line; the sum over p of G_Mp is G where the volume is 1."""
    bare = [[1j * omega_n + xi_k, abs(Delta_0)], [abs(Delta_0), 1j * omega_n - xi_mk]]
    return [[bare[a][b] - 4 * abs(t) ** 2 * G[a][b] for b in range(2)] for a in range(2)]


def eq_inverse_M(omega_n: Number, xi_k: Number, xi_mk: Number, t: Number, G: Matrix) -> Matrix:
    """G_Mk^-1 before (18), first line."""
    return eq_inverse_S(omega_n, xi_k, xi_mk, mp.mpf(0), t, G)


def eq_dropped_factor() -> Number:
    """(25b) has alpha(tau - tau') without the winding's factor of (24): a factor 1."""
    return mp.mpf(1)


def eq_strong_S(Delta_0: Number) -> Number:
    """The solution of (21b) for strong tunnelling, after (21)."""
    return Delta_0
