"""Claims made up for tests: an identity, and a limit, of x."""

from sympy import (
    Rational,
    Symbol,
)

from derive.notation import eps
from derive.record import Equation, Regime

x, y = Symbol("x"), Symbol("y")
SMALL_X = Regime({x: eps})


AT = ({x: Rational(3, 7)}, {x: Rational(-5, 2)})


def identity(printed, derived, points=AT):
    return Equation(
        label="mine",
        title="a claim",
        relation="=",
        lhs=y,
        printed=printed,
        derived=lambda: derived,
        points=points,
    )


def limit(printed, derived, regime=SMALL_X):
    return Equation(
        label="mine",
        title="a claim",
        relation="~",
        lhs=y,
        printed=printed,
        derived=lambda: derived,
        regime=regime,
    )
