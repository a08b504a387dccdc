"""Where alpha_MS (kT/sin(pi kT tau))^2 is good, and its figure."""

import mpmath
import numpy as np
import pytest
from matplotlib.figure import Figure
from numpy.testing import assert_allclose

from numerics.grains.couplings.bond import dissipation_kernel, dissipation_strength
from numerics.grains.couplings.plateau import plateau
from numerics.grains.figures import couplings as coupling_figures


def over_unit(tau, gamma_m, gamma_s, delta0=1.0, temperature=0.0):
    """The kernel over half of (T/sin(pi T tau))^2."""
    unit = (
        1 / (np.pi * tau) if temperature == 0 else temperature / np.sin(np.pi * temperature * tau)
    )
    kernel = dissipation_kernel(tau, gamma_m, gamma_s, delta0, temperature=temperature)
    return 2 * kernel.value / unit**2


@pytest.mark.parametrize("tolerance", [0.1, 0.003])
@pytest.mark.parametrize("temperature", [0.0, 1e-4])
def test_the_kernel_leaves_the_tolerance_at_both_ends(temperature, tolerance):
    gamma_m, gamma_s = np.array([1e-4, 1e-3]), np.array([[2e-4], [5e-4]])
    options = {"temperature": temperature, "tolerance": tolerance}
    found = plateau(gamma_m, gamma_s, 1.5, **options)
    assert found.first.shape == (2, 2)
    alpha = np.broadcast_to(np.pi * gamma_m / 1.5, (2, 2))
    assert_allclose(found.strength, alpha)
    for end, level in ((found.first, 1 + tolerance), (found.last, 1 - tolerance)):
        assert_allclose(
            over_unit(end, gamma_m, gamma_s, 1.5, temperature), level * alpha, rtol=1e-8
        )
    inside = np.sqrt(found.first * found.last)
    error = over_unit(inside, gamma_m, gamma_s, 1.5, temperature) / alpha - 1
    assert np.all(np.abs(error) < tolerance)


def test_the_value_of_the_plateau_as_the_reference():
    found = plateau(0.02, 0.01, tolerance=0.05, reference="plateau")
    read = dissipation_strength(0.02, 0.01)
    assert found.strength == read.value
    assert found.first < read.tau < found.last
    assert_allclose(over_unit(found.last, 0.02, 0.01), 0.95 * read.value, rtol=1e-8)


@pytest.mark.parametrize("rates", [(1e-3, 2e-3), (0.5, 0.1), (0.01, 3.0), (5.0, 3.0), (1.0, 1e-3)])
@pytest.mark.parametrize("temperature", [0.0, 0.01])
def test_the_kernel_falls_from_that_of_metals_so_that_there_are_two_ends(rates, temperature):
    latest = 1 / (2 * temperature) if temperature else 10 / min(1, rates[1])
    falling = over_unit(np.geomspace(1e-6, latest, 60), *rates, temperature=temperature)
    assert_allclose(falling[0], np.pi, rtol=1e-4)
    assert np.all(np.diff(falling) < 0)


@pytest.mark.parametrize(("tolerance", "end"), [(0.1, 0.2182), (0.01, 0.0531)])
def test_it_fails_before_one_over_gamma_s(tolerance, end):
    rates = np.array([1e-5, 1e-6])
    for ratio in (0.1, 1, 10):
        last = plateau(ratio * rates, rates, tolerance=tolerance).last
        assert_allclose(last * rates, end, rtol=2e-3)
    assert np.all(over_unit(1 / rates, rates, rates) < 0.65 * np.pi * rates)


def test_it_begins_where_the_coherent_part_has_died_out():
    """K_1 of (13), and the next term of `15-alpha`: 3 omega^2/2 becomes 3/tau^2 in time."""
    rate = 1e-7
    first = plateau(rate, rate).first
    coherent = first * float(mpmath.besselk(1, first)) / rate
    assert_allclose(coherent + 3 / first**2, 0.1, rtol=5e-3)


def test_the_plateau_is_short_unless_tunnelling_is_weak():
    found = plateau([1e-3, 1e-2, 1e-1], [1e-3, 1e-2, 1e-1])
    assert_allclose(found.last / found.first, [20, 2.5, 1.15], rtol=0.02)
    assert np.isnan(plateau(5.0, 1.0).first) and np.isnan(plateau(5.0, 1.0).last)


def test_temperatures_above_gamma_s_remove_the_later_end():
    assert plateau(1e-3, 1e-3, temperature=0.01).last == 50
    assert np.isnan(plateau(1e-3, 1e-3, temperature=0.1).last)


def test_units_and_empty_arrays():
    one, other = plateau(1e-3, 2e-3, tolerance=0.2), plateau(2e-3, 4e-3, 2.0, tolerance=0.2)
    assert_allclose([other.first, other.last], [one.first / 2, one.last / 2], rtol=1e-8)
    assert plateau([], 1).first.shape == plateau([], 1).last.shape == (0,)


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        ({"tolerance": 0}, "tolerance"),
        ({"tolerance": 1}, "tolerance"),
        ({"tolerance": np.nan}, "tolerance"),
        ({"reference": "printed"}, "reference"),
        ({"gamma_m": 0}, "gamma_m"),
        ({"temperature": -1}, "temperature"),
    ],
)
def test_bad_arguments(bad, named):
    with pytest.raises(ValueError, match=named):
        plateau(**({"gamma_m": 0.1, "gamma_s": 0.1} | bad))


def test_figure_shows_the_kernel_both_constants_and_the_range():
    axes = Figure().subplots()
    assert coupling_figures.strength(2e-3, 1e-3, tolerance=0.05, ax=axes) is axes
    lines = {line.get_label(): np.array(line.get_data()) for line in axes.get_lines()}
    tau, values = lines["gaps of (21)"]
    assert_allclose(values, over_unit(tau, 2e-3, 1e-3), rtol=1e-12)
    assert_allclose(lines[r"$\alpha_{MS}$ of (13) as printed"][1], 1e-3)
    assert_allclose(lines[r"$\alpha_{MS}$ of (15) as derived"][1], np.pi * 2e-3)
    found = plateau(2e-3, 1e-3, tolerance=0.05)
    (span,) = axes.patches
    assert_allclose([span.get_x(), span.get_x() + span.get_width()], [found.first, found.last])
    assert "5 %" in span.get_label()
    assert axes.get_xscale() == "log"


def test_figure_where_it_is_good_nowhere():
    axes = coupling_figures.strength(5.0, 3.0, temperature=0.1, ax=Figure().subplots())
    assert list(axes.patches) == []
    assert axes.get_xlim()[1] == 5
