"""Limits that are hard to tell: hairs, plateaus, steps, slow powers, rates that are no power."""

import re

import pytest
from claims import limit
from sympy import (
    EulerGamma,
    Heaviside,
    Integer,
    Min,
    Piecewise,
    Rational,
    S,
    airyai,
    airybi,
    cos,
    digamma,
    exp,
    gamma,
    hyper,
    log,
    pi,
    sign,
    sin,
    sqrt,
    symbols,
)

from numerics import verify

x = symbols("x")
L = log(1 / x)


def judged(printed, derived):
    return verify(limit(printed, derived))


HAIRS = [(60, rest) for rest in (S.Zero, x, sqrt(x), exp(-1 / x), 1 / L)]
HAIRS += [(200, sqrt(x)), (200, 1 / L), (900, S.Zero), (900, x), (900, exp(-1 / x))]


@pytest.mark.parametrize("digits, rest", HAIRS)
def test_a_ratio_that_stays_apart_from_1_by_a_hair_is_scaling(digits, rest):
    hair = Rational(1, 10**digits)
    verdict = judged(1 + hair + rest, S.One)
    assert verdict.printed == "scaling"
    (constant,) = verdict.ratio
    shown = Rational(constant.number.real) - 1
    assert abs(shown - hair) < hair / 10**20
    assert f"tends to 1 to {digits} digits only" in verdict.remark


def test_a_ratio_that_tends_to_1_slowly_is_no_hair_apart():
    assert judged(1 + 1 / log(L), S.One).printed == "leading"
    assert judged(1 + 1 / L, S.One).printed == "leading"


SLOW_OSCILLATIONS = [
    ((2 + sin(L)) * x, 1),
    ((1 + sin(L)) * x, 1),
    ((2 + sin(3 * L)) * x ** Rational(2, 3), Rational(2, 3)),
    (sin(L) * x**pi, pi),
    (sin(1 / x) * L * x, 1),
]


@pytest.mark.parametrize("rest, power", SLOW_OSCILLATIONS)
def test_an_order_beside_an_oscillation_is_right_or_has_an_interval_that_holds_it(rest, power):
    """Where the period is one of log(1/eps), means over neighbouring eps do not take it away."""
    verdict = judged(1 + rest, S.One)
    assert verdict.printed == "leading"
    assert "up to powers of ln(1/eps), and oscillates" in verdict.rate
    if verdict.order is None:
        found, within = re.search(r"eps\^(\S+) \(within (\S+)\)", verdict.rate).groups()
        assert abs(float(found) - power) < float(within)
    else:
        assert verdict.order == power


VAGUE = [
    (2 + sin(L / 200)) * x ** Rational(2, 3),
    x * exp(sqrt(L)),
    sqrt(x) * exp(L ** Rational(2, 3)),
    x * L ** log(L),
    exp(-sqrt(L)),
    exp(-L / log(L)),
    x * exp(-sqrt(L)),
]


@pytest.mark.parametrize("rest", VAGUE)
def test_a_rate_that_is_no_power_is_not_given_one(rest):
    verdict = judged(1 + rest, S.One)
    assert (verdict.printed, verdict.order) == ("leading", None)
    assert verdict.rate == "the remainder falls at a rate that is not resolved"


@pytest.mark.parametrize("rest", [exp(-1 / x), exp(-(L**2)), x**L, x ** log(L), exp(-1 / sqrt(x))])
def test_a_fall_faster_than_every_power_is_still_told(rest):
    assert judged(1 + rest, S.One).rate == "the remainder falls faster than any power of eps"


@pytest.mark.parametrize(
    "power, words", [(pi, "3.14159"), (-sqrt(2), "-1.41421"), (1 / pi, "0.318")]
)
def test_a_power_of_the_logarithm_is_a_fraction_only_where_it_is_one(power, words):
    verdict = judged(1 + x * L**power, S.One)
    assert verdict.order == 1
    assert f"ln(1/eps)^{words}" in verdict.rate
    assert "ln(1/eps)^(7/3)" in judged(1 + x * L ** Rational(7, 3), S.One).rate


