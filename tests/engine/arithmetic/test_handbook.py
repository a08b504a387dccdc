"""Formulas of the Digital Library of Mathematical Functions, both sides enclosed.

Each is an integral, a sum or a product on the left.  The enclosures must meet, be tight, and
leave no room for the right side times 1 + 1e-9.
"""

import pytest
from flint import acb, arb
from handbook_elementary import ELEMENTARY
from handbook_higher import HIGHER
from sympy import sympify

from numerics.arithmetic.functions import ball_function, ball_precision, bits_for

FORMULAS = ELEMENTARY | HIGHER


def enclosure(form, point, digits):
    with ball_precision(bits_for(digits)):
        values = [acb(ball_function((), sympify(value))()) for value in point.values()]
        return acb(ball_function(list(point), sympify(form))(*values))


@pytest.mark.parametrize("number", FORMULAS)
def test_both_sides_meet(number):
    left, right, point = FORMULAS[number]
    found, expected = (enclosure(side, point, 30) for side in (left, right))
    assert found.overlaps(expected)
    assert found.rel_accuracy_bits() > 80
    assert not found.overlaps(expected * (1 + arb(10) ** -9))
