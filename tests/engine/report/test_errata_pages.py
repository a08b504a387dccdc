"""The erratum of a made-up paper as text, Markdown, HTML and LaTeX, and as a table."""

import re
from dataclasses import replace

import pytest
from slipped import PAPER

from numerics import verify
from numerics.command.report import write_document
from numerics.judge.errata import erratum, untouched
from numerics.report import errata as report
from numerics.report.markdown import block

CHANGES = {"inverse": "At b = 2 it is 1 in place of 4.", "sign": "None: it cancels."}


@pytest.fixture(scope="module")
def found():
    return list(erratum(PAPER, 15)), [verify(record, 15) for record in untouched(PAPER)]


def test_text_has_both_forms_and_what_a_slip_changes(found):
    text = report.as_text(PAPER, *found, CHANGES)
    assert re.findall(r"^  \((\d)\) (\w+):$", text, re.MULTILINE) == [
        *((label, form) for label in "12" for form in ("printed", "corrected")),
        *(("2", form) for form in ("printed", "corrected")),
    ]
    assert "1 printed statements hold as they stand, 0 of them as definitions" in text
    assert "The other 2 come down to the 2 slips below" in text
    assert "At b = 2 it is 1 in place of 4." in text
    assert "grains show 1 2" in text
    assert re.search(r"carried on.*: \(2\)", text)


def test_what_the_tests_of_the_slips_did_not_show_is_not_said(found):
    items, standing = found
    assert "none of them can be left out" in report.as_text(PAPER, items, standing, CHANGES)
    idle = [replace(items[0], left=items[0].corrected), items[1]]
    said = report.as_text(PAPER, idle, standing, CHANGES)
    assert "none of them can be left out" not in said
    assert "which are not all shown to suffice and to be needed" in said


def test_a_slip_without_a_consequence_says_nothing_of_it(found):
    assert "changes" not in report.as_text(PAPER, *found, {}).split("1. (1)")[1]


@pytest.mark.parametrize("suffix", ["md", "html", "tex", "pdf"])
def test_pages(suffix, found, tmp_path):
    page = tmp_path / f"erratum.{suffix}"
    write_document(page, PAPER, lambda naming: report.document(PAPER, *found, CHANGES, naming))
    content = page.read_bytes()
    assert content.startswith(b"%PDF") if suffix == "pdf" else b"On made-up things" in content
    assert list(tmp_path.iterdir()) == [page]


def test_table_has_a_row_for_each_slip_and_no_formula(found):
    table = block(report.table(found[0], CHANGES), "")
    assert len(table.splitlines()) == 2 + len(PAPER.slips)
    assert "$" not in table
    assert "In (1) b belongs in the denominator." in table


def test_what_does_not_hold_and_no_slip_touches_is_named(found):
    items, _ = found
    wrong = [verify(PAPER.equation("1"), 15)]
    assert "Not shown to hold, and not touched by a slip: 1." in report.as_text(
        PAPER, items, wrong, CHANGES
    )
