"""Claims made up for tests: identities, and a limit, of x."""

from sympy import Rational, Symbol

from derive.notation import eps
from derive.record import Equation, Regime

x, y = Symbol("x"), Symbol("y")
SMALL_X = Regime({x: eps})
AT = ({x: Rational(3, 7)}, {x: Rational(-5, 2)})


def claim(relation, printed, derived, **more):
    return Equation(
        label="mine",
        title="a claim",
        relation=relation,
        lhs=y,
        printed=printed,
        derived=lambda: derived,
        **more,
    )


def identity(printed, derived, points=AT):
    return claim("=", printed, derived, points=points)


def at(printed, derived, *values, **more):
    """An "=" claimed at values of x, or at points."""
    points = tuple(value if isinstance(value, dict) else {x: value} for value in values)
    return claim("=", printed, derived, points=points, **more)


def limit(printed, derived, regime=SMALL_X):
    return claim("~", printed, derived, regime=regime)
