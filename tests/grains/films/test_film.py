"""Random films: what is drawn, the rules for grains and bonds, and averages over samples."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from numpy.testing import assert_allclose

from numerics.grains.films import networks
from numerics.grains.films.bonds import UNLIMITED, BondModel, threshold
from numerics.grains.films.disorder import Disorder, relative_rates
from numerics.grains.films.film import (
    CUT_OFF,
    METALLIC,
    PROXIMITY,
    SUPERCONDUCTING,
    Film,
    last_rate,
    random_film,
    state,
    strips,
)
from numerics.grains.films.gaps import gaps_at_zero, uniformity
from numerics.grains.films.samples import film_averages
from numerics.grains.films.strips import strip_averages, strip_transitions
from numerics.grains.gaps.solve import solve_gaps

MODEL = BondModel(charging=1.0, spacing=0.01)
SS, MS, MM = (threshold(MODEL, kind) for kind in ("SS", "MS", "MM"))
SIGMAS = 4.0


def chain(grains, rates):
    """One row of grains, S or M, with a rate for each bond in between."""
    return Film(np.array([[grain == "M" for grain in grains]]), np.array(rates), 0)


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


def test_gaps_of_two_grains_are_those_of_the_regular_lattice():
    """With one bond of rate 4 Gamma, a grain is coupled as to four equal neighbours."""
    for gamma in (0.05, 0.7, 20.0):
        gaps = gaps_at_zero(chain("MS", [4.0]), gamma)
        exact = solve_gaps(1e-7, gamma, gamma)
        assert_allclose(gaps.ravel(), [exact.metal, exact.superconductor], rtol=1e-5)


def test_gaps_of_a_random_film_against_the_born_iteration():
    """(5)-(8) with 2 x 2 Green's functions for every grain, at a small Matsubara frequency."""
    film, gamma, w = random_film(0.5, 4, Disorder(seed=1)), 0.4, 1e-4
    tau, pairing = np.diag([1.0, -1.0]), np.array([[0.0, 1.0], [1.0, 0.0]])
    bonds = list(zip(*networks.bonds(4, 4), gamma / 4 * film.rates, strict=True))
    bare = 1j * w * np.eye(2) + np.where(film.metal.ravel(), 0.0, 1.0)[:, None, None] * pairing
    green, before = local(bare), None
    while before is None or abs(green - before).max() > 1e-13:
        before, inverse = green, bare.copy()
        for i, j, rate in bonds:
            inverse[i] -= rate * tau @ green[j] @ tau
            inverse[j] -= rate * tau @ green[i] @ tau
        green = local(inverse)
    gaps = -w * green[:, 0, 1].real / green[:, 0, 0].imag
    assert_allclose(gaps, gaps_at_zero(film, gamma).ravel(), rtol=1e-6)


def local(inverse):
    """Green's functions (8) over pi N, from their inverses without xi."""
    numerator = -inverse * np.array([[1, -1], [-1, 1]])
    return numerator / np.sqrt(-np.linalg.det(inverse).real)[:, None, None]


def test_metallic_grains_have_the_smaller_gaps():
    found = uniformity(random_film(0.6, 30), 0.1)
    assert 0 < found.metal < found.superconductor < 1
    assert found.ratio == found.metal / found.superconductor


def test_averages_are_those_of_the_samples():
    gamma = np.array([0.006, 0.009, 0.05])
    table = film_averages(gamma, 0.65, size=20, samples=5, seed=11, workers=1, sigma=0.4)
    films = [random_film(0.65, 20, Disorder(sigma=0.4, seed=seed)) for seed in range(11, 16)]
    assert set(table["seed"]) == {11}
    assert set(table["samples"]) == {5}
    for row, rate in zip(table, gamma, strict=True):
        found = [state(film, rate, MODEL) for film in films]
        conductances = np.array([one.conductance() for one in found])
        metals = conductances[(conductances > 0) & np.isfinite(conductances)]
        assert row["superconducting"] == np.isinf(conductances).mean()
        assert row["insulating"] == (conductances == 0).mean()
        assert row["superconducting"] + row["metallic"] + row["insulating"] == pytest.approx(1)
        shares = [(one.grains == PROXIMITY).mean() for one in found]
        assert_allclose(row["proximity_grains"], np.mean(shares), rtol=1e-12)
        assert_allclose(row["proximity_grains_error"], np.std(shares, ddof=1) / 5**0.5, rtol=1e-9)
        if metals.size:
            assert_allclose(row["conductance"], np.exp(np.log(metals).mean()), rtol=1e-12)
            assert (row["conductance_lowest"], row["conductance_highest"]) == (
                metals.min(),
                metals.max(),
            )
        else:
            assert np.isnan(row["conductance"])


def test_any_executor_and_a_file(tmp_path):
    options = {"size": 12, "samples": 3, "progress": False}
    here = film_averages([0.008, 0.02], 0.6, workers=1, **options)
    with ThreadPoolExecutor(2) as pool:
        raw = tmp_path / "raw.npz"
        there = film_averages([0.008, 0.02], 0.6, executor=pool, output=raw, **options)
    assert here.tobytes() == there.tobytes()
    assert np.load(raw)["results"].shape == (3, 2)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"p": 1.2}, "p is 1.2"),
        ({"p": -0.1}, "p is -0.1"),
        ({"p": float("nan")}, "p is nan"),
        ({"size": 1}, "size is 1"),
        ({"sigma": 1.0}, "sigma is 1.0"),
        ({"sigma": -0.1}, "sigma is -0.1"),
        ({"distribution": "normal"}, "'normal'"),
        ({"seed": -1}, "seed is -1"),
        ({"samples": 1}, "samples is 1"),
        ({"charging": 0.0}, "charging is 0.0"),
        ({"spacing": -1.0}, "spacing is -1.0"),
        ({"gamma": [0.1, 0.0]}, "positive rates"),
        ({"gamma": []}, "positive rates"),
        ({"color": "red"}, "unknown options: color"),
    ],
)
def test_bad_input_before_any_work(monkeypatch, arguments, named):
    monkeypatch.setattr("numerics.grains.films.samples.sweep", None)
    with pytest.raises(ValueError, match=named):
        film_averages(**{"gamma": 0.01, "p": 0.5} | arguments)


@pytest.mark.parametrize(
    ("widths", "named"),
    [((0, 1, 1, 9), "superconducting width"), ((1, 0, 1, 9), "metallic width"),
     ((1, 1, 0, 9), "number of pairs"), ((1, 1, 1, 1), "size is 1"),
     ((900, 900, 2, 9), "size is 4500")],
)  # fmt: skip
def test_bad_strips(widths, named):
    with pytest.raises(ValueError, match=named):
        strips(*widths)


def test_bad_rates_and_films():
    with pytest.raises(ValueError, match="gamma is 0"):
        state(random_film(0.5, 4), 0.0, MODEL)
    with pytest.raises(ValueError, match="no superconducting grains"):
        gaps_at_zero(random_film(1.0, 4), 1.0)
    with pytest.raises(ValueError, match="no metallic grains"):
        uniformity(random_film(0.0, 4), 1.0)
