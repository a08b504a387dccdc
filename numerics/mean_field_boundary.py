"""The boundary of superconducting order at T = 0 in the mean field (26), (27), in closed form."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

NEAR_ONE = 1e-4
HALVINGS = 60
FARTHEST = 1e9  # the x at which alpha is 1 to double precision


def boundary(alpha: ArrayLike) -> NDArray[Any]:
    """J/E_0 from which on phases are ordered: e^2/256 at alpha = 0, 0 for alpha >= 1.

    With A(x) = arccos(x)/sqrt(1 - x^2), alpha = x (A - x)/(1 - x^2) increases from 0 to 1, and
    j_c = (alpha/8 pi x)^2 exp(2 x A/alpha).
    """
    alpha = np.asarray(alpha, float)
    inside = (alpha > 0) & (alpha < 1)
    wanted = np.where(inside, alpha, 0.5)
    low, high = np.log(wanted / 2), np.full(wanted.shape, np.log(FARTHEST))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        below = _alpha(np.exp(middle)) < wanted
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    x = np.exp(low)
    jump = (wanted / (8 * np.pi * x)) ** 2 * np.exp(2 * x * _angle_ratio(x) / wanted)
    return np.where(inside, jump, np.where(alpha < 1, np.e**2 / 256, 0.0))


def _angle_ratio(x: NDArray[Any]) -> NDArray[Any]:
    """A(x), real on both sides of 1, where it is 1."""
    root = np.emath.sqrt(1 - x * x) + 0j
    near = np.abs(x - 1) < NEAR_ONE
    ratio = np.arccos(x + 0j) / np.where(near, 1, root)
    return np.where(near, 1 - (x - 1) / 3, np.abs(ratio))


def _alpha(x: NDArray[Any]) -> NDArray[Any]:
    near = np.abs(x - 1) < NEAR_ONE
    square = np.where(near, 1, 1 - x * x)
    return np.where(near, 2 / 3 + (x - 1) * 4 / 15, x * (_angle_ratio(x) - x) / square)
