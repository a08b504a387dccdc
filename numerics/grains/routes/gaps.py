"""For each label, a way to the value of the derived form that does not use it.

A route has words for what it does, and samples: at a point it yields points and values there.
Balls make a certificate; a route that only converges says so by `enclosed = False`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sympy
from flint import acb, acb_mat, acb_series

from derive.equation import substitute
from derive.grains import symbols as s
from numerics.arithmetic.functions import ball_precision
from numerics.grains.gaps.balls import enclose_gaps
from numerics.grains.gaps.minigap import enclose_minigap
from numerics.grains.routes import matrices as m
from numerics.judge.compare import Groups, ball

Values = Mapping[Any, Any]
Sample = tuple[Values, Groups]


@dataclass(frozen=True)
class Route:
    """What a derived form is held against.

    A simulation has a report of what it measured; its balls hold the error bars.
    """

    words: str
    samples: Callable[[Values], Iterator[Sample]]
    enclosed: bool = True
    report: Callable[[], str] | None = None


def at(
    value: Callable[[Values], acb | acb_mat | list[acb]],
) -> Callable[[Values], Iterator[Sample]]:
    """Samples of a function of the point: a number, a matrix, or a list of statements."""

    def samples(point: Values) -> Iterator[Sample]:
        yield point, grouped(value(point))

    return samples


def grouped(value: acb | acb_mat | list[acb]) -> Groups:
    if isinstance(value, acb_mat):
        return [value.entries()]
    return [[entry] for entry in value] if isinstance(value, list) else [[value]]


def numbers(point: Values, *symbols: sympy.Symbol) -> list[acb]:
    """Values of symbols, or of functions of tau, at the point."""
    return [ball(point[x] if x.is_Symbol else substitute(x, point)) for x in symbols]


# The model.


def work_of_charging(point: Values) -> acb:
    """Integral of the charge c V over the voltage, up to V_i - V_j."""
    c, V_i, V_j = numbers(point, s.c_ij, s.V_i, s.V_j)
    return acb.integral(lambda V, _: c * V, 0, V_i - V_j)


def phase_series(phi: sympy.Expr, point: Values) -> acb_series:
    """exp(i phi/2) and its derivative at tau, as a power series."""
    tau = point[s.tau]
    form = substitute(phi, {phi: point[phi]})
    value, rate = (ball(e.subs(s.tau, tau)) for e in (form, sympy.diff(form, s.tau)))
    return (acb_series([value, rate], prec=2) * acb(0, 1) / 2).exp()


def covariant_derivative(point: Values) -> acb:
    """i [exp(-i phi/2) (d/dtau - i V) exp(i phi/2)] at tau, by automatic differentiation."""
    (V,) = numbers(point, s.V_i)
    phase = phase_series(s.phi_i, point)
    return acb(0, 1) * (phase[1] / phase[0] - acb(0, 1) * V)


def rotated_hopping(point: Values) -> acb:
    return m.tunnelling_matrix(*numbers(point, s.t_kp, s.t_pk, s.phi_i, s.phi_j))[0, 0]


def potential_of_pair(point: Values) -> acb:
    """V for which c = exp(i phi/2) obeys (d/dtau - i V) c = 0: its pair c c has the phase phi."""
    phase = phase_series(s.phi_i, point)
    return phase[1] / phase[0] / acb(0, 1)


def energy_of_pair(point: Values) -> acb:
    """E_ij for which one Cooper pair costs E_ij/2 = (2e)^2/(2c)."""
    (c,) = numbers(point, s.c_ij)
    return 2 * acb(2) ** 2 / (2 * c)


def fock_space_action(point: Values) -> acb:
    """Charging by quadrature, and -ln of the trace over Fock space of exp(cbar ln(M - 1) c).

    For two modes the trace is 1 + tr U + det U with U = M - 1: no, one and two particles.
    """
    E, beta, *entries = numbers(point, s.E_ij, s.beta, s.m_11, s.m_12, s.m_21, s.m_22)
    difference = point[s.phi_i] - point[s.phi_j]
    rate = sympy.Poly(sympy.diff(difference, s.tau), s.tau).all_coeffs()
    coefficients = [ball(e) for e in rate]

    def energy(tau: acb, _: bool) -> acb:
        voltage = acb(0)
        for coefficient in coefficients:
            voltage = voltage * tau + coefficient / 2
        return (4 / E) * voltage**2 / 2

    U = acb_mat(2, 2, entries) - m.ONE
    return acb.integral(energy, 0, beta) - (1 + U.trace() + U.det()).log()


def inverse_of_spectral_sum(point: Values) -> acb_mat:
    """M_0 = d_tau + h is -G^-1 at the frequency -d_tau."""
    d_tau, *parameters = numbers(point, s.d_tau, s.xi_k, s.xi_mk, s.Delta)
    return m.spectral_greens_function(-d_tau, *parameters).inv() * acb(-1)


def hopping_in_fock_space(point: Values) -> acb_mat:
    return m.tunnelling_matrix(*numbers(point, s.t_kp, s.t_pk, s.phi_i, s.phi_j))


# The Born approximation.


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


# The gap equations.


def greens_function_by_sign(
    density: sympy.Symbol, gap: sympy.Symbol
) -> Callable[[Values], acb_mat]:
    """The xi integral of (omega + gap tau_1 + xi tau_3)^-1 by the matrix sign function."""

    def value(point: Values) -> acb_mat:
        N, omega, Delta = numbers(point, density, s.omega, gap)
        return m.greens_function(N, m.nambu(omega, Delta))

    return value


def gap_from_functions(
    bare_gap: sympy.Symbol | None, gamma: sympy.Symbol, f: sympy.Symbol
) -> Callable[[Values], acb]:
    """omega D/Omega of M_0 - Sigma, Sigma averaged over random amplitudes, from g = omega gamma."""

    def value(point: Values) -> acb:
        omega, t, ratio, pair = numbers(point, s.omega, s.t, gamma, f)
        bare = ball(point.get(bare_gap, 0))
        M_0 = m.grain_matrix(omega, acb(0), acb(0), bare)
        sigma = m.averaged_self_energy(t**2, m.nambu(omega * ratio, -pair))
        return m.gap_of(omega, M_0 - sigma)

    return value


def gap_equation(
    bare_gap: sympy.Symbol | None, rate: sympy.Symbol, gap: sympy.Symbol
) -> Callable[[Values], Iterator[Sample]]:
    """One Born step from the neighbours' matrix to the gap function.

    At the point's own gap of the neighbours; and where the Born iteration of both kinds of
    grains has converged to some 30 digits, with the neighbours' gap taken from there.
    """

    def samples(point: Values) -> Iterator[Sample]:
        omega, gamma, delta = numbers(point, s.omega, rate, gap)
        bare = ball(point.get(bare_gap, 0))

        def stepped(neighbour: acb_mat) -> Groups:
            G = m.greens_function(acb(1), neighbour)
            return grouped(m.gap_of(omega, m.born_step(omega, bare, gamma, G)))

        yield point, stepped(m.nambu(omega, delta))
        rates = tuple(numbers(point, s.Gamma_M, s.Gamma_S))
        gaps = acb(0), ball(point[s.Delta_0])
        with ball_precision(128):
            metal, superconductor = m.self_consistent(omega, rates, gaps)
        iterated = superconductor if gap == s.Delta_S else metal
        neighbour = m.nambu(iterated[0, 0], iterated[0, 1])  # rounding made it unsymmetric
        yield {**point, gap: m.gap_of(omega, neighbour)}, stepped(neighbour)

    return samples


def pure_superconductor(point: Values) -> acb:
    """The gap of a pure array by Born iteration, started elsewhere."""
    omega, rate, gap = numbers(point, s.omega, s.Gamma_S, s.Delta_0)
    return m.gap_of(omega, m.self_consistent(omega, (rate, rate), (gap, gap))[1])


def pure_metal(point: Values) -> acb_mat:
    """The Green's function of a pure array by Born iteration, started with a pair amplitude."""
    omega, rate, N = numbers(point, s.omega, s.Gamma_M, s.N_M)
    metal, _ = m.self_consistent(omega, (rate, rate), (acb(0), acb(0)))
    return m.greens_function(N, metal)


