"""The plain targets are the careful ones where forms meet no cut."""

import flint
import numpy as np
import pytest
from flint import acb, arb
from sympy import Rational, Tuple, sqrt, symbols

from numerics.arithmetic.functions import (
    ball_function,
    numpy_function,
    plain_ball_function,
    plain_numpy_function,
)

SYMBOLS = symbols("a b")
a, b = SYMBOLS
FORM = Tuple(sqrt(a + b) / (1 + a), a**2 * b - Rational(1, 3), a ** Rational(3, 2))


@pytest.mark.parametrize(
    "point", [(arb(2), arb(3)), (acb(2, 1), acb(-3, 5)), (arb(1, 0.1), arb(7))]
)
def test_balls_are_the_same(point):
    with flint.ctx.workprec(200):
        pairs = zip(
            plain_ball_function(SYMBOLS, FORM)(*point),
            ball_function(SYMBOLS, FORM)(*point),
            strict=True,
        )
        for plain, careful in pairs:
            assert acb(plain).contains(acb(careful))
            assert acb(careful).contains(acb(plain))


def test_a_plain_square_root_of_a_negative_ball_is_not_finite():
    assert not plain_ball_function((a,), sqrt(a))(arb(-1)).is_finite()


@pytest.mark.parametrize("dtype", [float, complex])
def test_doubles_are_the_same(dtype):
    points = np.random.default_rng(0).uniform(0.1, 3, (2, 20)).astype(dtype)
    plain, careful = (
        make(SYMBOLS, FORM)(*points) for make in (plain_numpy_function, numpy_function)
    )
    np.testing.assert_allclose(plain, careful, rtol=1e-15)
