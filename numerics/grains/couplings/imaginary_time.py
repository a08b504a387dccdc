"""Normal Green's functions g(tau) in double precision, 0 < tau <= 1/(2 T).

All are positive and in units of the density of states: the integral over E > 0 of the density
of states, as a part of the normal one, times `thermal_exponential`(E).  None is a difference of
larger numbers, so that 12 digits hold where the functions are exponentially small, too.
The arguments are columns, shape (rows, 1), and the results have shape (rows,).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sympy import I, pi

from derive.grains.steps.couplings import metallic_share
from derive.grains.steps.gaps import greens_function
from derive.grains.symbols import N_M, Delta_0, Delta_M, Gamma_M, T, omega, s
from numerics.arithmetic.functions import Evaluator, made_once, plain_numpy_function
from numerics.arithmetic.halfplane import integral, ray_integral
from numerics.grains.couplings import forms as coupling_forms
from numerics.grains.gaps.minigap import minigap
from numerics.grains.gaps.solve import solve_gaps

Array = NDArray[Any]

NEGLIGIBLE = 40.0  # exp(-40) = 4e-18
COLD = 1e-9  # of T tau: what the temperature changes is smaller than the square


def frozen_functions(
    gamma_m: Array, gamma_s: Array, delta0: Array, temperature: Array, tau: Array
) -> tuple[Array, Array]:
    """g_M and g_S of (13): a metal, and the gap Delta_0 with the metallic part G_2."""
    metal = metal_function(temperature, tau)
    share = _metallic_share()(gamma_m, delta0)[:, 0]
    return metal, gap_function(delta0, temperature, tau) + share * metal


def metal_function(temperature: Array, tau: Array) -> Array:
    """pi T/sin(pi T tau), or 1/tau at T = 0."""
    warm, cold = _metal_functions()
    with np.errstate(invalid="ignore"):
        value: Array = warm(tau, temperature)
    return np.where(temperature == 0, cold(tau), value)[:, 0]


def gap_function(delta: Array, temperature: Array, tau: Array) -> Array:
    """A superconductor with a real gap; delta K_1(delta tau) at T = 0."""

    def over_momentum(p: Array) -> Array:
        return thermal_exponential(np.hypot(p, delta), temperature, tau)

    scale = np.minimum(delta, np.sqrt(delta / tau))
    reach = NEGLIGIBLE / tau * np.sqrt(1 + 2 * delta * tau / NEGLIGIBLE)
    return integral(over_momentum, scale, reach)


def self_consistent_functions(
    gamma_m: Array, gamma_s: Array, delta0: Array, temperature: Array, tau: Array
) -> tuple[Array, Array]:
    """g_M and g_S with the gaps of (21).

    The ray begins 1/tau below the minigap, or at 0: before it, both densities vanish.
    """
    edge = minigap(gamma_m, gamma_s, delta0).energy

    def densities(z: Array) -> Array:
        gaps = solve_gaps(z.real, gamma_m, gamma_s, delta0, axis="real", eta=z.imag)
        both = density_and_excess(z, gamma_m, delta0, gaps.metal, gaps.superconductor)
        return both * thermal_exponential(z, temperature, tau)

    isolated = gap_function(delta0, temperature, tau)
    known = np.array([np.zeros_like(isolated), isolated])
    metal, superconductor = ray_integral(densities, np.maximum(edge - 1 / tau, 0), tau, known)
    return metal, superconductor


def density_and_excess(
    z: Array, gamma_m: Array, delta0: Array, gap_M: Array, gap_S: Array
) -> Array:
    """cos theta_M, and cos theta_S less that of an isolated superconductor.

    cos theta_S = X/sqrt(X^2 + Y^2), X = w + Gamma_M cos theta_M, Y = Delta_0 + Gamma_M sin theta_M:
    without Gamma_M this is the isolated one, and the difference of the two is written as a
    product, to keep its digits where Gamma_M is small.
    """
    w = -1j * z
    metal, coupled, isolated = (cosine()(z, gap) for gap in (gap_M, gap_S, delta0))
    sine_M = gap_M * metal / w
    X, Y = w + gamma_m * metal, delta0 + gamma_m * sine_M
    change = gamma_m * (metal * delta0 - sine_M * w) * (X * delta0 + Y * w)
    return np.array([metal, change * (isolated * coupled / (X * w)) ** 2 / (isolated + coupled)])


def thermal_exponential(z: Array, temperature: Array, tau: Array) -> Array:
    """cosh(z (tau - beta/2))/cosh(z beta/2), which is exp(-z tau) at T = 0."""
    result = np.exp(-z * tau)
    warm = (temperature * tau > COLD)[:, 0]
    if np.any(warm):
        z, beta = z[warm], 1 / temperature[warm]
        mirrored = np.exp(-z * (beta - tau[warm]))
        result[warm] = (result[warm] + mirrored) / (1 + np.exp(-z * beta))
    return result


@made_once
def _metal_functions() -> tuple[Evaluator, Evaluator]:
    warm, cold = coupling_forms.metal_function()
    return plain_numpy_function((s, T), warm), plain_numpy_function((s,), cold)


@made_once
def _metallic_share() -> Evaluator:
    return plain_numpy_function((Gamma_M, Delta_0), metallic_share())


@made_once
def cosine() -> Evaluator:
    """cos theta = omega/root(omega, Delta), from (9)."""
    return plain_numpy_function((omega, Delta_M), I * greens_function()[0, 0] / (pi * N_M))
