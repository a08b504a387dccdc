"""The reading of a quantity on a rung: its logarithm, or that it is 0 to all the bits spent."""

import time
from collections.abc import Callable

from flint import arb

from numerics.arithmetic.functions import ball_precision, bits_for
from numerics.judge.compare import Unresolved
from numerics.judge.ladder import Rung
from numerics.judge.rates import Point

Ladder = dict[Rung, Point]
Quantity = Callable[[Rung], arb]  # a relative quantity >= 0, at the working precision

GUARD_DIGITS = 20  # beyond those that are asked for
ACCURACY = 50  # bits of a value that is told from 0
FIRST_BITS = 128
DEEPEST_WRITTEN = 1 << 13  # depth up to which a small difference is resolved, by bits in its number
WRITTEN_BITS = 1 << 13  # spent on telling a quantity from 0 at a large eps
DEEP_BITS = 1024
MOST_BITS = 1 << 17
LOG_BITS = 256  # of the logarithms that are compared
LEAST_DIGITS = 25
PATIENCE = 0.1  # seconds of an evaluation that is worth no more bits than are asked for
UNEVALUATED = (ArithmeticError, ValueError, NotImplementedError)


def reading(
    quantity: Quantity, at: Rung, bits: int = FIRST_BITS, digits: int = LEAST_DIGITS
) -> arb | None:
    """The logarithm of the quantity, or None where it is 0 to all the bits that are spent.

    bits: to begin with.  Where an evaluation takes long, no more bits are spent than `digits`
    digits ask for.
    """
    most = (
        min(WRITTEN_BITS + 24 * at.depth, MOST_BITS) if at.depth <= DEEPEST_WRITTEN else DEEP_BITS
    )
    asked = bits_for(digits + GUARD_DIGITS)
    bits = min(bits, most)
    nothing = False
    while True:
        started = time.process_time()
        with ball_precision(bits):
            try:
                value = quantity(at)
            except ArithmeticError:
                if nothing:
                    return None
                raise
            if value > 0 and value.rel_accuracy_bits() >= ACCURACY:
                with ball_precision(max(LOG_BITS, bits)):
                    return value.log()
            if value.is_zero():
                return None
            told = bool(value > 0)
            nothing = bits >= asked and not told and bool(value.upper() < arb(2) ** (-bits // 3))
        costly = not told and bits >= asked and time.process_time() - started > PATIENCE
        if costly or bits == most:
            break
        bits = min(asked if bits < asked else 2 * bits, most)
    if nothing:
        return None
    raise Unresolved(f"not resolved at eps = 2^-{at.depth}")


def point_at(quantity: Quantity, at: Rung, points: Ladder, digits: int) -> Point | None:
    """log(1/eps) and the logarithm of the quantity; None where it has no value."""
    bits = FIRST_BITS
    with ball_precision(LOG_BITS):
        x = at.log()
        if points:
            x_, y_ = [*points.values()][-1]
            if y_ is None:
                bits = bits_for(digits + GUARD_DIGITS)
            else:
                bits += int(min(1.5 * abs(float((y_ * x / x_).mid())), MOST_BITS))
    try:
        return x, reading(quantity, at, bits, digits)
    except UNEVALUATED:
        return None
