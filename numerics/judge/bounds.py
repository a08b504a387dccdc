"""Limits as theorems: |printed/exact - 1| <= C small^p for all parameters of a region, proved.

The error is divided by small^p by hand, in scaled coordinates in which the quotient is a regular
function with the limit point included.  Ball arithmetic bounds it on boxes of coordinates, which
are halved until the bound is tight (`judge.boxes`).  What a proof rests on: flint's balls, that
code, the identities between error and quotient, and that coordinates and unknowns stand for the
solution that is meant, which each Bound says in `because`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from flint import acb, arb
from sympy import Expr, Rational, Tuple

from derive.record import Equation, Form
from numerics.arithmetic.functions import ball_function
from numerics.judge.boxes import MOST_BOXES, Box, Proof, bounded, largest
from numerics.judge.sectors import Sector, exact, sector_function, solved

TOLERANCE = Rational(1, 200)
DIGITS = 4  # of a constant, which is rounded upwards


@dataclass(frozen=True)
class Range:
    """low <= quantity <= high, for a quotient or product of a record's symbols.

    is_open: low itself is left out, as 0 is where it is the limit.
    """

    quantity: Expr
    low: Rational
    high: Rational
    is_open: bool = False


@dataclass(frozen=True, kw_only=True)
class Bound:
    """The statement |form/exact - 1| <= C small^power in a region, for the worst of its entries.

    form: None for the record's printed form.  words: a condition of the region beside the ranges.
    The sectors together cover the region.  because: why coordinates and unknowns stand for the
    solution that is meant.
    """

    record: Equation
    exact: Form
    region: tuple[Range, ...]
    small: Expr
    power: Rational
    sectors: tuple[Sector, ...]
    because: str
    words: str = ""
    form: Form | None = None

    @property
    def judged(self) -> Form:
        """The form whose error is bounded."""
        return self.record.printed if self.form is None else self.form


@dataclass(frozen=True)
class Verified:
    """Whether the bound holds with this constant; if not, where it fails or is not resolved."""

    bound: Bound
    constant: Rational
    proved: bool
    boxes: int
    said: str


@dataclass(frozen=True)
class Best:
    """The smallest constant that was proved, and the largest error over small^p that was found.

    largest: a lower bound of the best constant, attained where the quantities of the
    region have the values `at`.
    """

    bound: Bound
    constant: Rational
    largest: float
    at: Mapping[Expr, float]
    boxes: int


def verify_bound(bound: Bound, constant: Rational, most: int = MOST_BOXES) -> Verified:
    """A proof that the bound holds with this constant, or a box of coordinates where it does not.

    most: boxes for a sector, after which it is not resolved.

    Raises ValueError for a constant that is no Rational, or negative.
    """
    constant = _constant(constant)
    boxes = 0
    for sector in bound.sectors:
        function = sector_function(sector, bound.power)
        for face in sector.faces():
            proof = bounded(function, face, arb(-1))
            boxes += proof.boxes
            if proof.box is not None:
                said = f"a wall of the region {_told(bound, sector, proof)}"
                return Verified(bound, constant, False, boxes, said)
        proof = bounded(function, sector.box(), arb(exact(constant)), most)
        boxes += proof.boxes
        if proof.box is not None:
            said = f"the bound {_told(bound, sector, proof)}"
            return Verified(bound, constant, False, boxes, said)
    return Verified(bound, constant, True, boxes, "proved")


def best_bound(bound: Bound, tolerance: Rational = TOLERANCE) -> Best:
    """The smallest constant, up to the relative tolerance and a rounding upwards to four digits.

    `verify_bound` proves the bound with it.  Raises ArithmeticError, which names a box, where the
    quotient has no bound, and where the proof fails.
    """
    found = []
    for sector in bound.sectors:
        function = sector_function(sector, bound.power)
        found.append((largest(function, sector.box(), arb(exact(tolerance))), sector))
    constant = rounded_up(reduce(arb.max, (each.upper for each, _ in found)))
    proof = verify_bound(bound, constant)
    if not proof.proved:
        raise ArithmeticError(f"({bound.record.label}) has no proof with {constant}: {proof.said}")
    top, sector = max(found, key=lambda pair: float(pair[0].lower))
    at = {} if top.at is None else quantities_at(bound, sector, top.at)
    boxes = proof.boxes + sum(each.boxes for each, _ in found)
    return Best(bound, constant, float(top.lower.lower()), at, boxes)


def rounded_up(number: arb) -> Rational:
    """The smallest decimal of so many digits that is not below the ball."""
    size = 0
    while 0 < number.upper() * arb(10) ** size < arb(10) ** (DIGITS - 1):
        size += 1
    whole = (number.upper() * arb(10) ** size).ceil().upper().unique_fmpz()
    return Rational(int(whole), 10**size)


def _constant(constant: Any) -> Rational:
    if not (isinstance(constant, Rational) and constant >= 0):
        raise ValueError(f"the constant is {constant!r}: give a Rational, at least 0")
    return constant


def quantities_at(bound: Bound, sector: Sector, point: Box) -> dict[Expr, float]:
    """The quantities of the region at a point of a sector's coordinates."""
    values = solved(sector, point)
    forms = [each.quantity.subs(sector.symbols, simultaneous=True) for each in bound.region]
    numbers = ball_function(list(values), Tuple(*forms))(*values.values())
    pairs = zip(bound.region, numbers, strict=True)
    return {each.quantity: float(acb(number).real.mid()) for each, number in pairs}


def _told(bound: Bound, sector: Sector, proof: Proof) -> str:
    """Where a proof fails, by the region's quantities, or is not resolved, by coordinates."""
    box = proof.box or ()
    if proof.fails:
        return "fails at " + named(quantities_at(bound, sector, box))
    sides = zip(sector.coordinates, box, strict=True)
    inside = (f"{c} in [{float(arb(a)):.4g}, {float(arb(b)):.4g}]" for c, (a, b) in sides)
    return "is not resolved at the coordinates " + ", ".join(inside)


def named(values: Mapping[Expr, float]) -> str:
    """Quantities and their values in one line."""
    return ", ".join(f"{quantity} = {value:.4g}" for quantity, value in values.items())
