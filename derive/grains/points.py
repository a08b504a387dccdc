"""The exact points and the weak-tunnelling path at which equations are judged.

Rational numbers, far from each other, strong coupling and unequal grains included.
"""

from sympy import Basic, Eq, Expr, I, Integer, Or, Rational, conjugate, im, re

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
    K_R,
    N_M,
    N_S,
    P_0,
    R_SS,
    Delta,
    Delta_0,
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
    V_i,
    V_j,
    alpha,
    alpha_s,
    beta,
    c_ij,
    d_tau,
    delta,
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
    m,
    m_11,
    m_12,
    m_21,
    m_22,
    omega,
    omega_n,
    p_c,
    p_metal,
    p_site,
    phi_i,
    phi_j,
    phi_p,
    s,
    t,
    t_kp,
    t_pk,
    tau,
    tau_,
    xi,
    xi_k,
    xi_mk,
)
from derive.record import Point


def q(real: int, imaginary: int, denominator: int) -> Expr:
    return Rational(real, denominator) + I * Rational(imaginary, denominator)


# Four points, a column each.  Frequencies: general, with negative real part, deep in the gap,
# near the imaginary axis; rates: comparable, strong, weak, unequal.  |Im Delta| < Im omega, so
# that omega and both gaps do not straddle the cut; t_pk is the conjugate of t_kp.
VALUES: dict[Basic, tuple[object, ...]] = {
    omega: (q(3, 4, 5), q(-9, 5, 7), q(2, 1, 9), q(1, 50, 60)),
    omega_n: (q(7, 2, 5), q(4, -5, 3), q(1, -3, 8), q(11, 1, 2)),
    Gamma_M: (q(2, 0, 3), q(19, 0, 2), q(1, 0, 40), q(7, 0, 3)),
    Gamma_S: (q(5, 0, 4), q(23, 0, 3), q(3, 0, 70), q(1, 0, 9)),
    Delta_0: (q(3, 0, 2), q(1, 0, 3), q(11, 0, 8), q(5, 0, 6)),
    Delta_M: (q(2, 1, 5), q(5, -2, 7), q(4, -1, 12), q(5, 4, 8)),
    Delta_S: (q(6, -2, 5), q(1, 3, 7), q(9, 1, 10), q(4, -3, 6)),
    N_M: (q(2, 0, 7), q(3, 0, 2), q(5, 0, 9), q(1, 0, 4)),
    N_S: (q(3, 0, 5), q(1, 0, 3), q(7, 0, 4), q(8, 0, 5)),
    Sigma_M: (q(1, -2, 3), q(-4, -9, 5), q(1, -1, 30), q(0, -7, 4)),
    Sigma_S: (q(-2, -1, 7), q(3, -11, 4), q(0, -2, 45), q(1, -9, 8)),
    D_M: (q(1, 1, 2), q(8, -2, 3), q(2, 0, 55), q(-3, 1, 5)),
    D_S: (q(3, -1, 8), q(-7, 2, 4), q(1, 0, 33), q(5, 2, 6)),
    g_M: (q(1, -4, 3), q(-2, -5, 7), q(0, -3, 2), q(4, -9, 5)),
    f_M: (q(1, 1, 5), q(1, -2, 9), q(1, 0, 8), q(2, 3, 7)),
    g_S: (q(2, -3, 5), q(5, -7, 4), q(-1, -1, 6), q(0, -8, 3)),
    f_S: (q(3, 2, 4), q(-1, 5, 6), q(7, 0, 2), q(1, -1, 9)),
    gamma_M: (q(1, -2, 4), q(-3, 1, 8), q(2, 5, 3), q(0, -1, 7)),
    gamma_S: (q(-2, 3, 7), q(1, 1, 9), q(0, -4, 5), q(6, -1, 2)),
    t: (q(1, 0, 2), q(9, 0, 4), q(1, 0, 15), q(6, 0, 7)),
    t_kp: (q(2, 1, 3), q(-7, 4, 2), q(1, -1, 20), q(3, 5, 8)),
    t_pk: (q(2, -1, 3), q(-7, -4, 2), q(1, 1, 20), q(3, -5, 8)),
    tau_: (q(4, 0, 5), q(1, 0, 4), q(2, 0, 3), q(7, 0, 3)),
    s: (q(2, 0, 7), q(5, 0, 3), q(1, 0, 8), q(9, 0, 4)),
    # odd and even functions of s, as Green's functions are
    g_i: (s**3 - 2 * s, s / 5, 3 * s + s**5, s**3 / 7),
    g_j: (s / 3, s**3 + s, -(s**5), 4 * s - s**3),
    f_i: (1 + s**2, s**4 / 3, 2 - s**2, s**2 + s**4),
    f_j: (s**2 - 3, 1 + s**2 / 9, s**4, 5 - s**4 / 2),
    xi: (q(4, 0, 3), q(-13, 0, 5), q(1, 0, 12), q(8, 0, 9)),
    xi_k: (q(5, 0, 3), q(-2, 0, 7), q(9, 0, 2), q(1, 0, 25)),
    xi_mk: (q(3, 0, 4), q(6, 0, 5), q(-8, 0, 3), q(2, 0, 11)),
    Delta: (q(7, 0, 5), q(1, 0, 9), q(10, 0, 3), q(4, 0, 7)),
    d_tau: (q(0, 6, 5), q(1, -2, 3), q(0, 1, 30), q(-4, 9, 2)),
    c_ij: (q(3, 0, 7), q(12, 0, 5), q(1, 0, 50), q(9, 0, 8)),
    E_ij: (q(8, 0, 3), q(1, 0, 6), q(21, 0, 2), q(5, 0, 9)),
    beta: (q(2, 0, 1), q(15, 0, 4), q(1, 0, 7), q(30, 0, 1)),
    tau: (q(1, 0, 3), q(11, 0, 4), q(1, 0, 9), q(13, 0, 2)),
    phi_i: (tau**2 - tau / 5, 2 * tau + 1, tau**3 / 5, 1 - tau**2 / 7),
    phi_j: (3 * tau / 4, tau**2 / 2 - 3, tau - Rational(2, 9), tau**3 / 40),
    V_i: (tau / 2 - 1, tau**2, 3 - tau / 8, 5 * tau / 7),
    V_j: (2 - tau**2 / 3, tau / 6 + 1, tau**3, Rational(-4, 9)),
    G_11: (q(1, -3, 2), q(2, -1, 9), q(-5, -7, 3), q(0, -1, 4)),
    G_12: (q(2, 1, 5), q(-3, 4, 7), q(1, 1, 2), q(6, -1, 8)),
    G_21: (q(1, 2, 3), q(5, 0, 8), q(-2, 9, 4), q(1, 1, 10)),
    G_22: (q(4, -1, 7), q(-1, -6, 5), q(3, -2, 2), q(7, -7, 9)),
    m_11: (q(3, 1, 2), q(-1, 4, 5), q(6, 0, 7), q(2, -3, 3)),
    m_12: (q(1, 0, 3), q(2, -1, 9), q(-1, 1, 4), q(5, 2, 6)),
    m_21: (q(-2, 1, 7), q(1, 1, 2), q(3, 0, 8), q(-1, 4, 5)),
    m_22: (q(5, -2, 4), q(7, 3, 6), q(9, 1, 2), q(4, 1, 3)),
    # mean field: windings of both parities, and a periodic phase
    E_0: (q(5, 0, 2), q(1, 0, 7), q(30, 0, 1), q(8, 0, 9)),
    J: (q(3, 0, 4), q(11, 0, 2), q(1, 0, 40), q(7, 0, 6)),
    J_MF: (q(2, 0, 5), q(9, 0, 4), q(1, 0, 60), q(3, 0, 7)),
    J_R: (q(1, 0, 3), q(13, 0, 6), q(1, 0, 90), q(2, 0, 9)),
    P_0: (q(4, 0, 5), q(1, 0, 3), q(9, 0, 10), q(2, 0, 7)),
    alpha: (q(3, 0, 8), q(7, 0, 2), q(1, 0, 25), q(5, 0, 6)),
    alpha_s: (2 + s**2, 1 / s, s / 3, 5 - s**2),
    m: (q(3, 0, 1), q(0, 0, 1), q(-4, 0, 1), q(-7, 0, 1)),
    fluctuation: (q(1, 0, 2), q(5, 0, 1), q(1, 0, 30), q(12, 0, 7)),
    phi_p: (tau * (beta - tau) / 3, tau**2 * (tau - beta), 2 - tau + tau**2 / beta, tau * 0),
    T: (q(1, 0, 9), q(1, 0, 7), q(3, 0, 1), q(1, 0, 11)),
    hbar: (q(7, 0, 5), q(2, 0, 3), q(5, 0, 1), q(1, 0, 6)),
    e: (q(3, 0, 4), q(9, 0, 2), q(1, 0, 8), q(6, 0, 5)),
    R_SS: (q(9, 0, 7), q(2, 0, 9), q(12, 0, 1), q(5, 0, 3)),
    K_R: (q(8061, 0, 10000),) * 4,
}
POINTS: tuple[Point, ...] = tuple(
    {symbol: values[column] for symbol, values in VALUES.items()} for column in range(4)
)

