"""Densities of states: where they vanish, pure limits, sum rule, Kramers-Kronig."""

import numpy as np
import pytest
from flint import acb, arb
from gap_points import POINTS
from numpy.testing import assert_allclose, assert_array_equal

from numerics.arithmetic.functions import ball_precision
from numerics.grains.gaps.balls import enclose_gaps
from numerics.grains.gaps.minigap import minigap
from numerics.grains.gaps.solve import solve_gaps
from numerics.grains.gaps.states import density_of_states


@pytest.mark.parametrize("point", POINTS)
def test_both_densities_vanish_below_the_minigap_and_nowhere_else(point):
    edge = minigap(*point).energy
    inside = density_of_states(edge * np.linspace(-0.999999, 0.999999, 201), *point)
    assert_array_equal(inside.metal, 0)
    assert_array_equal(inside.superconductor, 0)
    outside = density_of_states(edge + np.logspace(-9, 3, 201), *point)
    assert np.all(outside.metal > 0)
    assert np.all(outside.superconductor > 0)


@pytest.mark.parametrize("point", POINTS)
def test_the_densities_rise_as_a_square_root(point):
    edge = minigap(*point).energy
    near, far = (density_of_states(edge * (1 + d), *point) for d in (1e-10, 1e-8))
    assert near.metal / far.metal == pytest.approx(0.1, rel=1e-2)
    assert near.superconductor / far.superconductor == pytest.approx(0.1, rel=1e-2)


@pytest.mark.parametrize("eta", [0.0, 1e-3, 0.5])
@pytest.mark.parametrize("point", [*POINTS, (1.4e-6, 60.0, 1.0), (1e-9, 2e-9, 1.0)])
def test_densities_against_ball_arithmetic(point, eta):
    edge = minigap(*point).energy
    frequency = np.array([edge * (1 + d) for d in (1e-14, 1e-6, 6e-4, 0.1, 3)] + [0.9999, 1, 1.1])
    frequency = frequency[frequency > edge]
    density = density_of_states(frequency, *point, eta=eta)
    both = np.stack([density.metal, density.superconductor], axis=1)
    with ball_precision(200):
        for z, values in zip(frequency, both, strict=True):
            z = acb(z, eta)
            for gap, value in zip(enclose_gaps(z, *map(arb, point)), values, strict=True):
                exact = 1 / ((1 - gap / z).sqrt() * (1 + gap / z).sqrt())
                assert exact.real > 0
                assert abs(exact.real - value) < 1e-12 * abs(exact)


def test_densities_are_even():
    frequency = np.linspace(0, 3, 50)
    plus, minus = (density_of_states(sign * frequency, 0.3, 0.2) for sign in (1, -1))
    assert_array_equal(plus.metal, minus.metal)
    assert_array_equal(plus.superconductor, minus.superconductor)


def test_pure_limits():
    frequency = np.array([0.0, 0.2, 0.99, 1.0, 1.01, 1.5, 40.0])
    outside = frequency > 1
    bcs = np.where(frequency == 1, np.inf, 0.0)
    bcs[outside] = frequency[outside] / np.sqrt(frequency[outside] ** 2 - 1)
    pure = density_of_states(frequency, 0, 0)
    assert_array_equal(pure.metal, 1)
    assert_allclose(pure.superconductor, bcs, 1e-12)
    assert_allclose(density_of_states(5 * frequency, 0, 0, 5.0).superconductor, bcs, 1e-12)
    away = (frequency > 0) & (frequency != 1)
    nearly = density_of_states(frequency[away], 1e-12, 1e-12)
    assert_allclose(nearly.metal, 1, 1e-9)
    assert_allclose(nearly.superconductor, bcs[away], 1e-8, 1e-8)


