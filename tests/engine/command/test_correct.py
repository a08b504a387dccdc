"""`--correct`, and what the commands that show a misprint say of its correction."""

import json

import pytest

from derive.papers import equation
from numerics.command.cli import main
from numerics.judge import corrections, runs
from numerics.judge.runs import verdicts

CLAIM = """
from sympy import Rational, symbols
from derive import Equation

a, b, t = symbols("a b t")
points = ({a: 2, b: 3, t: Rational(1, 5)}, {a: Rational(1, 3), b: 7, t: 4})
fall = Equation(
    label="fall", title="A body that falls", relation="=", lhs=symbols("x"),
    printed=a - b * t**2, derived=lambda: a - b * t**2 / 2, points=points,
)
same = Equation(
    label="same", title="A body that rests", relation="=", lhs=symbols("x"),
    printed=a + b, derived=lambda: b + a, points=points,
)
"""
HALF = "The equation holds with a further factor 1/2 in the term b t^2."


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.py"
    path.write_text(CLAIM)
    return str(path)


def test_a_claim_of_a_file_is_corrected_where_it_fails(mine, capsys):
    main(["verify", mine, "--correct"])
    table = capsys.readouterr().out
    assert table.count("correction") == 1
    assert HALF in table
    assert "[1/2]" in "".join(table.split()) or "⎡1⎤" in table


def test_no_correction_is_sought_unasked(mine, monkeypatch, capsys):
    monkeypatch.setattr(runs, "corrected", lambda _: pytest.fail("a correction was sought"))
    main(["verify", mine])
    assert "correction" not in capsys.readouterr().out


def test_json_has_the_corrected_form_where_it_was_sought(mine, capsys):
    main(["verify", mine, "--correct", "--format", "json"])
    fall, same = json.loads(capsys.readouterr().out)
    (form,) = fall["correction"]["forms"]
    assert form["printed"] == "a - b*t**2/2"
    assert fall["correction"]["said"] == HALF
    assert fall["correction"]["tried"] > 10
    assert "correction" not in same


def test_markdown_marks_the_change(mine, capsys):
    main(["verify", mine, "--correct", "--format", "markdown"])
    text = capsys.readouterr().out
    assert "corrected:\n\n$$" in text
    assert r"\boxed{\frac{1}{2}}" in text


def test_show_looks_for_a_correction_of_what_fails_alone(mine, monkeypatch, capsys):
    sought = []
    of = corrections.corrections_of
    monkeypatch.setattr(
        corrections,
        "corrections_of",
        lambda verdict, _: sought.append(verdict.label) or of(verdict),
    )
    main(["show", mine])
    shown = capsys.readouterr().out
    assert sought == ["fall"]
    assert shown.count("  corrected  ") == 1
    assert HALF in shown


def test_findings_hold_the_correction_with_its_box(tmp_path, capsys):
    page = tmp_path / "page.md"
    page.write_text("<!-- findings: begin -->\n<!-- findings: end -->\n")
    main(["findings", "1c", "--into", str(page)])
    (row,) = [line for line in page.read_text().splitlines() if line.startswith("| **1c**")]
    assert "refuted. The equation holds with $`c_{ij}`$ in the numerator." in row
    assert r"\boxed{c_{ij}}" in row
    assert row.count("|") == 6


def test_processes_find_the_same_corrections():
    records = [equation(label) for label in ("1c", "9", "2b")]
    alone, together = (
        {each.label: each.search for each in verdicts(records, 10, jobs, correct=True)}
        for jobs in (1, 2)
    )
    assert alone == together
    assert alone["9"] is None
    assert all(alone[label].corrections for label in ("1c", "2b"))
