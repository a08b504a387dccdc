"""Gaps of the grains of a film, against other routes."""

import numpy as np
from numpy.testing import assert_allclose
from small_films import chain

from numerics.grains.films import networks
from numerics.grains.films.disorder import Disorder
from numerics.grains.films.film import random_film
from numerics.grains.films.gaps import gaps_at_zero, uniformity
from numerics.grains.gaps.solve import solve_gaps


def test_gaps_of_two_grains_are_those_of_the_regular_lattice():
    """With one bond of rate 4 Gamma, a grain is coupled as to four equal neighbours."""
    for gamma in (0.05, 0.7, 20.0):
        gaps = gaps_at_zero(chain("MS", [4.0]), gamma)
        exact = solve_gaps(1e-7, gamma, gamma)
        assert_allclose(gaps.ravel(), [exact.metal, exact.superconductor], rtol=1e-5)


def test_gaps_of_a_random_film_against_the_born_iteration():
    """(5)-(8) with 2 x 2 Green's functions for every grain, at a small Matsubara frequency."""
    film, gamma, w = random_film(0.5, 4, Disorder(seed=1)), 0.4, 1e-4
    tau, pairing = np.diag([1.0, -1.0]), np.array([[0.0, 1.0], [1.0, 0.0]])
    bonds = list(zip(*networks.bonds(4, 4), gamma / 4 * film.rates, strict=True))
    bare = 1j * w * np.eye(2) + np.where(film.metal.ravel(), 0.0, 1.0)[:, None, None] * pairing
    green, before = local(bare), None
    while before is None or abs(green - before).max() > 1e-13:
        before, inverse = green, bare.copy()
        for i, j, rate in bonds:
            inverse[i] -= rate * tau @ green[j] @ tau
            inverse[j] -= rate * tau @ green[i] @ tau
        green = local(inverse)
    gaps = -w * green[:, 0, 1].real / green[:, 0, 0].imag
    assert_allclose(gaps, gaps_at_zero(film, gamma).ravel(), rtol=1e-6)


def local(inverse):
    """Green's functions (8) over pi N, from their inverses without xi."""
    numerator = -inverse * np.array([[1, -1], [-1, 1]])
    return numerator / np.sqrt(-np.linalg.det(inverse).real)[:, None, None]


def test_metallic_grains_have_the_smaller_gaps():
    found = uniformity(random_film(0.6, 30), 0.1)
    assert 0 < found.metal < found.superconductor < 1
    assert found.ratio == found.metal / found.superconductor
