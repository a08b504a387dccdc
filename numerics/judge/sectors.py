"""Errors of limits over a power of a small quantity, as functions of boxes of coordinates.

A sector is a part of a region with coordinates in which the quotient is a regular function, with
the limit point included.  Its unknowns, which solve equations, are enclosed for every box.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from flint import acb, arb, fmpq
from sympy import Expr, Pow, Rational, S, Symbol, Tuple

from numerics.arithmetic.ball_values import real_or_complex
from numerics.arithmetic.enclosures import NOT_FINITE
from numerics.arithmetic.functions import Evaluator, made_once, plain_ball_function
from numerics.judge.boxes import Box, Function, Value, ball
from numerics.judge.germ_quotients import germ_quotients

STEPS = 8  # of the maps, towards the middle of the square in which unknowns are sought
SHRINKING = 0.9  # of the balls in one step of the maps; slower, and the box is the limit
PARTS = (fmpq(1), fmpq(1, 4), fmpq(1, 16))  # of a radius, for boxes that get smaller
NOT_KNOWN = Value(arb(0), arb.pos_inf(), False)


@dataclass(frozen=True)
class Unknown:
    """One of the solutions of x = map(x, y, ...), maps of all unknowns and of the coordinates.

    It is sought in the square of half the side `radius`, or a part of it, around the point to which
    a few steps from `start`, a function of the coordinates, lead.  The maps are analytic where the
    radicands of their square roots have positive real parts.  Where they take the squares into
    their own interior, exactly one solution is there (the theorem of Earle and Hamilton);
    `sector_function` shows both for every box.
    is_real: the maps are real, and intervals take the place of squares.  Then at least one
    solution is there (Brouwer), and `Bound.because` has to say why it is the one that is meant.
    """

    symbol: Symbol
    map: Expr
    start: Expr
    radius: Rational
    is_real: bool = False


@dataclass(frozen=True, kw_only=True)
class Sector:
    """A part of a region, in coordinates in which error/small^order is a regular function.

    coordinates: the interval of each.  symbols: the record's symbols by the coordinates.
    quotients: |printed/exact - 1|/small^order of each statement of the record, without the
    modulus.  small: the small quantity by the coordinates.  conditions: expressions that are not
    negative in the region, for a region that is no box.  walls: values of a coordinate at which no
    point is in the region.  A solution that is followed inside of the region does not pass them.
    required: expressions whose real parts have to be positive everywhere, as what identifies the
    solution that is meant; a box on which they are not is not resolved.
    germ: a coordinate that starts at 0; then `quotients` are the errors themselves, explicit
    functions, which are divided as germs.
    """

    coordinates: Mapping[Symbol, tuple[Rational, Rational]]
    symbols: Mapping[Symbol, Expr]
    quotients: tuple[Expr, ...]
    small: Expr
    order: Rational = S.One
    conditions: tuple[Expr, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    walls: tuple[tuple[Symbol, Rational], ...] = ()
    required: tuple[Expr, ...] = ()
    germ: Symbol | None = None

    def __hash__(self) -> int:
        return id(self)

    def box(self) -> Box:
        """The intervals of all coordinates."""
        return tuple((exact(low), exact(high)) for low, high in self.coordinates.values())

    def faces(self) -> list[Box]:
        """The boxes of the walls."""
        return [
            tuple(
                (exact(value),) * 2 if symbol == coordinate else interval
                for coordinate, interval in zip(self.coordinates, self.box(), strict=True)
            )
            for symbol, value in self.walls
        ]


def sector_function(sector: Sector, power: Rational) -> Function:
    """The quotient error/small^power of a sector as a function of boxes."""
    conditions, required, quotients, solve = _compiled(sector)
    extra = sector.order - power

    def evaluate(box: Box) -> Value:
        values: list[Any] = solve([ball(interval) for interval in box])
        if not all(value.is_finite() for value in values):
            return NOT_KNOWN
        signs = [acb(value).real for value in conditions(*values)]
        if any(sign < 0 for sign in signs):
            return Value(arb(0), arb(0), False, is_outside=True)
        if not all(acb(value).real > 0 for value in required(*values)):
            return NOT_KNOWN
        small, *entries = (acb(value) for value in quotients(*values))
        scale = arb(1) if extra == 0 else _power(small.real, extra)
        moduli = [abs(entry) * scale for entry in entries]
        if not all(modulus.is_finite() for modulus in moduli):
            return NOT_KNOWN
        upper, lower = (
            reduce(arb.max, (end(modulus) for modulus in moduli)) for end in (arb.upper, arb.lower)
        )
        return Value(lower, upper, all(sign >= 0 for sign in signs))

    return evaluate


def solved(sector: Sector, box: Box) -> dict[Symbol, arb | acb]:
    """The coordinates and the unknowns of a sector by their letters, for all points of a box.

    A box on which the unknowns are not enclosed has one that is not finite.
    """
    letters = [*sector.coordinates, *(unknown.symbol for unknown in sector.unknowns)]
    return dict(zip(letters, _compiled(sector)[-1]([ball(side) for side in box]), strict=True))


@made_once
def _compiled(sector: Sector) -> tuple[Evaluator, ...]:
    """Conditions; what is required; small quantity and quotients; coordinates with unknowns."""
    coordinates = list(sector.coordinates)
    letters = coordinates + [unknown.symbol for unknown in sector.unknowns]
    if sector.germ is None:
        quotients = plain_ball_function(letters, Tuple(sector.small, *sector.quotients))
    else:
        forms = sector.small, sector.quotients
        quotients = germ_quotients(coordinates, sector.germ, int(sector.order), *forms)
    maps = Tuple(*(unknown.map for unknown in sector.unknowns))
    roots = {e.base for e in maps.atoms(Pow) if not e.exp.is_Integer}
    step = plain_ball_function(letters, maps)
    radicands = plain_ball_function(letters, Tuple(*roots))
    starts = plain_ball_function(coordinates, Tuple(*(u.start for u in sector.unknowns)))
    sides = [(arb(0, exact(u.radius)), int(not u.is_real)) for u in sector.unknowns]

    def solve(values: list[Any]) -> list[Any]:
        """The coordinates, and balls with the unknowns: not finite without a proof."""
        middle = [acb(start).mid() for start in starts(*values)]
        inside = [acb(value).mid() for value in values]
        for _ in range(STEPS if middle else 0):
            middle = [acb(value).mid() for value in step(*inside, *middle)]
        for part in PARTS:
            x = [
                real_or_complex(m + part * side * acb(1, is_complex))
                for m, (side, is_complex) in zip(middle, sides, strict=True)
            ]
            image = [real_or_complex(value) for value in step(*values, *x)]
            analytic = all(acb(radicand).real > 0 for radicand in radicands(*values, *x))
            if analytic and all(map(_is_interior, image, x)):
                break
        else:
            return [*values, *[NOT_FINITE] * len(sides)]
        size = _size(x)
        while _size(image) < SHRINKING * size:
            size = _size(image)
            image = [real_or_complex(value) for value in step(*values, *image)]
        return values + image

    signs = (sector.conditions, sector.required)
    return *(plain_ball_function(letters, Tuple(*forms)) for forms in signs), quotients, solve


def _size(balls: list[Any]) -> float:
    return float(sum((acb(b).rad() for b in balls), arb(0)))


def _is_interior(inner: arb | acb, outer: arb | acb) -> bool:
    if isinstance(inner, arb) and isinstance(outer, arb):
        return bool(outer.contains_interior(inner))
    a, b = acb(inner), acb(outer)
    return bool(b.real.contains_interior(a.real) and b.imag.contains_interior(a.imag))


def _power(small: arb, exponent: Rational) -> arb:
    return small ** arb(exact(exponent)) if small > 0 else arb.nan()


def exact(number: Rational) -> fmpq:
    return fmpq(int(number.p), int(number.q))
