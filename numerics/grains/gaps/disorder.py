"""The gap functions without the Born approximation: random tunnelling matrices, averaged.

One grain of each kind, coupled by four independent random matrices: the four neighbours of a
site, on a lattice that is closed to a unit cell.  The Bogoliubov-de Gennes matrix is built from
(4a) and (4b) and inverted exactly.  A band -D..D of finite width and a finite level spacing
change the result; both changes are measured on a ladder of widths and spacings, and extrapolated.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from numerics.arithmetic.arguments import one_number, require_whole
from numerics.grains.gaps.random_grains import (
    RandomGrains,
    born_greens_functions,
    exact_greens_functions,
    gap_functions,
    random_grains,
    tunnelling,
)

Array = NDArray[Any]

BANDWIDTHS = (3.0, 6.0, 12.0)  # in units of the largest energy
SPACINGS = (0.8, 0.4)  # in units of the smaller of delta0 and omega + the smaller rate
LEAST_REALISATIONS, FEWEST = 100, 20


@dataclass(frozen=True)
class LadderStep:
    """Averages over realisations of one system; pairs are (metal, superconductor)."""

    system: RandomGrains
    realisations: int
    mean: Array
    standard_error: Array
    born: Array


@dataclass(frozen=True)
class DisorderAverage:
    """Gap functions at one Matsubara frequency; pairs are (metal, superconductor).

    mean: the exact average, extrapolated to an infinite band without level spacing.
    born: the Born values on the same levels, extrapolated in the same way.
    deviation: exact less Born on the same levels, extrapolated to zero level spacing.
    """

    mean: Array
    standard_error: Array
    born: Array
    deviation: Array
    deviation_error: Array
    samples: tuple[LadderStep, ...]


def average_gaps(
    omega: float,
    gamma_m: float,
    gamma_s: float,
    delta0: float = 1.0,
    *,
    seed: int = 0,
    realisations: int = 2000,
    bandwidths: Sequence[float] | None = None,
    spacings: Sequence[float] | None = None,
) -> DisorderAverage:
    """(Delta_M, Delta_S) at the Matsubara frequency omega > 0, averaged over random tunnelling.

    Real t_kp, uncorrelated, normal with variance t^2/V as in (1e), equal for time-reversed
    partners; Gamma_S = 4 pi t^2 N_S, Gamma_M = 4 pi t^2 N_M.  `bandwidths` are the D of (18),
    `spacings` those of the kind with fewer levels, in units of the other energies.
    `realisations` is their number for the smallest system; it falls with the size n as n^-3/2,
    but not below 20.
    Raises ValueError for energies that are not positive, fewer than 100 realisations, three
    bandwidths or two spacings, and more than 3000 levels of a kind.
    """
    energies = {"omega": omega, "gamma_m": gamma_m, "gamma_s": gamma_s, "delta0": delta0}
    for name, energy in energies.items():
        _require_positive(name, energy)
    if bandwidths is None:
        bandwidths = [b * max(energies.values()) for b in BANDWIDTHS]
    if spacings is None:
        spacings = [s * min(delta0, omega + gamma_m, omega + gamma_s) for s in SPACINGS]
    _require_ladder("bandwidths", bandwidths, 3)
    _require_ladder("spacings", spacings, 2)
    require_whole("realisations", realisations, LEAST_REALISATIONS)
    require_whole("seed", seed, 0)
    systems = [
        random_grains(D, spacing, gamma_m, gamma_s, delta0)
        for D, spacing in product(bandwidths, spacings)
    ]
    smallest = min(grains.size for grains in systems)
    random = np.random.default_rng(seed)
    samples = []
    for grains in systems:
        repeats = max(FEWEST, round(realisations * (smallest / grains.size) ** 1.5))
        samples.append(sample(omega, grains, repeats, random))
    return extrapolated(samples)


def sample(
    omega: float, grains: RandomGrains, realisations: int, random: np.random.Generator
) -> LadderStep:
    """Ratio of the averages of f and g, with the standard error of a ratio."""
    matrices = (tunnelling(grains, random) for _ in range(realisations))
    each = np.array([exact_greens_functions(omega, grains, hopping) for hopping in matrices])
    mean = each.mean(axis=0)
    gaps = gap_functions(omega, mean)
    residual = -1j * omega * each[..., 1] - gaps * each[..., 0]
    error = residual.std(axis=0, ddof=1) / abs(mean[:, 0]) / np.sqrt(realisations)
    return LadderStep(
        grains,
        realisations,
        gaps,
        error,
        gap_functions(omega, born_greens_functions(omega, grains)),
    )


def extrapolated(samples: Sequence[LadderStep]) -> DisorderAverage:
    """The fit to all samples: linear in the level spacing, quadratic in the inverse bandwidth."""
    mean, error, born = (
        np.array([getattr(s, name) for s in samples]) for name in ("mean", "standard_error", "born")
    )
    systems = [s.system for s in samples]
    spacing = np.array([s.spacing for s in systems]) / max(s.spacing for s in systems)
    inverse = min(s.bandwidth for s in systems) / np.array([s.bandwidth for s in systems])
    discrete = np.stack([np.ones_like(spacing), spacing, spacing * inverse], axis=1)
    full = np.column_stack([discrete, inverse, inverse**2])
    limit, limit_error = constant_term(full, mean, error)
    deviation, deviation_error = constant_term(discrete, mean - born, error)
    return DisorderAverage(
        limit,
        limit_error,
        constant_term(full, born, error)[0],
        deviation,
        deviation_error,
        tuple(samples),
    )


def constant_term(basis: Array, values: Array, errors: Array) -> tuple[Array, Array]:
    """First coefficient of a weighted least-squares fit, and its error, for each column."""
    coefficients, variances = [], []
    for value, error in zip(values.T, errors.T, strict=True):
        weighted = basis / error[:, None]
        covariance = np.linalg.inv(weighted.T @ weighted)
        coefficients.append((covariance @ weighted.T @ (value / error))[0])
        variances.append(covariance[0, 0])
    return np.array(coefficients), np.sqrt(variances)


def _require_positive(name: str, energy: Any) -> None:
    if not one_number(name, energy) > 0:
        raise ValueError(f"{name} is {energy!r}: give a positive number")


def _require_ladder(name: str, values: Sequence[float], least: int) -> None:
    if np.ndim(values) != 1:
        raise ValueError(f"{name} is {values!r}: give a list of numbers")
    for value in values:
        _require_positive(f"an entry of {name}", value)
    if len(set(values)) < least:
        raise ValueError(f"{name} has {len(set(values))} different values: give {least} or more")
