"""How expressions and equations show themselves in a notebook: LaTeX by derive.latex."""

from dataclasses import dataclass

from sympy import Basic, Symbol

from derive.equation import Equation, Form
from derive.latex import RELATION, latex, lines, prose, statements


@dataclass(frozen=True)
class Formula:
    """A left and a right side, in the notation of the paper.

    The left side may be a name; one with a backslash is LaTeX already.
    """

    lhs: Basic | str
    form: Form

    def _repr_latex_(self) -> str:
        lhs = Symbol(self.lhs) if isinstance(self.lhs, str) else self.lhs
        return displayed(rows(lhs, self.form, "="))


def rows(lhs: Basic, form: Form, sign: str, name: str = "") -> list[str]:
    """One line for each statement, or more where it is long; a name stands before the first."""
    found = [
        rf"{latex(left)} &{sign} " + " \\\\\n&\\quad ".join(lines(right))
        for left, right in statements(lhs, form)
    ]
    return [rf"\text{{{name}}}\quad {found[0]}", *found[1:]] if name else found


def displayed(lines: list[str]) -> str:
    """Aligned lines as one display."""
    body = " \\\\\n".join(lines)
    return f"$$\\begin{{aligned}}\n{body}\n\\end{{aligned}}$$"


def beside(equation: Equation) -> str:
    """Title, regime, and the printed form above the derived one, which is derived here."""
    sign = RELATION[equation.relation]
    both = [
        *rows(equation.lhs, equation.printed, sign, "printed:"),
        *rows(equation.lhs, equation.derived(), sign, "derived:"),
    ]
    title = f"({equation.label}) "
    regime = f", for {equation.regime.words}" if equation.regime and equation.regime.words else ""
    return title + prose(equation.title + regime) + "\n" + displayed(both)