PLATEAUS = [
    (1, 1 + 1 / (1 + 10**200 * x), "1/2"),
    (1, 1 + 1 / (1 + 10**300 * x), "1/2"),
    (1, 1 + 1 / (1 + 10**200 * x**2), "1/2"),
    (1, 1 + exp(-(10**400) * x), "1/2"),
    (2, 1 + x / (x + Rational(1, 10**250)), "2"),
    (x, x * (1 + Heaviside(Rational(1, 10**100) - x)), "1/2"),
    (x, Piecewise((2 * x, x < Rational(1, 10**100)), (x, True)), "1/2"),
    (1, sign(x - Rational(1, 10**100)), "-1"),
    (x, x * (2 - sign(x - Rational(1, 10**400))), "1/3"),
    (1, 1 + Heaviside(L - 300), "1/2"),
]


@pytest.mark.parametrize("printed, derived, constant", PLATEAUS)
def test_a_ratio_that_rests_before_its_limit_is_followed_beyond(printed, derived, constant):
    verdict = judged(S(printed), S(derived))
    assert (verdict.printed, verdict.constant_form) == ("scaling", constant)


SLOW = [
    (1, 1 + x ** Rational(1, 10**6)),
    (1, 1 + 10**30 * x ** Rational(1, 1000)),
    (1, 2 + x ** Rational(1, 10**7)),
    (3, 2 + x ** Rational(1, 10**8)),
    (1, 1 + 10**400 / L),
]


@pytest.mark.parametrize("printed, derived", SLOW)
def test_what_no_ladder_shows_is_undecided(printed, derived):
    assert judged(S(printed), derived).printed == "undecided"


def test_a_difference_that_falls_while_it_is_large_shows_nothing():
    """x/10^-100 - 1 falls as eps, down to 0 at 10^-100, and is nothing below."""
    verdict = judged(x, Min(x, Rational(1, 10**100)))
    assert verdict.printed == "undecided" or verdict.order is None


@pytest.mark.parametrize("digits", [49, 52, 60, 80])
def test_a_name_holds_to_twice_the_digits(digits):
    hair = Rational(1, 10**digits)
    for number, name in ((pi, "pi"), (Integer(2), "2"), (Rational(1, 2), "1/2")):
        verdict = judged((number + hair) * x, x + x**2)
        assert verdict.printed == "scaling"
        assert verdict.constant_form != name
        assert judged(number * x, x + x**2).constant_form == name


def test_a_constant_that_is_near_1_but_not_very_is_not_said_to_tend_to_1():
    verdict = judged(Rational(10369, 10000) * x, x + x**2)
    assert verdict.constant_form == "10369/10000"
    assert "tends to 1" not in verdict.remark


def test_a_zero_balanced_hypergeometric_function_near_1():
    """The second term of DLMF 15.8.10; that c = a + b, balls of thirds do not show."""
    a, b = Rational(1, 3), Rational(3, 4)
    factor = gamma(a + b) / (gamma(a) * gamma(b))
    first = log(x) + digamma(a) + digamma(b) + 2 * EulerGamma
    second = L + 2 * digamma(2) - digamma(a + 1) - digamma(b + 1)
    rest = hyper((a, b), (a + b,), 1 - x) + factor * first
    assert judged(a * b * factor * x * second, rest).order == 1
    assert judged(2 * a * b * factor * x * second, rest).constant_form == "2"


def test_derivatives_of_known_functions_are_carried_out():
    wronskian = airyai(x) * airybi(x).diff(x, evaluate=False) - airybi(x) * airyai(x).diff(
        x, evaluate=False
    )
    assert judged(wronskian, 1 / pi).printed == "leading"
    assert judged(wronskian, 2 / pi).constant_form == "1/2"
    assert judged(sin(x), cos(x).diff(x, evaluate=False)).constant_form == "-1"
