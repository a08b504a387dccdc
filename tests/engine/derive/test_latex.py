"""LaTeX of expressions and equations; the page it makes under pdflatex."""

import re
import string
from dataclasses import replace
from functools import partial

import pytest
from sympy import (
    Abs,
    Add,
    Function,
    I,
    ImmutableDenseMatrix,
    KroneckerDelta,
    Rational,
    Sum,
    Symbol,
    Tuple,
    conjugate,
    diff,
    exp,
    oo,
)
from sympy.matrices import MatrixBase
from typesetting import compiled

from derive import latex as writing
from derive.grains.printed import PRINTED
from derive.grains.symbols import (
    N_M,
    NOTATION,
    Delta_0,
    Delta_S,
    Gamma_M,
    Gamma_S,
    T,
    V_i,
    beta,
    c_i,
    cbar_i,
    e,
    g_j,
    i,
    i_,
    lambda_i,
    m,
    n,
    n_i,
    omega,
    phi_i,
    s,
    t_kp,
    tau,
)
from derive.latex import document, heading, latex, latex_equation
from derive.papers import equation, paper
from derive.printer import common_factor
from numerics.command.labels import chosen_equations

LABELS = paper().labels
LIMITS = [record.label for record in chosen_equations(paper(), ["limits"])]
written = partial(latex, notation=NOTATION)


PAPER = {  # typed from the paper, in the printer's spacing and order of factors
    "10-S-high": r"\frac{\Delta_0 \omega}{\omega + i \Gamma_M}",
    "21a": r"\frac{i \Delta_S(\omega) \Gamma_S}"
    r"{\sqrt{\omega^{2} - \Delta_S^{2}(\omega)} + i \Gamma_S}",
    "11b-G1": r"- \frac{i \pi N_S(0)}{\sqrt{\omega^{2} - \Delta_0^{2}}} "
    r"\begin{pmatrix}\omega & - \Delta_0\\- \Delta_0 & \omega\end{pmatrix}",
    "2a": r"V_i(\tau) - \frac{1}{2} \frac{\partial}{\partial \tau} \phi_i(\tau)",
    "7": r"\begin{pmatrix}g_M & - f_M\\- f_M & g_M\end{pmatrix}",
}


@pytest.mark.parametrize("label", PAPER)
def test_printed_forms_look_as_in_the_paper(label):
    assert written(PRINTED[label]) == PAPER[label]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (Delta_S**2, r"\Delta_S^{2}(\omega)"),
        (V_i**3, r"V_i^{3}(\tau)"),
        (N_M**2, r"N_M(0)^{2}"),
        (T**2, r"\left(kT\right)^{2}"),
        (g_j.subs(s, -s) ** 2, r"g_j^{2}\left(- s\right)"),
        (t_kp**2, r"\left(t_{kp}^{(ij)}\right)^{2}"),
        (conjugate(lambda_i), r"\lambda_i^{*}(\tau)"),
        (diff(phi_i, tau, 2), r"\frac{\partial^{2}}{\partial \tau^{2}} \phi_i(\tau)"),
        (I * Gamma_M - Gamma_S + omega, r"\omega + i \Gamma_M - \Gamma_S"),
        (Symbol(r"G_M(i\omega)"), r"G_M(i\omega)"),
        (Function("h")(omega), r"h{\left(\omega \right)}"),
    ],
)
def test_notation(form, expected):
    assert written(form) == expected


def test_a_derivative_acts_only_on_what_it_is_printed_before():
    field = r"c_{ik\uparrow}(\tau)"
    assert written(cbar_i * diff(c_i, tau)).endswith(rf"\frac{{\partial}}{{\partial \tau}} {field}")
    product = written(diff(phi_i, tau) * cbar_i * c_i)
    assert product.startswith(r"\left(\frac{\partial}{\partial \tau} \phi_i(\tau)\right)")


MATRICES = [form for form in PRINTED.values() if isinstance(form, MatrixBase)]


@pytest.mark.parametrize("matrix", MATRICES)
def test_the_common_factor_times_the_rest_is_the_matrix(matrix):
    factor, rest = common_factor(matrix)
    assert (factor * rest - matrix).expand().is_zero_matrix


def test_the_common_factor_of_a_zero_matrix_is_one():
    assert common_factor(ImmutableDenseMatrix.zeros(2, 2))[0] == 1


def test_a_long_sum_is_broken_before_its_terms():
    form = Add(*(omega**n / (Gamma_M + n) for n in range(1, 25)))
    lines = writing.lines(form, NOTATION)
    assert len(lines) > 1
    assert all(line.startswith(("+", "-")) for line in lines[1:])
    assert " ".join(lines) == written(form)


