"""Routes to the self-consistent Born approximation, Eqs. (5)-(8), (18), (19)."""

from flint import acb, acb_mat

from derive.grains import symbols as s
from numerics.grains.routes import matrices as m
from numerics.judge.compare import ball
from numerics.judge.route import Route, Values, at, numbers


def block(upper: acb_mat, right: acb_mat, left: acb_mat, lower: acb_mat) -> acb_mat:
    rows = zip(upper.tolist() + left.tolist(), right.tolist() + lower.tolist(), strict=True)
    return acb_mat([a + b for a, b in rows])


def self_energy_of_two_grains(point: Values) -> acb_mat:
    """m_i - 1/G_ii, with G_ii from the inverse of the 4 x 4 matrix of two coupled states."""
    t_kp, t_pk, *entries = numbers(
        point, s.t_kp, s.t_pk, s.m_11, s.m_12, s.m_21, s.m_22, s.G_11, s.G_12, s.G_21, s.G_22
    )
    m_i, G_j = acb_mat(2, 2, entries[:4]), acb_mat(2, 2, entries[4:])
    T_ij, T_ji = (m.tunnelling_matrix(*ts, acb(0), acb(0)) for ts in ((t_kp, t_pk), (t_pk, t_kp)))
    G = block(m_i, T_ij, T_ji, G_j.inv()).inv()
    return m_i - acb_mat([[G[0, 0], G[0, 1]], [G[1, 0], G[1, 1]]]).inv()


def random_self_energy(point: Values) -> acb_mat:
    t, *entries = numbers(point, s.t, s.G_11, s.G_12, s.G_21, s.G_22)
    return m.averaged_self_energy(t**2, acb_mat(2, 2, entries))


def integrated_structure(point: Values) -> acb_mat:
    """A Green's function integrated over xi, scaled so that its first row is g, -f."""
    g, f = numbers(point, s.g_M, s.f_M)
    G = m.greens_function(acb(1), m.nambu(acb(0, 1), acb(0, 1) * f / g))
    return G * (g / G[0, 0])


def random_self_energies(point: Values) -> list[acb]:
    """Sigma and D of the self-energy [[Sigma, -D], [-D, Sigma]]."""
    t, g, f = numbers(point, s.t, s.g_S, s.f_S)
    sigma = m.averaged_self_energy(t**2, m.nambu(g, -f))
    return [sigma[0, 0], -sigma[0, 1]]


def metal_inverse(point: Values) -> acb_mat:
    """G^-1 at xi = 0 of a metallic grain, from omega_n, Sigma_M and D_M."""
    omega_n, sigma, D = numbers(point, s.omega_n, s.Sigma_M, s.D_M)
    return m.nambu(acb(0, 1) * omega_n - sigma, D)


def superconductor_inverse(point: Values) -> acb_mat:
    """G^-1 at xi = 0 of a superconducting grain, from omega_n, Sigma_S, D_S and Delta_0."""
    omega_n, sigma, D, gap = numbers(point, s.omega_n, s.Sigma_S, s.D_S, s.Delta_0)
    return m.nambu(acb(0, 1) * omega_n - sigma, gap + D)


def integrated_metal(point: Values) -> acb_mat:
    return m.greens_function_by_quadrature(ball(point[s.N_M]), metal_inverse(point))


def integrated_superconductor(point: Values) -> acb_mat:
    return m.greens_function_by_quadrature(ball(point[s.N_S]), superconductor_inverse(point))


def one_state(point: Values, bare_gap: acb, sigma: acb, D: acb) -> acb_mat:
    """(M_0 - Sigma)^-1 with M_0 from Fock space."""
    omega_n, xi = numbers(point, s.omega_n, s.xi)
    return (m.grain_matrix(acb(0, 1) * omega_n, xi, xi, bare_gap) - m.nambu(sigma, -D)).inv()


def one_superconductor_state(point: Values) -> acb_mat:
    return one_state(point, *numbers(point, s.Delta_0, s.Sigma_S, s.D_S))


def one_metal_state(point: Values) -> acb_mat:
    return one_state(point, acb(0), *numbers(point, s.Sigma_M, s.D_M))


BORN_ROUTES: dict[str, Route] = {
    "5": Route("the inverse of two coupled states", at(self_energy_of_two_grains)),
    "6": Route("average over explicit random matrices", at(random_self_energy)),
    "7": Route("the xi integral as a matrix sign function", at(integrated_structure)),
    "7-selfenergy": Route("average over explicit random matrices", at(random_self_energies)),
    "8-M": Route("the xi integral by quadrature", at(integrated_metal)),
    "8-S": Route("the xi integral by quadrature", at(integrated_superconductor)),
    "18": Route("the inverse with M_0 from Fock space", at(one_superconductor_state)),
    "19": Route("the inverse with M_0 from Fock space", at(one_metal_state)),
}