# For which values an "=" is claimed.  Frequencies lie in the upper half-plane or are real, from
# above, with gaps of positive real part; i omega_n lies there too, and a self-energy is that of a
# retarded function.  Green's functions of imaginary time have a parity; K_R is the value at
# which the roughening is simulated.
DOMAIN = (
    im(omega) >= 0,
    Or(im(omega) > 0, re(Delta_M) > 0),
    Or(im(omega) > 0, re(Delta_S) > 0),
    re(omega_n) > 0,
    im(Sigma_M) <= 0,
    im(Sigma_S) <= 0,
    Eq(t_pk, conjugate(t_kp)),
    Eq(g_i.subs(s, -s), -g_i),
    Eq(g_j.subs(s, -s), -g_j),
    Eq(f_i.subs(s, -s), f_i),
    Eq(f_j.subs(s, -s), f_j),
    Eq(K_R, Rational(8061, 10000)),
)

# The site threshold of the square lattice is from the literature: J. L. Jacobsen, J. Phys. A 48,
# 454003 (2015).  For p between 1 - p_site and p_site it depends on what percolates.
SITE = Rational(592746, 10**6)


def film_points(*values: Point) -> tuple[Point, ...]:
    """Points of a film, energies in the unit of Delta_0."""
    return tuple({p_site: SITE, Delta_0: Integer(1), **value} for value in values)


FILM_RATES = film_points(*({Gamma: Rational(rate)} for rate in (1, 2, 60, 100)))
FILM_WEAK = film_points(*({Gamma: Rational(1, inverse)} for inverse in (2, 10, 100)))
FILM_FALLING = film_points(*({Gamma: Rational(1, inverse)} for inverse in (60, 90, 150)))
FILM_SHARES = film_points(
    {p_metal: Rational(1, 5), p_c: SITE},
    {p_metal: Rational(7, 20), p_c: 1 - SITE},
    {p_metal: Rational(13, 20), p_c: SITE},
    {p_metal: Rational(4, 5), p_c: 1 - SITE},
)
# The paper assumes that all grains have a large enough charging energy.
FILM_ENERGIES = film_points(
    {E_0: Integer(1), delta: Rational(1, 100)},
    {E_0: Integer(10), delta: Rational(1, 100)},
    {E_0: Integer(1), delta: Rational(1, 1000)},
)
# Which species percolates first depends on p_c alone where p is not between the two thresholds.
FILM_THRESHOLDS = (
    Eq(p_site, SITE),
    Or(Eq(p_c, p_site), Eq(p_c, 1 - p_site)),
    Or(p_metal < 1 - p_site, p_metal > p_site),
)
