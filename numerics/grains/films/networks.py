"""A rectangle of nodes with a bond between neighbours: clusters, spanning, and conductance.

Nodes are numbered row by row.  Bonds are one flat array: first those within rows, from each node
to its right neighbour, then those within columns, from each node to the one below.
"""

from functools import cache
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csc_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.sparse.linalg import splu

from numerics.arithmetic.arguments import require_option

Array = NDArray[Any]
Shape = tuple[int, int]
Direction = Literal["x", "y"]


@cache
def bonds(rows: int, columns: int) -> tuple[Array, Array]:
    """Both ends of every bond, as numbers of nodes."""
    nodes = np.arange(rows * columns).reshape(rows, columns)
    first = np.concatenate([nodes[:, :-1].ravel(), nodes[:-1].ravel()])
    second = np.concatenate([nodes[:, 1:].ravel(), nodes[1:].ravel()])
    return first, second


def opposite_edges(shape: Shape, direction: Direction) -> tuple[Array, Array]:
    """The nodes of the left and right column for "x", of the top and bottom row for "y"."""
    require_option("direction", direction, get_args(Direction))
    nodes = np.arange(shape[0] * shape[1]).reshape(shape)
    if direction == "y":
        nodes = nodes.T
    return nodes[:, 0], nodes[:, -1]


def cluster_of_nodes(shape: Shape, linked: Array) -> Array:
    """Number of the cluster of every node, where these bonds link their ends."""
    first, second = bonds(*shape)
    return _components(shape[0] * shape[1], first[linked], second[linked])


def spanning(
    shape: Shape, linked: Array, direction: Direction = "x", nodes: Array | None = None
) -> Array:
    """Which nodes, shape (rows, columns), are in a cluster that joins two opposite edges.

    nodes: those that are occupied, by default all; a bond with an empty end links nothing.
    """
    present = np.ones(shape[0] * shape[1], bool) if nodes is None else np.ravel(nodes)
    first, second = bonds(*shape)
    labels = cluster_of_nodes(shape, linked & present[first] & present[second])
    ends = (labels[edge][present[edge]] for edge in opposite_edges(shape, direction))
    members: Array = np.isin(labels, np.intersect1d(*ends)) & present
    return members.reshape(shape)


def within(shape: Shape, linked: Array, sources: Array, steps: int) -> Array:
    """Which nodes, as a flat array, are so many linked bonds or fewer away from a source."""
    first, second = bonds(*shape)
    ends = first[linked], second[linked]
    count = shape[0] * shape[1]
    graph = coo_array((np.ones(ends[0].size), ends), shape=(count, count)).tocsr()
    found = np.flatnonzero(sources)
    if not found.size:
        return np.zeros(count, bool)
    options = {"directed": False, "unweighted": True, "min_only": True, "limit": steps}
    reached: Array = np.isfinite(dijkstra(graph, indices=found, **options))
    return reached


def total_conductance(shape: Shape, conductances: Array, direction: Direction = "x") -> float:
    """Conductance between two opposite edges, each held at one potential.

    conductances: of every bond, 0 for none, inf for one without resistance.  Nodes that such
    bonds join are contracted to one.  The result is inf where they join the edges, and 0 where
    nothing does; its unit is that of the bonds.  Raises ValueError for negative ones and nan.
    """
    first, second = bonds(*shape)
    if np.shape(conductances) != first.shape or not np.all(conductances >= 0):
        raise ValueError(f"give {first.size} conductances that are 0 or positive")
    count = shape[0] * shape[1]
    source, drain = count, count + 1
    start, end = opposite_edges(shape, direction)
    shorted = np.isinf(conductances)
    ends = np.repeat([source, drain], [start.size, end.size])
    merged = _components(
        count + 2,
        np.concatenate([first[shorted], start, end]),
        np.concatenate([second[shorted], ends]),
    )
    if merged[source] == merged[drain]:
        return np.inf
    i, j = merged[first], merged[second]
    conducting = (conductances > 0) & (i != j)
    i, j, G = i[conducting], j[conducting], conductances[conducting]
    joined = _components(merged.max() + 1, i, j)
    if joined[merged[source]] != joined[merged[drain]]:
        return 0.0
    relevant = joined[i] == joined[merged[source]]
    return _between(merged[source], merged[drain], i[relevant], j[relevant], G[relevant])


def _between(source: int, drain: int, i: Array, j: Array, G: Array) -> float:
    """Conductance between two nodes of one component, by Kirchhoff's equations."""
    nodes, ends = np.unique(np.concatenate([i, j, [source, drain]]), return_inverse=True)
    source, drain = ends[-2:]
    i, j = np.split(ends[:-2], 2)
    n = nodes.size
    off = coo_array((-G, (i, j)), shape=(n, n))
    off = csc_array(off + off.T)
    off.setdiag(-off.sum(axis=0))
    free = np.flatnonzero((np.arange(n) != source) & (np.arange(n) != drain))
    current = -off[:, [source]].toarray()[:, 0]
    potential = np.zeros(n)
    potential[source] = 1.0
    if free.size:
        matrix = csc_array(off[free][:, free])
        solver = splu(matrix, permc_spec="MMD_AT_PLUS_A", options={"SymmetricMode": True})
        potential[free] = solver.solve(current[free])
    from_source, to_source = i == source, j == source
    return float(
        G[from_source] @ (1 - potential[j[from_source]])
        + G[to_source] @ (1 - potential[i[to_source]])
    )


def _components(count: int, first: Array, second: Array) -> Array:
    links = coo_array((np.ones(first.size, bool), (first, second)), shape=(count, count))
    labels: Array = connected_components(links, directed=False)[1]
    return labels
