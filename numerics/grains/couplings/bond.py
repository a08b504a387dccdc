"""Josephson coupling and dissipation of a bond between a metallic and a superconducting grain.

Eq. (12b) as numbers: with the gaps of (21), gaps="self-consistent", or with those of (13),
gaps="frozen".  Frozen gaps are Gamma_S and Delta_0 in J_MS, while in alpha_MS the metallic grains
are normal and G_S = G_1 + G_2.  R_SM is the normal-state resistance of the bond,
1/R_ab = 4 pi e^2 |t|^2 N_a N_b/hbar, and k_B = 1.

For all functions: rates and delta0 are positive, temperature is positive or 0, energies are in
the unit of delta0; delta0 is the gap at that temperature.  All arguments broadcast, and empty
arrays are answered by empty arrays.  Results are float64, with relative errors below 1e-12 for
rates from 1e-12 to 1e12 delta0.  digits=N, from 5 to 10000, answers mpmath numbers, certified in
ball arithmetic; arguments may then also be fractions, mpf, and strings such as "0.1".  Raised are
ValueError for bad arguments, before any work, and ArithmeticError, which names the point, where
N digits are not certified.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, get_args

import numpy as np
from flint import arb
from numpy.typing import NDArray

from numerics.arithmetic.arguments import (
    energies,
    named,
    require_not_negative,
    require_positive,
    to_mpf,
)
from numerics.arithmetic.functions import ball_precision, bits_for
from numerics.grains.couplings import balls, doubles
from numerics.grains.couplings.doubles import Gaps

__all__ = [
    "Josephson",
    "Kernel",
    "Ratio",
    "Strength",
    "dissipation_kernel",
    "dissipation_strength",
    "josephson_coupling",
    "josephson_ratio",
]

Array = NDArray[Any]
Answer = TypeVar("Answer", "Josephson", "Ratio", "Kernel", "Strength")

CHUNK = 1024  # points that are worked on at once
GUARD_BITS = (48, 160, 512, 1536, 4608)
PARAMETERS = ("gamma_m", "gamma_s", "delta0", "temperature", "tau")
_JOSEPHSON = "hbar/(e^2 R_SM) unit of delta0"
_KERNEL = "hbar/(e^2 R_SM) (unit of delta0)^2"
_STRENGTH = "hbar/(e^2 R_SM)"


@dataclass(frozen=True, eq=False)
class Josephson:
    """J_MS in units of hbar/(e^2 R_SM) times that of delta0.

    With digits=N, `radius` bounds the error, rigorously; it is smaller than 10^-N of the value.
    """

    value: Any = field(metadata={"unit": _JOSEPHSON})
    radius: Any = field(default=None, metadata={"unit": _JOSEPHSON})


@dataclass(frozen=True, eq=False)
class Ratio:
    """J_MS/J_SS; radius as in `Josephson`."""

    value: Any = field(metadata={"unit": "1"})
    radius: Any = field(default=None, metadata={"unit": "1"})


@dataclass(frozen=True, eq=False)
class Kernel:
    """-alpha_MS(tau) in units of hbar/(e^2 R_SM) times the square of that of delta0."""

    value: Any = field(metadata={"unit": _KERNEL})
    radius: Any = field(default=None, metadata={"unit": _KERNEL})


@dataclass(frozen=True, eq=False)
class Strength:
    """alpha_MS in units of hbar/(e^2 R_SM), and where it is read; radius as in `Josephson`.

    tau: in 1/(unit of delta0), None for frozen gaps.
    """

    value: Any = field(metadata={"unit": _STRENGTH})
    tau: Any = field(default=None, metadata={"unit": "1/(unit of delta0)"})
    radius: Any = field(default=None, metadata={"unit": _STRENGTH})


def josephson_coupling(
    gamma_m: Any,
    gamma_s: Any,
    delta0: Any = 1.0,
    *,
    temperature: Any = 0.0,
    gaps: Gaps = "self-consistent",
    digits: int | None = None,
) -> Josephson:
    """J_MS of (12b), 2 |t|^2 T sum_n f_M(i w_n) f_S(i w_n); an integral over w/2 pi at T = 0.

    Equal gaps would give the coupling of Ambegaokar and Baratoff, pi Delta tanh(Delta/2T)/4.  At
    weak tunnelling and T = 0 it is (Gamma_S/2) ln(2 Delta_0/Gamma_S), and with 4 in place of 2 for
    frozen gaps, on which Gamma_M has no influence.
    """
    arguments = _named(gamma_m, gamma_s, delta0, temperature)
    values = _checked(arguments, gaps, digits)
    return _evaluated(Josephson, doubles.josephson, balls.josephson, values, gaps, digits)


def josephson_ratio(
    gamma_m: Any,
    gamma_s: Any,
    delta0: Any = 1.0,
    *,
    temperature: Any = 0.0,
    gaps: Gaps = "self-consistent",
    digits: int | None = None,
) -> Ratio:
    """J_MS/J_SS of (15).

    J_SS is the coupling in the pure array of superconducting grains with the same N_S, Delta_0
    and |t|, so that R_SS/R_SM = N_M/N_S = Gamma_M/Gamma_S.
    """
    arguments = _named(gamma_m, gamma_s, delta0, temperature)
    values = _checked(arguments, gaps, digits)
    functions = doubles.josephson_ratio, balls.josephson_ratio
    return _evaluated(Ratio, *functions, values, gaps, digits)


def dissipation_kernel(
    tau: Any,
    gamma_m: Any,
    gamma_s: Any,
    delta0: Any = 1.0,
    *,
    temperature: Any = 0.0,
    gaps: Gaps = "self-consistent",
    digits: int | None = None,
) -> Kernel:
    """-alpha_MS(tau) of (12b), for 0 < tau < 1/temperature.

    alpha_MS(tau) = 2 |t|^2 g_M(tau) g_S(-tau) itself is negative, for g is odd.  So it stands in
    (12a): with this positive kernel the action has -kernel cos((phi(tau) - phi(tau'))/2).
    The kernel falls as exp(-2 E tau) at times beyond the minigap E; it is 0.0 where doubles end.
    tau: in 1/(unit of delta0).
    """
    arguments = _named(gamma_m, gamma_s, delta0, temperature) | {"tau": tau}
    values = _checked(arguments, gaps, digits)
    return _evaluated(Kernel, doubles.kernel, balls.kernel, values, gaps, digits)


def dissipation_strength(
    gamma_m: Any,
    gamma_s: Any,
    delta0: Any = 1.0,
    *,
    temperature: Any = 0.0,
    tau: Any = None,
    gaps: Gaps = "self-consistent",
    digits: int | None = None,
) -> Strength:
    """alpha_MS of the form alpha_MS (T/sin(pi T tau))^2, 1/(pi tau)^2 at T = 0, of the kernel.

    Frozen gaps: that of the term from G_2, (pi/2) Gamma_M/Delta_0 at all tau, which is not taken.
    Self-consistent gaps do not have that form: the kernel of `dissipation_kernel` over
    (T/sin(pi T tau))^2 is answered at one time tau.  Between 1/Delta_0 and 1/Gamma_S it changes
    slowly; at earlier times it is larger, and at later ones, below the minigap, it vanishes.  By
    default tau is in the middle of this range, 1/sqrt(Gamma_S Delta_0), or 1/(2 T) if that is
    earlier.
    """
    if tau is not None and gaps == "frozen":
        raise ValueError("tau has no meaning for frozen gaps: leave it out")
    arguments = _named(gamma_m, gamma_s, delta0, temperature)
    values = _checked(arguments if tau is None else arguments | {"tau": tau}, gaps, digits)
    if tau is None:
        values += energies({"tau": _middle_of_plateau(*values[1:])}, digits)
    strength = _evaluated(Strength, doubles.strength, balls.strength, values, gaps, digits)
    if gaps == "frozen":
        return strength
    return replace(strength, tau=_answered(np.broadcast_to(values[-1], np.shape(strength.value))))


def _named(gamma_m: Any, gamma_s: Any, delta0: Any, temperature: Any) -> dict[str, Any]:
    return dict(zip(PARAMETERS, (gamma_m, gamma_s, delta0, temperature), strict=False))


def _checked(arguments: Mapping[str, Any], gaps: str, digits: int | None) -> list[Array]:
    """The arguments as arrays, of doubles or of exact numbers."""
    if gaps not in get_args(Gaps):
        raise ValueError(f"gaps is {gaps!r}: give one of {', '.join(map(repr, get_args(Gaps)))}")
    values = energies(arguments, digits)
    for name, value in zip(arguments, values, strict=True):
        (require_not_negative if name == "temperature" else require_positive)(name, value)
    if "tau" in arguments and not np.all(values[-1] * values[-2] < 1):
        raise ValueError("tau contains a time that is not before 1/temperature: give earlier ones")
    return values


def _middle_of_plateau(gamma_s: Array, delta0: Array, temperature: Array) -> Array:
    """1/sqrt(Gamma_S Delta_0), or 1/(2 T) where that is earlier, in double precision."""
    values = (gamma_s, delta0, temperature)
    rate, gap, T = (np.array([float(arb(x)) for x in v.flat]).reshape(v.shape) for v in values)
    return 1 / np.maximum(np.sqrt(rate) * np.sqrt(gap), 2 * T)


def _answered(values: Array) -> Any:
    """Arguments as they are answered: doubles as they are, exact numbers as mpf."""
    if values.dtype != object:
        return values[()]
    numbers = np.array([to_mpf(arb(x)) for x in values.flat], dtype=object)
    return numbers.reshape(values.shape)[()]


def _evaluated(
    record: type[Answer],
    in_doubles: Callable[..., Array],
    in_balls: Callable[..., arb],
    values: list[Array],
    gaps: Gaps,
    digits: int | None,
) -> Answer:
    shape = np.broadcast_shapes(*(value.shape for value in values))
    columns = [np.broadcast_to(value, shape).reshape(-1, 1) for value in values]
    if digits is None:
        results = np.empty(len(columns[0]))
        for first in range(0, results.size, CHUNK):
            rows = slice(first, first + CHUNK)
            results[rows] = in_doubles(gaps, *(column[rows] for column in columns))
        return record(value=results.reshape(shape)[()])
    pairs = np.empty((len(columns[0]), 2), dtype=object)
    for pair, point in zip(pairs, np.hstack(columns), strict=True):
        pair[:] = _certified(in_balls, gaps, point, digits)
    value, radius = (part.reshape(shape)[()] for part in pairs.T)
    return record(value=value, radius=radius)


def _certified(
    in_balls: Callable[..., arb], gaps: Gaps, point: Array, digits: int
) -> tuple[Any, Any]:
    """The value and the bound of its error, with as many bits as the digits need."""
    for guard in GUARD_BITS:
        with ball_precision(bits_for(digits) + guard):
            value = in_balls(gaps, *map(arb, point))
            if value.rad() * 10**digits < abs(value):
                return to_mpf(value), to_mpf(value.rad())
    numbers = (arb(number).str(17, radius=False) for number in point)
    where = named(dict(zip(PARAMETERS, numbers, strict=False)))
    raise ArithmeticError(f"no {digits} certified digits at {where}")
