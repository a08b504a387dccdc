"""Exponents and thresholds of percolation by the networks of films, and strips across."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from values import value

from derive.grains.steps import conduction
from numerics.grains.films import networks
from numerics.grains.films.percolation import conductances, exponent, site_threshold
from numerics.grains.films.strips import strip_sample, strip_transitions


@pytest.mark.parametrize("seed", range(5))
def test_a_wheatstone_bridge_and_its_dual(seed):
    """Bonds a, b above, c, d below, and one between both middles: the dual has them crossed.

    The two middle nodes of the dual are the loops: a and c join the left one to both electrodes,
    b and d the right one, and the bridge joins both.
    """
    random = np.random.default_rng(seed)
    a, b, c, d, bridge = random.choice([0.0, 1.0, 3.0, np.inf], 5)
    first = networks.total_conductance((2, 3), np.array([a, b, c, d, 0.0, bridge, 0.0]))
    with np.errstate(divide="ignore"):
        crossed = 1 / np.array([a, c, b, d, np.inf, bridge, np.inf])
    second = networks.total_conductance((2, 3), crossed)
    with np.errstate(divide="ignore"):
        assert_allclose(second, 1 / np.float64(first), rtol=1e-12)


def test_conductances_of_both_kinds_have_one_distribution():
    cut = conductances(6, 4000, 1, shorted=False)
    shorted = conductances(6, 4000, 1, shorted=True)
    error = np.hypot(np.std(cut), np.std(shorted)) / np.sqrt(4000)
    assert abs(np.mean(cut) - np.mean(shorted)) < 5 * error
    assert abs(np.mean(cut == 0) - 0.5) < 5 * 0.5 / np.sqrt(4000)
    assert abs(np.mean(shorted == 0) - 0.5) < 5 * 0.5 / np.sqrt(4000)


@pytest.mark.parametrize("shorted", [False, True])
def test_exponent_of_conduction(shorted):
    """t_2 is 1.310 by P. Grassberger, Physica A 262, 251 (1999)."""
    found = exponent(8, 4, 800, shorted=shorted)
    assert abs(found.value - 1.310) < 5 * found.error
    assert 0 < found.error < 0.08


@pytest.mark.parametrize(("normal", "threshold"), [(True, 0.592746), (False, 0.407254)])
def test_site_thresholds(normal, threshold):
    found = site_threshold(48, 60, normal=normal)
    assert abs(found.value - threshold) < 5 * found.error
    assert 0 < found.error < 0.006


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_strips_conduct_across_by_quasiparticles_alone(rows):
    """With bonds between unlike grains that insulate nothing flows; else as bonds in a row."""
    options = {"charging": 1.0, "spacing": 0.01, "couplings": "printed"}
    found = strip_transitions(2, 1, pairs=2, length=3, **options)
    gamma, options = 0.9 * found.across, {**options, "sigma": 0.0}
    assert gamma > found.along
    closed = strip_sample(gamma, 2, rows, 2, 3, mixed="insulating", **options)
    open_ = strip_sample(gamma, 2, rows, 2, 3, mixed="quasiparticles", **options)
    assert (closed.along, closed.across, open_.along) == (np.inf, 0.0, np.inf)
    resistance = 1 / (2 * np.pi * gamma / 0.01)
    numbers = {"Gamma_M": gamma, "Delta_0": 1, "R_SM": resistance, "R_MM": resistance, "M": rows}
    per_period = float(value(conduction.resistance_across(), **numbers))
    assert_allclose(open_.across, 3 / (2 * per_period), rtol=1e-9)
