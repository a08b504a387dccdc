"""Names in prose and formulas: set as formulas, and as macros that a reader may change."""

import re
from functools import partial

import pytest
from made_up import unjudged
from typesetting import compiled

from derive.grains.printed import PRINTED
from derive.grains.symbols import (
    NOTATION,
)
from derive.latex import latex, latex_equation
from derive.macros import Macros
from derive.papers import equation, paper
from derive.prose import prose
from numerics.command.labels import chosen_equations
from numerics.report.source import latex_source

LABELS = paper().labels
LIMITS = [record.label for record in chosen_equations(paper(), ["limits"])]
written = partial(latex, notation=NOTATION)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("G_S at omega << Delta_0", r"$G_{S}$ at $\omega \ll \Delta_{0}$"),
        ("sum_p of beta-functions", r"sum\_p of $\beta$-functions"),
        ("the mean of t_k'p'^*", r"the mean of $t_{k'p'}^{*}$"),
        ("Delta_M's Delta'_M", r"$\Delta_{M}$'s $\Delta'_{M}$"),
        ("|t|^2 and G^-1", r"$|t|^{2}$ and $G^{-1}$"),
        ("R >= 1/Gamma_M -> 0", r"R $\ge$ $1/\Gamma_{M} \to 0$"),
        ("50 % of (2 x)^2", r"50 \% of (2 x)${}^{2}$"),
    ],
)
def test_names_of_symbols_in_prose_become_formulas(text, expected):
    assert prose(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "stands_for"),
    [
        (r"\Gamma_M", r"\GammaM", r"\Gamma_M"),
        (r"N_M(0)^{2}", r"\symNM^{2}", "N_M(0)"),
        (r"\Delta'_S(\omega)", r"\DeltaPrimeS(\omega)", r"\Delta'_S"),
        (r"R_{SM} e", r"\symRSM \syme", "R_{SM}"),
        (r"c^+_{i-k\downarrow}", r"\symcPlusiMinuskdownarrow", r"c^+_{i-k\downarrow}"),
        (r"\hbar \omega \frac{\partial}{\partial\tau}", None, None),
        (r"t_{kp}^{(ij)}", r"\symtkp^{(ij)}", "t_{kp}"),
    ],
)
def test_names_become_macros(text, expected, stands_for):
    macros = Macros(NOTATION)
    assert macros(text) == (expected or text)
    assert (stands_for in macros.definitions.values()) == (stands_for is not None)


@pytest.mark.parametrize("label", LABELS)
def test_macros_written_out_are_the_formula(label):
    macros = Macros(NOTATION)
    form = PRINTED.get(label) or equation(label).derived()
    text = re.sub(
        r"\\([A-Za-z]+)",
        lambda match: macros.definitions.get(match[1], match.group()),
        latex(form, NOTATION, macros),
    )
    assert text.replace(" ", "") == written(form).replace(" ", "")


def test_no_two_names_have_one_macro():
    macros = Macros(NOTATION)
    plainly = {}
    for text in NOTATION.latex.values():
        plainly.setdefault(macros(text), set()).add(text)
    assert all(len(texts) == 1 for texts in plainly.values())


def test_changing_one_macro_of_an_input_file_changes_every_equation(tmp_path):
    judged = [unjudged(equation(label)) for label in LIMITS]
    (tmp_path / "limits.tex").write_text(latex_source(judged), encoding="utf-8")
    head = r"\documentclass{article}\usepackage{amsmath}"
    other = r"\newcommand{\GammaM}{\typeout{the other rate}\gamma_{\mathrm{out}}}"
    page = r"\begin{document}\input{limits}\end{document}"
    assert "the other rate" not in compiled(head + page, tmp_path)
    log = compiled(head + other + page, tmp_path)
    shown = log.count("the other rate")
    body = (tmp_path / "limits.tex").read_text(encoding="utf-8").split("\n\n", 1)[1]
    assert shown >= body.count(r"\GammaM") > len(LIMITS) / 2
    assert r"\Gamma_" not in re.sub("(?m)^%.*", "", body)


@pytest.mark.parametrize("label", ["23", "24", "25a", "26-MF"])
def test_the_macro_of_the_charge_is_not_used_for_exponentials(label):
    macros = Macros(NOTATION)
    record = equation(label)
    latex_equation(record, derived=record.derived(), naming=macros)
    assert macros.definitions
    assert "syme" not in macros.definitions
