"""The numbers that a verdict shows: decimals, constants, a counterexample."""

from collections.abc import Mapping
from dataclasses import dataclass

from sympy import Expr


@dataclass(frozen=True)
class Number:
    """A complex number in decimals, as it is shown; the imaginary part is empty where it is 0."""

    real: str
    imaginary: str = ""

    def __str__(self) -> str:
        if not self.imaginary:
            return self.real
        sign = "-" if self.imaginary.startswith("-") else "+"
        return f"{self.real} {sign} {self.imaginary.lstrip('-')}i"


@dataclass(frozen=True)
class Constant:
    """A constant of printed/derived: its decimals, and its closed form where one is known."""

    number: Number
    form: Expr | None = None


@dataclass(frozen=True)
class Counterexample:
    """A point at which two forms differ, and the entries of both there."""

    point: Mapping[Expr, Expr | Number]
    printed: tuple[Number, ...]
    derived: tuple[Number, ...]
