"""A paper's letters, each with its unit and its LaTeX; and eps, the small parameter of a limit."""

import re
from dataclasses import dataclass, field

from sympy import Expr, Symbol
from sympy.core.function import AppliedUndef, UndefinedFunction

eps = Symbol("eps", positive=True)

ARGUMENT = re.compile(r"\([^()\d]*\)$")  # of a function, at the end of its LaTeX


@dataclass(frozen=True)
class Notation:
    """How a paper writes its letters.

    units: the unit of each symbol, in words.  latex: how a symbol, or a function of its usual
    argument, is written.  text: how a symbol is written in characters, where its name does not
    say it.
    """

    units: dict[Expr, str] = field(default_factory=lambda: {eps: "1"})
    latex: dict[Expr, str] = field(default_factory=lambda: {eps: r"\epsilon"})
    text: dict[Expr, str] = field(default_factory=dict)

    def letter(self, name: str, unit: str, latex: str, **assumptions: bool) -> Symbol:
        """A new symbol with its unit, its LaTeX and SymPy's assumptions."""
        symbol = Symbol(name, **assumptions)
        self.units[symbol] = unit
        self.latex[symbol] = latex
        return symbol

    def heads(self) -> dict[UndefinedFunction, str]:
        """LaTeX of each function without its usual argument."""
        functions = {f: text for f, text in self.latex.items() if isinstance(f, AppliedUndef)}
        return {f.func: ARGUMENT.sub("", text) for f, text in functions.items()}

    def named(self) -> dict[str, Expr]:
        """The symbols and functions, by what they are called in plain text."""
        return {str(symbol): symbol for symbol in self.latex}


PLAIN = Notation()  # of a record that belongs to no paper: names as SymPy writes them
