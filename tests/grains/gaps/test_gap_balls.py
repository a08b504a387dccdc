"""Certificates: all roots of the polynomial, balls of arguments, limits, radii."""

from dataclasses import replace
from itertools import product

import flint
import numpy as np
import pytest
from flint import acb, acb_poly, arb
from mpmath import mp, mpf
from sympy import Tuple
from test_solve import random_points

from derive.grains.steps import reduction
from derive.grains.symbols import Delta_0, Gamma_M, Gamma_S, w
from numerics.arithmetic.functions import ball_function, ball_precision, numpy_function
from numerics.grains.gaps import balls as enclosures
from numerics.grains.gaps import imaginary_axis, real_axis
from numerics.grains.gaps.balls import enclose_gaps
from numerics.grains.gaps.solve import solve_gaps
from numerics.grains.gaps.system import functions


@pytest.mark.parametrize("decades", [1, 4, 12])
def test_all_roots_of_the_polynomial_enclosed_and_one_physical(decades):
    for frequency, *rates, _ in random_points(decades, 25, decades).T:
        point = acb(frequency, abs(frequency) / 1024), *map(arb, rates)
        with ball_precision(800):
            values = acb(0, -1) * point[0], *point[1:]
            roots = roots_of_the_polynomial(*values)
            assert len(roots) == 6
            (physical,) = (root for root in roots if is_on_the_physical_side(root, *values))
            assert gap_of_root(physical, values[0]).overlaps(enclose_gaps(*point)[1])
            (certified,) = (root for root in roots if passes_the_certificate(root, *values))
            assert certified is physical


def roots_of_the_polynomial(*values):
    parameters = (w, Gamma_M, Gamma_S, Delta_0)
    coefficients = ball_function(parameters, Tuple(*reduction.polynomial().all_coeffs()))
    return acb_poly(list(coefficients(*values))[::-1]).roots(tol=arb(2) ** -400)


def gap_of_root(root, w_):
    """Delta_S = w tan(theta_S) of a root tan(theta_S/2)."""
    return 2 * w_ * root / (1 - root**2)


def is_on_the_physical_side(root, w_, gamma_m, gamma_s, delta0):
    """Whether u = exp(i theta_S) and the v that it leads to are, and lead back to u."""
    u = (1 + acb(0, 1) * root) / (1 - acb(0, 1) * root)
    if u.real < 0:
        return False
    assert u.real > 0
    v = (w_ + gamma_s * u).sqrt() / (w_ + gamma_s / u).sqrt()
    right = w_ + acb(0, 1) * delta0 + gamma_m * v
    left = u**2 * (w_ - acb(0, 1) * delta0 + gamma_m / v)
    return (left - right).contains(0)


def solution_of_root(root, w_, gamma_m, gamma_s, delta0):
    """E_S and R of a root; every root solves both equations for them."""
    gap = gap_of_root(root, w_)
    E, R = w_ * (1 + root**2) / (1 - root**2), gamma_m * gap / (delta0 - gap)
    F = functions(ball_function)
    both = F.equations(*F.coefficients(w_, gamma_s), gamma_m, delta0, E, R, gap)[:2]
    assert all(residual.contains(0) for residual in both)
    return E, R


def passes_the_certificate(root, *values):
    """The solver's own decision."""
    return enclosures._is_physical(values, *solution_of_root(root, *values))


def test_of_two_real_solutions_inside_the_minigap_one_is_physical():
    rates = (arb(0.5), arb(0.25), arb(1))
    with ball_precision(800):
        values = acb(0, -0.0625), *rates
        pairs = [solution_of_root(root, *values) for root in roots_of_the_polynomial(*values)]
        real = [
            (acb(E.real), acb(R.real))
            for E, R in pairs
            if E.imag.contains(0) and R.imag.contains(0) and E.real > 0 and R.real > 0
        ]
        assert len(real) == 2
        ((_, R),) = (pair for pair in real if enclosures._is_physical(values, *pair))
        assert (R / (R + rates[0])).overlaps(enclose_gaps(acb(0.0625), *rates)[1])


def test_what_has_not_converged_on_the_imaginary_axis_is_solved_again(monkeypatch):
    values = random_points(7, 200, 3)[:4]
    right = solve_gaps(*values)
    monkeypatch.setattr(imaginary_axis, "STEPS", 1)
    again = solve_gaps(*values)
    np.testing.assert_allclose(again.metal, right.metal, rtol=1e-14)
    np.testing.assert_allclose(again.superconductor, right.superconductor, rtol=1e-14)


