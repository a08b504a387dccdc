"""Routes to the model, Eqs. (1)-(4): Fock space, quadrature and automatic differentiation."""

import sympy
from flint import acb, acb_mat, acb_series

from derive.grains import symbols as s
from derive.record import substitute
from numerics.grains.routes import matrices as m
from numerics.judge.compare import ball
from numerics.judge.route import Route, Values, at, numbers


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


MODEL_ROUTES: dict[str, Route] = {
    "1c": Route("the work of charging a capacitor, by quadrature", at(work_of_charging)),
    "2a": Route("the covariant derivative, by automatic differentiation", at(covariant_derivative)),
    "2b": Route("equation of motion in Fock space, rotated operators", at(rotated_hopping)),
    "2-josephson": Route("the phase of the pair amplitude that obeys (1a)", at(potential_of_pair)),
    "3": Route("the trace over Fock space, and quadrature", at(fock_space_action)),
    "3-charging": Route("the energy of one Cooper pair on the capacitor", at(energy_of_pair)),
    "4a": Route("Bogoliubov-de Gennes states of the Fock space", at(inverse_of_spectral_sum)),
    "4b": Route("equation of motion in Fock space, rotated operators", at(hopping_in_fock_space)),
}
