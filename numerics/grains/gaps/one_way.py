"""The gap equations (21) where a rate is 0: each equation then has one unknown gap.

Without Gamma_S metallic grains have no gap, and (21b) has Delta_M = 0.  Without Gamma_M the
superconducting grains keep Delta_0.  Both are the limits of the solution as the rate goes to 0.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flint
import numpy as np
from flint import acb, arb
from numpy.typing import NDArray
from sympy import cancel

from derive.grains.steps.gaps import metal_gap, superconductor_gap
from derive.grains.symbols import Delta_0, Delta_M, Delta_S, Gamma_M, Gamma_S, omega
from numerics.arithmetic.certified import certified, to_bits
from numerics.arithmetic.functions import (
    Evaluator,
    made_once,
    plain_ball_function,
    plain_numpy_function,
)
from numerics.grains.gaps.units import is_moderate, is_normal

Array = NDArray[Any]

ACCURACY = 1e-14  # of some ten operations in double precision


@dataclass(frozen=True)
class OneWayFunctions:
    """Delta_S without Gamma_S, and Delta_M without Gamma_M, for one kind of numbers."""

    superconductor: Evaluator
    metal: Evaluator


@made_once
def functions(target: Callable[..., Evaluator]) -> OneWayFunctions:
    """The functions for a target of `numerics.arithmetic.functions`."""
    without_metal = cancel(superconductor_gap().subs(Delta_M, 0))
    return OneWayFunctions(
        target((omega, Gamma_M, Delta_0), without_metal),
        target((omega, Gamma_S, Delta_0), metal_gap().subs(Delta_S, Delta_0)),
    )


def one_way_gaps(
    z: Array, gamma_m: Array, gamma_s: Array, delta0: Array
) -> tuple[Array, Array, Array]:
    """Delta_M and Delta_S at z where a rate is 0, and whether double precision has them.

    z in the closed upper half-plane.  Arrays of one shape; the gaps are complex.
    """
    F = functions(plain_numpy_function)
    with np.errstate(all="ignore"):
        w, m, s = (energy / delta0 for energy in (z, gamma_m, gamma_s))
        right = np.abs(w.real) + 1j * w.imag  # of both signs of Re z, that of no pole in the root
        superconductor = np.where(m == 0, 1, F.superconductor(right, m, 1.0))
        metal = np.where(s == 0, 0, F.metal(right, s, 1.0))
        gaps = [delta0 * np.where(w.real < 0, gap.conj(), gap) for gap in (metal, superconductor)]
        known = _has_range(m) & _has_range(s) & (is_moderate(np.abs(w)) | (w == 0))
        known &= (is_normal(gaps[0]) | (s == 0)) & (is_normal(gaps[1]) | ((w == 0) & (m > 0)))
    return gaps[0], gaps[1], known


def _has_range(rate: Array) -> Array:
    return np.asarray(is_moderate(rate) | (rate == 0))


def enclose_one_way(z: acb, gamma_m: arb, gamma_s: arb, delta0: arb) -> tuple[acb, acb]:
    """Enclosures of Delta_M and Delta_S where a rate is exactly 0, at the flint precision."""
    F = functions(plain_ball_function)
    mirrored = z.real < 0
    right = acb(-z.real, z.imag) if mirrored else z

    def attempt(point: tuple[Any, ...], _: int) -> tuple[acb, acb]:
        superconductor = acb(delta0) if gamma_m == 0 else F.superconductor(point[0], *point[1:])
        metal = acb(0) if gamma_s == 0 else F.metal(point[0], gamma_s, delta0)
        return acb(metal), acb(superconductor)

    bits = flint.ctx.prec
    exact = all(value.is_exact() for value in (z, gamma_m, gamma_s, delta0))
    enough = to_bits(bits) if exact else lambda gaps: True
    (gaps,) = certified(attempt, [(right, gamma_m, delta0)], bits, enough)
    if gaps is None:
        raise ArithmeticError(f"the gaps without tunnelling one way are not certified at {z}")
    metal, superconductor = (gap.conjugate() if mirrored else gap for gap in gaps)
    return +metal, +superconductor
