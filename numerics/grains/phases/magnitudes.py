"""L_0 in nanometres, and the rate of a bond for its resistance: the paper's "10^2-3 nm"."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from numerics.arithmetic.arguments import Numbers, energies, require_positive
from numerics.grains.phases.constants import PURE_JOSEPHSON

COULOMB = 1439.964548  # e^2/(4 pi eps_0) in meV nm, CODATA 2022
QUANTUM = 25812.80745  # h/e^2 in Ohm, exact but for its rounding


def unit_of_length(
    gap: "Numbers", resistance: "Numbers", dielectric: "Numbers"
) -> NDArray[np.float64]:
    """L_0 = e^2/(epsilon J) in nm, with the J_SS of (14) at T = 0.

    gap: Delta_0 in meV; resistance: of a bond, in Ohm; dielectric: epsilon.  All are positive, and
    broadcast.  Raises ValueError for others.
    """
    given = {"gap": gap, "resistance": resistance, "dielectric": dielectric}
    for name, values in zip(given, energies(given, None), strict=True):
        require_positive(name, values)
    conductance = QUANTUM / np.asarray(resistance, float)
    josephson = float(PURE_JOSEPHSON) / (2 * np.pi) * conductance * np.asarray(gap, float)
    length: NDArray[np.float64] = COULOMB / (np.asarray(dielectric, float) * josephson)
    return length


def resistance_per_gap(length: "ArrayLike") -> NDArray[np.float64]:
    """R/(epsilon Delta_0) in Ohm/meV for which L_0 has this length in nm, which is positive."""
    lengths = np.asarray(length, float)
    if not np.all(lengths > 0):
        raise ValueError("length contains a number <= 0: give positive ones, in nm")
    ratio: NDArray[np.float64] = lengths / unit_of_length(1.0, 1.0, 1.0)
    return ratio
