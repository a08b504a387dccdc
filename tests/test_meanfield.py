"""Mean field and transition as derived, against quadrature, direct sums and minimisation."""

import mpmath
import numpy as np
import pytest
from mpmath import mpf
from scipy.integrate import quad
from scipy.optimize import minimize, minimize_scalar
from sympy import (
    Abs,
    E,
    Integer,
    KroneckerDelta,
    Rational,
    S,
    Sum,
    diff,
    floor,
    oo,
    pi,
    simplify,
    sympify,
)
from sympy import exp as e_to
from sympy import log as ln

from derive.grains.steps import criticality, meanfield
from derive.grains.symbols import (
    E_0,
    J_MF,
    J_R,
    L_0,
    P_0,
    Delta_0,
    Gamma,
    J,
    T,
    alpha,
    beta,
    fluctuation,
    hbar,
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
from derive.grains.symbols import e as charge
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


def value(form, **given):
    """A number of a form, for symbols by name, to the working precision of mpmath."""
    symbols = sorted(sympify(form).free_symbols, key=str)
    return mpmath.re(mpmath_function(symbols, form)(*(mpf(given[str(a)]) for a in symbols)))


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


def double_integral(winding, cutoff):
    """The dissipative action at alpha = beta = 1, for |tau - tau'| above a cutoff and below 1 - it.

    A time difference s > 0 has the measure 1 - s in the square, and both orders of the times.
    """

    def integrand(time):
        wave = np.sin(np.pi * winding * time / 2) / np.sin(np.pi * time)
        return (1 - time) * 2 * wave**2

    def from_the_end(log_rest):
        rest = np.exp(log_rest)
        return rest * integrand(1 - rest)

    early = quad(integrand, cutoff, 0.5, limit=200, epsabs=1e-12)[0]
    late = quad(from_the_end, np.log(cutoff), np.log(0.5), limit=200, epsabs=1e-12)[0]
    return 2 * (early + late)


@pytest.mark.parametrize("winding", [2, 4, 6])
def test_even_windings_have_a_finite_action_which_is_linear(winding):
    found = float(value(meanfield.winding_dissipation(), alpha=1, m=winding))
    np.testing.assert_allclose(found, double_integral(winding, 1e-9), rtol=1e-6)
    assert meanfield.winding_singularity().subs(m, winding) == 0


@pytest.mark.parametrize("winding", [1, 3])
def test_odd_windings_have_an_action_that_grows_with_the_logarithm_of_a_cutoff(winding):
    """2 (beta - s) times the singularity, which the double integral leaves of 1/(beta - s)^2."""
    coarse, fine, finer = (double_integral(winding, 10.0**-k) for k in (4, 5, 6))
    singularity = float(value(meanfield.winding_singularity(), alpha=1, m=winding))
    np.testing.assert_allclose(singularity, 2 / np.pi**2, rtol=1e-14)
    for growth in (fine - coarse, finer - fine):
        np.testing.assert_allclose(growth, 2 * singularity * np.log(10), rtol=2e-3)


def test_action_of_a_winding():
    action = meanfield.winding_action()
    charging = 2 * pi**2 * m**2 / (beta * E_0)
    assert simplify(action - charging - alpha * Abs(m) + beta * J_MF * KroneckerDelta(m, 0)) == 0


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


# The variational free energy.


def small_model(coupling, mean_field, J, temperature, E=1.3, a=0.4):
    """F_0 + <S - S_trial>/beta of one bond with a few windings and frequencies, all terms kept."""
    period = 1 / temperature
    windings, modes = np.arange(-4, 5), np.arange(-3, 4)
    action = 0.15 * (windings**2 + abs(windings))
    weights = np.exp(-action + period * mean_field * (windings == 0))
    aligned = weights[windings == 0].sum() / weights.sum()
    omega = 2 * np.pi * abs(modes) * temperature
    stiffness = omega**2 / E + a * omega + coupling
    spread = np.sum(1 / stiffness) / period
    free = -np.log(weights.sum()) / period + np.sum(np.log(stiffness)) / (2 * period)
    difference = mean_field * aligned - coupling * spread / 2
    return free + difference - J * aligned * np.exp(-spread / 2), spread, aligned


def test_equations_26_minimise_the_free_energy():
    """Over both parameters at once, by a simplex that knows no derivative."""
    bare, temperature = 4.0, 1.0
    found = minimize(
        lambda p: small_model(np.exp(p[0]), p[1], bare, temperature)[0],
        [1.0, 3.0],
        method="Nelder-Mead",
        options={"xatol": 1e-10, "fatol": 1e-15, "maxiter": 4000},
    )
    coupling, mean_field = np.exp(found.x[0]), found.x[1]
    _, variance, aligned = small_model(coupling, mean_field, bare, temperature)
    first = meanfield.mean_field_coupling()
    second = meanfield.renormalized_coupling()
    np.testing.assert_allclose(
        mean_field, float(value(first, J=bare, fluctuation=variance)), rtol=1e-3
    )
    np.testing.assert_allclose(
        coupling, float(value(second, J_MF=mean_field, P_0=aligned)), rtol=1e-3
    )
    assert 1 < coupling < 0.95 * mean_field < 0.9 * bare
    assert first.free_symbols == {J, fluctuation}
    assert second.free_symbols == {J_MF, P_0}


# The transition.


def needed(log_coupling, a):
    """ln J/E_0 for which (26), (27) at T = 0 has the solution J_R = exp(log_coupling) E_0."""

    def mode(log_w):
        w = np.exp(log_w)
        return w / (w * w + a * w + np.exp(log_coupling))

    D = quad(mode, -60, 60, limit=600, epsabs=1e-13, points=[log_coupling / 2])[0] / 2 / np.pi
    return log_coupling + D / 2


@pytest.mark.parametrize("at", [0.3, 0.99, 1.7, 8.0])
def test_boundary_is_stationary(at):
    """At the alpha and J_R of the boundary, J is the one needed, and smaller than beside it."""
    strength = float(value(criticality.boundary_alpha(), x=at))
    coupling = float(value(criticality.boundary_coupling(), x=at))
    josephson = float(value(criticality.boundary_josephson(), x=at))
    below, middle, above = (
        needed(np.log(coupling) + step, strength / 2 / np.pi) for step in (-0.1, 0, 0.1)
    )
    np.testing.assert_allclose(middle, np.log(josephson), rtol=1e-9)
    assert below > middle < above
    slopes = (above - middle) - (middle - below), above - below
    assert abs(slopes[1]) < 0.1 * slopes[0]


def test_ends_of_the_boundary():
    assert simplify(criticality.josephson_without_dissipation() - E**2 / 256) == 0
    assert simplify(criticality.josephson_at_critical_alpha() - 1 / (16 * pi**2)) == 0
    least = minimize_scalar(needed, bounds=(-9, -3), method="bounded", args=(0.0,))
    np.testing.assert_allclose(least.fun, 2 - np.log(256), rtol=1e-9)


def test_critical_alpha_is_where_the_slope_at_vanishing_coupling_changes_its_sign():
    """d ln J/d ln J_R at J_R = 1e-16 E_0: 1 - 1/(2 alpha), to the logarithm's accuracy."""
    critical = criticality.critical_alpha()
    assert critical == S.Half
    for strength in (0.4, 0.5, 0.6, 2.0):
        a = strength / 2 / np.pi
        slope = (needed(-36.0, a) - needed(-38.0, a)) / 2
        np.testing.assert_allclose(slope, 1 - float(critical) / strength, atol=1e-6)


def test_power_with_which_the_coupling_vanishes():
    form = criticality.vanishing_coupling()
    power = simplify(J * diff(form, J) / form)
    assert simplify(power - 2 * alpha / (2 * alpha - 1)) == 0
    for strength in (0.8, 3.0):
        log_coupling = -40.0
        josephson = np.exp(needed(log_coupling, strength / 2 / np.pi))
        found = value(form, J=josephson, E_0=1, alpha=strength)
        np.testing.assert_allclose(float(mpmath.log(found)), log_coupling, rtol=1e-7)


def test_critical_resistance():
    """Half of h/e^2: a shunt damps by |omega| hbar/(4 e^2 R), and a = alpha_c/2 pi is critical."""
    damping = hbar / (4 * charge**2 * criticality.critical_resistance())
    assert simplify(damping - Rational(1, 4) / pi) == 0


def test_roughness_for_all_and_for_even_windings():
    """K at the critical alpha is 1/2 and 1, on either side of 0.8061."""
    for form, sign in (
        (criticality.roughness(), 1),
        (criticality.roughness_of_even_windings(), -1),
    ):
        (symbol,) = form.free_symbols
        assert form.subs(symbol, Rational(8061, 10000)) == sign


def test_charging_that_destroys_weak_tunnelling():
    """J_MS/J_SS = (2/pi) x ln(2/x), x = Gamma/Delta_0, which the frozen gaps do not have."""
    small = Rational(1, 1000)
    ratio = 2 / pi * small * ln(2 / small)
    charge_needed = criticality.destroying_charge().subs(Gamma, small * Delta_0)
    assert simplify(charge_needed - J * ratio * 256 / e_to(2)) == 0
    size = criticality.critical_size().subs(Gamma, small * Delta_0)
    assert simplify(J * L_0 / size - charge_needed) == 0
