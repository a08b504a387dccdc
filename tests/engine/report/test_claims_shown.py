"""A claim of one's own: in every format its own form stands beside its own numbers.

The claims are (21b) times 7919, under a label of its own and under that of the paper.
"""

import json
from dataclasses import replace

import pytest

from derive.latex import latex
from derive.macros import Macros
from derive.papers import Paper, Section, equation, paper
from derive.record import Equation
from derive.text import text
from numerics import ledger_table, verify
from numerics.judge.runs import verdicts
from numerics.report import page, source, tables, tex
from numerics.report.companion import companion
from numerics.report.findings import findings
from numerics.report.html import html
from numerics.report.markdown import markdown

PAPER = paper()
GAP = equation("21b")
FACTOR = "7919"
TIMES = replace(GAP, printed=int(FACTOR) * GAP.printed)
CLAIMS = {"mine": replace(TIMES, label="mine"), "21b": TIMES}


@pytest.fixture(scope="module", params=CLAIMS)
def verdict(request):
    return verify(CLAIMS[request.param], 10)


@pytest.fixture(autouse=True)
def no_figures(monkeypatch):
    monkeypatch.setattr("numerics.grains.figures.gallery.FIGURES", ())


FORMATS = {
    "page": page.page,
    "page in LaTeX": lambda v: page.page(v, in_latex=True),
    "table": lambda v: tables.table_text([v]),
    "Markdown of the table": lambda v: tables.markdown([v]),
    "LaTeX": lambda v: source.latex_source([v]),
    "LaTeX document": lambda v: source.latex_source([v], standalone=True),
    "findings": lambda v: findings(PAPER, [v]),
    "HTML": lambda v: html(companion(PAPER, [v])),
    "Markdown": lambda v: markdown(companion(PAPER, [v]), "figures"),
    "TeX": lambda v: tex.tex(companion(PAPER, [v]), Macros(GAP.notation), "figures"),
}


def condensed(shown: str) -> str:
    return "".join(shown.split())


@pytest.mark.parametrize("name", FORMATS)
def test_the_form_of_the_claim_is_shown_and_not_that_of_the_paper(name, verdict):
    shown = condensed(FORMATS[name](verdict))
    assert FACTOR in shown
    assert verdict.label in shown
    lines = [condensed(line) for line in text(GAP.printed, GAP.notation).splitlines()]
    assert condensed("".join(lines)) not in shown
    assert f"&={condensed(latex(GAP.printed, GAP.notation))}" not in shown
    assert f"$${condensed(latex(GAP.printed, GAP.notation))}$$" not in shown


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"findings"}))
def test_the_numbers_are_those_of_the_claim(name, verdict):
    shown = FORMATS[name](verdict)
    found = verdict.counterexample
    assert found.printed != verify(GAP, 10).counterexample.printed
    for value in (*found.printed, *found.derived):
        assert value.real[:12] in shown


def test_the_numbers_are_the_form_at_the_point(verdict):
    """At the point of the counterexample, by SymPy and not by balls."""
    point = dict(verdict.counterexample.point)
    (printed,) = verdict.counterexample.printed
    value = complex(verdict.record.printed.subs(point).doit().evalf(25))
    assert value.real == pytest.approx(float(printed.real), rel=1e-12)
    assert value.imag == pytest.approx(float(printed.imaginary or 0), rel=1e-12)


def test_json_and_the_notebook(verdict):
    (entry,) = json.loads(tables.json_text([verdict]))
    assert entry["label"] == verdict.label
    assert entry["counterexample"]["printed"] == str(verdict.counterexample.printed[0])
    assert f"({verdict.label})" in verdict._repr_html_()
    assert f">{verdict.label}<" in ledger_table(verdict.record, digits=10)._repr_html_()
    assert FACTOR in verdict.record._repr_latex_()


def test_a_run_over_processes_judges_the_claim_and_not_its_namesake():
    """Nor a record that is equal but for what a worker would find."""
    records = [GAP, *CLAIMS.values(), equation("2a")]
    reached = {id(v.record): v for v in verdicts(records, 10, jobs=2)}
    assert len(reached) == len(records)
    for record in records:
        alone = verify(record, 10)
        assert replace(reached[id(record)], seconds=0) == replace(alone, seconds=0)
    assert reached[id(TIMES)].counterexample != reached[id(GAP)].counterexample


# Nothing is derived twice


class Counted:
    """A paper of a few records, and how often each was derived."""

    def __init__(self, labels):
        self.times = dict.fromkeys(labels, 0)
        records = tuple(self.counted(equation(label)) for label in labels)
        self.paper = replace(PAPER, sections=(Section("A few", records),))

    def counted(self, record: Equation) -> Equation:
        derived = record.derived

        def once():
            """Derives and counts."""
            self.times[record.label] += 1
            return derived()

        return replace(record, derived=once)


@pytest.fixture
def counted(monkeypatch):
    few = Counted(["2a", "10-M-weak", "11b-G1", "strong", "21b"])
    monkeypatch.setattr("derive.papers.paper", lambda name: few.paper)
    return few


def test_nothing_is_derived_twice_whatever_is_written_of_a_verdict(counted):
    judged = [verify(record, 10) for record in counted.paper]
    assert set(counted.times.values()) == {1}
    for verdict in judged:
        for name in ("page", "page in LaTeX"):
            assert FORMATS[name](verdict)
        assert str(verdict) and repr(verdict) and verdict._repr_html_()
    assert tables.table_text(judged) and tables.markdown(judged) and tables.json_text(judged)
    assert source.latex_source(judged) and source.latex_source(judged, standalone=True)
    assert findings(counted.paper, judged, [])
    written = companion(counted.paper, judged)
    assert html(written) and markdown(written, "") and tex.tex(written, Macros(), "")
    assert set(counted.times.values()) == {1}


@pytest.mark.parametrize(
    "words",
    [
        ("verify", "--jobs", "1"),
        ("verify", "--jobs", "1", "--format", "markdown"),
        ("show", "all"),
        ("latex", "--jobs", "1"),
        ("findings", "--jobs", "1"),
        ("report", "--jobs", "1", "-o", "companion.html"),
    ],
)
def test_no_command_derives_twice(words, counted, monkeypatch, tmp_path, capsys):
    from numerics.command.cli import main

    monkeypatch.chdir(tmp_path)
    assert main([*words, "--digits", "10"]) == 0
    assert set(counted.times.values()) == {1}
    assert all((tmp_path / name).stat().st_size > 1000 for name in words if name.endswith("html"))


def test_listing_derives_nothing(counted, capsys):
    from numerics.command.cli import main

    assert main(["list"]) == 0
    assert set(counted.times.values()) == {0}


def test_a_paper_holds_every_label_once():
    twice = (GAP, replace(GAP, title="again"))
    with pytest.raises(ValueError, match="the paper grains has two equations 21b"):
        Paper(
            name="grains",
            title="",
            authors="",
            reference="",
            notation=PAPER.notation,
            sections=(Section("", twice),),
        )
