"""The gap equations (21) on the imaginary axis in double precision, on whole arrays.

Newton's method for the cycle of `gaps.cycle`, in place.  w is of any sign, and energies are
in units of Delta_0.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from numerics.arithmetic.in_place import in_place_function
from numerics.grains.gaps.cycle import cycle
from numerics.grains.gaps.units import is_moderate

Array = NDArray[Any]

ACCURACY = 1e-14
# The start is right to 41 %; the steps leave 6e-4, 5e-9, 1e-15.
STEPS = 3
# Rows for the coefficients and what lies between, for t, and for copies of w, Gamma_M, Gamma_S.
COEFFICIENTS, BETWEEN, COPIES = 4, 3, 3


def solver(size: int) -> Callable[[Sequence[Any], Array, Array], Array]:
    """Function that solves up to so many points at a time, in arrays that it keeps.

    Its arguments are w, Gamma_M and Gamma_S, each a number or an array of the shape (points,),
    and such arrays for Delta_M and Delta_S, which it fills with a relative error below ACCURACY.
    It answers whether each point is solved; an unsolved one is for ball arithmetic.
    """
    half = -(-size // 2)
    singles = np.empty((COEFFICIENTS + BETWEEN + 1 + COPIES, 2 * half), np.float32)
    doubles = singles[: COEFFICIENTS + BETWEEN].view(np.float64)

    @np.errstate(all="ignore")
    def solve(energies: Sequence[Any], gap_M: Array, gap_S: Array) -> Array:
        """Two steps in single precision, which is faster, and one in double.

        Where single precision has not the range, all steps are in double, if that has it.  It
        takes half of the points at a time, in the memory of single precision but for its t.
        """
        *rows, t, w, gamma_m, gamma_s = singles[:, : gap_M.size]
        copies = [_copied(*pair) for pair in zip(energies, (w, gamma_m, gamma_s), strict=True)]
        _newton(copies, rows, t, STEPS - 1)
        solved = np.empty(gap_M.shape, bool)
        for first in range(0, gap_M.size, half):
            part = slice(first, first + half)
            some = [energy[part] if np.ndim(energy) else energy for energy in energies]
            gaps = gap_M[part], gap_S[part]
            space = list(doubles[:, : gaps[0].size])
            solved[part] = _solved(some, space, gaps, 1, t[part])
            if not np.all(solved[part]):
                moderate = is_moderate(some[1]) & is_moderate(some[2])
                solved[part] = _solved(some, space, gaps, STEPS) & moderate
        return solved

    return solve


@np.errstate(all="ignore")
def energy(w: Array, gamma_m: Array, gamma_s: Array, delta0: Array) -> Array:
    """E_S, unchecked, for energies in any unit; the arguments broadcast."""
    shape = np.broadcast(w, gamma_m, gamma_s, delta0).shape
    *rows, t = (np.empty(shape) for _ in range(COEFFICIENTS + BETWEEN + 1))
    _newton([w / delta0, gamma_m / delta0, gamma_s / delta0], rows, t, STEPS)
    return np.asarray(delta0 / t)


def _copied(value: Any, row: Array) -> Any:
    """The value in the precision of the row; an array is written to the row."""
    if np.ndim(value) == 0:
        return row.dtype.type(value)
    np.copyto(row, value)
    return row


def _newton(
    energies: Sequence[Any], rows: Sequence[Array], t: Array, steps: int, rough: Array | None = None
) -> None:
    """Writes t, from a rough t or from the start, and to the first rows what stays the same."""
    F = cycle(in_place_function)
    w, gamma_m, gamma_s = energies
    fixed, scratch = rows[:COEFFICIENTS], rows[COEFFICIENTS:]
    F.coefficients(w, gamma_m, gamma_s, out=fixed, scratch=scratch)
    if rough is None:
        F.start(fixed[0], gamma_m, gamma_s, out=[t], scratch=scratch)
    else:
        np.copyto(t, rough)
    for _ in range(steps):
        F.step(*fixed, gamma_m, t, out=[t], scratch=scratch)


def _solved(
    energies: Sequence[Any],
    rows: Sequence[Array],
    gaps: Sequence[Array],
    steps: int,
    rough: Array | None = None,
) -> Array:
    """Writes the gaps; whether t is close to t after one more cycle.

    The solution is between the two.  Until the gaps are there, their memory serves.
    """
    F = cycle(in_place_function)
    square, constant, weight, stiffness, t, agreement, spare = rows
    _newton(energies, [*rows[:COEFFICIENTS], agreement, spare, *gaps], t, steps, rough)
    F.gaps(constant, weight, *energies[1:], t, out=gaps, scratch=[agreement, spare, stiffness])
    F.agreement(square, t, gaps[1], out=[agreement], scratch=[spare, stiffness])
    return np.asarray((agreement > 1 - 2 * ACCURACY) & (agreement < 1 + 2 * ACCURACY))
