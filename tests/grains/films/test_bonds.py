"""Thresholds of bonds against the equations that they stand for."""

from itertools import pairwise

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.integrate import quad
from scipy.optimize import minimize_scalar

from numerics.grains.couplings.bond import dissipation_strength, josephson_coupling
from numerics.grains.films import bonds
from numerics.grains.films.bonds import KINDS, BondModel, edges, has_order, ordered, threshold
from numerics.grains.gaps.solve import solve_gaps
from numerics.grains.phases.boundary import phase_boundary

UNEVEN = BondModel(charging=0.7, spacing=0.03)


@pytest.mark.parametrize("alpha", [0.0, 0.05, 0.4, 2 / 3, 0.8, 0.95])
def test_boundary_is_where_the_mean_field_equations_lose_their_solution(alpha):
    """The least J/E_0 of (26), (27) at T = 0, by quadrature of the fluctuations."""

    def needed(log_J_R):
        J_R = np.exp(log_J_R)

        def mode(s):
            w = np.exp(s)
            return w / (w * w + J_R + alpha / 4 / np.pi * w)

        fluctuations = quad(mode, -40, 40, limit=400, points=[log_J_R / 2])[0] / np.pi / 2
        return log_J_R + fluctuations / 2

    least = minimize_scalar(needed, bounds=(-20, 5), method="bounded", options={"xatol": 1e-9})
    assert_allclose(phase_boundary(alpha).josephson, np.exp(least.fun), rtol=1e-7)


def test_boundary_at_its_ends():
    alpha = [0, 1e-12, 1 - 1e-15, 1, 1 + 1e-15, 2]
    end = 1 / (16 * np.pi**2)
    expected = [np.e**2 / 256, np.e**2 / 256, end, end, 0, 0]
    assert_allclose(phase_boundary(alpha).josephson, expected, rtol=1e-6)


def test_metallic_threshold_is_the_resistance_quantum():
    """R = h/2e^2, so that the conductance is 2 e^2/h."""
    gamma = threshold(UNEVEN, "MM")
    assert_allclose(gamma, 0.03 / np.pi, rtol=1e-12)
    assert_allclose(bonds.bond_conductance(UNEVEN, "MM", gamma), 2, rtol=1e-12)


def test_superconducting_threshold():
    gamma = threshold(UNEVEN, "SS")
    josephson = np.pi / 4 * gamma / 0.03 / 0.7
    assert_allclose(josephson, phase_boundary(np.pi * gamma / 0.03).josephson, rtol=1e-9)
    bare = threshold(BondModel(0.7, 0.03, shunted=False), "SS")
    assert_allclose(np.pi / 4 * bare / 0.03 / 0.7, np.e**2 / 256, rtol=1e-9)
    assert bare > gamma


def test_mixed_threshold():
    """hbar/(e^2 R) = Gamma/delta."""
    gamma = threshold(UNEVEN, "MS")
    strength = gamma / 0.03
    josephson = josephson_coupling(gamma, gamma).value * strength
    alpha = dissipation_strength(gamma, gamma).value * strength
    assert_allclose(josephson / 0.7, phase_boundary(alpha).josephson, rtol=1e-6)


def test_printed_mixed_threshold():
    gamma = threshold(BondModel(0.7, 0.03, couplings="printed"), "MS")
    josephson = np.pi / 4 * gamma / 0.03 / 0.7 * gamma * np.log(1 / gamma)
    assert_allclose(josephson, phase_boundary(np.pi * gamma / 0.03 * gamma).josephson, rtol=1e-9)


@pytest.mark.parametrize("gamma", [1e-3, 0.2, 5.0])
def test_coupling_of_two_grains_with_proximity_effect(gamma):
    """J over J_SS from the gap of (21), by quadrature."""

    def pair(w):
        gap = solve_gaps(w, gamma, gamma).metal
        return gap**2 / (w**2 + gap**2)

    ends = [0, gamma, 10 * gamma + 10, np.inf]
    pieces = pairwise(ends)
    total = sum(quad(pair, *piece, epsabs=1e-12, limit=200)[0] for piece in pieces)
    ratio = bonds.josephson(UNEVEN, "MM-proximity", np.array([gamma])) / bonds.josephson(
        UNEVEN, "SS", np.array([gamma])
    )
    assert_allclose(ratio, total / (np.pi / 2), rtol=1e-6)


@pytest.mark.parametrize("charging", [1e-3, 0.1, 1.0, 50.0])
@pytest.mark.parametrize("spacing", [1e-4, 0.02, 3.0])
@pytest.mark.parametrize("couplings", ["self-consistent", "printed"])
def test_order_is_monotone_in_the_rate(charging, spacing, couplings):
    """On a finer grid than `edges` uses, and far beyond it."""
    model = BondModel(charging, spacing, couplings)
    for kind in KINDS:
        (edge,) = edges(model, kind)
        grid = edge * np.geomspace(1e-4, 1e4, 3001)
        grid = grid[np.abs(grid / edge - 1) > 1e-9]
        assert np.array_equal(ordered(model, kind, grid), grid > edge)
        assert np.array_equal(has_order(model, kind, grid), grid > edge)


def test_windows_are_found_where_order_is_not_monotone(monkeypatch):
    """With a condition that has a gap in it."""
    holds = bonds.ordered

    def with_gap(model, kind, gamma):
        return holds(model, kind, gamma) & ~((gamma > 0.02) & (gamma < 0.05))

    monkeypatch.setattr(bonds, "ordered", with_gap)
    model = BondModel(charging=0.71, spacing=0.03)
    found = edges(model, "SS")
    assert_allclose(found[1:], [0.02, 0.05], rtol=1e-9)
    rates = np.array([0.5 * found[0], 0.015, 0.03, 0.06])
    assert has_order(model, "SS", rates).tolist() == [False, True, False, True]
    with pytest.raises(ArithmeticError, match="SS bonds is not monotone"):
        threshold(model, "SS")


def test_mixed_bonds_without_order_do_not_conduct_by_the_metallic_criterion():
    """Order is certain for alpha >= 1, so that without it alpha_MS < 1."""
    for charging, spacing in ((1e-3, 0.01), (1.0, 0.01), (100.0, 3.0)):
        model = BondModel(charging, spacing)
        at = np.array([threshold(model, "MS")])
        assert bonds.dissipation(model, "MS", at * (1 - 1e-9)) < 1


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"charging": 0.0}, "charging is 0.0"),
        ({"charging": -1.0}, "charging is -1.0"),
        ({"charging": float("nan")}, "charging is nan"),
        ({"spacing": 1e-9}, "spacing is 1e-09"),
        ({"spacing": 1e9}, "spacing is 1000000000.0"),
        ({"couplings": "both"}, "'both'"),
        ({"mixed": "normal"}, "'normal'"),
        ({"reach": -1}, "reach is -1"),
    ],
)
def test_bad_models(arguments, named):
    with pytest.raises(ValueError, match=named):
        BondModel(**arguments)
