"""(5), (6): the self-consistent Born approximation is the limit of large grains.

A statistical statement, extrapolated in the level spacing.  Levels of two grains, coupled by
random matrices in place of those to four neighbours, make a Bogoliubov-de Gennes matrix that is
inverted exactly; its average is held against the Born approximation on the same levels, with the
self-energy that the routes use.  Nothing here comes from the derivation.
"""

from functools import cache

import numpy as np
import pytest
from flint import acb, acb_mat

from numerics.grains.routes import matrices

OMEGA, GAP, BANDWIDTH = 0.4, 1.0, 3.0
GAMMA_M, GAMMA_S = 0.9, 0.6  # the rates; the densities of states have their ratio
SIZES = (16, 32)
REALISATIONS = {16: 1600, 32: 400}
TAU_3 = np.diag([1.0, -1.0])


def grains(levels):
    """Levels of both kinds, bare gaps, and the variance of an element between them per neighbour.

    Gamma = 4 pi t^2 N with N levels per energy: t^2 is that of the kind with the given number.
    """
    numbers = levels, round(levels * GAMMA_S / GAMMA_M)
    xi = [BANDWIDTH * ((2 * np.arange(n) + 1) / n - 1) for n in numbers]
    return xi, (0.0, GAP), GAMMA_M / (4 * np.pi) * 2 * BANDWIDTH / levels


def exact(levels, random):
    """G summed over the levels of each kind, shape (2, 2, 2), for one random matrix."""
    xi, gaps, variance = grains(levels)
    n, m = map(len, xi)
    h = np.diag(np.concatenate(xi))
    h[:n, n:] = random.normal(scale=np.sqrt(matrices.NEIGHBOURS * variance), size=(n, m))
    h[n:, :n] = h[:n, n:].T
    pairing = np.diag(np.repeat(gaps, (n, m)))
    whole = np.block([[h, pairing], [pairing, -h]])
    blocks = np.linalg.inv(1j * OMEGA * np.eye(2 * (n + m)) + whole).reshape(2, n + m, 2, n + m)
    levels_of = slice(n), slice(n, n + m)
    return np.array([np.einsum("akbk->ab", blocks[:, own, :, own]) for own in levels_of])


def born(levels, self_energy):
    """The same by iterating G = sum over levels of (M_0 - Sigma)^-1, Sigma of the other kind."""
    xi, gaps, variance = grains(levels)

    def local(kind, neighbour):
        sigma = self_energy(variance, neighbour)
        bare = np.array([[1j * OMEGA, gaps[kind]], [gaps[kind], 1j * OMEGA]])
        return np.linalg.inv(bare + xi[kind][:, None, None] * TAU_3 - sigma).sum(axis=0)

    green = np.zeros((2, 2, 2), complex)
    for _ in range(400):
        metal = local(0, green[1])
        green = np.array([metal, local(1, metal)])
    return green


def averaged(variance, neighbour):
    """The route's mean over explicit random matrices of signs."""
    entries = [acb(complex(entry)) for entry in neighbour.flat]
    sigma = matrices.averaged_self_energy(acb(variance), acb_mat(2, 2, entries))
    return np.array([[complex(entry) for entry in row] for row in sigma.tolist()])


@cache
def sampled(levels):
    """The mean of G over realisations, and its standard error."""
    random = np.random.default_rng(levels)
    each = np.array([exact(levels, random) for _ in range(REALISATIONS[levels])])
    return each.mean(axis=0), abs(each.std(axis=0, ddof=1)) / np.sqrt(len(each))


def extrapolated(self_energy):
    """Mean less Born, per level, at zero level spacing by a straight line, and its error."""
    deviations, errors = [], []
    for levels in SIZES:
        mean, error = sampled(levels)
        deviations.append((mean - born(levels, self_energy)) / levels)
        errors.append(error / levels)
    return 2 * deviations[1] - deviations[0], np.hypot(2 * errors[1], errors[0])


def test_the_exact_average_tends_to_the_born_approximation():
    deviation, error = extrapolated(averaged)
    assert np.all(abs(deviation) < 4 * error)
    # The error bars are a hundredth of the Green's functions themselves.
    assert np.all(error < 0.01 * abs(sampled(SIZES[0])[0]).max() / SIZES[0])


@pytest.mark.parametrize(
    "wrong",
    [
        lambda variance, neighbour: averaged(variance, neighbour) * 3 / 4,
        lambda variance, neighbour: averaged(variance, neighbour) * 5 / 4,
        lambda variance, neighbour: averaged(variance, TAU_3 @ neighbour @ TAU_3),
    ],
    ids=["three neighbours", "five neighbours", "the other sign of f"],
)
def test_another_self_energy_is_told_from_it(wrong):
    deviation, error = extrapolated(wrong)
    assert np.max(abs(deviation) / error) > 8


def test_finite_grains_deviate():
    """The statement is about large grains: what is left for small ones is seen."""
    mean, error = sampled(SIZES[0])
    assert np.max(abs(mean - born(SIZES[0], averaged)) / error) > 5
