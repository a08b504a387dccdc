"""A verdict in a notebook: HTML that reads without styles and scripts, too."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from sympy.printing.pretty.pretty_symbology import greek_unicode

from numerics.judge.words import MARKS, STANDING, evidence, order_or_constant, standing

if TYPE_CHECKING:
    from numerics.judge.verdict import Verdict

SHADES = {"good": "#c8ead6", "warn": "#fbe7a8", "bad": "#f6c9c0"}
_GREEK = "|".join(sorted(greek_unicode, key=len, reverse=True))


def verdict_html(verdict: "Verdict") -> str:
    """Both findings of a verdict, with digits, order, constant and counterexample."""
    lines = [("printed", f"{finding(standing(verdict))} {typeset(order_or_constant(verdict))}")]
    backed = finding(verdict.derivation)
    if verdict.derivation != "undecided":
        backed += f" to {verdict.digits} digits"
    if verdict.route:
        backed += f" against {typeset(verdict.route)}"
    lines.append(("derivation", backed))
    lines += [(name, typeset(text).replace("\n", "<br>")) for name, text in evidence(verdict)]
    head = row("th", (f"({escape(verdict.label)})", typeset(verdict.title)))
    return table([head, *(row("td", line) for line in lines)])


def finding(word: str) -> str:
    """A finding with its mark, in bold, on its colour."""
    colour = SHADES.get(STANDING.get(word, ""))
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


def table(rows: Iterable[str]) -> str:
    return "<table>\n" + "\n".join(rows) + "\n</table>"


def row(kind: str, cells: Sequence[str]) -> str:
    style = 'style="text-align:left"'
    return "<tr>" + "".join(f"<{kind} {style}>{cell}</{kind}>" for cell in cells) + "</tr>"


@dataclass(frozen=True)
class HtmlTable:
    """Titles and rows of cells in HTML, which show themselves as a table in a notebook."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def _repr_html_(self) -> str:
        return table([row("th", self.head), *(row("td", cells) for cells in self.rows)])
