"""Speed of the Josephson coupling against library routines, as ratios from one run.

    python -m benchmarks.couplings

The library routines get the kinder variable of integration, and good starts.
"""

import math
import time
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from scipy.integrate import quad
from scipy.optimize import root
from sympy import Tuple, cancel, lambdify

from derive.grains.steps.gaps import metal_gap, superconductor_gap
from derive.grains.symbols import Delta_0, Delta_M, Delta_S, Gamma_M, Gamma_S, omega, w
from derive.root import on_imaginary_axis
from numerics.grains.couplings.bond import josephson_coupling, josephson_ratio

Array = NDArray[Any]

PAIR = (w, Gamma_M, Gamma_S, Delta_0, Delta_M, Delta_S)
COUNT, SUBSET = 1000, 5
REPEATS = 5
NATS = 32.0  # exp(-32) = 1e-14
DIGITS = 100


def draw(count: int) -> Array:
    """Pairs Gamma_M, Gamma_S in units of Delta_0, shape (2, count)."""
    rates: Array = 10 ** np.random.default_rng(2023).uniform(-3, 2, (2, count))
    return rates


def seconds(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """The best of a few runs."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def residual() -> Callable[..., tuple[float, float]]:
    """(21) on the imaginary axis, each line minus its left side."""
    both = ((metal_gap(), Delta_M), (superconductor_gap(), Delta_S))
    lines = (cancel(on_imaginary_axis(gap, omega, w)) - left for gap, left in both)
    function: Callable[..., tuple[float, float]] = lambdify(PAIR, Tuple(*lines), modules="math")
    return function


def ratio_by_quadrature(equations: Callable[..., Any], gamma_m: float, gamma_s: float) -> float:
    """J_MS/J_SS by scipy.integrate.quad in log w, the gap equations solved at each point."""

    def integrand(log_w: float) -> float:
        w = math.exp(log_w)
        R = w + gamma_s
        gap_S = R / (R + gamma_m)
        start = gamma_s * gap_S / (math.hypot(w, gap_S) + gamma_s), gap_S

        def lines(gaps: Array) -> Any:
            return equations(w, gamma_m, gamma_s, 1.0, *gaps)

        metal, superconductor = root(lines, start, tol=1e-14).x
        return w * metal * superconductor / (math.hypot(w, metal) * math.hypot(w, superconductor))

    first = math.log(gamma_s / (1 + gamma_m + gamma_s)) - NATS
    last = math.log(max(1.0, gamma_m, gamma_s)) + NATS / 2
    total, _ = quad(integrand, first, last, epsabs=0, epsrel=1e-12, limit=500)
    return gamma_m / gamma_s * total * 2 / math.pi


def overlap_by_quadrature(gamma_s: str) -> Any:
    """(12b) with Bessel functions: Gamma_S K_0(Gamma_S tau) K_0(tau)/pi integrated over tau > 0."""
    with mpmath.workdps(DIGITS):
        rate = mpmath.mpf(gamma_s)
        integral = mpmath.quad(
            lambda tau: rate * mpmath.besselk(0, rate * tau) * mpmath.besselk(0, tau),
            [0, mpmath.inf],
        )
        return integral / mpmath.pi


def main() -> None:
    pairs, equations = draw(COUNT), residual()
    ours = josephson_ratio(*pairs).value
    fast = seconds(lambda: josephson_ratio(*pairs))
    start = time.perf_counter()
    theirs = [ratio_by_quadrature(equations, *pair) for pair in pairs[:, :SUBSET].T.tolist()]
    slow = (time.perf_counter() - start) * COUNT / SUBSET
    deviation = np.max(np.abs(theirs / ours[:SUBSET] - 1))

    rate = "0.3"
    closed = josephson_coupling("1", rate, gaps="frozen", digits=DIGITS).value
    fast_digits = seconds(lambda: josephson_coupling("1", rate, gaps="frozen", digits=DIGITS))
    start = time.perf_counter()
    by_quadrature = overlap_by_quadrature(rate)
    slow_digits = time.perf_counter() - start
    with mpmath.workdps(DIGITS):
        deviation_digits = abs(by_quadrature / closed - 1)

    table = Table("work", "against", "ratio", "to reach", "deviation")
    table.add_row(
        f"J_MS/J_SS, gaps of (21), {COUNT} pairs, 12 digits: {fast:.3g} s",
        f"scipy quad over root: {slow:.3g} s (scaled from {SUBSET} pairs)",
        *(f"{slow / fast:.3g}", "300", f"{deviation:.1g}"),
    )
    table.add_row(
        f"J_MS, frozen gaps, {DIGITS} certified digits: {fast_digits:.3g} s",
        f"mpmath.quad of K_0 K_0, uncertified: {slow_digits:.3g} s",
        *(f"{slow_digits / fast_digits:.3g}", "10000", mpmath.nstr(deviation_digits, 1)),
    )
    Console().print(table)


if __name__ == "__main__":
    main()
