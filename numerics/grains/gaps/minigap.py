"""The minigap: the energy below which the densities of states of both kinds of grains vanish."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import flint
import numpy as np
from flint import acb, arb
from numpy.typing import NDArray
from sympy import diff

from derive.grains.steps.minigap import edge_condition
from derive.grains.symbols import Delta_0, Gamma_M, Gamma_S, omega
from numerics.arithmetic.alone import PRECISION
from numerics.arithmetic.arguments import (
    Numbers,
    energies,
    named,
    require_not_negative,
    require_positive,
)
from numerics.arithmetic.certified import certified, evaluated
from numerics.arithmetic.functions import (
    Evaluator,
    ball_precision,
    made_once,
    plain_ball_function,
    plain_numpy_function,
)
from numerics.grains.gaps.units import InUnitsOfDelta0, is_moderate, is_normal

Array = NDArray[Any]
Energies = tuple[arb, arb, arb]  # Gamma_M, Gamma_S, Delta_0

PARAMETERS = (omega, Gamma_M, Gamma_S, Delta_0)
BISECTIONS = 60
FARTHEST = 1e30  # the largest ratio of a rate and delta0 that doubles are trusted with
START_BITS = 64  # of the first attempt; four times as many in each further one
MOST_STEPS = 200


@dataclass(frozen=True, eq=False)
class Minigap(InUnitsOfDelta0):
    """The edge below which both densities of states vanish, in the unit of delta0.

    With digits=N, `radius` bounds its error, rigorously; it is smaller than 10^-N of the edge.
    """

    energy: Any = field(metadata={"unit": "energy"})
    radius: Any = field(default=None, metadata={"unit": "energy"})


def minigap(
    gamma_m: "Numbers",
    gamma_s: "Numbers",
    delta0: "Numbers" = 1.0,
    *,
    digits: int | None = None,
) -> Minigap:
    """The energy below which both densities of states vanish.

    A zero of the discriminant of the polynomial in `steps.reduction`, chosen by `edge_condition`,
    which changes its sign only there.  Rates >= 0 and delta0 > 0, in one unit, broadcast, and the
    result has their shape; gamma_s = 0 gives 0.
    In double precision the relative error is below 1e-14.  digits=N, from 5 to 10000, returns
    mpmath numbers, certified in ball arithmetic; arguments may then also be fractions, mpf and
    strings such as "0.1".
    Raises ValueError for bad arguments, before any work, and ArithmeticError, which names the
    point, where rates that differ by hundreds of orders of magnitude leave no certificate, or where
    double precision does not reach down to the minigap.
    """
    given = {"gamma_m": gamma_m, "gamma_s": gamma_s, "delta0": delta0}
    arguments = dict(zip(given, energies(given, digits), strict=True))
    require_not_negative("gamma_m", arguments["gamma_m"])
    require_not_negative("gamma_s", arguments["gamma_s"])
    require_positive("delta0", arguments["delta0"])
    return Minigap(*evaluated(_in_doubles, _in_balls, arguments, digits))


def enclose_minigap(gamma_m: arb, gamma_s: arb, delta0: arb) -> arb:
    """Enclosure of the minigap at the flint precision, for gamma_m, gamma_s >= 0 and delta0 > 0.

    `edge_condition` is positive at its lower end and negative at its upper end, below delta0.
    The arguments may be balls: the result holds for every point in them.  Exact arguments give
    a result that is accurate to the precision.
    Raises ArithmeticError, which names the point, for balls that are too wide, and where rates
    differ by hundreds of orders of magnitude.
    """
    found = _in_balls(gamma_m, gamma_s, delta0)
    if found is None:
        raise ArithmeticError(
            f"the minigap is not certified at {_where(gamma_m, gamma_s, delta0)}: "
            "the balls are too wide, or the rates too far apart"
        )
    return found[0]


def _in_doubles(gamma_m: Array, gamma_s: Array, delta0: Array) -> tuple[Array]:
    """By bisection; where powers of the rates could underflow or overflow, by ball arithmetic."""
    gamma_m, gamma_s, delta0 = np.broadcast_arrays(gamma_m, gamma_s, delta0)
    with np.errstate(over="ignore"):
        ratio_M, ratio_S = gamma_m / delta0, gamma_s / delta0
        energy = np.asarray(_bisected_in_double(ratio_M, ratio_S) * delta0)
    extreme = (~is_moderate(ratio_M, FARTHEST) & (gamma_m > 0)) | (
        ~is_moderate(ratio_S, FARTHEST) & (gamma_s > 0)
    )
    for index in np.argwhere(extreme):
        point = tuple(index)
        with PRECISION, ball_precision(START_BITS):
            edge = enclose_minigap(*(arb(float(g[point])) for g in (gamma_m, gamma_s, delta0)))
        energy[point] = float(edge)
    for index in np.argwhere(~is_normal(energy) & (gamma_s > 0)):
        where = _where(*(g[tuple(index)] for g in (gamma_m, gamma_s, delta0)))
        raise ArithmeticError(
            f"double precision does not reach to the minigap at {where}: give digits"
        )
    return (energy[()],)


def _bisected_in_double(gamma_m: Array, gamma_s: Array) -> Array:
    """The minigap for delta0 = 1.  At omega = 1 the condition is nan, which is not positive."""
    with np.errstate(divide="ignore", invalid="ignore"):
        high = np.minimum(gamma_s, np.where(gamma_s > 0, gamma_s / (gamma_m + gamma_s), 0.0))
        low = np.zeros_like(high)
        for _ in range(BISECTIONS):
            middle = (low + high) / 2
            below = _condition_in_double()(middle, gamma_m, gamma_s, 1.0) > 0
            low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2


def _where(gamma_m: Any, gamma_s: Any, delta0: Any) -> str:
    return named({"Gamma_M": gamma_m, "Gamma_S": gamma_s, "Delta_0": delta0})


def _in_balls(gamma_m: arb, gamma_s: arb, delta0: arb) -> tuple[arb] | None:
    """The minigap at the flint precision."""
    if gamma_s == 0:
        return (arb(0),)
    bits = flint.ctx.prec

    def attempt(energies: Energies, number: int) -> tuple[arb] | None:
        return _enclosed(energies, bits, START_BITS << 2 * number)

    (found,) = certified(attempt, [(gamma_m, gamma_s, delta0)], bits, lambda found: True)
    return found


def _enclosed(energies: Energies, bits: int, start_bits: int) -> tuple[arb] | None:
    """Between two points with certain signs of the condition, below Delta_0.

    A radius of half of the guard bits is tried for exact energies.
    """
    middle = (energies[0].mid(), energies[1].mid(), energies[2].mid())
    half = (bits + flint.ctx.prec) // 2
    with ball_precision(min(flint.ctx.prec, start_bits)):
        start = _bisected(middle)
    edge = _polished(start, middle)
    for radius in _radii(edge, half, energies):
        low, high = (edge - radius).mid(), (edge + radius).mid()
        if high < energies[2] and _condition(low, energies) > 0 > _condition(high, energies):
            return (low.union(high),)
    return None


def _bisected(energies: Energies) -> arb:
    """Rough minigap: as many halvings of 0..min(Gamma_S, uniform gap) as the precision tells."""
    gamma_m, gamma_s, delta0 = energies
    low, high = arb(0), gamma_s.min(delta0 * gamma_s / (gamma_m + gamma_s)).mid()
    for _ in range(flint.ctx.prec):
        middle = ((low + high) / 2).mid()
        value = _condition(middle, energies)
        if value > 0:
            low = middle
        elif value < 0:
            high = middle
        else:
            break
    return (low + high) / 2


def _polished(edge: arb, energies: Energies) -> arb:
    """Newton's method from a rough minigap, to the working precision."""
    for _ in range(MOST_STEPS):
        slope = acb(_slope()(edge, *energies)).real
        step = (_condition(edge, energies) / slope).mid()
        edge = (edge - step).mid()
        if abs(step) < abs(edge) * arb(2) ** (-flint.ctx.prec // 2):
            break
    return edge


def _radii(edge: arb, bits: int, energies: Energies) -> Iterator[arb]:
    """Radii to try: one for exact energies, ever larger ones for balls."""
    exact = all(energy.is_exact() for energy in energies)
    for exponent in range(-bits, 1 - bits if exact else -3, 2):
        yield abs(edge) * arb(2) ** exponent


def _condition(edge: arb, energies: Energies) -> arb:
    """It is real: only the powers with a broken exponent make it an acb."""
    return acb(_condition_in_balls()(edge, *energies)).real


@made_once
def _condition_in_double() -> Evaluator:
    return plain_numpy_function(PARAMETERS, edge_condition())


@made_once
def _condition_in_balls() -> Evaluator:
    return plain_ball_function(PARAMETERS, edge_condition())


@made_once
def _slope() -> Evaluator:
    return plain_ball_function(PARAMETERS, diff(edge_condition(), omega))
