"""Figures: what is drawn, where, and that vector files can be written."""

import warnings

import matplotlib
import numpy as np
import pytest
from matplotlib import pyplot
from matplotlib.colors import to_rgb

from numerics.grains.figures.states import spectrum
from numerics.grains.figures.validity import AREAS, validity_map
from numerics.grains.gaps.minigap import minigap
from numerics.grains.gaps.states import density_of_states
from numerics.grains.gaps.validity import validity

pytestmark = pytest.mark.usefixtures("no_figure_is_left")


def lines(ax):
    return {line.get_label(): line for line in ax.get_lines()}


def test_a_spectrum():
    ax = spectrum(0.2, 0.3)
    edge = minigap(0.2, 0.3).energy
    drawn = lines(ax)
    marked = f"minigap ${edge:.4g}\\,\\Delta_0$"
    assert list(drawn) == ["metallic grains", "superconducting grains", marked]
    x, y = drawn["metallic grains"].get_data()
    assert np.array_equal(y, density_of_states(x, 0.2, 0.3).metal)
    assert np.array_equal(
        drawn["superconducting grains"].get_ydata(), density_of_states(x, 0.2, 0.3).superconductor
    )
    assert drawn[marked].get_xdata()[0] == edge
    assert (ax.get_xlabel(), ax.get_xscale()) == (r"$\omega/\Delta_0$", "linear")
    assert ax.get_ylabel() == r"density of states $N(\omega)/N(0)$"
    assert ax.get_title() == r"$\Gamma_M = 0.2\,\Delta_0$, $\Gamma_S = 0.3\,\Delta_0$"
    styles = [drawn[name].get_linestyle() for name in drawn]
    assert len(set(styles)) == 3


def test_a_spectrum_in_another_unit_is_the_same():
    plain, scaled = (lines(spectrum(0.2 * d, 0.3 * d, d)) for d in (1.0, 2.5))
    for name in ("metallic grains", "superconducting grains"):
        assert np.allclose(plain[name].get_xdata(), scaled[name].get_xdata(), rtol=1e-12)
    x = plain["metallic grains"].get_xdata()
    smooth = np.abs(x - minigap(0.2, 0.3).energy) > 1e-6
    assert np.allclose(
        plain["metallic grains"].get_ydata()[smooth],
        scaled["metallic grains"].get_ydata()[smooth],
        rtol=1e-9,
    )


def test_a_small_minigap_is_shown_on_a_logarithmic_axis():
    ax = spectrum(1e-4, 3e-5)
    low, high = ax.get_xlim()
    assert ax.get_xscale() == "log"
    assert low < minigap(1e-4, 3e-5).energy < high
    assert r"\Gamma_S = 3 \cdot 10^{-5}\,\Delta_0" in ax.get_title()


def test_the_minigap_is_marked_on_both_sides():
    ax = spectrum(0.2, 0.3, omega=np.linspace(-1, 1, 11), eta=0.01)
    edges = sorted(line.get_xdata()[0] for line in ax.get_lines()[2:])
    assert edges == [-minigap(0.2, 0.3).energy, minigap(0.2, 0.3).energy]
    assert len(ax.get_legend().get_texts()) == 3


@pytest.mark.parametrize(("gamma_m", "gamma_s"), [(0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (1e4, 2e4)])
def test_limits_of_the_model_can_be_drawn(gamma_m, gamma_s):
    spectrum(gamma_m, gamma_s).figure.canvas.draw()


def test_a_map():
    ax = validity_map(validity("10-S-low", ratio=2.0))
    assert (ax.get_xlabel(), ax.get_ylabel()) == (r"$\Gamma_S/\Delta_0$", r"$\omega/\Delta_0$")
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    assert ax.get_title() == (
        "10-S-low: Gap function of the superconducting grains below the minigap\n"
        r"$\Gamma_M = 2\,\Gamma_S$"
    )
    words = [text.get_text() for text in ax.get_legend().get_texts()]
    assert words == ["error < 10 %", "error < 1 %", "error < 0.1 %"]


def test_areas_of_a_map_hold_the_points_within_their_error():
    found = validity("10-S-high", gamma=np.logspace(-3, 0, 41), omega=np.logspace(-3, 1, 41))
    ax = validity_map(found)
    areas = [c for c in ax.collections if c.get_fill()]
    inside = np.s_[5:-5:7]
    points = [(g, w) for w in found.omega[inside] for g in found.gamma[inside]]
    for area, tolerance in zip(areas, (0.1, 0.01, 0.001), strict=True):
        drawn = [any(p.contains_point(point) for p in area.get_paths()) for point in points]
        assert drawn == found.within(tolerance)[inside, inside].ravel().tolist()


def test_a_map_without_a_valid_region_says_so():
    ax = validity_map(validity("strong"))
    assert [text.get_text() for text in ax.texts] == ["error above 10 % everywhere"]
    assert ax.get_xlim() == (0.1, 1e6)


def test_areas_differ_in_lightness():
    lightness = [np.dot(to_rgb(area), (0.2126, 0.7152, 0.0722)) for area in AREAS]
    assert np.all(np.diff(lightness) < -0.15)


@pytest.mark.parametrize("suffix", ["svg", "pdf", "png"])
def test_given_axes_and_files(suffix, tmp_path):
    before = matplotlib.rcParams.copy()
    figure, (left, right) = pyplot.subplots(1, 2)
    assert spectrum(0.2, 0.3, ax=left) is left
    assert validity_map(validity("11-low"), ax=right) is right
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.savefig(tmp_path / f"x.{suffix}")
    head = (tmp_path / f"x.{suffix}").read_bytes()[:200]
    assert {"svg": b"<svg", "pdf": b"%PDF", "png": b"PNG"}[suffix] in head
    assert len(pyplot.get_fignums()) == 1
    assert matplotlib.rcParams == before


def test_too_few_points():
    with pytest.raises(ValueError, match="two frequencies at least"):
        spectrum(0.2, 0.3, omega=[0.5])
    with pytest.raises(ValueError, match="two values of Gamma_S and two of omega"):
        validity_map(validity("10-S-low", gamma=[0.1]))
    assert pyplot.get_fignums() == []
