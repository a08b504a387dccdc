"""A quantity followed down the ladder until its law is told, and told again much deeper."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from flint import arb

from numerics.arithmetic.functions import ball_precision
from numerics.judge.ladder import PHASES, Rung, beside, deep_ladder, deeper_ladder, ladder, rung
from numerics.judge.rates import Point, Rate, mean_rate, rate

Quantity = Callable[[Rung], arb]  # a relative quantity >= 0, at the working precision

ACCURACY = 50  # bits of a value that is told from 0
FIRST_BITS = 128
DEEPEST_WRITTEN = 1 << 13  # depth up to which a small difference is resolved, by bits in its number
DEEP_BITS = 1024
MOST_BITS = 1 << 17
LOG_BITS = 256  # of the logarithms that are compared
FAILURES = 4  # rungs one after the other without a value, after which a ladder is left
SETTLED = 8  # rungs that show a quantity to be 0
SECONDS = 6.0  # for one quantity
DEEPEST_MEAN = 1024  # depth at which means over phases are taken
UNEVALUATED = (ArithmeticError, ValueError)
UNLIKE = 0.02  # of a power, between the ladder and much deeper


@dataclass(frozen=True)
class Course:
    """What a quantity does: its law, None where none was told, and the rungs that showed it."""

    rate: Rate | None
    rungs: tuple[Rung, ...] = ()
    points: tuple[Point, ...] = field(default=(), repr=False)

    @property
    def direction(self) -> int | None:
        return None if self.rate is None else self.rate.direction


class Unresolved(ArithmeticError):
    """A quantity that no precision within bounds tells."""


def reading(quantity: Quantity, at: Rung, expected: float = 0.0) -> arb | None:
    """The logarithm of the quantity, or None where it is 0 to all the bits that are spent.

    expected: about the logarithm, which says how many bits to begin with.
    """
    most = min(4096 + 24 * at.depth, MOST_BITS) if at.depth <= DEEPEST_WRITTEN else DEEP_BITS
    bits = min(max(FIRST_BITS, int(1.5 * abs(expected)) + FIRST_BITS), most)
    while True:
        with ball_precision(bits):
            value = quantity(at)
            if value > 0 and value.rel_accuracy_bits() >= ACCURACY:
                with ball_precision(max(LOG_BITS, bits)):
                    return value.log()
            if bits >= most and value.upper() < arb(2) ** (-bits // 3):
                return None
        if bits >= most:
            raise Unresolved(f"not resolved at eps = 2^-{at.depth}")
        bits = min(2 * bits, most)


def follow(quantity: Quantity, digits: int, whole: bool = False) -> Course:
    """The law of a quantity as eps tends to 0.

    It is believed where the ladder shows it, the quantity has passed 10^-digits or 10^digits on
    its way to 0 or infinity, and rungs 4 and 16 times as deep, and others much deeper where the
    quantity has a value there, agree.
    """
    end = time.perf_counter() + SECONDS
    rungs: list[Rung] = []
    points: list[Point] = []
    failures = 0
    law: Rate | None = None
    for at in ladder(whole):
        if time.perf_counter() > end or failures >= FAILURES:
            break
        point = _point(quantity, at, points)
        if point is None:
            failures += bool(points)
            continue
        failures = 0
        rungs.append(at)
        points.append(point)
        law = rate(points)
        if law is not None and _told(law, points, digits):
            if _stays(law, quantity, at, points, end, whole):
                return Course(law, tuple(rungs), tuple(points))
            law = None
    slow = Course(None) if whole or not points else _slow(quantity, end)
    if slow.rate is not None:
        return slow
    if law is not None and law.direction and not law.power and not law.fast:
        return Course(law, tuple(rungs), tuple(points))
    mean = _in_the_mean(quantity, rungs, end, whole)
    return Course(mean, tuple(rungs), tuple(points))


def _point(quantity: Quantity, at: Rung, points: list[Point]) -> Point | None:
    """log(1/eps) and the logarithm of the quantity; None where it has no value."""
    known = [(x, y) for x, y in points if y is not None]
    with ball_precision(LOG_BITS):
        x = at.log()
        expected = float((known[-1][1] * x / known[-1][0]).mid()) if known else 0.0
    try:
        return x, reading(quantity, at, min(abs(expected), MOST_BITS))
    except UNEVALUATED:
        return None


def _told(law: Rate, points: list[Point], digits: int) -> bool:
    """Whether the quantity has gone far enough on its way for its law to be believed."""
    if law.zero:
        return len(points) >= SETTLED
    if law.fast:
        return len(points) >= SETTLED and (points[-1][1] is None or _far(points, digits))
    if law.power:
        return _far(points, digits)
    return not law.direction


def _far(points: list[Point], digits: int) -> bool:
    y = points[-1][1]
    return y is not None and bool(abs(y) > digits * arb(10).log())


def _stays(
    law: Rate, quantity: Quantity, last: Rung, points: list[Point], end: float, whole: bool
) -> bool:
    """Whether much deeper rungs follow the law; those without a value in time say nothing."""
    depths = [4 * last.depth, 16 * last.depth] + ([] if whole else [1 << j for j in (14, 20, 40)])
    for turn, depth in enumerate(depths):
        if time.perf_counter() > end:
            break
        started = time.perf_counter()
        point = _point(quantity, rung(depth, turn + 3, whole), points)
        if point is not None and not _follows(law, points[-1], point):
            return False
        if time.perf_counter() - started > SECONDS / 8:
            break
    return True


def _follows(law: Rate, last: Point, deeper: Point) -> bool:
    (x, y), (x_, y_) = last, deeper
    if law.zero or law.fast == 1:
        return y_ is None or (not law.zero and y is not None and bool(y_ < y))
    if y is None or y_ is None:
        return law.direction == 1
    with ball_precision(LOG_BITS):
        change = -arb(str(float(law.power))) * (x_ - x) + float(law.log) * (x_ / x).log()
        return law.fast == -1 or abs(float((y_ - y - change).mid())) < UNLIKE * float(x_.mid())


def _slow(quantity: Quantity, end: float) -> Course:
    """The law in powers of log(1/eps) and its logarithm, from rungs of enormous depth."""
    rungs: list[Rung] = []
    points: list[Point] = []
    failures = 0
    for at in (*deep_ladder(), *deeper_ladder()):
        if time.perf_counter() > end or failures >= FAILURES:
            break
        point = _point(quantity, at, [])
        if point is None:
            failures += 1
            continue
        rungs.append(at)
        with ball_precision(LOG_BITS):
            points.append((point[0].log(), point[1]))
    if points and all(y is None for _, y in points):
        return Course(None)
    known = [each for each in points if each[1] is not None]
    law = rate(known, log=True) if len(known) == len(points) else None
    return Course(law, tuple(rungs), tuple(points))


def _in_the_mean(
    quantity: Quantity, rungs: list[Rung], end: float, whole: bool
) -> Rate | None:
    """The law of the mean over phases, at the deepest rungs that take little time."""
    depths = sorted({at.depth for at in rungs if at.depth <= DEEPEST_MEAN})[-1:]
    if not depths:
        return None
    groups = []
    for depth in (depths[0] / 4, depths[0] / 2, depths[0]):
        points = [_point(quantity, at, []) for at in beside(depth, whole)]
        group = [(p[0], p[1]) for p in points if p is not None and p[1] is not None]
        if len(group) < PHASES // 2 or time.perf_counter() > end + SECONDS:
            return None
        groups.append(group)
    with ball_precision(LOG_BITS):
        return mean_rate(groups)
