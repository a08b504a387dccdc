"""Rates of 0: the limits of the solution, in doubles and in ball arithmetic, on both axes."""

import numpy as np
import pytest
from mpmath import mpc, mpf
from sweeping import ROUNDING

from numerics.grains.gaps.solve import solve_gaps
from numerics.grains.gaps.states import density_of_states
from numerics.run.sweep import tabulate

FREQUENCIES = np.array([-1.7, -1.0, -0.5, 0.0, 1e-9, 0.5, 1.0, 1.3, 40.0])
RATES = [(0.0, 0.3), (0.3, 0.0), (0.0, 0.0)]


@pytest.mark.parametrize("axis", ["matsubara", "real"])
@pytest.mark.parametrize("rates", RATES)
def test_certified_digits_agree(axis, rates):
    doubles = solve_gaps(FREQUENCIES, *rates, axis=axis)
    balls = solve_gaps(FREQUENCIES, *rates, axis=axis, digits=30)
    for name in ("metal", "superconductor"):
        exact = np.array([complex(gap) for gap in getattr(balls, name)])
        error = np.abs(getattr(doubles, name) - exact)
        assert np.all(error <= doubles.accuracy * np.abs(exact))


@pytest.mark.parametrize("axis", ["matsubara", "real"])
@pytest.mark.parametrize("rates", RATES)
def test_they_are_limits(axis, rates):
    """The solution goes to them, by the rate itself where it does not vary as its square root."""
    small = mpf(10) ** -40
    near = solve_gaps(
        FREQUENCIES[[0, 2, 4, 5, 7]], *(rate or small for rate in rates), axis=axis, digits=60
    )
    limit = solve_gaps(FREQUENCIES[[0, 2, 4, 5, 7]], *rates, axis=axis, digits=60)
    for name in ("metal", "superconductor"):
        for one, other in zip(getattr(near, name), getattr(limit, name), strict=True):
            assert abs(mpc(one - other)) < mpf(10) ** -25


def test_without_frequency():
    assert solve_gaps(0, 0.3, 0).superconductor == solve_gaps(0, 0.3, 0).metal == 0
    assert solve_gaps(0, 0, 0, 2.0).superconductor == 2
    assert solve_gaps(0, 0, 0.3).metal == pytest.approx(0.3 / 1.3, rel=1e-15)


def test_the_branch_is_the_retarded_one():
    found = solve_gaps([-1.7, 1.7], 0, 0.3, axis="real").metal
    assert found[0] == found[1].conj()
    assert found[1].imag > 0  # as eta > 0 has it, too
    above = solve_gaps(1.7, 0, 0.3, axis="real", eta=1e-9).metal
    assert found[1] == pytest.approx(above, rel=1e-8)


def test_arrays_mix_rates_of_0_and_others():
    rates = np.array([0.0, 0.2, 0.0, 0.4])
    mixed = solve_gaps(0.5, rates, rates[::-1])
    alone = [solve_gaps(0.5, *pair).metal for pair in zip(rates, rates[::-1], strict=True)]
    assert mixed.metal.tolist() == alone


@pytest.mark.parametrize("scale", [1e-250, 1e250])
@pytest.mark.parametrize("rates", RATES)
def test_units_far_from_1(scale, rates):
    there = solve_gaps(0.5 * scale, *(rate * scale for rate in rates), scale, axis="real")
    here = solve_gaps(0.5, *rates, axis="real")
    assert np.allclose(there.metal / scale, here.metal, rtol=1e-14)


def test_rates_far_from_delta0_are_for_balls():
    assert solve_gaps(0.5, 0, 1e200).metal == 1
    with pytest.raises(ArithmeticError, match="too small for double precision at omega = 1e-05"):
        solve_gaps(1e-5, 1e305, 0)


def test_a_sweep_and_a_table_take_them():
    grid = {"omega": 0.5, "gamma_m": [0.0, 0.1], "gamma_s": 0.3}
    table = tabulate(solve_gaps, grid)
    assert np.allclose(table["superconductor"][0], 1, rtol=ROUNDING)
    assert tabulate(density_of_states, grid)["superconductor"][0] == 0
