"""Statements of the text as derived, against other calculations than their routes."""

import mpmath
import numpy as np
import pytest
from flint import acb, arb
from scipy.integrate import quad
from sympy import Integer, Rational, limit, simplify
from values import value

from derive.grains.steps import couplings, films, low_energy, rates, windings
from derive.grains.symbols import (
    N_M,
    N_S,
    Delta_0,
    Gamma_M,
    Gamma_S,
    T,
    e,
    hbar,
    m,
    n,
    s,
    t,
    volume,
)
from numerics.arithmetic.functions import ball_precision
from numerics.arithmetic.integrals import bessel_overlap
from numerics.grains.couplings.bond import josephson_ratio
from numerics.grains.gaps.minigap import minigap
from numerics.grains.gaps.solve import solve_gaps
from numerics.grains.routes.kernels import normal_functions
from numerics.grains.routes.solution import solved


def test_the_conductance_of_the_golden_rule_is_that_which_damps_a_phase():
    """A shunt R damps by |omega| hbar/(4 e^2 R); the kernel of two metals does so as its integral.

    With -alpha(s) = 2 |t|^2 N_M N_S (pi T/sin(pi T s))^2 and a phase of the first frequency
    2 pi T the integrand alpha(s) (1 - cos(2 pi T s))/2 is constant, and the period is 1/T.
    """
    temperature = mpmath.mpf(2) / 7
    weight = 2 * (mpmath.pi * temperature) ** 2  # at |t|^2 N_M N_S = 1
    damping = weight * 2 / 2 / temperature
    conductance = 4 * damping / (2 * mpmath.pi * temperature)
    units = {hbar: 1, e: 1, t: 1, N_M: 1, N_S: 1, volume: 1}
    assert abs(mpmath.mpf(float(rates.conductance().subs(units))) / conductance - 1) < 1e-14
    doubled = rates.conductance().subs(volume, 2 * volume) / rates.conductance()
    assert simplify(doubled) == 2


