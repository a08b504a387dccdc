"""The companion as LaTeX, PDF and Markdown."""

import re

import pytest
from typesetting import compiled

from derive.grains.symbols import NOTATION
from derive.macros import Macros
from derive.papers import paper
from numerics.command import report as report_command
from numerics.report import tex as report_tex
from numerics.report.companion import companion
from numerics.report.markdown import markdown

PAPER = paper()
LABELS = PAPER.labels

FEW = ("2a", "10-S-low", "14-J", "21b")  # exact, leading, scaling, refuted
WIDTHS = (360, 1200)


def test_tex_compiles_with_its_figures_and_links(verdicts, quick, tmp_path):
    report_command.write(tmp_path / "a b.tex", PAPER, verdicts)
    assert sorted(path.name for path in (tmp_path / "a-b-figures").iterdir()) == [
        "line.pdf",
        "same.pdf",
    ]
    text = (tmp_path / "a b.tex").read_text(encoding="utf-8")
    log = compiled(text, tmp_path, runs=3)
    assert not re.findall(r"Overfull|undefined|multiply|Missing character|Rerun to get", log)


@pytest.mark.slow
def test_every_formula_compiles_and_fits_on_the_page(all_forms, quick, tmp_path):
    macros = Macros(NOTATION)
    text = report_tex.tex(companion(PAPER, all_forms, macros), macros, "figures")
    text = re.sub(r"\\includegraphics.*", "", text)
    log = compiled(text, tmp_path, runs=3)
    assert not re.findall(r"Overfull.*|.*undefined.*|.*multiply.*|.*Missing character.*", log)


def test_a_macro_that_is_changed_changes_every_formula(verdicts, quick):
    macros = Macros(NOTATION)
    text = report_tex.tex(companion(PAPER, verdicts, macros), macros, "figures")
    body = text.split(r"\begin{document}")[1]
    assert r"\providecommand{\GammaM}{\Gamma_" in text
    assert r"\GammaM" in body
    assert r"\Gamma_" not in body


def test_markdown_formulas_and_links(verdicts, quick):
    text = markdown(companion(PAPER, verdicts), "figures")
    targets = set(re.findall(r'<a id="([^"]*)">', text))
    assert set(re.findall(r"\]\(#([^)]*)\)", text)) <= targets
    assert len(re.findall(r"^\$\$$", text, re.MULTILINE)) == 2 * text.count(r"\tag{")
    assert r"\tag{21b}" in text
    inline = re.sub(r"^\$\$$.*?^\$\$$", "", text, flags=re.DOTALL | re.MULTILINE)
    assert all(each.count("$") % 2 == 0 for each in inline.splitlines())
    table_rows = [each for each in text.splitlines() if each.startswith("| (") or "| [" in each]
    assert len({each.count("|") for each in table_rows if "proved" not in each}) <= 2
