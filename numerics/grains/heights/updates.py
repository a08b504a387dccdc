"""Integer heights n_i on a periodic square lattice, Eq. (25a), and two ways to update them.

    S = sum over bonds of c m^2 + K |m| - B delta(m, 0),  m = n_i - n_j

Every nearest-neighbour bond counts once.  Heights are integers of shape (replicas, rows,
columns); replicas are independent.  Both updates leave exp(-S) unchanged.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

Array = NDArray[Any]


@dataclass(frozen=True)
class HeightCouplings:
    """c = 2 pi^2/(beta E_0), K = alpha/2 and B = beta J_MF of Eq. (25a)."""

    quadratic: float
    linear: float
    delta: float


Update = Callable[[Array, HeightCouplings, Generator], Array]


def bond_action(m: Array, couplings: HeightCouplings) -> Array:
    """c m^2 + K |m| - B delta(m, 0), for height differences of any shape."""
    action = couplings.linear * abs(m)
    if couplings.quadratic:
        action = action + couplings.quadratic * m**2
    if couplings.delta:
        action = action - couplings.delta * (m == 0)
    return action


def flat(replicas: int, rows: int, columns: int) -> Array:
    """Heights that are all 0, where every simulation starts."""
    return np.zeros((replicas, rows, columns), np.int64)


def cluster_update(heights: Array, couplings: HeightCouplings, random: Generator) -> Array:
    """Valleys to mountains: reflect each cluster of sites in a plane, or not, with equal odds.

    A bond of action V(m), which would have V(m') if one of its two ends were reflected, joins
    them with probability 1 - exp(V(m) - V(m')) where m' costs more, and never where it does not.
    With both ends or neither reflected m only changes sign, so V must be even but may have any
    shape.  Then exp(-V) of the bond is min(exp(-V(m)), exp(-V(m'))), which the odds of the four
    reflections share, times the odds of joined or of open: detailed balance holds given the
    bonds.

    The plane is half a step below, half a step above or at the height of a random site.  The
    odds of a plane depend on the number of sites at or next to it, which reflections in it keep.
    """
    replicas = len(heights)
    site = random.integers(heights[0].size, size=(replicas, 1))
    chosen = np.take_along_axis(heights.reshape(replicas, -1), site, 1)
    twice_the_plane = 2 * chosen + random.integers(-1, 2, size=(replicas, 1))
    y = 2 * heights - twice_the_plane[..., None]
    joined = np.empty((*heights.shape, 2), bool)
    for axis in (0, 1):
        z = np.roll(y, -1, axis + 1)
        cost = bond_action((y + z) / 2, couplings) - bond_action((y - z) / 2, couplings)
        exponential = random.standard_exponential(heights.shape, dtype=np.float32)
        joined[..., axis] = exponential < cost
    count, cluster = cluster_of_sites(joined)
    reflected = random.integers(2, size=count, dtype=np.int8)
    return heights - y * reflected[cluster]


def cluster_of_sites(joined: Array) -> tuple[int, Array]:
    """Number of clusters, and that of each site; shapes (replicas, rows, columns, 2) and without 2.

    joined: whether a site is joined to the next one of its column, and of its row.
    """
    shape = joined.shape[:-1]
    sites = joined.size // 2
    neighbours = forward(shape)[np.flatnonzero(joined)]
    ends = np.zeros(sites + 1, np.int32)
    bonds = joined.reshape(sites, 2).view(np.int8)
    np.cumsum(bonds[:, 0] + bonds[:, 1], out=ends[1:])
    graph = csr_array((np.ones(neighbours.size), neighbours, ends), shape=(sites, sites))
    count, label = connected_components(graph, directed=False)
    return count, label.reshape(shape)


def metropolis_update(heights: Array, couplings: HeightCouplings, random: Generator) -> Array:
    """A step up or down proposed at every site, one sublattice of the checkerboard after another.

    Raises ValueError for an odd number of rows or columns, on which there is no checkerboard.
    """
    replicas, rows, columns = heights.shape
    if rows % 2 or columns % 2:
        raise ValueError(
            f"{rows} x {columns} sites in a ring have no checkerboard: give even numbers"
        )
    n = heights.reshape(replicas, -1).copy()
    for sites, neighbours in checkerboard(rows, columns):
        step = 2 * random.integers(2, size=(replicas, 1, sites.size)) - 1
        m = n[:, None, sites] - n[:, neighbours]
        cost = bond_action(m + step, couplings) - bond_action(m, couplings)
        accepted = random.standard_exponential((replicas, sites.size)) > cost.sum(axis=1)
        n[:, sites] += step[:, 0] * accepted
    return n.reshape(heights.shape)


@cache
def forward(shape: tuple[int, int, int]) -> Array:
    """For each site the next one of its column, then of its row; flat, two for each site."""
    sites = np.arange(np.prod(shape), dtype=np.int32).reshape(shape)
    return np.stack([np.roll(sites, -1, 1), np.roll(sites, -1, 2)], axis=-1).reshape(-1)


@cache
def checkerboard(rows: int, columns: int) -> tuple[tuple[Array, Array], tuple[Array, Array]]:
    """The sites of both sublattices, each with its neighbours, of shape (4, sites)."""
    sites = np.arange(rows * columns).reshape(rows, columns)
    around = np.array([np.roll(sites, step, axis) for axis in (0, 1) for step in (1, -1)])
    colour = np.indices(sites.shape).sum(axis=0) % 2
    even, odd = ((sites[colour == c], around[:, colour == c]) for c in (0, 1))
    return even, odd
