"""Which bonds of a film are ordered: Josephson coupling and dissipation against the boundary.

A bond of rate Gamma joins grains of the same level spacing delta = 1/(N V) per spin, so that
1/R = (e^2/hbar) Gamma/delta.  Then at T = 0, with alpha = h/(2 e^2 R),

    J_SS = (pi/4) (Gamma/delta) Delta_0,    alpha_MM = pi Gamma/delta = (h/2e^2)/R,

and unlike grains have J_MS and alpha_MS of (12b) for Gamma_M = Gamma_S = Gamma, the bond's own
rate.  Phases are ordered where J/E_0 >= j_c(alpha), the mean-field boundary.

Kinds of bonds, and what order means:
    SS            two superconducting grains are Josephson-coupled
    MS            a metallic grain keeps the proximity effect of a superconducting one
    MM            the bond between two metallic grains conducts: alpha_MM >= 1
    MM-proximity  two metallic grains, both with the gap Delta_M of (21), are Josephson-coupled

The paper leaves open what shunts an SS bond: its phase diagram has alpha_SS = alpha_MM, that of
the RSJ model, which is taken unless shunted=False makes it 0, as the gap of the quasi-particles
would.  It does not mention bonds of the last kind.  They have alpha_MM, of quasi-particles above
Delta_M, and J from two gaps Delta_M.

Energies are in units of Delta_0.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline

from numerics.arithmetic.arguments import (
    one_number,
    require_option,
    require_switch,
    require_whole,
)
from numerics.grains.couplings.bond import dissipation_strength, josephson_ratio
from numerics.grains.couplings.doubles import metal_ratio
from numerics.grains.films.options import CHARGING, SPACING, BondCouplings, Mixed
from numerics.grains.phases.boundary import phase_boundary
from numerics.grains.phases.constants import ALPHA_OF_CONDUCTANCE, METALS, PURE_JOSEPHSON
from numerics.grains.phases.mixed import printed_ratio

Array = NDArray[Any]
Kind = Literal["SS", "MS", "MM", "MM-proximity"]

KINDS: tuple[Kind, ...] = get_args(Kind)
SMALLEST, LARGEST = 1e-5, 1e5  # charging energies and level spacings that are taken
UNLIMITED = 10**9  # as reach
OF_RATE = float(METALS)  # alpha_MM delta/Gamma, as 1/R = (e^2/hbar) Gamma/delta
PER_DECADE = 40
FINER, REFINEMENTS = 65, 8  # each refinement divides an interval by 64
TABULATED = np.geomspace(1e-8, 1e8, 801)  # rates at which ratios to the pure array are known


@dataclass(frozen=True)
class BondModel:
    """What the bonds of a film have in common; energies in units of Delta_0.

    charging: E_0; spacing: delta.  couplings: J_MS and alpha_MS from the gaps of (21), or the
    printed asymptotics of (15).  shunted: whether alpha_SS is alpha_MM, or 0.
    mixed, reach: rules for grains, see `films.film`.
    Raises ValueError for energies that are not from 1e-5 to 1e5, and for unknown options.
    """

    charging: float = CHARGING
    spacing: float = SPACING
    couplings: BondCouplings = "self-consistent"
    shunted: bool = True
    mixed: Mixed = "insulating"
    reach: int = 0

    def __post_init__(self) -> None:
        for name in ("charging", "spacing"):
            energy = getattr(self, name)
            if not SMALLEST <= one_number(name, energy) <= LARGEST:
                raise ValueError(
                    f"{name} is {energy!r}: give an energy from {SMALLEST:g} to {LARGEST:g} Delta_0"
                )
        for name, allowed in (("couplings", BondCouplings), ("mixed", Mixed)):
            require_option(name, getattr(self, name), get_args(allowed))
        require_switch("shunted", self.shunted)
        require_whole("reach", self.reach, 0, UNLIMITED)


def josephson(model: BondModel, kind: Kind, gamma: Array) -> Array:
    """J/E_0 of bonds of rate gamma; kind "MM" has none."""
    pure: Array = float(PURE_JOSEPHSON) * gamma / model.spacing / model.charging
    if kind == "SS":
        return pure
    if kind == "MM":
        return np.zeros_like(pure)
    if kind == "MS" and model.couplings == "printed":
        return pure * printed_josephson_ratio(gamma)
    return pure * _ratio(kind, gamma)


def dissipation(model: BondModel, kind: Kind, gamma: Array) -> Array:
    """alpha of bonds of rate gamma."""
    normal: Array = OF_RATE * gamma / model.spacing
    if kind == "SS":
        return normal if model.shunted else np.zeros_like(normal)
    return normal * dissipation_ratio(model, gamma) if kind == "MS" else normal


def printed_josephson_ratio(gamma: Array) -> Array:
    """(Gamma/Delta_0) ln(Delta_0/Gamma) of (15), beyond its maximum at Delta_0/e held there."""
    x = np.minimum(gamma, np.exp(-1))
    ratio: Array = printed_ratio("15-J", x, x, 1.0)
    return ratio


def dissipation_ratio(model: BondModel, gamma: Array) -> Array:
    """alpha_MS/alpha_MM for Gamma_M = Gamma_S = gamma.

    Printed is Gamma/Delta_0 (15); beyond Delta_0 it is held at 1.
    """
    if model.couplings == "printed":
        x = np.minimum(gamma, 1.0)
        ratio: Array = printed_ratio("15-alpha", x, x, 1.0)
        return ratio
    return _ratio("dissipation", gamma)


def ordered(model: BondModel, kind: Kind, gamma: Array) -> Array:
    """Where bonds of rate gamma are ordered, with alpha_MM >= 1 for "MM"."""
    alpha = dissipation(model, kind, gamma)
    if kind == "MM":
        return alpha >= 1
    return josephson(model, kind, gamma) >= phase_boundary(alpha).josephson


@cache
def edges(model: BondModel, kind: Kind) -> tuple[float, ...]:
    """The rates at which order begins and ends by turns, in ascending order.

    One of them, the threshold, where the condition is monotone.  Below the first there is no
    order, for J and alpha vanish with the rate.
    """
    low = 1e-3 * model.spacing * min(model.charging, 1)
    high = 10 * max(model.spacing, np.sqrt(model.spacing))
    grid = np.geomspace(low, high, int(PER_DECADE * np.log10(high / low)) + 2)
    order = ordered(model, kind, grid)
    if order[0] or not order[-1]:
        raise ArithmeticError(f"no threshold of {kind} bonds between {low:g} and {high:g} Delta_0")
    steps = np.flatnonzero(order[1:] != order[:-1])
    return tuple(_change(model, kind, *grid[step : step + 2]) for step in steps)


def _change(model: BondModel, kind: Kind, low: float, high: float) -> float:
    """The rate between low and high from which `ordered` says what it says at high."""
    for _ in range(REFINEMENTS):
        grid = np.geomspace(low, high, FINER)
        order = ordered(model, kind, grid)
        step = np.flatnonzero(order[1:] != order[:-1])[0]
        low, high = grid[step : step + 2]
    return float(high)


def has_order(model: BondModel, kind: Kind, gamma: Array) -> Array:
    """The same as `ordered`, from the edges: for many bonds."""
    return np.searchsorted(edges(model, kind), gamma, side="right") % 2 == 1


def threshold(model: BondModel, kind: Kind) -> float:
    """The rate from which bonds of a kind are ordered.

    Raises ArithmeticError where order is not monotone in the rate.
    """
    found = edges(model, kind)
    if len(found) > 1:
        windows = ", ".join(f"{edge:.6g}" for edge in found)
        raise ArithmeticError(f"order of {kind} bonds is not monotone: it changes at {windows}")
    return found[0]


def bond_conductance(model: BondModel, kind: Kind, gamma: Array) -> Array:
    """Normal conductance in units of e^2/h; that of "MS" is the part from G_2 of (11b)."""
    return dissipation(model, kind, gamma) / float(ALPHA_OF_CONDUCTANCE)


def _ratio(name: str, gamma: Array) -> Array:
    """A ratio to the pure array, interpolated to 1e-7; below the table it is taken as linear."""
    low, high = TABULATED[0], TABULATED[-1]
    logarithm = _splines()[name](np.log(np.clip(gamma, low, high)))
    ratio: Array = np.exp(logarithm) * np.minimum(gamma / low, 1.0)
    return ratio


@cache
def _splines() -> dict[str, CubicSpline]:
    """J_MS/J_SS, that of two metallic grains, and alpha_MS/alpha_MM, in logarithms."""
    ratios = {
        "MS": josephson_ratio(TABULATED, TABULATED).value,
        "MM-proximity": metal_ratio(TABULATED, TABULATED, np.ones(1))[0],
        "dissipation": dissipation_strength(TABULATED, TABULATED).value / float(METALS),
    }
    return {name: CubicSpline(np.log(TABULATED), np.log(ratio)) for name, ratio in ratios.items()}
