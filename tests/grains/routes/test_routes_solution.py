"""The matrices of (18) and (19) enclosed: defining equations, branch, refusals, other solvers."""

import math
from itertools import pairwise, product

import pytest
from flint import acb, acb_mat, arb, ctx

from numerics.arithmetic.functions import ball_precision
from numerics.grains.gaps.balls import enclose_gaps
from numerics.grains.gaps.minigap import enclose_minigap
from numerics.grains.routes import matrices as m
from numerics.grains.routes.angles import newton_step, on_imaginary_axis, refined, turned
from numerics.grains.routes.couplings import integrated_pairs, metallic_weight
from numerics.grains.routes.edge import beside, edge, is_gapped, minigap
from numerics.grains.routes.solution import (
    certified,
    entries,
    green,
    has_states,
    krawczyk,
    residual,
    slopes,
    solved,
)

ENERGIES = ((0.7, 1.3, 1.0), (12.0, 7.5, 0.4), (0.03, 0.011, 1.4), (2.0, 0.125, 0.75))
FREQUENCIES = (0.6 + 0.8j, -1.2 + 0.25j, 0.003j, 2.5 + 0j, -0.9 + 0j, 0.001 + 0j)
POINTS = list(product(ENERGIES, FREQUENCIES))


def exact(energies):
    return tuple(arb(energy) for energy in energies)


def gap_functions(omega, matrices):
    return [-omega * g[0, 1] / g[0, 0] for g in matrices]


@pytest.mark.parametrize(("energies", "omega"), POINTS)
@pytest.mark.parametrize("bits", [64, 300])
def test_the_solution_is_that_of_the_gap_equations(energies, omega, bits):
    """Another form, another solver and another certificate."""
    with ball_precision(bits):
        found = gap_functions(acb(omega), solved(acb(omega), exact(energies)))
        expected = enclose_gaps(acb(omega), *exact(energies))
        assert all(a.overlaps(b) for a, b in zip(found, expected, strict=True))
        assert min(gap.rel_accuracy_bits() for gap in found) > bits - 8


@pytest.mark.parametrize(("energies", "omega"), [p for p in POINTS if p[1].imag > 0])
def test_the_solution_is_a_fixed_point_of_the_born_step(energies, omega):
    """M_0 from Fock space, random matrices, and the xi integral as a matrix sign function."""
    gamma_M, gamma_S, gap = (acb(energy) for energy in energies)
    with ball_precision(128):
        metal, superconductor = solved(acb(omega), exact(energies))
        inverse_M = m.born_step(acb(omega), acb(0), gamma_S, green(superconductor))
        inverse_S = m.born_step(acb(omega), gap, gamma_M, green(metal))
        assert m.greens_function(acb(1), inverse_M).overlaps(green(metal))
        assert m.greens_function(acb(1), inverse_S).overlaps(green(superconductor))


def test_the_slopes_are_those_of_the_residual():
    omega, energies = acb(0.7, 0.4), exact(ENERGIES[1])
    column = acb_mat(4, 1, [acb(0.8, 0.1), acb(0.3, -0.2), acb(1.1, 0.5), acb(-0.4, 0.9)])
    derivative = slopes(omega, energies, column)
    for place in range(4):
        step = acb_mat(4, 1, [acb(1 if row == place else 0) for row in range(4)])
        up, down = (residual(omega, energies, column + sign * step) for sign in (1, -1))
        quotient = (up - down) * acb(0.5)  # exact for an equation of second degree
        assert all(abs(quotient[row, 0] - derivative[row, place]) < 1e-12 for row in range(4))


def test_a_wrong_sheet_is_not_certified():
    """The image -g of the solution obeys the same equations, without positive states."""
    omega, energies = acb(0.6, 0.8), exact(ENERGIES[0])
    with ball_precision(128):
        g_M, g_S = solved(omega, energies)
        column = acb_mat(4, 1, [g_M[0, 0], g_M[0, 1], g_S[0, 0], g_S[0, 1]]).mid()
        assert krawczyk(omega, energies, column) is not None
        wrong = krawczyk(omega, energies, -column)
        assert wrong is None or not has_states(wrong[0])


def test_the_second_solution_below_the_minigap_is_not_certified():
    """There are two without states; the one above the edge in y is not the limit from above."""
    energies = exact(ENERGIES[0])
    with ball_precision(256):
        at_edge, omega = edge(energies), (minigap(energies) * arb(0.99)).mid()
        least, other = (beside(omega, energies, at_edge, acb(y)) for y in (-0.1, 0.1))
        assert abs(least[1][1] - other[1][1]) > 0.01
        assert krawczyk(acb(omega), energies, entries(other)) is not None
        assert certified(acb(omega), energies, least) is not None
        assert certified(acb(omega), energies, other) is None


