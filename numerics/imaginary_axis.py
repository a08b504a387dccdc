"""The gap equations (21) on the imaginary axis in double precision, on whole arrays.

Newton's method for the cycle of `numerics.cycle`, in place.  The functions take values of
`numerics.system.PARAMETERS`, w of any sign.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from numerics.cycle import cycle
from numerics.in_place import in_place_function
from numerics.system import PARAMETERS

Array = NDArray[Any]

ACCURACY = 1e-14
# The start is right to 41 %; the steps leave 6e-4, 5e-9, 1e-15.
STEPS = 3
# Double precision takes its points in parts, whose rows need as much of the cache.
PARTS = 2
COEFFICIENTS = 4
# Rows for the coefficients, for t, and for what lies between.
ROWS = COEFFICIENTS + 1 + 3
# Of these, in double precision: the rows of the gaps stand in for the last, until they hold them.
ROWS_OF_DOUBLES = COEFFICIENTS + 1 + 2


def solver(size: int) -> Callable[[Sequence[Any], Array, Array], Array]:
    """Function that solves up to so many points at a time, in arrays that it keeps.

    Its arguments are the values, each a number or an array of the shape (points,), and such
    arrays for Delta_M and Delta_S, which it fills with a relative error below ACCURACY.  It
    answers whether each point is solved; an unsolved one is for ball arithmetic.
    """
    most = -(-size // PARTS)
    rows_of_singles = np.empty((len(PARAMETERS) + ROWS, size), np.float32)
    rows_of_doubles = np.empty((ROWS_OF_DOUBLES, most))

    @np.errstate(all="ignore")
    def solve(values: Sequence[Any], gap_M: Array, gap_S: Array) -> Array:
        """Two steps in single precision, which is faster, and one in double.

        Where single precision has not the range, all steps are in double.
        """
        singles = list(rows_of_singles[:, : gap_M.size])
        copies = [_copied(value, singles.pop()) for value in values]
        rough = _newton(copies, singles, STEPS - 1)[1]
        solved = np.empty(gap_M.shape, bool)
        for first in range(0, gap_M.size, most):
            part = slice(first, first + most)
            some = [value[part] if np.ndim(value) else value for value in values]
            n = gap_M[part].size
            doubles = [*rows_of_doubles[:, :n], gap_M[part], gap_S[part]]
            solved[part] = _solved(some, doubles, 1, rough[part])
            if not np.all(solved[part]):
                solved[part] = _solved(some, doubles, STEPS)
        return solved

    return solve


@np.errstate(all="ignore")
def energy(w: Array, gamma_m: Array, gamma_s: Array, delta0: Array) -> Array:
    """E_S, unchecked; the arguments broadcast."""
    values = w, gamma_m, gamma_s, delta0
    shape = np.broadcast(*values).shape
    return np.asarray(1 / _newton(values, [np.empty(shape) for _ in range(ROWS)], STEPS)[1])


def _copied(value: Any, row: Array) -> Any:
    """The value in the precision of the row; an array is written to the row."""
    if np.ndim(value) == 0:
        return row.dtype.type(value)
    np.copyto(row, value)
    return row


def _newton(
    values: Sequence[Any], rows: Sequence[Array], steps: int, rough: Array | None = None
) -> tuple[Sequence[Any], Array]:
    """What stays the same, and t = 1/E_S after so many steps from a rough t, or from the start."""
    F = cycle(in_place_function)
    coefficients, t, scratch = rows[:COEFFICIENTS], rows[COEFFICIENTS], rows[COEFFICIENTS + 1 :]
    w, gamma_m, gamma_s, delta0 = values
    gap_square = delta0 * delta0
    F.coefficients(w, gamma_m, gamma_s, gap_square, out=coefficients, scratch=scratch)
    if rough is None:
        F.start(coefficients[0], gamma_m, gamma_s, gap_square, out=[t], scratch=scratch)
    else:
        np.copyto(t, rough)
    fixed = *coefficients, gap_square, gamma_m
    for _ in range(steps):
        F.step(*fixed, t, out=[t], scratch=scratch)
    return fixed, t


def _solved(
    values: Sequence[Any], rows: Sequence[Array], steps: int, rough: Array | None = None
) -> Array:
    """Writes the gaps to the last rows; whether t is close to t after one more cycle.

    The solution is between the two.
    """
    F = cycle(in_place_function)
    (square, constant, weight, stiffness, *_), t = _newton(values, rows, steps, rough)
    agreement, *scratch, gap_M, gap_S = rows[COEFFICIENTS + 1 :]
    scratch += [stiffness]
    F.gaps(constant, weight, *values[1:], t, out=[gap_M, gap_S], scratch=[agreement, *scratch])
    F.agreement(square, t, gap_S, out=[agreement], scratch=scratch)
    return np.asarray((agreement > 1 - 2 * ACCURACY) & (agreement < 1 + 2 * ACCURACY))
