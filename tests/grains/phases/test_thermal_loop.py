"""The full loop of (26), (27) with P_n(0) simulated: limits, its equations, and interrupts."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from numerics.grains.heights.sample import zero_difference_probability
from numerics.grains.heights.statistics import Estimate
from numerics.grains.phases import thermal_loop as module
from numerics.grains.phases.boundary import renormalized_coupling
from numerics.grains.phases.thermal_loop import thermal_loop

WARM = (0.5, 20.0, 0.2, 0.5)  # with the cutoff, where windings are frequent
SMALL = {"size": 6, "sweeps": 60}


@pytest.mark.parametrize("cutoff", [False, True])
def test_cold_is_the_coupling_at_zero_temperature(cutoff):
    """The delta term J_MF/T is strong, so that P_n(0) = 1; the rest is of order T/J_R."""
    found = thermal_loop(0.2, 1.0, 0.6, 2e-4, cutoff=cutoff, **SMALL)
    assert found.converged
    assert (found.probability, found.error) == (1, 0)
    expected = renormalized_coupling(0.2, 1.0, 0.6, cutoff=cutoff).value
    assert_allclose(found.renormalized, expected, rtol=2e-3)
    assert found.renormalized == found.mean_field
    warm = renormalized_coupling(0.2, 1.0, 0.6, temperature=2e-4, cutoff=cutoff).value
    assert_allclose(found.renormalized, warm, rtol=1e-9)


def test_a_warm_loop_satisfies_its_equations():
    """D by a sum of terms, and P_n(0) by a simulation of its own at the J_MF that was found."""
    josephson, charging, alpha, temperature = WARM
    found = thermal_loop(*WARM, cutoff=True, size=8, sweeps=300)
    assert found.converged
    n = np.arange(1, 200_001)
    w = 2 * np.pi * temperature * n
    assert found.renormalized < w[0]
    terms = 1 / (w * w / charging + alpha / (4 * np.pi) * w + found.renormalized)
    rest = charging / (2 * np.pi * temperature) ** 2 / n[-1]
    D = temperature * (terms.sum() + rest)
    slack = 5 * found.error / found.probability + 1e-9
    assert_allclose(found.mean_field, josephson * np.exp(-D / 2), rtol=2 * slack)
    quadratic = 2 * np.pi**2 * temperature / charging
    again = zero_difference_probability(
        8, quadratic, alpha / 2, found.mean_field / temperature, sweeps=300, seed=5
    )
    difference = again.value - found.probability
    assert abs(difference) < 5 * np.hypot(again.error, found.error) + 1e-12
    assert_allclose(found.renormalized, found.mean_field * found.probability, rtol=1e-12)
    assert 0.8 < found.probability < 0.98


def test_units_and_seeds():
    """The same run in another unit, and with another seed."""
    natural = thermal_loop(*WARM, cutoff=True, **SMALL)
    scaled = thermal_loop(0.5e6, 2e7, 0.2, 0.5e6, cutoff=True, **SMALL)
    assert_allclose(scaled.renormalized, natural.renormalized * 1e6, rtol=1e-9)
    assert thermal_loop(*WARM, cutoff=True, **SMALL) == natural
    other = thermal_loop(*WARM, cutoff=True, seed=1, **SMALL)
    assert other.probability != natural.probability
    assert abs(other.probability - natural.probability) < 6 * np.hypot(other.error, natural.error)


def test_a_loop_that_ends_at_zero():
    """Below the boundary, and warm: D = T/2 J_R wins."""
    found = thermal_loop(0.01, 1.0, 0.0, 0.1, **SMALL)
    assert found.renormalized < 1e-300
    assert found.steps < 40
    assert 0 <= found.probability <= 1


def interrupted_after(monkeypatch, count, interrupt=KeyboardInterrupt):
    calls = iter(range(count))

    def simulated(size, quadratic, linear, delta, **_):
        if next(calls, None) is None:
            raise interrupt
        return Estimate(np.float64(0.9), np.float64(1e-9), np.float64(1), np.True_)

    monkeypatch.setattr(module, "zero_difference_probability", simulated)


def test_an_interrupt_answers_what_was_reached(monkeypatch):
    interrupted_after(monkeypatch, 2)
    found = thermal_loop(3.0, 2.0, 0.5, 0.6, **SMALL)
    assert (found.steps, found.converged, found.probability) == (2, False, 0.9)
    assert 0 < found.renormalized < 3.0


def test_an_interrupt_before_the_first_step(monkeypatch):
    interrupted_after(monkeypatch, 0)
    found = thermal_loop(3.0, 2.0, 0.5, 0.6, **SMALL)
    assert (found.steps, found.converged, found.renormalized) == (0, False, 3.0)


def test_most_steps(monkeypatch):
    interrupted_after(monkeypatch, 100)
    found = thermal_loop(0.3, 2.0, 0.5, 0.01, most=3, **SMALL)
    assert (found.steps, found.converged) == (3, False)


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        ((0, 1, 1, 1), {}, "josephson contains a number <= 0"),
        ((1, -1, 1, 1), {}, "charging contains a number <= 0"),
        ((1, 1, -1, 1), {}, "alpha contains a negative number"),
        ((1, 1, 1, 0), {}, "temperature contains a number <= 0"),
        ((np.nan, 1, 1, 1), {}, "josephson is nan: give one finite real number"),
        (([1, 2], 1, 1, 1), {}, "josephson has the shape"),
        ((1, 1, 1, 1), {"size": 3}, "size is 3: give an integer from 4"),
        ((1, 1, 1, 1), {"most": 0}, "most is 0: give an integer from 1"),
        ((1, 1, 1, 1), {"sweeps": 0}, "sweeps is 0: give an integer from 1"),
        ((1, 1, 1, 1), {"seed": -1}, "seed is -1: give an integer from 0"),
    ],
)
def test_bad_input(arguments, options, words):
    with pytest.raises(ValueError, match=words):
        thermal_loop(*arguments, **options)