def test_no_certificate_at_the_edge():
    energies = exact((1.0, 1.0, 1.0))
    with ball_precision(64):
        with ball_precision(2000):
            edge_point = minigap(energies).mid()
        angles = refined(acb(0, -edge_point), energies, ((acb(0, -2), acb(2.2)),) * 2)
        assert certified(acb(edge_point), energies, angles) is None


def test_angles_stay_exact_in_both_ends():
    """cos theta and sin theta keep their relative accuracy however small they are."""
    with ball_precision(128):
        for exponent in (-300, -10, 10, 300):
            w, energies = arb(10) ** exponent, exact(ENERGIES[3])
            angles = refined(w.mid(), energies, on_imaginary_axis(w.mid(), energies))
            steps = newton_step(w.mid(), energies, angles)
            for (a, c), step in zip(angles, steps, strict=True):
                assert a > 0 and c > 0
                assert abs(step) < 1e-30 * min(a, c)
                assert abs(a * a + c * c - 1) < 1e-30
            assert turned(angles[0], arb(0)) == angles[0]


# The minigap.


@pytest.mark.parametrize(
    "energies",
    [*ENERGIES, (1e-9, 3e-9, 1.0), (4e8, 1e8, 1.0), (1e-7, 1e6, 2.0), (1e7, 1e-5, 0.5)],
)
@pytest.mark.parametrize("bits", [64, 256])
def test_the_minigap_is_that_of_the_discriminant(energies, bits):
    with ball_precision(bits):
        found = minigap(exact(energies))
        assert found.rel_accuracy_bits() > bits - 8
        assert found.overlaps(enclose_minigap(*exact(energies)))


def test_a_minigap_that_is_off_is_not_certified():
    energies = exact(ENERGIES[0])
    with ball_precision(256):
        at_edge, omega = edge(energies), minigap(energies).mid()
        assert is_gapped((omega * arb(0.999)).mid(), energies, at_edge)
        assert not is_gapped((omega * arb(1.001)).mid(), energies, at_edge)


@pytest.mark.parametrize("energies", ENERGIES)
def test_states_vanish_below_the_minigap_and_not_above(energies):
    with ball_precision(128):
        omega = minigap(exact(energies))
        for factor, positive in ((0.98, False), (1.02, True)):
            at = acb((omega * arb(factor)).mid())
            states = [g[0, 0].real for g in solved(at, exact(energies))]
            assert all((value > 0) == positive for value in states)
            assert positive or all(value.contains(0) for value in states)


# The couplings.


def test_the_coupling_of_equal_weak_rates_by_another_quadrature():
    """Gauss and Kronrod over tan, in double precision, with angles by the gap equations."""
    from scipy.integrate import quad

    energies = ENERGIES[0]

    def sines(w):
        gaps = [float(gap.real) for gap in enclose_gaps(acb(0, w), *exact(energies))]
        return math.prod(gap / math.hypot(w, gap) for gap in gaps)

    expected = quad(lambda x: sines(x / (1 - x)) / (1 - x) ** 2, 0, 1, epsrel=1e-10)[0]
    assert float(integrated_pairs(exact(energies))) == pytest.approx(expected, rel=1e-8)


@pytest.mark.parametrize("energies", ENERGIES)
def test_the_coupling_keeps_pace_with_the_precision(energies):
    values = {}
    for bits in (64, 128, 256):
        with ball_precision(bits):
            values[bits] = integrated_pairs(exact(energies))
    with ball_precision(256):
        for bits in (64, 128):
            assert abs(values[bits] / values[256] - 1) < arb(2) ** (20 - bits)


def test_the_metallic_weight_is_that_of_the_solved_matrices():
    """Gamma_M/Delta_0 of (13): what the states for Gamma << omega << Delta_0 tend to."""
    gap = arb(1.4)
    with ball_precision(256):
        weight = metallic_weight(acb(gap))
        differences = []
        for k in (6, 8, 10):
            rate, omega = arb(10) ** (-2 * k), arb(10) ** -k
            _, g_S = solved(acb(omega.mid()), ((3 * rate).mid(), (2 * rate).mid(), gap))
            differences.append(abs(g_S[0, 0].real / (3 * rate * weight) - 1))
    assert differences[0] < 1e-5
    assert all(b < a / 50 for a, b in pairwise(differences))
    assert weight.overlaps(1 / acb(gap))


def test_the_precision_is_left_as_it_was():
    before = ctx.prec
    solved(acb(0.3), exact(ENERGIES[0]))
    minigap(exact(ENERGIES[0]))
    integrated_pairs(exact(ENERGIES[0]))
    assert ctx.prec == before
