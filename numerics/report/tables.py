"""Verdicts as text: a table for the terminal, Markdown, JSON, LaTeX, or a page on one."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from derive.chain import Derivation, chain
from derive.latex import document, heading, latex, latex_equation
from derive.macros import Macros
from derive.papers import equation
from derive.text import text
from numerics.judge.verify import Verdict

COLOURS = {
    "exact": "green",
    "leading": "green",
    "scaling": "yellow",
    "refuted": "red",
    "undecided": "bold red",
}
TITLES = ("label", "title", "printed", "derivation", "digits", "order or constant", "seconds")
PIPE_WIDTH = 132  # columns, where no terminal tells them


def row(verdict: Verdict) -> tuple[str, ...]:
    """What the table says of a verdict."""
    return (
        verdict.label,
        verdict.title,
        verdict.printed,
        verdict.derivation,
        str(verdict.digits),
        order_or_constant(verdict),
        f"{verdict.seconds:.1f}",
    )


def order_or_constant(verdict: Verdict) -> str:
    """The constant of the ratio printed/derived, and the order of the remainder."""
    parts = []
    if verdict.constant is not None:
        digits = ", ".join(map(shortened, verdict.constant.split(", ")))
        named = verdict.constant_form not in (None, digits)
        parts.append(f"{verdict.constant_form} = {digits}" if named else digits)
    if verdict.order is not None:
        parts.append(f"order {verdict.order}")
    return ", ".join(parts)


def shortened(number: str) -> str:
    """The first digits of a number, with dots where others follow that are not zero."""
    first, rest = number[:12], number[12:]
    return f"{first}..." if rest.strip("0") else first.rstrip("0").rstrip(".")


def summary(verdicts: Sequence[Verdict]) -> str:
    """The findings counted."""
    if not verdicts:
        return "No equation was judged."

    def counts(findings: Iterable[str]) -> str:
        return ", ".join(f"{n} {finding}" for finding, n in Counter(findings).most_common())

    return (
        f"{len(verdicts)} equations.  Printed: {counts(v.printed for v in verdicts)}.  "
        f"Derivation: {counts(v.derivation for v in verdicts)}."
    )


def in_question(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The verdicts that need more than a row: a printed form that fails, or nothing shown."""
    return [
        v
        for v in verdicts
        if v.printed in ("refuted", "scaling", "undecided") or v.derivation == "undecided"
    ]


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
    return Text(finding, style=COLOURS.get(finding, ""))


def table_text(verdicts: Sequence[Verdict], on_terminal: bool = False) -> str:
    """The table as text: as wide and colourful as the terminal, or plain."""
    console = Console() if on_terminal else Console(width=PIPE_WIDTH, color_system=None)
    with console.capture() as capture:
        console.print(table(verdicts))
    text = capture.get()
    return text if on_terminal else "\n".join(map(str.rstrip, text.splitlines())) + "\n"


def detail(verdict: Verdict) -> str:
    """Printed form, derived form and counterexample of a verdict, as plain text."""
    record = equation(verdict.label)
    parts = [f"{verdict.label}  {verdict.title}: {findings(verdict)}"]
    parts += [section("printed", text(record.printed))]
    parts += [section("derived", text(record.derived()))]
    parts += [section(name, text) for name, text in evidence(verdict)]
    return "\n".join(parts) + "\n"


def findings(verdict: Verdict) -> str:
    """Both findings of a verdict, and what they rest on, in one line."""
    more = order_or_constant(verdict)
    printed = f"printed {verdict.printed}" + (f" ({more})" if more else "")
    derivation = f"derivation {verdict.derivation}"
    if verdict.digits:
        derivation += f" to {verdict.digits} digits"
    if verdict.route:
        derivation += f" against {verdict.route}"
    return f"{printed}; {derivation}"


