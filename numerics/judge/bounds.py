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

from flint import arb, fmpq
from sympy import Expr, Rational, Symbol

from derive.record import Equation, Form
from numerics.judge.boxes import Box, ball, bounded, largest
from numerics.judge.sectors import Sector, exact, sector_function

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

    largest: a lower bound of the best constant, attained at the point `at` of the coordinates.
    """

    bound: Bound
    constant: Rational
    largest: float
    at: Mapping[Symbol, float]
    boxes: int


def verify_bound(bound: Bound, constant: Rational) -> Verified:
    """A proof that the bound holds with this constant, or a box of coordinates where it does not.

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
                said = f"the region is not closed at {_told(sector, proof.box)}"
                return Verified(bound, constant, False, boxes, said)
        proof = bounded(function, sector.box(), arb(exact(constant)))
        boxes += proof.boxes
        if proof.box is not None:
            where = _told(sector, proof.box)
            said = f"fails at {where}" if proof.fails else f"is not resolved in {where}"
            return Verified(bound, constant, False, boxes, f"the bound {said}")
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
    at = {} if top.at is None else _point(sector, top.at)
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


def _point(sector: Sector, box: Box) -> dict[Symbol, float]:
    return {c: float(ball(side).mid()) for c, side in zip(sector.coordinates, box, strict=True)}


def _told(sector: Sector, box: Box) -> str:
    def side(low: fmpq, high: fmpq) -> str:
        a, b = (f"{float(arb(end)):.4g}" for end in (low, high))
        return f"= {a}" if low == high else f"in [{a}, {b}]"

    pairs = zip(sector.coordinates, box, strict=True)
    return ", ".join(f"{coordinate} {side(*interval)}" for coordinate, interval in pairs)
