"""L_0 in nanometres, and the rate at the critical resistance."""

import pytest
from numpy.testing import assert_allclose
from scipy.constants import e, epsilon_0, h, pi
from values import value

from derive.grains.steps import magnitudes
from numerics.grains.phases.magnitudes import resistance_per_gap, unit_of_length


def test_unit_of_length_in_the_international_system():
    """e^2/(4 pi eps_0 epsilon J), with J = h Delta_0/(8 e^2 R)."""
    gap, resistance, dielectric = 1.3, 4000.0, 9.0
    josephson = h / (8 * e**2 * resistance) * gap * 1e-3 * e
    metres = e**2 / (4 * pi * epsilon_0 * dielectric * josephson)
    assert_allclose(unit_of_length(gap, resistance, dielectric), metres * 1e9, rtol=1e-7)


def test_the_papers_lengths_need_a_resistance_of_some_hundred_ohm_per_unit():
    low, high = resistance_per_gap([100.0, 1000.0])
    assert_allclose([low, high], [224.1, 2241], rtol=1e-3)
    assert_allclose(unit_of_length(0.5, low * 0.5 * 11, 11), 100, rtol=1e-12)


def test_derived_length_in_natural_units():
    form = magnitudes.unit_of_length_by_resistance()
    found = value(form, hbar=1, e=1, R_SS=2, Delta_0=3, epsilon=5)
    assert_allclose(float(found), 1 / (5 * pi / 4 * 3 / 2), rtol=1e-14)


@pytest.mark.parametrize("bad", [(0.0, 1.0, 1.0), (1.0, -1.0, 1.0), (1.0, 1.0, 0.0)])
def test_bad_arguments(bad):
    with pytest.raises(ValueError, match="positive"):
        unit_of_length(*bad)
    with pytest.raises(ValueError, match="positive"):
        resistance_per_gap(-1.0)


def test_levels_at_the_critical_resistance_are_narrower_than_their_spacing():
    assert_allclose(float(value(magnitudes.critical_rate(), delta=1)), 1 / pi, rtol=1e-14)
