"""Densities of states and the minigap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import flint
import numpy as np
from flint import acb, arb
from numpy.typing import NDArray
from sympy import I, diff, pi

from derive.grains.steps.gaps import greens_function, metal_gap, superconductor_gap
from derive.grains.steps.minigap import edge_condition
from derive.grains.symbols import N_M, Delta_0, Delta_M, Delta_S, Gamma_M, Gamma_S, omega
from numerics.arithmetic.arguments import (
    energies,
    named,
    require_not_negative,
    require_positive,
    to_mpf,
)
from numerics.arithmetic.functions import (
    Evaluator,
    ball_function,
    ball_precision,
    bits_for,
    made_once,
    numpy_function,
)
from numerics.grains.gaps.balls import enclose_gaps
from numerics.grains.gaps.solve import solve_gaps
from numerics.grains.gaps.units import is_moderate, is_normal

Array = NDArray[Any]
Energies = tuple[arb, arb, arb]

PARAMETERS = (omega, Gamma_M, Gamma_S, Delta_0)
ACCURACY = 1e-12
DOUBLE_BITS = 53
BISECTIONS = 60
INSIDE = 1 - 1e-13  # a frequency below this part of the minigap is inside, rounding or not
FARTHEST = 1e30  # the largest ratio of a rate and delta0 that doubles are trusted with
NEARLY_ZERO = 1e-150
START_BITS = 64
MOST_STEPS = 200
GUARD_BITS = (32, 128, 512, 2048, 8192)


@dataclass(frozen=True, eq=False)
class DensityOfStates:
    """Densities of states at every frequency, in units of that of the normal state."""

    metal: Any = field(metadata={"unit": "1"})
    superconductor: Any = field(metadata={"unit": "1"})


@dataclass(frozen=True, eq=False)
class Minigap:
    """The edge below which both densities of states vanish, in the unit of delta0.

    With digits=N, `radius` bounds its error, rigorously; it is smaller than 10^-N of the edge.
    """

    energy: Any = field(metadata={"unit": "energy"})
    radius: Any = field(default=None, metadata={"unit": "energy"})


def density_of_states(
    omega: Any, gamma_m: Any, gamma_s: Any, delta0: Any = 1.0, *, eta: Any = 0.0
) -> DensityOfStates:
    """Densities of states of the metallic and the superconducting grains, Re omega/root of (9).

    At real frequencies omega of any sign, broadened by eta; eta = 0 is the limit from above,
    where both are exactly 0 inside the minigap.  All arguments broadcast; energies are in the
    unit of delta0, results float64.  Errors are below 1e-12 of |omega/root|.  A rate may be 0:
    without tunnelling the superconductor is that of BCS, infinite at omega = delta0.
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


def minigap(gamma_m: Any, gamma_s: Any, delta0: Any = 1.0, *, digits: int | None = None) -> Minigap:
    """The energy below which both densities of states vanish.

    A zero of the discriminant of the polynomial in `steps.gaps`, chosen by `edge_condition`,
    which changes its sign only there.  Rates >= 0 and delta0 > 0 broadcast; gamma_s = 0 gives 0.
    In double precision the relative error is below 1e-14.  digits=N, from 5 to 10000, answers
    mpmath numbers, certified in ball arithmetic; arguments may then also be fractions, mpf and
    strings such as "0.1".
    Raises ValueError for bad arguments, before any work, and ArithmeticError, which names the
    point, where rates that differ by hundreds of orders of magnitude leave no certificate, or where
    double precision does not reach down to the minigap.
    """
    arguments = {"gamma_m": gamma_m, "gamma_s": gamma_s, "delta0": delta0}
    values = energies(arguments, digits)
    require_not_negative("gamma_m", values[0])
    require_not_negative("gamma_s", values[1])
    require_positive("delta0", values[2])
    if digits is None:
        return Minigap(_minigap_in_double(*np.broadcast_arrays(*values))[()])
    points = np.broadcast_arrays(*values)
    results = np.empty((2, *points[0].shape), dtype=object)
    for column, *point in zip(results.reshape(2, -1).T, *map(np.ravel, points), strict=True):
        column[:] = _certified(point, digits)
    return Minigap(*results)


