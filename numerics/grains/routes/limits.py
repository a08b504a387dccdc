"""Routes to the limits of weak and strong tunnelling, Eqs. (10), (11), and to the minigap."""

from flint import acb, acb_mat

from derive.grains import symbols as s
from numerics.grains.gaps.balls import enclose_gaps
from numerics.grains.gaps.minigap import enclose_minigap
from numerics.grains.routes import matrices as m
from numerics.grains.routes.gaps import greens_function_by_sign
from numerics.judge.route import Route, Values, at, numbers


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
_EDGE = "the edge of the spectrum, enclosed"

LIMIT_ROUTES: dict[str, Route] = {
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
    "strong": Route(_SOLUTION, at(solved_gaps)),
    "minigap-weak": Route(_EDGE, at(enclosed_minigap)),
    "minigap-strong": Route(_EDGE, at(enclosed_minigap)),
}
