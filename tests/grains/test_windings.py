"""The action of windings of both parities, against quadratures over imaginary time."""

import numpy as np
import pytest
from scipy.integrate import quad
from sympy import Abs, KroneckerDelta, pi, simplify
from values import value

from derive.grains.steps import windings
from derive.grains.steps.imaginary_time import metallic_function
from derive.grains.steps.meanfield import kernel_of_metals
from derive.grains.symbols import E_0, J_MF, T, beta, m, s
from numerics.grains.routes.windings import sign_changes


def propagator(time, periodic):
    """Of a metal with one state per energy at beta = 1, by quadrature over energies.

    An energy e and its opposite add up to exp(-e time) +- exp(-e (1 - time)), over the sum of the
    Boltzmann weights; the states at e = 0 of periodic electrons are left out by their principal
    value.
    """
    sign = -1 if periodic else 1

    def pair(energy):
        both = np.exp(-energy * time) + sign * np.exp(-energy * (1 - time))
        return both / (1 + sign * np.exp(-energy))

    return quad(pair, 1e-12, np.inf, epsabs=1e-12, limit=400)[0]


@pytest.mark.parametrize("time", [0.11, 0.37, 0.5, 0.83])
def test_local_functions_by_quadrature_over_energies(time):
    at = {"N_M": 1, "T": 1, "s": time}
    for form, periodic in ((metallic_function(), False), (windings.periodic_function(), True)):
        np.testing.assert_allclose(
            float(value(form, **at)), propagator(time, periodic), rtol=1e-8, atol=1e-8
        )


def dissipation(winding, odd):
    """The double integral over both times at alpha = beta = 1, less that of windings zero.

    odd is the number of grains with periodic electrons.  A time difference s > 0 has the measure
    1 - s in the square of both times, and both orders of the times.
    """
    ends = 1e-4  # where the integrand is smooth, and its difference of large numbers is not

    def integrand(time):
        still = propagator(time, False)
        factors = [propagator(time, periodic=place < odd) for place in range(2)]
        change = still**2 - factors[0] * factors[1] * np.cos(np.pi * winding * time)
        return (1 - time) * 2 * change / np.pi**2

    middle = quad(integrand, ends, 1 - ends, limit=200, epsabs=1e-8)[0]
    return middle + ends * (integrand(ends) + integrand(1 - ends))


CASES = [(2, 0), (4, 0), (1, 1), (3, 1), (5, 1), (0, 2), (2, 2), (4, 2)]


@pytest.mark.parametrize(("winding", "odd"), CASES)
def test_the_action_of_a_winding_is_finite_and_linear(winding, odd):
    form = windings.dissipation_by_parity()[odd]
    alpha_of_kernel = float(value(kernel_of_metals(), alpha=1, T=1, s=0.5))
    found = float(value(form, alpha=1, n=winding // 2)) / alpha_of_kernel
    np.testing.assert_allclose(found, dissipation(winding, odd), rtol=1e-4)
    assert sign_changes(winding, odd) == round(found)
    assert sign_changes(-winding, odd) == sign_changes(winding, odd)


def test_action_of_a_winding_of_either_parity():
    """Its tunnelling term is |m| times the kernel at s = beta/2 over (kT)^2."""
    weight = kernel_of_metals().subs(s, 1 / (2 * T)) / T**2
    charging = 2 * pi**2 * m**2 / (beta * E_0)
    expected = charging + weight * Abs(m) - beta * J_MF * KroneckerDelta(m, 0)
    assert simplify(windings.winding_action() - expected) == 0
