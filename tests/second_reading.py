"""A second transcription of the printed equations, made independently of derive/grains/printed.py.

Every function returns what the paper prints under the label in its name,
misprints included; nothing is corrected here. Conventions: ``omega`` is the
argument of the Green's functions (the printed i omega), in the upper
half-plane; |X|^2 under a square root is read as X^2; d/dtau is a number ``d``;
matrices are nested lists.
"""

from __future__ import annotations

from typing import TypeAlias

import mpmath as mp

Number: TypeAlias = mp.mpf | mp.mpc | complex | float | int
Matrix: TypeAlias = list[list[Number]]


def root(omega: Number, X: Number) -> Number:
    """sqrt(omega^2 - |X|^2) for Im omega > 0."""
    return (omega + X) * mp.sqrt((omega - X) / (omega + X))


def _product(left: Matrix, right: Matrix) -> Matrix:
    return [
        [sum((left[i][k] * right[k][j] for k in range(2)), mp.mpf(0)) for j in range(2)]
        for i in range(2)
    ]


def _scaled(factor: Number, matrix: Matrix) -> Matrix:
    return [[factor * entry for entry in row] for row in matrix]


def _green(density: Number, omega: Number, gap: Number) -> Matrix:
    prefactor = -1j * mp.pi * density / root(omega, gap)
    return _scaled(prefactor, [[omega, -gap], [-gap, omega]])


def _integrand(omega: Number, gap: Number, xi: Number) -> Matrix:
    denominator = omega**2 - xi**2 - gap**2
    return _scaled(1 / denominator, [[omega - xi, -gap], [-gap, omega + xi]])


def eq_1c(c: Number, V_i: Number, V_j: Number) -> Number:
    """Charging term of the bond ij."""
    return (V_i - V_j) ** 2 / (2 * c)


def eq_2a(V: Number, phidot: Number) -> Number:
    """What V becomes under the gauge transformation."""
    return V - phidot / mp.mpf(2)


def eq_2b(t: Number, phi_i: Number, phi_j: Number) -> Number:
    """Coefficient of c_i^+ c_j after the gauge transformation."""
    return t * mp.exp(mp.mpc(0, 1) / 2 * (phi_i - phi_j))


def eq_2_josephson(phidot: Number) -> Number:
    """The potential by the Josephson relation."""
    return phidot / mp.mpf(2)


def eq_3_charging(c: Number) -> Number:
    """The charging energy E_ij."""
    return 4 / mp.mpmathify(c)


def eq_3(E: Number, phidot: Number, beta: Number, trlog: Number) -> Number:
    """The action of one bond with a constant rate of phase difference."""
    return beta * phidot**2 / (2 * mp.mpmathify(E)) + trlog


def eq_4a(d: Number, xi: Number, xi_minus: Number, Delta: Number) -> Matrix:
    """The matrix m_0 of one grain, d standing for d/dtau."""
    return [[d + xi, abs(Delta)], [abs(Delta), -(d - xi_minus)]]


def eq_4b(t_kp: Number, t_pk: Number, dphi: Number) -> Matrix:
    """The tunnelling matrix; t_kp is t^(ij)_kp and t_pk is t^(ji)_pk."""
    phase = mp.mpc(0, 1) / 2 * dphi
    return [[t_kp * mp.exp(phase), mp.mpf(0)], [mp.mpf(0), -t_pk * mp.exp(-phase)]]


def eq_5(T_ij: Matrix, G_j: Matrix, T_ji: Matrix) -> Matrix:
    """The self-energy T G T."""
    return _product(_product(T_ij, G_j), T_ji)


def eq_6(t: Number, G: Matrix) -> Matrix:
    """The self-energy from four neighbours with the local Green's function G."""
    return _scaled(4 * abs(t) ** 2, G)


def eq_7(g: Number, f: Number) -> Matrix:
    """The local Green's function."""
    return [[g, -f], [-f, g]]


def eq_7_selfenergy(t: Number, g_S: Number, f_S: Number) -> tuple[Number, Number]:
    """(Sigma_M, D_M)."""
    return 4 * abs(t) ** 2 * g_S, 4 * abs(t) ** 2 * f_S


def eq_8_M(omega: Number, Sigma_M: Number, D_M: Number, N_M: Number) -> Matrix:
    """G_M, first line of (8)."""
    return _green(N_M, omega - Sigma_M, D_M)


def eq_8_S(omega: Number, Sigma_S: Number, D_S: Number, Delta_0: Number, N_S: Number) -> Matrix:
    """G_S, second line of (8)."""
    return _green(N_S, omega - Sigma_S, Delta_0 + D_S)


def eq_18(omega: Number, Sigma_S: Number, D_S: Number, Delta_0: Number, xi: Number) -> Matrix:
    """Integrand of G_S, without N_S."""
    return _integrand(omega - Sigma_S, abs(Delta_0) + D_S, xi)