def evidence(verdict: Verdict) -> list[tuple[str, str]]:
    """The counterexample and the remark of a verdict, each line with its name."""
    pairs: list[tuple[str, str]] = []
    if verdict.counterexample is not None:
        point = verdict.counterexample["point"]
        pairs.append(("at", ", ".join(f"{name} = {value}" for name, value in point.items())))
        pairs.append(("printed there", values(verdict.counterexample["printed"])))
        pairs.append(("derived there", values(verdict.counterexample["derived"])))
    if verdict.remark:
        pairs.append(("remark", verdict.remark))
    return pairs


def values(value: str | Sequence[str]) -> str:
    """One value, or several below each other."""
    return value if isinstance(value, str) else "\n".join(value)


def section(name: str, text: str) -> str:
    """A named block, its lines indented."""
    first, *others = text.splitlines() or [""]
    rows = [f"  {name:15}{first}", *(" " * 17 + line for line in others)]
    return "\n".join(map(str.rstrip, rows))


def markdown(verdicts: Sequence[Verdict]) -> str:
    """The verdicts as Markdown, formulas in LaTeX."""
    rows = [TITLES, ("---",) * len(TITLES), *map(row, verdicts)]
    lines = ["| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |" for cells in rows]
    details = [markdown_detail(verdict) for verdict in in_question(verdicts)]
    return "\n\n".join(["\n".join(lines), *details, summary(verdicts)]) + "\n"


def markdown_detail(verdict: Verdict) -> str:
    """What `detail` says, as Markdown."""
    record = equation(verdict.label)
    parts = [f"### {verdict.label}: {verdict.title}", findings(verdict)]
    parts += [f"printed:\n\n$${latex(record.printed)}$$"]
    parts += [f"derived:\n\n$${latex(record.derived())}$$"]
    parts += ["\n".join(f"- {name}: {text}" for name, text in evidence(verdict))]
    return "\n\n".join(filter(None, parts))


def json_text(verdicts: Sequence[Verdict]) -> str:
    """The verdicts as a JSON list."""
    return json.dumps([verdict.as_dict() for verdict in verdicts], indent=2) + "\n"


def page(verdict: Verdict, in_latex: bool = False) -> str:
    """All about one equation: both forms, regime, chain of derivation, verdict."""
    record = equation(verdict.label)
    show = latex if in_latex else text
    parts = [f"{record.label}  {record.title}"]
    parts += [section("equation for", str(record.lhs))]
    parts += [section("printed", show(record.printed))]
    parts += [section("derived", show(record.derived()))]
    if record.regime is not None:
        path = ", ".join(f"{symbol} = {value}" for symbol, value in record.regime.path.items())
        parts += [section("regime", f"{record.regime.words}\n{path}, eps -> 0".lstrip())]
    if record.note:
        parts += [section("note", record.note)]
    parts += [section("follows by", "\n".join(map(link, chain(record.derived))))]
    parts += [section("verdict", findings(verdict).replace("; ", "\n"))]
    parts += [section(name, text) for name, text in evidence(verdict)]
    return "\n\n".join(parts)


def link(function: Derivation) -> str:
    """A link of a chain of derivation: the function and what it says of itself."""
    reason = (function.__doc__ or "").strip().partition("\n")[0]
    return f"{function.__module__}.{function.__name__}".ljust(45) + reason


def latex_text(verdicts: Sequence[Verdict], standalone: bool = False) -> str:
    """The equations in LaTeX, verdicts in comments, names as macros; standalone, a document."""
    macros = Macros()
    blocks = []
    for verdict in verdicts:
        record = equation(verdict.label)
        remarks = [findings(verdict), *(f"{name}: {text}" for name, text in evidence(verdict))]
        agrees = verdict.printed in ("exact", "definition")
        block = latex_equation(record, remarks, same=agrees, naming=macros)
        blocks.append(f"{heading(record, macros)}\n{block}" if standalone else block)
    if standalone:
        return document(blocks, macros.preamble())
    return "\n\n".join([f"{NOTATION}{macros.preamble()}", *blocks]) + "\n"


NOTATION = """\
% Needs amsmath.  The notation is that of the lines below: change one of them, or define its macro
% before this file is read, and every equation follows.  A name with an exponent of its own
% needs braces, as in {\\Gamma^{(M)}}.
"""
