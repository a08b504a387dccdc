"""Verdicts and numbers as tables in a notebook: HTML that reads without styles and scripts, too."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from numpy.typing import NDArray
from sympy.printing.pretty.pretty_symbology import greek_unicode

from derive.papers import equation
from derive.record import Equation
from numerics.grains.phases.alphas import NORMALISATIONS, critical_alphas, critical_resistances
from numerics.judge.verify import Verdict, verify
from numerics.report.tables import COLOURS, evidence, order_or_constant, summary

MARKS = {"exact": "✓", "leading": "✓", "scaling": "∝", "refuted": "✗", "undecided": "?"}
SHADES = {"green": "#c8ead6", "yellow": "#fbe7a8", "red": "#f6c9c0", "bold red": "#f6c9c0"}
TITLES = ("label", "title", "printed", "derivation", "digits", "order or constant")
_GREEK = "|".join(sorted(greek_unicode, key=len, reverse=True))


@dataclass(frozen=True)
class Ledger:
    """Verdicts that show themselves as a table in a notebook."""

    verdicts: tuple[Verdict, ...]

    def _repr_html_(self) -> str:
        rows = [
            (
                escape(v.label),
                typeset(v.title),
                finding(v.printed),
                finding(v.derivation),
                str(v.digits),
                typeset(order_or_constant(v)),
            )
            for v in self.verdicts
        ]
        head = _row("th", TITLES)
        body = "\n".join(_row("td", row) for row in rows)
        return f"{_table([head, body])}\n<p>{escape(summary(self.verdicts))}</p>"


def ledger_table(*equations: Equation | str, digits: int = 50) -> Ledger:
    """The verdicts on equations, by label or as records of one's own; by default on all.

    Raises what `verify` raises.
    """
    return Ledger(tuple(verify(equation, digits) for equation in equations or LABELS))


@dataclass(frozen=True)
class Table:
    """Titles and rows of cells in HTML, which show themselves as a table in a notebook."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def _repr_html_(self) -> str:
        return _table([_row("th", self.head), *(_row("td", row) for row in self.rows)])


def number_table(data: NDArray[Any]) -> Table:
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
    return Table(head, tuple(tuple(cell(name, row) for name in names) for row in data))


def alpha_table() -> Table:
    """The critical alpha, and the resistance of that bond, in the normalisation of each equation.

    The resistance at which alpha = 1 there is beside it: that is what alpha_c = 1 would imply.
    """
    values, resistances = critical_alphas(), critical_resistances()
    head = ("label", "title", "critical alpha", "R at alpha = 1, in h/e²")
    return Table(
        tuple(map(typeset, head)),
        tuple(
            (
                escape(label),
                typeset(equation(label).title),
                typeset(str(values[label])),
                typeset(str(resistances[label])),
            )
            for label in NORMALISATIONS
        ),
    )


def verdict_html(verdict: Verdict) -> str:
    """Both findings of a verdict, with digits, order, constant and counterexample."""
    lines = [("printed", f"{finding(verdict.printed)} {typeset(order_or_constant(verdict))}")]
    backed = finding(verdict.derivation)
    if verdict.derivation != "undecided":
        backed += f" to {verdict.digits} digits"
    if verdict.route:
        backed += f" against {typeset(verdict.route)}"
    lines.append(("derivation", backed))
    lines += [(name, typeset(text).replace("\n", "<br>")) for name, text in evidence(verdict)]
    head = _row("th", (f"({escape(verdict.label)})", typeset(verdict.title)))
    return _table([head, *(_row("td", line) for line in lines)])


def finding(word: str) -> str:
    """A finding with its mark, in bold, on its colour."""
    colour = SHADES.get(COLOURS.get(word, ""))
    style = f' style="background:{colour};color:#000;padding:0 0.3em"' if colour else ""
    return f"<b{style}>{'&nbsp;'.join(filter(None, (MARKS.get(word), word)))}</b>"


def typeset(text: str) -> str:
    """Plain text as HTML, names of symbols in it with Greek letters and subscripts."""

    def symbol(match: re.Match[str]) -> str:
        letter, index = match.groups()
        name = str(greek_unicode.get(letter, letter))
        return f"{name}<sub>{index}</sub>" if index else name

    names = rf"\b({_GREEK}|[A-Za-z](?=_))(?:_([A-Za-z0-9]+))?(?![A-Za-z])"
    return re.sub(names, symbol, escape(text, quote=False))


def _table(rows: Iterable[str]) -> str:
    return "<table>\n" + "\n".join(rows) + "\n</table>"


def _row(kind: str, cells: Sequence[str]) -> str:
    style = 'style="text-align:left"'
    return "<tr>" + "".join(f"<{kind} {style}>{cell}</{kind}>" for cell in cells) + "</tr>"
