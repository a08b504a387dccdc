"""Films of strips: what is laid out, transitions, conductances."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from small_films import MM, MS, SS

from numerics.grains.films import networks
from numerics.grains.films.bonds import UNLIMITED, BondModel
from numerics.grains.films.disorder import Disorder
from numerics.grains.films.film import state, strips
from numerics.grains.films.strips import strip_averages, strip_transitions


def test_strips_are_rows():
    film = strips(2, 1, 2, 5, Disorder(sigma=0.3, seed=1))
    assert film.metal.tolist() == [[row in (2, 5)] * 5 for row in range(8)]
    assert film.rates.shape == networks.bonds(8, 5)[0].shape
    assert np.unique(film.rates).size == film.rates.size


@pytest.mark.parametrize("widths", [(1, 1), (3, 2)])
def test_windows_of_strips_without_disorder(widths):
    """The thresholds of the bonds."""
    normal = strip_transitions(*widths, charging=1.0, spacing=0.01, mixed="quasiparticles")
    assert_allclose(normal.anisotropic, (SS, MS), rtol=2e-6)
    lowest = SS if widths[1] == 1 else MM
    assert_allclose(normal.metallic_across, (lowest, MS), rtol=2e-6)
    insulating = strip_transitions(*widths, charging=1.0, spacing=0.01)
    assert_allclose(insulating.anisotropic, (SS, MS), rtol=2e-6)
    assert insulating.metallic_across is None


def test_wide_strips_need_a_proximity_effect_that_reaches_far():
    assert strip_transitions(2, 5).across == np.inf
    assert_allclose(strip_transitions(2, 5, reach=UNLIMITED).across, MS, rtol=2e-6)


def test_conductance_across_strips():
    """Resistors in series: 2 MS and 1 MM bond for every pair, side by side in every column."""
    gamma = np.sqrt(MM * MS)
    options = {"pairs": 3, "length": 4, "mixed": "quasiparticles", "samples": 2, "workers": 1}
    table = strip_averages(gamma, 1, 2, **options)
    film = strips(1, 2, 3, 4)
    G = state(film, gamma, BondModel(1.0, 0.01, mixed="quasiparticles")).conductances
    mixed, metal = G[film.kind("MS")][0], G[film.kind("MM")][0]
    assert_allclose(table["across"], 4 / (3 * (2 / mixed + 1 / metal)), rtol=1e-12)
    assert table["along_superconducting"] == 1
    assert np.isnan(table["along"])


@pytest.mark.parametrize(
    ("widths", "named"),
    [((0, 1, 1, 9), "superconducting width"), ((1, 0, 1, 9), "metallic width"),
     ((1, 1, 0, 9), "number of pairs"), ((1, 1, 1, 1), "length is 1"),
     ((900, 900, 2, 9), "number of rows is 4500")],
)  # fmt: skip
def test_bad_strips(widths, named):
    with pytest.raises(ValueError, match=named):
        strips(*widths)
