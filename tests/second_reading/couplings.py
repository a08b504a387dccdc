"""(12) to (15), read a second time: Josephson couplings and dissipation."""

from __future__ import annotations

import mpmath as mp

from second_reading.matrices import Number


def _conductance(hbar: Number, e: Number, R: Number) -> Number:
    """hbar / (2 e^2 R)."""
    return hbar / (2 * mp.mpmathify(e) ** 2 * R)


def _integral_of_K0K0(a: Number, b: Number) -> Number:
    """Integral of K_0(a tau) K_0(b tau) over tau from 0 to infinity.

    The integrand has a squared logarithm at 0, so that 0 is an end point, and falls
    as exp(-(a + b) tau) from 1 / max(a, b) on.
    """
    a, b = mp.mpmathify(a), mp.mpmathify(b)
    points = [0, 1 / max(a, b), 10 / max(a, b), mp.inf]
    return mp.quad(lambda tau: mp.besselk(0, a * tau) * mp.besselk(0, b * tau), points)


def eq_12a(
    E: Number,
    dphidot: Number,
    t: Number,
    g_i_at_s: Number,
    g_j_at_minus_s: Number,
    f_i_at_s: Number,
    f_j_at_minus_s: Number,
    dphi: Number,
    dphi_: Number,
) -> tuple[Number, Number, Number]:
    """The three terms in the braces: charging, normal tunnelling, Josephson.

    The second without its integral over tau', the third without that in J_ij.
    """
    alpha = eq_12b_alpha(t, g_i_at_s, g_j_at_minus_s)
    J = eq_12b_J_integrand(t, f_i_at_s, f_j_at_minus_s)
    charging = 1 / (2 * mp.mpmathify(E)) * dphidot**2
    return charging, alpha * mp.cos((dphi - dphi_) / mp.mpf(2)), -J * mp.cos(dphi)


def eq_12b_alpha(t: Number, g_i_at_s: Number, g_j_at_minus_s: Number) -> Number:
    """alpha_ij(s)."""
    return 2 * abs(t) ** 2 * g_i_at_s * g_j_at_minus_s


def eq_12b_J_integrand(t: Number, f_i_at_s: Number, f_j_at_minus_s: Number) -> Number:
    """J_ij without its integral over s."""
    return 2 * abs(t) ** 2 * f_i_at_s * f_j_at_minus_s


def eq_13_J(hbar: Number, e: Number, R_SM: Number, Delta_0: Number, Gamma_S: Number) -> Number:
    """J_MS at zero temperature."""
    return _conductance(hbar, e, R_SM) * Delta_0 * Gamma_S * _integral_of_K0K0(Delta_0, Gamma_S)


def eq_13_alpha(
    s: Number, hbar: Number, e: Number, R_SM: Number, Delta_0: Number, Gamma_M: Number, T: Number
) -> Number:
    """alpha_MS(s), the first form."""
    thermal = mp.pi * T / mp.sin(mp.pi * T * s)
    first = Delta_0 * mp.besselk(1, Delta_0 * s)
    second = Gamma_M / mp.mpmathify(Delta_0) * thermal
    return _conductance(hbar, e, R_SM) * (first + second) * thermal


def eq_13_alphaMS(
    s: Number, hbar: Number, e: Number, R_SM: Number, Delta_0: Number, Gamma_M: Number, T: Number
) -> Number:
    """alpha_MS(s), the last form, its alpha_MS from (15) and (14).

    With R_MM = R_SM N_S / N_M, by the definition of R_ab, the densities of states cancel.
    """
    N_M = N_S = mp.mpf(1)
    R_MM = R_SM * N_S / N_M
    alpha_MS = eq_15_alpha(Gamma_M, Delta_0, N_M, N_S) * eq_14_alpha(hbar, e, R_MM)
    return alpha_MS * (T / mp.sin(mp.pi * T * s)) ** 2


def eq_14_J(hbar: Number, e: Number, R_SS: Number, Delta_0: Number) -> Number:
    """J_SS at zero temperature."""
    return _conductance(hbar, e, R_SS) * Delta_0**2 * _integral_of_K0K0(Delta_0, Delta_0)


def eq_14_alpha(hbar: Number, e: Number, R_MM: Number) -> Number:
    """alpha_MM."""
    return _conductance(hbar, e, R_MM)


def eq_15_J(Gamma_S: Number, Delta_0: Number, N_M: Number, N_S: Number) -> Number:
    """J_MS / J_SS."""
    weak = Gamma_S / mp.mpmathify(Delta_0)
    return weak * (N_M / mp.mpmathify(N_S)) * mp.log(Delta_0 / mp.mpmathify(Gamma_S))


def eq_15_alpha(Gamma_M: Number, Delta_0: Number, N_M: Number, N_S: Number) -> Number:
    """alpha_MS / alpha_MM."""
    return Gamma_M / mp.mpmathify(Delta_0) * (N_S / mp.mpmathify(N_M))
