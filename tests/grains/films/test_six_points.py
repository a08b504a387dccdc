"""The measurements of the six points, on small films, against closed forms and percolation."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from numerics.grains.films.bonds import BondModel, threshold
from numerics.grains.films.disorder import Disorder, probability_below, relative_rates
from numerics.grains.films.six_points import (
    expected_lost_share,
    extrapolated,
    gap_uniformity,
    lost_share,
    near_transitions,
    order_boundary,
    share_threshold,
    transitions,
)

HERE = {"workers": 1, "progress": False}
SITE_THRESHOLD = 0.592746
SIGMAS = 4.0
SEPARATE = {"spacing": 1e-4, "sigma": 0.3}  # Gamma_MS is 27 Gamma_MM
BETWEEN = float(
    np.sqrt(np.prod([threshold(BondModel(spacing=1e-4), kind) for kind in ("MS", "MM")]))
)


def test_gaps_become_uniform_only_far_above_the_gap():
    """1 and 2: the ratio tends to 1 as 1/Gamma, and to 0 as Gamma."""
    table = gap_uniformity([1e-4, 1e-3, 1.0, 1e3, 1e4], 0.5, size=16, samples=4, **HERE)
    ratio, spread = table["ratio"], table["spread"]
    assert_allclose(ratio[1] / ratio[0], 10, rtol=0.02)
    assert_allclose((1 - ratio[3]) / (1 - ratio[4]), 10, rtol=0.02)
    assert np.all(np.diff(ratio) > 0)
    assert np.all(np.diff(spread) < 0)
    assert ratio[2] + SIGMAS * table["ratio_error"][2] < 2 / 3


@pytest.mark.parametrize("distribution", ["lognormal", "gamma"])
def test_share_of_lost_grains(distribution):
    """3: against its closed form, from all grains that keep it to all that lose it."""
    options = {"sigma": 0.6, "distribution": distribution, "samples": 12, **HERE}
    table = lost_share(np.geomspace(0.003, 0.03, 6), 0.5, size=40, **options)
    assert np.all(np.abs(table["lost"] - table["expected"]) < SIGMAS * table["lost_error"] + 1e-3)
    assert np.all(np.diff(table["lost"]) < 0)
    assert table["lost"][0] > 0.95
    assert table["lost"][-1] < 0.1


def test_closed_form_of_the_lost_share_at_its_ends():
    inside, edge, corner = (p**0.5 for p in (0.5**8, 0.5**6, 0.5**4))
    expected = (4 * inside + 8 * edge + 4 * corner) / 16
    assert_allclose(expected_lost_share(1e3, 0.5, 4), expected, rtol=1e-9)
    assert expected_lost_share(1e-9, 0.5, 4) == pytest.approx(1)


@pytest.mark.parametrize("distribution", ["lognormal", "gamma"])
def test_distribution_function(distribution):
    rates = relative_rates(200_000, Disorder(0.6, distribution), np.random.default_rng(0))
    for x in (0.3, 1.0, 2.0):
        share = probability_below(x, Disorder(0.6, distribution))
        error = np.sqrt(share * (1 - share) / rates.size)
        assert abs((rates < x).mean() - share) < SIGMAS * error
    assert probability_below(0.9, Disorder(0.0, distribution)) == 0
    assert probability_below(1.1, Disorder(0.0, distribution)) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("what", "mixed", "expected"),
    [
        ("superconducting", "insulating", 1 - SITE_THRESHOLD),
        ("metallic", "insulating", SITE_THRESHOLD),
        ("metallic", "quasiparticles", 1 - SITE_THRESHOLD),
    ],
)
def test_threshold_share_is_site_percolation(what, mixed, expected):
    """4: where all MS bonds are lost and MM bonds conduct, the state hangs on p alone."""
    options = {"samples": 60, "mixed": mixed, **SEPARATE, **HERE}
    limit, table = share_threshold(what, BETWEEN, (16, 32, 64), **options)
    assert limit.error < 0.005
    assert abs(limit.value - expected) < SIGMAS * limit.error
    assert table["size"].tolist() == [16, 32, 64]


def test_extrapolation_recovers_a_limit():
    sizes = (8, 16, 32)
    values = 0.3 + 2.0 * np.array(sizes) ** -1.75
    limit = extrapolated(sizes, values, np.full(3, 0.01))
    assert_allclose(limit.value, 0.3, rtol=1e-12)
    assert 0.01 / np.sqrt(3) < limit.error < 0.02


def test_order_of_the_transitions():
    """5: at the boundary both thresholds agree; at weak tunnelling from (15) and e^2/256."""
    for spacing in (1e-3, 0.1, 1.0):
        charging = order_boundary(spacing)
        at = [threshold(BondModel(charging, spacing), kind) for kind in ("MS", "MM")]
        assert_allclose(*at, rtol=1e-8)
        above, below = BondModel(1.1 * charging, spacing), BondModel(charging / 1.1, spacing)
        assert threshold(above, "MS") > threshold(above, "MM")
        assert threshold(below, "MS") < threshold(below, "MM")
    gamma = 1e-4 / np.pi
    weak = 2 / np.pi * gamma * np.log(2 / gamma) / 4 * 256 / np.e**2
    assert_allclose(order_boundary(1e-4), weak, rtol=1e-3)
    with pytest.raises(ArithmeticError, match="one order"):
        order_boundary(100.0, couplings="printed")


def test_transitions_of_films():
    """4, 5, 6: from the superconductor to the insulator for small p, through a metal for large."""
    table = transitions([0.1, 0.7, 1.0], size=24, samples=6, **SEPARATE, **HERE)
    few, many, all_metal = table
    assert few["metal"] == 0
    assert few["window"] == 0
    assert many["metal"] == 1
    model = BondModel(spacing=1e-4)
    expected = np.log10(threshold(model, "MS") / threshold(model, "MM"))
    assert abs(many["window"] - expected) < 0.3
    assert all_metal["never"] == 1
    assert np.isnan(all_metal["superconducting"])
    assert_allclose(many["superconducting"] / many["conducting"], 10 ** many["window"], rtol=1e-9)


def test_conductance_near_the_transitions():
    table = near_transitions(0.7, size=24, samples=6, distances=(0.1, 1e-3), **SEPARATE, **HERE)
    assert np.all(table["below"] > table["above"] + 1)
    assert table["below"][1] > table["below"][0]
    assert table["above"][1] < table["above"][0]
    none = near_transitions(1.0, size=8, samples=2, distances=(0.1,), **HERE)
    assert np.isnan(none["below"][0])


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: gap_uniformity([1.0], 1.5), "p is 1.5"),
        (lambda: gap_uniformity([-1.0], 0.5), "gamma "),
        (lambda: lost_share([1.0], 0.5, reach=1), "reach 0"),
        (lambda: share_threshold("magnetic", 0.1), "'magnetic'"),
        (lambda: share_threshold("metallic", 0.1, (8,)), "two different sizes"),
        (lambda: share_threshold("metallic", 0.1, (1, 8)), "size is 1"),
        (lambda: transitions([0.5, 2.0]), "p is 2.0"),
        (lambda: near_transitions(0.5, samples=1), "samples is 1"),
        (lambda: near_transitions(0.5, size=1), "size is 1"),
    ],
)
def test_bad_input(call, named):
    with pytest.raises(ValueError, match=named):
        call()
