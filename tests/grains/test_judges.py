"""What any correct form must obey, whatever the paper prints."""

import mpmath
import pytest
from flint import acb, arb
from sympy import I, Symbol, integrate, pi, simplify, sin, solve

from derive.grains.printed import PRINTED
from derive.grains.steps import couplings, gaps, model
from derive.grains.symbols import (
    R_MM,
    R_SS,
    Delta,
    Delta_0,
    Delta_M,
    Delta_S,
    Gamma_M,
    Gamma_S,
    T,
    V_i,
    V_j,
    c_ij,
    d_tau,
    e,
    f_M,
    gamma_M,
    hbar,
    omega,
    s,
    t,
    xi_k,
    xi_mk,
)
from derive.papers import equation
from derive.root import root
from numerics.arithmetic.functions import ball_precision, mpmath_function
from numerics.grains.gaps.balls import enclose_gaps

DELTA_M0 = Symbol("Delta_M0", positive=True)


def energies(matrix):
    """Excitation energies squared: zeros of the determinant at d/dtau = -E."""
    E = Symbol("E")
    determinant = matrix.subs({d_tau: -E, xi_mk: xi_k}).det()
    return {simplify(energy**2) for energy in solve(determinant, E)}


def test_spectrum_of_an_isolated_grain():
    assert energies(model.grain_matrix()) == {xi_k**2 + Delta**2}
    assert energies(PRINTED["4a"]) == {xi_k**2 - Delta**2}


def gap_of_pure_array(gap_function):
    """The gap that solves (20) when the neighbours are grains of the same kind."""
    rate, r = Symbol("Gamma", positive=True), Symbol("r")
    same = {f_M: -I * rate * Delta_S / (4 * t**2 * r), gamma_M: -I * rate / (4 * t**2 * r)}
    (gap,) = solve(gap_function.subs(same) - Delta_S, Delta_S)
    return simplify(gap)


def test_pure_arrays_are_not_renormalised():
    assert gap_of_pure_array(gaps.superconductor_gap_function()) == Delta_0
    assert gap_of_pure_array(PRINTED["20-S"]) != Delta_0
    assert gaps.identical_superconductors() == Delta_0


def exchanged(expression):
    return expression.subs(
        {Gamma_M: Gamma_S, Gamma_S: Gamma_M, Delta_M: Delta_S, Delta_S: Delta_M}, simultaneous=True
    )


def test_exchanging_the_grains_exchanges_the_rates():
    metal_with_gap = gaps.closed(gaps.gap_function(DELTA_M0), root(omega, Delta_S))
    superconductor = gaps.superconductor_gap()
    assert simplify(exchanged(metal_with_gap).subs(DELTA_M0, Delta_0) - superconductor) == 0
    assert simplify(exchanged(gaps.metal_gap()) - superconductor.subs(Delta_0, 0)) == 0
    printed = PRINTED["21b"].subs(Delta_0, 0)
    assert simplify(exchanged(PRINTED["21a"]) - printed) != 0


def test_a_capacitor_holds_half_c_v_squared():
    voltage = Symbol("voltage", positive=True)
    energy = integrate(c_ij * voltage, (voltage, 0, voltage))
    at_voltage = {V_i: voltage, V_j: 0}
    assert simplify(model.charging().subs(at_voltage) - energy) == 0
    assert simplify(PRINTED["1c"].subs(at_voltage) - energy) != 0


PARAMETERS = [
    ("2/3", "5/4", "3/2"),
    ("19/2", "23/3", "1/3"),
    ("1/40", "3/70", "11/8"),
    ("7/3", "1/9", "5/6"),
]
FREQUENCIES = [(0.3, 0.2), (1.7, 0.05), (0.01, 1.0), (4.0, 2.0), (0.9, 0.001)]


def solved(z, parameters):
    return enclose_gaps(z, *map(fraction, parameters))


def fraction(text):
    numerator, denominator = map(int, text.split("/"))
    return arb(numerator) / denominator


@pytest.mark.parametrize("parameters", PARAMETERS)
@pytest.mark.parametrize("frequency", FREQUENCIES)
def test_reflection_and_density_of_states(parameters, frequency):
    with ball_precision(128):
        z = acb(*frequency)
        mirrored = solved(acb(-frequency[0], frequency[1]), parameters)
        for gap, image in zip(solved(z, parameters), mirrored, strict=True):
            assert image.overlaps(gap.conjugate())
            density = (z / ((z + gap) * ((z - gap) / (z + gap)).sqrt())).real
            assert density > 0


@pytest.mark.parametrize("parameters", PARAMETERS)
def test_analytic_in_the_upper_half_plane(parameters):
    """The mean over a circle is the value at its centre, up to (r/distance)^n."""
    points, centre, radius = 64, acb(0.4, 1.2), acb(0.4)
    with ball_precision(128):
        turn = [acb(2 * arb(n) / points).exp_pi_i() for n in range(points)]
        samples = [solved(centre + radius * phase, parameters) for phase in turn]
        for kind, value in enumerate(solved(centre, parameters)):
            mean = sum((s[kind] for s in samples), acb(0)) / points
            assert abs(mean - value) < arb(3) ** -points * 10 + arb(2) ** -110


def damping(alpha, n):
    """The coefficient of phi^2/2 at the n-th bosonic frequency, for T = 1/7 and hbar = e = R = 1.

    The term alpha cos((phi - phi')/2) of (12a) is -alpha (phi - phi')^2/8 to second order, and a
    wave has the mean of (phi - phi')^2 equal to 2 (1 - cos(omega s)) times that of phi^2;
    both halves of the period add the same.
    """
    temperature = mpmath.mpf(1) / 7
    kernel = mpmath_function((s, T, hbar, e, R_MM), alpha)

    def integrand(time):
        half_of_waves = mpmath.sin(mpmath.pi * n * temperature * time) ** 2
        return -kernel(time, temperature, 1, 1, 1) * half_of_waves

    return 2 * mpmath.quad(integrand, [0, 1 / (2 * temperature)])


@pytest.mark.parametrize("n", [1, 2, 5])
def test_a_shunt_damps_the_phase(n):
    """A resistance R adds |omega| hbar/(4 e^2 R) to the quadratic action."""
    expected = 2 * mpmath.pi * n / 7 / 4
    assert abs(damping(couplings.dissipation_metals(), n) / expected - 1) < 1e-12
    for strength, right in ((equation("14-alpha").derived(), True), (PRINTED["14-alpha"], False)):
        kernel = -strength / 2 * (T / sin(pi * T * s)) ** 2
        assert (abs(damping(kernel, n) / expected - 1) < 1e-12) == right


def test_two_equal_superconductors_couple_as_ambegaokar_and_baratoff_found():
    expected = pi * hbar * Delta_0 / (4 * e**2 * R_SS)
    assert simplify(couplings.josephson_pure() - expected) == 0
    assert simplify(PRINTED["14-J"].doit() - expected) != 0


def test_the_strength_of_dissipation_in_units_of_the_conductance_quantum():
    """alpha_MM is half of (h/e^2)/R_MM."""
    h = Symbol("h", positive=True)
    strength = couplings.dissipation_strength_metals().subs(hbar, h / (2 * pi))
    assert simplify(strength - h / e**2 / R_MM / 2) == 0
    assert "h/(2 e^2 R_MM)" in equation("14-alpha").note
