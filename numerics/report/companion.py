"""The companion to the paper: what it says, from verdicts; the writers say it in a format."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from derive.lineage import effects
from derive.papers import Paper
from derive.prose import Naming, plain
from numerics.draw.figure import Figure
from numerics.judge.papers import FactTable, handed_in, tables_of
from numerics.judge.verdict import Verdict
from numerics.judge.words import in_question, standing
from numerics.report.content import (
    Block,
    Companion,
    Facts,
    Paragraph,
    Picture,
    Section,
    Span,
    Spans,
    Table,
    reference,
    references,
    text,
    words,
)
from numerics.report.entry import ByLabel, constant, entry

PRINTED = {
    "exact": "agrees with the derived form at every point, however many digits are asked for",
    "leading": "printed/derived tends to 1 along the regime",
    "scaling": "printed/derived tends to another constant, which is given",
    "scaling, holds": "printed/derived tends to another constant, which a ~ does not claim",
    "refuted": "differs from the derived form; a counterexample is given",
    "beyond": "the paper prints nothing: the derived form goes beyond it",
    "definition": "where the model starts",
    "undecided": "not shown either way",
}
DERIVATION = {
    "proved": "by a symbolic identity",
    "certified": "by overlapping enclosures in ball arithmetic",
    "checked": "to the digits, without an enclosure",
    "statistical": "within the error bars of a simulation",
    "undecided": "not shown either way",
}
DOUBTS = (
    "Below each: the equations whose derivation uses the right form, wherever they are printed. "
    "They are derived from the right form, so that none of them is wrong because of it."
)


def companion(paper: Paper, verdicts: Sequence[Verdict], naming: Naming = plain) -> Companion:
    """The companion to a paper, with one entry for each verdict."""
    judged = {verdict.label: verdict for verdict in verdicts}
    figures: Sequence[Figure] = handed_in(paper.name, "FIGURES", ())
    sections = [
        front(paper, judged, naming),
        contents(judged, naming),
        *(handed(table, judged, naming) for table in tables_of(paper.name, verdicts)),
        *([pictures(figures, judged, naming)] if figures else []),
        Section(
            "equations",
            text("The equations"),
            [],
            [entry(verdict, judged, naming) for verdict in verdicts],
        ),
    ]
    title = f"{paper.title}: a companion"
    lead = [f"{paper.authors}, {paper.title}, {paper.reference}", paper.aim]
    return Companion(title, [Paragraph(text(line)) for line in lead if line], sections)


def front(paper: Paper, judged: ByLabel, naming: Naming) -> Section:
    """The counts, and what is refuted or lacks a constant, with its effect."""
    in_doubt = in_question(judged.values())
    digits = {verdict.digits for verdict in judged.values() if verdict.digits}
    asked = f" to {min(digits)} digits" if digits else ""
    counts = Section(
        "counts",
        text("Counts"),
        [
            Paragraph(text(f"{len(judged)} equations were judged{asked}.")),
            _counts("printed form", PRINTED, (standing(v) for v in judged.values())),
            _counts("derived form", DERIVATION, (v.derivation for v in judged.values())),
        ],
    )
    doubts: list[Block] = [Paragraph(text("Nothing."))]
    if in_doubt:
        rows = [([reference(v.label)], _doubt(v, paper, judged, naming)) for v in in_doubt]
        doubts = [Paragraph(text(DOUBTS)), Facts(rows)]
    return Section(
        "findings",
        text("Findings"),
        [],
        [counts, Section("doubts", text("What is refuted or lacks a constant"), doubts)],
    )


def _counts(what: str, meaning: Mapping[str, str], findings: Iterable[str]) -> Table:
    numbers = Counter(findings)
    return Table(
        f"Findings on the {what}",
        [text(what), text("equations"), text("meaning")],
        [
            [[Span("finding", finding)], text(str(numbers[finding])), text(words)]
            for finding, words in meaning.items()
            if numbers[finding]
        ],
    )


def _doubt(verdict: Verdict, paper: Paper, judged: ByLabel, naming: Naming) -> list[Spans]:
    """What is wrong with an equation, and what that does to those that follow from it."""
    found = [Span("finding", standing(verdict))]
    if verdict.ratio:
        found += [*text(": printed/derived tends to "), *constant(verdict, naming)]
    if verdict.derivation == "undecided":
        found += [*text("; the derivation is "), Span("finding", "undecided")]
    title = words(verdict.title, judged, naming)
    return [[*title, *text(": "), *found], *effect(verdict, paper, judged)]


def effect(verdict: Verdict, paper: Paper, judged: ByLabel) -> list[Spans]:
    """The equations that follow from the derived form of this one, by what they are worth."""
    later = effects(verdict.record, paper.equations)
    doubtful = {verdict.label for verdict in in_question(judged.values())}
    upright = [e for e in later if e in judged and e not in doubtful]
    groups = {
        "Use the right form, and do not hold as printed either": [
            e for e in later if e in doubtful
        ],
        "Use the right form, and hold as printed": upright,
    }
    absent = [each for each in later if each not in judged]
    lines = [
        [*text(f"{what}: "), *references(found), *text(".")]
        for what, found in groups.items()
        if found
    ]
    if absent:
        lines.append(text(f"Use the right form, and are not judged here: {', '.join(absent)}."))
    return lines or [text("No other equation uses it.")]


def contents(judged: ByLabel, naming: Naming) -> Section:
    """All equations with their findings."""
    rows = [
        [
            [reference(label)],
            words(verdict.title, judged, naming),
            [Span("finding", standing(verdict))],
            [Span("finding", verdict.derivation)],
        ]
        for label, verdict in judged.items()
    ]
    head = [text(title) for title in ("equation", "title", "printed", "derived")]
    return Section("contents", text("Contents"), [Table("All equations", head, rows)])


def handed(table: FactTable, judged: ByLabel, naming: Naming) -> Section:
    """A table that the paper adds."""
    rows = [[words(cell, judged, naming) for cell in row] for row in table.rows]
    head = [words(cell, judged, naming) for cell in table.head]
    blocks: list[Block] = [
        Paragraph(words(table.words, judged, naming)),
        Table(table.title, head, rows),
    ]
    return Section(re.sub(r"\W+", "-", table.title.lower()), text(table.title), blocks)


def pictures(figures: Sequence[Figure], judged: ByLabel, naming: Naming) -> Section:
    """The figures."""
    blocks = [Picture(figure, words(figure.caption, judged, naming)) for figure in figures]
    return Section("figures", text("Figures"), list(blocks))
