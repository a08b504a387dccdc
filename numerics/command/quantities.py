"""Physical quantities on the command line: exact numbers, with or without a unit, for argparse."""

import math
from argparse import ArgumentTypeError
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

# Exact in the SI: h in J s, e in C, k_B in J/K.
PLANCK = Fraction("6.62607015e-34")
CHARGE = Fraction("1.602176634e-19")
BOLTZMANN = Fraction("1.380649e-23")

_KELVIN = BOLTZMANN / CHARGE
ENERGIES: Mapping[str, Fraction] = {  # in eV
    "eV": Fraction(1),
    "meV": Fraction(1, 10**3),
    "ueV": Fraction(1, 10**6),
    "neV": Fraction(1, 10**9),
    "K": _KELVIN,
    "mK": _KELVIN / 10**3,
}
RESISTANCES: Mapping[str, Fraction] = {  # in ohm
    "ohm": Fraction(1),
    "kohm": Fraction(10**3),
    "Mohm": Fraction(10**6),
}


class Quantity(NamedTuple):
    """A number as it was given, and its unit; the unit is empty where there was none."""

    number: Fraction
    unit: str


def energy(text: str) -> Quantity:
    """An energy >= 0."""
    quantity = _quantity(text, ENERGIES)
    if quantity.number < 0:
        raise ArgumentTypeError(f"{text!r} is negative: give 0 or a positive energy")
    return quantity


def positive_energy(text: str) -> Quantity:
    """An energy > 0."""
    return _positive(text, _quantity(text, ENERGIES))


def energy_with_unit(text: str) -> Quantity:
    """An energy > 0 that has a unit."""
    return _with_unit(text, positive_energy(text), ENERGIES)


def resistance(text: str) -> Quantity:
    """A resistance > 0, which has a unit."""
    return _with_unit(text, _positive(text, _quantity(text, RESISTANCES)), RESISTANCES)


def positive_number(text: str) -> Quantity:
    """A number > 0 without a unit."""
    return _positive(text, _quantity(text, {}))


def _quantity(text: str, units: Mapping[str, Fraction]) -> Quantity:
    unit = max((name for name in units if text.endswith(name)), key=len, default="")
    digits = text.removesuffix(unit).strip()
    try:
        number = float(digits)
    except ValueError:
        known = f", or one with a unit: {', '.join(units)}" if units else ""
        raise ArgumentTypeError(f"{text!r} is not a number{known}") from None
    if not math.isfinite(number):
        raise ArgumentTypeError(f"{text!r} is not finite")
    return Quantity(Fraction(digits) if number else Fraction(0), unit)


def _positive(text: str, quantity: Quantity) -> Quantity:
    if quantity.number <= 0:
        raise ArgumentTypeError(f"{text!r} is not positive: give a number > 0")
    return quantity


def _with_unit(text: str, quantity: Quantity, units: Mapping[str, Fraction]) -> Quantity:
    if not quantity.unit:
        raise ArgumentTypeError(f"{text!r} has no unit: give one of {', '.join(units)}")
    return quantity
