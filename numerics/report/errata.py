"""The erratum of a paper as a document that could be sent to its author."""

from collections.abc import Sequence

from derive.latex import statements
from derive.papers import Paper
from derive.prose import Naming, plain
from derive.record import Equation
from derive.text import text as in_characters
from numerics.judge.errata import Item
from numerics.judge.verdict import Verdict
from numerics.judge.words import holds
from numerics.report.content import (
    Block,
    Companion,
    Facts,
    Formula,
    Paragraph,
    Section,
    Spans,
    Table,
    text,
    words,
)
from numerics.report.page import section as indented

HEAD = ("equation", "what should read otherwise", "what it changes")
KINDS = {
    "misprint": "misprint",
    "sign": "sign",
    "convention": "convention",
    "constant": "constant factor",
}


def lead(paper: Paper, items: Sequence[Item], standing: Sequence[Verdict]) -> list[str]:
    """What was done and found, in a few sentences."""
    touched = {v.label for item in items for v in item.corrected}
    right = [v for v in standing if holds(v)]
    defined = sum(v.printed == "definition" for v in right)
    open_ = [v.label for v in standing if not holds(v)]
    lines = [
        f"{paper.authors}, {paper.title}, {paper.reference}",
        "The equations of the paper were derived anew from its model, and each printed form was "
        f"held against the derived one. {len(right)} printed statements hold as they stand, "
        f"{defined} of them as definitions. The "
        f"other {len(touched)} come down to the {len(items)} slips below{_tested(items)}. Each is "
        "given with the printed and the corrected form, with what it changes in the rest of the "
        "paper, and with the command that shows it.",
    ]
    if open_:
        lines.append(f"Not shown to hold, and not touched by a slip: {', '.join(open_)}.")
    return lines


def _tested(items: Sequence[Item]) -> str:
    """What the tests of the slips showed: said only where each of them passed."""
    if not all(item.suffices and item.is_needed for item in items):
        return ", which are not all shown to suffice and to be needed"
    return ": with them corrected every printed statement holds, and none of them can be left out"


def document(
    paper: Paper,
    items: Sequence[Item],
    standing: Sequence[Verdict],
    consequences: dict[str, str],
    naming: Naming = plain,
) -> Companion:
    """The erratum, a section for each slip."""
    opening = [Paragraph(words(line, (), naming)) for line in lead(paper, items, standing)]
    sections = [
        _section(paper, number, item, consequences, naming) for number, item in enumerate(items, 1)
    ]
    return Companion(f"{paper.title}: an erratum", list(opening), sections)


def _section(
    paper: Paper, number: int, item: Item, consequences: dict[str, str], naming: Naming
) -> Section:
    said: list[tuple[Spans, list[Spans]]] = [
        (text(term), [words(line, (), naming)]) for term, line in facts(item, consequences)
    ]
    blocks: list[Block] = [Paragraph(words(item.slip.words, (), naming))]
    for verdict in item.corrected:
        record = paper.equation(verdict.label)
        blocks += [
            _formula(record, "printed", naming),
            _formula(verdict.record, "corrected", naming),
        ]
    return Section(
        f"slip-{item.slip.name}",
        text(f"{number}. {_title(item)}"),
        [*blocks, Facts(said)],
    )


def _title(item: Item) -> str:
    labels = ", ".join(f"({label})" for label in item.slip.corrections)
    return f"{labels}: {KINDS[item.slip.kind]}"


def _formula(record: Equation, what: str, naming: Naming) -> Formula:
    assert record.printed is not None
    return Formula(
        statements(record, record.printed, naming),
        f"{record.label}, {what}",
        f"Equation {record.label}, {what}",
    )


def facts(item: Item, consequences: dict[str, str]) -> list[tuple[str, str]]:
    """What a slip changes, what carries it on, and the commands that show it."""
    rows = [("Changes", consequences[item.slip.name])] if item.slip.name in consequences else []
    if item.carries_on:
        labels = ", ".join(f"({label})" for label in item.carries_on)
        rows.append(
            ("Carried on", f"by what follows from an earlier equation as printed: {labels}")
        )
    rows.append(("Shown by", f"grains show {' '.join(item.slip.corrections)}"))
    return rows


def as_text(
    paper: Paper, items: Sequence[Item], standing: Sequence[Verdict], consequences: dict[str, str]
) -> str:
    """The erratum in characters, for a terminal."""
    parts = ["\n\n".join(lead(paper, items, standing))]
    for number, item in enumerate(items, 1):
        lines = [f"{number}. {_title(item)}", item.slip.words]
        for verdict in item.corrected:
            record = paper.equation(verdict.label)
            for name, shown in (("printed", record), ("corrected", verdict.record)):
                lines.append(f"  ({verdict.label}) {name}:")
                lines.append(indented("", in_characters(shown.printed, record.notation)))
        lines += [indented(term.lower(), line) for term, line in facts(item, consequences)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def table(items: Sequence[Item], consequences: dict[str, str]) -> Table:
    """A row for each slip, without formulas."""
    rows = [
        [
            text(", ".join(f"({label})" for label in item.slip.corrections)),
            text(item.slip.words),
            text(consequences.get(item.slip.name, "")),
        ]
        for item in items
    ]
    return Table("Slips", [text(title) for title in HEAD], rows)
