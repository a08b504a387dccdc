"""One ladder of guard bits: what is certified, what is not, and how it is told."""

from fractions import Fraction

import flint
import mpmath
import numpy as np
import pytest
from flint import acb, arb

from numerics.arithmetic.arguments import energies
from numerics.arithmetic.certified import (
    GUARD_BITS,
    certified,
    evaluated,
    largest_radius,
    to_bits,
    to_digits,
    to_mpmath,
)


def nothing(*_):
    pytest.fail("the other solver was called")


def fraction(number):
    return Fraction(*map(int, mpmath.libmp.to_rational(number._mpf_)))


def cancelling(lost):
    """A solver for x - 1 of x = 1 + small, which loses so many bits."""

    def solve(x):
        return (x + arb(2) ** lost - arb(2) ** lost,)

    return solve


def test_attempts_have_ever_more_bits_and_are_numbered():
    seen = []

    def attempt(point, number):
        seen.append((point, number, flint.ctx.prec))

    before = flint.ctx.prec
    assert certified(attempt, ["a", "b"], 100, lambda balls: True) == [None, None]
    assert flint.ctx.prec == before
    ladder = [(number, 100 + guard) for number, guard in enumerate(GUARD_BITS)]
    assert seen == [(point, *step) for step in ladder for point in ("a", "b")]
    assert list(GUARD_BITS) == sorted(set(GUARD_BITS))


def test_only_points_that_are_not_good_enough_are_tried_again():
    tried = []

    def attempt(point, number):
        tried.append(point)
        return (arb(1, 0 if number >= point else 1),)

    found = certified(attempt, [0, 2, 1], 50, to_bits(50))
    assert tried == [0, 2, 1, 2, 1, 2]
    assert all(ball.is_exact() for (ball,) in found)


@pytest.mark.parametrize("exponent", [-60, -51, -49, -40])
def test_bits_on_both_sides_of_the_wanted_number(exponent):
    for ball in (arb(1, arb(2) ** exponent), acb(0, arb(3, 3 * arb(2) ** exponent))):
        assert to_bits(50)([ball]) == (exponent < -50)


def test_bits_are_those_of_the_worst_ball():
    assert not to_bits(50)([arb(1), arb(1, 1e-9)])
    assert not to_bits(50)([arb(1, 1e-9), arb(1)])
    assert to_bits(50)([arb(1), arb(0)])


@pytest.mark.parametrize(("part", "known"), [(0.9, True), (1.1, False)])
def test_digits_are_those_of_the_smallest_ball(part, known):
    radius = part * arb(10) ** -20
    assert to_digits(20)([arb(1, radius)]) == known
    assert to_digits(20)([arb(1, radius / 1000), arb(1000, radius)]) == known
    assert not to_digits(20)([arb(1000, radius * 100), arb(1) / 1000])
    assert to_digits(20)([arb(1, radius), arb(0)]) == known
    assert not to_digits(20)([arb(0, radius)])
    assert not to_digits(20)([arb("nan")])


def test_the_largest_radius():
    balls = [arb(1, 2), arb(5, 3), acb(1)]
    assert 3 <= float(largest_radius(balls)) < 3.01


def test_doubles_without_digits():
    arguments = {"a": np.array([1.0, 2.0]), "b": np.array(3.0)}
    total, other, radius = evaluated(lambda a, b: (a + b, a), nothing, arguments, None)
    assert total.tolist() == [4, 5]
    assert other.tolist() == [1, 2]
    assert radius is None


@pytest.mark.parametrize("lost", [10, 100, 900])
def test_cancellation_takes_more_bits_and_leaves_all_digits(lost):
    given = {"x": ["1e-30", "1/7"]}
    arguments = dict(zip(given, energies(given, 40), strict=True))
    value, radius = evaluated(nothing, cancelling(lost), arguments, 40)
    expected = (Fraction(1, 10**30), Fraction(1, 7))
    for x, error, exact in zip(map(fraction, value), map(fraction, radius), expected, strict=True):
        assert abs(x - exact) <= error < exact / 10**40


def test_shapes_and_starts():
    given = {"a": [["0.5"], ["2"]], "b": ["1", "3", "4"]}
    arguments = dict(zip(given, energies(given, 20), strict=True))
    starts = [np.arange(3.0)]
    first, second, radius = evaluated(
        nothing, lambda a, b, start: (a * b, start), arguments, 20, count=2, starts=starts
    )
    assert first.tolist() == [[0.5, 1.5, 2], [2, 6, 8]]
    assert second.tolist() == [[0, 1, 2]] * 2
    assert radius.shape == (2, 3)
    empty = evaluated(nothing, nothing, {"a": np.empty(0, object)}, 20, count=2)
    assert [column.shape for column in empty] == [(0,)] * 3


@pytest.mark.parametrize("ball", [None, arb(1, 1), arb(0, 1e-30), arb("nan")])
def test_what_is_not_certified_names_the_point_and_the_reason(ball):
    given = {"a": ["1/4", "0.5"], "b": "3"}
    arguments = dict(zip(given, energies(given, 20), strict=True))

    def solve(a, _):
        return (a,) if a < 0.3 else (None if ball is None else (ball,))

    words = r"no 20 certified digits at a = 0\.50*, b = 3\.0*: too hard"
    with pytest.raises(ArithmeticError, match=words):
        evaluated(nothing, solve, arguments, 20, reason=": too hard")


def test_midpoints_are_exact():
    with flint.ctx.workprec(200):
        third = arb(1) / 3
        both = acb(third, -third)
    with mpmath.workdps(80):
        assert arb(to_mpmath(third)) == third.mid()
        assert to_mpmath(both).imag == -to_mpmath(third)
