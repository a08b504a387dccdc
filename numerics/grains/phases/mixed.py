"""The phase boundary of the mixed-grain model, in the axes of the pure array: Fig. 1.

The axes are J_SS/E_0 and alpha_MM, those of arrays with the same |t|, N_M and N_S; alpha is
normalised as in `phases.boundary`.  The ordered phase of the mixed model is that of (26), (27) with
J_MS and alpha_MS in place of J_SS and alpha_MM.
"""

from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from derive.grains.symbols import N_M, N_S, Delta_0, Gamma_M, Gamma_S
from derive.papers import equation
from numerics.arithmetic.arguments import energies, require_not_negative, require_positive
from numerics.arithmetic.functions import numpy_function
from numerics.grains.couplings.bond import dissipation_strength, josephson_ratio
from numerics.grains.phases.boundary import Boundary, phase_boundary

Array = NDArray[Any]
Couplings = Literal["self-consistent", "frozen", "printed"]

OF_METALS = np.pi / 2  # |alpha_MM| of (14) as derived, in units of hbar/(e^2 R_MM)


def mixed_phase_boundary(
    alpha: Any,
    gamma_m: Any,
    gamma_s: Any,
    delta0: Any = 1.0,
    *,
    couplings: Couplings = "self-consistent",
) -> Boundary:
    """J_SS/E_0 at which the proximity effect is lost, at alpha_MM = alpha and T = 0.

    gamma_m, gamma_s, delta0 > 0: in one unit.  couplings: those of the gaps of (21), of the
    frozen gaps of (13), or (15) as printed, which needs gamma_s < delta0.  The coupling of the
    answer is J_R/E_0 of a bond between unlike grains.  Float64; arguments broadcast.  Raises
    ValueError for bad arguments.
    """
    arguments = {"alpha": alpha, "gamma_m": gamma_m, "gamma_s": gamma_s, "delta0": delta0}
    values = energies(arguments, None)
    for name, array in zip(arguments, values, strict=True):
        (require_not_negative if name == "alpha" else require_positive)(name, array)
    alpha, *rates = np.broadcast_arrays(*values)
    josephson, dissipation = ratios(*rates, couplings=couplings)
    boundary = phase_boundary(alpha * dissipation)
    return Boundary(boundary.josephson / josephson, boundary.coupling, boundary.kind)


def ratios(
    gamma_m: Any, gamma_s: Any, delta0: Any = 1.0, *, couplings: Couplings = "self-consistent"
) -> tuple[Any, Any]:
    """J_MS/J_SS and alpha_MS/alpha_MM of (15), with N_M/N_S = gamma_m/gamma_s."""
    if couplings not in get_args(Couplings):
        allowed = ", ".join(map(repr, get_args(Couplings)))
        raise ValueError(f"couplings is {couplings!r}: give one of {allowed}")
    if couplings == "printed":
        return printed_ratios(gamma_m, gamma_s, delta0)
    strength = dissipation_strength(gamma_m, gamma_s, delta0, gaps=couplings).value / OF_METALS
    ratio = josephson_ratio(gamma_m, gamma_s, delta0, gaps=couplings).value
    return ratio, strength * np.divide(gamma_s, gamma_m)


def printed_ratios(gamma_m: Any, gamma_s: Any, delta0: Any) -> tuple[Any, Any]:
    """(15) as the paper prints it."""
    if not np.all(np.less(gamma_s, delta0)):
        raise ValueError("gamma_s is not below delta0: (15) as printed has ln(delta0/gamma_s) > 0")
    symbols = (Gamma_M, Gamma_S, Delta_0, N_M, N_S)
    arguments = (gamma_m, gamma_s, delta0, gamma_m, gamma_s)
    josephson, dissipation = (
        numpy_function(symbols, equation(label).printed)(*arguments)
        for label in ("15-J", "15-alpha")
    )
    return josephson, dissipation
