"""A mark around a part of a formula: its box, and that the rest is written as without it."""

import pytest
from sympy import Rational, exp, pretty, symbols

from derive.latex import latex
from derive.macros import Macros
from derive.marked import in_order, marked, unmarked
from derive.notation import Notation
from derive.printer import PaperPrinter
from derive.text import text

a, b, c = symbols("a b c")
NOTATION = Notation()
gamma = NOTATION.letter("Gamma_M", "energy", r"\Gamma_M")


def test_latex_puts_it_into_a_box():
    assert latex(a + marked(b)) == r"a + \boxed{b}"
    assert latex(a * marked(b) ** 2) == r"a {\boxed{b}}^{2}"
    assert latex(exp(marked(-a))) == r"e^{\boxed{- a}}"
    assert latex(a / marked(b)) == r"\frac{a}{\boxed{b}}"


def test_its_letters_are_those_of_the_paper():
    assert latex(a * marked(gamma), NOTATION) == r"a \boxed{\Gamma_M}"
    macros = Macros(NOTATION)
    assert latex(a * marked(gamma), NOTATION, macros) == r"a \boxed{\GammaM}"
    assert r"\providecommand{\GammaM}{\Gamma_M}" in macros.preamble()


def test_text_puts_it_into_brackets():
    assert text(a + marked(b)) == "a + [b]"
    assert text(a * marked(-b)) == "a⋅[-b]"
    assert text(marked(Rational(1, 2)) * a) == "a⋅[1/2]"
    assert "⎡" in text(marked(a / b))
    assert str(a + marked(b)) == "a + [b]"
    assert pretty(marked(a), use_unicode=False) == "[a]"


@pytest.mark.parametrize("changed", [a, -a, b * c, c / 3])
def test_terms_stand_in_the_order_that_they_have_without_it(changed):
    total = c**2 - b + changed
    boxed = c**2 - b + marked(changed)
    terms = in_order(boxed, PaperPrinter()._as_ordered_terms)
    assert [unmarked(term) for term in terms] == PaperPrinter()._as_ordered_terms(total)
    assert unmarked(boxed) == total


def test_terms_that_are_one_without_it_stand_in_some_order():
    boxed = b + marked(b) + marked(Rational(0))
    assert sorted(map(str, in_order(boxed, PaperPrinter()._as_ordered_terms))) == [
        "[0]",
        "[b]",
        "b",
    ]


def test_nothing_is_taken_from_a_form_without_it():
    assert unmarked(a + b) == a + b
