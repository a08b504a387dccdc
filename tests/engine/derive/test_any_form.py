"""Whatever SymPy can write has LaTeX that compiles and says what it means, and a text."""

import re

import pytest
from sympy import (
    Abs,
    And,
    Derivative,
    E,
    Function,
    I,
    Integer,
    Integral,
    KroneckerDelta,
    Lambda,
    Limit,
    Matrix,
    MatrixSymbol,
    Max,
    Mod,
    Order,
    Piecewise,
    Product,
    Rational,
    RisingFactorial,
    Subs,
    Sum,
    Symbol,
    Tuple,
    besselj,
    conjugate,
    exp,
    factorial,
    gamma,
    hyper,
    legendre,
    meijerg,
    oo,
    pi,
    polylog,
    sin,
    sqrt,
    symbols,
    zoo,
)
from typesetting import compiled

from derive.latex import anchor, document, latex, latex_equation
from derive.notation import Notation
from derive.record import Equation
from derive.text import text

x, y, n, e = symbols("x y n e")
k, m = symbols("k m", integer=True)
f = Function("f")
A = MatrixSymbol("A", 2, 2)
FORMS = (
    Sum(1 / (k * m) ** 2, (k, 1, oo), (m, 1, oo)),
    Sum(f(k), (k, -oo, oo)) ** 2,
    Product(1 - x**2 / k**2, (k, 1, oo)),
    Product(k, (k, 1, n), (n, 1, m)) / Sum(k, (k, 1, 3)),
    Integral(x * y, (x, 0, 1), (y, 0, x)),
    Integral(f(x), x),
    Sum(x**k / factorial(k), (k, 0, oo)) * Integral(exp(-x), (x, 0, oo)) / 2,
    Subs(Derivative(f(x, y), x), (x, y), (0, 1)),
    Derivative(-Derivative(f(x), x), (x, 2), y, evaluate=False),
    Limit(sin(x) / x, x, 0),
    Piecewise((x, x > 0), (-x, True)),
    And(x > 0, y < Max(x, n)),
    Matrix([[(x + 1) * y, x + 1], [x + 1, -(x + 1)]]),
    Matrix([[x + y, 0], [0, x + y]]),
    Matrix([x, y]),
    A * A.T,
    hyper([1, 2], [3], x),
    meijerg([[1], [2]], [[3], [4]], x),
    besselj(n, x) ** 2 + polylog(2, x) + legendre(n, x) + gamma(x) ** 2,
    RisingFactorial(x, n) + Mod(x, 3) + KroneckerDelta(k, 2) + KroneckerDelta(k, m),
    conjugate(x) ** 2 + Abs(x) ** 2 + Abs(x + 1) ** 2,
    Lambda(x, x**2),
    Tuple(x, y),
    Order(x**2),
    zoo,
    Rational(-3, 7) * x ** Rational(2, 3) * I / sqrt(pi),
    *map(Symbol, ("50%", "x#", "a&b", "_", "a_b^c", "alpha_1", "I", r"\mathcal{L}", "x y")),
)


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_form_has_a_text(form):
    assert text(form).strip()


def test_all_compile(tmp_path):
    displays = [rf"\begin{{equation}}{latex(form)}\end{{equation}}" for form in FORMS]
    assert "Error" not in compiled(document(displays), tmp_path)


@pytest.mark.parametrize("label", ["50%", "a_b", "7#", "R&D", "$1", "x^2", "{a}", "a~b", "a b"])
def test_a_label_of_any_letters_compiles(tmp_path, label):
    record = Equation(
        label=label,
        title=f"The equation {label}",
        relation="=",
        lhs=x,
        printed=x,
        derived=lambda: x,
        points=({x: Integer(1)},),
    )
    source = latex_equation(record)
    assert f"eq:{anchor(label)}" in source
    compiled(document([source]), tmp_path)


def test_anchors_of_other_labels_are_other_anchors():
    labels = ["50%", "50", "50_", "50#", "50-", "50.25", "10-S-low"]
    assert len({anchor(label) for label in labels}) == len(labels)
    assert anchor("10-S-low") == "10-S-low"


def test_the_limit_that_is_done_last_stands_first():
    form = Sum(f(k, m), (k, 1, m), (m, 1, n))
    assert re.findall(r"_\{(\w) = ", latex(form)) == ["m", "k"]


def test_a_common_factor_of_two_terms_has_brackets():
    assert latex(Matrix([[x + y, 0], [0, x + y]])).startswith(r"\left(x + y\right) \begin{pmatrix}")


def test_the_number_e_is_told_from_the_charge():
    assert latex(E) == r"\mathrm{e}"
    assert latex(e**2 * exp(2)) == r"e^{2} \mathrm{e}^{2}"
    assert latex(e * exp(x)) == r"e \mathrm{e}^{x}"
    assert latex(exp(x)) == "e^{x}"


def test_a_letter_of_a_paper_is_not_taken_for_a_readers_own():
    notation = Notation()
    theirs = notation.letter("m", "1", r"\Delta n_{ij}", integer=True)
    assert latex(theirs, notation) == r"\Delta n_{ij}"
    assert latex(Symbol("m"), notation) == "m"
    assert latex(Symbol("m", integer=True)) == "m"