def test_double_precision_has_the_range_that_single_precision_lacks():
    points = 10 ** np.random.default_rng(8).uniform(-20, 20, (3, 500))
    results = np.empty((2, 500))
    assert np.all(imaginary_axis.solver(500)(points, *results))
    for index in np.random.default_rng(9).integers(500, size=20):
        w, gamma_m, gamma_s = map(arb, points[:, index])
        exact = enclose_gaps(acb(0, 1) * w, gamma_m, gamma_s, arb(1))
        np.testing.assert_allclose(results[:, index], [float(gap.real) for gap in exact], 1e-14)


@pytest.mark.parametrize("error", [1e-3, 1, 1e3])
def test_a_bad_start_gives_a_wide_enclosure_of_the_solution(error):
    point = [arb(value) for value in ("0.3", "0.2", "0.7", "1.1")]
    energy = float(imaginary_axis.energy(*np.array(point, float)))
    exact = enclose_gaps(acb(0, 1) * point[0], *point[1:])
    with ball_precision(200):
        found = enclosures.enclose_imaginary(*point, energy * (1 + error), 180)
    for gap, right in zip(found, exact, strict=True):
        assert gap.overlaps(right.real)
        assert not gap.is_finite() or gap.rel_accuracy_bits() < 150


def test_wrong_starts_never_give_a_wrong_branch(monkeypatch):
    values = random_points(5, 3000, 2)
    values[3] = 1
    right = solve_gaps(*values[:4], axis="real", eta=values[4])
    rng = np.random.default_rng(6)
    original = functions(numpy_function)

    def guess(*arguments):
        turns = np.exp(2j * np.pi * rng.random((2, len(arguments[0]))))
        return [turn * start for turn, start in zip(turns, original.guess(*arguments), strict=True)]

    monkeypatch.setattr(real_axis, "functions", lambda _: replace(original, guess=guess))
    found = real_axis.solve(values[4] - 1j * values[0], *values[1:3])
    solved = found[3]
    assert 100 < np.sum(~solved) < 2900
    np.testing.assert_allclose(found[0][solved], right.metal[solved], rtol=2e-12)
    np.testing.assert_allclose(found[1][solved], right.superconductor[solved], rtol=2e-12)
    again = solve_gaps(*values[:4], axis="real", eta=values[4])
    np.testing.assert_allclose(again.metal, right.metal, rtol=2e-12)


def test_radius_bounds_the_error_and_grows_tighter():
    values = random_points(3, 30, 6)
    few = solve_gaps(*values[:4], axis="real", eta=values[4], digits=20)
    many = solve_gaps(*values[:4], axis="real", eta=values[4], digits=60)
    with mp.workdps(100):
        assert np.all(abs(few.metal - many.metal) <= few.radius + many.radius)
        assert np.all(abs(few.superconductor - many.superconductor) <= few.radius + many.radius)
        assert np.all(few.radius < abs(few.metal) * mpf(10) ** -20)
        assert np.all(many.radius < abs(many.metal) * mpf(10) ** -60)


@pytest.mark.parametrize("power", [1, 30, 300])
def test_enclosures_on_paths_into_limits(power):
    with ball_precision(200 + 8 * power):
        eps = arb(10) ** -power
        weak = enclose_gaps(acb(eps.sqrt()), 3 * eps / 2, eps, arb(1))
        strong = enclose_gaps(acb(arb(1) / 3), 3 / (2 * eps), 1 / eps, arb(1))
        low = enclose_gaps(acb(eps**2), 3 * eps / 2, eps, arb(1))
        assert abs(weak[0] / eps - 1) < 2 * eps.sqrt()
        assert abs(strong[0] - strong[1]) < eps
        assert abs(strong[0] - arb(2) / 5) < eps
        assert abs(low[1] - arb(2) / 5) < eps


def test_a_ball_of_arguments_contains_the_solutions_in_it():
    with ball_precision(100):
        wide = enclose_gaps(acb(arb(0.7, 1e-6), 0.25), arb(0.5, 1e-6), arb(0.25, 1e-6), arb(1))
        for dx, dm, ds in product((-1e-7, 1e-7), repeat=3):
            point = enclose_gaps(acb(0.7 + dx, 0.25), arb(0.5 + dm), arb(0.25 + ds), arb(1))
            assert all(ball.contains(gap) for ball, gap in zip(wide, point, strict=True))
        with pytest.raises(ArithmeticError, match=r"omega = 0\.69"):
            enclose_gaps(acb(arb(0.7, 0.2)), arb(0.5, 0.4), arb(0.25, 0.2), arb(1))
        with pytest.raises(ValueError, match="below the real axis"):
            enclose_gaps(acb(1, -1), arb(1), arb(1), arb(1))


def test_precision_is_left_as_it_was():
    bits, digits = flint.ctx.prec, mp.dps
    gaps = solve_gaps("0.1", "0.3", "0.2", digits=500)
    assert (flint.ctx.prec, mp.dps) == (bits, digits)
    assert gaps.accuracy is None
    with mp.workdps(500):
        assert 0 < gaps.radius < mpf(10) ** -500