def enclose_minigap(gamma_m: arb, gamma_s: arb, delta0: arb) -> arb:
    """Enclosure of the minigap at the flint precision, for gamma_m, gamma_s >= 0 and delta0 > 0.

    `edge_condition` is positive at its lower end and negative at its upper end, below delta0.
    The arguments may be balls: the result holds for every point in them.  Exact arguments give
    a result that is accurate to the precision.
    Raises ArithmeticError, which names the point, for balls that are too wide, and where rates
    differ by hundreds of orders of magnitude.
    """
    edge = _enclosed((gamma_m, gamma_s, delta0))
    if edge is None:
        raise ArithmeticError(
            f"the minigap is not certified at {_where(gamma_m, gamma_s, delta0)}: "
            "the balls are too wide, or the rates too far apart"
        )
    return edge


def _densities(frequency: Array, gamma_m: Array, gamma_s: Array, delta0: Array, eta: Array) -> Any:
    """Both densities, shape (2, points), from the gaps on the retarded axis."""
    energies = np.stack([gamma_m, gamma_s, delta0])
    z = np.where(frequency > 0, frequency, NEARLY_ZERO * delta0) + 1j * eta
    gaps = np.empty((2, z.size), complex)
    accuracy = np.zeros(z.size)
    one_way = (gamma_m == 0) | (gamma_s == 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        gaps[:, one_way] = _one_way_gaps(z[one_way], *energies[:, one_way])
    both = ~one_way
    solution = solve_gaps(frequency[both], *energies[:, both], axis="real", eta=eta[both])
    gaps[:, both] = solution.metal, solution.superconductor
    accuracy[both] = solution.accuracy
    with np.errstate(divide="ignore", invalid="ignore"):
        densities = np.where(gaps == z, np.inf, _density()(z, gaps))
        # An error of Delta is one of omega/root, enlarged by (Delta/root)^2.
        doubtful = accuracy * np.abs(gaps / z * densities).max(axis=0) ** 2 > ACCURACY
    for point in np.flatnonzero(doubtful):
        densities[:, point] = _refined(z[point], *energies[:, point])
    return densities.real


def _refined(z: complex, *energies: float) -> list[complex]:
    """Both omega/root at one point by ball arithmetic, to double precision."""
    for guard in GUARD_BITS:
        with ball_precision(START_BITS + guard):
            gaps = enclose_gaps(acb(z), *map(arb, energies))
            densities = [_density_in_balls()(acb(z), gap) for gap in gaps]
        if all(density.rel_accuracy_bits() > DOUBLE_BITS for density in densities):
            return [complex(density) for density in densities]
    raise ArithmeticError(
        f"no densities of states at omega = {z}, gamma_m, gamma_s, delta0 = {energies}"
    )


def _one_way_gaps(z: Array, gamma_m: Array, gamma_s: Array, delta0: Array) -> Any:
    """Both gaps where one rate is 0: then (21b) holds with Delta_M = 0."""
    gap_S = _gap_S_without_return()(z, gamma_m, delta0)
    return np.where(gamma_s > 0, _gap_M()(z, gamma_s, gap_S), 0), gap_S


def _minigap_in_double(gamma_m: Array, gamma_s: Array, delta0: Array) -> Array:
    """By bisection; where powers of the rates could underflow or overflow, by ball arithmetic."""
    with np.errstate(over="ignore"):
        ratio_M, ratio_S = gamma_m / delta0, gamma_s / delta0
        energy = np.asarray(_bisected_in_double(ratio_M, ratio_S) * delta0)
    extreme = (~is_moderate(ratio_M, FARTHEST) & (gamma_m > 0)) | (
        ~is_moderate(ratio_S, FARTHEST) & (gamma_s > 0)
    )
    for index in np.argwhere(extreme):
        point = tuple(index)
        with ball_precision(START_BITS):
            edge = enclose_minigap(*(arb(float(g[point])) for g in (gamma_m, gamma_s, delta0)))
        energy[point] = float(edge)
    for index in np.argwhere(~is_normal(energy) & (gamma_s > 0)):
        where = _where(*(g[tuple(index)] for g in (gamma_m, gamma_s, delta0)))
        raise ArithmeticError(
            f"double precision does not reach to the minigap at {where}: give digits"
        )
    return energy


def _bisected_in_double(gamma_m: Array, gamma_s: Array) -> Array:
    """The minigap for delta0 = 1.  At omega = 1 the condition is nan, which is not positive."""
    with np.errstate(divide="ignore", invalid="ignore"):
        high = np.minimum(gamma_s, np.where(gamma_s > 0, gamma_s / (gamma_m + gamma_s), 0.0))
        low = np.zeros_like(high)
        for _ in range(BISECTIONS):
            middle = (low + high) / 2
            below = _condition_in_double()(middle, gamma_m, gamma_s, 1.0) > 0
            low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2


def _certified(point: Sequence[Any], digits: int) -> tuple[Any, Any]:
    """Minigap and bound of its error, with as many bits as the digits need."""
    for guard in GUARD_BITS:
        with ball_precision(bits_for(digits) + guard):
            gamma_m, gamma_s, delta0 = map(arb, point)
            edge = _enclosed((gamma_m, gamma_s, delta0))
            if edge is not None and (edge == 0 or edge.rad() * 10**digits < edge):
                return to_mpf(edge), to_mpf(edge.rad())
    raise ArithmeticError(f"no {digits} certified digits of the minigap at {_where(*point)}")


def _where(gamma_m: Any, gamma_s: Any, delta0: Any) -> str:
    return named({"Gamma_M": gamma_m, "Gamma_S": gamma_s, "Delta_0": delta0})


def _enclosed(energies: Energies) -> arb | None:
    """The minigap between two points with certain signs of the condition, below Delta_0."""
    gamma_m, gamma_s, delta0 = energies
    if gamma_s == 0:
        return arb(0)
    middle = (gamma_m.mid(), gamma_s.mid(), delta0.mid())
    bits = flint.ctx.prec
    for attempt, guard in enumerate(GUARD_BITS):
        with ball_precision(min(bits + guard, START_BITS << attempt)):
            start = _bisected(middle)
        with ball_precision(bits + guard):
            edge = _polished(start, middle)
            for radius in _radii(edge, bits + guard // 2, energies):
                low, high = (edge - radius).mid(), (edge + radius).mid()
                if high < delta0 and _condition(low, energies) > 0 > _condition(high, energies):
                    return low.union(high)
    return None


def _bisected(energies: Energies) -> arb:
    """Rough minigap: as many halvings of 0..min(Gamma_S, uniform gap) as the precision tells."""
    gamma_m, gamma_s, delta0 = energies
    low, high = arb(0), gamma_s.min(delta0 * gamma_s / (gamma_m + gamma_s)).mid()
    for _ in range(flint.ctx.prec):
        middle = ((low + high) / 2).mid()
        value = _condition(middle, energies)
        if value > 0:
            low = middle
        elif value < 0:
            high = middle
        else:
            break
    return (low + high) / 2


def _polished(edge: arb, energies: Energies) -> arb:
    """Newton's method from a rough minigap, to the working precision."""
    for _ in range(MOST_STEPS):
        slope = acb(_slope()(edge, *energies)).real
        step = (_condition(edge, energies) / slope).mid()
        edge = (edge - step).mid()
        if abs(step) < abs(edge) * arb(2) ** (-flint.ctx.prec // 2):
            break
    return edge


def _radii(edge: arb, bits: int, energies: Energies) -> Iterator[arb]:
    """Radii to try: one for exact energies, ever larger ones for balls."""
    exact = all(energy.is_exact() for energy in energies)
    for exponent in range(-bits, 1 - bits if exact else -3, 2):
        yield abs(edge) * arb(2) ** exponent


def _condition(edge: arb, energies: Energies) -> arb:
    """It is real: only the powers with a broken exponent make it an acb."""
    return acb(_condition_in_balls()(edge, *energies)).real


@made_once
def _density() -> Evaluator:
    return numpy_function((omega, Delta_M), I * greens_function()[0, 0] / (pi * N_M))


@made_once
def _density_in_balls() -> Evaluator:
    return ball_function((omega, Delta_M), I * greens_function()[0, 0] / (pi * N_M))


@made_once
def _gap_S_without_return() -> Evaluator:
    return numpy_function((omega, Gamma_M, Delta_0), superconductor_gap().subs(Delta_M, 0))


@made_once
def _gap_M() -> Evaluator:
    return numpy_function((omega, Gamma_S, Delta_S), metal_gap())


@made_once
def _condition_in_double() -> Evaluator:
    return numpy_function(PARAMETERS, edge_condition())


@made_once
def _condition_in_balls() -> Evaluator:
    return ball_function(PARAMETERS, edge_condition())


@made_once
def _slope() -> Evaluator:
    return ball_function(PARAMETERS, diff(edge_condition(), omega))
