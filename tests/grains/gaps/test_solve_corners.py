"""The gap equations solved at extreme rates and frequencies, at edges and zeros, in long arrays."""

import tracemalloc
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from mpmath import mp

from derive.grains.steps import reduction
from derive.grains.symbols import Delta_0, Gamma_M, Gamma_S, w
from numerics.grains.gaps.minigap import minigap
from numerics.grains.gaps.solve import solve_gaps


def assert_within(double, certified, most):
    """The errors are smaller than `accuracy`, which is at most as large as it may be."""
    assert np.all(double.accuracy <= most)
    for name in ("metal", "superconductor"):
        gap, exact = getattr(double, name), getattr(certified, name)
        error = abs((gap - exact) / exact).astype(float)
        assert np.all(error <= double.accuracy), error.max()


POWERS = 10.0 ** np.array([-12, -7, -2, 0, 2, 7, 12])


@pytest.mark.parametrize("axis", ["matsubara", "real"])
def test_extreme_rates_and_frequencies(axis):
    gamma_m, gamma_s, frequency = np.meshgrid(POWERS, POWERS, [0.0, *POWERS])
    double = solve_gaps(frequency, gamma_m, gamma_s, axis=axis)
    certified = solve_gaps(frequency, gamma_m, gamma_s, axis=axis, digits=20)
    assert_within(double, certified, 1e-12)


@pytest.mark.parametrize("unit", [1e-300, 1e-150, 1.0, 1e150, 1e300])
def test_where_squares_and_quotients_leave_the_range_of_doubles(unit):
    scales = np.array([1e-300, 1e-160, 1e-155, 1e-20, 1, 1e20, 1e155, 1e300])
    points = np.array([*product([0, *scales], scales, scales)]).T
    normal = solve_gaps(*points, unit, digits=5).metal > np.finfo(float).tiny
    assert np.sum(normal) > 50
    double = solve_gaps(*points[:, normal], unit)
    assert_within(double, solve_gaps(*points[:, normal], unit, digits=20), 1e-14)


@pytest.mark.parametrize("axis", ["matsubara", "real"])
@pytest.mark.parametrize("unit", [1e-140, 1.0, 1e140])
@pytest.mark.parametrize(
    "point",
    [(0, 1e-20, 1e-160), (0, 1, 1e-155), (1e-160, 1e-20, 1e-155), (0.3, 0.2, 0.7)],
)
def test_a_point_where_they_do(axis, unit, point):
    energies = unit * np.array([point]).T
    certified = solve_gaps(*energies, unit, axis=axis, digits=20)
    assert_within(solve_gaps(*energies, unit, axis=axis), certified, 1e-12)


@pytest.mark.parametrize(
    ("axis", "unit", "point"),
    [
        ("matsubara", 1e150, (1e155, 1e155, 1e-160)),
        ("real", 1.0, (4e-268, 4.5e212, 3.5e-55)),
    ],
)
def test_rates_that_are_far_apart(axis, unit, point):
    energies = np.array([point]).T
    certified = solve_gaps(*energies, unit, axis=axis, digits=20)
    assert_within(solve_gaps(*energies, unit, axis=axis), certified, 1e-14)


@pytest.mark.parametrize("unit", [1.0, 2.0])
@pytest.mark.parametrize("axis", ["matsubara", "real"])
def test_a_gap_below_the_range_of_doubles_is_an_error(axis, unit):
    with pytest.raises(ArithmeticError, match="too small"):
        solve_gaps(1e-300, 1e-300, 1e-310, 1e-300, axis=axis)
    with pytest.raises(ArithmeticError, match=r"too small for double precision at omega = 1e\+300"):
        solve_gaps([1.0, 1e300], 1.0, 1e-20, unit, axis=axis)
    assert 0 < solve_gaps(1e300, 1.0, 1e-20, unit, digits=5).metal < 1e-319


@pytest.mark.parametrize("rates", [(0.3, 0.5), (1e-6, 3e-6), (40.0, 7.0), (2e3, 1e-2)])
def test_close_to_the_edges(rates):
    offsets = np.outer([-1, 1], 10.0 ** np.arange(-15, 0)).ravel()
    for edge in (minigap(*rates).energy, 1.0):
        double = solve_gaps(edge * (1 + offsets), *rates, axis="real")
        certified = solve_gaps(edge * (1 + offsets), *rates, axis="real", digits=20)
        assert_within(double, certified, 1e-12)
    inside = minigap(*rates).energy * (1 - 1e-13)
    assert solve_gaps(inside, *rates, axis="real").metal.imag == 0
    assert solve_gaps(minigap(*rates).energy * (1 + 1e-13), *rates, axis="real").metal.imag != 0


def test_where_the_degree_of_the_polynomial_drops():
    point = {w: Gamma_S}
    assert reduction.polynomial().LC().subs(point) == 0
    rates = np.array([1e-9, 0.3, 1.0, 7.0, 1e9])
    gamma_m, gamma_s = np.meshgrid(rates, rates)
    at = solve_gaps(gamma_s, gamma_m, gamma_s)
    certified = solve_gaps(gamma_s, gamma_m, gamma_s, digits=30)
    assert_within(at, certified, 1e-12)
    beside = solve_gaps(gamma_s * (1 + 1e-9), gamma_m, gamma_s)
    np.testing.assert_allclose(beside.metal, at.metal, rtol=1e-8)


def test_zero_frequency():
    values = {Gamma_M: Fraction(3, 10), Gamma_S: Fraction(6, 5), Delta_0: Fraction(7, 4)}
    exact = [e.subs({k: str(v) for k, v in values.items()}) for e in reduction.gaps_at_zero()]
    for axis, digits in product(("matsubara", "real"), (None, 30)):
        gaps = solve_gaps(0, *map(float, values.values()), axis=axis)
        if digits:
            gaps = solve_gaps(0, *values.values(), axis=axis, digits=digits)
        with mp.workdps(40):
            for gap, number in zip((gaps.metal, gaps.superconductor), exact, strict=True):
                assert abs(gap * number.q / number.p - 1) < 10.0 ** -(digits or 15)


def test_broadcasting_chunks_and_strides():
    frequency = np.linspace(-3, 3, 200_001)
    rates = np.array([[0.3], [2.0]])
    for axis in ("matsubara", "real"):
        all_of_them = solve_gaps(frequency, rates, 0.4, axis=axis)
        assert all_of_them.metal.shape == (2, 200_001)
        for row, column in ((0, 0), (1, 131_071), (0, 32_767), (1, 32_768), (1, 200_000)):
            one = solve_gaps(frequency[column], rates[row, 0], 0.4, axis=axis)
            assert one.metal == pytest.approx(all_of_them.metal[row, column], rel=1e-13)
        backwards = solve_gaps(frequency[::-2], rates, 0.4, axis=axis).metal
        np.testing.assert_allclose(backwards, all_of_them.metal[:, ::-2], rtol=1e-12)


@pytest.mark.parametrize(("axis", "count"), [("matsubara", 1_000_000), ("real", 300_000)])
def test_peak_memory(axis, count):
    frequency = np.linspace(0.01, 3, count)
    solve_gaps(frequency[:10], 0.3, 0.4, axis=axis)
    tracemalloc.start()
    gaps = solve_gaps(frequency, 0.3, 0.4, axis=axis)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    results = gaps.metal.nbytes + gaps.superconductor.nbytes + gaps.accuracy.nbytes
    assert peak + frequency.nbytes <= 4 * (frequency.nbytes + results)
