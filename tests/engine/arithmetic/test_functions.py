"""One expression, three targets: the same values, and no digit lost to a float."""

import time
from concurrent.futures import ThreadPoolExecutor

import flint
import mpmath
import numpy as np
import pytest
from flint import acb, arb, fmpq
from hypothesis import given
from hypothesis import strategies as st
from sympy import (
    Abs,
    Float,
    KroneckerDelta,
    Rational,
    Sum,
    Symbol,
    elliptic_k,
    exp,
    floor,
    log,
    mathieuc,
    oo,
    pi,
    sign,
    sqrt,
)
from sympy.core.function import AppliedUndef

from derive.grains.steps import gaps
from derive.grains.symbols import Delta_0, Delta_M, Gamma_M, omega, x
from derive.papers import equation, paper
from numerics.arithmetic.functions import (
    ball_function,
    ball_precision,
    bits_for,
    made_once,
    mpmath_function,
    numpy_function,
)
from numerics.judge.compare import ball

IDENTITIES = [label for label in paper().labels if equation(label).relation == "="]
# A sum has a rule in ball arithmetic alone.
ANALYTIC = [label for label in IDENTITIES if not equation(label).derived().atoms(AppliedUndef, Sum)]


def flat(value):
    return np.ravel(np.array(value, dtype=object))


@pytest.mark.parametrize("label", ANALYTIC)
def test_three_targets_agree(label):
    form = equation(label).derived()
    symbols = sorted(form.free_symbols, key=str)
    for point in equation(label).points:
        with mpmath.workdps(40), ball_precision(bits_for(40)):
            exact = [point[s] for s in symbols]
            many = flat(mpmath_function(symbols, form)(*(mpmath_function((), v)() for v in exact)))
            balls = flat(ball_function(symbols, form)(*map(ball, exact)))
            double = flat(numpy_function(symbols, form)(*(complex(v) for v in exact)))
            for a, b, c in zip(many, balls, double, strict=True):
                enclosure = acb(b)
                assert abs(complex(enclosure.mid()) - complex(c)) <= 1e-13 * (1 + abs(c))
                a = mpmath.mpc(a)
                difference = enclosure - acb(_arb(a.real), _arb(a.imag))
                assert difference.abs_lower() < arb(10) ** -37 * (1 + abs(enclosure))


def _arb(number):
    sign, mantissa, exponent, _ = number._mpf_
    return arb(int(mantissa) * (-1) ** sign) * arb(2) ** exponent


def test_rational_constants_keep_every_digit():
    form = x / 3 + pi * x ** Rational(2, 7)
    with mpmath.workdps(60), ball_precision(300):
        many = mpmath_function((x,), form)(mpmath.mpf(2))
        enclosure = ball_function((x,), form)(acb(2)).real
        assert abs(_arb(many) - enclosure) < arb(10) ** -58
        assert arb(fmpq(2, 3)).overlaps(enclosure - arb.pi() * arb(2) ** arb(fmpq(2, 7)))


def test_functions_are_made_once_by_one_thread_at_a_time():
    made = []

    @made_once
    def make(name):
        made.append(name)
        time.sleep(0.05)
        return made.copy()

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(make, "ababab"))
    assert sorted(made) == ["a", "b"]
    assert sorted(map(len, answers)) == [1, 1, 1, 2, 2, 2]


def test_negative_radicands_are_imaginary_in_all_targets():
    assert numpy_function((x,), sqrt(x))(np.float64(-4.0)) == 2j
    assert mpmath_function((x,), sqrt(x))(-4) == 2j
    assert ball_function((x,), sqrt(x))(acb(-4)).overlaps(acb(0, 2))


def test_arrays_broadcast():
    function = numpy_function((omega, Gamma_M, Delta_M), gaps.superconductor_gap().subs(Delta_0, 1))
    assert function(1j, np.ones(3), np.ones((2, 1))).shape == (2, 3)
    with pytest.raises(TypeError):
        function(1j)


