"""Where the model with S = K sum |n_i - n_j| roughens: Kosterlitz-Thouless scaling of K_eff(L)."""

import time
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import OptimizeResult, least_squares

from numerics import batches
from numerics.arguments import require_whole
from numerics.sos import Couplings, evolution, flat, required_couplings, stiffness
from numerics.statistics import Estimate, estimate
from numerics.sweep import progress_bar

Array = NDArray[Any]

LINEAR = (0.77, 0.79, 0.81, 0.83, 0.85)
SIZES, THOROUGH_SIZES = (8, 12, 16, 24, 32), (8, 12, 16, 24, 32, 48, 64)
ROUNDS, THOROUGH_ROUNDS = 1, 8
SWEEPS, DISCARDED = 400, 50  # of one task
WIDTH = 512  # replicas times size
STEPS = 40  # of the flow, from the smallest size to the largest
CUBIC = 0.5  # of the flow on the critical line


@dataclass(frozen=True)
class Roughening:
    """K_R of the pure |m| model, and what it was fitted to.

    error: the statistical and the systematic one, as the root of the sum of squares.
    linear, size, stiffness, stiffness_error: K, L, K_eff and its standard error, one entry each
        for every K and L.
    fitted: K_eff of the fit.
    """

    value: float
    error: float
    statistical: float
    systematic: float
    chi_squared: float
    degrees_of_freedom: int
    interrupted: bool
    linear: Array
    size: Array
    stiffness: Array
    stiffness_error: Array
    fitted: Array


def measure(seed: int, linear: Array, size: Array, rounds: Array, tasks: Array) -> tuple[Array, float]:
    started = time.perf_counter()
    found = []
    for task in tasks:
        point = task % linear.size
        L = int(size[point])
        random = np.random.default_rng([seed, task])
        states = evolution(flat(WIDTH // L, L, L), Couplings(0, linear[point], 0), random, "cluster")
        series = [square(n) for n in islice(states, DISCARDED, DISCARDED + SWEEPS)]
        mean = estimate(np.array(series))
        found.append((task, mean.value, mean.error))
    return np.array(found), time.perf_counter() - started


def square(heights: Array) -> float:
    """<|n_q|^2> at the smallest wave vector, a mean over both directions and all replicas."""
    size = heights.shape[-1]
    wave = np.exp(2j * np.pi * np.arange(size) / size)
    modes = [heights.sum(axis=axis) @ wave for axis in (1, 2)]
    return float(np.mean(abs(np.array(modes)) ** 2)) / size**2
