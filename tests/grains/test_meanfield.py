"""Mean field as derived, against quadrature and direct sums."""

import mpmath
import numpy as np
import pytest
from mpmath import mpf
from scipy.integrate import quad
from sympy import (
    Integer,
    Rational,
    S,
    Sum,
    floor,
    oo,
    pi,
    simplify,
)
from values import value

from derive.grains.steps import criticality, meanfield
from derive.grains.symbols import (
    E_0,
    J_R,
    T,
    alpha,
    beta,
    m,
    n,
    n_i,
    phi_i,
    phi_j,
    phi_p,
    s,
    spread,
    tau,
    tau_,
)
from numerics.arithmetic.functions import mpmath_function

x = criticality.x_

# E_0, J_R, the coefficient a of |omega| (alpha of the kernel is 2 pi a), and D by quadrature.
COLD = [(1, "0.1", "0.05", 0.753096, 0.602458), (1, "0.001", "0.2", 3.050699, 2.905653)]
# E_0, J_R, a, T, and D by summing term after term.
WARM = [
    (1, "0.1", "0.05", "0.02", 0.7541810556, 0.654181),
    (1, "0.1", "0.05", "0.5", 2.581843806, 0.0818438),
    (1, "0.02", "0.4", "0.1", 2.786856935, 0.286857),
]


# The kernel and what it does to windings.


def kernel(time, period):
    """alpha(s) at alpha = 1."""
    return 1 / (period * mpmath.sin(mpmath.pi * time / period)) ** 2


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_transform_of_the_kernel_by_quadrature(number):
    period = mpf(7) / 3

    def deficit(time):
        return kernel(time, period) * 2 * mpmath.sin(mpmath.pi * number * time / period) ** 2

    expected = 2 * mpmath.quad(deficit, mpmath.linspace(0, period / 2, number + 1))
    for sign in (1, -1):
        found = value(meanfield.kernel_transform(), alpha=1, T=1 / period, n=sign * number)
        assert abs(found / expected - 1) < mpf(10) ** -12
    assert meanfield.kernel_transform().subs(n, 0) == 0


def test_phases_wind_by_multiples_of_a_turn():
    phase = meanfield.winding_phase()
    turn = phase.subs(tau, beta) - phase.subs(tau, 0)
    assert simplify(turn - phi_p.subs(tau, beta) + phi_p.subs(tau, 0) - 2 * pi * n_i) == 0


def test_decoupling_of_a_random_periodic_phase():
    """Means over a grid of times, which are exact for trigonometric polynomials."""
    period, winding = 1.7, 3
    times = period * np.arange(64) / 64
    rate = 2 * np.pi / period
    phase = 0.3 * np.sin(rate * times) - 0.8 * np.cos(2 * rate * times)
    slope = rate * (0.3 * np.cos(rate * times) + 1.6 * np.sin(2 * rate * times))
    squared, aligned = meanfield.decoupled()
    periodic = value(squared.subs(phi_p, 0).doit(), m=winding, beta=period)
    expected = np.mean((slope + winding * rate) ** 2) - np.mean(slope**2)
    np.testing.assert_allclose(float(periodic), expected, rtol=1e-12)
    for number, mean in ((winding, 0), (0, 1)):
        assert aligned.subs(m, number) == mean
        np.testing.assert_allclose(np.mean(np.exp(1j * number * rate * times)), mean, atol=1e-14)
    assert np.ptp(phase) > 1


def test_dissipation_averages_a_normal_variable():
    """exp(i x/2) of variance v is exp(-v/8), by quadrature."""
    variance = 1.3
    weight = quad(lambda y: np.cos(np.sqrt(variance) * y / 2) * np.exp(-y * y / 2), -12, 12)[0]
    form = meanfield.decoupled_dissipation().subs({m: 0})
    expected = weight / np.sqrt(2 * np.pi)
    np.testing.assert_allclose(float(value(form, spread=variance)), expected, rtol=1e-12)
    turned = meanfield.decoupled_dissipation().subs({m: 1, s: beta, spread: 0})
    assert turned == -1
    assert spread in form.free_symbols


# The quadratic action, and fluctuations.


def test_quadratic_action_is_the_second_order_of_the_cosines():
    rate, elastic, dissipative = meanfield.quadratic_action()
    small = Rational(1, 10**6)
    phase = small * tau
    at = {phi_i: phase, phi_j: 0, phi_i.subs(tau, tau_): phase.subs(tau, tau_)}
    at[phi_j.subs(tau, tau_)] = 0
    times = {tau: Rational(3, 4), tau_: Rational(1, 5), s: Rational(11, 20), T: Rational(2, 3)}
    assert simplify(rate.subs(at).doit() - small**2 / (2 * E_0)) == 0
    with mpmath.workdps(40):
        angle = mpf(3) / 4 / 10**6
        found = value(elastic.subs(at).subs(times), J_R=1)
        assert abs(found / (1 - mpmath.cos(angle)) - 1) < 1e-12
        angle = mpf(11) / 20 / 10**6 / 2
        found = value(dissipative.subs(at).subs(times), alpha=1)
        expected = kernel(mpf(11) / 20, mpf(3) / 2) * (1 - mpmath.cos(angle))
        assert abs(found / expected - 1) < 1e-12


