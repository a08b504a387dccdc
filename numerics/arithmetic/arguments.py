"""Arguments of public functions: converted and checked, before any work."""

import reprlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
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

NO_NUMBERS = (str, bytes, bool, np.bool_)  # which float() takes, too
FARTHEST = 1e60  # from 1, of ratios of energies in double precision
DECADES = 10_000  # on either side of 1, of exact numbers


def energies(arguments: Mapping[str, Any], digits: int | None) -> list[Array]:
    """Arrays that broadcast: of doubles, or of exact numbers, arb and fmpq, for digits=N.

    A float stands for its binary value, and -0.0 for 0.  Raises ValueError for what is not a
    finite real number, for digits out of range, and for shapes that do not broadcast.
    """
    if digits is not None:
        require_whole("digits", digits, DIGITS.start, DIGITS.stop - 1)
    convert = _doubles if digits is None else _exact_numbers
    arrays = []
    for name, value in arguments.items():
        try:
            if np.ma.is_masked(value) or isinstance(value, bytearray):
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


def require_moderate(ratios: Mapping[str, Array]) -> None:
    """ValueError for ratios whose squares and products double precision does not hold; 0 is one."""
    for name, values in ratios.items():
        extreme = (values != 0) & ~((values >= 1 / FARTHEST) & (values <= FARTHEST))
        if np.any(extreme):
            raise ValueError(
                f"{name} is {values[extreme].flat[0]:.3g}: double precision takes "
                f"{1 / FARTHEST:g} to {FARTHEST:g}"
            )


def one_number(name: str, value: Any) -> float:
    """A single finite real number as a float.  ValueError for anything else."""
    try:
        (array,) = energies({name: value}, None)
    except ValueError:
        raise ValueError(f"{name} is {_shown(value)}: give one finite real number") from None
    if array.ndim:
        raise ValueError(f"{name} has the shape {array.shape}: give one finite real number")
    return float(array)


def require_whole(name: str, number: Any, least: int, most: int | None = None) -> None:
    """ValueError for what is not an integer, or one out of range."""
    whole = isinstance(number, int | np.integer) and not isinstance(number, bool | np.timedelta64)
    if not (whole and least <= number and (most is None or number <= most)):
        limits = f"from {least}" if most is None else f"from {least} to {most}"
        raise ValueError(f"{name} is {_shown(number)}: give an integer {limits}")


def require_option(name: str, value: Any, allowed: Iterable[str]) -> None:
    """ValueError for what is none of these words."""
    words = tuple(allowed)
    if not (isinstance(value, str) and value in words):
        listed = ", ".join(map(repr, words))
        raise ValueError(f"{name} is {_shown(value)}: give one of {listed}")


def require_switch(name: str, value: Any) -> None:
    """ValueError for what is neither True nor False."""
    if not isinstance(value, bool | np.bool_):
        raise ValueError(f"{name} is {_shown(value)}: give True or False")


def _shown(value: Any) -> str:
    """The value as Python writes it, on one line and cut where it is long."""
    return " ".join(reprlib.repr(value).split())


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
    if array.dtype.kind not in "fiuO" or any(
        isinstance(entry, NO_NUMBERS) for entry in (array.flat if array.dtype == object else ())
    ):
        raise TypeError
    with np.errstate(over="ignore", invalid="ignore"):
        array = array.astype(float, copy=False)
        total = array.sum()  # finite numbers alone have a finite sum, which is found faster
    if not (np.isfinite(total) or np.all(np.isfinite(array))):
        raise ValueError
    # Functions of a sign, as 1/x and sqrt(x), tell -0.0 from 0.0; no argument of this project does.
    return np.asarray(array + 0.0) if array.ndim == 0 or (array == 0).any() else array


def _exact_numbers(value: Any) -> Array:
    if np.asarray(value).dtype.kind in "bcmM":
        raise TypeError
    array = np.array(value, dtype=object)
    entries = array.reshape(-1)
    for index, entry in enumerate(entries):
        entries[index] = _exact_number(entry)
    return array


def _exact_number(value: Any) -> arb | fmpq:
    if not isinstance(value, float):
        if isinstance(value, str | Decimal):
            value = _fraction(str(value))
        elif isinstance(value, NO_NUMBERS):
            raise TypeError
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
