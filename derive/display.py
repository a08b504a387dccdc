"""How expressions and equations show themselves in a notebook: LaTeX by derive.latex."""

from dataclasses import dataclass, replace

from sympy import Basic, Symbol

from derive.latex import Statement, aligned, sides, statements
from derive.notation import PLAIN, Notation
from derive.prose import prose
from derive.record import Equation, Form


@dataclass(frozen=True)
class Formula:
    """A left and a right side, in the notation of a paper.

    The left side may be a name; one with a backslash is LaTeX already.
    """

    lhs: Basic | str
    form: Form
    notation: Notation = PLAIN

    def _repr_latex_(self) -> str:
        lhs = Symbol(self.lhs) if isinstance(self.lhs, str) else self.lhs
        return displayed(sides(lhs, self.form, "=", self.notation))


def displayed(equations: list[Statement]) -> str:
    """Aligned statements as one display."""
    return f"$${aligned(equations)}$$"


def named(name: str, equations: list[Statement]) -> list[Statement]:
    """The statements, with a name before the first."""
    first, *others = equations
    return [replace(first, left=rf"\text{{{name}}}\quad {first.left}"), *others]


def beside(equation: Equation) -> str:
    """Title, regime, and the printed form above the derived one, which is derived here.

    Beyond the paper the derived form stands alone.
    """
    both = named("derived:", statements(equation, equation.derived()))
    if equation.printed is not None:
        both = [*named("printed:", statements(equation, equation.printed)), *both]
    title = f"({equation.label}) "
    regime = f", for {equation.regime.words}" if equation.regime and equation.regime.words else ""
    return title + prose(equation.title + regime) + "\n" + displayed(both)