@pytest.mark.parametrize("number", [1, 2, 5])
def test_stiffness_is_that_of_a_wave(number):
    """Twice the action over beta of the wave sqrt(2) cos(omega tau), on a grid of times."""
    period, E, coupling, strength = 2.5, 0.7, 0.3, 0.4
    grid = 256
    times = period * (np.arange(grid) + 0.5) / grid
    omega = 2 * np.pi * number / period
    wave = np.sqrt(2) * np.cos(omega * times)
    local = np.mean(2 * (omega * np.sin(omega * times)) ** 2 / (2 * E) + coupling / 2 * wave**2)

    def at_difference(time):
        differences = np.mean((wave - np.sqrt(2) * np.cos(omega * (times - time))) ** 2)
        return strength * differences / (period * np.sin(np.pi * time / period)) ** 2 / 8

    dissipative = quad(at_difference, 1e-9, period - 1e-9, epsabs=1e-11, limit=200)[0]
    given = {"E_0": E, "J_R": coupling, "alpha": strength, "beta": period, "n": number}
    found = float(value(meanfield.stiffness(), **given))
    np.testing.assert_allclose(found, 2 * (local + dissipative), rtol=1e-7)


def test_share_of_a_bond_on_finite_lattices():
    """A torus of L x L sites has 2 L^2 bonds and one zero mode: (1 - 1/L^2)/2 each, exactly."""
    assert meanfield.share_of_a_bond() == S.Half
    for size in (3, 4, 6, 9):
        angle = 2 * np.pi * np.arange(size) / size
        along, across = np.meshgrid(2 - 2 * np.cos(angle), 2 - 2 * np.cos(angle))
        total = along + across
        total[0, 0] = 1
        np.testing.assert_allclose(np.sum(along / total) / size**2, (1 - 1 / size**2) / 2)


def sum_of_modes(E, coupling, a, temperature, first):
    """2 T times half the sum of 1/A(omega_n), n >= first: terms, and Euler's formula for the rest.

    Written for itself: half of the resistors' share, and no digamma.
    """
    E, coupling, a, temperature = map(mpf, (E, coupling, a, temperature))

    def term(number):
        w = 2 * mpmath.pi * number * temperature
        return 1 / (w * w / E + coupling + a * w)

    total = mpmath.nsum(term, [first, mpmath.inf], method="euler-maclaurin")
    return temperature * total


@pytest.mark.parametrize(("E", "coupling", "a", "temperature", "expected", "above"), WARM)
def test_fluctuation_at_finite_temperature(E, coupling, a, temperature, expected, above):
    """Of the derived sum with T sum/2 = T (1/(2 J_R) + sum from 1), and of its digammas."""
    unit = 2 * mpmath.pi * mpf(temperature)
    given = {"E_0": E, "J_R": coupling, "alpha": 2 * mpmath.pi * mpf(a)}
    given["beta"] = 1 / mpf(temperature)
    static = mpf(temperature) / (2 * mpf(coupling))
    direct = static + sum_of_modes(E, coupling, a, temperature, 1)
    assert abs(direct / expected - 1) < 1e-9
    first = int(mpmath.floor(mpf(coupling) / unit)) + 1
    direct_above = sum_of_modes(E, coupling, a, temperature, first)
    assert abs(direct_above / above - 1) < 2e-6
    for number, wanted in ((1, direct - static), (first, direct_above)):
        tail = value(meanfield.tail_of_sum(Integer(number)), **given)
        assert abs(tail * mpf(temperature) / wanted - 1) < mpf(10) ** -12


def test_sums_as_printed_for_the_eye():
    whole, above = meanfield.phase_fluctuation(), meanfield.phase_fluctuation_above_cutoff()
    (total,), (rest,) = whole.atoms(Sum), above.atoms(Sum)
    assert total.limits[0][1:] == (-oo, oo)
    assert rest.limits[0][1:] == (floor(beta * J_R / (2 * pi)) + 1, oo)
    assert whole / total == 1 / (2 * beta)
    assert above / rest == 1 / beta
    assert simplify(1 / total.function - 1 / rest.function) == 0


@pytest.mark.parametrize(("E", "coupling", "a", "whole", "above"), COLD)
def test_fluctuation_at_zero_temperature(E, coupling, a, whole, above):
    E, coupling, a = map(mpf, (E, coupling, a))

    def beyond(lowest):
        nodes = [lowest, lowest + mpf("0.01"), lowest + mpf("0.3"), lowest + 3, mpmath.inf]
        return mpmath.quad(lambda w: 1 / (w * w / E + a * w + coupling), nodes) / (2 * mpmath.pi)

    given = {"E_0": E, "J_R": coupling, "alpha": 2 * mpmath.pi * a}
    forms = criticality.fluctuation_at_zero(), criticality.fluctuation_at_zero_above_cutoff()
    for form, lowest, digits in zip(forms, (mpf(0), coupling), (whole, above), strict=True):
        expected = beyond(lowest)
        assert abs(expected - digits) < 1e-6
        found = mpmath_function((E_0, J_R, alpha), form)(
            *(given[k] for k in ("E_0", "J_R", "alpha"))
        )
        assert abs(found / expected - 1) < mpf(10) ** -12


@pytest.mark.parametrize("a", ["0.05", "0.2", "1.5"])
def test_what_the_cutoff_takes_at_a_vanishing_coupling(a):
    """Of the integral over 0 < omega < J_R, at J_R = 1e-9."""
    a, coupling = mpf(a), mpf(10) ** -9
    expected = mpmath.quad(lambda w: 1 / (w * w + a * w + coupling), [0, coupling]) / 2 / mpmath.pi
    found = value(criticality.cutoff_shift(), alpha=2 * mpmath.pi * a)
    assert abs(found / expected - 1) < 1e-8
