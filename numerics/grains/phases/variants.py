"""Where order is lost at T = 0 in variants of the mean field: (28), the gapped kernel, note 16.

Energies are in units of E_0, and alpha is h/(2 e^2 R), of which 1 is critical in (27).  With a gap
of the metallic grains the kernel of (12b) has it, and its transform takes the place of alpha
|omega|/(4 pi); a gap of 0 stands for metals.  With note 16 both rates are multiplied by exp(-D/4),
D = <|Delta phi_p|^2>, and with weak tunnelling so are J_MS, alpha_MS and the gap.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import ellipe, ellipk

Array = NDArray[Any]

STEP = 0.05  # of ln omega: the trapezoidal rule then errs by exp(-pi^2/STEP)
FREQUENCIES = np.exp(np.arange(-70.0, 45.0, STEP))
TINY = 1e-50  # a gap below all frequencies, which is as good as none
SMALL = 1e-5  # (omega/2 gap)^2 below which two terms of the damping's series are enough
ITERATIONS = 2000  # of D with note 16, which grows from 0
LOWEST, HIGHEST = -50.0, 2.0  # of ln J_R among which the smallest J is sought
SOUGHT = 209  # values of ln J_R of the first search


@dataclass(frozen=True)
class Loss:
    """J and J_R where order is lost, and the factor by which note 16 multiplies the gap there.

    J and J_R are in units of E_0.  interior: whether J is smallest at a finite J_R, from which J_R
    jumps to 0; without, J falls down to the smallest J_R that is tried.
    """

    josephson: float
    coupling: float
    factor: float
    interior: bool


def damping(w: Array, alpha: float, gap: float) -> Array:
    """What the kernel adds to omega^2 + J_R in (27); shape of w."""
    if gap < TINY:
        return alpha * w / (4 * np.pi)
    z = (w / (2 * gap)) ** 2
    closed = (4 * ellipe(-z) - 2 * ellipk(-z)) / np.pi - 1
    near = np.minimum(z, SMALL)
    series = 3 * near / 4 - 15 * near**2 / 64
    added: Array = alpha * gap / 8 * np.where(z < SMALL, series, closed)
    return added


def fluctuation(coupling: float, alpha: float, gap: float = 0.0, *, cutoff: bool = False) -> float:
    """D of (27) at T = 0 for J_R = coupling, or of (28), whose cutoff is J_R."""
    w = FREQUENCIES + coupling if cutoff else FREQUENCIES
    terms = FREQUENCIES / (w**2 + coupling + damping(w, alpha, gap))
    return float(STEP * np.sum(terms) / (2 * np.pi))


def reduced_fluctuation(coupling: float, alpha: float, gap: float = 0.0) -> float:
    """The smallest D that is its own with note 16: iterated from 0, as D grows with D."""
    D = 0.0
    for _ in range(ITERATIONS):
        factor = np.exp(-D / 4)
        following = fluctuation(coupling, alpha * factor, gap * factor)
        if following - D < 1e-13 * following:
            return following
        D = following
    raise ArithmeticError(f"D with note 16 is not reached at J_R = {coupling!r}")


def loss_of_order(
    alpha: float, gap: float = 0.0, *, cutoff: bool = False, note: bool = False
) -> Loss:
    """Where (26) loses its last solution J_R > 0.

    alpha, gap >= 0.  Raises ValueError for others, and for a cutoff together with note 16.
    """
    if not (0 <= alpha < np.inf and 0 <= gap < np.inf):
        raise ValueError(f"alpha = {alpha!r}, gap = {gap!r}: give numbers >= 0")
    if cutoff and note:
        raise ValueError("the cutoff of (28) and note 16 are not combined: give one of them")

    def own(logarithm: float) -> float:
        coupling = np.exp(logarithm)
        if note:
            return reduced_fluctuation(coupling, alpha, gap)
        return fluctuation(coupling, alpha, gap, cutoff=cutoff)

    weight = 0.75 if note else 0.5

    def needed(logarithm: float) -> float:
        return logarithm + weight * own(logarithm)

    return _smallest(needed, own, note)


def _smallest(needed: Callable[[float], float], own: Callable[[float], float], note: bool) -> Loss:
    """The smallest J, and what belongs to it; `needed` returns ln J for a ln J_R."""
    tried = np.linspace(LOWEST, HIGHEST, SOUGHT)
    heights = [needed(each) for each in tried]
    least = int(np.argmin(heights))
    if least == 0:
        return Loss(float(np.exp(heights[0])), float(np.exp(tried[0])), 1.0, False)
    found = minimize_scalar(
        needed,
        bounds=(tried[least - 1], tried[min(least + 1, SOUGHT - 1)]),
        method="bounded",
        options={"xatol": 1e-9},
    )
    factor = float(np.exp(-own(found.x) / 4)) if note else 1.0
    return Loss(float(np.exp(found.fun)), float(np.exp(found.x)), factor, True)
