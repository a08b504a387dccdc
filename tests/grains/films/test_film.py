"""Random films: what is drawn, the rules for grains and bonds, and transitions."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from small_films import MM, MODEL, MS, SS, chain

from numerics.grains.films.bonds import UNLIMITED, BondModel, threshold
from numerics.grains.films.disorder import Disorder, relative_rates
from numerics.grains.films.film import (
    CUT_OFF,
    METALLIC,
    PROXIMITY,
    SUPERCONDUCTING,
    last_rate,
    random_film,
    state,
)
from numerics.grains.films.gaps import gaps_at_zero, uniformity

SIGMAS = 4.0


def grains_of(film, model=MODEL):
    return state(film, 1.0, model).grains.ravel().tolist()


def superconducting(found):
    return found.superconducting().any()


def conducting(found):
    return found.conducting().any()


@pytest.mark.parametrize("distribution", ["lognormal", "gamma"])
@pytest.mark.parametrize("sigma", [0.1, 0.5, 0.9])
def test_rates_have_their_mean_and_deviation(distribution, sigma):
    rates = relative_rates(400_000, Disorder(sigma, distribution), np.random.default_rng(5))
    assert rates.min() > 0
    deviations = (rates - 1) ** 2
    for sample, expected in ((rates, 1), (deviations, sigma**2)):
        error = sample.std() / np.sqrt(sample.size)
        assert error < 0.02
        assert abs(sample.mean() - expected) < SIGMAS * error


def test_the_distributions_are_lognormal_and_gamma():
    """Their third moments differ: (1 + s^2)^3 and (1 + s^2)(1 + 2 s^2)."""
    moments = {"lognormal": 1.25**3, "gamma": 1.25 * 1.5}
    for distribution, expected in moments.items():
        cubes = relative_rates(400_000, Disorder(0.5, distribution), np.random.default_rng(5)) ** 3
        error = cubes.std() / np.sqrt(cubes.size)
        assert error < 0.02
        assert abs(cubes.mean() - expected) < SIGMAS * error


def test_without_disorder_all_rates_are_equal():
    assert np.array_equal(random_film(0.5, 8, Disorder(sigma=0.0)).rates, np.ones(112))


def test_films_follow_their_seed():
    first, again, other = (random_film(0.4, 50, Disorder(seed=seed)) for seed in (3, 3, 4))
    assert np.array_equal(first.metal, again.metal)
    assert np.array_equal(first.rates, again.rates)
    assert not np.array_equal(first.metal, other.metal)
    assert not np.array_equal(first.rates, other.rates)
    more = random_film(0.6, 50, Disorder(seed=3))
    assert np.array_equal(more.rates, first.rates)
    assert np.all(more.metal >= first.metal)
    assert abs(more.metal.mean() - 0.6) < SIGMAS * np.sqrt(0.24 / 2500)


def test_kinds_of_bonds():
    film = chain("SSMM", [1.0] * 3)
    assert [film.kind(kind).tolist() for kind in ("SS", "MS", "MM", "MM-proximity")] == [
        *([True, False, False], [False, True, False]),
        *([False, False, True], [False, False, True]),
    ]


def test_rule_for_superconducting_grains():
    film = chain("SSS", [2 * SS, SS / 2])
    assert grains_of(film) == [SUPERCONDUCTING, SUPERCONDUCTING, CUT_OFF]
    assert state(film, 1.0, MODEL).conductances.tolist() == [np.inf, 0]


def test_rule_for_metallic_grains():
    film = chain("SMMMM", [1.1 * MS, 2 * MM, 2 * MM, MM / 2])
    assert grains_of(film) == [SUPERCONDUCTING, PROXIMITY, METALLIC, METALLIC, CUT_OFF]
    assert_allclose(state(film, 1.0, MODEL).conductances, [np.inf, 4, 4, 0], rtol=1e-12)


def test_proximity_effect_reaches_as_far_as_it_is_told():
    film = chain("SMMMM", [1.1 * MS, 2 * MM, 2 * MM, MM / 2])
    expected = {1: [PROXIMITY, METALLIC], 2: [PROXIMITY] * 2, UNLIMITED: [PROXIMITY] * 2}
    for reach, grains in expected.items():
        found = grains_of(film, BondModel(1.0, 0.01, reach=reach))
        assert found == [SUPERCONDUCTING, PROXIMITY, *grains, CUT_OFF]


def test_two_metallic_grains_with_proximity_effect_are_coupled():
    film = chain("SMMS", [1.1 * MS, 1.1 * MM, 1.1 * MS])
    assert state(film, 1.0, MODEL).coupled.tolist() == [True] * 3
    without = chain("SMMS", [1.1 * MS, 1.1 * MM, 0.9 * MS])
    assert state(without, 1.0, MODEL).coupled.tolist() == [True, False, False]


def test_unlike_grains_without_proximity_effect():
    film = chain("SM", [0.5 * MS])
    assert grains_of(film) == [CUT_OFF, CUT_OFF]
    found = state(film, 1.0, BondModel(1.0, 0.01, mixed="quasiparticles"))
    assert found.grains.ravel().tolist() == [SUPERCONDUCTING, METALLIC]
    weak = state(chain("SM", [1e-6]), 1.0, BondModel(1.0, 0.01, mixed="quasiparticles"))
    assert_allclose(weak.conductances, 2 * np.pi * 1e-6 / 0.01 * 1e-6, rtol=1e-4)


def test_what_is_ordered_stays_ordered_at_larger_rates():
    film = random_film(0.55, 40, Disorder(seed=2))
    for model in (MODEL, BondModel(0.05, 0.1, mixed="quasiparticles", reach=2)):
        before = np.zeros(film.rates.size)
        for gamma in np.geomspace(1e-4, 1, 25):
            conductances = state(film, gamma, model).conductances
            assert np.all(conductances >= before)
            before = conductances


def test_films_of_one_kind_are_bond_percolation():
    """Half of all bonds must hold; the median of X is 1/sqrt(1 + sigma^2)."""
    kinds = {0.0: ("SS", superconducting), 1.0: ("MM", conducting)}
    for p, (kind, holds) in kinds.items():
        logs = []
        for seed in range(30):
            rate = last_rate(random_film(p, 48, Disorder(sigma=0.3, seed=seed)), MODEL, holds)
            logs.append(np.log(rate / threshold(MODEL, kind)))
        error = np.std(logs, ddof=1) / np.sqrt(len(logs))
        assert error < 0.01
        assert abs(np.mean(logs) - np.log1p(0.09) / 2) < SIGMAS * error + 0.5 / 48


def test_last_rate_is_a_transition():
    film = random_film(0.65, 30, Disorder(seed=7))
    for holds in (superconducting, conducting):
        rate = last_rate(film, MODEL, holds)
        assert holds(state(film, rate, MODEL))
        assert not holds(state(film, rate * (1 - 1e-5), MODEL))
    assert last_rate(random_film(1.0, 10), MODEL, superconducting) == np.inf
    assert last_rate(film, MODEL, lambda found: True) == 0


def test_conductance_of_a_film_of_metal():
    film = random_film(1.0, 7, Disorder(sigma=0.0))
    assert_allclose(state(film, 2 * MM, MODEL).conductance(), 4 * 7 / 6, rtol=1e-12)


def test_bad_rates_and_films():
    with pytest.raises(ValueError, match="gamma is 0"):
        state(random_film(0.5, 4), 0.0, MODEL)
    with pytest.raises(ValueError, match="no superconducting grains"):
        gaps_at_zero(random_film(1.0, 4), 1.0)
    with pytest.raises(ValueError, match="no metallic grains"):
        uniformity(random_film(0.0, 4), 1.0)
