"""Clusters, spanning and conductance of networks, against what is known exactly."""

from functools import partial

import numpy as np
import pytest
from numpy.testing import assert_allclose

from numerics.grains.films import networks
from numerics.grains.films.six_points import extrapolated

SITE_THRESHOLD = 0.592746  # square lattice; Newman and Ziff, Phys. Rev. Lett. 85 (2000) 4104
SIGMAS = 3.5


def count_bonds(shape):
    return networks.bonds(*shape)[0].size


def flooded(shape, linked):
    """Nodes that are joined to the left edge, by walking."""
    neighbours = {}
    for i, j in np.transpose(networks.bonds(*shape))[linked].tolist():
        neighbours.setdefault(i, []).append(j)
        neighbours.setdefault(j, []).append(i)
    reached = set(range(0, shape[0] * shape[1], shape[1]))
    front = list(reached)
    while front:
        for j in neighbours.get(front.pop(), ()):
            if j not in reached:
                reached.add(j)
                front.append(j)
    return reached


def dense_conductance(shape, conductances):
    """Between the left and the right column, from the pseudo-inverse of the whole Laplacian."""
    n = shape[0] * shape[1]
    laplacian = np.zeros((n + 2, n + 2))
    ends = [*np.transpose(networks.bonds(*shape)).tolist()]
    ends += [(n, row * shape[1]) for row in range(shape[0])]
    ends += [(n + 1, row * shape[1] + shape[1] - 1) for row in range(shape[0])]
    for (i, j), G in zip(ends, [*conductances, *[1e8] * 2 * shape[0]], strict=True):
        laplacian[[i, j], [i, j]] += G
        laplacian[[i, j], [j, i]] -= G
    inverse = np.linalg.pinv(laplacian, rcond=1e-15)
    return 1 / (inverse[n, n] + inverse[n + 1, n + 1] - 2 * inverse[n, n + 1])


def dual_conductance(shape, resistances):
    """That of the dual network between top and bottom, for the shape (L, L + 1).

    Its nodes are the faces, and its edges the two outer ones above and below.  Every bond within
    a row is crossed by one bond of the dual, and so is every bond within a column, but for those
    on the left and right edge, which short nothing.  Turned, the dual has the same shape.
    """
    length = shape[0]
    within = resistances[: length * length].reshape(length, length)
    between = resistances[length * length :].reshape(length - 1, length + 1)
    turned = np.zeros((length - 1, length + 1))
    turned[:, 1:-1] = between[:, 1:-1].T
    return networks.total_conductance(shape, np.concatenate([within.T.ravel(), turned.ravel()]))


def test_bonds_join_neighbours():
    first, second = networks.bonds(2, 3)
    assert list(zip(first, second, strict=True)) == [
        *((0, 1), (1, 2), (3, 4), (4, 5)),
        *((0, 3), (1, 4), (2, 5)),
    ]