def eq_19(omega: Number, Sigma_M: Number, D_M: Number, xi: Number) -> Matrix:
    """Integrand of G_M, without N_M."""
    return _integrand(omega - Sigma_M, D_M, xi)


def eq_9(omega: Number, Delta_M: Number, N_M: Number) -> Matrix:
    """G_M through its gap function."""
    return _green(N_M, omega, Delta_M)


def eq_20_M(t: Number, f_S: Number, gamma_S: Number) -> Number:
    """Delta_M."""
    return 4 * abs(t) ** 2 * f_S / (1 - 4 * abs(t) ** 2 * gamma_S)


def eq_20_S(t: Number, Delta_0: Number, f_M: Number, gamma_M: Number) -> Number:
    """Delta_S."""
    return (Delta_0 + 4 * abs(t) ** 2 * f_M) / (1 - 4 * abs(t) ** 2 * gamma_M)


def eq_21a(omega: Number, Gamma_S: Number, Delta_S: Number) -> Number:
    """Delta_M."""
    return 1j * Gamma_S * Delta_S / (root(omega, Delta_S) + 1j * Gamma_S)


def eq_21b(
    omega: Number, Gamma_M: Number, Gamma_S: Number, Delta_0: Number, Delta_M: Number
) -> Number:
    """Delta_S."""
    s = root(omega, Delta_M)
    first = Delta_0 / (1 + 1j * Gamma_M / s)
    second = 1j * Gamma_S * Delta_M / (s + 1j * Gamma_M)
    return first + second


def eq_10_M(omega: Number, Gamma_S: Number, Delta_S: Number) -> Number:
    """Delta_M, the fraction."""
    return Gamma_S * Delta_S / (-1j * root(omega, Delta_S) + Gamma_S)


def eq_10_M_weak(Gamma_S: Number) -> Number:
    """Delta_M, the estimate after the fraction."""
    return Gamma_S


def eq_10_S_high(omega: Number, Gamma_M: Number, Delta_0: Number) -> Number:
    """Delta_S for omega >> Delta_M."""
    return Delta_0 * omega / (omega + 1j * Gamma_M)


def eq_10_S_low(Gamma_M: Number, Gamma_S: Number, Delta_0: Number) -> Number:
    """Delta_S for omega << Delta_M."""
    return Delta_0 * Gamma_S / (Gamma_S + Gamma_M)


def eq_11a_M(N_M: Number) -> Matrix:
    """G_M between Delta_M and Delta_0."""
    return _scaled(-1j * mp.pi * N_M, [[1, 0], [0, 1]])


def eq_11a_S(omega: Number, Gamma_M: Number, Delta_0: Number, N_S: Number) -> Matrix:
    """G_S between Delta_M and Delta_0, the first form."""
    return _green(N_S, omega + 1j * Gamma_M, Delta_0)


def eq_11b_G1(omega: Number, Delta_0: Number, N_S: Number) -> Matrix:
    """The superconducting component G_1."""
    return _green(N_S, omega, Delta_0)


def eq_11b_G2(Gamma_M: Number, Delta_0: Number, N_S: Number) -> Matrix:
    """The metallic component G_2."""
    return _scaled(-1j * mp.pi * N_S * Gamma_M / abs(Delta_0), [[1, 0], [0, 1]])


def eq_11_low(Gamma_M: Number, Gamma_S: Number, Delta_0: Number) -> tuple[Number, Number]:
    """(Delta'_M, Delta'_S) below Delta_M."""
    return Gamma_S, Delta_0 * Gamma_S / (Gamma_S + Gamma_M)


def eq_strong(Delta_0: Number) -> tuple[Number, Number]:
    """(Delta_M, Delta_S) for tunnelling widths far above Delta_0."""
    return Delta_0, Delta_0


def eq_identical_S(Delta_0: Number) -> Number:
    """Delta_S of identical superconducting grains."""
    return Delta_0


def eq_identical_M(N_M: Number) -> Matrix:
    """G_M of identical metallic grains."""
    return _scaled(-1j * mp.pi * N_M, [[1, 0], [0, 1]])


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


def _delta(m: Number) -> Number:
    """delta(m) of an integer."""
    return mp.mpf(m == 0)


def eq_22(n_i: Number, tau: Number, beta: Number, phi_p: Number) -> Number:
    """The phase of a grain: winding and periodic part."""
    return 2 * mp.pi * n_i * tau / beta + phi_p


def eq_23(m: Number, beta: Number, mean_square_rate: Number) -> tuple[Number, Number]:
    """Both decouplings of a bond, in the mean over tau from 0 to beta.

    Of the second what multiplies the average of exp(i Dphi_p).
    """
    return 4 * mp.pi**2 * m**2 / beta**2 + mean_square_rate, _delta(m)


def eq_24(m: Number, s: Number, beta: Number, spread: Number) -> Number:
    """Last form, s = tau - tau', spread the average of (Dphi_p(tau) - Dphi_p(tau'))^2."""
    winding = mp.exp(2 * mp.pi * mp.mpc(0, 1) * m * s / (2 * beta))
    return winding * (1 - spread / mp.mpf(4) / 2)


