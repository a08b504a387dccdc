"""Random tunnelling matrices against the self-consistent Born approximation and (21)."""

from functools import cache

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from derive.grains.printed import PRINTED
from derive.grains.steps.gaps import metal_gap, superconductor_gap
from derive.grains.symbols import Delta_0, Delta_M, Delta_S, Gamma_M, Gamma_S, omega, w
from derive.root import on_imaginary_axis
from numerics.arithmetic.functions import numpy_function
from numerics.grains.gaps.disorder import average_gaps, constant_term
from numerics.grains.gaps.random_grains import (
    born_greens_functions,
    exact_greens_functions,
    gap_functions,
    random_grains,
    tunnelling,
)

POINTS = ((0.3, 0.6, 1.2), (0.3, 1.2, 0.6))


@cache
def measured(point):
    return average_gaps(*point, seed=2, realisations=500)


def fixed_point(point, superconducting_gap):
    """(Delta_M, Delta_S) by iteration of (21a) and of a form of (21b) at omega = i w."""
    arguments = (w, Gamma_M, Gamma_S, Delta_0)
    gap_M = numpy_function((*arguments, Delta_S), on_imaginary_axis(metal_gap(), omega, w))
    gap_S = numpy_function((*arguments, Delta_M), on_imaginary_axis(superconducting_gap, omega, w))
    values, delta_S = (*point, 1.0), 1.0
    for _ in range(2000):
        delta_M = gap_M(*values, delta_S)
        delta_S = gap_S(*values, delta_M)
    assert_allclose(gap_S(*values, gap_M(*values, delta_S)), delta_S, 1e-12)
    return np.real([delta_M, delta_S])


@pytest.mark.parametrize("point", POINTS)
def test_the_exact_average_tells_the_right_gap_equation_from_the_printed_one(point):
    result = measured(point)
    right = fixed_point(point, superconductor_gap())
    printed = fixed_point(point, PRINTED["21b"])
    assert np.all(abs(result.mean - right) < 3 * result.standard_error)
    assert np.all(abs(result.mean - printed) > 5 * result.standard_error)
    # On the same levels the error bars are several times smaller.
    assert np.all(abs(result.deviation) < 3 * result.deviation_error)
    assert np.all(abs(printed - right) > 30 * result.deviation_error)


@pytest.mark.parametrize("point", POINTS)
def test_the_extrapolation_of_the_born_values_reaches_an_infinite_band(point):
    result = measured(point)
    error = abs(result.born - fixed_point(point, superconductor_gap()))
    assert np.all(error < result.standard_error)
    finite = abs(result.samples[0].born - result.born)
    assert finite[0] > 5 * result.standard_error[0]


@pytest.mark.parametrize("point", POINTS)
def test_finite_size_errors_are_seen_and_fall_with_the_number_of_levels(point):
    samples = measured(point).samples
    coarse, fine = samples[0], samples[1]
    assert coarse.system.bandwidth == fine.system.bandwidth
    assert fine.system.size > 1.9 * coarse.system.size
    deviations = [abs(s.mean - s.born) for s in (coarse, fine)]
    assert np.all(deviations[0] > 4 * coarse.standard_error)
    assert np.all(deviations[1] < 0.8 * deviations[0])


def bogoliubov_de_gennes(grains, hopping):
    """[[h, Delta], [Delta, -h]] of both kinds, all c first, then all c^+, with tunnelling in h."""
    n_M, n_S = hopping.shape
    h = np.diag(np.concatenate(grains.xi))
    h[:n_M, n_M:], h[n_M:, :n_M] = hopping, hopping.T
    pairing = np.diag(np.repeat(grains.gaps, (n_M, n_S)))
    return np.block([[h, pairing], [pairing, -h]])


@pytest.mark.parametrize("rates", [(0.4, 0.8), (0.9, 0.3), (0.5, 0.5)])
def test_against_the_inverse_of_the_whole_matrix(rates):
    grains = random_grains(3.0, 0.5, *rates, 1.5)
    hopping = tunnelling(grains, np.random.default_rng(5))
    n_M, n = hopping.shape[0], grains.size
    G = np.linalg.inv(0.7j * np.eye(2 * n) + bogoliubov_de_gennes(grains, hopping))
    diagonal, off_diagonal = np.diag(G), np.diag(G, n)
    expected = [
        [(diagonal[:n] + diagonal[n:])[kind].sum() / 2, off_diagonal[kind].sum()]
        for kind in (slice(n_M), slice(n_M, n))
    ]
    assert_allclose(np.diag(G, -n), off_diagonal, atol=1e-12)
    assert_allclose(exact_greens_functions(0.7, grains, hopping), expected, rtol=1e-11)


