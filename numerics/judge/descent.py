"""A derived form that tends to its route: a few rungs, for a route is costly."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import pairwise

from flint import arb

from numerics.judge.compare import measured
from numerics.judge.ladder import Rung, rung

FIRST_DEPTH = 13  # of rungs that are twice as deep each
MOST_RUNGS = 13
CONSTANT = 1e-6  # a first slope that no power and no logarithm of eps has
FALLING = 0.01  # of a later slope


@dataclass(frozen=True)
class Descent:
    """vanishes: below 10^-digits, by a power of eps that has settled or by more than is told.

    order: that power; None for a quantity that is 0 on the path, or falls faster than is told.
    """

    vanishes: bool
    order: Fraction | None


def descent(quantity: Callable[[Rung], arb], digits: int, whole: bool = False) -> Descent:
    """Follow a quantity >= 0 until it is below 10^-digits, or stops falling."""
    logs: list[tuple[float, float]] = []
    nothing = 0
    for turn in range(MOST_RUNGS):
        at = rung(FIRST_DEPTH << turn, turn, whole)
        # Nothing at the first eps is taken for nothing at all; later, a power has to be told, or
        # the next eps shows nothing either.
        value = measured(partial(quantity, at), digits + 10 if turn == 0 else 3 * digits + 40)
        if not value > 0:
            nothing += 1
            order = _settled(logs)
            if order is not None or not logs or nothing == 2:
                return Descent(True, order)
            continue
        if nothing:
            break
        logs.append((float(at.log().mid()), float(value.log().mid())))
        order = _settled(logs)
        if order is not None and value < arb(10) ** -digits:
            return Descent(True, order)
        slopes = _slopes(logs)
        if slopes and slopes[-1] < (FALLING if len(slopes) >= 3 else CONSTANT):
            break
    return Descent(False, None)


def _slopes(logs: Sequence[tuple[float, float]]) -> list[float]:
    return [(y - y_) / (x_ - x) for (x, y), (x_, y_) in pairwise(logs)]


def _settled(logs: Sequence[tuple[float, float]]) -> Fraction | None:
    """The positive rational to which the slopes, or their limit in 1/log(eps), have settled.

    A power of log(eps) beside the power of eps makes the slopes approach it as 1/log(eps), which
    is halved from slope to slope.
    """
    slopes = _slopes(logs)
    extrapolated = [2 * later - earlier for earlier, later in pairwise(slopes)]
    for sequence, tolerance in ((slopes, 1e-4), (extrapolated, 3e-3)):
        if len(sequence) < 2 or abs(sequence[-1] - sequence[-2]) > 1e-2:
            continue
        order = Fraction(sequence[-1]).limit_denominator(12)
        if order > 0 and abs(sequence[-1] - order) < tolerance:
            return order
    return None
