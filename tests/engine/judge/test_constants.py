"""Names of constants: found where they are right, and never where they are not."""

import random
import time

import pytest
from flint import acb, arb
from sympy import (
    Catalan,
    E,
    EulerGamma,
    I,
    Integer,
    N,
    Rational,
    S,
    exp,
    gamma,
    log,
    pi,
    sqrt,
    zeta,
)

from numerics.arithmetic.functions import ball_precision, bits_for
from numerics.judge import constants
from numerics.judge.compare import ball
from numerics.judge.constants import named

THIRD = Rational(1, 3)
NAMES = [
    Integer(1),
    Rational(13, 4),
    Rational(3331, 2200),
    Integer(123456),
    Rational(1, 10**6),
    zeta(3),
    EulerGamma,
    Catalan,
    gamma(Rational(1, 4)),
    gamma(THIRD) ** 3 / (4 * pi),
    sqrt(3),
    sqrt(7),
    (1 + sqrt(5)) / 2,
    sqrt(2 * pi),
    2**THIRD,
    2 ** (2 * THIRD) * pi**THIRD,
    log(3),
    log(10),
    log(1 + sqrt(2)),
    sqrt(E),
    pi**3,
    -(pi**2) / 6,
    17 * pi / 23,
    exp(EulerGamma),
    pi * exp(-EulerGamma),
    128 * exp(-2) / pi**2,
    1 / log(2),
    7 * zeta(3) / (4 * pi**2),
    pi / (2 * sqrt(3)),
    4 * Catalan / pi,
    1 + sqrt(2),
    sqrt(2) + sqrt(3),
    sqrt(pi) * (1 + sqrt(2)),
    sqrt(1 + sqrt(2)),
    log(2) + EulerGamma,
    pi**2 / 6 - 1,
    I,
    -I * sqrt(3),
    pi * I / 4,
    (1 + I) / sqrt(2),
    5 * exp(I * pi / 3),
    2 + 3 * I,
    pi + I * log(2),
]


def enclosed(constant, digits):
    with ball_precision(bits_for(digits)):
        return ball(constant)


@pytest.mark.parametrize("digits", [25, 50])
@pytest.mark.parametrize("constant", NAMES, ids=str)
def test_a_constant_has_its_name(constant, digits):
    started = time.perf_counter()
    form = named(lambda n: enclosed(constant, n + 20), digits)
    assert form is not None
    assert abs(N(form - constant, 60)) < 1e-55
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize("digits", [25, 30, 50, 100])
def test_random_numbers_have_no_name(digits):
    source = random.Random(digits)
    for _ in range(25):
        decimals = "".join(source.choice("0123456789") for _ in range(digits + 20))
        with ball_precision(bits_for(digits + 20)):
            value = acb(arb(f"{source.randint(0, 99)}.{decimals}"))
            assert named(value, digits) is None
            assert named(value * acb(0, 1) + 1, digits) is None


def test_a_near_miss_has_no_name():
    for constant in (pi, S.One, sqrt(2) + sqrt(3), gamma(Rational(1, 4))):
        for power in (25, 40):
            near = constant + Rational(1, 10**power)
            assert named(enclosed(near, 70), 50) is None
            assert named(lambda n, near=near: enclosed(near, n + 10), 25) is None


def test_what_is_found_is_verified_at_twice_the_digits():
    """The mutant without it names pi + 10^-30 at 25 digits."""
    near = pi + Rational(1, 10**30)
    assert named(enclosed(near, 40), 25) == pi
    assert named(lambda n: enclosed(near, n + 10), 25) is None


def test_the_spare_digits_keep_chance_away(monkeypatch):
    """The mutant: relations as long as the digits are found for any number."""
    monkeypatch.setattr(constants, "SPARE", -30)
    monkeypatch.setattr(constants, "LARGEST_POWER", 10**6)
    source, found = random.Random(1), 0
    for _ in range(20):
        value = acb(arb(f"1.{source.randint(10**24, 10**25)}"))
        with ball_precision(bits_for(40)):
            relation = constants._relation(
                [abs(value).log(), *(constants._value(b, 25).log() for b in constants.BASES)], 25
            )
        found += relation is not None
    assert found == 20


def test_the_simplest_form_is_preferred():
    assert str(named(enclosed(pi / 4, 60), 50)) == "pi/4"
    assert str(named(enclosed((1 + sqrt(5)) / 2, 60), 50)) == "1/2 + sqrt(5)/2"
    assert str(named(enclosed(sqrt(2 * pi), 60), 50)) == "sqrt(2)*sqrt(pi)"
    assert str(named(enclosed(exp(EulerGamma), 60), 50)) == "exp(EulerGamma)"


def test_zero_has_no_name():
    assert named(acb(0), 50) is None
