"""Renormalised Josephson coupling and phase boundary: Eqs. (26)-(28) as numbers.

For all functions: energies share one unit, and alpha is normalised as in (27) as printed, in which
the critical alpha is 1, at R = h/2e^2; `phases.alphas` converts to and from resistances and the
other normalisations.  P_n(0) = 1 as long as J_R > 0, which holds at T = 0.  All arguments
broadcast, and empty arrays are answered by empty arrays.  Results are float64; digits=N, from 5
to 10000, answers mpmath numbers, certified in ball arithmetic, for exact arguments (fractions,
mpf, strings such as "0.1", floats by their binary values).  Raised are ValueError for bad
arguments, before any work, and ArithmeticError, which names the point, where N digits are not
certified.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from flint import arb
from numpy.typing import NDArray

from numerics.arithmetic.arguments import energies, require_not_negative, require_positive, to_mpf
from numerics.arithmetic.functions import ball_precision, bits_for
from numerics.grains.phases import balls, doubles

Array = NDArray[Any]

GUARD_BITS = (64, 192, 640, 2048)
MOST_FREQUENCIES = 10**7  # below the cutoff of (28) at T > 0
ENERGY = "the unit of josephson"


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
    josephson: Any,
    charging: Any,
    alpha: Any,
    *,
    temperature: Any = 0.0,
    cutoff: bool = False,
    branches: bool = False,
    digits: int | None = None,
) -> Renormalized:
    """J_R of (26) with (27), or with (28) where `cutoff`.

    josephson >= 0, charging > 0 (E_0), temperature >= 0, in one unit; alpha >= 0.  The stable
    solution, which is the largest one; with `branches` the unstable one, too (in double
    precision, and not for the cutoff at T > 0, where the sum jumps).
    """
    arguments = {"josephson": josephson, "charging": charging}
    arguments |= {"alpha": alpha, "temperature": temperature}
    J, E, a, T = energies(arguments, digits)
    for name, values in zip(arguments, (J, E, a, T), strict=True):
        (require_positive if name == "charging" else require_not_negative)(name, values)
    if branches and digits:
        raise ValueError("branches come in double precision: leave out digits")
    if cutoff and np.any((T > 0) & (J > MOST_FREQUENCIES * T)):
        raise ValueError(
            f"temperature is below josephson/{MOST_FREQUENCIES}, too many frequencies lie "
            "below the cutoff of (28): give 0 or a higher one"
        )
    if branches and cutoff and np.any(T > 0):
        raise ValueError("branches with the cutoff of (28) are known at temperature 0 alone")
    if digits:
        return _certified_coupling(digits, cutoff, *np.broadcast_arrays(J, E, a, T))
    J, E, a, T = np.broadcast_arrays(J, E, a, T)
    flat = (J / E).ravel(), a.ravel(), (T / E).ravel()
    stable, unstable = doubles.solutions(*flat, cutoff)
    value, other = (E * np.exp(L.reshape(E.shape)) for L in (stable, unstable))
    ordered = np.isfinite(stable).reshape(E.shape)
    return Renormalized(value[()], ordered[()], other[()] if branches else None)


def phase_boundary(alpha: Any, *, digits: int | None = None) -> Boundary:
    """J/E_0 at which (26), (27) at T = 0 lose their last solution; 0 for alpha > 1.

    e^2/256 at alpha = 0, and 1/(16 pi^2) at alpha = 1, where the jump of J_R vanishes.
    """
    (a,) = energies({"alpha": alpha}, digits)
    require_not_negative("alpha", a)
    kind = np.where(a < 1, "jump", np.where(a == 1, "continuous", "none"))
    if digits:
        points = [_certified_boundary(digits, value) for value in a.flat]
        columns = np.array(points, dtype=object).reshape(a.size, 3).T
        J, J_R, radius = (column.reshape(a.shape)[()] for column in columns)
        return Boundary(J, J_R, kind[()], radius)
    J, J_R = np.zeros(a.shape), np.zeros(a.shape)
    J[a == 1] = doubles.END
    jump = a < 1
    if np.any(jump):
        turn, height = doubles.turning_point(a[jump], np.zeros(jump.sum()), False)
        J[jump], J_R[jump] = np.exp(height), np.exp(turn)
    return Boundary(J[()], J_R[()], kind[()])


def _certified_coupling(digits: int, cutoff: bool, *arguments: Array) -> Renormalized:
    shape = arguments[0].shape
    results = []
    for J, E, a, T in zip(*(array.flat for array in arguments), strict=True):
        name = f"josephson = {J}, charging = {E}, alpha = {a}, temperature = {T}"

        def attempt(J: Any = J, E: Any = E, a: Any = a, T: Any = T) -> arb | None:
            mean = balls.Mean(arb(a), arb(T) / arb(E), cutoff)
            y = balls.renormalized(arb(J) / arb(E), mean)
            return None if y is None else y * arb(E)

        (value,) = _certified(digits, lambda: None if (v := attempt()) is None else (v,), name)
        results.append((to_mpf(value), value > 0, to_mpf(value.rad())))
    columns = np.array(results, dtype=object).reshape(len(results), 3).T
    value, ordered, radius = (column.reshape(shape) for column in columns)
    return Renormalized(value[()], ordered.astype(bool)[()], radius=radius[()])


def _certified_boundary(digits: int, alpha: Any) -> tuple[Any, Any, Any]:
    if alpha > 1:
        return to_mpf(arb(0)), to_mpf(arb(0)), to_mpf(arb(0))
    J, J_R = _certified(digits, lambda: balls.boundary(arb(alpha)), f"alpha = {alpha}")
    return to_mpf(J), to_mpf(J_R), to_mpf(J.rad().max(J_R.rad()))


def _certified(
    digits: int, attempt: Callable[[], tuple[arb, ...] | None], name: str
) -> tuple[arb, ...]:
    """Balls of relative radius below 10^-digits, with as many bits as that needs."""
    for guard in GUARD_BITS:
        with ball_precision(bits_for(digits) + guard):
            found = attempt()
            if found and all(v.is_zero() or v.rad() * 10**digits < abs(v) for v in found):
                return found
    raise ArithmeticError(
        f"no {digits} certified digits at {name}: it is too close to where a solution disappears"
    )
