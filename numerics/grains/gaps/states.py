"""Densities of states of both kinds of grains."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from flint import acb, arb
from numpy.typing import NDArray
from sympy import I, pi

from derive.grains.steps.gaps import greens_function
from derive.grains.symbols import N_M, Delta_M, omega
from numerics.arithmetic.arguments import Numbers, energies, require_not_negative, require_positive
from numerics.arithmetic.certified import certified, to_bits
from numerics.arithmetic.functions import (
    Evaluator,
    made_once,
    plain_ball_function,
    plain_numpy_function,
)
from numerics.grains.gaps.balls import enclose_gaps
from numerics.grains.gaps.minigap import minigap
from numerics.grains.gaps.solve import solve_gaps
from numerics.grains.gaps.units import InUnitsOfDelta0

Array = NDArray[Any]

ACCURACY = 1e-12
DOUBLE_BITS = 53
INSIDE = 1 - 1e-13  # a frequency below this part of the minigap is inside, rounding or not
NEARLY_ZERO = 1e-150


@dataclass(frozen=True, eq=False)
class DensityOfStates(InUnitsOfDelta0):
    """Densities of states at every frequency, in units of that of the normal state."""

    metal: Any = field(metadata={"unit": "1"})
    superconductor: Any = field(metadata={"unit": "1"})


def density_of_states(
    omega: "Numbers",
    gamma_m: "Numbers",
    gamma_s: "Numbers",
    delta0: "Numbers" = 1.0,
    *,
    eta: "Numbers" = 0.0,
) -> DensityOfStates:
    """Densities of states of the metallic and the superconducting grains, Re omega/root of (9).

    At real frequencies omega of any sign, broadened by eta; eta = 0 is the limit from above,
    where both are exactly 0 inside the minigap.  All arguments broadcast, and the results have
    their shape; energies are in the unit of delta0, results float64.  Errors are
    below 1e-12 of |omega/root|.  A rate may be 0: without tunnelling the superconductor is that
    of BCS, infinite at omega = delta0.
    Raises ValueError for bad arguments, before any work, and ArithmeticError as `solve_gaps`.
    """
    names = ("omega", "gamma_m", "gamma_s", "delta0", "eta")
    given = (omega, gamma_m, gamma_s, delta0, eta)
    values = energies(dict(zip(names, given, strict=True)), None)
    for name, value in zip(names[1:], values[1:], strict=True):
        (require_positive if name == "delta0" else require_not_negative)(name, value)
    frequency, *rest = np.broadcast_arrays(np.abs(values[0]), *values[1:])
    edge = minigap(*rest[:3]).energy
    outside = (frequency >= INSIDE * edge) | (rest[3] > 0)
    densities = np.zeros((2, *frequency.shape))
    densities[:, outside] = _densities(*(value[outside] for value in (frequency, *rest)))
    metal, superconductor = densities
    return DensityOfStates(metal[()], superconductor[()])


def _densities(frequency: Array, gamma_m: Array, gamma_s: Array, delta0: Array, eta: Array) -> Any:
    """Both densities, shape (2, points), from the gaps on the retarded axis."""
    energies = np.stack([gamma_m, gamma_s, delta0])
    frequency = np.where(frequency > 0, frequency, NEARLY_ZERO * delta0)
    z = frequency + 1j * eta
    solution = solve_gaps(frequency, *energies, axis="real", eta=eta)
    gaps = np.stack([solution.metal, solution.superconductor])
    accuracy = solution.accuracy
    with np.errstate(all="ignore"):  # what overflows is doubtful, too
        densities = np.where(gaps == z, np.inf, _density()(z, gaps))
        # An error of Delta is one of omega/root, enlarged by (Delta/root)^2.
        infinite = (gaps == z).any(axis=0)
        doubtful = ~infinite & (accuracy * np.abs(gaps / z * densities).max(axis=0) ** 2 > ACCURACY)
    for point in np.flatnonzero(doubtful):
        densities[:, point] = _refined(z[point], *energies[:, point])
    return densities.real


def _refined(z: complex, *energies: float) -> list[complex]:
    """Both omega/root at one point by ball arithmetic, to double precision."""

    def attempt(point: Sequence[float], _: int) -> list[acb]:
        gaps = enclose_gaps(acb(z), *map(arb, point))
        return [_density_in_balls()(acb(z), gap) for gap in gaps]

    (densities,) = certified(attempt, [energies], DOUBLE_BITS, to_bits(DOUBLE_BITS))
    if densities is None:
        raise ArithmeticError(
            f"no densities of states at omega = {z}, gamma_m, gamma_s, delta0 = {energies}"
        )
    return list(map(complex, densities))


@made_once
def _density() -> Evaluator:
    return plain_numpy_function((omega, Delta_M), I * greens_function()[0, 0] / (pi * N_M))


@made_once
def _density_in_balls() -> Evaluator:
    return plain_ball_function((omega, Delta_M), I * greens_function()[0, 0] / (pi * N_M))