def test_a_state_decays_into_bands_at_the_derived_rate():
    """The probability to stay in a state beside four bands of levels, each reached with t.

    Equal bands act as one, with twice the amplitude.
    """
    amplitude, spacing, levels, times = 0.01, 0.02, 1201, np.array([10.0, 20.0])
    energies = spacing * (np.arange(levels) - levels // 2)
    matrix = np.diag(np.concatenate([[0.0], energies]))
    matrix[0, 1:] = matrix[1:, 0] = 2 * amplitude
    found, states = np.linalg.eigh(matrix)
    stays = np.abs((states[0] ** 2 * np.exp(-1j * np.outer(times, found))).sum(axis=1)) ** 2
    rate = -np.diff(np.log(stays))[0] / np.diff(times)[0]
    gamma_m = 4 * np.pi * amplitude**2 / spacing  # 4 pi |t|^2 N_M
    np.testing.assert_allclose(rate, float(value(rates.decay_rate(), Gamma_M=gamma_m)), rtol=0.02)


@pytest.mark.parametrize("gamma", [0.03, 1.0, 20.0])
def test_ratio_of_the_gaps_at_zero_frequency(gamma):
    gaps = solve_gaps(0.0, gamma, gamma)
    found = float(value(films.gap_ratio(), Gamma=gamma, Delta_0=1))
    np.testing.assert_allclose(found, gaps.metal / gaps.superconductor, rtol=1e-12)


@pytest.mark.parametrize("energies", [(0.3, 0.2), (2.0, 0.7), (5.0, 30.0)])
def test_both_kinds_of_grains_have_the_same_minigap(energies):
    """No states of either kind just below, and states of both kinds just above."""
    gap = float(minigap(*energies).energy)
    for factor, positive in ((0.999, False), (1.001, True)):
        with ball_precision(128):
            scales = (arb(energies[0]), arb(energies[1]), arb(1))
            for matrix in solved(acb(factor * gap), scales):
                density = matrix[0, 0].real
                assert (density > 1e-6) if positive else density.contains(0)


def test_the_late_kernel_starts_as_the_metallic_term_of_13():
    early = low_energy.late_kernel() * s**2
    metallic = couplings.dissipation_mixed() - couplings.dissipation_mixed().subs(Gamma_M, 0)
    cold = limit(metallic, T, 0) * s**2
    ratio = simplify(early / cold)
    assert limit(ratio.subs({Gamma_S: 1}), s, 0) == 1
    assert abs(float(ratio.subs({Gamma_S: Integer(1), s: Rational(20)}).evalf()) - 1) > 0.9


def test_the_solved_functions_are_those_of_a_superconductor_without_metal():
    """For Gamma_M -> 0 g_S(s) is Delta_0 K_1(Delta_0 s), and g_M has the gap of (10)."""
    with ball_precision(96):
        time, gap = arb(3), arb(1)
        scales = (arb(2) ** -60, arb(1) / 2, gap)
        _, superconductor = normal_functions(time, scales)
        assert abs(superconductor / acb(gap * time).bessel_k(1).real - 1) < arb(2) ** -50


@pytest.mark.parametrize("ratio", [0.5, 3.0])
def test_what_is_present_below_the_minigap_in_the_time_domain(ratio):
    """Of G_2 by its kernel K_1^2, and of G_1 by Delta_0 K_1(Delta_0 s)/s; at low frequency.

    The integral of kernel times (omega s)^2/2, over that of (1 - cos(omega s))/s^2.
    """
    gamma_m, gamma_s, rate = ratio, 1.0, 1e-3
    window = np.pi * rate / 2
    second = quad(lambda x: x**2 * float(mpmath.besselk(1, x)) ** 2, 0, 40)[0] * rate**2 / 2
    first = quad(lambda x: x**2 * float(mpmath.besselk(1, x)) / x, 0, 40)[0] * rate**2 / 2
    present = (second / gamma_s + first / gamma_m) / window
    at = {"omega_n": rate, "Gamma_M": gamma_m, "Gamma_S": gamma_s}
    np.testing.assert_allclose(
        1 - float(value(low_energy.absent_share(), **at)), present, rtol=1e-6
    )


def test_at_the_crossing_rate_both_terms_are_equal():
    at = {T: Rational(1, 50), s: Integer(4), Delta_0: Rational(5, 4)}
    rate = low_energy.crossing_rate().subs(at)
    both = low_energy.terms_over_second().subs(at).subs(Gamma_M, rate)
    assert abs(float(both) - 2) < 1e-14
    cold = limit(low_energy.crossing_rate(), T, 0)
    x = float(5)
    assert abs(float(cold.subs(at)) - 1.25 * x * float(mpmath.besselk(1, x))) < 1e-15


@pytest.mark.parametrize("small", [1e-3, 1e-5])
def test_the_renormalised_coupling_has_the_constant_beside_the_logarithm(small):
    """For equal rates (13) with Delta'_S = Delta_0/2 is J_MS of (21), up to the order of the rates.

    The integral has the prefactor of its gap, the logarithm the ratio of both gaps.
    """
    solved_ratio = float(josephson_ratio(small, small).value)
    with ball_precision(64):
        halved = float((bessel_overlap(arb(0.5), arb(small)) * arb(0.5 * small)).real.mid())
        frozen = float((bessel_overlap(arb(1), arb(small)) * arb(small)).real.mid())
    pure = np.pi**2 / 4  # of the integral of (14)
    assert abs(halved / pure / solved_ratio - 1) < 4 * small
    assert abs(frozen / pure / solved_ratio - 1) > 0.04


@pytest.mark.parametrize(("mode", "winding"), [(1, 2), (3, 2), (2, 6), (5, -4)])
def test_damping_beside_a_winding_by_quadrature(mode, winding):
    def integrand(angle):
        phase = np.cos(winding * angle) * np.sin(mode * angle) ** 2
        return 2 * phase / np.sin(angle) ** 2

    found = quad(integrand, 0, np.pi, limit=200)[0] / (2 * np.pi * mode)
    share = windings.damping_of_winding_phases().subs({n: mode, m: winding})
    assert abs(found - float(share)) < 1e-9
