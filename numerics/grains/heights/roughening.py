"""Where the model with S = K sum |n_i - n_j| roughens: Kosterlitz-Thouless scaling of K_eff(L).

At long wavelengths the surface is Gaussian with stiffness K_eff, and feels the lattice through
cos(2 pi n), an operator of dimension pi/K_eff.  With v = pi/K_eff - 2, the amplitude u of the
cosine and l = ln L, the flow is

    dv/dl = -u^2 (1 + 3v/2 + ...),  du/dl = -u v

in the form of Pelissetto and Vicari, Phys. Rev. E 87 (2013) 032105, whose 3/2 is universal.  The
surface is rough where the flow ends at u = 0, v > 0.  At K_R it ends at u = v = 0, and there
1/v = ln L + ln(ln L)/2 + constant, so that K_eff = (pi/2) (1 - 1/(2 ln L + ...)).
"""

import time
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from numpy.polynomial.legendre import leggauss
from numpy.typing import NDArray
from scipy.optimize import least_squares

from numerics.arithmetic.arguments import require_whole
from numerics.grains.heights.sample import LEAST_SIZE, evolution, required_couplings, stiffness
from numerics.grains.heights.statistics import Estimate, estimate
from numerics.grains.heights.updates import HeightCouplings, flat
from numerics.run import batches
from numerics.run.progress import progress_bar

Array = NDArray[Any]

SWEEPS, DISCARDED = 400, 50  # of one simulation
WIDTH = 512  # replicas times size
CUBIC = 1.5  # the 3/2 of the flow
STEPS = 8  # of the flow, from a size to the next
FEWEST = 4  # couplings, and sizes: one of each is left out for the systematic error
LATTICE = 2.0  # of K_eff's 1/L^2: at K = 0.77, in the rough phase, L = 8 is 3 % above L = 24
LIKELY = 0.15  # v at K_R and the smallest size, from which the fit starts
SMOOTH = -1.0  # the least v: K_eff = pi, from where the flow says nothing


class Effort(NamedTuple):
    """HeightCouplings K, sizes L, and how often each pair of them is simulated."""

    linear: tuple[float, ...]
    sizes: tuple[int, ...]
    rounds: int


# The couplings are around the K_R of a coarse run from 0.77 to 0.85.  At K = 0.77, in the rough
# phase, K_eff depends on L below L = 12 only.
SHORT = Effort((0.78, 0.795, 0.81, 0.825), (12, 16, 24, 32, 48), 1)
THOROUGH = Effort((0.795, 0.802, 0.809, 0.816, 0.823), (12, 16, 24, 32, 48, 64), 12)


@dataclass(frozen=True)
class Roughening:
    """K_R of the pure |m| model, and what it was fitted to.

    error: from the statistical and the systematic one, the root of the sum of squares.
    systematic: the shifts without the smallest size, without the farthest coupling, with a next
        order of the flow and with a correction of 1/L^2 of likely sizes, as the root of the sum of
        squares.
    linear, size, stiffness, stiffness_error: K, L, K_eff and its standard error, 1-d arrays with
        an entry for every pair of K and L; fitted: K_eff of the fit.
    """

    value: float
    error: float
    statistical: float
    systematic: float
    chi_squared: float
    degrees_of_freedom: int
    linear: Array
    size: Array
    stiffness: Array
    stiffness_error: Array
    fitted: Array
    interrupted: bool


class Fit(NamedTuple):
    """K_R, its statistical error, chi^2, degrees of freedom, and the curve at the data."""

    value: float
    error: float
    chi_squared: float
    degrees_of_freedom: int
    curve: Array


