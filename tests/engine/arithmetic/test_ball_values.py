"""Enclosures of exact, wide and impossible arguments, conditions, and constants."""

import mpmath
import pytest
import sympy
from ball_numbers import HALF, THIRD, at, ball_of, exact, x
from flint import acb, arb, fmpq
from sympy import Integer, Rational, Symbol, oo, zoo

from numerics.arithmetic.enclosures import NoEnclosure
from numerics.arithmetic.functions import ball_function, ball_precision, mpmath_function


def test_exact_arguments_keep_every_digit():
    with ball_precision(200):
        for point in (20, Rational(1, 10**30), Rational(10**9, 7)):
            for form in (sympy.erfc(x), sympy.erfc(1 / x), sympy.erfc(1 / sympy.sqrt(x))):
                assert at(form, sympy.sympify(point)).rel_accuracy_bits() > 190
        assert ball_function((x,), x**2 / 3 + HALF)(fmpq(1, 7)) == fmpq(1, 147) + fmpq(1, 2)
        assert at(x**THIRD, Rational(8, 27)).overlaps(acb(fmpq(2, 3)))
        assert ball_function((x,), 1 / x)(3) == fmpq(1, 3)


@pytest.mark.parametrize("y", [HALF, Rational(-9, 10), Rational(1, 10**20)])
def test_inverse_error_functions(y):
    with ball_precision(120):
        assert abs(at(sympy.erf(sympy.erfinv(x)), y) - exact(y)) < arb(10) ** -33
        assert abs(at(sympy.erfc(sympy.erfcinv(x)), 1 + y) - exact(1 + y)) < arb(10) ** -33


@pytest.mark.parametrize("name", "lucas tribonacci bell catalan bernoulli euler genocchi".split())
def test_numbers_of_combinatorics(name):
    function = getattr(sympy, name)
    for n in (1, 4, 10):
        with ball_precision(100):
            value = sympy.Rational(function(n))
            assert at(function(x), Integer(n)).overlaps(acb(exact(value)))
            assert not at(function(x), Integer(n)).overlaps(acb(exact(value + 1)))


def test_a_function_of_integers_refuses_others():
    with pytest.raises(ArithmeticError, match="totient has a ball only for an exact integer"):
        at(sympy.totient(x), HALF)


def test_a_ball_that_does_not_decide_gives_the_hull():
    wide = acb(arb(0, 0.25))
    step = sympy.Piecewise((x - 1, x < 0), (x + 1, True))
    found = acb(ball_function((x,), step)(wide)).real
    assert found.contains(-1.25) and found.contains(1.25)
    assert acb(ball_function((x,), step)(acb(arb(1, 0.25)))).real > 1.7
    for form, ends in (
        (sympy.Heaviside(x), (0, 1)),
        (sympy.Max(x, 0), (0, 0.25)),
        (sympy.sign(x), (-1, 1)),
        (sympy.KroneckerDelta(x, 0), (0, 1)),
    ):
        assert all(acb(ball_function((x,), form)(wide)).contains(end) for end in ends)
    with pytest.raises(ArithmeticError, match="one branch is not finite"):
        ball_function((x,), sympy.Piecewise((1 / x, x > 0), (0, True)))(wide)


def test_conditions_combine():
    y = Symbol("y")
    inside = sympy.And(x > 0, sympy.Or(x <= 1, sympy.Not(sympy.Eq(y, 2))))
    form = sympy.Piecewise((1, inside), (2, sympy.Ne(x, y)), (3, True))
    function = ball_function((x, y), form)
    for point, value in (((1, 2), 1), ((3, 2), 2), ((3, 4), 1), ((-1, 2), 2), ((-1, -1), 3)):
        assert acb(function(*point)) == value
    with pytest.raises(ArithmeticError, match="an order is defined for real numbers"):
        function(acb(1, 1), 2)


def test_poles_are_not_finite():
    for form, point in ((1 / x, 0), (sympy.gamma(x), -2), (sympy.log(x), 0), (sympy.zeta(x), 1)):
        assert not at(form, Integer(point)).is_finite()


def test_a_power_around_zero_is_a_disc():
    wide = acb(arb(0, 0.25), arb(0, 0.25))
    found = acb(ball_function((x,), x**THIRD)(wide))
    for corner in (0, 0.25, -0.25, 0.25j, -0.25 - 0.25j):
        assert found.contains(acb(corner).pow(acb(fmpq(1, 3))).mid())
    assert found.abs_upper() < 1.5


def test_what_is_no_number_is_refused():
    for form in (x + oo, x * zoo, sympy.Tuple(x, sympy.nan)):
        with pytest.raises(ValueError, match="not a finite number"):
            ball_function((x,), form)
    with pytest.raises(ValueError, match="the undefined function f"):
        ball_function((x,), sympy.Function("f")(x))
    with pytest.raises(ValueError, match="the expression contains y, which has no value"):
        ball_function((x,), x + Symbol("y"))


@pytest.mark.parametrize("name", ["mathieuc", "DiracDelta"])
def test_no_enclosure_names_the_function(name):
    form = sympy.mathieuc(1, 2, x) if name == "mathieuc" else sympy.DiracDelta(x)
    with pytest.raises(NoEnclosure, match=f"ball arithmetic has no enclosure for {name}"):
        ball_function((x,), form)
    with pytest.raises(NotImplementedError, match=f"mpmath has no function for {name}"):
        mpmath_function((x,), form)


def test_roots_of_polynomials_and_constants():
    root = sympy.CRootOf(x**3 - x - 1, 1)
    with ball_precision(200), mpmath.workdps(50):
        found = acb(ball_function((), root)())
        assert (found**3 - found - 1).contains(0) and found.rel_accuracy_bits() > 150
        assert abs(found - ball_of(mpmath_function((), root)())) < arb(10) ** -40
        T = acb(ball_function((), sympy.TribonacciConstant)())
        assert (T**3 - T**2 - T - 1).contains(0) and T.rel_accuracy_bits() > 150
