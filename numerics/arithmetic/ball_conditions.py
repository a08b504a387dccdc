"""Conditions on balls: true, false, or None where a ball does not decide; and steps.

An order compares real parts: it is defined for real numbers, and a ball beside the real axis
raises ArithmeticError.
"""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

from flint import acb, arb, fmpq

from numerics.arithmetic.ball_values import hull, is_rational, nowhere, real, real_or_complex

HALF = fmpq(1, 2)

Truth = bool | None


def less(a: Any, b: Any) -> Truth:
    """Whether a < b."""
    if is_rational(a) and is_rational(b):
        return bool(fmpq(a) < fmpq(b))
    difference = real(acb(a) - acb(b), "an order")
    return True if difference < 0 else False if difference >= 0 else None


def not_greater(a: Any, b: Any) -> Truth:
    """Whether a <= b."""
    return negation(less(b, a))


def equal(a: Any, b: Any) -> Truth:
    """Whether a = b, of complex numbers."""
    if is_rational(a) and is_rational(b):
        return bool(fmpq(a) == fmpq(b))
    difference = acb(a) - acb(b)
    return True if difference.is_zero() else None if difference.contains(0) else False


def negation(truth: Truth) -> Truth:
    return None if truth is None else not truth


def conjunction(*truths: Truth) -> Truth:
    """Whether all are true."""
    return False if False in truths else None if None in truths else True


def disjunction(*truths: Truth) -> Truth:
    """Whether one is true."""
    return True if True in truths else None if None in truths else False


def parity(*truths: Truth) -> Truth:
    """Whether an odd number of them is true."""
    return None if None in truths else sum(map(bool, truths)) % 2 == 1


Branch = tuple[Callable[[], Any], Callable[[], Truth]]


def select(*branches: Branch) -> Any:
    """The value of the first branch whose condition holds; where none does, it is not finite.

    Where balls do not decide, the hull of all values that are possible.
    Raises ArithmeticError where one of these is not finite.
    """
    possible = []
    for value, condition in branches:
        truth = condition()
        if truth is not False:
            possible.append(value())
        if truth:
            break
    else:
        possible.append(nowhere())
    if len(possible) == 1:
        return possible[0]
    if not all(acb(value).is_finite() for value in possible):
        raise ArithmeticError("a ball does not decide a condition, and one branch is not finite")
    return hull(possible)


def largest(*values: Any) -> Any:
    """The maximum of real numbers."""
    return _extreme(values, max, arb.max, "Max")


def smallest(*values: Any) -> Any:
    """The minimum of real numbers."""
    return _extreme(values, min, arb.min, "Min")


def _extreme(
    values: Sequence[Any], exact: Callable[..., Any], of_balls: Callable[..., arb], name: str
) -> Any:
    if all(map(is_rational, values)):
        return exact(fmpq(value) for value in values)
    return reduce(of_balls, [real(value, name) for value in values])


def floor(z: Any) -> Any:
    """The floor of the real part, and of the imaginary part; an int where they are exact."""
    if is_rational(z):
        return fmpq(fmpq(z).floor())
    z = acb(z)
    if z.imag.is_zero():
        return z.real.floor()
    return acb(z.real.floor(), z.imag.floor())


def ceiling(z: Any) -> Any:
    """The ceiling of the real part, and of the imaginary part."""
    return -floor(-z)


def truncated(z: Any) -> Any:
    """A real number without its digits behind the point."""
    return select((lambda: ceiling(z), lambda: less(z, 0)), (lambda: floor(z), lambda: True))


def modulo(a: Any, b: Any) -> Any:
    """a - b floor(a/b)."""
    return a - b * floor(quotient(a, b))


def remainder(a: Any, b: Any) -> Any:
    """a - b times the quotient a/b without its digits behind the point."""
    return a - b * truncated(quotient(a, b))


def quotient(a: Any, b: Any) -> Any:
    return fmpq(a) / fmpq(b) if is_rational(a) and is_rational(b) else a / b


def signum(z: Any) -> Any:
    """z/|z|, and 0 at 0."""
    value = real_or_complex(z)
    return value.sgn()


def heaviside(x: Any, at_zero: Any = HALF) -> Any:
    """0 below, `at_zero` at, and 1 above zero."""
    return select(
        (lambda: arb(0), lambda: less(x, 0)),
        (lambda: arb(1), lambda: less(0, x)),
        (lambda: at_zero, lambda: True),
    )


def kronecker(a: Any, b: Any) -> Any:
    """1 for equal numbers, else 0."""
    return select((lambda: arb(1), lambda: equal(a, b)), (lambda: arb(0), lambda: True))


def argument(z: Any) -> arb:
    """The argument in (-pi, pi]; not finite at 0."""
    z = acb(z)
    return nowhere() if z.is_zero() else z.arg()


def angle(y: Any, x: Any) -> Any:
    """atan2(y, x) = arg(x + i y) for real numbers, and its logarithm for complex ones."""
    y, x = acb(y), acb(x)
    if y.imag.is_zero() and x.imag.is_zero():
        return argument(acb(x.real, y.real))
    i = acb(0, 1)
    return -i * ((x + i * y) / (x * x + y * y).sqrt()).log()
