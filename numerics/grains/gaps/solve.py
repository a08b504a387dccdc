"""The gap equations (21) solved on the imaginary and on the real axis, in any precision."""

from dataclasses import dataclass, field
from typing import Any, Literal, get_args

import numpy as np
from flint import arb
from numpy.typing import NDArray

from numerics.arithmetic.arguments import (
    Numbers,
    energies,
    require_not_negative,
    require_option,
    require_positive,
)
from numerics.arithmetic.certified import evaluated
from numerics.grains.gaps import balls, doubles, imaginary_axis
from numerics.grains.gaps.units import InUnitsOfDelta0

Array = NDArray[Any]
Axis = Literal["matsubara", "real"]


@dataclass(frozen=True, eq=False)
class Gaps(InUnitsOfDelta0):
    """Delta_M and Delta_S at every point, in the unit of delta0.

    In double precision, `accuracy` estimates the error of the worse one of the two gaps, relative
    to its modulus.  It is one number on the imaginary axis, an array on the real axis, and never
    exceeds 1e-12.  With digits=N it is None, and `radius` bounds the error of both gaps,
    rigorously; it is smaller than 10^-N times either gap.
    """

    metal: Any = field(metadata={"unit": "energy"})
    superconductor: Any = field(metadata={"unit": "energy"})
    accuracy: Any = field(default=None, metadata={"unit": "1"})
    radius: Any = field(default=None, metadata={"unit": "energy"})


def solve_gaps(
    omega: "Numbers",
    gamma_m: "Numbers",
    gamma_s: "Numbers",
    delta0: "Numbers" = 1.0,
    *,
    axis: Axis = "matsubara",
    eta: "Numbers" = 0.0,
    digits: int | None = None,
) -> Gaps:
    """Gap functions of the metallic and the superconducting grains, Eq. (21).

    axis="matsubara": omega is the Matsubara frequency, of any sign or 0; the gaps are float64.
    axis="real": the retarded gaps at omega + i eta, complex128; eta = 0 is the limit from above.
    All arguments broadcast, and the result has their shape; empty arrays give empty arrays.  All
    are in one unit, that of delta0.  A rate of 0 is the limit: without gamma_m the gap of the
    superconducting grains is delta0, without gamma_s that of the metallic grains is 0.

    digits=N, from 5 to 10000, returns mpmath numbers, certified in ball arithmetic.  Arguments
    may then also be fractions, mpf, and strings such as "0.1"; a float stands for its binary value.

    Every point has passed a check of its residual and its branch.  Where double precision does
    not give 12 digits, as close to a gap edge, the point is solved again in ball arithmetic.
    Raises ValueError for bad arguments, before any work, and ArithmeticError, which names the
    point, where there is no certified solution, as at a gap edge itself, or where a gap in double
    precision is below 2e-308.
    """
    require_option("axis", axis, get_args(Axis))
    given = {"omega": omega, "gamma_m": gamma_m, "gamma_s": gamma_s, "delta0": delta0, "eta": eta}
    arguments = dict(zip(given, energies(given, digits), strict=True))
    require_positive("delta0", arguments["delta0"])
    for name in ("gamma_m", "gamma_s", "eta"):
        require_not_negative(name, arguments[name])
    if axis == "real":
        solvers = doubles.gaps_on_real_axis, balls.gaps_on_real_axis
        return _gaps(evaluated(*solvers, arguments, digits, count=2), digits)
    zeros = arguments.pop("eta")
    if np.any(zeros > 0):
        raise ValueError(
            "eta has no meaning on the Matsubara axis: choose the real axis, or no eta"
        )
    if zeros.ndim:
        arguments["omega"] = arguments["omega"] + zeros  # of the shape of both
    starts = [_start(*arguments.values())] if digits else []
    alike = doubles.gaps_on_imaginary_axis, balls.gaps_on_imaginary_axis
    return _gaps(evaluated(*alike, arguments, digits, count=2, starts=starts), digits)


def _gaps(results: tuple[Any, ...], digits: int | None) -> Gaps:
    """Both gaps, then the accuracy in double precision, or the radius."""
    if digits is None:
        return Gaps(*results)
    metal, superconductor, radius = results
    return Gaps(metal, superconductor, radius=radius)


def _start(*values: Array) -> Array:
    """E_S in double precision, from which ball arithmetic starts on the imaginary axis."""
    in_doubles = ([float(arb(x)) for x in value.flat] for value in values)
    arrays = (np.reshape(v, value.shape) for v, value in zip(in_doubles, values, strict=True))
    return imaginary_axis.energy(*arrays)