def test_a_superconductor_that_decays_into_a_metal():
    frequency = np.array([0.0, 0.1, 0.9, 1.0, 3.0])
    broadened = frequency + 0.25j
    one_way = density_of_states(frequency, 0.25, 0)
    assert_array_equal(one_way.metal, 1)
    expected = (broadened / np.sqrt(broadened - 1) / np.sqrt(broadened + 1)).real
    assert_allclose(one_way.superconductor, expected, 1e-14)
    nearly = density_of_states(frequency, 0.25, 1e-13)
    assert_allclose(nearly.superconductor[1:], expected[1:], 1e-9)


def test_a_metal_that_decays_into_a_superconductor():
    frequency = np.array([0.3, 0.36, 0.7, 0.99, 1.4])
    one_way, nearly = (density_of_states(frequency, gamma, 0.5) for gamma in (0, 1e-14))
    assert_allclose(nearly.metal, one_way.metal, 1e-6)
    assert one_way.metal[0] == 0 < one_way.metal[1]
    assert_array_equal(one_way.superconductor[:4], 0)


def test_shapes_of_densities():
    grid = density_of_states(np.linspace(0, 2, 5), np.array([[0.1], [0.3]]), 0.2, eta=[0.0])
    assert grid.metal.shape == grid.superconductor.shape == (2, 5)
    assert density_of_states([], 0.1, 0.2).metal.shape == (0,)
    assert np.ndim(density_of_states(0.5, 0.1, 0.2).metal) == 0


# Sum rule and Kramers-Kronig.  omega = edge + scale (t/(1 - t))^2 takes the square root at the
# edge and the whole axis to the interval 0 < t < 1, where the integrands are smooth.


def nodes(point, panels=120, order=20):
    """Frequencies and weights of an integral from the minigap to infinity."""
    node, weight = np.polynomial.legendre.leggauss(order)
    ends = np.linspace(0, 1, panels + 1)
    t = (ends[:-1, None] + (node + 1) / (2 * panels)).ravel()
    jacobian = 2 * point[2] * t / (1 - t) ** 3
    frequency = minigap(*point).energy + point[2] * (t / (1 - t)) ** 2
    return frequency, jacobian * np.tile(weight / (2 * panels), panels)


def retarded(frequency, point):
    """The gaps and roots of both kinds of grains on the retarded axis."""
    solution = solve_gaps(frequency, *point, axis="real")
    gaps = np.stack([solution.metal, solution.superconductor])
    return gaps, (frequency + gaps) * np.sqrt((frequency - gaps) / (frequency + gaps))


@pytest.mark.parametrize("point", POINTS)
def test_sum_rule(point):
    frequency, weight = nodes(point)
    density = density_of_states(frequency, *point)
    excess = np.stack([density.metal, density.superconductor]) - 1
    # At high frequency omega/root - 1 is so small that it is written without the difference.
    far = frequency > 20 * point[2]
    gaps, root = retarded(frequency[far], point)
    tail = (gaps**2 / (root * (frequency[far] + root))).real
    assert_allclose(excess[:, far], tail, atol=1e-14)
    excess[:, far] = tail
    assert_allclose(excess @ weight, minigap(*point).energy, rtol=1e-12)


@pytest.mark.parametrize("matsubara", [0.05, 0.37, 1.9, 30.0])
@pytest.mark.parametrize("point", POINTS)
def test_kramers_kronig(point, matsubara):
    """The Green's functions (9) at i w from their imaginary parts on the retarded axis."""
    frequency, weight = nodes(point)
    gaps, root = retarded(frequency, point)
    kernel = 2 / np.pi * weight / (matsubara**2 + frequency**2)
    diagonal = (frequency / root).real @ (matsubara * kernel)
    off_diagonal = (gaps / root).real @ (frequency * kernel)
    solution = solve_gaps(matsubara, *point)
    expected = np.array([solution.metal, solution.superconductor])
    energy = np.hypot(matsubara, expected)
    assert_allclose(diagonal, matsubara / energy, rtol=1e-12)
    assert_allclose(off_diagonal, expected / energy, rtol=1e-12)
    assert_allclose(matsubara * off_diagonal / diagonal, expected, rtol=1e-12)
