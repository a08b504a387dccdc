"""Renormalised Josephson coupling and phase boundary: Eqs. (26)-(28) as numbers.

For all functions: energies share one unit, and alpha is h/(2 e^2 R) of a bond between normal
metals, as in (25a) to (28); `phases.alphas` converts to and from resistances and other
normalisations.  P_n(0) = 1 as long as J_R > 0, which holds at T = 0.  All arguments
broadcast, and empty arrays give empty arrays.  Results are float64; digits=N, from 5 to 10000,
returns mpmath numbers, certified in ball arithmetic, for exact arguments (fractions,
mpf, strings such as "0.1", floats by their binary values).  Raised are ValueError for bad
arguments, before any work, and ArithmeticError, which names the point, where N digits are not
certified.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from numerics.arithmetic.arguments import (
    Numbers,
    energies,
    require_moderate,
    require_not_negative,
    require_positive,
    require_switch,
)
from numerics.arithmetic.certified import evaluated
from numerics.grains.phases import balls, doubles

MOST_FREQUENCIES = 10**7  # below the cutoff of (28) at T > 0
CLOSE = ": it is too close to where a solution disappears"


@dataclass(frozen=True, eq=False)
class Renormalized:
    """J_R, 0 where it is destroyed, in the unit of the Josephson coupling.

    ordered: whether a solution J_R > 0 exists; for alpha just above 1 it may be smaller than
    the smallest double.  unstable: the other solution J_R > 0, at which the free energy has a
    maximum, 0 where there is none; only where the branches were asked for.  J_R = 0 is a solution
    for alpha < 1 and for T > 0.  radius: with digits=N a bound of the error.
    """

    value: Any
    ordered: Any
    unstable: Any = None
    radius: Any = None


@dataclass(frozen=True, eq=False)
class Boundary:
    """Where superconducting order is lost: J/E_0, and J_R/E_0 just above it.

    kind: "jump" for alpha < 1, where J_R is lost from a finite value; "continuous" at alpha = 1,
    where J_R vanishes as alpha -> 1 for a smaller J; "none" beyond, where every J > 0 orders.
    radius: with digits=N a bound of both errors.
    """

    josephson: Any
    coupling: Any
    kind: Any
    radius: Any = None


def renormalized_coupling(
    josephson: "Numbers",
    charging: "Numbers",
    alpha: "Numbers",
    *,
    temperature: "Numbers" = 0.0,
    cutoff: bool = False,
    branches: bool = False,
    digits: int | None = None,
) -> Renormalized:
    """J_R of (26) with (27), or with (28) where `cutoff`.

    josephson >= 0, charging > 0 (E_0), temperature >= 0, in one unit; alpha >= 0.  The stable
    solution, which is the largest one; with `branches` the unstable one, too (in double
    precision, and not for the cutoff at T > 0, where the sum jumps).
    """
    given = {"josephson": josephson, "charging": charging}
    given |= {"alpha": alpha, "temperature": temperature}
    arguments = dict(zip(given, energies(given, digits), strict=True))
    for name, values in arguments.items():
        (require_positive if name == "charging" else require_not_negative)(name, values)
    J, T = arguments["josephson"], arguments["temperature"]
    require_switch("cutoff", cutoff)
    require_switch("branches", branches)
    if branches and digits:
        raise ValueError("branches come in double precision: leave out digits")
    if digits is None:
        with np.errstate(over="ignore"):
            unit = arguments["charging"]
            require_moderate({"josephson/charging": J / unit, "temperature/charging": T / unit})
        require_moderate({"alpha": arguments["alpha"]})
    if cutoff and np.any((T > 0) & (J > MOST_FREQUENCIES * T)):
        raise ValueError(
            f"temperature is below josephson/{MOST_FREQUENCIES}, too many frequencies lie "
            "below the cutoff of (28): give 0 or a higher one"
        )
    if branches and cutoff and np.any(T > 0):
        raise ValueError("branches with the cutoff of (28) are known at temperature 0 alone")
    solvers = (
        partial(doubles.renormalized, cutoff=cutoff),
        partial(balls.renormalized, cutoff=cutoff),
    )
    results = evaluated(*solvers, arguments, digits, reason=CLOSE)
    if digits:
        value, radius = results
        return Renormalized(value, np.greater(value, 0), radius=radius)
    value, ordered, unstable, _ = results
    return Renormalized(value, ordered, unstable if branches else None)


def phase_boundary(alpha: "Numbers", *, digits: int | None = None) -> Boundary:
    """J/E_0 at which (26), (27) at T = 0 lose their last solution; 0 for alpha > 1.

    e^2/256 at alpha = 0, and 1/(16 pi^2) at alpha = 1, where the jump of J_R vanishes.  alpha >= 0,
    and the results have its shape.
    """
    (a,) = energies({"alpha": alpha}, digits)
    require_not_negative("alpha", a)
    kind = np.where(a < 1, "jump", np.where(a == 1, "continuous", "none"))[()]
    found = evaluated(doubles.boundary, balls.boundary, {"alpha": a}, digits, count=2, reason=CLOSE)
    josephson, coupling, radius = found
    return Boundary(josephson, coupling, kind, radius)
