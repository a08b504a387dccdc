"""The equations as the paper prints them, by label, misprints included.

The only hand transcription, with `printed_statements`.  Conventions of reading: root(omega,
Delta) is sqrt(omega^2 - |Delta|^2), with |Delta(omega)|^2 continued analytically to
Delta(omega)^2; the frequency of a Green's function written at i omega is omega_n; d/dtau is the
symbol d_tau; a sum over states shows one state and its time-reversed partner, a sum over bonds
one bond; the integrals of (13), (14) are at zero temperature, where beta is infinite; s is a
time difference; (23) to (25) show one bond, with m = Delta n_ij, and (23) the mean over tau; of
the six points on films, which are in words, 1 says that they hold and -1 that they do not, with
p_c for "large enough" and "not high enough".
"""

from sympy import (
    Abs,
    Expr,
    I,
    ImmutableDenseMatrix,
    Integer,
    Integral,
    KroneckerDelta,
    Sum,
    Symbol,
    Tuple,
    besselk,
    conjugate,
    cos,
    diff,
    exp,
    floor,
    log,
    oo,
    pi,
    sign,
    sin,
)

from derive.grains.printed_phases import PRINTED_PHASES
from derive.grains.printed_statements import STATEMENTS
from derive.grains.symbols import (
    D_M,
    D_S,
    E_0,
    G_11,
    G_12,
    G_21,
    G_22,
    J_MF,
    J_R,
    L_0,
    N_M,
    N_S,
    P_0,
    R_MM,
    R_SM,
    R_SS,
    Delta,
    Delta_0,
    Delta_i,
    Delta_M,
    Delta_S,
    E_ij,
    Gamma,
    Gamma_M,
    Gamma_S,
    J,
    Sigma_M,
    Sigma_S,
    T,
    U,
    V_i,
    V_j,
    alpha,
    beta,
    c_i,
    c_i_down,
    c_ij,
    c_j,
    cbar_i,
    cbar_i_down,
    cbar_j,
    d_tau,
    e,
    f_i,
    f_j,
    f_M,
    f_S,
    fluctuation,
    g_i,
    g_j,
    g_M,
    g_S,
    gamma_M,
    gamma_S,
    hbar,
    i,
    i_,
    j,
    j_,
    k,
    k_,
    lambda_i,
    m,
    m_11,
    m_12,
    m_21,
    m_22,
    n,
    n_i,
    omega,
    omega_n,
    p,
    p_,
    p_c,
    p_metal,
    phi_i,
    phi_j,
    phi_p,
    s,
    spread,
    t,
    t_kp,
    t_pk,
    tau,
    tau_,
    volume,
    xi,
    xi_k,
    xi_mk,
)
from derive.record import Form
from derive.root import root


def matrix(rows: list[list[Expr]]) -> ImmutableDenseMatrix:
    return ImmutableDenseMatrix(rows)


def greens_function(z: Expr, gap: Expr, density: Expr) -> ImmutableDenseMatrix:
    """The form that (8) and (9) share."""
    return -I * pi * density / root(z, gap) * matrix([[z, -gap], [-gap, z]])


def integrand(z: Expr, gap: Expr) -> ImmutableDenseMatrix:
    """The form that (18) and (19) share."""
    return matrix([[z - xi, -gap], [-gap, z + xi]]) / (z**2 - xi**2 - gap**2)


def tunnelling(amplitude: Expr, reverse: Expr, phase: Expr) -> ImmutableDenseMatrix:
    """Eq. (4b)."""
    return matrix([[amplitude * exp(I * phase / 2), 0], [0, -reverse * exp(-I * phase / 2)]])


def conductance(resistance: Symbol) -> Expr:
    """The prefactor of (13) and (14)."""
    return hbar / (2 * e**2 * resistance)


metallic_grain = cbar_i * (diff(c_i, tau) + (xi_k - I * V_i) * c_i)
pairing = I * Delta_i * (conjugate(lambda_i) - cbar_i * cbar_i_down)
pairing_conjugate = -I * conjugate(Delta_i) * (lambda_i - c_i_down * c_i)
local_function = matrix([[G_11, G_12], [G_21, G_22]])

phase = phi_i - phi_j
normal_tunnelling = 2 * t**2 * g_i * g_j.subs(s, -s)
pair_tunnelling = 2 * t**2 * f_i * f_j.subs(s, -s)

trial_kernel = alpha * (T / sin(pi * T * s)) ** 2
frequency = 2 * pi * n / beta
stiffness = frequency**2 / E_0 + J_R + alpha / (4 * pi) * Abs(frequency)