def roughening(
    *,
    thorough: bool = False,
    seed: int = 0,
    linear: Sequence[float] | None = None,
    sizes: Sequence[int] | None = None,
    rounds: int | None = None,
    workers: int | None = None,
    progress: bool = True,
) -> Roughening:
    """K_R from simulations on all cores: some ten seconds, or minutes where it is `thorough`.

    linear: the couplings K, on both sides of K_R; sizes: the L; rounds: how often each pair is
    simulated.  Ctrl-C ends the run with the rounds there are.  A script that calls this needs
    `if __name__ == "__main__":`.
    Raises ValueError for fewer than 4 couplings or sizes, and for numbers that `simulate` refuses;
    ArithmeticError where the data do not show a K_R between the couplings.
    """
    preset = THOROUGH if thorough else SHORT
    couplings = sorted(set(preset.linear if linear is None else linear))
    lattices = sorted(set(preset.sizes if sizes is None else sizes), reverse=True)
    repeats = preset.rounds if rounds is None else rounds
    for coupling in couplings:
        required_couplings(0, coupling, 0)
    for lattice in lattices:
        require_whole("a size", lattice, LEAST_SIZE)
    for name, values in (("linear", couplings), ("sizes", lattices)):
        if len(values) < FEWEST:
            raise ValueError(f"{name} has {len(values)} different values: give {FEWEST} or more")
    require_whole("seed", seed, 0)
    require_whole("rounds", repeats, 1)
    if workers is not None:
        require_whole("workers", workers, 1)
    size, K = (numbers.ravel() for numbers in np.meshgrid(lattices, couplings, indexing="ij"))
    tasks = np.arange(repeats * K.size)
    blocks: list[Array] = []
    with progress_bar(tasks.size, 0, progress, "simulations") as advance:

        def submit(pool: Executor, some: Array) -> batches.Outcome:
            return pool.submit(simulated, seed, K, size, some)

        def keep(block: Array) -> None:
            blocks.append(block)
            advance(len(block))

        try:
            batches.run(tasks, submit, keep, workers=workers, batch=1)
        except KeyboardInterrupt:
            if len({int(task) % K.size for block in blocks for task in block[:, 0]}) < K.size:
                raise
    found = np.concatenate(blocks)
    pairs = [combined(L, found[found[:, 0] % K.size == i]) for i, L in enumerate(size)]
    value, error = (np.array([getattr(p, name) for p in pairs]) for name in ("value", "error"))
    return located(K, size, value, error, interrupted=len(found) < tasks.size)


def located(
    linear: Array, size: Array, value: Array, error: Array, *, interrupted: bool = False
) -> Roughening:
    """K_R from K_eff at pairs of K and L, with the systematic error of the fit.

    Raises ArithmeticError where K_R is not between the couplings.
    """
    best = fit(linear, size, value, error)
    if not linear.min() < best.value < linear.max():
        raise ArithmeticError(
            f"K_eff does not show a transition between K = {linear.min()} and {linear.max()}: "
            "give other couplings, or more rounds"
        )
    distance = abs(linear - best.value)
    data = linear, size, value, error
    others = (
        fit(*(numbers[size > size.min()] for numbers in data)),
        fit(*(numbers[distance < distance.max()] for numbers in data)),
        fit(*data, quartic=CUBIC**2),
        fit(*data, lattice=LATTICE),
    )
    systematic = float(np.linalg.norm([other.value - best.value for other in others]))
    return Roughening(
        value=best.value,
        error=float(np.hypot(best.error, systematic)),
        statistical=best.error,
        systematic=systematic,
        chi_squared=best.chi_squared,
        degrees_of_freedom=best.degrees_of_freedom,
        linear=linear,
        size=size,
        stiffness=value,
        stiffness_error=error,
        fitted=best.curve,
        interrupted=interrupted,
    )


