"""Means of correlated series, with errors from blocking."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

FEWEST = 16  # blocks, or measurements, from which an error is estimated


@dataclass(frozen=True)
class Estimate:
    """A mean, its standard error, and the integrated autocorrelation time in steps of the series.

    Numbers, or arrays of one shape.  The error is infinite where there is too little to tell, and
    too small where it is not `settled`: the correlations outlast the longest blocks.
    """

    value: Any
    error: Any
    autocorrelation_time: Any
    settled: Any


def estimate(series: Array) -> Estimate:
    """The mean of independent stationary series, of shape (steps, replicas, ...).

    Each series is cut into blocks of 1, 2, 4, ... steps.  The error is that of the first length b
    with b^3 > 2 n r^4, where n is the number of measurements and r the ratio of the error to
    that without blocks (Lee et al., Phys. Rev. E 83 (2011) 066706), or else of the longest that
    leaves 16 blocks.  The autocorrelation time is r^2/2: 1/2 without correlations.
    """
    series = np.asarray(series, float)
    steps, replicas = series.shape[:2]
    value = series.mean(axis=(0, 1))
    if steps * replicas < FEWEST:
        infinite, unknown = np.full_like(value, np.inf), np.full_like(value, np.nan)
        return Estimate(value, infinite, unknown, np.zeros(value.shape, bool))
    naive = _error(series, 1)
    error, ratio = naive, np.ones_like(naive)
    settled = np.zeros(naive.shape, bool)
    length = 1
    while steps // length * replicas >= FEWEST and length <= steps and not settled.all():
        error = np.where(settled, error, _error(series, length))
        ratio = np.divide(error, naive, out=np.ones_like(naive), where=naive > 0)
        settled |= length**3 > 2 * steps * replicas * ratio**4
        length *= 2
    return Estimate(value, error, ratio**2 / 2, settled)


def _error(series: Array, length: int) -> Array:
    """Standard error of the mean, from the scatter of the means of blocks."""
    steps, replicas, *rest = series.shape
    count = steps // length
    blocks = series[: count * length].reshape(count, length, replicas, *rest).mean(axis=1)
    scatter = blocks.reshape(-1, *rest).std(axis=0, ddof=1)
    return np.asarray(scatter * np.sqrt(length / (steps * replicas)))
