"""The gap functions without the Born approximation: random tunnelling matrices, averaged.

One grain of each kind, coupled by four independent random matrices: the four neighbours of a
site, on a lattice that is closed to a unit cell.  The Bogoliubov-de Gennes matrix is built from
(4a) and (4b) and inverted exactly.  A band -D..D of finite width and a finite level spacing
change the result; both changes are measured on a ladder of widths and spacings, and extrapolated.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from derive.grains.steps.born import NEIGHBOURS, born_self_energy
from derive.grains.steps.model import grain_matrix, tunnelling_matrix
from derive.grains.symbols import (
    G_11,
    G_12,
    G_21,
    G_22,
    Delta,
    d_tau,
    phi_i,
    phi_j,
    t,
    t_kp,
    t_pk,
    xi_k,
    xi_mk,
)
from numerics.arithmetic.arguments import require_whole
from numerics.arithmetic.functions import Evaluator, made_once, numpy_function

Array = NDArray[Any]

BANDWIDTHS = (3.0, 6.0, 12.0)  # in units of the largest energy
SPACINGS = (0.8, 0.4)  # in units of the smaller of delta0 and omega + the smaller rate
MOST_LEVELS = 3000
LEAST_REALISATIONS, FEWEST = 100, 20
MOST_ITERATIONS = 10000


@dataclass(frozen=True)
class System:
    """Levels of both kinds of grains between -D and D, bare gaps, and the amplitude t."""

    bandwidth: float
    xi: tuple[Array, Array]
    gaps: tuple[float, float]
    amplitude: float

    @property
    def size(self) -> int:
        return self.xi[0].size + self.xi[1].size

    @property
    def spacing(self) -> float:
        """Level spacing of the kind with fewer levels."""
        return 2 * self.bandwidth / min(self.xi[0].size, self.xi[1].size)


@dataclass(frozen=True)
class Sample:
    """Averages over realisations of one system; pairs are (metal, superconductor)."""

    system: System
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
    samples: tuple[Sample, ...]


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
        system(D, spacing, gamma_m, gamma_s, delta0) for D, spacing in product(bandwidths, spacings)
    ]
    smallest = min(grains.size for grains in systems)
    random = np.random.default_rng(seed)
    samples = []
    for grains in systems:
        repeats = max(FEWEST, round(realisations * (smallest / grains.size) ** 1.5))
        samples.append(sample(omega, grains, repeats, random))
    return extrapolated(samples)


def system(
    bandwidth: float, spacing: float, gamma_m: float, gamma_s: float, delta0: float
) -> System:
    """Equidistant levels between -D and D, of densities N_M/N_S = Gamma_M/Gamma_S, for V = 1.

    `spacing` is that of the kind with fewer levels, rounded so that it divides 2D.
    """
    rates = np.array([gamma_m, gamma_s])
    few = max(1, round(2 * bandwidth / spacing))
    counts = np.rint(few * rates / rates.min()).astype(int)
    if counts.max() > MOST_LEVELS:
        raise ValueError(
            f"bandwidth {bandwidth}, level spacing {spacing} and rates {gamma_m} and {gamma_s} "
            f"take {counts.max()} levels of a kind, allowed are {MOST_LEVELS}"
        )
    steps = 2 * bandwidth / few * rates.min() / rates
    xi_M, xi_S = (
        step * (np.arange(count) - (count - 1) / 2)
        for step, count in zip(steps, counts, strict=True)
    )
    return System(
        bandwidth, (xi_M, xi_S), (0.0, delta0), float(np.sqrt(gamma_s * steps[1] / (4 * np.pi)))
    )


def tunnelling(grains: System, random: np.random.Generator) -> Array:
    """t_kp of one realisation, the four bonds together, shape (metal, superconductor)."""
    bonds = random.normal(
        scale=grains.amplitude, size=(NEIGHBOURS, grains.xi[0].size, grains.xi[1].size)
    )
    return bonds.sum(axis=0)


def exact_greens_functions(omega: float, grains: System, hopping: Array) -> Array:
    """g and -f of (7) of both kinds for given t_kp, shape (2, 2): kind, component.

    The kind with more levels is eliminated exactly.  What is inverted is the matrix of the
    other one, with the self-energy t tau G tau t of this realisation.
    """
    metal_is_kept = grains.xi[0].size <= grains.xi[1].size
    t = hopping if metal_is_kept else hopping.T
    kept, other = (0, 1) if metal_is_kept else (1, 0)
    m = inverse_levels(omega, grains, kept)
    G_other = np.linalg.inv(inverse_levels(omega, grains, other))
    tau = np.array(_tunnelling()(1, 1))
    dressed = tau @ G_other @ tau
    n, components = len(m), tuple(product(range(2), repeat=2))
    matrix = np.empty((2, n, 2, n), complex)
    for a, b in components:
        matrix[a, :, b] = np.diag(m[:, a, b]) - (t * dressed[:, a, b]) @ t.T
    G = np.linalg.inv(matrix.reshape(2 * n, 2 * n)).reshape(2, n, 2, n)
    there_and_back = np.empty_like(G_other)
    for a, b in components:
        there_and_back[:, a, b] = ((G[a, :, b] @ t) * t).sum(axis=0)
    local = {
        kept: np.einsum("akbk->ab", G),
        other: (G_other + G_other @ tau @ there_and_back @ tau @ G_other).sum(axis=0),
    }
    return np.array([_components(local[0]), _components(local[1])])


def inverse_levels(omega: float, grains: System, kind: int) -> Array:
    """M_0 of (4a) at i omega for every level of one kind, shape (levels, 2, 2)."""
    xi = grains.xi[kind]
    entries = _grain()(1j * omega, xi, xi, np.full(xi.size, grains.gaps[kind]))
    return np.moveaxis(np.array(entries), -1, 0)


def born_greens_functions(omega: float, grains: System) -> Array:
    """g and -f of (7) of both kinds in the self-consistent Born approximation, on these levels.

    Raises ArithmeticError where the iteration does not converge.
    """
    inverse = [inverse_levels(omega, grains, kind) for kind in (0, 1)]

    def local(kind: int, neighbour: Array) -> Array:
        self_energy = np.array(_self_energy()(grains.amplitude, *neighbour.flat))
        return np.linalg.inv(inverse[kind] - self_energy).sum(axis=0)

    metal = superconductor = np.zeros((2, 2))
    for _ in range(MOST_ITERATIONS):
        previous = superconductor
        metal = local(0, superconductor)
        superconductor = local(1, metal)
        if abs(superconductor - previous).max() < 1e-13 * abs(superconductor).max():
            return np.array([_components(metal), _components(superconductor)])
    raise ArithmeticError(f"the Born iteration does not converge at omega = {omega}")


def sample(omega: float, grains: System, realisations: int, random: np.random.Generator) -> Sample:
    """Ratio of the averages of f and g, with the standard error of a ratio."""
    matrices = (tunnelling(grains, random) for _ in range(realisations))
    each = np.array([exact_greens_functions(omega, grains, hopping) for hopping in matrices])
    mean = each.mean(axis=0)
    gaps = gap_functions(omega, mean)
    residual = -1j * omega * each[..., 1] - gaps * each[..., 0]
    error = residual.std(axis=0, ddof=1) / abs(mean[:, 0]) / np.sqrt(realisations)
    return Sample(
        grains,
        realisations,
        gaps,
        error,
        gap_functions(omega, born_greens_functions(omega, grains)),
    )


def gap_functions(omega: float, green: Array) -> Array:
    """Delta of (9) from g and -f, for both kinds."""
    return (-1j * omega * green[:, 1] / green[:, 0]).real


def extrapolated(samples: Sequence[Sample]) -> DisorderAverage:
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


def _components(G: Array) -> tuple[complex, complex]:
    """g and -f of (7), each the mean of its two entries."""
    return (G[0, 0] + G[1, 1]) / 2, (G[0, 1] + G[1, 0]) / 2


@made_once
def _grain() -> Evaluator:
    return numpy_function((d_tau, xi_k, xi_mk, Delta), grain_matrix())


@made_once
def _tunnelling() -> Evaluator:
    return numpy_function((t_kp, t_pk), tunnelling_matrix().subs(phi_j, phi_i))


@made_once
def _self_energy() -> Evaluator:
    return numpy_function((t, G_11, G_12, G_21, G_22), born_self_energy())


def _require_positive(name: str, energy: Any) -> None:
    if not (
        isinstance(energy, int | float | np.integer | np.floating)
        and isfinite(energy)
        and energy > 0
    ):
        raise ValueError(f"{name} is {energy!r}: give a finite positive energy")


def _require_ladder(name: str, values: Sequence[float], least: int) -> None:
    for value in values:
        _require_positive(f"an entry of {name}", value)
    if len(set(values)) < least:
        raise ValueError(f"{name} has {len(set(values))} different values: give {least} or more")