def fit(
    linear: Array,
    size: Array,
    value: Array,
    error: Array,
    *,
    quartic: float = 0.0,
    lattice: float = 0.0,
) -> Fit:
    """The flow through K_eff(K, L), weighted; at the smallest L v is quadratic, u^2 linear in K.

    Five parameters: K_R, v > 0 there, two coefficients of v and one of u^2; K_eff has the factor
    1 + lattice/L^2.  The error is scaled by the root of chi^2 per degree of freedom where that is
    above 1.
    """
    couplings, of_coupling = np.unique(linear, return_inverse=True)
    sizes, of_size = np.unique(size, return_inverse=True)

    def curve(parameters: Array) -> Array:
        K_R, v, v_1, v_2, u_1 = parameters
        d = couplings - K_R
        start = v + v_1 * d + v_2 * d**2, critical(v, quartic) + u_1 * d
        v_of_size = flow(*start, np.log(sizes), quartic)[of_size, of_coupling]
        return np.asarray(np.pi / (2 + v_of_size) * (1 + lattice / size**2))

    smallest = size == sizes[0]
    v_1, v_0 = np.polyfit(linear[smallest], np.pi / value[smallest] - 2, 1)
    first, last = couplings[0], couplings[-1]
    free = np.full(3, np.inf)
    found = least_squares(
        lambda parameters: (curve(parameters) - value) / error,
        [np.clip((LIKELY - v_0) / v_1, first, last), LIKELY, v_1, 0, 0],
        x_scale=[0.01, 0.1, 10, 100, 1],
        bounds=([2 * first - last, 0, *-free], [2 * last - first, 1, *free]),
    )
    covariance = np.linalg.inv(found.jac.T @ found.jac)
    freedom = value.size - found.x.size
    chi_squared = 2 * float(found.cost)
    return Fit(
        value=float(found.x[0]),
        error=float(np.sqrt(covariance[0, 0] * max(1, chi_squared / freedom))),
        chi_squared=chi_squared,
        degrees_of_freedom=freedom,
        curve=curve(found.x),
    )


def flow(v: Array, u_squared: Array, scales: Array, quartic: float = 0.0) -> Array:
    """v at ln L = each of the scales, from v and u^2 at the first; shape (scales, couplings).

    Fourth-order Runge-Kutta steps of dv/dl = -u^2 (1 + 3v/2 + quartic v^2), d(u^2)/dl = -2 u^2 v.
    """

    def slope(state: Array) -> Array:
        v, u_squared = np.maximum(state[0], SMOOTH), state[1]
        return np.array([-u_squared * (1 + CUBIC * v + quartic * v**2), -2 * u_squared * v])

    state = np.array([v, u_squared])
    path = [state[0]]
    for step in np.diff(scales) / STEPS:
        for _ in range(STEPS):
            k_1 = slope(state)
            k_2 = slope(state + step / 2 * k_1)
            k_3 = slope(state + step / 2 * k_2)
            k_4 = slope(state + step * k_3)
            state = state + step / 6 * (k_1 + 2 * k_2 + 2 * k_3 + k_4)
        path.append(state[0])
    return np.maximum(path, SMOOTH)


def critical(v: float, quartic: float = 0.0) -> float:
    """u^2 on the line that flows to u = v = 0: the integral of 2x/(1 + 3x/2 + quartic x^2)."""
    nodes, weights = leggauss(12)
    x = v * (1 + nodes) / 2
    return float(v * weights @ (x / (1 + CUBIC * x + quartic * x**2)))


def simulated(seed: int, linear: Array, size: Array, tasks: Array) -> tuple[Array, float]:
    """In a worker: for each task its number, <|n_q|^2> and the error; and the seconds it all took.

    Task i is the pair i of K and L, counted around, with a stream of random numbers of its own.
    """
    started = time.perf_counter()
    found = []
    for task in tasks:
        K, L = float(linear[task % linear.size]), int(size[task % size.size])
        random = np.random.default_rng([seed, task])
        states = evolution(
            flat(max(1, WIDTH // L), L, L), HeightCouplings(0, K, 0), random, "cluster"
        )
        series = [mode_squares(n) for n in islice(states, DISCARDED, DISCARDED + SWEEPS)]
        mean = estimate(np.array(series))
        found.append((task, float(mean.value), float(mean.error)))
    return np.array(found), time.perf_counter() - started


def mode_squares(heights: Array) -> Array:
    """|n_q|^2 at the smallest wave vector for each replica, a mean over both directions."""
    size = heights.shape[-1]
    wave = np.exp(2j * np.pi * np.arange(size) / size)
    modes = np.array([heights.sum(axis=axis) @ wave for axis in (1, 2)])
    return np.asarray(np.mean(abs(modes) ** 2, axis=0) / size**2)


def combined(size: int, found: Array) -> Estimate:
    """K_eff from simulations of one pair of K and L, each with its <|n_q|^2> and error."""
    _, means, errors = found.T
    error = np.sqrt(np.sum(errors**2)) / errors.size
    return stiffness(size, Estimate(means.mean(), error, autocorrelation_time=None, settled=None))
