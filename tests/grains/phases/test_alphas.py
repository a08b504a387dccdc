"""What alpha means in each equation, against numbers found by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from sympy import Rational, pi, simplify

from numerics.grains.phases.alphas import (
    NORMALISATIONS,
    alpha_at_one,
    alpha_of_resistance,
    converted,
    critical_alphas,
    critical_resistances,
    resistance_of_alpha,
)
from numerics.grains.phases.boundary import phase_boundary

# A bond of R = h/2e^2 damps the phase by |omega|/(8 pi R e^2/h) = |omega|/4 pi, in each equation:
# (27) has alpha/4 pi there; a kernel alpha (kT/sin)^2 gives alpha/2 pi and alpha |m|, of which
# (25a) prints half; (28) is (27); and (14) has hbar/2e^2 R = (h/e^2 R)/4 pi.
AT_HALF_A_QUANTUM = {
    "25-kernel": Rational(1, 2),
    "25a": 1,
    "27": 1,
    "28": 1,
    "14-alpha": 1 / (2 * pi),
}


@pytest.mark.parametrize("label", NORMALISATIONS)
def test_alpha_of_half_a_resistance_quantum(label):
    expected = AT_HALF_A_QUANTUM[label]
    assert_allclose(alpha_of_resistance(0.5, label), float(expected), rtol=1e-14)
    assert simplify(critical_alphas()[label] - expected) == 0
    assert simplify(alpha_at_one(label) * expected - 1) == 0


@pytest.mark.parametrize("label", NORMALISATIONS)
def test_resistances_at_which_alpha_is_1(label):
    """alpha falls as 1/R, from its value at h/2e^2."""
    expected = Rational(1, 2) * AT_HALF_A_QUANTUM[label]
    assert simplify(critical_resistances()[label] - expected) == 0
    assert_allclose(resistance_of_alpha(1, label), float(expected), rtol=1e-14)


def test_the_default_is_that_of_the_phase_boundary():
    assert_allclose(alpha_of_resistance([0.25, 0.5, 5.0]), [2, 1, 0.1], rtol=1e-14)
    kinds = phase_boundary(alpha_of_resistance([0.49, 0.51])).kind
    assert list(kinds) == ["none", "jump"]


@pytest.mark.parametrize("given", NORMALISATIONS)
@pytest.mark.parametrize("wanted", NORMALISATIONS)
def test_conversions_there_and_back(given, wanted):
    values = np.array([[0.0, 0.3], [1.0, 7.0]])
    there = converted(values, given, wanted)
    ratio = float(AT_HALF_A_QUANTUM[wanted] / AT_HALF_A_QUANTUM[given])
    assert_allclose(there, values * ratio, rtol=1e-14)
    assert_allclose(converted(there, wanted, given), values, rtol=1e-14)
    bonds = np.array([0.1, 3.0])
    back = resistance_of_alpha(alpha_of_resistance(bonds, given), given)
    assert_allclose(back, bonds, rtol=1e-14)


def test_arrays_of_every_shape():
    assert alpha_of_resistance([]).shape == (0,)
    assert resistance_of_alpha(np.ones((2, 0))).shape == (2, 0)
    assert np.ndim(converted(1, "27")) == 0


@pytest.mark.parametrize("function", [alpha_of_resistance, resistance_of_alpha])
@pytest.mark.parametrize("number", [0, -1, np.nan, [1, 0]])
def test_numbers_that_are_not_positive(function, number):
    with pytest.raises(ValueError, match="contains a number <= 0: give positive ones"):
        function(number)


def test_unknown_normalisation():
    for call in (lambda: alpha_at_one("26-R"), lambda: converted(1, "13-alpha")):
        with pytest.raises(ValueError, match=r"give one of 25-kernel, 25a, 27, 28, 14-alpha"):
            call()
