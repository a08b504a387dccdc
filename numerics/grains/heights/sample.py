"""The integer (solid-on-solid) model of Eq. (25a), sampled on L x L sites with periodic boundaries.

    S = sum over bonds of c m^2 + K |m| - B delta(m, 0),  m = n_i - n_j

c = 2 pi^2/(beta E_0) is `quadratic`, K = alpha/2 is `linear`, B = beta J_MF is `delta`; every
nearest-neighbour bond counts once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import islice
from typing import Any, Literal

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from numerics.arithmetic.arguments import one_number, require_option, require_whole
from numerics.grains.heights.statistics import Estimate, estimate
from numerics.grains.heights.updates import HeightCouplings, cluster_update, flat, metropolis_update
from numerics.run.progress import progress_bar

Array = NDArray[Any]
Algorithm = Literal["cluster", "metropolis"]

UPDATES = {"cluster": cluster_update, "metropolis": metropolis_update}
LEAST_SIZE = 4
SITES = 8192  # of all replicas together, at most by default: NumPy's overhead is small then
GROUPS = 16  # of replicas, at most, whose means are kept
LARGEST = 8  # difference whose probability is measured
DISCARDED = 0.2  # of the sweeps that are measured, by default


@dataclass(frozen=True)
class HeightAverages:
    """What a simulation measured, with errors; autocorrelation times are in sweeps.

    difference_probability: P_n(m), the probability that neighbours differ by m = 0, ..., 8 in
        magnitude; 0 with the error 0 where none was seen.
    mean_difference: <|n_i - n_j|> of neighbours.
    correlation: G(r) = <(n_0 - n_r)^2> along an axis, r = 1, ..., L/2.
    width: W^2, the mean square of n - (mean of n).
    stiffness: K_eff = 1/(q^2 <|n_q|^2>), q^2 = 4 sin^2(pi/L) and n_q = sum n_r exp(i q r)/L, both
        directions averaged; infinite where the surface was flat throughout.
    sweeps: how many were measured, fewer than were wanted where `interrupted`.
    """

    size: int
    couplings: HeightCouplings
    algorithm: Algorithm
    replicas: int
    sweeps: int
    interrupted: bool
    difference_probability: Estimate
    mean_difference: Estimate
    correlation: Estimate
    width: Estimate
    stiffness: Estimate


def simulate(
    size: int,
    *,
    quadratic: float = 0.0,
    linear: float = 0.0,
    delta: float = 0.0,
    sweeps: int = 2000,
    seed: int = 0,
    algorithm: Algorithm = "cluster",
    replicas: int | None = None,
    discard: int | None = None,
    progress: bool = True,
) -> HeightAverages:
    """Averages over size x size heights, of independent replicas that start flat.

    `discard` sweeps come before those that are measured, by default a fifth as many.  The
    clusters forget in a few sweeps; the steps of `metropolis` need some size^2, and an even size.
    Ctrl-C ends the simulation with what there is.
    Raises ValueError for a size below 4, couplings that are negative, not finite or too weak to
    bound the differences, and counts that are not positive.
    """
    couplings = required_couplings(quadratic, linear, delta)
    require_whole("size", size, LEAST_SIZE)
    require_whole("sweeps", sweeps, 1)
    require_whole("seed", seed, 0)
    require_option("algorithm", algorithm, UPDATES)
    if algorithm == "metropolis" and size % 2:
        raise ValueError(f"size is {size}: the checkerboard of metropolis needs an even one")
    replicas = default_replicas(size) if replicas is None else replicas
    discard = round(DISCARDED * sweeps) if discard is None else discard
    require_whole("replicas", replicas, 1)
    require_whole("discard", discard, 0)
    random = np.random.default_rng(seed)
    series: list[Array] = []
    try:
        with progress_bar(discard + sweeps, 0, progress, "sweeps") as advance:
            states = evolution(flat(replicas, size, size), couplings, random, algorithm)
            for done, heights in enumerate(islice(states, discard + sweeps)):
                if done >= discard:
                    series.append(grouped(measured(heights)))
                advance(1)
    except KeyboardInterrupt:
        if not series:
            raise
    found = estimate(np.array(series))
    return HeightAverages(
        size=size,
        couplings=couplings,
        algorithm=algorithm,
        replicas=replicas,
        sweeps=len(series),
        interrupted=len(series) < sweeps,
        difference_probability=part(found, slice(3, 4 + LARGEST)),
        mean_difference=part(found, 0),
        correlation=part(found, slice(4 + LARGEST, None)),
        width=part(found, 1),
        stiffness=stiffness(size, part(found, 2)),
    )


def zero_difference_probability(
    size: int,
    quadratic: float,
    linear: float,
    delta: float,
    *,
    sweeps: int = 400,
    seed: int = 0,
) -> Estimate:
    """P_n(0) of Eq. (26), the probability that neighbours have the same height, and its error.

    Raises ValueError as `simulate` does.
    """
    couplings = required_couplings(quadratic, linear, delta)
    require_whole("size", size, LEAST_SIZE)
    require_whole("sweeps", sweeps, 1)
    require_whole("seed", seed, 0)
    start = flat(default_replicas(size), size, size)
    states = evolution(start, couplings, np.random.default_rng(seed), "cluster")
    discard = round(DISCARDED * sweeps)
    measured_states = islice(states, discard, discard + sweeps)
    return estimate(np.array([(differences(n) == 0).mean(axis=(0, 2, 3)) for n in measured_states]))


def required_couplings(quadratic: float, linear: float, delta: float) -> HeightCouplings:
    """The three numbers in a record.

    Raises ValueError for a number that is negative or not finite, and where nothing but the delta
    term bounds the differences of heights.
    """
    for name, value in (("quadratic", quadratic), ("linear", linear), ("delta", delta)):
        if one_number(name, value) < 0:
            raise ValueError(f"{name} is {value!r}: give 0 or more")
    if quadratic == linear == 0:
        raise ValueError(
            "quadratic and linear are both 0: give a positive one, which bounds the differences"
        )
    return HeightCouplings(float(quadratic), float(linear), float(delta))


def default_replicas(size: int) -> int:
    """A power of 2 that fills some thousands of sites."""
    return 1 << max(0, (SITES // size**2).bit_length() - 1)


def evolution(
    heights: Array, couplings: HeightCouplings, random: Generator, algorithm: Algorithm
) -> Iterator[Array]:
    """Heights after each of endlessly many sweeps."""
    update = UPDATES[algorithm]
    while True:
        heights = update(heights, couplings, random)
        yield heights


def differences(heights: Array) -> Array:
    """n_i - n_j for all bonds, both directions stacked in front."""
    return np.stack([heights - np.roll(heights, -1, axis) for axis in (1, 2)])


def measured(heights: Array) -> Array:
    """For each replica <|m|>, W^2, <|n_q|^2>, P_n(0) to P_n(8), then G(1) to G(L/2)."""
    m = abs(differences(heights))
    size = heights.shape[-1]
    n = heights - heights.mean(axis=(1, 2), keepdims=True)
    rays = np.array([np.fft.rfft(np.moveaxis(n, axis, -1)) for axis in (1, 2)])
    power = (abs(rays) ** 2).mean(axis=(0, 2))
    together = np.fft.irfft(power, size) / size
    correlation = 2 * (together[:, :1] - together[:, 1 : size // 2 + 1])
    modes = rays[..., 1].sum(axis=2) / size
    rows = [m.mean(axis=(0, 2, 3)), n.var(axis=(1, 2)), (abs(modes) ** 2).mean(axis=0)]
    rows += [(m == k).mean(axis=(0, 2, 3)) for k in range(LARGEST + 1)]
    return np.column_stack([*rows, correlation])


def grouped(values: Array) -> Array:
    """Means over groups of replicas, as many as divide them evenly."""
    replicas = len(values)
    groups = max(count for count in range(1, GROUPS + 1) if replicas % count == 0)
    return np.asarray(values.reshape(groups, replicas // groups, -1).mean(axis=1))


def stiffness(size: int, square: Estimate) -> Estimate:
    """K_eff = 1/(q^2 <|n_q|^2>) from <|n_q|^2> at the smallest wave vector."""
    lattice = 4 * np.sin(np.pi / size) ** 2
    if square.value == 0:
        return replace(square, value=np.inf, error=np.inf)
    value = 1 / (lattice * square.value)
    return replace(square, value=value, error=value * square.error / square.value)


def part(found: Estimate, index: int | slice) -> Estimate:
    """Some of the quantities of an estimate."""
    return Estimate(*(getattr(found, field.name)[index] for field in fields(found)))
