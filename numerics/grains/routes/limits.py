"""Routes to the limits of weak and strong tunnelling, Eqs. (10), (11), and to the minigap."""

from flint import acb, acb_mat

from derive.grains import symbols as s
from numerics.grains.routes.edge import minigap
from numerics.grains.routes.gaps import greens_function_by_sign
from numerics.grains.routes.solution import Matrices, solved
from numerics.judge.route import Route, Values, at, numbers


def gaps(point: Values) -> list[acb]:
    """Delta_M and Delta_S of (9), from the entries of the matrices."""
    (omega,) = numbers(point, s.omega)
    return [-omega * g[0, 1] / g[0, 0] for g in solution(point)]


def metal(point: Values) -> acb_mat:
    """G_M of (9)."""
    return solution(point)[0] * (acb(0, -1) * acb.pi() * numbers(point, s.N_M)[0])


def superconductor(point: Values) -> acb_mat:
    """G_S of (9)."""
    return solution(point)[1] * (acb(0, -1) * acb.pi() * numbers(point, s.N_S)[0])


def solution(point: Values) -> Matrices:
    """The matrices g of (18) and (19) at the point, enclosed."""
    omega, *energies = numbers(point, s.omega, s.Gamma_M, s.Gamma_S, s.Delta_0)
    return solved(omega, tuple(energy.real for energy in energies))


def metallic_part(point: Values) -> acb_mat:
    """G_S less that of an isolated superconducting grain."""
    return superconductor(point) - greens_function_by_sign(s.N_S, s.Delta_0)(point)


def enclosed_minigap(point: Values) -> acb:
    gamma_M, gamma_S, gap = (e.real for e in numbers(point, s.Gamma_M, s.Gamma_S, s.Delta_0))
    return acb(minigap((gamma_M, gamma_S, gap)))


_SOLUTION = "(18) and (19) as 2 x 2 matrices, enclosed by Krawczyk's test"
_EDGE = "where the matrices of (18) and (19) have a density of states, from just below to just above"

LIMIT_ROUTES: dict[str, Route] = {
    "10-M-weak": Route(_SOLUTION, at(lambda point: gaps(point)[0])),
    "10-S-high": Route(_SOLUTION, at(lambda point: gaps(point)[1])),
    "10-S-low": Route(_SOLUTION, at(lambda point: gaps(point)[1])),
    "11a-M": Route(_SOLUTION, at(metal)),
    "11a-S": Route(_SOLUTION, at(superconductor)),
    "11b-G1": Route(
        "the xi integral of an isolated superconducting grain",
        at(greens_function_by_sign(s.N_S, s.Delta_0)),
    ),
    "11b-G2": Route(_SOLUTION + ", less the isolated grain", at(metallic_part)),
    "11-low": Route(_SOLUTION, at(gaps)),
    "strong": Route(_SOLUTION, at(gaps)),
    "minigap-weak": Route(_EDGE, at(enclosed_minigap)),
    "minigap-strong": Route(_EDGE, at(enclosed_minigap)),
}
