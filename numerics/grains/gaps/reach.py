"""How far along its path a limit can be trusted: the rates at which its error reaches 10 %, ..."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from derive.grains.symbols import Delta_0, Gamma_M, Gamma_S, omega
from derive.notation import eps
from derive.record import Equation
from numerics.arithmetic.functions import numpy_function
from numerics.grains.gaps.validity import TOLERANCES, error_of, require_limit
from numerics.judge.verify import recorded

Array = NDArray[Any]
Which = Literal["printed", "derived"]

GRID = np.logspace(-8, 1, 181)  # values of eps
REFINEMENTS, SUBDIVISIONS = 2, 33


@dataclass(frozen=True)
class Reach:
    """Where the error of a limit reaches the tolerance, on the way out of the limit.

    The energies there are in units of Delta_0; None where the error is above the tolerance all
    along the path.
    """

    label: str
    form: Which
    tolerance: float
    gamma_m: float | None = None
    gamma_s: float | None = None
    omega: float | None = None


def reaches(limit: Equation | str, form: Which = "printed") -> tuple[Reach, ...]:
    """For each tolerance, where on its regime's path the limit leaves it for the first time.

    limit: a label, or the record of that label.  form="derived" takes the derived form, with its
    next term.  eps runs from 1e-8 to 10, where
    a limit that never leaves the tolerance is said to leave it.
    Raises ValueError for a label that is no limit.
    """
    record = recorded(limit)
    require_limit(record.label)
    shown = record.printed if form == "printed" else record.derived()

    def errors(small: Array) -> Array:
        return error_of(shown, record.label, *_path(record, small))

    on_grid = errors(GRID)
    return tuple(_reach(record, form, tolerance, errors, on_grid) for tolerance in TOLERANCES)


def _reach(
    record: Equation,
    form: Which,
    tolerance: float,
    errors: Callable[[Array], Array],
    on_grid: Array,
) -> Reach:
    """errors: the relative error at each eps; on_grid: at those of the grid."""
    inside = _inside(on_grid, GRID, tolerance)
    if inside is None:
        return Reach(record.label, form, tolerance)
    for _ in range(REFINEMENTS):
        small = np.geomspace(*inside, SUBDIVISIONS)
        inside = _inside(errors(small), small, tolerance) or inside
    (frequency,), (gamma_m,), (gamma_s,) = _path(record, np.array(inside[:1]))
    return Reach(record.label, form, tolerance, float(gamma_m), float(gamma_s), float(frequency))


def _inside(errors: Array, small: Array, tolerance: float) -> tuple[float, float] | None:
    """The last eps within the tolerance and the first beyond it; None where all are beyond it."""
    beyond = np.flatnonzero(errors >= tolerance)
    first = beyond[0] if beyond.size else len(small) - 1
    return (float(small[first - 1]), float(small[first])) if first else None


def _path(record: Equation, small: Array) -> tuple[Array, Array, Array]:
    """omega, Gamma_M, Gamma_S at each eps, in units of Delta_0."""
    regime = record.regime
    assert regime is not None
    values = (
        numpy_function((eps,), regime.path[symbol] / regime.path[Delta_0])(small)
        for symbol in (omega, Gamma_M, Gamma_S)
    )
    frequency, gamma_m, gamma_s = (np.broadcast_to(value, small.shape) for value in values)
    return frequency, gamma_m, gamma_s
