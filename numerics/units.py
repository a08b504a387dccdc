"""Energies in units of Delta_0, and where squares and products of them suit double precision."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

MODERATE = 1e-60, 1e60


@np.errstate(all="ignore")
def solve_in_units(
    solve: Callable[..., Array], energies: Sequence[Any], unit: Any, rows: Sequence[Array]
) -> Array:
    """Has the rows filled for energies in this unit: Delta_M and Delta_S, and perhaps others.

    `solve` takes energies in units of Delta_0.  Answers, as it does, whether each point is
    solved; it is not where a gap is too small for double precision.
    """
    if np.ndim(unit) == 0 and unit == 1:
        return solve(energies, *rows) & is_normal(rows[0])
    solved = solve([energy / unit for energy in energies], *rows) & is_normal(rows[0])
    for gap in rows[:2]:
        gap *= unit
        solved &= is_normal(gap)
    return solved


def is_normal(gap: Any) -> Any:
    """Whether a gap has all the digits of double precision.

    Delta_S/Delta_0 always has, unless rates are not moderate.
    """
    size = np.abs(gap) if np.iscomplexobj(gap) else gap
    return size >= np.finfo(float).tiny


def is_moderate(gamma_m: Any, gamma_s: Any) -> Any:
    """Whether rates in units of Delta_0 go neither to 0 nor to infinity in squares and products.

    Frequencies may: then they are negligible beside such rates, or a result is not finite.
    """
    least, most = MODERATE
    smaller, larger = np.minimum(gamma_m, gamma_s), np.maximum(gamma_m, gamma_s)
    return (least <= smaller) & (larger <= most)
