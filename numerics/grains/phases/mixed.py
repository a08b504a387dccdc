"""The phase boundary of the mixed-grain model, in the axes of the pure array: Fig. 1.

The axes are J_SS/E_0 and alpha_MM, those of arrays with the same |t|, N_M and N_S; alpha is
h/(2 e^2 R), as in `phases.boundary`.  The ordered phase of the mixed model is that of (26), (27)
with J_MS and alpha_MS in place of J_SS and alpha_MM.
"""

from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from derive.grains.symbols import N_M, N_S, Delta_0, Gamma_M, Gamma_S
from derive.papers import equation
from numerics.arithmetic.arguments import (
    Numbers,
    energies,
    require_moderate,
    require_not_negative,
    require_option,
    require_positive,
)
from numerics.arithmetic.functions import Evaluator, made_once, numpy_function
from numerics.grains.couplings.bond import dissipation_strength, josephson_ratio
from numerics.grains.phases.boundary import Boundary, phase_boundary
from numerics.grains.phases.constants import METALS

Array = NDArray[Any]
CouplingChoice = Literal["self-consistent", "frozen", "printed"]


def mixed_phase_boundary(
    alpha: "Numbers",
    gamma_m: "Numbers",
    gamma_s: "Numbers",
    delta0: "Numbers" = 1.0,
    *,
    couplings: CouplingChoice = "self-consistent",
) -> Boundary:
    """J_SS/E_0 at which the proximity effect is lost, at alpha_MM = alpha and T = 0.

    gamma_m, gamma_s, delta0 > 0: in one unit.  couplings: those of the gaps of (21), of the
    frozen gaps of (13), or (15) as printed, which needs gamma_s < delta0.  The coupling of the
    result is J_R/E_0 of a bond between unlike grains.  Float64; arguments broadcast.  Raises
    ValueError for bad arguments.
    """
    arguments = {"alpha": alpha, "gamma_m": gamma_m, "gamma_s": gamma_s, "delta0": delta0}
    values = energies(arguments, None)
    for name, array in zip(arguments, values, strict=True):
        (require_not_negative if name == "alpha" else require_positive)(name, array)
    alpha, *rates = np.broadcast_arrays(*values)
    with np.errstate(over="ignore"):
        metal, superconductor = (rate / rates[2] for rate in rates[:2])
    require_moderate({"gamma_m/delta0": metal, "gamma_s/delta0": superconductor})
    josephson, dissipation = ratios(*rates, couplings=couplings)
    require_moderate({"alpha": alpha, "alpha_MS": alpha * dissipation})
    boundary = phase_boundary(alpha * dissipation)
    return Boundary(boundary.josephson / josephson, boundary.coupling, boundary.kind)


def ratios(
    gamma_m: "Numbers",
    gamma_s: "Numbers",
    delta0: "Numbers" = 1.0,
    *,
    couplings: CouplingChoice = "self-consistent",
) -> tuple[Any, Any]:
    """J_MS/J_SS and alpha_MS/alpha_MM of (15), with N_M/N_S = gamma_m/gamma_s."""
    require_option("couplings", couplings, get_args(CouplingChoice))
    if couplings == "printed":
        return printed_ratios(gamma_m, gamma_s, delta0)
    strength = dissipation_strength(gamma_m, gamma_s, delta0, gaps=couplings).value / float(METALS)
    ratio = josephson_ratio(gamma_m, gamma_s, delta0, gaps=couplings).value
    return ratio, strength * (np.asarray(gamma_s, float) / np.asarray(gamma_m, float))


def printed_ratios(gamma_m: "Numbers", gamma_s: "Numbers", delta0: "Numbers") -> tuple[Any, Any]:
    """(15) as the paper prints it."""
    if not np.all(np.asarray(gamma_s, float) < np.asarray(delta0, float)):
        raise ValueError("gamma_s is not below delta0: (15) as printed has ln(delta0/gamma_s) > 0")
    josephson, dissipation = (
        printed_ratio(label, gamma_m, gamma_s, delta0) for label in ("15-J", "15-alpha")
    )
    return josephson, dissipation


def printed_ratio(label: str, gamma_m: "Numbers", gamma_s: "Numbers", delta0: "Numbers") -> Any:
    """J_MS/J_SS by "15-J", or alpha_MS/alpha_MM by "15-alpha", as printed."""
    arguments = (gamma_m, gamma_s, delta0, gamma_m, gamma_s)
    return _printed(label)(*arguments)


@made_once
def _printed(label: str) -> Evaluator:
    return numpy_function((Gamma_M, Gamma_S, Delta_0, N_M, N_S), equation(label).printed)
