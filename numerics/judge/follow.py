"""A quantity followed down the ladder until its law is told, and told again much deeper."""

import time
from dataclasses import dataclass, field

from flint import arb

from numerics.arithmetic.functions import ball_precision
from numerics.judge.ladder import (
    PHASES,
    Rung,
    beside,
    deep_ladder,
    deeper_ladder,
    ladder,
    rung,
    shallow_ladder,
)
from numerics.judge.rates import Known, Point, Rate, mean_rate, rate
from numerics.judge.reading import LOG_BITS, Ladder, Quantity, point_at

FAILURES = 4  # rungs one after the other without a value, after which a ladder is left
SETTLED = 8  # rungs that show a quantity to be 0
COSTLY = 0.4  # seconds of a ladder that is left as soon as its law is seen
SECONDS = 5.0  # of the processor, for one quantity
DEEPEST_MEAN = 4096  # depth at which means over phases are taken
MEANT = 0.08  # seconds of an evaluation that is repeated for a mean, or tried much deeper
SHARES = (0.25, 0.375, 0.5, 0.75, 1)  # of the deepest rung, where means are taken
INSTANT = 4e-3  # seconds of an evaluation whose growth with 1/eps does not matter
FAR = 1600  # the depth at which it is seen whether an evaluation takes long at enormous depths
FURTHER = (16384, 24576, 32768, 49152, 65536)
ENORMOUS = [1 << j for j in (14, 20, 40, 80, 160)]
REFINED = 4  # rungs for a factor of 2 in eps, where a quantity falls steeply
UNLIKE = 0.02  # of a power fitted beside a logarithm, between the ladder and much deeper
PURE = 1e-4  # of a power alone, and of the logarithm of a constant


@dataclass(frozen=True)
class Course:
    """What a quantity does: its law, None where none was told, and the rungs that showed it."""

    rate: Rate | None
    rungs: tuple[Rung, ...] = ()
    points: tuple[Point, ...] = field(default=(), repr=False)

    @property
    def direction(self) -> int | None:
        return None if self.rate is None else self.rate.direction


def follow(quantity: Quantity, digits: int, whole: bool = False) -> Course:
    """The law of a quantity as eps tends to 0.

    It is believed where the ladder shows it, the quantity has passed 10^-digits or 10^digits on
    its way to 0 or infinity, and rungs 4 and 16 times as deep, and others much deeper where the
    quantity has a value there, agree.
    """
    # Compiles it, so that what is timed below is arithmetic.
    point_at(quantity, rung(4, 0, whole), {}, digits)
    end = time.process_time() + SECONDS
    points: Ladder = {}
    failures = 0
    wary = whole or _grows(quantity, digits)
    cost, depth = 0.0, 0
    for at in (*shallow_ladder(whole), *ladder(whole)) if wary else ladder():
        if wary and cost > INSTANT and cost * 4 ** min(at.depth - depth, 60) > SECONDS:
            break
        if time.process_time() > end or failures >= FAILURES:
            break
        started = time.process_time()
        point = point_at(quantity, at, points, digits)
        cost, depth = time.process_time() - started, at.depth
        failures = 0 if point is not None else failures + 1
        if point is None:
            continue
        points[at] = point
        law = rate([*points.values()])
        if law is not None and _told(law, points, digits, end):
            if not _stays(law, quantity, points, digits, end, whole, wary):
                continue
            if law.zero and not wary and not _is_zero_at_large_eps(quantity, digits):
                break
            return _course(law, points)
        if point[1] is None and any(y is not None for _, y in points.values()):
            break
    shallow = points if wary else _with_shallow(quantity, points, digits, end)
    law = rate([*shallow.values()])
    if law is not None and (law.fast or law.zero):
        return _course(law, shallow)
    near = wary or not points or _seconds(quantity, rung(FAR, 5), digits) > MEANT
    for further in (_further, _slow):
        course = Course(None) if near else further(quantity, digits, end)
        if course.rate is not None:
            return course
    law = rate([*points.values()])
    if law is not None and law.direction and not (law.power or law.fast or law.zero):
        return _course(law, points)
    return _course(_in_the_mean(quantity, shallow, digits, whole), shallow)


def _grows(quantity: Quantity, digits: int) -> bool:
    """Whether an evaluation takes time in proportion to 1/eps, such as a sum of so many terms."""
    _, first, last = (_seconds(quantity, rung(depth, 5), digits) for depth in (5, 6, 10))
    return last > INSTANT and last > 4 * first


def _seconds(quantity: Quantity, at: Rung, digits: int) -> float:
    """What a reading takes of the processor."""
    started = time.process_time()
    point_at(quantity, at, {}, digits)
    return time.process_time() - started


def _is_zero_at_large_eps(quantity: Quantity, digits: int) -> bool:
    """Whether a quantity that is 0 further down is so at a large eps, too, and does not fall."""
    found = [point_at(quantity, at, {}, digits) for at in (rung(2, 0), rung(4, 1))]
    return all(point is None or point[1] is None for point in found)


def _course(law: Rate | None, points: Ladder) -> Course:
    return Course(law, tuple(points), tuple(points.values()))


