"""Where alpha_MS (kT/sin(pi kT tau))^2 is good: the plateau of the kernel of normal tunnelling."""

from dataclasses import dataclass, field
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from numerics.arithmetic.arguments import Numbers, one_number, require_option
from numerics.grains.couplings.bond import dissipation_strength
from numerics.grains.gaps.minigap import minigap
from numerics.grains.gaps.units import InUnitsOfDelta0

Array = NDArray[Any]
Reference = Literal["derived", "plateau"]

EARLY = 1e-6  # in 1/(the largest energy): both grains are metals there
LATE = 30.0  # in 1/minigap: the kernel is below exp(-60) there
LOGARITHM = 1e-10  # error of the logarithm of an end
TIME = "1/(unit of delta0)"


@dataclass(frozen=True, eq=False)
class Plateau(InUnitsOfDelta0):
    """The times from first to last, and the alpha_MS that is good there.

    nan for both ends where it is good nowhere.  At T > 0 the kernel is even around 1/(2 T): last
    is then at most 1/(2 T), and where it is that the form is good up to 1/T - first.
    """

    strength: Any = field(metadata={"unit": "hbar/(e^2 R_SM)"})
    first: Any = field(metadata={"unit": TIME})
    last: Any = field(metadata={"unit": TIME})


def plateau(
    gamma_m: "Numbers",
    gamma_s: "Numbers",
    delta0: "Numbers" = 1.0,
    *,
    temperature: "Numbers" = 0.0,
    tolerance: float = 0.1,
    reference: Reference = "derived",
) -> Plateau:
    """Where the kernel with the gaps of (21) is that of a constant alpha_MS, within the tolerance.

    The latter is (alpha_MS/2) (T/sin(pi T tau))^2.
    alpha_MS is that of (15) as derived, pi Gamma_M/Delta_0, or for reference="plateau" what
    `dissipation_strength` reads in the middle of the plateau.  tolerance: relative, between 0 and
    1.  Arguments broadcast; they, the units and what is raised are those of `couplings.bond`,
    in double precision, the ends with a relative error below 1e-9.

    What was found, at T = 0: the kernel over (T/sin(pi T tau))^2 falls with tau at all rates that
    were tried, from pi/2, half the alpha of two metals, to 0 below the minigap.  For
    Gamma_M and Gamma_S << Delta_0 it is the derived alpha_MS within 10 % up to
    tau = 0.218/Gamma_S, within 1 % up to 0.053/Gamma_S: below the minigap, tau > 1/Gamma_S,
    the form fails, and it does well before.
    The other end, where the coherent part G_1 has died out, is 8 to 25/Delta_0 for Gamma_M from
    1e-2 to 1e-9 Delta_0.  For equal rates of 1e-3, 1e-2 and 1e-1 Delta_0 the times within 10 %
    span factors of 20, 2.5 and 1.15; a plateau is there for Gamma < Delta_0/100 only.  Where
    alpha_MS exceeds pi by more than the tolerance, Gamma_M > Delta_0, it is good nowhere.
    Temperatures above Gamma_S, as long as 1/(2 T) is after the first end, remove the later one.
    """
    if not 0 < one_number("tolerance", tolerance) < 1:
        raise ValueError(f"tolerance is {tolerance!r}: give a number between 0 and 1")
    require_option("reference", reference, get_args(Reference))
    gaps: Literal["frozen", "self-consistent"]
    gaps = "frozen" if reference == "derived" else "self-consistent"
    strength = dissipation_strength(
        gamma_m, gamma_s, delta0, temperature=temperature, gaps=gaps
    ).value
    given = (gamma_m, gamma_s, delta0, temperature)
    point = np.broadcast_arrays(*(np.asarray(value, float) for value in given))
    most, least = strength * (1 + tolerance), strength * (1 - tolerance)
    early = EARLY / np.maximum.reduce(point)
    with np.errstate(divide="ignore"):
        late = np.minimum(LATE / minigap(*point[:3]).energy, 1 / (2 * point[3]))
    at_early, at_late = (_strength(np.log(tau), *point) for tau in (early, late))
    first = np.where(at_early <= most, 0.0, _time(most, early, late, point))
    last = np.where(at_late >= least, late, _time(least, early, late, point))
    good = (at_early >= least) & (at_late <= most)
    return Plateau(strength, *(np.where(good, end, np.nan)[()] for end in (first, last)))


def _time(level: Array, early: Array, late: Array, point: tuple[Array, ...]) -> Array:
    """The time at which the kernel over (T/sin(pi T tau))^2 has fallen to the level."""
    from scipy.optimize import elementwise

    def above(log_tau: Array, level: Array, *point: Array) -> Array:
        return _strength(log_tau, *point) - level

    found = elementwise.find_root(
        above,
        (np.log(early), np.log(late)),
        args=(level, *point),
        tolerances={"xatol": LOGARITHM, "xrtol": 0},
    )
    time: Array = np.exp(found.x)
    return time


def _strength(log_tau: Array, *point: Array) -> Array:
    *rates_and_gap, temperature = point
    value: Array = dissipation_strength(
        *rates_and_gap, temperature=temperature, tau=np.exp(log_tau)
    ).value
    return value
