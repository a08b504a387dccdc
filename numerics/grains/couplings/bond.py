"""Josephson coupling and dissipation of a bond between a metallic and a superconducting grain.

Eq. (12b) as numbers: with the gaps of (21), gaps="self-consistent", or with those of (13),
gaps="frozen".  Frozen gaps are Gamma_S and Delta_0 in J_MS, while in alpha_MS the metallic grains
are normal and G_S = G_1 + G_2.  R_SM is the normal-state resistance of the bond,
1/R_ab = 4 pi e^2 |t|^2 N_a N_b/hbar, and k_B = 1.

For all functions: rates and delta0 are positive, temperature is positive or 0, energies are in
the unit of delta0; delta0 is the gap at that temperature.  All arguments broadcast, and results
have their shape.  Results are float64, with relative errors below 1e-12 for rates from 1e-12 to
1e12 delta0.  digits=N, from 5 to 10000, returns mpmath numbers, certified in
ball arithmetic; arguments may then also be fractions, mpf, and strings such as "0.1".  Raised are
ValueError for bad arguments, before any work, and ArithmeticError, which names the point, where
N digits are not certified.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, get_args

import numpy as np
from flint import arb
from numpy.typing import NDArray

from numerics.arithmetic.arguments import (
    Numbers,
    energies,
    require_moderate,
    require_not_negative,
    require_option,
    require_positive,
    to_mpf,
)
from numerics.arithmetic.certified import evaluated
from numerics.grains.couplings import balls, doubles
from numerics.grains.couplings.angles import GapChoice
from numerics.grains.gaps.units import InUnitsOfDelta0

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
Solver = Callable[..., Any]

PARAMETERS = ("gamma_m", "gamma_s", "delta0", "temperature", "tau")
_JOSEPHSON = "hbar/(e^2 R_SM) unit of delta0"
_KERNEL = "hbar/(e^2 R_SM) (unit of delta0)^2"
_STRENGTH = "hbar/(e^2 R_SM)"


@dataclass(frozen=True, eq=False)
class Josephson(InUnitsOfDelta0):
    """J_MS in units of hbar/(e^2 R_SM) times that of delta0.

    With digits=N, `radius` bounds the error, rigorously; it is smaller than 10^-N of the value.
    """

    value: Any = field(metadata={"unit": _JOSEPHSON})
    radius: Any = field(default=None, metadata={"unit": _JOSEPHSON})


@dataclass(frozen=True, eq=False)
class Ratio(InUnitsOfDelta0):
    """J_MS/J_SS; radius as in `Josephson`."""

    value: Any = field(metadata={"unit": "1"})
    radius: Any = field(default=None, metadata={"unit": "1"})


@dataclass(frozen=True, eq=False)
class Kernel(InUnitsOfDelta0):
    """-alpha_MS(tau) in units of hbar/(e^2 R_SM) times the square of that of delta0."""

    value: Any = field(metadata={"unit": _KERNEL})
    radius: Any = field(default=None, metadata={"unit": _KERNEL})


@dataclass(frozen=True, eq=False)
class Strength(InUnitsOfDelta0):
    """alpha_MS in units of hbar/(e^2 R_SM), and where it is read; radius as in `Josephson`.

    tau: in 1/(unit of delta0), None for frozen gaps.
    """

    value: Any = field(metadata={"unit": _STRENGTH})
    tau: Any = field(default=None, metadata={"unit": "1/(unit of delta0)"})
    radius: Any = field(default=None, metadata={"unit": _STRENGTH})


def josephson_coupling(
    gamma_m: "Numbers",
    gamma_s: "Numbers",
    delta0: "Numbers" = 1.0,
    *,
    temperature: "Numbers" = 0.0,
    gaps: GapChoice = "self-consistent",
    digits: int | None = None,
) -> Josephson:
    """J_MS of (12b), 2 |t|^2 T sum_n f_M(i w_n) f_S(i w_n); an integral over w/2 pi at T = 0.

    Equal gaps would give the coupling of Ambegaokar and Baratoff, pi Delta tanh(Delta/2T)/4.  At
    weak tunnelling and T = 0 it is (Gamma_S/2) ln(2 Delta_0/Gamma_S), and with 4 in place of 2 for
    frozen gaps, on which Gamma_M has no influence.
    Energies: positive, in one unit, broadcast; temperature may be 0.  float64, or mpmath numbers of
    so many certified digits.  Raises ValueError for bad arguments, before any work, and
    ArithmeticError, which names the point, where the digits are not certified.
    """
    arguments = _checked(gamma_m, gamma_s, delta0, temperature, None, gaps, digits)
    return Josephson(*_either(doubles.josephson, balls.josephson, arguments, gaps, digits, 1))


def josephson_ratio(
    gamma_m: "Numbers",
    gamma_s: "Numbers",
    delta0: "Numbers" = 1.0,
    *,
    temperature: "Numbers" = 0.0,
    gaps: GapChoice = "self-consistent",
    digits: int | None = None,
) -> Ratio:
    """J_MS/J_SS of (15).

    J_SS is the coupling in the pure array of superconducting grains with the same N_S, Delta_0
    and |t|, so that R_SS/R_SM = N_M/N_S = Gamma_M/Gamma_S.
    Energies: positive, in one unit, broadcast; temperature may be 0.  float64, or mpmath numbers of
    so many certified digits.  Raises ValueError for bad arguments, before any work, and
    ArithmeticError, which names the point, where the digits are not certified.
    """
    arguments = _checked(gamma_m, gamma_s, delta0, temperature, None, gaps, digits)
    return Ratio(*_either(doubles.josephson_ratio, balls.josephson_ratio, arguments, gaps, digits))


def dissipation_kernel(
    tau: "Numbers",
    gamma_m: "Numbers",
    gamma_s: "Numbers",
    delta0: "Numbers" = 1.0,
    *,
    temperature: "Numbers" = 0.0,
    gaps: GapChoice = "self-consistent",
    digits: int | None = None,
) -> Kernel:
    """-alpha_MS(tau) of (12b), for 0 < tau < 1/temperature.

    alpha_MS(tau) = 2 |t|^2 g_M(tau) g_S(-tau) itself is negative, for g is odd.  So it stands in
    (12a): with this positive kernel the action has -kernel cos((phi(tau) - phi(tau'))/2).
    The kernel falls as exp(-2 E tau) at times beyond the minigap E; it is 0.0 where doubles end.
    tau: in 1/(unit of delta0).
    Energies: positive, in one unit, broadcast; temperature may be 0.  float64, or mpmath numbers of
    so many certified digits.  Raises ValueError for bad arguments, before any work, and
    ArithmeticError, which names the point, where the digits are not certified.
    """
    arguments = _checked(gamma_m, gamma_s, delta0, temperature, tau, gaps, digits)
    return Kernel(*_either(doubles.kernel, balls.kernel, arguments, gaps, digits, 2))


def dissipation_strength(
    gamma_m: "Numbers",
    gamma_s: "Numbers",
    delta0: "Numbers" = 1.0,
    *,
    temperature: "Numbers" = 0.0,
    tau: "Numbers | None" = None,
    gaps: GapChoice = "self-consistent",
    digits: int | None = None,
) -> Strength:
    """alpha_MS of the form (alpha_MS/2) (T/sin(pi T tau))^2 of the kernel, 1/(pi tau)^2 at T = 0.

    That is alpha = h/(2 e^2 R) between normal metals, pi in these units, as `phase_boundary` takes.
    Frozen gaps: that of the term from G_2, pi Gamma_M/Delta_0 at all tau, which is not taken.
    Self-consistent gaps do not have that form: twice the kernel of `dissipation_kernel` over
    (T/sin(pi T tau))^2 is returned at one time tau.  Between 1/Delta_0 and 1/Gamma_S it changes
    slowly; at earlier times it is larger, and at later ones, below the minigap, it vanishes.  By
    default tau is in the middle of this range, 1/sqrt(Gamma_S Delta_0), or 1/(2 T) if that is
    earlier.
    Energies: positive, in one unit, broadcast; temperature may be 0.  float64, or mpmath numbers of
    so many certified digits.  Raises ValueError for bad arguments, before any work, and
    ArithmeticError, which names the point, where the digits are not certified.
    """
    arguments = _checked(gamma_m, gamma_s, delta0, temperature, tau, gaps, digits)
    if tau is not None and gaps == "frozen":
        raise ValueError("tau has no meaning for frozen gaps: leave it out")
    if tau is None:
        rate, gap, T = (arguments[name] for name in ("gamma_s", "delta0", "temperature"))
        arguments |= {"tau": energies({"tau": _middle_of_plateau(rate, gap, T)}, digits)[0]}
    value, radius = _either(doubles.strength, balls.strength, arguments, gaps, digits)
    read_at = None if gaps == "frozen" else _as_given(arguments["tau"], np.shape(value))
    return Strength(value, read_at, radius)


def _checked(
    gamma_m: "Numbers",
    gamma_s: "Numbers",
    delta0: "Numbers",
    temperature: "Numbers",
    tau: "Numbers | None",
    gaps: str,
    digits: int | None,
) -> dict[str, Array]:
    """The arguments as arrays, of doubles or of exact numbers, without a tau of None."""
    require_option("gaps", gaps, get_args(GapChoice))
    given = dict(zip(PARAMETERS, (gamma_m, gamma_s, delta0, temperature, tau), strict=True))
    if tau is None:
        del given["tau"]
    arguments = dict(zip(given, energies(given, digits), strict=True))
    for name, value in arguments.items():
        (require_not_negative if name == "temperature" else require_positive)(name, value)
    if "tau" in arguments and not np.all(arguments["tau"] * arguments["temperature"] < 1):
        raise ValueError("tau contains a time that is not before 1/temperature: give earlier ones")
    return arguments


def _either(
    in_doubles: Solver,
    in_balls: Solver,
    arguments: Mapping[str, Array],
    gaps: GapChoice,
    digits: int | None,
    power: int = 0,
) -> tuple[Any, ...]:
    """The value and its radius, from one of two solvers for this choice of gaps.

    power: that of delta0 in the unit of the value.  Double precision works in units of delta0.
    """
    if digits is not None:
        solvers = partial(in_doubles, gaps=gaps), partial(in_balls, gaps=gaps)
        return evaluated(*solvers, arguments, digits)
    unit = arguments["delta0"]
    with np.errstate(all="ignore"):
        ratios = {f"{name}/delta0": v / unit for name, v in arguments.items() if name != "tau"}
        if "tau" in arguments:
            ratios["tau*delta0"] = arguments["tau"] * unit
    require_moderate(ratios)
    (value,) = in_doubles(*ratios.values(), gaps=gaps)
    with np.errstate(all="ignore"):
        for _ in range(power):
            value = value * unit
    if not np.all(np.isfinite(value)):
        raise ArithmeticError("a result is too large for double precision: give digits")
    return value, None


def _middle_of_plateau(gamma_s: Array, delta0: Array, temperature: Array) -> Array:
    """1/sqrt(Gamma_S Delta_0), or 1/(2 T) where that is earlier, in double precision."""
    values = (gamma_s, delta0, temperature)
    rate, gap, T = (np.array([float(arb(x)) for x in v.flat]).reshape(v.shape) for v in values)
    with np.errstate(over="ignore"):  # a temperature that is out of range is refused later
        return 1 / np.maximum(np.sqrt(rate) * np.sqrt(gap), 2 * T)


def _as_given(values: Array, shape: tuple[int, ...]) -> Any:
    """Arguments in the shape of a result: doubles as they are, exact numbers as mpf."""
    if values.dtype == object:
        numbers = np.array([to_mpf(arb(x)) for x in values.flat], dtype=object)
        values = numbers.reshape(values.shape)
    return np.broadcast_to(values, shape)[()]
