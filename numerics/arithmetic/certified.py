"""Results to so many certified digits, in ball arithmetic with as many bits as that takes.

Solvers come in pairs of one name: one takes arrays of doubles, which broadcast, and returns a
tuple of arrays; the other takes the balls of one point and returns a tuple of balls, each with its
radius, or None where nothing is certain.  `evaluated` calls the one that is asked for.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any, TypeVar

import mpmath
import numpy as np
from flint import acb, arb
from numpy.typing import NDArray

from numerics.arithmetic.alone import one_at_a_time
from numerics.arithmetic.arguments import named, to_mpf
from numerics.arithmetic.functions import ball_precision, bits_for

Array = NDArray[Any]
Point = TypeVar("Point")
Balls = TypeVar("Balls", bound=Sequence[arb | acb])

# Working precision beyond the bits that are wanted.  The first is for rounding in some hundred
# steps; each further one is four times the one before it, for cancellation, as close to an edge.
GUARD_BITS = (48, 192, 768, 3072, 12288)
NAMED_DIGITS = 17  # of the numbers of a point in an error


@one_at_a_time
def certified(
    attempt: Callable[[Point, int], Balls | None],
    points: Sequence[Point],
    bits: int,
    enough: Callable[[Balls], bool],
) -> list[Balls | None]:
    """For each point the balls of the first attempt that are good enough; None where none are.

    attempt: takes a point and the number of the attempt, 0, 1, ..., and runs at a flint precision
    of `bits` and of guard bits, whose number grows from one attempt to the next.
    """
    found: list[Balls | None] = [None] * len(points)
    left = list(range(len(points)))
    for number, guard in enumerate(GUARD_BITS):
        with ball_precision(bits + guard):
            for place in left:
                balls = attempt(points[place], number)
                if balls is not None and enough(balls):
                    found[place] = balls
        left = [place for place in left if found[place] is None]
    return found


def to_bits(bits: int) -> Callable[[Sequence[arb | acb]], bool]:
    """Whether every ball is known to so many bits, relative to its modulus."""
    return lambda balls: min(ball.rel_accuracy_bits() for ball in balls) >= bits


def to_digits(digits: int) -> Callable[[Sequence[arb | acb]], bool]:
    """Whether the largest radius is below 10^-digits of every ball that is not exactly 0."""
    inverse = arb(10) ** digits

    def enough(balls: Sequence[arb | acb]) -> bool:
        scaled = inverse * largest_radius(balls)
        return all(scaled < abs(ball) or ball.is_zero() for ball in balls)

    return enough


def evaluated(
    in_doubles: Callable[..., tuple[Any, ...]],
    in_balls: Callable[..., tuple[arb | acb, ...] | None],
    arguments: Mapping[str, Array],
    digits: int | None,
    *,
    count: int = 1,
    starts: Sequence[Array] = (),
    reason: str = "",
) -> tuple[Any, ...]:
    """The results of one of two solvers, and last the bound of their errors.

    arguments: arrays of doubles or of exact numbers, as `arithmetic.arguments.energies` makes
    them, by the names with which an error tells a point.
    Without digits these are the results of `in_doubles`, and None.  With digits=N they are `count`
    arrays of mpmath numbers from `in_balls`, and one of bounds, below 10^-N of each number.
    starts: arrays of doubles that `in_balls` is handed after the arguments of a point.
    Raises ArithmeticError, which names the point and the reason, where N digits are not certified.
    """
    if digits is None:
        return *in_doubles(*arguments.values()), None
    columns = np.broadcast_arrays(*arguments.values(), *starts)
    results = np.empty((count + 1, *columns[0].shape), dtype=object)
    points = list(zip(*(column.flat for column in columns), strict=True))

    def attempt(point: tuple[Any, ...], _: int) -> tuple[arb | acb, ...] | None:
        return in_balls(*map(arb, point))

    found = certified(attempt, points, bits_for(digits), to_digits(digits))
    for row, balls, point in zip(results.reshape(count + 1, -1).T, found, points, strict=True):
        if balls is None:
            numbers = (arb(number).str(NAMED_DIGITS, radius=False) for number in point)
            where = named(dict(zip(arguments, numbers, strict=False)))
            raise ArithmeticError(f"no {digits} certified digits at {where}{reason}")
        row[:] = *map(to_mpmath, balls), to_mpf(largest_radius(balls))
    return tuple(results)


def largest_radius(balls: Sequence[arb | acb]) -> arb:
    """The radius that bounds the errors of all."""
    return reduce(arb.max, [ball.rad() for ball in balls])


def to_mpmath(number: arb | acb) -> Any:
    """The midpoint as an mpf or mpc, exactly."""
    if isinstance(number, arb):
        return to_mpf(number)
    parts = to_mpf(number.real), to_mpf(number.imag)
    return mpmath.mp.make_mpc(tuple(part._mpf_ for part in parts))