def eq_25a(m: Number, beta: Number, E_0: Number, alpha: Number, J_MF: Number) -> Number:
    """The integer action of one bond."""
    charging = 2 * mp.pi**2 / (beta * E_0) * m**2
    return charging + alpha / mp.mpf(2) * abs(m) - beta * J_MF * _delta(m)


def eq_25b(
    E_0: Number,
    J_R: Number,
    alpha: Number,
    T: Number,
    s: Number,
    dphidot: Number,
    dphi: Number,
    dphi_: Number,
) -> tuple[Number, Number, Number]:
    """The three integrands of one bond, all phases periodic and s = tau - tau'.

    Charging, Josephson, dissipation.
    """
    charging = 1 / (2 * mp.mpmathify(E_0)) * dphidot**2
    josephson = J_R / mp.mpf(2) * dphi**2
    return charging, josephson, eq_25_kernel(s, alpha, T) * (dphi - dphi_) ** 2 / mp.mpf(8)


def eq_25_kernel(s: Number, alpha: Number, T: Number) -> Number:
    """alpha(s)."""
    return alpha * (T / mp.sin(mp.pi * T * s)) ** 2


def eq_26_MF(J: Number, fluctuation: Number) -> Number:
    """J_MF."""
    return J * mp.exp(-fluctuation / mp.mpf(2))


def eq_26_R(J_MF: Number, P_0: Number) -> Number:
    """J_R."""
    return J_MF * P_0


def _positive_frequencies(
    first: int, beta: Number, E_0: Number, J_R: Number, alpha: Number
) -> Number:
    """Sum of 1 / (omega_n^2 / E_0 + J_R + alpha |omega_n| / 4 pi) from n = first >= 1 on.

    By digamma functions at both roots in n of the denominator a n^2 + b n + J_R.
    """
    unit = 2 * mp.pi / beta
    a, b = unit**2 / E_0, alpha / (4 * mp.pi) * unit
    root_of_discriminant = mp.sqrt(mp.mpc(b**2 - 4 * a * J_R))
    lower, upper = ((-b + sign * root_of_discriminant) / (2 * a) for sign in (-1, 1))
    return ((mp.digamma(first - lower) - mp.digamma(first - upper)) / root_of_discriminant).real


def eq_27(beta: Number, E_0: Number, J_R: Number, alpha: Number) -> Number:
    """The fluctuation of a bond, every Matsubara frequency 2 pi n / beta."""
    positive = _positive_frequencies(1, beta, E_0, J_R, alpha)
    return (1 / mp.mpmathify(J_R) + 2 * positive) / (2 * beta)


def eq_28(beta: Number, E_0: Number, J_R: Number, alpha: Number) -> Number:
    """The fluctuation of a bond, only the frequencies above J_R."""
    first = int(mp.floor(J_R * beta / (2 * mp.pi))) + 1
    return 2 * _positive_frequencies(first, beta, E_0, J_R, alpha) / (2 * beta)


def eq_critical_alpha() -> Number:
    """alpha_c."""
    return mp.mpf(1)


def eq_critical_R(hbar: Number, e: Number) -> Number:
    """h / 2 e^2, the resistance at alpha_c."""
    return 2 * mp.pi * hbar / (2 * mp.mpmathify(e) ** 2)


def eq_rough() -> Number:
    """S(n) is in the rough phase: 1 for true."""
    return mp.mpf(1)


def eq_destroyed(J: Number, Gamma: Number, Delta_0: Number) -> Number:
    """The energy that E_0 exceeds by far."""
    return J * (Gamma / mp.mpmathify(Delta_0)) * mp.log(Delta_0 / mp.mpmathify(Gamma))


def eq_grain_size(L_0: Number, Delta_0: Number, Gamma: Number) -> Number:
    """L_c."""
    ratio = Delta_0 / mp.mpmathify(Gamma)
    return L_0 * ratio * mp.log(ratio)


def eq_film_1() -> Number:
    """A uniform superconductor at Gamma >= Delta_0: 1 for true."""
    return mp.mpf(1)


def eq_film_2() -> Number:
    """Smaller gaps on the metallic grains at Gamma < Delta_0: 1 for true."""
    return mp.mpf(1)


def eq_film_3() -> Number:
    """The share of normal grains grows as Gamma falls: 1 for true."""
    return mp.mpf(1)


def eq_film_4(p: Number, p_c: Number) -> Number:
    """Positive for a metal: a share of normal grains above the threshold."""
    return mp.sign(p - p_c)


def eq_film_5() -> Number:
    """The proximity effect goes before the metal-insulator transition: 1 for true."""
    return mp.mpf(1)


def eq_film_6(p: Number, p_c: Number) -> Number:
    """Positive for an insulator: a share of metallic grains below the threshold."""
    return mp.sign(p_c - p)
