"""Enclosed sums and products: they contain the value, are tight, and refuse what diverges."""

import mpmath
import pytest
from flint import acb, arb
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Abs,
    EulerGamma,
    I,
    KroneckerDelta,
    Product,
    Rational,
    RisingFactorial,
    Sum,
    besselk,
    binomial,
    cos,
    digamma,
    exp,
    factorial,
    gamma,
    log,
    oo,
    pi,
    sin,
    sqrt,
    symbols,
    sympify,
    tanh,
    zeta,
)

from numerics.arithmetic import abel_plana, series
from numerics.arithmetic.enclosures import NoEnclosure
from numerics.arithmetic.functions import ball_function, ball_precision, mpmath_function

n, k, m = symbols("n k m", integer=True)
x = symbols("x")
H = Rational
COTH = 1 / tanh(pi)


def value(form, point=None, bits=120):
    point = point or {}
    with ball_precision(bits):
        numbers = [acb(ball_function((), sympify(v))()) for v in point.values()]
        return acb(ball_function(list(point), sympify(form))(*numbers))


KINDS = {
    "finite": (Sum(k**2, (k, 1, 4)), 30),
    "empty": (Sum(k**2, (k, 1, 0)), 0),
    "reversed, as SymPy has it": (Sum(k**2, (k, 4, 1)), -13),
    "square": (Sum(1 / n**2, (n, 1, oo)), pi**2 / 6),
    "not even, over all integers": (Sum(1 / (k + H(1, 3)) ** 2, (k, -oo, oo)), 4 * pi**2 / 3),
    "shifted": (Sum(1 / ((k + 1) ** 2 + 1), (k, -oo, oo)), pi * COTH),
    "from minus infinity": (Sum(1 / k**2, (k, -oo, -2)), pi**2 / 6 - 1),
    "modulus of the index": (Sum(2 ** (-Abs(k)), (k, -2, oo)), 2 + H(3, 4)),
    "quartic": (Sum(1 / (1 - 4 * k**2) ** 2, (k, -oo, oo)), pi**2 / 8),
    "telescoping": (Sum(1 / (n * (n + 3)), (n, 1, oo)), H(11, 18)),
    "cubic": (
        Sum(1 / ((n + 1) * (n + H(1, 2)) * (n + H(1, 4))), (n, 0, oo)),
        (-digamma(1) / H(3, 8) + digamma(H(1, 2)) * 8 - digamma(H(1, 4)) * H(16, 3)),
    ),
    "two indices": (Sum(1 / (k**2 * m**2), (k, 1, oo), (m, 1, 2)), H(5, 4) * pi**2 / 6),
    "double and infinite": (Sum(2**-k / factorial(m), (k, 0, oo), (m, 0, oo)), 2 * exp(1)),
    "power series": (Sum(2**n / factorial(n), (n, 0, oo)), exp(2)),
    "rising factorial": (
        Sum(RisingFactorial(H(1, 3), n) / factorial(n) / 2**n, (n, 0, oo)),
        2 ** H(1, 3),
    ),
    "a rising factorial that ends": (
        Sum(RisingFactorial(-3, n) * RisingFactorial(2, n) / factorial(n) ** 2, (n, 0, oo)),
        0,
    ),
    "argument 1": (Sum(binomial(2 * n, n) / 4**n / (2 * n + 1), (n, 0, oo)), pi / 2),
    "Gaussian": (Sum(exp(-pi * n**2), (n, -oo, oo)), pi ** H(1, 4) / gamma(H(3, 4))),
    "alternating": (Sum((-1) ** n / (2 * n + 1), (n, 0, oo)), pi / 4),
    "slow and alternating": (
        Sum((-1) ** (n - 1) / sqrt(n), (n, 1, oo)),
        (1 - sqrt(2)) * zeta(H(1, 2)),
    ),
    "wave": (Sum(sin(n) / n, (n, 1, oo)), (pi - 1) / 2),
    "wave of a square": (Sum(cos(n) / n**2, (n, 1, oo)), pi**2 / 6 - pi / 2 + H(1, 4)),
    "complex power": (Sum(n ** (-2 - I), (n, 1, oo)), zeta(2 + I)),
    "logarithm": (Sum(1 / n - log(1 + 1 / n), (n, 1, oo)), EulerGamma),
    "Kronecker delta": (Sum(KroneckerDelta(n, 3) * n**2 + 2**-n, (n, 0, oo)), 11),
    "zeta in the terms": (Sum(zeta(2 * n) / 4**n, (n, 1, oo)), H(1, 2)),
    "sine": (Product(1 - 1 / (4 * n**2), (n, 1, oo)), 2 / pi),
    "finite product": (Product(k, (k, 1, 5)), 120),
    "a factor that is 0": (Product(1 - 4 / n**2, (n, 1, oo)), 0),
    "Euler's product": (
        Product(1 + 2**-n, (n, 1, oo)) * Product(1 - 2 ** (1 - 2 * n), (n, 1, oo)),
        1,
    ),
    "gamma": (
        Product((1 + 1 / (2 * n)) * exp(-1 / (2 * n)), (n, 1, oo)),
        exp(-EulerGamma / 2) / gamma(H(3, 2)),
    ),
}


