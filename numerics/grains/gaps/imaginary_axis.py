"""The gap equations (21) on the imaginary axis in double precision, on whole arrays.

Newton's method for the cycle of `gaps.cycle`, in place.  w is of any sign, and energies are
in units of Delta_0.  The first steps are in single precision, the last one is in double.  The
memory that a solver keeps is these rows, each with a place for every point of a chunk:

    float32   | fixed: 4 rows | between: 3 rows | t | w | Gamma_M | Gamma_S |
                                                  |
                                                  +---- two steps, then to double precision
                                                  v
    float64   | fixed: 4 rows |                   t | 2 rows | and the result: Delta_M | Delta_S |

fixed: w^2, the coefficients of R^2 = constant + weight/E_S, and the stiffness, which stay the same
in all steps.  between: what an operation leaves for the next ones.  In double precision the
memory of the result serves until the gaps are there.
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
FIXED, BETWEEN, COPIES = 4, 3, 3  # rows, in the picture above


def solver(size: int) -> Callable[[Sequence[Any], Array, Array], Array]:
    """Function that solves up to so many points at a time, in arrays that it keeps.

    Its arguments are w, Gamma_M and Gamma_S, each a number or an array of the shape (points,),
    and such arrays for Delta_M and Delta_S, which it fills with a relative error below ACCURACY.
    It returns whether each point is solved; an unsolved one is for ball arithmetic.
    """
    singles = np.empty((FIXED + BETWEEN + 1 + COPIES, size), np.float32)
    doubles = np.empty((FIXED + BETWEEN, size))

    @np.errstate(all="ignore")
    def solve(energies: Sequence[Any], gap_M: Array, gap_S: Array) -> Array:
        """All steps are in double where single precision has not the range, if that has it."""
        *rows, t, w, gamma_m, gamma_s = singles[:, : gap_M.size]
        copies = [_copied(*pair) for pair in zip(energies, (w, gamma_m, gamma_s), strict=True)]
        _newton(copies, rows, t, STEPS - 1)
        space = list(doubles[:, : gap_M.size])
        solved = _solved(energies, space, (gap_M, gap_S), 1, t)
        if not np.all(solved):
            moderate = is_moderate(energies[1]) & is_moderate(energies[2])
            solved = _solved(energies, space, (gap_M, gap_S), STEPS) & moderate
        return solved

    return solve


@np.errstate(all="ignore")
def energy(w: Array, gamma_m: Array, gamma_s: Array, delta0: Array) -> Array:
    """E_S, unchecked, for energies in any unit; the arguments broadcast."""
    shape = np.broadcast(w, gamma_m, gamma_s, delta0).shape
    *rows, t = (np.empty(shape) for _ in range(FIXED + BETWEEN + 1))
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
    fixed, scratch = rows[:FIXED], rows[FIXED:]
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
    _newton(energies, [*rows[:FIXED], agreement, spare, *gaps], t, steps, rough)
    F.gaps(constant, weight, *energies[1:], t, out=gaps, scratch=[agreement, spare, stiffness])
    F.agreement(square, t, gaps[1], out=[agreement], scratch=[spare, stiffness])
    return np.asarray((agreement > 1 - 2 * ACCURACY) & (agreement < 1 + 2 * ACCURACY))