def test_floats_and_missing_functions_are_refused():
    for target in (numpy_function, mpmath_function, ball_function):
        with pytest.raises(ValueError, match="float"):
            target((x,), x * Float("0.1"))
    with pytest.raises(NotImplementedError, match="mathieuc"):
        ball_function((x,), mathieuc(1, 2, x))


def test_precision_is_local():
    before = flint.ctx.prec
    with pytest.raises(RuntimeError), ball_precision(500):
        assert flint.ctx.prec == 500
        raise RuntimeError
    assert flint.ctx.prec == before


@given(st.fractions(-50, 50), st.fractions(-50, 50), st.integers(5, 300))
def test_balls_contain_the_value(a, b, digits):
    form = exp(x / 7) * x**2 - log(1 + x**2) * sqrt(2)
    at = Rational(a.numerator, a.denominator) + Rational(b.numerator, b.denominator)
    with ball_precision(bits_for(digits)):
        coarse = ball(form.subs(x, at))
    with ball_precision(bits_for(digits + 50)):
        fine = ball(form.subs(x, at))
    assert coarse.overlaps(fine)


def at(form, **values):
    """A form of symbols by name, as a ball."""
    return acb(ball_function([Symbol(name) for name in values], form)(*map(acb, values.values())))


def test_steps():
    a, b = Symbol("a"), Symbol("b")
    for number, whole, signum in ((2.75, 2, 1), (-2.75, -3, -1), (0, 0, 0)):
        assert at(floor(a), a=number) == whole
        assert at(sign(a), a=number) == signum
    assert at(KroneckerDelta(a, b), a=3, b=3) == 1
    assert at(KroneckerDelta(a, b), a=3, b=4) == 0
    wide = acb(arb(3, 0.1))
    for form, ends in ((KroneckerDelta(a, 3), (0, 1)), (floor(a), (2, 3)), (sign(a - 3), (-1, 1))):
        assert all(acb(ball_function([a], form)(wide)).contains(end) for end in ends)


@pytest.mark.parametrize("value", ["1e-30", "0.3", "-2", "7"])
def test_elliptic_integral_near_its_logarithm(value):
    K = ball_function((x,), elliptic_k(1 - x**2))
    with ball_precision(128):
        found = acb(K(arb(value)))
    with mpmath.workdps(120):
        expected = mpmath.ellipk(1 - mpmath.mpf(value) ** 2)
        assert abs(mpmath.mpf(found.real.mid().str(60, radius=False)) / expected - 1) < 1e-35
    assert found.real.rel_accuracy_bits() > 115


def test_sums_over_integers():
    """pi coth(pi)/1 of 1/(n^2 + 1), and pi^2/6 less terms of 1/n^2."""
    n, a = Symbol("n", integer=True), Symbol("a")
    with ball_precision(100):
        coth = 1 / acb(arb.pi()).tanh()
        total = at(Sum(1 / (n**2 + a * Abs(n) + 1), (n, -oo, oo)), a=0)
        assert abs(total - arb.pi() * coth) < arb(10) ** -25
        telescoping = at(Sum(1 / (n**2 + a * n), (n, 3, oo)), a=1)
        assert abs(telescoping - acb(1) / 3) < arb(10) ** -25
        signed = at(Sum(1 / (n**2 + a * Abs(n) + 2), (n, -oo, oo)), a=3)
        assert abs(signed - (acb(1) / 2 + 2 * acb(1) / 2)) < arb(10) ** -25
        rest = at(Sum(1 / n**2, (n, floor(a) + 1, oo)), a=2.5)
        assert abs(rest - (arb.pi() ** 2 / 6 - 1.25)) < arb(10) ** -25


def test_whole_arguments_of_mpmath_are_not_rounded_to_doubles():
    third = mpmath_function([x], 1 / (x + 2))
    with mpmath.workdps(40):
        assert abs(third(1) - mpmath.mpf(1) / 3) < mpmath.mpf(10) ** -39
