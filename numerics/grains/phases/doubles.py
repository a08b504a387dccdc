"""The mean field (26)-(28) in double precision, energies in units of E_0.

alpha is that of (27) as printed: A(omega) = omega^2 + 2 b |omega| + y, b = DAMPING alpha,
y = J_R/E_0.
(26) at P_n(0) = 1 reads ln J = h(ln y), with h(L) = L + D/2 and D = <|Delta phi_p|^2>.
h falls to one minimum and rises beyond it; at T = 0 and alpha >= 1 it rises from the start.  With
the cutoff of (28) at T > 0, h jumps down where a frequency passes the cutoff.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import elementwise
from scipy.special import digamma, polygamma

from numerics.grains.phases import constants

Array = NDArray[Any]

FAR = 1e8  # b/sqrt(y) from which r is b
VAST = 1e17  # argument from which digamma is the logarithm
NEGLIGIBLE = 1e-60  # alpha on the boundary, where J_R/E_0 is 1/256 and more
CLOSE = 2e-2  # relative distance of digammas whose difference is a derivative
STEPS = 100_000
DAMPING, END = float(constants.DAMPING), float(constants.END)


def fluctuation(L: Array, alpha: Array, T: Array, cutoff: bool) -> Array:
    """D of (27) at y = exp(L), or of (28) with the cutoff |omega_n| > J_R."""
    L, alpha, T = np.broadcast_arrays(L, alpha, T)
    values, cold = np.empty(L.shape), T == 0
    values[cold] = fluctuation_at_zero(L[cold], alpha[cold], cutoff)
    values[~cold] = thermal_fluctuation(L[~cold], alpha[~cold], T[~cold], cutoff)
    return values


def fluctuation_at_zero(L: Array, alpha: Array, cutoff: bool) -> Array:
    """arctan(r/(b + w))/(2 pi r), r^2 = y - b^2, w = y with the cutoff and 0 without.

    For imaginary r = i q the arctangent is the logarithm of (b + w + q)/(b + w - q), halved; there
    b - q = y/(b + q).
    """
    y, b = np.exp(L), DAMPING * alpha
    r = np.sqrt(np.abs(y - b**2))
    w = y if cutoff else np.zeros_like(y)
    with np.errstate(divide="ignore", invalid="ignore"):
        over_y = np.where(b > FAR * np.sqrt(y), np.log(2 * b), np.log(b + r + w)) - L
        logarithm = (over_y - np.log(w / y + 1 / (b + r))) / 2
        far = (np.log(2 * b) - L - np.log(float(cutoff) + 1 / (2 * b))) / 2
        logarithm = np.where(b > FAR * np.sqrt(y), far, logarithm)
        angle = np.where(y > b**2, np.arctan2(r, b + w), logarithm)
        return np.where(r == 0, 1 / (b + w), angle / r) / (2 * np.pi)


def thermal_fluctuation(L: Array, alpha: Array, T: Array, cutoff: bool) -> Array:
    """T/2 times the sum of 1/A(omega_n), omega_n = 2 pi n T, by digamma functions."""
    y, unit = np.exp(L), 2 * np.pi * T
    first = np.floor(y / unit) + 1 if cutoff else np.ones_like(y)
    middle = first + DAMPING * alpha / unit
    half = np.emath.sqrt((DAMPING * alpha) ** 2 - y + 0j) / unit
    tail = digamma_slope(middle, half) / unit**2
    return T * (tail if cutoff else tail + 1 / (2 * y))


def digamma_slope(middle: Array, half: Array) -> Array:
    """(digamma(middle + half) - digamma(middle - half))/(2 half), half real or imaginary."""
    close = np.abs(half) < CLOSE * middle
    apart = np.where(close, 1, half)
    quotient = (digamma(middle + apart) - digamma(middle - apart)) / (2 * apart)
    vast = middle > VAST
    square = (np.where(close & ~vast, half, 0) ** 2).real
    slope = sum(
        polygamma(n, middle) * square ** (n // 2) / factorial
        for n, factorial in ((1, 1), (3, 6), (5, 120), (7, 5040))
    )
    part = ((half / middle) ** 2).real
    logarithmic = (1 + part / 3 + part**2 / 5 + part**3 / 7) / middle
    return np.where(close, np.where(vast, logarithmic, slope), quotient.real)


def height(L: Array, alpha: Array, T: Array, cutoff: bool) -> Array:
    """h(L) = ln J of the solution y = exp(L)."""
    return L + fluctuation(L, alpha, T, cutoff) / 2


def renormalized(
    josephson: Array, charging: Array, alpha: Array, temperature: Array, *, cutoff: bool
) -> tuple[Array, Array, Array]:
    """J_R of the stable solution, whether there is one, and J_R of the unstable solution.

    In the unit of the energies; 0 where there is no solution.
    """
    J, E, a, T = np.broadcast_arrays(josephson, charging, alpha, temperature)
    flat = (J / E).ravel(), a.ravel(), (T / E).ravel()
    stable, unstable = solutions(*flat, cutoff)
    value, other = (E * np.exp(L.reshape(E.shape)) for L in (stable, unstable))
    return value[()], np.isfinite(stable).reshape(E.shape)[()], other[()]


def boundary(alpha: Array) -> tuple[Array, Array]:
    """J/E_0 and J_R/E_0 on the boundary; 0 for alpha > 1."""
    J, J_R = np.zeros(alpha.shape), np.zeros(alpha.shape)
    J[alpha == 1] = END
    jump = alpha < 1
    alpha = np.where(alpha < NEGLIGIBLE, 0, alpha)
    if np.any(jump):
        turn, height = turning_point(alpha[jump], np.zeros(jump.sum()), False)
        J[jump], J_R[jump] = np.exp(height), np.exp(turn)
    return J[()], J_R[()]


def solutions(josephson: Array, alpha: Array, T: Array, cutoff: bool) -> tuple[Array, Array]:
    """ln y of the stable and of the unstable solution; -inf where there is none.

    Arrays of one shape.  For T > 0 with the cutoff the unstable one is not sought.
    """
    with np.errstate(divide="ignore"):
        target = np.log(josephson)
    stable, unstable = (np.full(target.shape, -np.inf) for _ in range(2))
    falling = ((T > 0) & ~np.bool_(cutoff)) | ((T == 0) & (alpha < 1))
    rising = (T == 0) & (alpha >= 1) & ((alpha > 1) | (josephson > limit_at_one(cutoff)))
    for rows, find in ((falling, _two), (rising, _one), ((T > 0) & cutoff, _largest)):
        rows = rows & (josephson > 0)
        if np.any(rows):
            found = find(target[rows], alpha[rows], T[rows], cutoff)
            stable[rows], unstable[rows] = found
    return stable, unstable


def limit_at_one(cutoff: bool) -> float:
    """J/E_0 at alpha = 1 below which no J_R > 0 is left.

    What the cutoff takes from D at a vanishing J_R makes a factor of 1/(1 + 2 b).
    """
    return END / (1 + 2 * DAMPING) if cutoff else END


def turning_point(alpha: Array, T: Array, cutoff: bool) -> tuple[Array, Array]:
    """ln y and ln J where h has its minimum."""
    start = np.log(np.maximum(T / 4, np.maximum(1 - alpha, 1e-300) ** 2 / 256))
    args = (alpha, T, np.full(alpha.shape, float(cutoff)))

    def h(L: Array, alpha: Array, T: Array, _: Array) -> Array:
        return height(L, alpha, T, cutoff)

    bracket = elementwise.bracket_minimum(h, start, args=args, maxiter=2000)
    lowest = elementwise.find_minimum(h, bracket.bracket, args=args)
    if not np.all(lowest.success):
        raise ArithmeticError("the boundary of the ordered phase was not found")
    return lowest.x, lowest.f_x


def _two(target: Array, alpha: Array, T: Array, cutoff: bool) -> tuple[Array, Array]:
    turn, lowest = turning_point(alpha, T, cutoff)
    stable, unstable = (np.full(target.shape, -np.inf) for _ in range(2))
    rows = target >= lowest
    if np.any(rows):
        above = turn[rows], target[rows]
        stable[rows] = _root(above, target[rows], alpha[rows], T[rows], cutoff)
        below = turn[rows] - 1, turn[rows]
        unstable[rows] = _root(below, target[rows], alpha[rows], T[rows], cutoff, grow=True)
    return stable, unstable


def _one(target: Array, alpha: Array, T: Array, cutoff: bool) -> tuple[Array, Array]:
    stable = _root((target - 1, target), target, alpha, T, cutoff, grow=True)
    return stable, np.full(target.shape, -np.inf)


def _root(
    bracket: tuple[Array, Array],
    target: Array,
    alpha: Array,
    T: Array,
    cutoff: bool,
    grow: bool = False,
) -> Array:
    """The zero of h - target in a bracket, or beyond its lower end if it may grow there."""
    args = (target, alpha, T)

    def excess(L: Array, target: Array, alpha: Array, T: Array) -> Array:
        return height(L, alpha, T, cutoff) - target

    low, high = bracket
    if grow:
        found = elementwise.bracket_root(excess, low, high, xmax=high, args=args, maxiter=2000)
        low, high = found.bracket
    root = elementwise.find_root(excess, (low, high), args=args)
    touching = excess(bracket[0], *args) * excess(bracket[1], *args) >= 0
    if not np.all(root.success | (touching & (not grow))):
        raise ArithmeticError("a solution of the mean-field equations was not found")
    return np.where(root.success, root.x, bracket[0])


def _largest(target: Array, alpha: Array, T: Array, cutoff: bool) -> tuple[Array, Array]:
    """The largest solution: iterated from above, where ln J - D/2 rises with L."""
    L = target.copy()
    for _ in range(STEPS):
        lower = target - fluctuation(L, alpha, T, cutoff) / 2
        if np.all(L - lower <= 4e-16 * (1 + np.abs(L))):
            return L, np.full(L.shape, -np.inf)
        L = np.minimum(lower, L)
    raise ArithmeticError(
        f"the iteration of (26) and (28) has not converged in {STEPS} steps: "
        "the coupling is too close to where a solution disappears"
    )