# The limits.


def solution(point: Values) -> tuple[acb, acb]:
    """Delta_M and Delta_S: the gap equations solved and enclosed."""
    omega, gamma_M, gamma_S, gap = numbers(point, s.omega, s.Gamma_M, s.Gamma_S, s.Delta_0)
    return enclose_gaps(omega, gamma_M.real, gamma_S.real, gap.real)


def solved_gaps(point: Values) -> list[acb]:
    return list(solution(point))


def solved_metal(point: Values) -> acb_mat:
    N, omega = numbers(point, s.N_M, s.omega)
    return m.greens_function_of_gap(N, omega, solution(point)[0])


def solved_superconductor(point: Values) -> acb_mat:
    N, omega = numbers(point, s.N_S, s.omega)
    return m.greens_function_of_gap(N, omega, solution(point)[1])


def solved_metallic_part(point: Values) -> acb_mat:
    """G_S less that of an isolated superconducting grain."""
    return solved_superconductor(point) - greens_function_by_sign(s.N_S, s.Delta_0)(point)


def enclosed_minigap(point: Values) -> acb:
    rates_and_gap = numbers(point, s.Gamma_M, s.Gamma_S, s.Delta_0)
    return acb(enclose_minigap(*(value.real for value in rates_and_gap)))


_SOLUTION = "the gap equations solved and enclosed on the path"

