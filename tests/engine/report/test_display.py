"""What equations, verdicts and the ledger show of themselves in a notebook."""

from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest
from sympy import Rational, Symbol, pi, sympify

from derive.display import Formula
from derive.grains.symbols import NOTATION, Delta_0, Gamma_M, Gamma_S
from derive.latex import latex
from derive.papers import equation, paper
from numerics import ledger_table, verify
from numerics.grains.figures.sliders import alpha_table, spectrum_sliders
from numerics.grains.phases.alphas import NORMALISATIONS
from numerics.judge.shown import finding, typeset, verdict_html
from numerics.judge.values import Counterexample, Number
from numerics.judge.verdict import Verdict
from numerics.report.notebook import Ledger, number_table

REFUTED = Verdict(
    record=replace(equation("1c"), label="a<b", title="Gap & Delta_0"),
    printed="refuted",
    derivation="certified",
    route="another way",
    digits=30,
    counterexample=Counterexample(
        {Gamma_M: Rational(2, 3)}, (Number("1.25"), Number("2")), (Number("0.5"),)
    ),
    seconds=12.5,
)


class Cells(HTMLParser):
    """The texts of the cells, row by row; every tag must be closed."""

    def __init__(self, html):
        super().__init__()
        self.rows, self.open = [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, text):
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += text


def test_an_equation_shows_both_forms_and_its_regime():
    record = equation("10-S-low")
    shown = record._repr_latex_()
    assert shown.startswith("(10-S-low) Gap function of the superconducting grains below")
    printed, derived = shown.split(r"\text{derived:}")
    assert f"&\\sim {latex(record.printed, NOTATION)} " in printed
    assert latex(record.derived(), NOTATION) in derived
    assert r"\ll \Delta_{0}$" in printed


def test_an_equation_shows_the_form_that_it_has():
    record = replace(equation("10-S-low"), printed=Gamma_S**7)
    assert latex(Gamma_S**7, NOTATION) in record._repr_latex_()


def test_a_label_is_not_taken_for_symbols():
    assert equation("15-alpha")._repr_latex_().startswith("(15-alpha) Ratio")


def test_a_formula():
    assert Formula("G_{Mk}", Delta_0, NOTATION)._repr_latex_() == (
        "$$\\begin{aligned}\nG_{Mk} &= \\Delta_0\n\\end{aligned}$$"
    )
    assert paper().formula("G_{Mk}", Delta_0) == Formula("G_{Mk}", Delta_0, NOTATION)
    assert (
        paper("bcs").formula("x", Delta_0)._repr_latex_()
        != Formula("x", Delta_0, NOTATION)._repr_latex_()
    )
    assert Formula(Symbol("x"), Delta_0)._repr_latex_().count("x &= ") == 1


def test_a_verdict():
    assert Cells(verdict_html(REFUTED)).rows == [
        ["(a<b)", "Gap & Δ0"],
        ["printed", "✗\xa0refuted "],
        ["derivation", "certified to 30 digits against another way"],
        ["at", "ΓM = 2/3"],
        ["printed there", "1.252"],
        ["derived there", "0.5"],
    ]


def test_a_verdict_of_verify_has_a_constant_and_an_order():
    cells = Cells(verify("strong", 25)._repr_html_()).rows
    assert cells[1] == ["printed", "✓\xa0scaling, holds ΓM/ΓS + 1 = 3.25, order 1"]


def test_nothing_that_changes_from_run_to_run_is_shown():
    later = replace(REFUTED, seconds=99.75)
    assert later._repr_html_() == REFUTED._repr_html_()
    assert Ledger((later,))._repr_html_() == Ledger((REFUTED,))._repr_html_()


def test_a_ledger():
    own = replace(equation("1c"), label="mine", printed=2 * equation("1c").printed)
    ledger = ledger_table("2-josephson", own, digits=10)
    head, *rows = Cells(ledger._repr_html_()).rows
    assert head[:4] == ["label", "title", "printed", "derivation"]
    assert [row[:4] for row in rows] == [
        ["2-josephson", "Josephson relation", "✓\xa0exact", "certified"],
        ["mine", "Charging term of two grains", "✗\xa0refuted", "?\xa0undecided"],
    ]
    assert "<p>2 equations." in ledger._repr_html_()


@pytest.mark.parametrize("word", ["exact", "leading", "scaling", "refuted", "undecided"])
def test_a_finding_is_told_without_its_colour(word):
    assert word in finding(word)
    assert "background:#" in finding(word)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Gamma_M = 2/3", "Γ<sub>M</sub> = 2/3"),
        ("pi/2, |G_S| < 1", "π/2, |G<sub>S</sub>| &lt; 1"),
        ("phi_i(tau) = tau**2", "φ<sub>i</sub>(τ) = τ**2"),
        ("the xi integral by quadrature", "the ξ integral by quadrature"),
        ("piece, etalon, Number", "piece, etalon, Number"),
    ],
)
def test_names_of_symbols(text, html):
    assert typeset(text) == html


def test_sliders_redraw_and_have_a_picture():
    shown = spectrum_sliders(0.2, 0.3)
    bundle = shown._repr_mimebundle_()
    assert {"application/vnd.jupyter.widget-view+json", "image/png"} <= bundle.keys()
    assert shown.picture.startswith(b"\x89PNG")
    *sliders, image = shown.widget.children
    assert [slider.value for slider in sliders] == [0.2, 0.3]
    sliders[0].value = 1.0
    redrawn = bytes(image.value)
    assert redrawn.startswith(b"\x89PNG")
    assert redrawn != shown.picture


def test_a_table_has_errors_beside_their_numbers():
    columns = [("p", float), ("mean", float), ("mean_error", float), ("x_log10_error", float)]
    data = np.array([(0.5, 1.23456, 0.0123, 2.0)], columns)
    shown = number_table(data)
    assert shown.head == ("p", "mean", "x log10 error")
    assert shown.rows == (("0.5", "1.235 ± 0.01", "2"),)
    assert shown._repr_html_().count("<td") == 3


@pytest.mark.parametrize("data", [np.zeros(3), np.zeros((2, 2), [("p", float)])])
def test_other_arrays_are_no_table(data):
    with pytest.raises(ValueError, match="structured array"):
        number_table(data)


def parsed(cell):
    return sympify(cell.replace("π", "pi"))


def test_the_normalisations_of_alpha_as_a_table():
    rows = {row[0]: row[2:] for row in alpha_table().rows}
    assert set(rows) == set(NORMALISATIONS)
    for label, (critical, resistance) in rows.items():
        assert parsed(critical) == 2 * parsed(resistance)
        assert parsed(critical).has(pi) == (label == "14-alpha")
