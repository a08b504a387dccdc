"""Energies in units of Delta_0, and where squares and products of them suit double precision."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

FARTHEST = 1e60  # the largest ratio of a rate and Delta_0, or its inverse


ENERGIES = ("omega", "gamma_m", "gamma_s", "delta0", "eta")


@dataclass(frozen=True, eq=False)
class InUnitsOfDelta0:
    """What is common to records of functions whose energies have the unit of their delta0."""

    parameters: ClassVar[Mapping[str, str]] = dict.fromkeys(ENERGIES, "energy")
    scales: ClassVar[Mapping[str, tuple[str, str]]] = {"energy": ("delta0", "Delta_0")}


@np.errstate(all="ignore")
def solve_in_units(
    solve: Callable[..., Array], energies: Sequence[Any], unit: Any, rows: Sequence[Array]
) -> Array:
    """Has the rows filled for energies in this unit: Delta_M and Delta_S, and perhaps others.

    `solve` takes energies in units of Delta_0.  Returns, as it does, whether each point is
    solved; it is not where a gap is too small for double precision.
    """
    is_other = np.ndim(unit) > 0 or unit != 1
    if is_other:
        energies = [energy / unit for energy in energies]
    solved = solve(energies, *rows) & is_normal(rows[0])
    if is_other:
        for gap in rows[:2]:
            gap *= unit
            solved &= is_normal(gap)
    return solved


def is_normal(energy: Any) -> Any:
    """Whether a number has all the digits of double precision.

    Delta_S/Delta_0 always has, unless rates are not moderate.
    """
    size = np.abs(energy) if np.iscomplexobj(energy) else energy
    return size >= np.finfo(float).tiny


def is_moderate(ratio: Any, farthest: float = FARTHEST) -> Any:
    """Whether a rate over Delta_0 goes neither to 0 nor to infinity in squares and products.

    A frequency may: then it is negligible beside such rates, or a result is not finite.
    """
    return (1 / farthest <= ratio) & (ratio <= farthest)
