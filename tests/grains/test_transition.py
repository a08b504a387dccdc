"""The transition as derived, against quadrature and minimisation."""

import mpmath
import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import minimize, minimize_scalar
from sympy import (
    E,
    Rational,
    diff,
    pi,
    simplify,
)
from sympy import exp as e_to
from sympy import log as ln
from values import value

from derive.grains.steps import criticality, magnitudes, meanfield
from derive.grains.symbols import (
    J_MF,
    L_0,
    P_0,
    Delta_0,
    Gamma,
    J,
    alpha,
    fluctuation,
    hbar,
)
from derive.grains.symbols import e as charge

x = criticality.x_

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
        needed(np.log(coupling) + step, strength / 4 / np.pi) for step in (-0.1, 0, 0.1)
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
    """d ln J/d ln J_R at J_R = 1e-16 E_0: 1 - 1/alpha, to the logarithm's accuracy."""
    critical = criticality.critical_alpha()
    assert critical == 1
    for strength in (0.8, 1.0, 1.2, 4.0):
        a = strength / 4 / np.pi
        slope = (needed(-36.0, a) - needed(-38.0, a)) / 2
        np.testing.assert_allclose(slope, 1 - float(critical) / strength, atol=1e-6)


def test_power_with_which_the_coupling_vanishes():
    form = criticality.vanishing_coupling()
    power = simplify(J * diff(form, J) / form)
    assert simplify(power - alpha / (alpha - 1)) == 0
    for strength in (1.6, 6.0):
        log_coupling = -40.0
        josephson = np.exp(needed(log_coupling, strength / 4 / np.pi))
        found = value(form, J=josephson, E_0=1, alpha=strength)
        np.testing.assert_allclose(float(mpmath.log(found)), log_coupling, rtol=1e-7)


def test_critical_resistance():
    """Half of h/e^2: a shunt damps by |omega| hbar/(4 e^2 R), and a = alpha_c/4 pi is critical."""
    damping = hbar / (4 * charge**2 * criticality.critical_resistance())
    assert simplify(damping - Rational(1, 4) / pi) == 0


def test_roughness_for_all_windings():
    """K at the critical alpha is 1/2, below 0.8061."""
    form = criticality.roughness()
    (symbol,) = form.free_symbols
    assert form.subs(symbol, Rational(8061, 10000)) == 1
    assert form.subs(symbol, Rational(49, 100)) == -1


def test_charging_that_destroys_weak_tunnelling():
    """J_MS/J_SS = (2/pi) x ln(2/x), x = Gamma/Delta_0, which the frozen gaps do not have."""
    small = Rational(1, 1000)
    ratio = 2 / pi * small * ln(2 / small)
    charge_needed = criticality.destroying_charge().subs(Gamma, small * Delta_0)
    assert simplify(charge_needed - J * ratio * 256 / e_to(2)) == 0


def test_size_that_follows_from_the_charging_energy_as_printed():
    charge_needed = J * Gamma / Delta_0 * ln(Delta_0 / Gamma)
    assert simplify(J * L_0 / magnitudes.critical_size() - charge_needed) == 0
