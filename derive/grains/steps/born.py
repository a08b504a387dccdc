"""Self-consistent Born approximation and the integration over xi: Eqs. (5)-(8), (18), (19).

Fourier components exp(i omega_n tau), so that d/dtau is i omega_n and M_0 is the inverse
Green's function, as in the paper's supplement.  Inversion symmetry: xi_-k = xi_k = xi.
"""

from functools import cache

from sympy import (
    Expr,
    I,
    ImmutableDenseMatrix,
    Tuple,
    cancel,
    diag,
    diff,
    factor,
    fraction,
    pi,
    zeros,
)

from derive.grains.steps.model import grain_matrix, mean_square_amplitude, tunnelling_matrix
from derive.grains.symbols import (
    D_M,
    D_S,
    G_11,
    G_12,
    G_21,
    G_22,
    N_M,
    N_S,
    Delta,
    Delta_0,
    Sigma_M,
    Sigma_S,
    d_tau,
    f_M,
    f_S,
    g_M,
    g_S,
    m_11,
    m_12,
    m_21,
    m_22,
    omega_n,
    phi_i,
    phi_j,
    t_kp,
    t_pk,
    volume,
    xi,
    xi_k,
    xi_mk,
)
from derive.root import root

NEIGHBOURS = 4  # of a site of the square lattice, all on the other sublattice
neighbour = ImmutableDenseMatrix([[G_11, G_12], [G_21, G_22]])


def self_energy() -> ImmutableDenseMatrix:
    """Eq. (5): Sigma of grain i from one state of grain j, to second order in T_0.

    (M_0 + T_0)^-1 = G_0 - G_0 T_0 G_0 + G_0 T_0 G_0 T_0 G_0 - ...; the first order vanishes
    on average, and G^-1 = G_0^-1 - Sigma.  G_0 of grain j is then replaced by G, written here
    with the entries G_ab.
    """
    T_ij = tunnelling_matrix().subs(phi_j, phi_i)
    T_ji = T_ij.subs({t_kp: t_pk, t_pk: t_kp}, simultaneous=True)
    m_i = ImmutableDenseMatrix([[m_11, m_12], [m_21, m_22]])
    G_0 = diag(m_i.inv(), neighbour)
    T_0 = zeros(4)
    T_0[:2, 2:], T_0[2:, :2] = T_ij, T_ji
    second_order = (G_0 * T_0 * G_0 * T_0 * G_0)[:2, :2]
    return ImmutableDenseMatrix(m_i * second_order * m_i).applyfunc(cancel)


@cache
def born_self_energy() -> ImmutableDenseMatrix:
    """Eq. (6): the average of (5) over t_kp by (1e), summed over p and the four neighbours.

    The contraction leaves k' = k and p' = p; 1/V sum_p G_jp has the entries G_ab.
    """
    same = mean_square_amplitude()
    for_one_state = self_energy().subs(t_pk, t_kp).applyfunc(lambda e: e.subs(t_kp**2, same))
    return NEIGHBOURS * volume * for_one_state


def inverse_greens_function(gap: Expr, sigma: Expr, D: Expr) -> ImmutableDenseMatrix:
    """G_k^-1 = M_0 - Sigma, where Sigma has the entries sigma on and -D off the diagonal."""
    M_0 = grain_matrix().subs({d_tau: I * omega_n, xi_k: xi, xi_mk: xi}).subs(Delta, gap)
    return M_0 - ImmutableDenseMatrix([[sigma, -D], [-D, sigma]])


def superconductor_integrand() -> ImmutableDenseMatrix:
    """Eq. (18): the Green's function of one state of a superconducting grain."""
    return inverse_greens_function(Delta_0, Sigma_S, D_S).inv()


def metal_integrand() -> ImmutableDenseMatrix:
    """Eq. (19): the Green's function of one state of a metallic grain."""
    return inverse_greens_function(0, Sigma_M, D_M).inv()


def integrated_over_xi(green: ImmutableDenseMatrix, density: Expr) -> ImmutableDenseMatrix:
    """density times the integral of a Green's function over xi from -D to D, D to infinity.

    Of each entry a symmetric cutoff leaves the part even in xi, for every D.  That falls off
    as 1/xi^2, so the contour closes in the upper half-plane, around the simple pole a =
    root(Omega, Dbar), Im a > 0, where Omega and Dbar are the entries of the inverse at xi = 0.
    """
    inverse = green.subs(xi, 0).inv().applyfunc(factor)
    a = root(inverse[0, 0], inverse[0, 1])

    def integral(entry: Expr) -> Expr:
        even = cancel((entry + entry.subs(xi, -xi)) / 2)
        numerator, denominator = fraction(even)
        residue_at_pole = (numerator / diff(denominator, xi)).subs(xi, a)
        return factor(2 * pi * I * density * residue_at_pole)

    return green.applyfunc(integral)


@cache
def superconductor_greens_function() -> ImmutableDenseMatrix:
    """Eq. (8), second line."""
    return integrated_over_xi(superconductor_integrand(), N_S)


@cache
def metal_greens_function() -> ImmutableDenseMatrix:
    """Eq. (8), first line."""
    return integrated_over_xi(metal_integrand(), N_M)


@cache
def nambu_structure() -> ImmutableDenseMatrix:
    """Eq. (7): the integrated Green's function, its second row expressed by its first, g and -f."""
    G = metal_greens_function()
    return ImmutableDenseMatrix(
        [[g_M, -f_M], [-f_M * cancel(G[1, 0] / G[0, 1]), g_M * cancel(G[1, 1] / G[0, 0])]]
    )


@cache
def self_energies(averaged: ImmutableDenseMatrix | None = None) -> Tuple:
    """Sigma_M and D_M, defined after (7), from the self-energy (6) with the structure (7).

    averaged: the self-energy (6); by default the derived one.
    """
    of_6 = born_self_energy() if averaged is None else averaged
    g_and_f = dict(zip((g_M, f_M), (g_S, f_S), strict=True))
    G = nambu_structure().subs(g_and_f)
    entries = dict(zip((G_11, G_12, G_21, G_22), G, strict=True))
    sigma = of_6.subs(entries)
    return Tuple(sigma[0, 0], -sigma[0, 1])