def test_a_wide_matrix_is_broken_into_a_sum_of_matrices():
    entry = Delta_0 / (omega + Gamma_M) ** 2 + Gamma_S / (omega - Gamma_M) ** 3
    wide = ImmutableDenseMatrix(2, 2, lambda row, column: (row - 2 * column + 3) * entry * omega)
    wide = wide.applyfunc(lambda e: e.expand(frac=False, denom=False))
    parts = writing.summands(wide)
    assert len(parts) == 2
    assert (sum(parts[1:], parts[0]) - wide).applyfunc(lambda e: e.together()).is_zero_matrix


def test_limits_are_labels():
    assert set(LIMITS) <= set(LABELS)
    assert {label for label in LABELS if equation(label).relation == "~"} <= set(LIMITS)


def test_printed_stands_beside_derived_only_where_they_differ():
    record = equation("21b")
    both, one = latex_equation(record), latex_equation(record, same=True)
    assert both.count(r"\begin{equation}") == 2
    assert r"\tag{21b}\label{eq:21b}" in both
    assert r"\tag{21b, printed}" in both
    assert written(record.derived()) in both
    assert one.count(r"\begin{equation}") == 1
    assert written(record.printed) in one


def test_statements_of_one_label_have_a_line_each():
    text = latex_equation(equation("11-low"), same=True)
    assert r"\Delta'_M &\sim \Gamma_S \\" in text
    assert text.count(r"\tag") == 1


def test_remarks_are_comments_on_every_line():
    text = latex_equation(equation("1c"), ["refuted\nat a point"], same=True)
    assert "% refuted\n% at a point\n" in text


def test_the_whole_paper_compiles_and_fits_on_the_page(tmp_path):
    records = [equation(label) for label in LABELS]
    blocks = [f"{heading(r)}\n{latex_equation(r, derived=r.derived())}" for r in records]
    log = compiled(document(blocks), tmp_path)
    assert not re.findall(r"Overfull.*|.*multiply defined.*|.*Missing character.*", log)


def test_any_text_can_be_a_title(tmp_path):
    titles = [
        string.punctuation,
        "Gamma_M << omega << Delta_0",
        "|Delta(omega)|^2 -> 0",
        "50 % of G_S",
    ]
    records = [replace(equation("1c"), label=f"x{n}", title=t) for n, t in enumerate(titles)]
    blocks = [f"{heading(record)}\n{latex_equation(record, same=True)}" for record in records]
    log = compiled(document(blocks), tmp_path)
    assert "Missing character" not in log


def both_forms(label):
    record = equation(label)
    return latex_equation(record, derived=record.derived())


def test_a_fragment_can_be_input(tmp_path):
    (tmp_path / "limits.tex").write_text(both_forms("10-S-low"), encoding="utf-8")
    text = "\n".join(
        [
            r"\documentclass{article}\usepackage{amsmath}\begin{document}",
            r"\input{limits}See Eq.~\eqref{eq:10-S-low}.\end{document}",
        ]
    )
    compiled(text, tmp_path)
    assert "undefined" not in compiled(text, tmp_path)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (Abs(m) ** s, r"|\Delta n_{ij}|^{s}"),
        (Abs(n - 1), r"\left|{n - 1}\right|"),
        (KroneckerDelta(m, 0), r"\delta_{\Delta n_{ij}, 0}"),
        (KroneckerDelta(i, i_), r"\delta_{i i'}"),
        (
            Sum(1 / n**2, (n, 1, oo)) / beta,
            r"\frac{1}{\beta} \sum\limits_{n = 1}^{\infty} \frac{1}{n^{2}}",
        ),
        (Sum(n + s, (n, n_i / 2, oo)), r"\sum\limits_{n = n_i / 2}^{\infty} \left(n + s\right)"),
        (Gamma_S * exp(2) / 4, r"\frac{\Gamma_S \mathrm{e}^{2}}{4}"),
        (exp(-s) + e**2, r"e^{2} + \mathrm{e}^{- s}"),
        (exp(-s), "e^{- s}"),
    ],
)
def test_sums_deltas_and_the_two_letters_e(form, expected):
    assert written(form) == expected


def test_a_regime_without_words_is_no_remark():
    assert "regime" not in latex_equation(equation("24"))


def test_rationals_and_tuples():
    assert written(Tuple(Rational(1, 2), Gamma_M)) == r"\left( \frac{1}{2}, \  \Gamma_M\right)"
