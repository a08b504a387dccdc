"""One grain of each kind, coupled by random tunnelling matrices: its Green's functions.

The Bogoliubov-de Gennes matrix is built from (4a) and (4b) and inverted exactly, or averaged in
the Born approximation.
"""

from dataclasses import dataclass
from itertools import product
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
from numerics.arithmetic.functions import Evaluator, made_once, numpy_function

Array = NDArray[Any]

MOST_LEVELS = 3000
MOST_ITERATIONS = 10000


@dataclass(frozen=True)
class RandomGrains:
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


def random_grains(
    bandwidth: float, spacing: float, gamma_m: float, gamma_s: float, delta0: float
) -> RandomGrains:
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
    return RandomGrains(
        bandwidth, (xi_M, xi_S), (0.0, delta0), float(np.sqrt(gamma_s * steps[1] / (4 * np.pi)))
    )


def tunnelling(grains: RandomGrains, random: np.random.Generator) -> Array:
    """t_kp of one realisation, the four bonds together, shape (metal, superconductor)."""
    bonds = random.normal(
        scale=grains.amplitude, size=(NEIGHBOURS, grains.xi[0].size, grains.xi[1].size)
    )
    return bonds.sum(axis=0)


def exact_greens_functions(omega: float, grains: RandomGrains, hopping: Array) -> Array:
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


def inverse_levels(omega: float, grains: RandomGrains, kind: int) -> Array:
    """M_0 of (4a) at i omega for every level of one kind, shape (levels, 2, 2)."""
    xi = grains.xi[kind]
    entries = _grain()(1j * omega, xi, xi, np.full(xi.size, grains.gaps[kind]))
    return np.moveaxis(np.array(entries), -1, 0)


def born_greens_functions(omega: float, grains: RandomGrains) -> Array:
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


def gap_functions(omega: float, green: Array) -> Array:
    """Delta of (9) from g and -f, for both kinds."""
    return (-1j * omega * green[:, 1] / green[:, 0]).real


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
