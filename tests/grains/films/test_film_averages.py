"""Averages over samples of random films."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from numpy.testing import assert_allclose
from small_films import MODEL

from numerics.grains.films.disorder import Disorder
from numerics.grains.films.film import PROXIMITY, random_film, state
from numerics.grains.films.samples import film_averages


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
        ({"gamma": [0.1, 0.0]}, "gamma "),
        ({"gamma": []}, "gamma "),
        ({"color": "red"}, "unknown options: color"),
    ],
)
def test_bad_input_before_any_work(monkeypatch, arguments, named):
    monkeypatch.setattr("numerics.grains.films.samples.sweep", None)
    with pytest.raises(ValueError, match=named):
        film_averages(**{"gamma": 0.01, "p": 0.5} | arguments)
