"""Verdicts and numbers as tables in a notebook: HTML that reads without styles and scripts, too."""

from dataclasses import dataclass
from html import escape
from typing import Any

from numpy.typing import NDArray

from derive.papers import paper
from derive.record import Equation
from numerics.arithmetic.arguments import require_switch
from numerics.judge.corrections import corrected
from numerics.judge.shown import HtmlTable, finding, row, table, typeset
from numerics.judge.verdict import Verdict
from numerics.judge.verify import verify
from numerics.judge.words import order_or_constant, standing, summary

TITLES = ("label", "title", "printed", "derivation", "digits", "order or constant")


@dataclass(frozen=True)
class Ledger:
    """Verdicts that show themselves as a table in a notebook."""

    verdicts: tuple[Verdict, ...]

    def _repr_html_(self) -> str:
        sought = any(v.search is not None for v in self.verdicts)
        rows = [
            (
                escape(v.label),
                typeset(v.title),
                finding(standing(v)),
                finding(v.derivation),
                str(v.digits),
                typeset(order_or_constant(v)),
                *(typeset(str(v.search or "")) for _ in range(sought)),
            )
            for v in self.verdicts
        ]
        head = row("th", (*TITLES, *("correction" for _ in range(sought))))
        body = "\n".join(row("td", cells) for cells in rows)
        return f"{table([head, body])}\n<p>{escape(summary(self.verdicts))}</p>"


def ledger_table(*equations: Equation | str, digits: int = 50, correct: bool = False) -> Ledger:
    """The verdicts on equations, by label or as records of one's own; by default on all.

    correct: with the smallest correction of each printed form that does not hold, which takes
    some seconds more.  Raises what `verify` raises.
    """
    require_switch("correct", correct)
    verdicts = (verify(equation, digits) for equation in equations or paper())
    return Ledger(tuple(corrected(v) if correct else v for v in verdicts))


def number_table(data: NDArray[Any]) -> HtmlTable:
    """A structured array, 1-d, to four digits; a column with `_error` beside the one before it.

    Raises ValueError for another array.
    """
    every = data.dtype.names
    if every is None or data.ndim != 1:
        raise ValueError("only a structured array with one row for each point is shown as a table")
    errors = {f"{name}_error" for name in every}
    names = [name for name in every if name not in errors]

    def cell(name: str, row: Any) -> str:
        error = f"{name}_error"
        return f"{row[name]:.4g}" + (f" ± {row[error]:.1g}" if error in every else "")

    head = tuple(name.replace("_", " ") for name in names)
    return HtmlTable(head, tuple(tuple(cell(name, row) for name in names) for row in data))
