"""Errors from blocking, on series whose correlations are known."""

import numpy as np
import pytest

from numerics.grains.heights.statistics import estimate


def autoregressive(rho, steps, columns, seed):
    """x_t = rho x_(t-1) + noise, in equilibrium: variance 1, tau = (1 + rho)/(2 (1 - rho))."""
    random = np.random.default_rng(seed)
    noise = random.normal(size=(steps, columns))
    x = np.empty_like(noise)
    x[0] = noise[0]
    for t in range(1, steps):
        x[t] = rho * x[t - 1] + np.sqrt(1 - rho**2) * noise[t]
    return x


@pytest.mark.parametrize("replicas", [1, 10])
@pytest.mark.parametrize("rho", [0.0, 0.5, 0.9])
def test_the_error_and_the_time_of_a_known_series(rho, replicas):
    steps, columns = 4096 // replicas, 300
    series = autoregressive(rho, steps, replicas * columns, seed=1)
    found = estimate(series.reshape(steps, replicas, columns))
    tau = (1 + rho) / (2 * (1 - rho))
    assert np.mean(found.autocorrelation_time) == pytest.approx(tau, rel=0.15)
    assert np.mean(found.error**2) == pytest.approx(2 * tau / 4096, rel=0.15)
    assert np.std(found.value / found.error) == pytest.approx(1, abs=0.2)


def test_too_little_to_tell():
    found = estimate(np.arange(30.0).reshape(5, 3, 2))
    assert np.all(found.value == [14, 15])
    assert np.all(found.error == np.inf)
    assert not found.settled.any()


def test_correlations_that_outlast_the_series():
    found = estimate(np.cumsum(np.random.default_rng(1).normal(size=(200, 4)), axis=0))
    assert not found.settled


def test_a_constant_has_no_error():
    found = estimate(np.full((50, 2), 0.25))
    assert found.value == 0.25
    assert found.error == 0
    assert found.autocorrelation_time == 0.5
