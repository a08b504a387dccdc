"""Josephson coupling and dissipation as numbers, against independent ways to the same values."""

from fractions import Fraction

import mpmath
import numpy as np
import pytest
from flint import acb
from mpmath import mpf
from numpy.testing import assert_allclose
from scipy.integrate import quad

from numerics.arithmetic.functions import ball_precision
from numerics.grains.couplings.bond import dissipation_kernel, josephson_coupling
from numerics.grains.gaps.solve import solve_gaps
from numerics.grains.routes import matrices

RATES = ((0.25, 0.375), (1e-3, 2e-3), (5.0, 3.0))

# The standard results.


@pytest.mark.parametrize("temperature", [0, 1e-6, 1e-3, 0.02, 0.3, 1.0, 10.0])
def test_equal_gaps_give_ambegaokar_and_baratoff(temperature):
    thermal = np.tanh(0.7 / 2 / temperature) if temperature else 1
    coupling = josephson_coupling(0.1, 0.7, 0.7, temperature=temperature, gaps="frozen").value
    assert_allclose(coupling, np.pi / 4 * 0.7 * thermal, rtol=1e-14)


def test_equal_gaps_certified():
    coupling = josephson_coupling(1, "0.7", "0.7", temperature="0.2", gaps="frozen", digits=30)
    with mpmath.workdps(60):
        expected = mpmath.pi / 4 * mpf(7) / 10 * mpmath.tanh(mpf(7) / 4)
        assert abs(coupling.value - expected) <= coupling.radius < mpf(10) ** -30 * expected


def test_strong_tunnelling_has_a_uniform_gap():
    gamma_m, gamma_s = 3e9, 1e9
    uniform = gamma_s / (gamma_m + gamma_s)
    for temperature, thermal in ((0, 1), (0.1, np.tanh(uniform / 0.2))):
        coupling = josephson_coupling(gamma_m, gamma_s, temperature=temperature).value
        assert_allclose(coupling, np.pi / 4 * uniform * thermal, rtol=1e-7)


@pytest.mark.parametrize("ratio", [Fraction(1, 3), Fraction(2)])
@pytest.mark.parametrize(("gaps", "factor"), [("self-consistent", 2), ("frozen", 4)])
def test_weak_tunnelling(ratio, gaps, factor):
    """2 J/Gamma_S = ln(factor Delta_0/Gamma_S) + O(Gamma ln): to 9 digits at Gamma = 1e-10."""
    rate = Fraction(1, 10**10)
    coupling = josephson_coupling(ratio * rate, rate, gaps=gaps, digits=20).value
    with mpmath.workdps(30):
        constant = 2 * coupling / mpf(10) ** -10 - mpmath.log(mpf(10) ** 10)
        assert abs(constant - mpmath.log(factor)) < 1e-8


@pytest.mark.parametrize("ratio", [Fraction(1, 3), Fraction(2)])
def test_next_term_at_weak_tunnelling(ratio):
    """2 J/Gamma_S - ln(2/x) = -x (ln(4/x) - 2 + (3 pi/4) Gamma_M/Gamma_S), x = Gamma_S/Delta_0."""
    rate = Fraction(1, 10**10)
    coupling = josephson_coupling(ratio * rate, rate, digits=28).value
    with mpmath.workdps(40):
        x = mpf(10) ** -10
        rest = 2 * coupling / x - mpmath.log(2 / x)
        predicted = mpmath.log(4 / x) - 2 + 3 * mpmath.pi / 4 * ratio.numerator / ratio.denominator
        assert abs(rest / -x - predicted) < 1e-6


# Independent routes.


@pytest.mark.parametrize("gamma_s", [1e-4, 0.3, 1.0, 20.0])
def test_frozen_coupling_is_the_integral_of_bessel_functions(gamma_s):
    def overlap(log_tau):
        tau = mpmath.exp(log_tau)
        return tau * mpmath.besselk(0, gamma_s * tau) * mpmath.besselk(0, tau)

    with mpmath.workdps(15):
        total = mpmath.quad(overlap, mpmath.linspace(-40, 4, 12))
        coupling = josephson_coupling(1.0, gamma_s, gaps="frozen").value
        assert_allclose(coupling, float(gamma_s * total / mpmath.pi), rtol=1e-12)


@pytest.mark.parametrize("temperature", [0.05, 0.6, 10.0])
def test_frozen_coupling_as_a_sum_by_mpmath(temperature):
    gaps = mpf(3) / 8, mpf(5) / 4

    def term(n):
        w = (2 * n + 1) * mpmath.pi * temperature
        return mpmath.fprod(gap / mpmath.sqrt(w**2 + gap**2) for gap in gaps)

    with mpmath.workdps(20):
        total = mpmath.nsum(term, [0, mpmath.inf], method="euler-maclaurin")
        coupling = josephson_coupling(
            1.0, 0.375, 1.25, temperature=temperature, gaps="frozen"
        ).value
        assert_allclose(coupling, float(mpmath.pi * temperature * total), rtol=1e-12)


