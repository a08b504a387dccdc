"""Expressions evaluated in place, against the same expressions by NumPy as usual."""

import numpy as np
import pytest
from sympy import Rational, Tuple, exp, sqrt, symbols

from numerics.arithmetic.functions import numpy_function
from numerics.arithmetic.in_place import in_place_function

a, b, c = SYMBOLS = symbols("a b c")

FORMS = (
    Tuple(a + b + c),
    Tuple(a * b / c, c / (a * b)),
    Tuple(3 * a + Rational(1, 4), -b / 7),
    Tuple(a**2, a**3, 1 / a**2, sqrt(a), a ** Rational(3, 2), a ** Rational(-5, 2)),
    Tuple(a, a, b, a * b, a * b),
    Tuple(a * b + c, (a * b + c) / (1 + sqrt(a * b + c)), sqrt(a * b + c) * (a + b)),
    Tuple(*((a + k * b) / (c + k) + sqrt(a * c + k) for k in range(1, 6))),
)


def values(shape, dtype):
    return np.random.default_rng(1).uniform(0.5, 2, (3, *shape)).astype(dtype)


def scratch(shape, dtype):
    """Rows that spoil what reads them before it writes them."""
    return np.full((12, *shape), np.nan, dtype)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("dtype", "tolerance"), [(float, 1e-15), (np.float32, 1e-6)])
def test_the_same_numbers(form, dtype, tolerance):
    given = values((5,), dtype)
    before = given.copy()
    out = scratch((5,), dtype)[: len(form)]
    in_place_function(SYMBOLS, form)(*given, out=out, scratch=scratch((5,), dtype))
    expected = np.array(numpy_function(SYMBOLS, form)(*given.astype(float)))
    np.testing.assert_allclose(out, expected, rtol=tolerance)
    np.testing.assert_array_equal(given, before)


def test_numbers_and_arrays_of_more_dimensions():
    given = 0.5, values((2, 3), float)[1], np.float64(1.5)
    out = scratch((2, 3), float)[:3]
    in_place_function(SYMBOLS, FORMS[5])(*given, out=out, scratch=scratch((2, 3), float))
    for result, expected in zip(out, numpy_function(SYMBOLS, FORMS[5])(*given), strict=True):
        np.testing.assert_allclose(result, expected, rtol=1e-15)


@pytest.mark.parametrize("form", [form[-1] for form in FORMS])
def test_a_result_over_an_argument(form):
    given = values((5,), float)
    expected = numpy_function(SYMBOLS, form)(*given)
    in_place_function(SYMBOLS, form)(*given, out=[given[2]], scratch=scratch((5,), float))
    np.testing.assert_allclose(given[2], expected, rtol=1e-15)


def test_too_few_rows_of_scratch():
    function = in_place_function(SYMBOLS, FORMS[-1])
    with pytest.raises(IndexError):
        function(*values((5,), float), out=scratch((5,), float)[:5], scratch=[])


@pytest.mark.parametrize("form", [exp(a), a**b, a ** Rational(1, 3), a + b * sqrt(exp(c))])
def test_what_is_not_known(form):
    with pytest.raises(NotImplementedError, match="sums, products and powers"):
        in_place_function(SYMBOLS, form)
