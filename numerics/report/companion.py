"""The companion to the paper: what it says, from verdicts; the writers say it in a format."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from derive.grains.symbols import Delta_0, Gamma_S
from derive.latex import latex
from derive.lineage import effects
from derive.prose import Naming, plain
from numerics.grains.figures.gallery import FIGURES
from numerics.grains.gaps.reach import Reach, reaches
from numerics.grains.gaps.validity import TOLERANCES, exact_forms, is_strong
from numerics.judge.verify import Verdict
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
from numerics.report.entry import bound, constant, entry, remainder
from numerics.report.tables import in_question

TITLE = "Mixed grains: a companion to the paper"
PAPER = (
    "T. K. Ng, Proximity effect and Anomalous metal state in a model of mixed "
    "metal-superconductor grains, arXiv:2305.15763 (2023)"
)
AIM = (
    "The equations of the paper, one by one: as printed, as derived anew from the Lagrangian, how "
    "the derived form follows, where it holds, and what the printed form is worth. The numbers "
    "are the paper's, with a suffix where one number holds several statements. Formulas and "
    "findings are generated: each printed form is held against the derived one, and each derived "
    "form against an independent route to the same value."
)
PRINTED = {
    "exact": "agrees with the derived form at every point, however many digits are asked for",
    "leading": "printed/derived tends to 1 along the regime",
    "scaling": "printed/derived tends to another constant, which is given",
    "refuted": "differs from the derived form; a counterexample is given",
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
    "Under each stand the equations that follow from its derived form, as read off from the code, "
    "whatever their place in the paper."
)
LIMITS = (
    "Each limit is followed along the path of its regime, at unequal rates, and compared with the "
    "gap equations (21a) and (21b) solved at real frequency. A column has the rate at which the "
    "error leaves the percentage on the way out of the limit; a dash means that it is larger all "
    "along. The second row of a limit is its derived form, with the next term."
)

ByLabel = Mapping[str, Verdict]


def companion(verdicts: Sequence[Verdict], naming: Naming = plain) -> Companion:
    """The companion, with one entry for each verdict."""
    judged = {verdict.label: verdict for verdict in verdicts}
    ranges = {label: _ranges(label) for label in judged if label in exact_forms()}
    sections = [
        front(judged, naming),
        contents(judged, naming),
        *([limits(judged, ranges, naming)] if ranges else []),
        pictures(judged, naming),
        Section(
            "equations",
            text("The equations"),
            [],
            [
                entry(verdict, judged, ranges.get(label, ()), naming)
                for label, verdict in judged.items()
            ],
        ),
    ]
    return Companion(TITLE, [Paragraph(text(PAPER)), Paragraph(text(AIM))], sections)


def _ranges(label: str) -> tuple[Reach, ...]:
    return reaches(label, "printed") + reaches(label, "derived")


def front(judged: ByLabel, naming: Naming) -> Section:
    """The counts, and what is refuted or lacks a constant, with its effect."""
    in_doubt = in_question(judged.values())
    digits = {verdict.digits for verdict in judged.values() if verdict.digits}
    asked = f" to {min(digits)} digits" if digits else ""
    counts = Section(
        "counts",
        text("Counts"),
        [
            Paragraph(text(f"{len(judged)} equations were judged{asked}.")),
            _counts("printed form", PRINTED, (v.printed for v in judged.values())),
            _counts("derived form", DERIVATION, (v.derivation for v in judged.values())),
        ],
    )
    doubts: list[Block] = [Paragraph(text("Nothing."))]
    if in_doubt:
        rows = [([reference(v.label)], _doubt(v, judged, naming)) for v in in_doubt]
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


def _doubt(verdict: Verdict, judged: ByLabel, naming: Naming) -> list[Spans]:
    """What is wrong with an equation, and what that does to those that follow from it."""
    found = [Span("finding", verdict.printed)]
    if verdict.constant is not None:
        found += [*text(": printed/derived tends to "), *constant(verdict)]
    if verdict.derivation == "undecided":
        found += [*text("; the derivation is "), Span("finding", "undecided")]
    title = words(verdict.title, judged, naming)
    return [[*title, *text(": "), *found], *effect(verdict.label, judged)]


def effect(label: str, judged: ByLabel) -> list[Spans]:
    """The equations that follow from the derived form of this one, by what they are worth."""
    later = effects(label)
    doubtful = {verdict.label for verdict in in_question(judged.values())}
    groups = {
        "Follow from it, and are in question too": [e for e in later if e in doubtful],
        "Follow from it, and are right as printed": [
            e for e in later if e in judged and e not in doubtful
        ],
    }
    absent = [each for each in later if each not in judged]
    lines = [
        [*text(f"{what}: "), *references(found), *text(".")]
        for what, found in groups.items()
        if found
    ]
    if absent:
        lines.append(text(f"Follow from it, and are not judged here: {', '.join(absent)}."))
    return lines or [text("No other equation follows from it.")]


def contents(judged: ByLabel, naming: Naming) -> Section:
    """All equations with their findings."""
    rows = [
        [
            [reference(label)],
            words(verdict.title, judged, naming),
            [Span("finding", verdict.printed)],
            [Span("finding", verdict.derivation)],
        ]
        for label, verdict in judged.items()
    ]
    head = [text(title) for title in ("equation", "title", "printed", "derived")]
    return Section("contents", text("Contents"), [Table("All equations", head, rows)])


def limits(judged: ByLabel, ranges: Mapping[str, tuple[Reach, ...]], naming: Naming) -> Section:
    """How far the limits can be trusted."""
    rate = Span("math", rf"{latex(Gamma_S, naming)}/{latex(Delta_0, naming)}")
    head = [text("limit"), text("form"), text("order")]
    head += [[rate, *text(f" at {100 * tolerance:g} %")] for tolerance in TOLERANCES]
    rows: list[list[Spans]] = []
    for label, found in ranges.items():
        sign = r"\ge" if is_strong(label) else r"\le"
        for form in ("printed", "derived"):
            own = [reach for reach in found if reach.form == form]
            order = remainder(judged[label]) if form == "printed" else text("")
            rows.append(
                [
                    [reference(label)],
                    text(form),
                    order,
                    *([bound(each.gamma_s, sign)] for each in own),
                ]
            )
    table = Table("Rates at which the limits leave an error", head, rows)
    blocks: list[Block] = [Paragraph(words(LIMITS, judged, naming)), table]
    return Section("limits", text("How far the limits can be trusted"), blocks)


def pictures(judged: ByLabel, naming: Naming) -> Section:
    """The figures."""
    blocks = [Picture(figure, words(figure.caption, judged, naming)) for figure in FIGURES]
    return Section("figures", text("Figures"), list(blocks))
