"""The minigap from the matrices of (18) and (19): just below no density of states, just above one.

By the second fact of `routes.solution` a solution without states, y > 0, exists exactly up to the
minigap; one with states just above bounds it from there.  Where two solutions without states
merge, which is the minigap, is found by Newton's method, and only proposed.
"""

from typing import Any

from flint import acb, arb, arb_mat, arb_series, ctx

from numerics.arithmetic.functions import ball_precision
from numerics.grains.routes.angles import Angles, Energies, refined
from numerics.grains.routes.solution import entries, has_states, krawczyk, stateless

START = (arb(-0.43), arb(0.04))  # the edge for Gamma_M = Gamma_S = Delta_0, roughly
FIRST_CHANGE = arb(0.5)
ROUGH = arb(2) ** -20
MOST_PIECES = 1000  # of the path from equal energies
BESIDE = arb(2) ** -6  # in y, where Newton's method for the two solutions at the edge starts

Point = tuple[arb, arb]  # the logarithms of sinh(y_M - y_S) and of sinh y_S


def minigap(energies: Energies) -> arb:
    """The minigap enclosed, for exact Gamma_M, Gamma_S, Delta_0 > 0, in their unit.

    A first try to the precision of the call; a second one where the minigap is so close to another
    energy that a smaller width is needed.  Raises ArithmeticError where no enclosure is found.
    """
    bits = ctx.prec
    logarithms = [(energy / energies[2]).log() / arb.const_log2() for energy in energies[:2]]
    spread = int(float(abs(logarithms[0]).max(abs(logarithms[1])).upper()))
    for narrower in (0, 2 * spread):
        with ball_precision(2 * (bits + narrower) + 8 * spread + 64):
            at_edge = edge(energies)
            omega = conditions(energies, at_edge)[2]
            width = arb(2) ** (-bits - narrower)
            low, high = (omega * (1 - width)).mid(), (omega * (1 + width)).mid()
            if is_gapped(low, energies, at_edge) and has_band(high, energies, at_edge):
                return low.union(high)
    raise ArithmeticError(f"no edge of the spectrum is certified near omega = {omega.str(20)}")


def is_gapped(omega: arb, energies: Energies, at_edge: Point) -> bool:
    """Whether there is a solution without states at omega, below the edge."""
    column = entries(beside(omega, energies, at_edge, acb(-BESIDE)))
    return stateless(acb(omega), energies, column) is not None


def has_band(omega: arb, energies: Energies, at_edge: Point) -> bool:
    """Whether the matrices have a density of states at omega, above the edge.

    Newton's method may have found the image of the physical solution.
    """
    column = entries(beside(omega, energies, at_edge, acb(0, BESIDE)))
    physical = column if column[0, 0].real > 0 else -column.conjugate()
    around = krawczyk(acb(omega), energies, physical)
    return around is not None and has_states(around[0])


def beside(omega: arb, energies: Energies, point: Point, shift: acb) -> Angles:
    """The solution at omega, theta = pi/2 + i y, that Newton's method reaches from y shifted.

    By the first equation y_M and y_S change as cosh(y_M - y_S) cosh y_M to cosh y_S there.
    """
    _, c_d, s_S, c_S, s_M, c_M = hyperbolic(point)
    shifts = ((s_M.asinh(), shift), (s_S.asinh(), shift * c_S / (c_d * c_M)))
    metal, superconductor = ((acb(0, -1) * (y + d).sinh(), (y + d).cosh()) for y, d in shifts)
    return refined(acb(0, -omega), energies, (metal, superconductor))


# The edge proposed: where two real solutions merge.


def hyperbolic(point: Any) -> tuple[Any, ...]:
    """sinh and cosh of y_M - y_S, y_S and y_M, from the logarithms of the first two sinh."""
    s_d, s_S = (logarithm.exp() for logarithm in point)
    c_d, c_S = (1 + s_d * s_d).sqrt(), (1 + s_S * s_S).sqrt()
    return s_d, c_d, s_S, c_S, s_S * c_d + c_S * s_d, c_S * c_d + s_S * s_d


def conditions(energies: Energies, point: Any) -> tuple[Any, Any, Any]:
    """Zero at the edge, the second equation and the determinant of slopes; omega by the first.

    Both compare positive terms by their logarithms, which for weak and for strong rates are
    linear in those of the rates, as the unknown logarithms are.  In the determinant the slope
    Delta_0 cosh y_S - omega sinh y_S, by the second equation, is such a sum over sinh y_S.
    """
    gamma_M, gamma_S, gap = energies
    s_d, c_d, s_S, c_S, s_M, c_M = hyperbolic(point)
    omega = gamma_S * s_d / c_M
    equation = gap * s_S / (omega * c_S + gamma_M * s_d)
    determinant = c_S * (gamma_S / c_M + gamma_M * c_S) / (gamma_M * c_d * s_S * s_M)
    return equation.log(), determinant.log(), omega


def edge(energies: Energies) -> Point:
    """The edge to the working precision, followed from equal energies.

    On the way the logarithms of the rates grow in proportion, and the point is extrapolated; a
    piece of the path on which Newton's method fails is halved.  Raises ArithmeticError where the
    path is not followed to its end.
    """
    rates = [energy / energies[2] for energy in energies[:2]]
    part, piece, slope, point = arb(0), arb(1), (arb(0), arb(0)), START
    for _ in range(MOST_PIECES):
        there = (part + piece).min(arb(1))
        ahead = there - part
        gamma_M, gamma_S = ((rate.log() * there).exp().mid() for rate in rates)
        start = point[0] + slope[0] * ahead, point[1] + slope[1] * ahead
        enough = ROUGH if there < 1 else arb(2) ** (-ctx.prec // 2)
        onward = newton((gamma_M, gamma_S, arb(1)), start, enough)
        if onward is None:
            piece = (piece / 2).mid()
        elif there == 1:
            return onward
        else:
            slope = (onward[0] - point[0]) / ahead, (onward[1] - point[1]) / ahead
            part, piece, point = there, (2 * piece).mid(), onward
    raise ArithmeticError("the edge of the spectrum is not found")


def newton(energies: Energies, start: Point, enough: arb) -> Point | None:
    """The edge by Newton's method; None unless its steps are small and shrink.

    The slopes are those of power series.
    """
    point, bound = start, FIRST_CHANGE
    while True:
        along = [[arb_series([x, i == k], prec=2) for i, x in enumerate(point)] for k in range(2)]
        columns = [conditions(energies, ray) for ray in along]
        slopes = arb_mat([[column[row][1] for column in columns] for row in range(2)])
        values = arb_mat([[columns[0][row][0]] for row in range(2)])
        if not abs(slopes.det()) > 0:
            return None
        steps = slopes.solve(values).entries()
        size = abs(steps[0]).max(abs(steps[1]))
        if not size < bound:
            return None
        point, bound = ((point[0] - steps[0]).mid(), (point[1] - steps[1]).mid()), size / 2
        if size < enough:
            return point
