"""(1) to (11) and (18) to (21), read a second time: model, self-energies, gaps."""

from __future__ import annotations

import mpmath as mp

from second_reading.matrices import Matrix, Number, green, integrand, product, root, scaled


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
    return product(product(T_ij, G_j), T_ji)


def eq_6(t: Number, G: Matrix) -> Matrix:
    """The self-energy from four neighbours with the local Green's function G."""
    return scaled(4 * abs(t) ** 2, G)


def eq_7(g: Number, f: Number) -> Matrix:
    """The local Green's function."""
    return [[g, -f], [-f, g]]


def eq_7_selfenergy(t: Number, g_S: Number, f_S: Number) -> tuple[Number, Number]:
    """(Sigma_M, D_M)."""
    return 4 * abs(t) ** 2 * g_S, 4 * abs(t) ** 2 * f_S


def eq_8_M(omega: Number, Sigma_M: Number, D_M: Number, N_M: Number) -> Matrix:
    """G_M, first line of (8)."""
    return green(N_M, omega - Sigma_M, D_M)


def eq_8_S(omega: Number, Sigma_S: Number, D_S: Number, Delta_0: Number, N_S: Number) -> Matrix:
    """G_S, second line of (8)."""
    return green(N_S, omega - Sigma_S, Delta_0 + D_S)


def eq_18(omega: Number, Sigma_S: Number, D_S: Number, Delta_0: Number, xi: Number) -> Matrix:
    """Integrand of G_S, without N_S."""
    return integrand(omega - Sigma_S, abs(Delta_0) + D_S, xi)


def eq_19(omega: Number, Sigma_M: Number, D_M: Number, xi: Number) -> Matrix:
    """Integrand of G_M, without N_M."""
    return integrand(omega - Sigma_M, D_M, xi)


def eq_9(omega: Number, Delta_M: Number, N_M: Number) -> Matrix:
    """G_M through its gap function."""
    return green(N_M, omega, Delta_M)


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
    return scaled(-1j * mp.pi * N_M, [[1, 0], [0, 1]])


def eq_11a_S(omega: Number, Gamma_M: Number, Delta_0: Number, N_S: Number) -> Matrix:
    """G_S between Delta_M and Delta_0, the first form."""
    return green(N_S, omega + 1j * Gamma_M, Delta_0)


def eq_11b_G1(omega: Number, Delta_0: Number, N_S: Number) -> Matrix:
    """The superconducting component G_1."""
    return green(N_S, omega, Delta_0)


def eq_11b_G2(Gamma_M: Number, Delta_0: Number, N_S: Number) -> Matrix:
    """The metallic component G_2."""
    return scaled(-1j * mp.pi * N_S * Gamma_M / abs(Delta_0), [[1, 0], [0, 1]])


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
    return scaled(-1j * mp.pi * N_M, [[1, 0], [0, 1]])
