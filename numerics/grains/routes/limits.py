"""Routes to the limits of weak and strong tunnelling, Eqs. (10), (11), and to the minigap."""

from collections.abc import Callable, Iterator

from flint import acb, acb_mat

from derive.grains import symbols as s
from numerics.grains.routes.angles import Energies
from numerics.grains.routes.edge import minigap
from numerics.grains.routes.gaps import greens_function_by_sign
from numerics.grains.routes.solution import Matrices, green, solved
from numerics.judge.compare import ball
from numerics.judge.route import Route, Sample, Values, at, grouped, numbers


def at_middle(
    value: Callable[[Values], acb | acb_mat | list[acb]],
) -> Callable[[Values], Iterator[Sample]]:
    """Samples at the middle of the point's balls: an exact point, a rounding error off the path.

    Small differences of balls would leave little to certify.
    """

    def samples(point: Values) -> Iterator[Sample]:
        exact = {symbol: ball(number).mid() for symbol, number in point.items()}
        yield exact, grouped(value(exact))

    return samples


def gaps(point: Values) -> list[acb]:
    """Delta_M and Delta_S of (9), from the entries of the matrices."""
    (omega,) = numbers(point, s.omega)
    return [-omega * g[0, 1] / g[0, 0] for g in solution(point)]


def metal(point: Values) -> acb_mat:
    """G_M of (9)."""
    return green(solution(point)[0]) * numbers(point, s.N_M)[0]


def superconductor(point: Values) -> acb_mat:
    """G_S of (9)."""
    return green(solution(point)[1]) * numbers(point, s.N_S)[0]


def solution(point: Values) -> Matrices:
    """The matrices g of (18) and (19) at an exact point, enclosed."""
    return solved(point[s.omega], energies(point))


def energies(point: Values) -> Energies:
    gamma_M, gamma_S, gap = numbers(point, s.Gamma_M, s.Gamma_S, s.Delta_0)
    return gamma_M.real, gamma_S.real, gap.real


def metallic_part(point: Values) -> acb_mat:
    """G_S less that of an isolated superconducting grain."""
    return superconductor(point) - greens_function_by_sign(s.N_S, s.Delta_0)(point)


def edge_of_spectrum(point: Values) -> acb:
    return acb(minigap(energies(point)))


_SOLUTION = "(18) and (19) as 2 x 2 matrices, enclosed by Krawczyk's test"
_EDGE = (
    "where the matrices of (18) and (19) have a density of states, from just below to just above"
)

LIMIT_ROUTES: dict[str, Route] = {
    "10-M-weak": Route(_SOLUTION, at_middle(lambda point: gaps(point)[0])),
    "10-S-high": Route(_SOLUTION, at_middle(lambda point: gaps(point)[1])),
    "10-S-low": Route(_SOLUTION, at_middle(lambda point: gaps(point)[1])),
    "11a-M": Route(_SOLUTION, at_middle(metal)),
    "11a-S": Route(_SOLUTION, at_middle(superconductor)),
    "11b-G1": Route(
        "the xi integral of an isolated superconducting grain",
        at(greens_function_by_sign(s.N_S, s.Delta_0)),
    ),
    "11b-G2": Route(_SOLUTION + ", less the isolated grain", at_middle(metallic_part)),
    "11-low": Route(_SOLUTION, at_middle(gaps)),
    "strong": Route(_SOLUTION, at_middle(gaps)),
    "strong-S": Route(_SOLUTION, at_middle(lambda point: gaps(point)[1])),
    "minigap-weak": Route(_EDGE, at_middle(edge_of_spectrum)),
    "minigap-strong": Route(_EDGE, at_middle(edge_of_spectrum)),
}