@pytest.mark.parametrize("bits", [100, 220])
@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_sum(kind, bits):
    form, closed = KINDS[kind]
    found, expected = value(form, bits=bits), value(closed, bits=bits)
    assert found.overlaps(expected)
    if expected.is_zero():
        assert abs(found) < arb(2) ** (30 - bits)
    else:
        assert found.rel_accuracy_bits() > bits - 30
        with ball_precision(bits):
            assert not found.overlaps(expected * (1 + arb(2) ** (34 - bits)))


REFUSED = {
    "harmonic": Sum(1 / n, (n, 1, oo)),
    "growing": Sum(2**n / n, (n, 1, oo)),
    "constant": Sum(1, (n, 1, oo)),
    "alternating, not falling": Sum((-1) ** n, (n, 1, oo)),
    "term at a pole": Sum(1 / (n - 3) ** 2, (n, 1, oo)),
    "limit that is no integer": Sum(n, (n, 1, H(5, 2))),
    "product": Product(1 + 1 / n, (n, 1, oo)),
    "too many terms": Sum(sqrt(n), (n, 1, 10**9)),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_has_no_enclosure_is_refused_with_a_sentence(kind):
    with pytest.raises(NoEnclosure, match=r"no enclosure|not an integer"):
        value(REFUSED[kind])


def test_a_rest_that_is_left_out_is_seen(monkeypatch):
    """The comparison above fails for a sum cut after some terms, without its bound."""
    monkeypatch.setattr(series, "_rest", lambda tail, k: arb(0))
    for kind in ("power series", "rising factorial", "zeta in the terms"):
        form, closed = KINDS[kind]
        assert not value(form).overlaps(value(closed))


def test_a_wrong_integral_of_abel_and_plana_is_seen(monkeypatch):
    right = abel_plana.integral_on_boxes
    monkeypatch.setattr(
        abel_plana,
        "integral_on_boxes",
        lambda form, symbols: lambda *given: right(form, symbols)(*given) * (1 + arb(2) ** -60),
    )
    for kind in ("alternating", "complex power"):
        form, closed = KINDS[kind]
        assert not value(form).overlaps(value(closed))


def test_balls_for_parameters_and_limits():
    with ball_precision(100):
        wide = acb(ball_function([x], Sum(x**n / factorial(n), (n, 0, oo)))(acb(arb(1, 0.01))))
        assert wide.contains(acb(arb(1).exp().mid())) and wide.contains(
            acb(arb("1.009").exp().mid())
        )
        last = ball_function([x], Sum(n, (n, 1, x)))
        assert acb(last(acb(4))) == 10
        with pytest.raises(NoEnclosure, match="integer"):
            last(acb(arb(4, 0.1)))


SHIFTS = st.fractions(H(1, 7), 5, max_denominator=7)


@settings(max_examples=20, deadline=None)
@given(SHIFTS, SHIFTS, st.integers(-4, 4))
def test_rational_sums(p, q, first):
    p, q = H(p.numerator, p.denominator) + 4, H(q.numerator, q.denominator) + 4
    found = value(Sum(1 / ((n + p) * (n + q) ** 2), (n, first, oo)))
    with mpmath.workdps(30):
        a, b = (mpmath.mpf(r.p) / r.q for r in (p, q))
        expected = mpmath.nsum(lambda j: 1 / ((j + a) * (j + b) ** 2), [first, mpmath.inf])
        assert abs(complex(found.mid()) - complex(expected)) < 1e-14 * abs(expected)
    assert found.rel_accuracy_bits() > 60


@settings(max_examples=10, deadline=None)
@given(st.fractions(H(5, 4), 4, max_denominator=5), st.fractions(H(1, 3), 5, max_denominator=6))
def test_hurwitz_zeta(power, shift):
    power, shift = (H(r.numerator, r.denominator) for r in (power, shift))
    found = value(Sum((n + shift) ** -power, (n, 0, oo)))
    assert found.overlaps(value(zeta(power, shift)))
    assert found.rel_accuracy_bits() > 80


def test_bessel_functions_of_inexact_arguments_keep_their_digits():
    assert value(Sum(besselk(0, 2 * pi * n), (n, 1, oo))).rel_accuracy_bits() > 100
    assert value(besselk(H(1, 3), 30 * pi)).rel_accuracy_bits() > 100


def test_mpmath_computes_what_it_resolves_and_refuses_the_rest():
    with mpmath.workdps(30):
        found = mpmath_function([x], Sum(x**n / factorial(n), (n, 0, oo)))(mpmath.mpf(2))
        assert abs(found - mpmath.exp(2)) < mpmath.mpf(10) ** -25
        with pytest.raises(ArithmeticError, match="mpmath does not"):
            mpmath_function([], Sum(1 / n, (n, 1, oo)))()
