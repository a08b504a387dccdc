"""What is said of a function, and the page that lists all of them."""

from pathlib import Path

import pytest
import sympy
from sympy import Symbol

from numerics.arithmetic.grounds import function_page, function_table, ground

x = Symbol("x")


def test_the_ground_of_a_form():
    assert ground(sympy.besselk(0, x) + 1) == "enclosed"
    assert ground(x * sympy.appellf1(1, 2, 3, 4, x, x / 2)) == "computed"
    assert ground(sympy.Matrix([[x, sympy.mathieuc(1, 2, x)]])) == "unknown"
    with pytest.raises(ValueError, match="float"):
        ground(x * 0.5)


def test_the_table_is_by_number_of_arguments_the_best():
    table = function_table()
    assert table["elliptic_e"] == table["zeta"] == table["hyper"] == "enclosed"
    assert table["mathieus"] == table["marcumq"] == "unknown"
    assert len(table) > 140


def test_the_page_is_current():
    page = Path(__file__).parents[3] / "docs" / "functions.md"
    assert page.read_text() == function_page()
