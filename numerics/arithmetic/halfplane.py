"""Integrals and Matsubara sums in double precision, for functions analytic in a half-plane.

A Green's function is analytic for Re w > 0, w = -i omega, whatever scales it has there.  In
log w that is a strip, where the trapezoidal rule converges geometrically; and the sum over many
Matsubara frequencies is a Gaussian sum over few.  Each row of an array is one function.  A
function takes frequencies, shape (rows, nodes), and answers its values.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh_tridiagonal

Array = NDArray[Any]
Function = Callable[[Array], Array]

STEP = 0.28
AGREEMENT = 5e-7  # of two steps; the error of the smaller one is about the square of this
HALVINGS = 8
ORDER = 16
GROWTH = 4
RAY = np.exp(0.25j * np.pi)
FIRST, LAST = -37.0, 4.1  # in log(x tau): outside, x exp(-RAY x tau) is below 1e-16


def integral(function: Function, scale: Array, reach: Array) -> Array:
    """Integrals of even functions over w > 0, in s = asinh(w/scale); scale and reach: (rows, 1).

    A function analytic for Re w > 0 and for |w| < scale is analytic in the strip |Im s| < pi/2,
    where the error is exp(-pi^2/STEP) = 5e-16.  What lies beyond reach must be negligible.
    Raises ArithmeticError where the rule does not converge.
    """

    def term(s: Array) -> Array:
        return function(scale * np.sinh(s)) * scale * np.cosh(s)

    return _trapezoidal(term, 0.0, float(np.max(np.arcsinh(reach / scale))), STEP)


def ray_integral(function: Function, start: Array, tau: Array, known: Array) -> Array:
    """Known parts plus real parts of integrals from start >= 0 to infinity, along a ray.

    The function falls as exp(-z tau) and is analytic in the first quadrant of z.  In
    log(z - start) this is a strip of half the width.  Shapes and errors are those of `integral`;
    the function may answer several values for each row, shape (..., rows, nodes).
    """

    def term(s: Array) -> Array:
        x = np.exp(s) / tau
        values: Array = (function(start + RAY * x) * RAY).real * x
        return values

    return _trapezoidal(term, FIRST, LAST, STEP / 2, known)


def _trapezoidal(
    term: Function, first: float, last: float, step: float, known: Array | float = 0.0
) -> Array:
    """Known parts plus integrals, by two steps that are halved until the two agree.

    At `first` the term has its centre of symmetry or is negligible, beyond `last` it is
    negligible.
    """
    step *= 2
    nodes = int(np.ceil((last - first) / step)) + 1
    values = term(first + step * np.arange(nodes))
    fine: Array = step * (values.sum(axis=-1) - values[..., 0] / 2)
    for _ in range(HALVINGS):
        coarse = fine
        middles = first + step * (np.arange(nodes) + 0.5)
        fine = (coarse + step * term(middles).sum(axis=-1)) / 2
        total: Array = known + fine
        if np.all(np.abs(fine - coarse) <= AGREEMENT * np.abs(total)):
            return total
        step, nodes = step / 2, 2 * nodes
    raise ArithmeticError("an integral over frequencies does not converge")


def matsubara_sum(function: Function, temperature: Array, reach: Array) -> Array:
    """Sums over w_n = (2 n + 1) pi T, n = 0, 1, ...; temperature and reach have shape (rows, 1).

    The first ORDER terms as they are, then blocks that grow by GROWTH.  A function analytic for
    Re w > 0 is so in an ellipse around a block, where the rule of this order has the error
    3^(-2 ORDER) = 5e-16.  What lies beyond reach must be negligible.
    """
    most = float(np.max(reach / (2 * np.pi * temperature)))
    blocks = int(np.ceil(np.log(max(most / ORDER, 1)) / np.log(GROWTH)))
    n, weights = _matsubara_rule(blocks)
    sums: Array = function(2 * np.pi * temperature * n) @ weights
    return sums


@cache
def _matsubara_rule(blocks: int) -> tuple[Array, Array]:
    """Values of n + 1/2, not of integers n alone, and the weights that they stand for."""
    places, weights = [np.arange(ORDER) + 0.5], [np.ones(ORDER)]
    end = ORDER
    for _ in range(blocks):
        shifts, masses = _gaussian((GROWTH - 1) * end)
        places.append(end + shifts)
        weights.append(masses)
        end *= GROWTH
    return np.concatenate(places), np.concatenate(weights)


def _gaussian(count: int) -> tuple[Array, Array]:
    """The rule of Gauss for the sum over 1/2, 3/2, ..., count - 1/2.

    From the recurrence of the polynomials that are orthogonal on these points (Gram, Chebyshev;
    DLMF 18.22 for Hahn's with alpha = beta = 0), by the eigenvalues of its matrix.
    """
    k = np.arange(1.0, ORDER)
    off_diagonal = k * np.sqrt((float(count) - k) * (count + k) / (4 * k**2 - 1)) / 2
    places, vectors = eigh_tridiagonal(np.zeros(ORDER), off_diagonal)
    return places + count / 2, count * vectors[0] ** 2