def test_variance_of_the_tunnelling_matrix():
    """Gamma = 4 pi t^2 N of both kinds: four bonds of variance t^2 each, N levels per energy."""
    grains = random_grains(30.0, 0.25, 0.4, 0.8, 1.0)
    hopping = tunnelling(grains, np.random.default_rng(3))
    densities = np.array([1 / np.diff(xi).mean() for xi in grains.xi])
    expected = np.array([0.4, 0.8]) / np.pi
    assert_allclose(hopping.var() * densities, expected, rtol=0.02)
    assert_allclose(4 * grains.amplitude**2 * densities, expected, rtol=1e-12)
    widths = [np.ptp(xi) + np.diff(xi).mean() for xi in grains.xi]
    assert_allclose(widths, 60.0, rtol=1e-12)


def test_without_disorder_the_born_approximation_is_exact():
    """For rates far below the level spacing both kinds are isolated: BCS and normal metal."""
    grains = random_grains(20.0, 0.2, 1e-9, 1e-9, 1.3)
    omega_n = 0.4
    gaps = gap_functions(omega_n, born_greens_functions(omega_n, grains))
    assert_allclose(gaps, [0, 1.3], atol=1e-7)
    green = exact_greens_functions(omega_n, grains, tunnelling(grains, np.random.default_rng(1)))
    assert_allclose(gap_functions(omega_n, green), [0, 1.3], atol=1e-7)
    density = 1 / 0.2
    energy = np.hypot(omega_n, 1.3)
    cutoff = 2 / np.pi * np.arctan(20 / energy)
    assert green[1, 0] == pytest.approx(-1j * np.pi * density * omega_n / energy * cutoff, rel=1e-3)


def test_the_error_of_a_finite_band_falls_as_its_inverse():
    point = POINTS[0]
    right = fixed_point(point, superconductor_gap())
    errors = []
    for bandwidth in (20.0, 40.0, 80.0):
        grains = random_grains(bandwidth, 0.2, *point[1:], 1.0)
        errors.append(
            gap_functions(point[0], born_greens_functions(point[0], grains))[0] - right[0]
        )
    assert np.all(np.abs(np.divide(errors[:-1], errors[1:]) - 2) < 0.1)


def test_the_fit_finds_the_constant_within_its_error():
    random = np.random.default_rng(7)
    h = np.linspace(0.2, 1, 12)
    basis = np.stack([np.ones_like(h), h, h**2], axis=1)
    error = np.full((12, 2), 0.01)
    error[6:] *= 5
    pulls = []
    for _ in range(400):
        values = (basis @ [3.0, -1.0, 0.5])[:, None] + random.normal(scale=error)
        constant, its_error = constant_term(basis, values, error)
        pulls.append((constant - 3) / its_error)
    assert abs(np.mean(pulls)) < 0.1
    assert np.std(pulls) == pytest.approx(1, abs=0.1)


def test_a_seed_fixes_the_result():
    sizes = {"realisations": 100, "bandwidths": (3, 6, 9), "spacings": (2, 1)}
    first, again, other = (average_gaps(0.5, 0.5, 0.7, seed=s, **sizes) for s in (1, 1, 2))
    assert_array_equal(first.mean, again.mean)
    assert_array_equal(first.standard_error, again.standard_error)
    assert np.all(first.mean != other.mean)
    assert first.samples[0].realisations == 100


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"omega": 0.0}, "omega is 0.0"),
        ({"omega": 0.3j}, "omega is 0.3j"),
        ({"gamma_m": -0.1}, "gamma_m is -0.1"),
        ({"gamma_s": float("nan")}, "gamma_s is nan"),
        ({"delta0": float("inf")}, "delta0 is inf"),
        ({"gamma_s": "0.2"}, "gamma_s is '0.2'"),
        ({"realisations": 1}, "realisations is 1"),
        ({"realisations": 200.5}, "realisations is 200.5"),
        ({"bandwidths": (3.0, 6.0)}, "bandwidths has 2"),
        ({"bandwidths": (3.0, 6.0, -6.0)}, "bandwidths is -6.0"),
        ({"spacings": (0.3, 0.3)}, "spacings has 1"),
        ({"gamma_m": 1e-6}, "levels of a kind"),
        ({"seed": -1}, "seed is -1"),
    ],
)
def test_bad_input(arguments, message):
    with pytest.raises(ValueError, match=message):
        average_gaps(**({"omega": 0.3, "gamma_m": 0.6, "gamma_s": 1.2} | arguments))
