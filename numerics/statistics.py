"""Means of correlated series, with errors from blocking."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

FEWEST = 16  # blocks, and measurements, from which an error is estimated


@dataclass(frozen=True)
class Estimate:
    """A mean, its standard error, and the integrated autocorrelation time in steps of the series.

    Numbers, or arrays of one shape.  The error is infinite where there is too little to tell.
    """

    value: Any
    error: Any
    autocorrelation_time: Any


def estimate(series: Array) -> Estimate:
    """The mean along the first axis, of a stationary series of shape (steps, ...).

    The series is cut into blocks of 1, 2, 4, ... steps.  The error is that of the first length b
    with b^3 > 2 steps r^4, where r is the ratio of its error to that without blocks (Lee et al.,
    Phys. Rev. E 83 (2011) 066706), or else of the longest that leaves 16 blocks.  The
    autocorrelation time is r^2/2: 1/2 without correlations.
    """
    series = np.asarray(series, float)
    steps = len(series)
    value = series.mean(axis=0)
    if steps < FEWEST:
        return Estimate(value, np.full_like(value, np.inf), np.full_like(value, np.nan))
    naive = _error(series, 1)
    error, ratio = naive, np.ones_like(naive)
    settled = np.zeros(naive.shape, bool)
    length = 1
    while steps // length >= FEWEST and not settled.all():
        error = np.where(settled, error, _error(series, length))
        ratio = np.divide(error, naive, out=np.ones_like(naive), where=naive > 0)
        settled |= length**3 > 2 * steps * ratio**4
        length *= 2
    return Estimate(value, error, ratio**2 / 2)


def _error(series: Array, length: int) -> Array:
    """Standard error of the mean, from the scatter of the means of blocks."""
    count = len(series) // length
    blocks = series[: count * length].reshape(count, length, *series.shape[1:]).mean(axis=1)
    return np.asarray(blocks.std(axis=0, ddof=1) / np.sqrt(count))
