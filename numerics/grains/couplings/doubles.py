"""Josephson coupling and dissipation in double precision.

`josephson`, `josephson_ratio`, `metal_ratio`, `kernel` and `strength` take arrays that broadcast,
and return a tuple of one array.  Behind them are functions of columns, shape (rows, 1), whose
results have the shape (rows,).  Units: hbar/(e^2 R_SM), and that of delta0.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ellipkm1

from derive.grains.steps.reduction import gaps_at_zero
from derive.grains.symbols import Delta_0, Delta_M, Delta_S, Gamma_M, Gamma_S, T, g_M, g_S, w
from numerics.arithmetic.functions import Evaluator, made_once, plain_numpy_function
from numerics.arithmetic.halfplane import Function, integral, matsubara_sum
from numerics.grains.couplings.angles import GapChoice
from numerics.grains.couplings.forms import (
    dissipation_kernel,
    frozen_strength,
    pairing,
    pure_coupling,
)
from numerics.grains.couplings.imaginary_time import (
    frozen_functions,
    metal_function,
    self_consistent_functions,
)
from numerics.grains.gaps.solve import solve_gaps

Array = NDArray[Any]
CHUNK = 1024  # points that are worked on at once
COLD = 40.0  # for T < edge/COLD the sum is the integral, up to exp(-edge/T)
# In terms of the largest energy: what lies beyond falls as w^-3, and as w^-2 for frozen gaps.
REACH, FROZEN_REACH = 1e8, 1e16


def by_columns(function: Callable[..., Array]) -> Callable[..., tuple[Array]]:
    """A function of columns, shape (rows, 1), as one of arrays that broadcast, chunk by chunk."""

    @wraps(function)
    def of_arrays(*arrays: Array, **options: Any) -> tuple[Array]:
        shape = np.broadcast_shapes(*(array.shape for array in arrays))
        columns = [np.broadcast_to(array, shape).reshape(-1, 1) for array in arrays]
        results = np.empty(len(columns[0]))
        for first in range(0, results.size, CHUNK):
            rows = slice(first, first + CHUNK)
            results[rows] = function(*(column[rows] for column in columns), **options)
        return (results.reshape(shape)[()],)

    return of_arrays


def _josephson(
    gamma_m: Array, gamma_s: Array, delta0: Array, temperature: Array, *, gaps: GapChoice
) -> Array:
    """J_MS of (12b): 2 |t|^2 T sum_n f_M(i w_n) f_S(i w_n)."""
    if gaps == "frozen":
        cold = COLD * temperature < np.minimum(gamma_s, delta0)
        return _either(cold, _frozen_integral, _frozen_sum, gamma_s, delta0, temperature)
    cold = COLD * temperature < _edge(gamma_m, gamma_s, delta0)
    return _either(cold, _integral, _sum, gamma_m, gamma_s, delta0, temperature)


def _josephson_ratio(
    gamma_m: Array, gamma_s: Array, delta0: Array, temperature: Array, *, gaps: GapChoice
) -> Array:
    """J_MS/J_SS: J_SS has equal gaps, and R_SS/R_SM = N_M/N_S = Gamma_M/Gamma_S."""
    coupling = _josephson(gamma_m, gamma_s, delta0, temperature, gaps=gaps)
    return coupling * (gamma_m / gamma_s / _pure(delta0, temperature))[:, 0]


def _metal_ratio(gamma_m: Array, gamma_s: Array, delta0: Array) -> Array:
    """J/J_SS at T = 0 and equal R, of two metallic grains that both have Delta_M of (21)."""

    def pairs(w: Array) -> Array:
        gap = solve_gaps(w, gamma_m, gamma_s, delta0).metal
        product: Array = _pairing()(w, gap, gap)
        return product

    edge = np.broadcast_to(_edge(gamma_m, gamma_s, delta0), np.shape(gamma_s))
    reach = REACH * np.maximum.reduce([gamma_m, gamma_s, np.broadcast_to(delta0, edge.shape)])
    return integral(pairs, edge, reach) / np.pi / _pure(delta0, np.zeros_like(delta0))[:, 0]


def _kernel(
    gamma_m: Array,
    gamma_s: Array,
    delta0: Array,
    temperature: Array,
    tau: Array,
    *,
    gaps: GapChoice,
) -> Array:
    """-alpha_MS(tau) of (12b); tau and 1/T - tau are equivalent."""
    with np.errstate(divide="ignore"):
        early = np.minimum(tau, 1 / temperature - tau)
    functions = frozen_functions if gaps == "frozen" else self_consistent_functions
    both = functions(gamma_m, gamma_s, delta0, temperature, early)
    value: Array = _kernel_of_functions()(*both)
    return value


def _strength(
    gamma_m: Array,
    gamma_s: Array,
    delta0: Array,
    temperature: Array,
    tau: Array,
    *,
    gaps: GapChoice,
) -> Array:
    """-alpha_MS(tau) over (1/2) (T/sin(pi T tau))^2; for frozen gaps, its part from G_2."""
    if gaps == "frozen":
        return _frozen_strength()(gamma_m, delta0)[:, 0]
    metal = metal_function(temperature, tau)
    value = _kernel(gamma_m, gamma_s, delta0, temperature, tau, gaps=gaps)
    return 2 * value * (np.pi / metal) ** 2


josephson, josephson_ratio = by_columns(_josephson), by_columns(_josephson_ratio)
metal_ratio = by_columns(_metal_ratio)
kernel, strength = by_columns(_kernel), by_columns(_strength)


def _pure(delta0: Array, temperature: Array) -> Array:
    """J_SS in units of hbar/(e^2 R_SS)."""
    with np.errstate(divide="ignore"):
        coupling: Array = _pure_coupling()(delta0, temperature)
    return coupling


def _either(
    condition: Array, one: Callable[..., Array], other: Callable[..., Array], *columns: Array
) -> Array:
    """`one` of the rows where the condition holds, `other` of the others."""
    results = np.empty(len(condition))
    for rows, function in ((condition[:, 0], one), (~condition[:, 0], other)):
        if np.any(rows):
            results[rows] = function(*(column[rows] for column in columns))
    return results


def _integral(gamma_m: Array, gamma_s: Array, delta0: Array, _: Array) -> Array:
    reach = REACH * np.maximum.reduce([gamma_m, gamma_s, delta0])
    pairs = _pairs(gamma_m, gamma_s, delta0)
    return integral(pairs, _edge(gamma_m, gamma_s, delta0), reach) / np.pi


def _sum(gamma_m: Array, gamma_s: Array, delta0: Array, temperature: Array) -> Array:
    reach = REACH * np.maximum.reduce([gamma_m, gamma_s, delta0, temperature])
    pairs = _pairs(gamma_m, gamma_s, delta0)
    return 2 * temperature[:, 0] * matsubara_sum(pairs, temperature, reach)


def _frozen_integral(gamma_s: Array, delta0: Array, _: Array) -> Array:
    """By the agm of both gaps: the smaller one times K/2, 1 - m the square of their ratio."""
    small, large = np.minimum(gamma_s, delta0), np.maximum(gamma_s, delta0)
    coupling: Array = small * ellipkm1((small / large) ** 2) / 2
    return coupling[:, 0]


def _frozen_sum(gamma_s: Array, delta0: Array, temperature: Array) -> Array:
    reach = FROZEN_REACH * np.maximum.reduce([gamma_s, delta0, temperature])
    pairs = matsubara_sum(lambda w: _pairing()(w, gamma_s, delta0), temperature, reach)
    return 2 * temperature[:, 0] * pairs


def _pairs(gamma_m: Array, gamma_s: Array, delta0: Array) -> Function:
    """`pairing` with the gaps of (21), as a function of w."""

    def pairs(w: Array) -> Array:
        gaps = solve_gaps(w, gamma_m, gamma_s, delta0)
        product: Array = _pairing()(w, gaps.metal, gaps.superconductor)
        return product

    return pairs


def _edge(gamma_m: Array, gamma_s: Array, delta0: Array) -> Array:
    """A frequency below the minigap, which is between Delta_M(0)/sqrt(2) and 1.14 Delta_M(0)."""
    edge: Array = _metal_gap_at_zero()(gamma_m, gamma_s, delta0) / 2
    return edge


@made_once
def _pairing() -> Evaluator:
    return plain_numpy_function((w, Delta_M, Delta_S), pairing())


@made_once
def _kernel_of_functions() -> Evaluator:
    return plain_numpy_function((g_M, g_S), dissipation_kernel())


@made_once
def _pure_coupling() -> Evaluator:
    """At T > 0; also at T = 0, where the argument of tanh is infinite."""
    return plain_numpy_function((Delta_0, T), pure_coupling())


@made_once
def _frozen_strength() -> Evaluator:
    return plain_numpy_function((Gamma_M, Delta_0), frozen_strength())


@made_once
def _metal_gap_at_zero() -> Evaluator:
    return plain_numpy_function((Gamma_M, Gamma_S, Delta_0), gaps_at_zero()[0])
