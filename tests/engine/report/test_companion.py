"""The companion: its words and its content."""

from dataclasses import replace

from derive.grains.symbols import NOTATION
from derive.macros import Macros
from derive.papers import equation, paper
from derive.prose import plain
from numerics.grains import trust
from numerics.grains.gaps.reach import reaches
from numerics.report import tex as report_tex
from numerics.report.companion import companion, effect
from numerics.report.content import Paragraph, Span, reference, words
from numerics.report.entry import entry

PAPER = paper()
LABELS = PAPER.labels

FEW = ("2a", "10-S-low", "14-J", "21b")  # exact, leading, scaling, refuted
WIDTHS = (360, 1200)


# Words


def test_numbers_in_words_point_to_entries():
    assert words("by (21a), not (3)", ["21a"]) == [
        Span("text", "by "),
        Span("text", "(21a)", "21a"),
        Span("text", ", not (3)"),
    ]
    assert words("(10)", ["1a", "10-M", "10-S-low"]) == [Span("text", "(10)", "10-M")]
    assert words("(12)", ["1a", "2b", "12b-J"]) == [Span("text", "(12)", "12b-J")]
    assert words("f(9)", ["9"]) == [Span("text", "f(9)")]
    assert words("(9)", []) == [Span("text", "(9)")]


def test_names_in_words_are_formulas():
    assert words("of G_S", []) == [Span("text", "of "), Span("math", "G_{S}")]
    macros = Macros(NOTATION)
    assert words("of G_S", [], macros) == [Span("text", "of "), Span("math", r"\symGS")]


# The content


def test_front_page_counts_and_lists_what_fails(verdicts, quick):
    findings = companion(PAPER, verdicts).sections[0]
    counts, doubts = findings.sections
    rows = {row[0][0].text: row[1][0].text for row in counts.blocks[1].rows}
    assert rows == {"exact": "1", "leading": "1", "scaling": "1", "refuted": "1"}
    assert [term for term, _ in doubts.blocks[1].rows] == [[reference("14-J")], [reference("21b")]]


def test_nothing_is_listed_where_nothing_fails(verdicts, quick):
    doubts = companion(PAPER, verdicts[:1]).sections[0].sections[1]
    assert doubts.blocks == [Paragraph([Span("text", "Nothing.")])]


def test_an_entry_says_all_about_its_equation(verdicts, monkeypatch):
    monkeypatch.setattr(trust, "reaches", reaches)
    judged = {verdict.label: verdict for verdict in verdicts}
    low, ratio, gap = (
        report_tex.section(entry(verdict, judged, plain), 1, "") for verdict in verdicts[1:]
    )
    assert judged["21b"].route in gap
    assert judged["21b"].counterexample.printed[0].real in gap
    assert judged["21b"].counterexample.derived[0].real in gap
    assert r"gaps.\allowbreak{}superconductor" in gap
    assert equation("21b").note[:20] in gap
    assert r"error below 10 \%, 1 \%, 0.1 \% up to" in low
    assert r"\epsilon^{2}" in low
    assert r"\frac{\pi}{2}" in ratio


def test_an_effect_tells_what_falls_with_it_from_what_stands(verdicts):
    judged = {verdict.label: verdict for verdict in verdicts}
    lines = ["".join(span.text for span in line) for line in effect(judged["21b"], PAPER, judged)]
    assert lines[0] == "Use the right form, and hold as printed: (10-S-low)."
    assert lines[1].startswith("Use the right form, and are not judged here: 10-M-weak, ")
    judged["10-S-low"] = replace(judged["10-S-low"], printed="refuted")
    lines = ["".join(span.text for span in line) for line in effect(judged["21b"], PAPER, judged)]
    assert lines[0] == "Use the right form, and do not hold as printed either: (10-S-low)."
