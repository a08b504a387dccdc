"""Enclosed integrals: they contain the value, are tight, and refuse what they cannot enclose."""

import mpmath
import pytest
from flint import acb, arb
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Abs,
    Ci,
    Dummy,
    EulerGamma,
    Heaviside,
    I,
    Integral,
    Max,
    Piecewise,
    Rational,
    Si,
    Sum,
    atan,
    besselj,
    besselk,
    bessely,
    cos,
    cosh,
    erfc,
    exp,
    floor,
    fresnelc,
    gamma,
    legendre,
    log,
    oo,
    pi,
    sign,
    sin,
    sinh,
    sqrt,
    symbols,
    sympify,
    zeta,
)

from numerics.arithmetic import quadrature
from numerics.arithmetic.enclosures import NoEnclosure
from numerics.arithmetic.functions import ball_function, ball_precision, mpmath_function
from numerics.arithmetic.growth import bound
from numerics.arithmetic.growth_records import Bound, Region

t, u, x, a = symbols("t u x a")
H = Rational


def value(form, point=None, bits=120):
    point = point or {}
    with ball_precision(bits):
        numbers = [acb(ball_function((), sympify(v))()) for v in point.values()]
        return acb(ball_function(list(point), sympify(form))(*numbers))


KINDS = {
    "exponential end": (Integral(exp(-t), (t, 0, oo)), 1),
    "from minus infinity": (Integral(exp(2 * t), (t, -oo, 0)), H(1, 2)),
    "both ends infinite": (Integral(exp(-(t**2)), (t, -oo, oo)), sqrt(pi)),
    "reversed": (Integral(exp(-t), (t, oo, 0)), -1),
    "algebraic end": (Integral(1 / (1 + t**2) ** 2, (t, 0, oo)), pi / 4),
    "slow algebraic end": (Integral(t ** H(-21, 20), (t, 1, oo)), 20),
    "double exponential end": (Integral(exp(-2 * cosh(t)), (t, 0, oo)), besselk(0, 2)),
    "root at an end": (Integral(1 / sqrt(t), (t, 0, 1)), 2),
    "root at both ends": (Integral(1 / sqrt(t * (1 - t)), (t, 0, 1)), pi),
    "logarithm at an end": (Integral(log(t) ** 2, (t, 0, 1)), 2),
    "logarithm inside": (Integral(log(Abs(t)), (t, -1, 1)), -2),
    "pole that cancels": (Integral(sin(t) / t, (t, 0, 3)), Si(3)),
    "two poles that cancel": (Integral((exp(-t) - exp(-3 * t)) / t, (t, 0, oo)), log(3)),
    "modulus": (Integral(Abs(t - H(1, 3)), (t, 0, 1)), H(5, 18)),
    "modulus of a wave": (Integral(Abs(sin(t)), (t, 0, 2 * pi)), 4),
    "modulus of a complex number": (
        Integral(Abs(t + I), (t, 0, 1)),
        (sqrt(2) + log(1 + sqrt(2))) / 2,
    ),
    "sign": (Integral(sign(t - H(1, 4)), (t, 0, 1)), H(1, 2)),
    "step": (Integral(Heaviside(t - H(1, 4)) * t, (t, 0, 1)), H(15, 32)),
    "floor": (Integral(floor(3 * t), (t, 0, 1)), 1),
    "maximum": (Integral(Max(0, 1 - t**2) ** H(3, 2), (t, -oo, oo)), 3 * pi / 8),
    "piecewise": (Integral(Piecewise((1 / t, t > 1), (1, True)), (t, 0, 2)), 1 + log(2)),
    "negative radicand": (Integral(sqrt(t), (t, -1, 1)), H(2, 3) + H(2, 3) * I),
    "complex path": (Integral(1 / t, (t, 1, I)), I * pi / 2),
    "complex value": (Integral(exp(I * t - t), (t, 0, oo)), 1 / (1 - I)),
    "sine to infinity": (Integral(sin(t) / t, (t, 0, oo)), pi / 2),
    "cosine of a square": (Integral(cos(t**2), (t, 0, oo)), sqrt(pi / 8)),
    "wave with a power": (Integral(cos(t) / sqrt(t), (t, 0, oo)), sqrt(pi / 2)),
    "two integrals": (Integral(t * u, (t, 0, u), (u, 0, 2)), 2),
    "a product of two": (Integral(exp(-t) / sqrt(u), (t, 0, oo), (u, 0, 1)), 2),
    "the inner does not matter": (
        Integral(besselk(0, t) ** 2, (t, 0, oo), (u, 0, 5)),
        5 * pi**2 / 4,
    ),
    "error function": (Integral(erfc(t), (t, 0, oo)), 1 / sqrt(pi)),
    "Euler's constant": (Integral(-log(t) * exp(-t), (t, 0, oo)), EulerGamma),
}


