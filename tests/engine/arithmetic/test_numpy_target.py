"""Arrays keep their branches: the values of mpmath on cuts, and no nan."""

import mpmath
import numpy as np
import pytest
import sympy
from sympy import I, Rational, Symbol, sqrt

from numerics.arithmetic.functions import numpy_function, plain_numpy_function

x, y = Symbol("x"), Symbol("y")
ON_CUTS = {
    sqrt(x): [-4.0, complex(-4, -0.0)],
    sqrt(-x): [4.0, 4 + 0j],
    sqrt(1 / x): [-2.0, -2 + 0j],
    x ** Rational(3, 2): [-4.0, -4 + 0j],
    x ** Rational(-1, 3): [-8.0, complex(-8, -0.0)],
    x**x: [-0.5, 0.5],
    sympy.log(x): [-2.0, complex(-2, -0.0)],
    sympy.acos(x): [2.0, -2.0, 2 + 0j, -2 + 0j],
    sympy.asin(x): [2.0, -2.0, 2 + 0j, -2 + 0j],
    sympy.atanh(x): [2.0, -2.0, 2 + 0j, -2 + 0j],
    sympy.acosh(x): [0.5, -2.0, -2 + 0j],
    sympy.asinh(x): [2j, -2j, 0.5],
    sympy.atan(x): [2j, -2j, 0.5],
    sympy.acot(x): [0.5j, -0.5j, -3.0],
    sympy.acoth(x): [0.5, -0.5],
    sympy.loggamma(x): [-1.5, 2.5],
    sympy.besselk(0, x): [-2.0, 2.0],
    sympy.bessely(Rational(1, 3), x): [-2.0],
    sympy.besselj(Rational(1, 3), x): [-2.0, 1 + 1j],
    sympy.arg(x): [-2.0, complex(-2, -0.0), 1j],
    sympy.sign(x): [3 + 4j, -2.0, 0.0],
}


@pytest.mark.parametrize("form", ON_CUTS)
def test_values_on_cuts_are_those_of_mpmath(form):
    for point in ON_CUTS[form]:
        z = mpmath.mpmathify(point)
        expected = complex(sympy.N(form.subs(x, sympy.sympify(point)), 20))
        (found,) = numpy_function((x,), form)(np.array([point]))
        assert abs(found - expected) <= 1e-13 * (1 + abs(expected)), (form, point, z)


def test_inside_the_domain_arrays_of_floats_stay_real():
    forms = (sqrt(x), sympy.log(x), sympy.acos(x), x ** Rational(1, 3), sympy.acosh(1 + x))
    for form in forms:
        assert numpy_function((x,), form)(np.array([0.25, 0.5])).dtype == np.float64


def test_every_entry_has_the_shape_of_the_arguments():
    a, b = np.array([1.0, 2.0, 3.0]), np.array([[1.0], [2.0]])
    form = sympy.Tuple(sympy.Integer(2), x * y, sympy.Matrix([[x, 1], [0, sympy.pi]]))
    constant, product, matrix = numpy_function((x, y), form)(a, b)
    assert constant.shape == product.shape == (2, 3)
    assert np.shape(matrix) == (2, 2, 2, 3)
    assert np.all(constant == 2)
    constant[0, 0] = 5  # an array of its own


def test_conditions_are_taken_entry_by_entry():
    form = sympy.Piecewise((1 / x, x > 2), (x, sympy.And(x >= 0, sympy.Ne(x, 1))), (7, True))
    found = numpy_function((x,), form)(np.array([0.0, 1.0, 1.5, 4.0]))
    assert found.tolist() == [0.0, 7.0, 1.5, 0.25]
    larger = numpy_function((x, y), sympy.Max(x, y) - sympy.Min(x, y))
    assert larger(np.array([1.0, 5.0]), 3).tolist() == [2.0, 2.0]


def test_what_has_no_answer_says_so():
    with pytest.raises(ValueError, match="is given a complex number"):
        numpy_function((x,), sympy.Max(x, 0))(1j)
    with pytest.raises(ValueError, match="is given a complex number"):
        numpy_function((x,), sympy.elliptic_k(x))(1j)
    with pytest.raises(NotImplementedError, match="NumPy and SciPy have no function for polylog"):
        numpy_function((x,), sympy.polylog(2, x))


def test_the_plain_function_is_the_same_off_the_cuts():
    form = sqrt(x + I) * (x**2 - 1) / (3 + x) + sympy.exp(-x) * sympy.pi
    given = np.linspace(0.1, 2, 50) + 0.5j
    safe, plain = (target((x,), form)(given) for target in (numpy_function, plain_numpy_function))
    assert np.all(np.abs(safe - plain) <= 1e-15 * 8 * np.abs(safe))
