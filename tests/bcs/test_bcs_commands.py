"""Every command of the engine on the paper bcs."""

import json
import re
import shutil
from pathlib import Path

import pytest

from derive import paper
from numerics.command.cli import main

ROOT = Path(__file__).parents[2]
BCS = paper("bcs")
FIGURES = ["gap-of-temperature", "ratio-of-coupling"]


def out(capsys, *words, code=0):
    """What the command prints."""
    assert main(["--paper", "bcs", *map(str, words)]) == code
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def test_list(capsys):
    rows = [line.split() for line in out(capsys, "list").splitlines()]
    assert [row[0] for row in rows] == list(BCS.labels)
    assert rows[4][:2] == ["gap-weak", "~"]


def test_verify(capsys):
    found = json.loads(out(capsys, "verify", "--digits", "10", "--jobs", "2", "--format", "json"))
    assert [entry["label"] for entry in found] == list(BCS.labels)
    assert {entry["derivation"] for entry in found} == {"certified"}
    assert {entry["printed"] for entry in found} == {"exact", "leading"}


def test_show(capsys):
    page = out(capsys, "show", "GAP", "gap-weak")
    assert page.startswith("gap  Gap at T = 0\n")
    assert "gap-weak  Gap at T = 0, weak coupling" in page
    assert "derive.bcs.steps.selfconsistency.gap_equation Delta is V times" in page
    assert r"2 \hbar\omega_D" in out(capsys, "show", "gap-weak", "--latex")


def test_latex(capsys):
    text = out(capsys, "latex", "gap-weak", "gap-near-transition", "--jobs", "1")
    assert r"\providecommand{\symkTc}{kT_c}" in text
    assert r"\label{eq:gap-weak}" in text
    assert "derive.grains" not in text
    assert r"|\Delta|" not in text


def test_findings(capsys):
    text = out(capsys, "findings", "occupation", "ratio")
    assert "2 equations judged, 0 of them in the table." in text


@pytest.mark.parametrize("suffix", ["html", "md", "tex", "pdf"])
def test_report(suffix, tmp_path, capsys):
    if suffix == "pdf" and shutil.which("pdflatex") is None:
        pytest.skip("pdflatex is missing")
    path = tmp_path / f"companion.{suffix}"
    assert out(capsys, "report", "gap", "gap-weak", "--digits", "10", "-o", path) == ""
    if suffix == "pdf":
        assert path.read_bytes().startswith(b"%PDF")
        return
    text = path.read_text()
    assert "Theory of Superconductivity: a companion" in re.sub(r"\s+", " ", text)
    assert "Phys. Rev. 108, 1175 (1957)" in text
    assert "T. K. Ng" not in text
    if suffix != "html":
        names = {drawn.stem for drawn in (tmp_path / "companion-figures").iterdir()}
        assert names == set(FIGURES)


def test_figures(tmp_path, capsys):
    assert out(capsys, "figures", tmp_path) == ""
    assert sorted(path.stem for path in tmp_path.iterdir()) == FIGURES
    assert all("<svg" in path.read_text() for path in tmp_path.iterdir())


def test_the_figures_end_where_the_formulas_do(no_figure_is_left):
    from numerics.bcs import FIGURES as HANDED

    gap, ratio = (figure.draw().get_lines() for figure in HANDED)
    solved, near = gap
    assert solved.get_ydata()[0] == pytest.approx(0.01, rel=1e-3)
    assert solved.get_ydata()[-1] == pytest.approx(1.7639, abs=1e-4)  # pi exp(-gamma)
    assert near.get_ydata()[-1] == 0
    solved, weak = ratio
    assert solved.get_ydata()[0] == pytest.approx(3.5278, abs=1e-3)
    assert weak.get_ydata()[0] == pytest.approx(3.5278, abs=1e-4)
    assert max(solved.get_ydata()) < 4  # where the coupling is infinite, the integral is a sum


def test_notebooks(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert out(capsys, "notebooks", "--check") == ""


def test_help_has_no_command_of_another_paper(capsys):
    with pytest.raises(SystemExit):
        main(["--paper", "bcs", "--help"])
    text = capsys.readouterr().out
    assert "notebooks" in text
    assert "minigap" not in text


def test_a_label_of_another_paper_is_refused(refused):
    assert "unknown label '21a'; nearest: " in refused("--paper", "bcs", "show", "21a")
