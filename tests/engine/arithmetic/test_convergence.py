"""What mpmath sums or integrates by continuation alone is no value."""

import mpmath
import pytest
from sympy import (
    Eq,
    I,
    Integer,
    Integral,
    KroneckerDelta,
    Piecewise,
    Product,
    Rational,
    Sum,
    Symbol,
    cos,
    exp,
    log,
    oo,
    sin,
)

from numerics.arithmetic.computed import mpmath_integral, mpmath_product, mpmath_sum

x, t = Symbol("x"), Symbol("t")
n = Symbol("n", integer=True)
DIVERGENT = (
    (Sum(x**n, (n, 0, oo)), Integer(2)),
    (Sum(x**n, (n, 0, oo)), Integer(-2)),
    (Sum(x**n, (n, 0, oo)), I),
    (Sum((-1) ** n * n * x, (n, 0, oo)), Integer(1)),
    (Sum(cos(n * x), (n, 1, oo)), Integer(1)),
    (Sum((-1) ** n * x * log(n), (n, 1, oo)), Integer(1)),
    (Sum((-1) ** (n + 1) * x**n / n, (n, 1, oo)), Integer(3)),
    (Sum(n * x, (n, -oo, oo)), Integer(1)),
    (Product(1 + x, (n, 1, oo)), Integer(1)),
    (Integral(sin(x * t), (t, 0, oo)), Integer(1)),
    (Integral(t * sin(x * t), (t, 0, oo)), Integer(1)),
)
LATE = (
    (Sum(x / 2**n + Piecewise((1, Eq(n, 5000)), (0, True)), (n, 0, oo)), Integer(1)),
    (Product(1 + x * KroneckerDelta(n, 3000), (n, 1, oo)), Integer(1)),
)
CONVERGENT = (
    (Sum(x**n, (n, 0, oo)), Rational(1, 2), 2),
    (Sum(x / n**2, (n, 1, oo)), Integer(1), mpmath.pi**2 / 6),
    (Sum((-1) ** n * x / n, (n, 1, oo)), Integer(1), -mpmath.log(2)),
    (Sum(x / (n**2 + 1), (n, -oo, oo)), Integer(1), mpmath.pi * mpmath.coth(mpmath.pi)),
    (Product(1 - x / n**2, (n, 2, oo)), Integer(1), mpmath.mpf(1) / 2),
    (Integral(exp(-x * t), (t, 0, oo)), Integer(2), mpmath.mpf(1) / 2),
)
RULES = {Sum: mpmath_sum, Product: mpmath_product, Integral: mpmath_integral}


def value(form, at):
    return RULES[type(form)](form, (x,))(at._to_mpmath(mpmath.mp.prec))


@pytest.mark.parametrize(("form", "at"), DIVERGENT + LATE, ids=str)
def test_what_does_not_converge_has_no_value(form, at):
    with pytest.raises(ArithmeticError):
        value(form, at)


@pytest.mark.parametrize(("form", "at", "expected"), CONVERGENT, ids=str)
def test_what_converges_has_its_value(form, at, expected):
    assert abs(value(form, at) - expected) < 1e-12 * abs(expected)
