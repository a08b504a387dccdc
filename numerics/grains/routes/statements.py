"""Routes to statements of the paper's text about gaps, kernels and sizes."""

from flint import acb, acb_mat

from derive.grains import symbols as s
from derive.papers import equation
from numerics.grains.routes import solution
from numerics.grains.routes.couplings import coupling_by_frequencies
from numerics.grains.routes.limits import energies
from numerics.grains.routes.transition import critical_damping, destroying_charge
from numerics.judge.compare import evaluate
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


def least_charging(point: Values) -> acb:
    """The charging energy at which an unlike bond orders, at the resistance of the metal's end.

    hbar = e = 1.  The damping by a shunt is |omega|/(4 R); its critical value is that of
    J_R -> 0, here of J_R = delta^2/E_0.  With one state per spacing delta the rate is delta/R.
    """
    spacing, gap = numbers(point, s.delta, s.Delta_0)
    small = {s.E_0: gap, s.J_R: spacing**2 / gap}
    resistance = 1 / (4 * critical_damping(small))
    units = {s.hbar: acb(1), s.e: acb(1), s.R_SS: resistance, s.Delta_0: gap}
    J = coupling_by_frequencies(s.R_SS, s.Delta_0)(units)
    return destroying_charge({s.J: J, s.Gamma: spacing / resistance, s.Delta_0: gap})


def critical_size(point: Values) -> acb:
    """L for which J L_0/L is what the paper prints for the charging energy."""
    J, L_0 = numbers(point, s.J, s.L_0)
    ((charge,),) = evaluate(equation("destroyed").printed, point)
    return J * L_0 / charge


STATEMENT_ROUTES: dict[str, Route] = {
    "film-1": Route("slopes of (18) and (19) as 2 x 2 matrices at omega = 0", at(gap_ratio)),
    "film-5-charge": Route(
        "(26) by quadrature at the critical damping, J_MS by the gap equations solved",
        at(least_charging),
        enclosed=False,
    ),
    "grain-size": Route(
        "the charging energy as the paper prints it, and E_0 = J L_0/L", at(critical_size)
    ),
}
