"""The smallest correction in every format: its words, and the change in a box."""

from dataclasses import replace

import pytest
from browser import measured
from typesetting import compiled

from derive.macros import Macros
from derive.papers import equation, paper
from derive.text import text
from numerics.judge.correction import Search
from numerics.judge.corrections import corrected
from numerics.judge.verify import verify
from numerics.report import page, source, tables, tex
from numerics.report.companion import companion
from numerics.report.content import Formula
from numerics.report.entry import entry
from numerics.report.findings import findings
from numerics.report.html import html
from numerics.report.markdown import markdown
from numerics.report.notebook import Ledger, ledger_table

PAPER = paper()
BOX = r"\boxed{\Gamma_M}"
LABEL = "21b"


@pytest.fixture(scope="module")
def verdict():
    return corrected(verify(LABEL, 10))


@pytest.fixture(autouse=True)
def no_figures(monkeypatch):
    monkeypatch.setattr("numerics.grains.figures.gallery.FIGURES", ())


def in_tex(verdict):
    macros = Macros(PAPER.notation)
    return tex.tex(companion(PAPER, [verdict], macros), macros, "figures")


FORMATS = {
    "page": (page.page, "[Γ_M]"),
    "page in LaTeX": (lambda v: page.page(v, in_latex=True), BOX),
    "table": (lambda v: tables.table_text([v]), "[Γ_M]"),
    "Markdown of the table": (lambda v: tables.markdown([v]), BOX),
    "findings": (lambda v: findings(PAPER, [v]), BOX),
    "HTML": (lambda v: html(companion(PAPER, [v])), '<mrow class="marked">'),
    "Markdown": (lambda v: markdown(companion(PAPER, [v]), "figures"), BOX),
    "TeX": (in_tex, r"\boxed{\GammaM}"),
    "notebook": (lambda v: v._repr_html_(), BOX),
    "search": (lambda v: v.search._repr_latex_(), BOX),
}
WORDS = ("The equation holds with", "in the second term.")


@pytest.mark.parametrize("name", FORMATS)
def test_words_and_box(name, verdict):
    show, box = FORMATS[name]
    shown = show(verdict)
    assert all(words in shown for words in WORDS)
    assert shown.count(box) == 1


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"search"}))
def test_nothing_is_said_of_a_correction_that_was_not_sought(name):
    show, box = FORMATS[name]
    shown = show(verify(LABEL, 10))
    assert not any(words in shown for words in WORDS)
    assert box not in shown
    assert "orrect" not in shown.replace("mrow.marked", "")


def test_where_none_was_found_that_is_said_without_a_formula(verdict):
    none = replace(verdict, search=Search(tried=12, reason="No small correction was found."))
    for name in sorted(FORMATS):
        show, box = FORMATS[name]
        assert "No small correction was found." in show(none)
        assert box not in show(none)


def test_the_corrected_formula_is_the_printed_one_but_for_the_box(verdict):
    formulas = [f for f in entry(verdict, {}, str).blocks if isinstance(f, Formula)]
    printed, _, last = formulas
    assert last.tag == f"{LABEL}, corrected"
    assert last.words.endswith("as printed but with Gamma_M for Gamma_S in the second term")
    (before,), (after,) = printed.statements[0].right, last.statements[0].right
    assert after == before.replace(r"\Delta_M(\omega) \Gamma_S", rf"\Delta_M(\omega) {BOX}")
    assert (last.statements[0].left, last.statements[0].relation) == (
        printed.statements[0].left,
        printed.statements[0].relation,
    )


def test_the_changed_term_stands_where_it_is_printed():
    """(3): with the other sign the first of two terms would come last."""
    formula = corrected(verify("3", 10)).search.corrections[0].formula
    (line,) = formula.statements()[0].right
    assert line.startswith(r"\boxed{- \ln")
    lines = text(formula.form, formula.notation).splitlines()
    assert any(line.lstrip().startswith("[-log") for line in lines)


def test_words_have_the_letters_of_the_formulas():
    """In plain text the term of (20) is 4 f_M t^2; the companion sets it."""
    search = corrected(verify("20-S", 10)).search
    assert str(search).endswith("with the other sign of the term 4 f_M t^2 of the numerator.")
    assert search.in_latex.endswith("of the term $4 f_M t^{2}$ of the numerator.")
    assert search.in_latex in search._repr_latex_()


def test_latex_source_says_it_in_a_comment(verdict):
    text = source.latex_source([verdict])
    assert "% correction: The equation holds with Gamma_M for Gamma_S in the second term." in text


def test_the_ledger_has_a_column_where_corrections_were_sought(verdict):
    shown = ledger_table(LABEL, equation("9"), digits=10, correct=True)._repr_html_()
    assert ">correction<" in shown
    assert shown.count("The equation holds with") == 1
    assert ">correction<" not in Ledger((verify(LABEL, 10),))._repr_html_()


def test_tex_compiles(verdict, tmp_path):
    log = compiled(in_tex(verdict), tmp_path, runs=2)
    assert "Undefined control sequence" not in log


BORDER = "<style>mrow.marked { border: none !important; padding: 0 !important; }</style></head>"


def test_a_browser_draws_the_box(verdict, tmp_path):
    """The corrected formula is higher or wider with the box than without."""
    text = html(companion(PAPER, [verdict]))
    boxed, bare = (
        measured(each, tmp_path, 1200)["formulas"]
        for each in (text, text.replace("</head>", BORDER))
    )
    assert len(boxed) == len(bare)
    assert sum(one != other for one, other in zip(boxed, bare, strict=True)) == 1
