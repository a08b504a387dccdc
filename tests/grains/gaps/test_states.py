"""Densities of states and the minigap: the right root, pure limits, sum rule, Kramers-Kronig."""

from fractions import Fraction

import flint
import mpmath
import numpy as np
import pytest
from flint import acb, arb
from mpmath import mpf
from numpy.testing import assert_allclose, assert_array_equal
from sympy import Poly, Rational

from derive.grains.steps.minigap import edge_polynomial
from derive.grains.symbols import Delta_0, Gamma_M, Gamma_S, omega
from numerics.arithmetic.functions import ball_function, ball_precision
from numerics.grains.gaps.balls import enclose_gaps
from numerics.grains.gaps.minigap import enclose_minigap, minigap
from numerics.grains.gaps.solve import solve_gaps
from numerics.grains.gaps.states import density_of_states

POINTS = (
    (0.3, 0.2, 1.0),
    (2.0, 5.0, 1.0),
    (0.5, 1.25, 1.75),
    (0.03125, 0.02, 1.0),
    (1.0, 0.1, 0.7),
)


def rates(count, seed, decades):
    return 10 ** np.random.default_rng(seed).uniform(-decades, decades, (2, count))


# The minigap.


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


# Densities of states.


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


# Bad input.

BAD = [
    ({"gamma_m": -1.0}, "gamma_m contains a negative number"),
    ({"gamma_s": [0.1, -0.1]}, "gamma_s contains a negative number"),
    ({"gamma_m": 1j}, "gamma_m is not an array of finite real numbers"),
    ({"gamma_s": np.nan}, "gamma_s is not an array of finite real numbers"),
    ({"gamma_m": [np.inf]}, "gamma_m is not an array of finite real numbers"),
    ({"gamma_m": "much"}, "gamma_m is not an array of finite real numbers"),
    ({"gamma_m": None}, "gamma_m is not an array of finite real numbers"),
    ({"delta0": 0.0}, "delta0 contains a number <= 0"),
    ({"delta0": -2.0}, "delta0 contains a number <= 0"),
    ({"gamma_m": [1.0, 2.0], "gamma_s": [1.0, 2.0, 3.0]}, "shapes do not broadcast"),
]


@pytest.mark.parametrize(("arguments", "message"), BAD)
@pytest.mark.parametrize("digits", [None, 20])
def test_bad_energies(arguments, message, digits):
    with pytest.raises(ValueError, match=message):
        minigap(**({"gamma_m": 0.1, "gamma_s": 0.2} | arguments), digits=digits)
    with pytest.raises(ValueError, match=message):
        density_of_states(0.5, **({"gamma_m": 0.1, "gamma_s": 0.2} | arguments))


@pytest.mark.parametrize("point", [(1e300, 1e-300, 1.0), (1e-320, 1e-320, 1e-320)])
def test_a_minigap_below_the_range_of_doubles_is_an_error(point):
    with pytest.raises(ArithmeticError, match="does not reach to the minigap at Gamma_M = 1e"):
        minigap(*point)
    assert minigap(*point, digits=5).energy > 0


@pytest.mark.parametrize("digits", [0, 4, 10001, -3, 20.0, "20", True])
def test_bad_digits(digits):
    with pytest.raises(ValueError, match="digits is"):
        minigap(0.1, 0.2, digits=digits)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"omega": np.nan}, "omega is not an array of finite real numbers"),
        ({"omega": 0.5j}, "omega is not an array of finite real numbers"),
        ({"omega": 0.5, "eta": -1e-9}, "eta contains a negative number"),
        ({"omega": 0.5, "eta": np.inf}, "eta is not an array of finite real numbers"),
        ({"omega": [1.0, 2.0], "eta": [1.0, 2.0, 3.0]}, "shapes do not broadcast"),
    ],
)
def test_bad_frequencies(arguments, message):
    with pytest.raises(ValueError, match=message):
        density_of_states(gamma_m=0.1, gamma_s=0.2, **arguments)
