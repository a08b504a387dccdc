"""The reader's symbols may have any name: generated code knows others."""

import mpmath
import numpy as np
import pytest
import sympy
from flint import acb, arb
from sympy import Integer, Symbol, pi, re, sqrt

from numerics.arithmetic.functions import (
    ball_function,
    mpmath_function,
    numpy_function,
    plain_numpy_function,
)
from numerics.arithmetic.in_place import in_place_function

NAMES = ["I", "gamma", "re", "sqrt", "constant", "x0", "power", "lambda", r"\alpha", "a b", "E"]
TARGETS = (ball_function, mpmath_function, numpy_function, plain_numpy_function)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("target", TARGETS)
def test_a_symbol_never_meets_a_name_of_the_code(target, name):
    a = Symbol(name)
    form = a * sqrt(2) + sympy.I * sympy.gamma(5) + sqrt(a) * pi + re(a) * sympy.exp(a)
    value = target((a,), form)(4)
    value = complex(value.mid()) if isinstance(value, acb) else complex(value)
    assert abs(value - complex(form.subs(a, 4).evalf())) < 1e-12


@pytest.mark.parametrize("target", TARGETS)
def test_symbols_of_one_name_are_two(target):
    p, q, y = Symbol("x", positive=True), Symbol("x"), Symbol("x0", real=True)
    form = (p + 2 * q) ** 2 * sqrt(p + 2 * q) + y
    assert abs(complex(target((p, q, y), form)(2, 1, 5)) - 37) < 1e-13


def test_in_place():
    p, q, y = Symbol("x", positive=True), Symbol("x0"), Symbol("x0", real=True)
    form = (p + q) ** 2 + sqrt(p + q) + y
    out, scratch = [np.empty(1)], [np.empty(1) for _ in range(4)]
    given = [np.array([v]) for v in (3.0, 1.0, 5.0)]
    in_place_function((p, q, y), form)(*given, out=out, scratch=scratch)
    assert out[0][0] == 16 + 2 + 5


def test_matrices_and_tuples():
    a = Symbol("I")
    form = sympy.Tuple(sympy.Matrix([[a, 1], [0, a**2]]), Integer(7))
    for target in TARGETS:
        matrix, seven = target((a,), form)(3)
        assert [[int(complex(entry).real) for entry in row] for row in matrix] == [[3, 1], [0, 9]]
        assert int(seven) == 7


def test_bound_symbols_may_have_the_name_of_an_argument():
    n = Symbol("n")
    form = n + sympy.Sum(n**2, (n, 1, 3))
    assert acb(ball_function((n,), form)(arb(5))).overlaps(acb(19))
    assert mpmath.almosteq(mpmath_function((n,), form)(5), 19)
