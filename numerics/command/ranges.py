"""Numbers and ranges of numbers on the command line, for argparse."""

import math
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from numpy.typing import NDArray

COUNTS = range(2, 10_000_001)
NUMBER = "a number"
FORMS = f"{NUMBER}, start:stop:count or log:start:stop:count"


class Range(NamedTuple):
    """One number, or numbers from start to stop, evenly spaced as they are or by logarithm."""

    text: str
    start: float
    stop: float
    size: int = 1
    logarithmic: bool = False

    def values(self) -> "float | NDArray[Any]":
        """One number, or an array of them."""
        import numpy as np

        space = np.geomspace if self.logarithmic else np.linspace
        return space(self.start, self.stop, self.size) if self.size > 1 else self.start

    def decimals(self) -> str | list[str]:
        """The same as exact decimal text: one number as it was given, an array as it prints."""
        values = self.values()
        return self.text if isinstance(values, float) else [repr(v) for v in values.tolist()]


def any_range(text: str, forms: str = FORMS) -> Range:
    """A range of real numbers; forms: what an error says is allowed."""
    logarithmic = text.startswith("log:")
    parts = text.removeprefix("log:").split(":")
    if len(parts) == 1 and not logarithmic:
        return Range(text, _number(text, forms), _number(text, forms))
    if len(parts) != 3:
        raise ArgumentTypeError(f"{text!r} is not {forms}")
    start, stop = (_number(part, forms) for part in parts[:2])
    count = _count(parts[2])
    if logarithmic and min(start, stop) <= 0:
        raise ArgumentTypeError(f"{text!r}: a logarithmic range needs positive ends")
    return Range(text, start, stop, count, logarithmic)


def number(text: str) -> float:
    """One real number."""
    value = any_range(text, NUMBER)
    if value.size > 1:
        raise ArgumentTypeError(f"{text!r} is a range: give one number")
    return value.start


def energy_range(text: str, forms: str = FORMS) -> Range:
    """A range of numbers >= 0; forms: what an error says is allowed."""
    energies = any_range(text, forms)
    if min(energies.start, energies.stop) < 0:
        raise ArgumentTypeError(f"{text!r} contains negative numbers: give 0 or more")
    return energies


def energy(text: str) -> Range:
    """One number >= 0."""
    energies = energy_range(text, NUMBER)
    if energies.size > 1:
        raise ArgumentTypeError(f"{text!r} is a range: give one number")
    return energies


def positive_energy(text: str) -> Range:
    """One number > 0."""
    energies = energy(text)
    if energies.start == 0:
        raise ArgumentTypeError(f"{text!r} is 0: give a positive number")
    return energies


def _number(text: str, forms: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not {forms}") from None
    if not math.isfinite(value):
        raise ArgumentTypeError(f"{text!r} is not finite")
    if value == 0 and set(text.lower().partition("e")[0]) & set("123456789"):
        raise ArgumentTypeError(f"{text!r} is too small: give 0, or 5e-324 and more")
    return value


def _count(text: str) -> int:
    if not (text.isdecimal() and int(text) in COUNTS):
        limits = f"{COUNTS.start} to {COUNTS.stop - 1}"
        raise ArgumentTypeError(f"{text!r} is not a count: give a whole number from {limits}")
    return int(text)