PRINTED: dict[str, Form] = {
    "1a": metallic_grain,
    "1b": metallic_grain + U * conjugate(lambda_i) * lambda_i + pairing + pairing_conjugate,
    "1c": (V_i - V_j) ** 2 / (2 * c_ij),
    "1d": t_kp * cbar_i * c_j + conjugate(t_kp) * cbar_j * c_i,
    "1e": t**2
    / volume
    * KroneckerDelta(i, i_)
    * KroneckerDelta(j, j_)
    * KroneckerDelta(k, k_)
    * KroneckerDelta(p, p_),
    "2a": V_i - diff(phi_i, tau) / 2,
    "2b": t_kp * exp(I * (phi_i - phi_j) / 2),
    "2-josephson": diff(phi_i, tau) / 2,
    "3": Integral(diff(phi_i - phi_j, tau) ** 2, (tau, 0, beta)) / (2 * E_ij)
    + log(m_11 * m_22 - m_12 * m_21),
    "3-charging": 4 / c_ij,
    "4a": matrix([[d_tau + xi_k, Delta], [Delta, -(d_tau - xi_mk)]]),
    "4b": tunnelling(t_kp, t_pk, phi_i - phi_j),
    "5": tunnelling(t_kp, t_pk, 0) * local_function * tunnelling(t_pk, t_kp, 0),
    "6": 4 * t**2 * local_function,
    "7": matrix([[g_M, -f_M], [-f_M, g_M]]),
    "7-selfenergy": Tuple(4 * t**2 * g_S, 4 * t**2 * f_S),
    "8-M": greens_function(I * omega_n - Sigma_M, D_M, N_M),
    "8-S": greens_function(I * omega_n - Sigma_S, Delta_0 + D_S, N_S),
    "9": greens_function(omega, Delta_M, N_M),
    "10-M": Gamma_S * Delta_S / (root(-I * omega, -I * Delta_S) + Gamma_S),
    "10-M-weak": Gamma_S,
    "10-S-high": Delta_0 * omega / (omega + I * Gamma_M),
    "10-S-low": Delta_0 * Gamma_S / (Gamma_S + Gamma_M),
    "11a-M": -I * pi * N_M * matrix([[1, 0], [0, 1]]),
    "11a-S": greens_function(omega + I * Gamma_M, Delta_0, N_S),
    "11b-G1": greens_function(omega, Delta_0, N_S),
    "11b-G2": -I * pi * N_S * Gamma_M / Delta_0 * matrix([[1, 0], [0, 1]]),
    "11-low": Tuple(Gamma_S, Delta_0 * Gamma_S / (Gamma_S + Gamma_M)),
    "12a": Tuple(
        diff(phase, tau) ** 2 / (2 * E_ij),
        normal_tunnelling * cos((phase - phase.subs(tau, tau_)) / 2),
        -pair_tunnelling * cos(phase),
    ),
    "12b-alpha": normal_tunnelling,
    "12b-J": Integral(pair_tunnelling, (s, 0, beta)),
    "13-J": conductance(R_SM)
    * Integral(Delta_0 * Gamma_S * besselk(0, Delta_0 * s) * besselk(0, Gamma_S * s), (s, 0, oo)),
    "13-alpha": conductance(R_SM)
    * (Delta_0 * besselk(1, Delta_0 * s) + Gamma_M / Delta_0 * pi * T / sin(pi * T * s))
    * pi
    * T
    / sin(pi * T * s),
    "13-alphaMS": Gamma_M / Delta_0 * conductance(R_SM) * (T / sin(pi * T * s)) ** 2,
    "14-J": conductance(R_SS) * Integral((Delta_0 * besselk(0, Delta_0 * s)) ** 2, (s, 0, oo)),
    "14-alpha": conductance(R_MM),
    "15-J": Gamma_S / Delta_0 * N_M / N_S * log(Delta_0 / Gamma_S),
    "15-alpha": Gamma_M / Delta_0 * N_S / N_M,
    "18": integrand(I * omega_n - Sigma_S, Delta_0 + D_S),
    "19": integrand(I * omega_n - Sigma_M, D_M),
    "20-M": 4 * t**2 * f_S / (1 - 4 * t**2 * gamma_S),
    "20-S": (Delta_0 + 4 * t**2 * f_M) / (1 - 4 * t**2 * gamma_M),
    "21a": I * Gamma_S * Delta_S / (root(omega, Delta_S) + I * Gamma_S),
    "21b": Delta_0 / (1 + I * Gamma_M / root(omega, Delta_M))
    + I * Gamma_S * Delta_M / (root(omega, Delta_M) + I * Gamma_M),
    "22": 2 * pi * n_i * tau / beta + phi_p,
    "23": Tuple(
        4 * pi**2 * m**2 / beta**2 + Integral(diff(phi_p, tau) ** 2, (tau, 0, beta)) / beta,
        KroneckerDelta(m, 0),
    ),
    "24": exp(2 * pi * I * m * s / (2 * beta)) * (1 - spread / 8),
    "25a": 2 * pi**2 * m**2 / (beta * E_0)
    + alpha / 2 * Abs(m)
    - beta * J_MF * KroneckerDelta(m, 0),
    "25b": Tuple(
        diff(phase, tau) ** 2 / (2 * E_0),
        J_R / 2 * phase**2,
        trial_kernel / 8 * (phase - phase.subs(tau, tau_)) ** 2,
    ),
    "25-kernel": trial_kernel,
    "26-MF": J * exp(-fluctuation / 2),
    "26-R": J_MF * P_0,
    "27": Sum(1 / stiffness, (n, -oo, oo)) / (2 * beta),
    "28": 2 * Sum(1 / stiffness, (n, floor(beta * J_R / (2 * pi)) + 1, oo)) / (2 * beta),
    "critical-alpha": Integer(1),
    "critical-R": 2 * pi * hbar / (2 * e**2),
    "rough": Integer(1),
    "destroyed": J * Gamma / Delta_0 * log(Delta_0 / Gamma),
    "grain-size": L_0 * Delta_0 / Gamma * log(Delta_0 / Gamma),
    "film-2": Integer(1),
    "film-3": Integer(1),
    "film-4": sign(p_metal - p_c),
    "film-5": Integer(1),
    "film-6": sign(p_c - p_metal),
    "strong": Tuple(Delta_0, Delta_0),
    "identical-S": Delta_0,
    "identical-M": -I * pi * N_M * matrix([[1, 0], [0, 1]]),
    **PRINTED_PHASES,
    **STATEMENTS,
}
