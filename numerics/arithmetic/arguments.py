"""Arguments of public functions: converted and checked, before any work."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from numbers import Rational
from typing import Any, TypeAlias

import mpmath
import numpy as np
from flint import arb, fmpq
from mpmath.libmp import MPZ
from numpy.typing import ArrayLike, NDArray

from numerics.arithmetic.digits import DIGITS

Array = NDArray[Any]
# What public functions take: floats and arrays of them; for certified digits also fractions, mpf
# and decimal text.
Numbers: TypeAlias = ArrayLike | Fraction | Sequence[Fraction]

DECADES = 10_000  # on either side of 1, of exact numbers


def energies(arguments: Mapping[str, Any], digits: int | None) -> list[Array]:
    """Arrays that broadcast: of doubles, or of exact numbers, arb and fmpq, for digits=N.

    A float stands for its binary value, and -0.0 for 0.  Raises ValueError for what is not a
    finite real number, for digits out of range, and for shapes that do not broadcast.
    """
    if digits is not None and not (isinstance(digits, int) and digits in DIGITS):
        raise ValueError(
            f"digits is {digits!r}: give an int from {DIGITS.start} to {DIGITS.stop - 1}"
        )
    convert = _doubles if digits is None else _exact_numbers
    arrays = []
    for name, value in arguments.items():
        try:
            if np.ma.is_masked(value):
                raise TypeError
            arrays.append(convert(value))
        except OverflowError:
            limits = "below 2e308" if digits is None else f"from 1e-{DECADES} to 1e{DECADES}"
            raise ValueError(f"{name} contains a number out of range: give some {limits}") from None
        except (TypeError, ValueError, ZeroDivisionError):
            raise ValueError(
                f"{name} is not an array of finite real numbers: give floats"
                + (", fractions, mpf or strings" if digits else "")
            ) from None
    try:
        np.broadcast_shapes(*(array.shape for array in arrays))
    except ValueError:
        shapes = ", ".join(
            f"{name} {array.shape}" for name, array in zip(arguments, arrays, strict=True)
        )
        raise ValueError(
            f"shapes do not broadcast: {shapes}; give equal shapes or scalars"
        ) from None
    return arrays


def require_positive(name: str, values: Array) -> None:
    """ValueError for a number that is 0 or negative."""
    if not np.all(values > 0):
        raise ValueError(f"{name} contains a number <= 0: give positive numbers")


def require_not_negative(name: str, values: Array) -> None:
    """ValueError for a negative number."""
    if not np.all(values >= 0):
        raise ValueError(f"{name} contains a negative number: give 0 or more")


def require_whole(name: str, number: Any, least: int) -> None:
    """ValueError for what is not an integer, or one that is too small."""
    if not (isinstance(number, int | np.integer) and number >= least):
        raise ValueError(f"{name} is {number!r}: give an integer from {least}")


def named(point: Mapping[str, Any]) -> str:
    """The point as errors name it."""
    return ", ".join(f"{name} = {value}" for name, value in point.items())


def to_mpf(number: arb) -> Any:
    """The midpoint as an mpf, exactly: the mantissa is odd in both libraries."""
    mantissa, exponent = number.mid().man_exp()
    size = int(mantissa)
    return mpmath.mp.make_mpf((int(size < 0), MPZ(abs(size)), int(exponent), size.bit_length()))


def _doubles(value: Any) -> Array:
    array = np.asarray(value)
    if array.dtype.kind not in "fiuO":
        raise TypeError
    array = array.astype(float, copy=False)
    with np.errstate(over="ignore", invalid="ignore"):
        total = array.sum()  # finite numbers alone have a finite sum, which is found faster
    if not (np.isfinite(total) or np.all(np.isfinite(array))):
        raise ValueError
    # Functions of a sign, as 1/x and sqrt(x), tell -0.0 from 0.0; no argument of this project does.
    return np.asarray(array + 0.0) if array.ndim == 0 or (array == 0).any() else array


def _exact_numbers(value: Any) -> Array:
    array = np.array(value, dtype=object)
    entries = array.reshape(-1)
    for index, entry in enumerate(entries):
        entries[index] = _exact_number(entry)
    return array


def _exact_number(value: Any) -> arb | fmpq:
    if not isinstance(value, float):
        if isinstance(value, bool | bytes):
            raise TypeError
        if isinstance(value, str):
            value = _fraction(value)
        if isinstance(value, Rational):
            return fmpq(int(value.numerator), int(value.denominator))
    number = arb(value if isinstance(value, mpmath.mpf) else float(value))
    if not number.is_finite():
        raise ValueError
    return number


def _fraction(text: str) -> Fraction:
    """OverflowError where it would have too many digits."""
    exponent = text.lower().partition("e")[2]
    if exponent and abs(int(exponent)) > DECADES:
        raise OverflowError
    return Fraction(text)
