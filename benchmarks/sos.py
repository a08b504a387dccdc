"""Speed and autocorrelation of both algorithms for the integer model, as ratios from one run.

    python -m benchmarks.sos

The model is that of |m| alone, at a coupling close to where it roughens.  What counts is the
time for one independent value of <|n_q|^2>, the slowest quantity: 2 tau sweeps.
"""

import time
from dataclasses import dataclass

import numpy as np
from rich.console import Console
from rich.table import Table

from numerics.grains.heights.roughening import mode_squares
from numerics.grains.heights.sample import Algorithm, evolution
from numerics.grains.heights.statistics import estimate
from numerics.grains.heights.updates import HeightCouplings, flat

COUPLINGS = HeightCouplings(0.0, 0.8, 0.0)
SITES = 16384
SWEEPS = {"cluster": 400, "metropolis": 1200}


@dataclass(frozen=True)
class Row:
    """Sites updated per second, and the autocorrelation time of <|n_q|^2> in sweeps."""

    size: int
    algorithm: Algorithm
    speed: float
    tau: float

    @property
    def independent(self) -> float:
        """Independent values per second, all replicas together."""
        return self.speed / self.size**2 / (2 * self.tau)


def row(size: int, algorithm: Algorithm) -> Row:
    """One algorithm at one size; the sweeps that come before the measurement are not timed."""
    random = np.random.default_rng(1)
    heights = flat(SITES // size**2, size, size)
    states = evolution(heights, COUPLINGS, random, algorithm)
    sweeps = SWEEPS[algorithm]
    series, seconds = [], 0.0
    for _ in range(sweeps + sweeps // 3):
        started = time.perf_counter()
        heights = next(states)
        seconds += time.perf_counter() - started
        series.append(mode_squares(heights))
    tau = float(estimate(np.array(series)[sweeps // 3 :]).autocorrelation_time)
    return Row(size, algorithm, heights.size * len(series) / seconds, tau)


def main() -> None:
    table = Table("size", "algorithm", "sites/s", "tau (sweeps)", "values/s", "ratio of values/s")
    for size in (8, 16, 32, 64):
        steps, cluster = row(size, "metropolis"), row(size, "cluster")
        for one in (steps, cluster):
            ratio = one.independent / steps.independent
            numbers = f"{one.speed:.3g}", f"{one.tau:.3g}", f"{one.independent:.3g}", f"{ratio:.3g}"
            table.add_row(str(size), one.algorithm, *numbers)
    Console().print(table)


if __name__ == "__main__":
    main()