def _with_shallow(quantity: Quantity, points: Ladder, digits: int, end: float) -> Ladder:
    """Rungs at larger eps, before those of the ladder."""
    found: Ladder = {}
    for at in shallow_ladder():
        point = point_at(quantity, at, found, digits)
        if time.process_time() > end:
            break
        if point is not None:
            found[at] = point
    found = _in_order(found | points)
    law = rate([*found.values()])
    if law is not None and law.fast:
        return found
    return _refined(quantity, found, digits, end)


def _in_order(points: Ladder) -> Ladder:
    return dict(sorted(points.items(), key=lambda item: float(item[1][0].mid())))


def _refined(quantity: Quantity, points: Ladder, digits: int, end: float) -> Ladder:
    """More rungs before the first that tells nothing from 0: the quantity falls steeply there."""
    rungs = [*points]
    first = next((n for n, (_, y) in enumerate(points.values()) if y is None), 0)
    if not first:
        return points
    start, stop = rungs[max(first - 2, 0)].depth, rungs[first].depth
    found: Ladder = {}
    for turn in range(1, REFINED * (stop - start)):
        at = rung(start + turn / REFINED, turn)
        point = point_at(quantity, at, found, digits)
        if point is None or point[1] is None or time.process_time() > end:
            break
        found[at] = point
    return _in_order(points | found)


def _told(law: Rate, points: Ladder, digits: int, end: float) -> bool:
    """Whether the quantity has gone far enough on its way for its law to be believed."""
    y = [*points.values()][-1][1]
    far = y is not None and bool(-law.direction * y > digits * arb(10).log())
    if law.zero:
        costly = end - time.process_time() < SECONDS - COSTLY
        return len(points) >= (SETTLED // 2 if costly else SETTLED)
    if law.fast:
        return y is None or far
    return (far or law.direction == -1) if law.power else not law.direction


def _stays(
    law: Rate,
    quantity: Quantity,
    points: Ladder,
    digits: int,
    end: float,
    whole: bool,
    wary: bool,
) -> bool:
    """Whether much deeper rungs follow the law; those without a value in time say nothing."""
    last = [*points][-1]
    depths = [4 * last.depth, 16 * last.depth, *([] if whole else ENORMOUS)]
    if wary and _seconds(quantity, rung(last.depth, 5, whole), digits) > INSTANT:
        return True
    for turn, depth in enumerate(depths):
        started = time.process_time()
        if started > end:
            break
        point = point_at(quantity, rung(depth, turn + 3, whole), points, digits)
        if point is not None and not _follows(law, points[last], point):
            return False
        if time.process_time() - started > COSTLY / 4:
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
        off = abs(float((y_ - y - change).mid()))
    if law.fast == -1:
        return bool(y_ > y)
    if not law.direction:
        return off < PURE
    return off < (UNLIKE if law.log else PURE) * float(x_.mid())


def _further(quantity: Quantity, digits: int, end: float) -> Course:
    """A power of eps that shows only beyond the ladder, where few bits tell the quantity."""
    points: Ladder = {}
    for turn, depth in enumerate(FURTHER):
        at = rung(depth, turn)
        point = point_at(quantity, at, {}, digits)
        if point is None or point[1] is None or time.process_time() > end:
            return Course(None)
        points[at] = point
    law = rate([*points.values()])
    return _course(law if law is not None and law.power and law.direction else None, points)


def _slow(quantity: Quantity, digits: int, end: float) -> Course:
    """The law in powers of log(1/eps) and its logarithm, from rungs of enormous depth."""
    course = Course(None)
    points: Ladder = {}
    for rungs in (deep_ladder(), deeper_ladder()):
        for at in rungs:
            point = point_at(quantity, at, {}, digits)
            if point is None or point[1] is None or time.process_time() > end:
                break
            with ball_precision(LOG_BITS):
                points[at] = point[0].log(), point[1]
        course = _course(rate([*points.values()], log=True) if points else None, points)
        if course.rate is not None:
            break
    return course


def _in_the_mean(quantity: Quantity, points: Ladder, digits: int, whole: bool) -> Rate | None:
    """The law of the mean over phases, at the deepest rungs that take little time."""
    last = time.process_time() + SECONDS
    depths = sorted({at.depth for at in points if at.depth <= DEEPEST_MEAN}, reverse=True)

    def is_quick(depth: int) -> bool:
        """By two rungs: an evaluation may be slow that is the first of its kind."""
        return any(_seconds(quantity, rung(depth, t, whole), digits) < MEANT for t in (7, 5))

    deepest = next(filter(is_quick, depths), 0)
    if not deepest:
        return None
    groups = []
    for depth in (share * deepest for share in SHARES):
        group: list[Known] = []
        for at in beside(depth, whole):
            point = point_at(quantity, at, {}, digits)
            if point is not None and point[1] is not None:
                group.append((point[0], point[1]))
            if time.process_time() > last:
                return None
        if len(group) < PHASES // 2:
            return None
        groups.append(group)
    with ball_precision(LOG_BITS):
        return mean_rate(groups)