@pytest.mark.parametrize("shape", [(2, 2), (5, 7), (1, 4), (6, 2)])
def test_uniform_network(shape):
    rows, columns = shape
    uniform = np.full(count_bonds(shape), 3.0)
    assert_allclose(
        networks.total_conductance(shape, uniform), 3 * rows / (columns - 1), rtol=1e-12
    )
    if rows > 1:
        across = networks.total_conductance(shape, uniform, "y")
        assert_allclose(across, 3 * columns / (rows - 1), rtol=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_random_networks_against_dense_algebra(seed):
    random = np.random.default_rng(seed)
    shape = (4, 5)
    conductances = random.lognormal(0, 1, count_bonds(shape))
    conductances[random.random(conductances.size) < 0.2] = 0
    expected = dense_conductance(shape, conductances)
    assert_allclose(networks.total_conductance(shape, conductances), expected, rtol=1e-5)


@pytest.mark.parametrize("p", [0.3, 0.5, 0.7])
def test_clusters_against_a_walk(p):
    shape = (8, 9)
    spanned = 0
    for seed in range(30):
        linked = np.random.default_rng(seed).random(count_bonds(shape)) < p
        labels = networks.cluster_of_nodes(shape, linked)
        left, right = networks.opposite_edges(shape, "x")
        reached = flooded(shape, linked)
        assert set(np.flatnonzero(np.isin(labels, labels[left]))) == reached
        spans = not reached.isdisjoint(right.tolist())
        assert networks.spanning(shape, linked).any() == spans
        assert (networks.total_conductance(shape, linked.astype(float)) > 0) == spans
        spanned += spans
    assert p != 0.5 or 0 < spanned < 30


@pytest.mark.parametrize("steps", [1, 2, 5, 10**9])
def test_nodes_within_some_steps(steps):
    """Against sets that grow by a step at a time."""
    shape = (9, 8)
    random = np.random.default_rng(steps)
    linked, sources = random.random(count_bonds(shape)) < 0.6, random.random(72) < 0.05
    pairs = np.transpose(networks.bonds(*shape))[linked]
    expected = sources.copy()
    for _ in range(min(steps, 72)):
        fresh = expected.copy()
        for i, j in pairs:
            fresh[[i, j]] |= expected[i] | expected[j]
        expected = fresh
    assert sources.any()
    assert np.array_equal(networks.within(shape, linked, sources, steps), expected)
    assert not networks.within(shape, linked, np.zeros(72, bool), steps).any()


def test_spanning_cluster_itself():
    linked = np.zeros(count_bonds((3, 3)), bool)
    linked[[2, 3]] = True  # the middle row
    assert networks.spanning((3, 3), linked).tolist() == [[False] * 3, [True] * 3, [False] * 3]
    assert not networks.spanning((3, 3), linked, "y").any()
    occupied = np.array([[True] * 3, [True, False, True], [True] * 3])
    assert not networks.spanning((3, 3), linked, nodes=occupied).any()


def test_contraction_is_the_limit_of_large_conductances():
    shape = (12, 12)
    random = np.random.default_rng(1)
    conductances = random.lognormal(0, 0.5, count_bonds(shape))
    shorted = random.random(conductances.size) < 0.35
    contracted = networks.total_conductance(shape, np.where(shorted, np.inf, conductances))
    deviations = [
        abs(
            networks.total_conductance(shape, np.where(shorted, large, conductances)) / contracted
            - 1
        )
        for large in (1e4, 1e5, 1e6)
    ]
    assert contracted > 1.5 * networks.total_conductance(shape, conductances)
    assert_allclose(np.diff(np.log10(deviations)), -1, atol=0.02)


def test_short_circuit_and_no_circuit():
    everything = np.full(count_bonds((3, 4)), np.inf)
    assert networks.total_conductance((3, 4), everything) == np.inf
    nothing = np.zeros(count_bonds((3, 4)))
    assert networks.total_conductance((3, 4), nothing) == 0
    column = nothing.copy()
    column[9:] = np.inf  # columns are shorted, rows do not conduct
    assert networks.total_conductance((3, 4), column) == 0
    assert networks.total_conductance((3, 4), column, "y") == np.inf


@pytest.mark.parametrize("seed", range(3))
def test_a_network_times_its_dual(seed):
    shape = (6, 7)
    conductances = np.random.default_rng(seed).lognormal(0, 1.5, count_bonds(shape))
    product = networks.total_conductance(shape, conductances) * dual_conductance(
        shape, 1 / conductances
    )
    assert_allclose(product, 1, rtol=1e-10)


def test_random_checkerboard_of_two_components():
    """By duality the conductance is sqrt(s1 s2): exactly, for the mean of its logarithm."""
    shape, (s1, s2) = (24, 25), (1.0, 40.0)
    logs = []
    for seed in range(150):
        first = np.random.default_rng(seed).random(count_bonds(shape)) < 0.5
        logs.append(np.log(networks.total_conductance(shape, np.where(first, s1, s2))))
    error = np.std(logs, ddof=1) / np.sqrt(len(logs))
    assert error < 0.05
    assert abs(np.mean(logs) - np.log(s1 * s2) / 2) < SIGMAS * error


def threshold(holds):
    """The share from which a property holds, by halving."""
    low, high = 0.0, 1.0
    while high - low > 1e-5:
        middle = (low + high) / 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def spans(shape, linked, drawn, p):
    return networks.spanning(shape, linked, nodes=drawn < p).any()


def test_bond_percolation():
    """On L x (L + 1) nodes spanning has probability 1/2 at p = 1/2, by duality."""
    shape = (48, 49)
    found = []
    for seed in range(200):
        drawn = np.random.default_rng(seed).random(count_bonds(shape))
        found.append(threshold(lambda p, x=drawn: networks.spanning(shape, x < p).any()))
    error = np.std(found, ddof=1) / np.sqrt(len(found))
    assert error < 0.004
    assert abs(np.mean(found) - 0.5) < SIGMAS * error


@pytest.mark.slow
def test_site_percolation_by_finite_size_scaling():
    sizes, means, errors = (16, 32, 64, 128), [], []
    for size in sizes:
        shape, linked = (size, size), np.ones(count_bonds((size, size)), bool)
        found = []
        for seed in range(150):
            drawn = np.random.default_rng(seed).random(shape)
            found.append(threshold(partial(spans, shape, linked, drawn)))
        means.append(np.mean(found))
        errors.append(np.std(found, ddof=1) / np.sqrt(len(found)))
    limit = extrapolated(sizes, np.array(means), np.array(errors))
    assert limit.error < 0.002
    assert abs(limit.value - SITE_THRESHOLD) < SIGMAS * limit.error


@pytest.mark.parametrize("bad", [[-1.0] * 4, [np.nan] * 4, [1.0] * 3])
def test_bad_conductances(bad):
    with pytest.raises(ValueError, match="4 conductances"):
        networks.total_conductance((2, 2), np.array(bad))


def test_bad_direction():
    with pytest.raises(ValueError, match="'z'"):
        networks.total_conductance((2, 2), np.ones(4), "z")
