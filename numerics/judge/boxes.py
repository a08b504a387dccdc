"""Branch and bound: the largest value of a function on a box, enclosed, or a bound of it proved.

A function gets an interval for each coordinate and returns a Value for all points of that box.
Boxes are halved until the bound is as tight as it is asked for.  Ends are exact rationals.
"""

import heapq
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

from flint import arb, fmpq

Interval = tuple[fmpq, fmpq]
Box = tuple[Interval, ...]
MOST_BOXES = 50_000
SMALLEST = fmpq(1, 1 << 24)  # of the first box's sides: below it a box is not resolved


@dataclass(frozen=True)
class Value:
    """What is known of a function on a box: |value| is between both ends at every point.

    is_inside: every point is in the region; is_outside: none is.  Of the other boxes neither is
    known, so their upper end counts and their lower end does not.
    """

    lower: arb
    upper: arb
    is_inside: bool = True
    is_outside: bool = False


Function = Callable[[Box], Value]


@dataclass(frozen=True)
class Largest:
    """The largest |value| in the region is between `lower`, attained at `at`, and `upper`."""

    lower: arb
    upper: arb
    at: Box | None
    boxes: int


def largest(function: Function, box: Box, tolerance: arb, most: int = MOST_BOXES) -> Largest:
    """The largest |value| on the box, upper end at most 1 + tolerance times the lower one.

    The box with the greatest upper end is halved first.  Raises ArithmeticError when so many
    boxes do not suffice, as where the function has no bound.
    """
    order = count()
    value = function(box)
    heap = [] if value.is_outside else [(-float(value.upper), next(order), box, value.upper)]
    found, at, boxes = arb(0), None, 1
    while heap:
        _, _, top, upper = heapq.heappop(heap)
        middle = _middle(top)
        here = function(middle)
        if here.is_inside and not here.is_outside and here.lower > found:
            found, at = here.lower, middle
        if upper <= found * (1 + tolerance):
            return Largest(found, upper, at, boxes)
        if boxes >= most:
            raise ArithmeticError(
                f"{boxes} boxes do not bound the function: it is not resolved at {told(top)}"
            )
        for half in _halves(function, top, box):
            value = function(half)
            boxes += 1
            if not value.is_outside:
                key = -float(value.upper)
                heapq.heappush(heap, (key, next(order), half, value.upper))
    return Largest(found, found, at, boxes)


@dataclass(frozen=True)
class Proof:
    """Whether |value| <= constant on the whole box, and if not, a box where it fails.

    fails: the value is larger there at a point of the region; otherwise the box is not resolved.
    """

    proved: bool
    boxes: int
    box: Box | None = None
    fails: bool = False


def bounded(function: Function, box: Box, constant: arb, most: int = MOST_BOXES) -> Proof:
    """A proof of |value| <= constant on the box, or the first box that shows no such thing.

    The largest boxes come first: a point where it fails is found before boxes on the boundary of
    the region become too small to be resolved.
    """
    open_boxes, boxes = deque([box]), 0
    least = [SMALLEST * (high - low) for low, high in box]
    while open_boxes:
        top = open_boxes.popleft()
        boxes += 1
        value = function(top)
        if value.is_outside or value.upper <= constant:
            continue
        middle = _middle(top)
        here = function(middle)
        if here.is_inside and not here.is_outside and here.lower > constant:
            return Proof(False, boxes, middle, fails=True)
        tiny = all(high - low <= size for (low, high), size in zip(top, least, strict=True))
        if tiny or boxes >= most:
            return Proof(False, boxes, top)
        open_boxes.extend(_halves(function, top, box))
    return Proof(True, boxes)


def ball(interval: Interval) -> arb:
    """A ball that holds the interval, and by rounding a little beyond its ends."""
    low, high = interval
    return arb(low) if low == high else arb((low + high) / 2, (high - low) / 2)


def told(box: Box) -> str:
    """The box in words, each coordinate by its interval."""
    return " x ".join(f"[{float(arb(a)):.6g}, {float(arb(b)):.6g}]" for a, b in box)


def _middle(box: Box) -> Box:
    return tuple(((low + high) / 2,) * 2 for low, high in box)


def _halves(function: Function, box: Box, whole: Box) -> Iterator[Box]:
    """The two halves across the side that the upper end depends on most.

    That is the side whose reduction to its middle lowers the upper end most; where no reduction
    gives a finite one, the side that has been halved least often.
    """
    sides = [k for k, (low, high) in enumerate(box) if low < high]
    reduced = {k: float(function(_with(box, k, _middle(box)[k])).upper) for k in sides}
    finite = {k: upper for k, upper in reduced.items() if upper < float("inf")}
    if finite:
        side = min(finite, key=lambda k: finite[k])
    else:
        side = max(sides, key=lambda k: (box[k][1] - box[k][0]) / (whole[k][1] - whole[k][0]))
    low, high = box[side]
    middle = (low + high) / 2
    yield _with(box, side, (low, middle))
    yield _with(box, side, (middle, high))


def _with(box: Box, side: int, interval: Interval) -> Box:
    return (*box[:side], interval, *box[side + 1 :])