ROUTES: dict[str, Route] = {
    "1c": Route("the work of charging a capacitor, by quadrature", at(work_of_charging)),
    "2a": Route("the covariant derivative, by automatic differentiation", at(covariant_derivative)),
    "2b": Route("equation of motion in Fock space, rotated operators", at(rotated_hopping)),
    "2-josephson": Route("the phase of the pair amplitude that obeys (1a)", at(potential_of_pair)),
    "3": Route("the trace over Fock space, and quadrature", at(fock_space_action)),
    "3-charging": Route("the energy of one Cooper pair on the capacitor", at(energy_of_pair)),
    "4a": Route("Bogoliubov-de Gennes states of the Fock space", at(inverse_of_spectral_sum)),
    "4b": Route("equation of motion in Fock space, rotated operators", at(hopping_in_fock_space)),
    "5": Route("the inverse of two coupled states", at(self_energy_of_two_grains)),
    "6": Route("average over explicit random matrices", at(random_self_energy)),
    "7": Route("the xi integral as a matrix sign function", at(integrated_structure)),
    "7-selfenergy": Route("average over explicit random matrices", at(random_self_energies)),
    "8-M": Route("the xi integral by quadrature", at(integrated_metal)),
    "8-S": Route("the xi integral by quadrature", at(integrated_superconductor)),
    "9": Route(
        "the xi integral as a matrix sign function", at(greens_function_by_sign(s.N_M, s.Delta_M))
    ),
    "10-M": Route("Born iteration of 2 x 2 matrices", gap_equation(None, s.Gamma_S, s.Delta_S)),
    "10-M-weak": Route(_SOLUTION, at(lambda point: solution(point)[0])),
    "10-S-high": Route(_SOLUTION, at(lambda point: solution(point)[1])),
    "10-S-low": Route(_SOLUTION, at(lambda point: solution(point)[1])),
    "11a-M": Route(_SOLUTION, at(solved_metal)),
    "11a-S": Route(_SOLUTION, at(solved_superconductor)),
    "11b-G1": Route(
        "the xi integral of an isolated superconducting grain",
        at(greens_function_by_sign(s.N_S, s.Delta_0)),
    ),
    "11b-G2": Route(_SOLUTION + ", less the isolated grain", at(solved_metallic_part)),
    "11-low": Route(_SOLUTION, at(solved_gaps)),
    "18": Route("the inverse with M_0 from Fock space", at(one_superconductor_state)),
    "19": Route("the inverse with M_0 from Fock space", at(one_metal_state)),
    "20-M": Route(
        "random matrices, then the inverse at xi = 0",
        at(gap_from_functions(None, s.gamma_S, s.f_S)),
    ),
    "20-S": Route(
        "random matrices, then the inverse at xi = 0",
        at(gap_from_functions(s.Delta_0, s.gamma_M, s.f_M)),
    ),
    "21a": Route("Born iteration of 2 x 2 matrices", gap_equation(None, s.Gamma_S, s.Delta_S)),
    "21b": Route("Born iteration of 2 x 2 matrices", gap_equation(s.Delta_0, s.Gamma_M, s.Delta_M)),
    "strong": Route(_SOLUTION, at(solved_gaps)),
    "minigap-weak": Route("the edge of the spectrum, enclosed", at(enclosed_minigap)),
    "minigap-strong": Route("the edge of the spectrum, enclosed", at(enclosed_minigap)),
    "identical-S": Route("Born iteration of a pure array", at(pure_superconductor), enclosed=False),
    "identical-M": Route("Born iteration of a pure array", at(pure_metal), enclosed=False),
}
