"""A mark around a part of a formula: its box, and that the rest is written as without it."""

import pytest
from sympy import Rational, exp, pretty, symbols

from derive.latex import latex
from derive.macros import Macros
from derive.marked import in_order, marked, unchanged, unmarked
from derive.notation import Notation
from derive.printer import PaperPrinter
from derive.text import text

a, b, c = symbols("a b c")
NOTATION = Notation()
gamma = NOTATION.letter("Gamma_M", "energy", r"\Gamma_M")


def test_latex_puts_it_into_a_box():
    assert latex(a + marked(b, c)) == r"a + \boxed{b}"
    assert latex(a * marked(b, c) ** 2) == r"a {\boxed{b}}^{2}"
    assert latex(exp(marked(-a, a))) == r"e^{\boxed{- a}}"
    assert latex(a / marked(b, c)) == r"\frac{a}{\boxed{b}}"


def test_its_letters_are_those_of_the_paper():
    assert latex(a * marked(gamma, b), NOTATION) == r"a \boxed{\Gamma_M}"
    macros = Macros(NOTATION)
    assert latex(a * marked(gamma, b), NOTATION, macros) == r"a \boxed{\GammaM}"
    assert r"\providecommand{\GammaM}{\Gamma_M}" in macros.preamble()


def test_text_puts_it_into_brackets():
    assert text(a + marked(b, c)) == "a + [b]"
    assert text(a * marked(-b, b)) == "a⋅[-b]"
    assert text(marked(Rational(1, 2), 1) * a) == "a⋅[1/2]"
    assert "⎡" in text(marked(a / b, b))
    assert str(a + marked(b, c)) == "a + [b]"
    assert pretty(marked(a, b), use_unicode=False) == "[a]"


@pytest.mark.parametrize("old", [a, -a, b * c, c / 3])
@pytest.mark.parametrize("new", [a, -a, 5 * b, Rational(0)])
def test_terms_stand_where_the_old_ones_stood(old, new):
    boxed = c**2 - b + marked(new, old)
    terms = in_order(boxed, PaperPrinter()._as_ordered_terms)
    printed = PaperPrinter()._as_ordered_terms(c**2 - b + old)
    assert [unchanged(term) for term in terms] == printed
    assert unchanged(boxed) == c**2 - b + old
    assert unmarked(boxed) == c**2 - b + new


def test_old_terms_that_are_one_stand_in_some_order():
    boxed = b + marked(c, b) + marked(Rational(0), Rational(1))
    assert sorted(map(str, in_order(boxed, PaperPrinter()._as_ordered_terms))) == [
        "[0]",
        "[c]",
        "b",
    ]


def test_nothing_is_taken_from_a_form_without_it():
    assert unmarked(a + b) == unchanged(a + b) == a + b
