"""The minigap as a number: the right root, enclosures, limits, scales."""

from fractions import Fraction

import flint
import mpmath
import numpy as np
import pytest
from flint import acb, arb
from gap_points import POINTS
from mpmath import mpf
from numpy.testing import assert_allclose
from sympy import Poly, Rational

from derive.grains.steps.minigap import edge_polynomial
from derive.grains.symbols import Delta_0, Gamma_M, Gamma_S, omega
from numerics.arithmetic.functions import ball_function, ball_precision
from numerics.grains.gaps.balls import enclose_gaps
from numerics.grains.gaps.minigap import enclose_minigap, minigap
from numerics.grains.gaps.states import density_of_states


def rates(count, seed, decades):
    return 10 ** np.random.default_rng(seed).uniform(-decades, decades, (2, count))


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("distance", [1e-3, 1e-9, 1e-14])
def test_the_physical_solution_leaves_the_real_axis_at_the_minigap(point, distance):
    with ball_precision(200):
        energies = [arb(value) for value in point]
        edge = enclose_minigap(*energies)
        below, above = (
            enclose_gaps(acb((edge * (1 + sign * arb(distance))).mid()), *energies)
            for sign in (-1, 1)
        )
        assert all(gap.imag == 0 and gap.real > edge for gap in below)
        assert all(gap.imag != 0 for gap in above)
        assert all(not gap.imag.contains(0) for gap in above)


@pytest.mark.parametrize("point", POINTS)
def test_the_edge_polynomial_changes_sign_in_the_enclosure(point):
    polynomial = ball_function((omega, Gamma_M, Gamma_S, Delta_0), edge_polynomial().as_expr())
    with ball_precision(1500):
        energies = [arb(value) for value in point]
        with ball_precision(200):
            edge = enclose_minigap(*energies)
        ends = [polynomial(end, *energies) for end in (edge.lower(), edge.upper())]
        assert ends[0] * ends[1] < 0


def other_zeros(point):
    """Positive zeros of the edge polynomial, but for the minigap."""
    exact = [Rational(Fraction(value).limit_denominator(1000)) for value in point]
    values = dict(zip((Gamma_M, Gamma_S, Delta_0), exact, strict=True))
    edges = Poly(edge_polynomial().as_expr().subs(values), omega)
    zeros = [
        sum(map(float, ends)) / 2 for ends, _ in edges.intervals(eps=Rational(1, 10**6), inf=0)
    ]
    edge = float(minigap(*map(str, exact), digits=20).energy)
    rest = [zero for zero in zeros if abs(zero - edge) > 1e-5]
    assert len(rest) == len(zeros) - 1
    return exact, edge, rest


def test_other_zeros_of_the_edge_polynomial_are_no_gap_edges():
    found = 0
    for point in POINTS:
        exact, edge, rest = other_zeros(point)
        found += len(rest)
        for zero in rest:
            around = zero * np.linspace(0.99, 1.01, 21)
            density = density_of_states(around, *map(float, exact))
            for values in (density.metal, density.superconductor):
                assert np.all(values > 0) if zero > edge else np.all(values == 0)
    assert found > 0


@pytest.mark.parametrize("decades", [2, 12, 90])
def test_double_precision_against_certified_digits(decades):
    gamma_m, gamma_s = rates(200, 1, decades)
    energy = minigap(gamma_m, gamma_s).energy
    certified = minigap(gamma_m, gamma_s, digits=25)
    error = [abs(mpf(a) - b) / b for a, b in zip(energy, certified.energy, strict=True)]
    assert max(error) < 1e-14
    assert all(
        0 < radius < edge * mpf(10) ** -25
        for radius, edge in zip(certified.radius, certified.energy, strict=True)
    )


@pytest.mark.parametrize("point", [("3/5", "6/5", 1), ("1e-12", "1e12", 1), ("1e-90", "1/3", "7")])
def test_more_digits_lie_within_the_radius_of_fewer(point):
    few, many = minigap(*point, digits=20), minigap(*point, digits=200)
    with mpmath.workdps(250):
        assert abs(few.energy - many.energy) <= few.radius + many.radius
        assert many.radius < few.radius


def test_an_enclosure_holds_for_every_point_of_its_balls():
    with ball_precision(100):
        wide = [arb(value, 1e-6) for value in (0.5, 1.25, 1.75)]
        edge = enclose_minigap(*wide)
        for signs in np.ndindex(2, 2, 2):
            corner = [
                (ball.upper() if sign else ball.lower())
                for sign, ball in zip(signs, wide, strict=True)
            ]
            assert edge.contains(enclose_minigap(*corner))
        assert edge.rad() < 1e-4
        with pytest.raises(ArithmeticError, match="too wide"):
            enclose_minigap(arb(0.5, 0.4), arb(1, 0.9), arb(1, 0.9))


def test_limits_of_the_minigap():
    assert minigap(0.3, 0).energy == 0
    assert minigap("1/3", 0, digits=30).energy == 0
    # Without return from the metal its gap Gamma_S Delta_0/(E + Gamma_S) meets omega.
    edge = minigap(0, 0.5).energy
    assert 0.5 / (np.sqrt(1 - edge**2) + 0.5) == pytest.approx(edge, rel=1e-14)
    assert minigap(1e-13, 0.5).energy == pytest.approx(edge, rel=1e-7)
    assert minigap(0, 1e9).energy == 1
    assert minigap(1e9, 3e9).energy == pytest.approx(0.75, rel=1e-5)
    assert minigap(1e-200, 1e-200).energy == pytest.approx(1e-200, rel=1e-14)
    assert minigap(1e300, 1e300, 1e-300).energy == pytest.approx(5e-301, rel=1e-14)


def test_minigap_scales_and_broadcasts():
    gamma_m, gamma_s = np.array([[0.1], [2.0]]), np.array([0.3, 0.7, 11.0])
    energy = minigap(gamma_m, gamma_s).energy
    assert energy.shape == (2, 3)
    assert_allclose(minigap(1e-20 * gamma_m, 1e-20 * gamma_s, 1e-20).energy, 1e-20 * energy, 1e-14)
    assert energy[1, 0] == minigap(2.0, 0.3).energy
    assert minigap([], 0.3).energy.shape == (0,)
    certified = minigap(gamma_m, gamma_s, digits=20)
    assert certified.energy.shape == certified.radius.shape == (2, 3)
    assert_allclose(certified.energy.astype(float), energy, 1e-14)
    assert minigap([], 0.3, digits=20).energy.shape == (0,)


def test_precision_is_left_alone():
    bits, digits = flint.ctx.prec, mpmath.mp.dps
    minigap(0.1, 0.3, digits=100)
    assert (flint.ctx.prec, mpmath.mp.dps) == (bits, digits)
