"""The command report: one file, whole or not at all."""

from collections import Counter

import pytest
from browser import Page, assert_laid_out
from typesetting import require

from derive.papers import paper
from numerics.command.cli import main
from numerics.grains import trust
from numerics.grains.figures import gallery
from numerics.grains.figures.gallery import FIGURES
from numerics.grains.gaps.reach import reaches
from numerics.report import tex as report_tex

PAPER = paper()
LABELS = PAPER.labels

FEW = ("2a", "10-S-low", "14-J", "21b")  # exact, leading, scaling, refuted
WIDTHS = (360, 1200)


@pytest.mark.parametrize("arguments", [(), ("-o", "c.docx"), ("-o", "companion")])
def test_a_suffix_is_needed_that_is_known(refused, never_judged, arguments):
    assert "needs one of the suffixes .pdf, .html, .tex, .md" in refused("report", *arguments)


def test_a_file_that_cannot_be_written_is_refused(refused, never_judged, tmp_path):
    assert "cannot write" in refused("report", "-o", tmp_path / "no" / "c.html")
    (tmp_path / "c-figures").touch()
    assert "in the place of its figures" in refused("report", "-o", tmp_path / "c.md")


def test_without_tex_the_package_is_named(refused, never_judged, monkeypatch, tmp_path):
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert "texlive-latex-base" in refused("report", "-o", tmp_path / "c.pdf")


def test_an_unknown_label_is_refused(refused, never_judged, tmp_path):
    assert "21b" in refused("report", "21c", "-o", tmp_path / "c.html")


def test_nothing_is_written_when_interrupted(capsys, monkeypatch, tmp_path):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("numerics.judge.runs.verify", interrupted)
    output = tmp_path / "c.md"
    assert main(["report", "2a", "-o", str(output), "--jobs", "1"]) == 130
    assert f"{output} is not written" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".html", ".tex", ".md"])
def test_an_interrupt_while_writing_leaves_nothing(quick, monkeypatch, tmp_path, suffix):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("numerics.report.companion.companion", interrupted)
    assert main(["report", "2a", "-o", str(tmp_path / f"c{suffix}"), "--jobs", "1"]) == 130
    assert list(tmp_path.iterdir()) == []


def test_what_pdflatex_refuses_is_not_written(capsys, quick, monkeypatch, tmp_path):
    require("pdflatex", "texlive-latex-base")
    monkeypatch.setattr(report_tex, "tex", lambda *_: r"\documentclass{article}\nonsense")
    output = tmp_path / "c.pdf"
    assert main(["report", "2a", "-o", str(output), "--jobs", "1"]) == 1
    message = capsys.readouterr().err
    assert "nonsense" in message and f"{output} is not written" in message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".pdf", ".html"])
def test_the_command_writes_one_file(quick, tmp_path, suffix):
    if suffix == ".pdf":
        require("pdflatex", "texlive-latex-base")
    output = tmp_path / f"c{suffix}"
    assert main(["report", "2a", "21b", "-o", str(output), "--digits", "10", "--jobs", "1"]) == 0
    assert list(tmp_path.iterdir()) == [output]
    start = output.read_bytes()[:15]
    assert start.startswith(b"%PDF" if suffix == ".pdf" else b"<!DOCTYPE html>")


@pytest.mark.slow
def test_the_whole_paper_with_its_figures(monkeypatch, tmp_path):
    monkeypatch.setattr(gallery, "FIGURES", FIGURES)
    monkeypatch.setattr(trust, "reaches", reaches)
    output = tmp_path / "companion.html"
    assert main(["report", "-o", str(output)]) == 0
    page = output.read_text(encoding="utf-8")
    parsed = Page(page)
    assert {f"eq-{label}" for label in LABELS} <= set(parsed.ids)
    assert not [name for name, count in Counter(parsed.ids).items() if count > 1]
    for width in WIDTHS:
        assert_laid_out(page, tmp_path, width, len(FIGURES))
