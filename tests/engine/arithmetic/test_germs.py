"""Germs: every remainder encloses, exact zeros are dropped, what cannot be made is named."""

import flint
import mpmath
import pytest
import sympy as sp
from flint import acb, arb, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from numerics.arithmetic import germ_functions, germs
from numerics.arithmetic.enclosures import NoEnclosure
from numerics.arithmetic.functions import germ_function, mpmath_function
from numerics.arithmetic.germs import Germ, identity

s, r = sp.symbols("s r")
END, MIDDLE = fmpq(1, 8), fmpq(3, 4)
UNARY = (
    lambda e: sp.exp(e),
    lambda e: sp.sin(e),
    lambda e: sp.cos(e),
    lambda e: sp.sinh(e),
    lambda e: sp.cosh(e),
    lambda e: sp.tanh(e),
    lambda e: sp.erf(e),
    lambda e: sp.log(3 + e),
    lambda e: sp.sqrt(2 + e),
    lambda e: (4 + e) ** sp.Rational(-2, 3),
    lambda e: 1 / (5 + e),
    lambda e: e**2,
    lambda e: e * sp.I,
    lambda e: e - e.subs(s, 0),  # cancels what is leading
)
BINARY = (sp.Add, sp.Mul, lambda a, b: a - b, lambda a, b: a / (7 + b))
LEAVES = st.sampled_from([s, r * s, s / 2, 1 + s, r, s**2, sp.Rational(1, 3)])
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda f, e: f(e), st.sampled_from(UNARY), inner),
        st.builds(lambda f, a, b: f(a, b), st.sampled_from(BINARY), inner, inner),
    ),
    max_leaves=6,
)


def made(expression, order=4, parameter=MIDDLE, end=END):
    return germ_function((s, r), expression)(identity(end, order), arb(parameter))


def encloses(germ, expression, where, parameter):
    """Whether the germ's ball at the number holds mpmath's value at 40 digits."""
    with mpmath.workdps(40):
        exact = mpmath.mpmathify(
            mpmath_function((s, r), expression)(*map(_mpf, (where, parameter)))
        )
        with flint.ctx.workdps(60):
            value = acb(str(mpmath.re(exact)), str(mpmath.im(exact)))
            rounding = acb(arb(0, "1e-35"), arb(0, "1e-35")) * (1 + abs(value))
    return germ.at(arb(where)).overlaps(value + rounding)


def _mpf(number):
    return mpmath.mpf(int(number.p)) / int(number.q)


@settings(max_examples=150, deadline=None)
@given(EXPRESSIONS, st.integers(1, 6), st.integers(1, 10**6), st.integers(-100, 100))
def test_every_remainder_encloses(expression, order, part, shift):
    """At a random s of (0, 1/8], with a parameter anywhere in a ball of radius 1/50."""
    parameter = fmpq(3, 4) + fmpq(shift, 5000)
    ball = arb(fmpq(3, 4), fmpq(1, 50))
    try:
        germ = germ_function((s, r), expression)(identity(END, order), ball)
    except NoEnclosure:
        return
    if not isinstance(germ, Germ):  # the expression came out as a constant
        return
    assert encloses(germ, expression, END * fmpq(part, 10**6), parameter)


@pytest.mark.parametrize("order", [0, 1, 3, 6])
def test_a_lost_remainder_is_seen(monkeypatch, order):
    """The property can fail: without the terms beyond s^n the germ no longer encloses."""
    expression = 1 / (1 + s)
    assert encloses(made(expression, order), expression, END, fmpq(1))
    monkeypatch.setattr(germs, "_folded", lambda c, order, end: c[: order + 1])
    monkeypatch.setattr(germs, "_interval", lambda end: arb(0))
    assert not encloses(made(expression, order), expression, END, fmpq(1))


def test_leading_terms_that_cancel_are_dropped_exactly():
    germ = made(sp.sqrt(1 + s) - 1 - s / 2)
    assert germ.exponent == 2
    assert germ.coefficients[0].overlaps(acb(fmpq(-1, 8)))
    assert not germ.coefficients[0].contains(acb(fmpq(-1, 9)))


def test_zeros_that_are_known_otherwise_are_dropped_on_request():
    germ = made(sp.sqrt(2 + s) ** 2 - 2)
    if germ.exponent == 0:
        germ = germ.without(1)
    assert germ.exponent == 1 and germ.coefficients[0].contains(1)
    with pytest.raises(ArithmeticError, match="not 0"):
        made(sp.exp(s)).without(1)
    with pytest.raises(ArithmeticError, match="keeps none"):
        Germ(0, (acb(0, 0),), arb(1)).without(1)


@pytest.mark.parametrize(
    "expression",
    [sp.exp(-1 / s), sp.exp(-(r + s) / s**2), sp.tanh(1 / s), sp.coth(-1 / s), sp.exp(-1 / s) / s],
)
@pytest.mark.parametrize("part", [fmpq(1, 50), fmpq(1, 5), fmpq(1)])
def test_exponentially_small_terms(expression, part):
    germ = made(expression, 6, end=fmpq(1, 2))
    assert encloses(germ, expression, part / 2, fmpq(3, 4))
    assert germ.coefficients[-1].abs_upper() < 200


def test_the_largest_exponentially_small_term_is_attained():
    """exp(-1/s)/s^5 is largest at s = 1/5: a ball of nine tenths of it would not enclose."""
    germ = made(sp.exp(-1 / s), 5, end=fmpq(1, 2))
    largest = arb(-5).exp() * 5**5
    assert germ.coefficients[-1].real.contains(largest)
    assert not germ.coefficients[-1].real.contains(largest * 1.01)


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        (sp.log(s), "no log of an argument that tends to 0"),
        (sp.Abs(s), "no enclosure for Abs"),
        (sp.zeta(2 + s), "no enclosure for zeta"),
        (sp.Integral(sp.exp(-s * r), (r, 0, 1)), "no enclosure for Integral"),
        (sp.sqrt(s), r"no power 1/2 of s\^1"),
        (sp.log(s - 1), "may touch the cut"),
        (sp.sqrt(-1 - s), "may touch the cut"),
        (sp.exp(1 / s), "may tend to plus infinity"),
        (sp.exp(sp.I / s), "may tend to plus infinity"),
        (sp.sin(1 / s), "sin of an argument that tends to infinity"),
        (1 / (r - sp.Rational(3, 4) + s), "whether the divisor vanishes"),
        (1 / (sp.sqrt(2 + s) ** 2 * r - sp.Rational(3, 2)), "whether the divisor vanishes"),
        (sp.gamma(s), "pole"),
    ],
)
def test_what_cannot_be_made_is_named(expression, said):
    ball = arb(fmpq(3, 4), fmpq(1, 50))
    with pytest.raises(NoEnclosure, match=said):
        germ_function((s, r), expression)(identity(END, 4), ball)


def test_a_germ_ends_at_its_end():
    germ = made(1 + s)
    with pytest.raises(ValueError, match="no value"):
        germ.at(fmpq(1, 7))
    with pytest.raises(ValueError, match="no value"):
        germ.at(-1)
    with pytest.raises(ValueError, match="combined"):
        germ + identity(fmpq(1, 16), 3)
    with pytest.raises(ValueError, match="exact end above 0"):
        identity(0, 3)


def test_functions_of_numbers_beside_a_germ_are_those_of_balls():
    germ = made(s + sp.zeta(r + 2))
    assert germ.coefficients[0].overlaps(acb(fmpq(11, 4)).zeta())
    assert set(germ_functions.GERM_FUNCTIONS) <= set(germ_functions.BALL_FUNCTIONS)
