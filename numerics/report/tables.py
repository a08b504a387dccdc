"""Many verdicts as a table: for a terminal, in Markdown, in JSON."""

import json
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from derive.latex import latex
from derive.record import Equation
from numerics.judge.verdict import Verdict
from numerics.judge.words import (
    STANDING,
    evidence,
    findings,
    in_question,
    order_or_constant,
    standing,
    summary,
)
from numerics.report.page import detail

TITLES = ("label", "title", "printed", "derivation", "digits", "order or constant", "seconds")
COLOURS = {"good": "green", "warn": "yellow", "bad": "red"}
PIPE_WIDTH = 132  # columns, where no terminal tells them


def row(verdict: Verdict) -> tuple[str, ...]:
    """What the table says of a verdict."""
    return (
        verdict.label,
        verdict.title,
        standing(verdict),
        verdict.derivation,
        str(verdict.digits),
        order_or_constant(verdict),
        f"{verdict.seconds:.1f}",
    )


def table(verdicts: Sequence[Verdict]) -> Group:
    """The verdicts for a terminal: a table, then each printed form that fails."""
    rows = Table(*TITLES, box=SIMPLE_HEAD)
    for name in ("digits", "seconds"):
        rows.columns[TITLES.index(name)].justify = "right"
    for verdict in verdicts:
        label, title, printed, derivation, *others = row(verdict)
        rows.add_row(label, title, coloured(printed), coloured(derivation), *others)
    details = [Text(detail(verdict)) for verdict in in_question(verdicts)]
    return Group(rows, *details, Text(summary(verdicts)))


def coloured(finding: str) -> Text:
    """A finding in its colour."""
    return Text(finding, style=COLOURS.get(STANDING.get(finding, ""), ""))


def table_text(verdicts: Sequence[Verdict], on_terminal: bool = False) -> str:
    """The table as text: as wide and colourful as the terminal, or plain."""
    console = Console() if on_terminal else Console(width=PIPE_WIDTH, color_system=None)
    with console.capture() as capture:
        console.print(table(verdicts))
    text = capture.get()
    return text if on_terminal else "\n".join(map(str.rstrip, text.splitlines())) + "\n"


def markdown(verdicts: Sequence[Verdict]) -> str:
    """The verdicts as Markdown, formulas in LaTeX."""
    rows = [TITLES, ("---",) * len(TITLES), *map(row, verdicts)]
    lines = ["| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |" for cells in rows]
    details = [markdown_detail(verdict) for verdict in in_question(verdicts)]
    return "\n\n".join(["\n".join(lines), *details, summary(verdicts)]) + "\n"


def markdown_detail(verdict: Verdict) -> str:
    """What `detail` says, as Markdown."""
    record = verdict.record
    parts = [f"### {verdict.label}: {verdict.title}", findings(verdict)]
    forms = [("printed", record.printed), ("derived", verdict.derived)]
    parts += [f"{name}:\n\n$${latex(f, record.notation)}$$" for name, f in forms if f is not None]
    parts += ["\n".join(f"- {name}: {text}" for name, text in evidence(verdict))]
    return "\n\n".join(filter(None, parts))


def json_text(verdicts: Sequence[Verdict]) -> str:
    """The verdicts as a JSON list."""
    return json.dumps([verdict.as_dict() for verdict in verdicts], indent=2) + "\n"


def listing(records: Sequence[Equation]) -> str:
    """Label, relation and title of each equation, one a line."""
    width = max((len(record.label) for record in records), default=0)
    rows = (f"{r.label:{width}}  {r.relation:10}  {r.title}" for r in records)
    return "".join(f"{row}\n" for row in rows)