@pytest.mark.parametrize("bits", [100, 220])
@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_integral(kind, bits):
    form, closed = KINDS[kind]
    found, expected = value(form, bits=bits), value(closed, bits=bits)
    assert found.overlaps(expected)
    assert found.rel_accuracy_bits() > bits - 24
    with ball_precision(bits):
        assert not found.overlaps(expected * (1 + arb(2) ** (30 - bits)))


def test_two_hundred_digits_of_a_mellin_integral():
    """Its box for exp(t) - 1 holds 0 near t = 0, where the zero is a factor."""
    found = value(Integral(t ** H(3, 2) / (exp(t) - 1), (t, 0, oo)), bits=680)
    assert found.overlaps(value(gamma(H(5, 2)) * zeta(H(5, 2)), bits=680))
    assert found.rel_accuracy_bits() > 660


REFUSED = {
    "pole": Integral(1 / (t - H(1, 3)), (t, 0, 1)),
    "double pole": Integral(1 / (t - H(1, 3)) ** 2, (t, 0, 1)),
    "principal value": Integral(1 / t, (t, -1, 1)),
    "logarithmic divergence": Integral(1 / t, (t, 1, oo)),
    "divergence at 0": Integral(1 / t, (t, 0, 1)),
    "growth": Integral(exp(t), (t, 0, oo)),
    "wave that does not fall": Integral(cos(t), (t, 0, oo)),
    "floor to infinity": Integral(floor(t) * exp(-t), (t, 0, oo)),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_has_no_enclosure_is_refused_with_a_sentence(kind):
    with pytest.raises(NoEnclosure, match=r"no enclosure|no two limits"):
        value(REFUSED[kind])


def test_an_integral_without_limits_is_refused():
    with pytest.raises(NoEnclosure, match="no two limits"):
        value(Integral(t, t), {t: 1})


def test_a_tail_that_is_left_out_is_seen(monkeypatch):
    """The same comparison as above fails for an end that is cut without its bound."""
    monkeypatch.setattr(quadrature, "cut", lambda tail, goal: (arb(5), arb(0)))
    for kind in ("root at an end", "slow algebraic end", "logarithm at an end"):
        form, closed = KINDS[kind]
        assert not value(form).overlaps(value(closed))


def test_a_ball_for_a_parameter_holds_every_integral():
    form = Integral(exp(-x * t) / (1 + t), (t, 0, oo))
    with ball_precision(100):
        whole = acb(ball_function([x], form)(acb(arb(2, 0.01))))
        ends = [acb(ball_function([x], form)(acb(arb(2) + d))) for d in (-0.0099, 0.0099)]
    assert all(whole.contains(acb(end.mid())) for end in ends)
    assert whole.rel_accuracy_bits() > 4


def test_the_integrand_is_checked_for_cuts():
    """acb.integral alone would take sqrt(t^2), t complex, for an analytic function across 0."""
    assert value(Integral(sqrt(t**2 + 0 * t), (t, -1, 2))).overlaps(acb(2.5))
    found = value(Integral(sqrt(t + I / 20), (t, -1, 1)))
    with mpmath.workdps(20):
        exact = mpmath.mpf(2) / 3 * ((1 + 0.05j) ** 1.5 - (-1 + 0.05j) ** 1.5)
    assert abs(complex(found.mid()) - complex(exact)) < 1e-12


def test_symbols_of_the_reader_may_have_any_name():
    s, y = symbols("_s argument_0")
    assert value(Integral(exp(-s * y), (y, 0, oo)), {s: 2}).overlaps(acb(0.5))


POWERS = st.fractions(H(1, 5), 4, max_denominator=5)


@settings(max_examples=12, deadline=None)
@given(POWERS, POWERS, st.fractions(-3, 3, max_denominator=4))
def test_gamma_integrals(p, rate, frequency):
    p, c = H(p.numerator, p.denominator), H(rate.numerator, rate.denominator)
    z = c + I * H(frequency.numerator, frequency.denominator)
    found = value(Integral(t ** (p - 1) * exp(-z * t), (t, 0, oo)))
    expected = value(gamma(p) / z**p)
    assert found.overlaps(expected)
    assert found.rel_accuracy_bits() > 90


@settings(max_examples=12, deadline=None)
@given(POWERS, POWERS)
def test_beta_integrals(p, q):
    p, q = H(p.numerator, p.denominator), H(q.numerator, q.denominator)
    found = value(Integral(t ** (p - 1) * (1 - t) ** (q - 1), (t, 0, 1)))
    assert found.overlaps(value(gamma(p) * gamma(q) / gamma(p + q)))
    assert found.rel_accuracy_bits() > 90


FORMS = [
    lambda s: s**a * log(s) ** 2,
    lambda s: exp(-1 / s) / s**3,
    lambda s: exp(-x * cosh(1 / s)) * cosh(2 / s),
    lambda s: (1 - cos(s)) / s**3,
    lambda s: 1 / (exp(1 / s) - 1) - s,
    lambda s: sqrt(1 + 1 / s**2) - 1 / s,
    lambda s: besselk(H(1, 3), 1 / s),
    lambda s: besselj(2, 3 / s) + log(1 + s) / s,
    lambda s: (1 + 1 / s) ** a * sin(1 / s),
    lambda s: gamma(1 / s + a) / gamma(1 / s + H(1, 2)),
    lambda s: erfc(1 / s) - exp(-1 / s) + 1 / cosh(1 / s),
]


@pytest.mark.parametrize("make", FORMS)
@settings(max_examples=15, deadline=None)
@given(st.floats(0.001, 1))
def test_bounds_of_growth_hold(make, share):
    s = Dummy("s", positive=True)
    real_a, real_x = Dummy("a", real=True), Dummy("x", real=True)
    form = make(s).subs({a: real_a, x: real_x})
    with ball_precision(120):
        held = {real_a: acb("0.7"), real_x: acb("1.3")}
        found = bound(form, Region(s, arb(2) ** -5, arb(0), held))
        at = arb(2) ** -5 * share
        exact = acb(ball_function([s, *held], form)(at, *held.values()))
        assert abs(exact).upper() <= found.at(at).upper() * (1 + arb(2) ** -40)


@pytest.mark.parametrize(("power", "logs"), [(H(-1, 2), 0), (1, 2), (0, 1)])
def test_integrals_of_bounds(power, logs):
    """Not below the integral, and not twice as large."""
    end = H(1, 2**30)
    exact = value(Integral(t**power * log(1 / t) ** logs, (t, 0, end))).real
    with ball_precision(120):
        given_bound = Bound(arb(1), arb(float(power)), arb(logs), arb(0), arb(0))
        found = given_bound.integral(arb(2) ** -30)
        assert exact <= found * (1 + arb(2) ** -60)
        assert found < 2 * exact
    assert Bound(arb(1), arb(-1), arb(0), arb(0), arb(0)).integral(arb(0.01)) is None


def test_mpmath_computes_what_it_resolves_and_refuses_the_rest():
    with mpmath.workdps(30):
        found = mpmath_function([x], Integral(exp(-x * t) / (1 + t), (t, 0, oo)))(mpmath.mpf(2))
        assert abs(found - mpmath.e1(2) * mpmath.exp(2)) < mpmath.mpf(10) ** -25
        wave = mpmath_function([], Integral(sin(t) / t, (t, 0, oo)))()
        assert abs(wave - mpmath.pi / 2) < mpmath.mpf(10) ** -25
        with pytest.raises(ArithmeticError, match="mpmath does not"):
            mpmath_function([], Integral(1 / (t - H(1, 3)), (t, 0, 1)))()


HANDBOOK = {
    "Nicholson, DLMF 10.9.30": (
        8 / pi**2 * Integral(cosh(t / 2) * besselk(0, 2 * sinh(t)), (t, 0, oo)),
        besselj(H(1, 4), 1) ** 2 + bessely(H(1, 4), 1) ** 2,
    ),
    "Mehler and Dirichlet, DLMF 14.12.1": (
        sqrt(2) / pi * Integral(cos(H(11, 6) * t) / sqrt(cos(t) - cos(H(3, 7))), (t, 0, H(3, 7))),
        legendre(H(4, 3), cos(H(3, 7))),
    ),
    "the same with hyperbolic cosines": (
        Integral(sinh(t) / sqrt(cosh(2) - cosh(t)), (t, 0, 2)),
        2 * sqrt(cosh(2) - 1),
    ),
    "Laplace transform of Ci, DLMF 6.14.2": (
        Integral(exp(-5 * t / 2) * Ci(t), (t, 0, oo)),
        -log(1 + H(25, 4)) / 5,
    ),
    "Laplace transform of Si": (Integral(exp(-3 * t) * Si(t), (t, 0, oo)), atan(H(1, 3)) / 3),
    "Laplace transform of a Fresnel integral": (
        Integral(exp(-t) * fresnelc(sqrt(2 * t / pi)), (t, 0, oo)),
        sqrt(sqrt(2) + 1) / (2 * sqrt(2)),
    ),
}


@pytest.mark.parametrize("name", HANDBOOK)
def test_integrals_of_the_handbook(name):
    form, expected = HANDBOOK[name]
    found, right = value(form, bits=190), value(expected, bits=190)
    assert found.overlaps(right)
    assert found.rel_accuracy_bits() > 170


def test_too_many_terms_are_refused_before_they_are_listed():
    form = mpmath_function((), Sum(sin(t), (t, 1, 10**9)))
    with pytest.raises(ArithmeticError, match="more than 20000 terms"):
        form()
