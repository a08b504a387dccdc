"""Enclosed half-line integrals against their closed forms, at two precisions."""

import mpmath
import pytest
from flint import acb, arb

from numerics.arithmetic.functions import ball_precision
from numerics.arithmetic.integrals import (
    bessel_overlap,
    frequency_overlap,
    gapped_propagator,
    metallic_propagator,
    quadratic_sum,
)

PAIRS = [(1, 1), (3, 0.25), (0.001, 2), (1e-9, 1)]


@pytest.fixture(params=[100, 200], autouse=True)
def bits(request):
    with ball_precision(request.param):
        yield request.param


def agrees(enclosure, expected, bits):
    """The ball contains the value, and is not wide."""
    enclosure = acb(enclosure)
    return enclosure.overlaps(acb(expected)) and enclosure.rel_accuracy_bits() > 0.6 * bits


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_overlap_of_bessel_functions(a, b, bits):
    a, b = arb(a), arb(b)
    assert agrees(bessel_overlap(a, b), arb.pi() ** 2 / (4 * arb.agm(a, b)), bits)


def test_the_scale_of_one_function_costs_no_digits(bits):
    a, b = arb(1.25), arb("1e-60")
    overlap = bessel_overlap(a, b)
    assert overlap.overlaps(acb(arb.pi() ** 2 / (4 * arb.agm(a, b))))
    assert overlap.rel_accuracy_bits() > bits - 10


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_overlap_over_frequencies(a, b, bits):
    a, b = arb(a), arb(b)
    assert agrees(frequency_overlap(a, b), arb.pi() * a * b / (2 * arb.agm(a, b)), bits)


@pytest.mark.parametrize("s", [0.01, 0.7, 10])
def test_propagators(s, bits):
    s, gap, temperature = arb(s), arb(1.25), arb(0.03125)
    assert agrees(gapped_propagator(gap, s), gap * (gap * s).bessel_k(1), bits)
    thermal = arb.pi() * temperature / (arb.pi() * temperature * s).sin()
    assert agrees(metallic_propagator(temperature, s), thermal, bits)


def test_what_cannot_be_integrated_is_refused():
    for integral in (bessel_overlap, frequency_overlap):
        with pytest.raises(ArithmeticError):
            integral(arb(-1), arb(1))
        with pytest.raises(ArithmeticError):
            integral(arb(1), arb(0))


@pytest.mark.parametrize(
    "coefficients",
    [
        ("2", "1", "3", 1),
        ("1", "7", "1", 4),
        ("1", "2", "1", 1),  # (n + 1)^2
        ("1", "2", "1.0000001", 2),
        ("1", "0", "1e-70", 1),
        ("0.01", "5", "1e-30", 1),
    ],
)
def test_sum_of_a_quadratic(coefficients, bits):
    """Against Euler and Maclaurin, also where both roots nearly coincide."""
    *numbers, first = coefficients
    with mpmath.workdps(40):
        c_2, c_1, c_0 = map(mpmath.mpf, numbers)
        expected = mpmath.nsum(
            lambda n: 1 / ((c_2 * n + c_1) * n + c_0), [first, mpmath.inf], method="e"
        )
        text = mpmath.nstr(expected, 40)
    found = quadratic_sum(*map(arb, numbers), first)
    assert (found - arb(text)).abs_lower() < arb(10) ** -27
    assert found.rel_accuracy_bits() > 0.5 * bits


def test_sums_that_diverge_are_refused():
    with pytest.raises(ArithmeticError, match="diverges"):
        quadratic_sum(arb(0), arb(1), arb(1), 1)