def sines_by_born_iteration(w, gamma_m, gamma_s):
    """sin(theta_M) sin(theta_S) from Nambu matrices, without gap functions."""
    with ball_precision(80):
        inverses = matrices.self_consistent(
            acb(0, w), (acb(gamma_m), acb(gamma_s)), (acb(0), acb(1))
        )
        pairs = [matrices.greens_function(acb(1), inverse)[0, 1] for inverse in inverses]
        return float((pairs[0] * pairs[1]).real.mid()) / np.pi**2


@pytest.mark.parametrize("temperature", [0.25, 3.0])
def test_coupling_as_a_sum_over_nambu_matrices(temperature):
    """Forty terms, and the rest from their expansion in 1/w by Hurwitz zeta functions."""
    count, orders = 40, np.arange(3, 9)
    unit = 2 * np.pi * temperature
    terms = [sines_by_born_iteration(unit * (n + 0.5), 0.25, 0.375) for n in range(count)]
    last = np.arange(count - 18, count, 3)
    powers = ((last[:, None] + 0.5) / count) ** -orders
    coefficients = np.linalg.solve(powers, np.array(terms)[last])
    rest = [count**order * float(mpmath.zeta(order, count + 0.5)) for order in orders.tolist()]
    total = np.sum(terms) + coefficients @ rest
    coupling = josephson_coupling(0.25, 0.375, temperature=temperature).value
    assert_allclose(coupling, np.pi * temperature * total, rtol=1e-11)


def test_coupling_as_an_integral_over_nambu_matrices():
    def integrand(log_w):
        w = float(np.exp(log_w))
        return w * sines_by_born_iteration(w, 0.25, 0.375)

    total, _ = quad(integrand, -27, 14, epsabs=0, epsrel=1e-10, limit=100)
    assert_allclose(josephson_coupling(0.25, 0.375).value, total / 2, rtol=1e-10)


def functions_by_matsubara_sum(tau, temperature, gamma_m, gamma_s):
    """g(tau) of both grains from g(i w_n) of (8), that of a metal summed in closed form."""
    w = 2 * np.pi * temperature * (np.arange(400_000) + 0.5)
    gaps = solve_gaps(w, gamma_m, gamma_s)
    metal = np.pi * temperature / np.sin(np.pi * temperature * tau)
    for gap in (gaps.metal, gaps.superconductor):
        energy = np.hypot(w, gap)
        missing = gap**2 / (energy * (energy + w))
        yield metal - 2 * np.pi * temperature * np.sum(np.sin(w * tau) * missing)


@pytest.mark.parametrize("rates", RATES)
@pytest.mark.parametrize("tau", [0.3, 1.0, 2.5])
def test_kernel_as_a_matsubara_sum(rates, tau):
    metal, superconductor = functions_by_matsubara_sum(tau, 0.2, *rates)
    kernel = dissipation_kernel(tau, *rates, temperature=0.2).value
    assert_allclose(kernel, metal * superconductor / (2 * np.pi), rtol=1e-9)


@pytest.mark.parametrize("tau", [1e-3, 0.4, 2.0, 30.0])
def test_frozen_kernel_at_zero_temperature(tau):
    bessel = float(1.5 * mpmath.besselk(1, 1.5 * tau))
    expected = (bessel + 0.2 / 1.5 / tau) / tau / (2 * np.pi)
    assert_allclose(
        dissipation_kernel(tau, 0.2, 0.3, 1.5, gaps="frozen").value, expected, rtol=1e-13
    )


@pytest.mark.parametrize("tau", [1e-3, 0.4, 2.0, 4.9])
def test_frozen_kernel_by_images_of_bessel_functions(tau):
    """1/(1 + exp(-E/T)) = sum (-1)^m exp(-m E/T) turns the thermal function into a sum of K_1."""
    temperature = 0.2
    images = sum(
        (-1) ** m * (mpmath.besselk(1, m / temperature + time))
        for m in range(20)
        for time in (tau, 1 / temperature - tau)
    )
    metal = np.pi * temperature / np.sin(np.pi * temperature * tau)
    expected = (float(images) + 0.3 * metal) * metal / (2 * np.pi)
    kernel = dissipation_kernel(tau, 0.3, 0.3, temperature=temperature, gaps="frozen").value
    assert_allclose(kernel, expected, rtol=1e-13)
