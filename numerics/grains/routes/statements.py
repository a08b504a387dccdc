"""Routes to statements of the paper's text about gaps, kernels and sizes."""

from collections.abc import Callable
from functools import cache

from flint import acb, acb_mat, acb_series, ctx
from sympy import Symbol

from derive.grains import symbols as s
from derive.papers import equation
from numerics.arithmetic.functions import ball_precision
from numerics.grains.routes import matrices as m
from numerics.grains.routes import solution
from numerics.grains.routes.couplings import (
    coupling_by_frequencies,
    frozen_ratio,
    self_consistent_ratio,
)
from numerics.grains.routes.gaps import gap_from_functions
from numerics.grains.routes.limits import at_middle, energies
from numerics.grains.routes.transition import critical_damping, destroying_charge
from numerics.judge.compare import ball, evaluate
from numerics.judge.route import Route, Values, at, numbers


def gaps_at_zero(point: Values) -> tuple[acb, acb]:
    """Delta_M and Delta_S of (9) at omega = 0, from the matrices of (18) and (19).

    There both matrices are off-diagonal, with the entry i.  The diagonal ones grow as omega, and
    their slopes are those of the implicit function that the matrices' equations define.
    """
    at_zero = acb_mat(4, 1, [acb(0), acb(0, 1), acb(0), acb(0, 1)])
    still, moved = (solution.residual(acb(w), energies(point), at_zero) for w in (0, 1))
    slopes = solution.slopes(acb(0), energies(point), at_zero).solve(still - moved)
    return -acb(0, 1) / slopes[0, 0], -acb(0, 1) / slopes[2, 0]


def equal_rates(point: Values) -> Values:
    return {**point, s.Gamma_M: point[s.Gamma], s.Gamma_S: point[s.Gamma]}


def gap_ratio(point: Values) -> acb:
    """Delta_M/Delta_S at omega = 0, for equal rates."""
    metal, superconductor = gaps_at_zero(equal_rates(point))
    return metal / superconductor


@cache
def damping_at_vanishing_coupling(bits: int) -> acb:
    """The critical damping for J_R -> 0, which no energy changes: at J_R = 2^-bits E_0."""
    with ball_precision(bits):
        return critical_damping({s.E_0: acb(1), s.J_R: acb(2) ** -bits})


def least_charging(point: Values) -> acb:
    """The charging energy at which an unlike bond orders, at the resistance of the metal's end.

    hbar = e = 1.  The damping by a shunt is |omega|/(4 R); with one state per spacing delta the
    rate is delta/R.
    """
    spacing, gap = numbers(point, s.delta, s.Delta_0)
    resistance = 1 / (4 * damping_at_vanishing_coupling(ctx.prec))
    units = {s.hbar: acb(1), s.e: acb(1), s.R_SS: resistance, s.Delta_0: gap}
    J = coupling_by_frequencies(s.R_SS, s.Delta_0)(units)
    return destroying_charge({s.J: J, s.Gamma: spacing / resistance, s.Delta_0: gap})


def critical_size(point: Values) -> acb:
    """L for which J L_0/L is what the paper prints for the charging energy."""
    J, L_0 = numbers(point, s.J, s.L_0)
    ((charge,),) = evaluate(equation("destroyed").printed, point)
    return J * L_0 / charge


def conductance(point: Values) -> acb:
    """Landauer's 2 e^2/h times the transmission from all states of a grain to all of the other.

    The transmission of a pair of states is 4 x/(1 + x)^2 with x = pi^2 |t_kp|^2 rho_a rho_b, for
    the amplitude between ends of two leads that have so many states per energy; to lowest order in
    |t_kp|^2, whose mean is t^2/V.
    """
    hbar, charge, t, V = numbers(point, s.hbar, s.e, s.t, s.volume)
    states = [V * N for N in numbers(point, s.N_M, s.N_S)]
    x = acb_series([0, acb.pi() ** 2 * states[0] * states[1] / V], prec=2)
    transmission = (4 * x / (1 + x) ** 2)[1] * t**2
    return 2 * charge**2 / (2 * acb.pi() * hbar) * transmission


def decay_rate(point: Values) -> acb:
    """Twice the imaginary part of the energy at which the determinant of G_Sk^-1 vanishes.

    By a step of Newton's from the energy of the isolated grain, with the metal's solved matrix.
    """
    rates, (xi,) = energies(point), numbers(point, s.xi)
    energy = (rates[2] ** 2 + xi.real**2).sqrt().mid()
    metal, _ = solution.solved(acb(energy), rates)
    at_fermi_level = m.born_step(acb(energy), acb(rates[2]), acb(rates[0]), solution.green(metal))
    return acb(2 * (at_fermi_level + m.TAU_3 * xi).det().imag / (2 * energy))


def inverse_of_a_state(gap: Symbol | None) -> Callable[[Values], acb_mat]:
    """M_0 of Fock space less the self-energy averaged over explicit random matrices."""

    def value(point: Values) -> acb_mat:
        omega_n, xi_k, xi_mk, t = numbers(point, s.omega_n, s.xi_k, s.xi_mk, s.t)
        neighbour = acb_mat([numbers(point, s.G_11, s.G_12), numbers(point, s.G_21, s.G_22)])
        M_0 = m.grain_matrix(acb(0, 1) * omega_n, xi_k, xi_mk, ball(point.get(gap, 0)))
        return M_0 - m.averaged_self_energy(t**2, neighbour)

    return value


def change_of_coupling(point: Values) -> acb:
    """J_MS/J_SS of the solved gap equations, less that of two gaps, Gamma_S and Delta_0."""
    return self_consistent_ratio(point) - frozen_ratio(point)


_RANDOM = "M_0 of Fock space, and an average over explicit random matrices"

STATEMENT_ROUTES: dict[str, Route] = {
    "film-1": Route("slopes of (18) and (19) as 2 x 2 matrices at omega = 0", at(gap_ratio)),
    "film-5-charge": Route(
        "(26) by quadrature at the critical damping, J_MS by the gap equations solved",
        at(least_charging),
        enclosed=False,
    ),
    "golden-rule": Route("Landauer's formula, to lowest order", at(conductance)),
    "lifetime": Route(
        "the determinant of G_Sk^-1 near its zero, (18) and (19) solved as 2 x 2 matrices",
        at_middle(decay_rate),
    ),
    "identical-gap": Route(
        "random matrices, then the inverse at xi = 0",
        at(gap_from_functions(s.Delta_0, s.gamma_S, s.f_S)),
    ),
    "inverse-S": Route(_RANDOM, at(inverse_of_a_state(s.Delta_0))),
    "inverse-M": Route(_RANDOM, at(inverse_of_a_state(None))),
    "J-renormalised": Route(
        "(12b), integrated over frequencies, by (18) and (19) as 2 x 2 matrices",
        at(change_of_coupling),
        enclosed=False,
    ),
    "grain-size": Route(
        "the charging energy as the paper prints it, and E_0 = J L_0/L", at(critical_size)
    ),
}
