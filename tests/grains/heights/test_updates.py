"""The updates of the integer model against enumeration; clusters and the action of a bond."""

from functools import cache
from itertools import product

import numpy as np
import pytest
from height_actions import MIXED, ROUGH, assert_within_errors
from numpy.testing import assert_allclose

from numerics.grains.heights.statistics import estimate
from numerics.grains.heights.updates import (
    HeightCouplings,
    bond_action,
    cluster_of_sites,
    cluster_update,
    flat,
    metropolis_update,
)

TRAP = HeightCouplings(0.0, 1.3, -1.6)  # |m| = 1 costs less than 0, and less than 2


def observables(n):
    """P(0), P(1), <|m|>, and the second and third moment of the heights around their mean.

    For each configuration; heights of shape (..., rows, columns).
    """
    m = np.stack([abs(n - np.roll(n, -1, axis)) for axis in (-2, -1)])
    over = (0, -2, -1)
    height = n - n.mean(axis=(-2, -1), keepdims=True)
    moments = [(height**power).mean(axis=(-2, -1)) for power in (2, 3)]
    return np.stack([(m == 0).mean(over), (m == 1).mean(over), m.mean(over), *moments], axis=-1)


@cache
def enumerated(rows, columns, couplings, most):
    """Exact averages, one height fixed and the others up to `most` away from it."""
    levels = range(-most, most + 1)
    n = np.array([(0, *rest) for rest in product(levels, repeat=rows * columns - 1)])
    n = n.reshape(-1, rows, columns)
    c, K, B = couplings.quadratic, couplings.linear, couplings.delta
    m = np.stack([n - np.roll(n, -1, axis) for axis in (1, 2)]).astype(float)
    weight = np.exp(-(c * m**2 + K * abs(m) - B * (m == 0)).sum(axis=(0, 2, 3)))
    return weight @ observables(n) / weight.sum()


def sampled(update, rows, columns, couplings, sweeps=600, replicas=60):
    random, heights, series = np.random.default_rng(5), flat(replicas, rows, columns), []
    for sweep in range(sweeps + 100):
        heights = update(heights, couplings, random)
        if sweep >= 100:
            series.append(observables(heights))
    return estimate(np.array(series))


@pytest.mark.parametrize("couplings", [ROUGH, MIXED, TRAP], ids=["rough", "mixed", "trap"])
@pytest.mark.parametrize(
    ("update", "rows", "columns", "most"),
    [(cluster_update, 2, 2, 8), (cluster_update, 3, 2, 4), (metropolis_update, 2, 2, 8)],
)
def test_tiny_lattices_agree_with_enumeration(update, rows, columns, most, couplings):
    found = sampled(update, rows, columns, couplings)
    assert_within_errors(found, enumerated(rows, columns, couplings, most))
    assert np.all(found.error < 0.02)


def test_clusters_are_those_of_a_flood():
    shape = (2, 4, 5)
    joined = np.random.default_rng(4).random((*shape, 2)) < 0.45
    label = np.arange(np.prod(shape)).reshape(shape)
    for _ in range(label.size):
        for axis in (1, 2):
            bond = joined[..., axis - 1]
            least = np.minimum(label, np.roll(label, -1, axis))
            label = np.where(bond, least, label)
            label = np.where(
                np.roll(bond, 1, axis), np.minimum(label, np.roll(least, 1, axis)), label
            )
    count, found = cluster_of_sites(joined)
    assert count == np.unique(label).size
    assert found.shape == shape
    pairs = np.unique(np.stack([label.ravel(), found.ravel()]), axis=1)
    assert pairs.shape[1] == count


def test_the_bond_action_is_that_of_the_paper():
    m = np.arange(-3, 4)
    assert_allclose(
        bond_action(m, HeightCouplings(2.0, 0.5, 0.25)), [19.5, 9, 2.5, -0.25, 2.5, 9, 19.5]
    )
