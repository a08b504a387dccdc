"""A model of bonds with its thresholds, and films of one row."""

import numpy as np

from numerics.grains.films.bonds import BondModel, threshold
from numerics.grains.films.film import Film

MODEL = BondModel(charging=1.0, spacing=0.01)
SS, MS, MM = (threshold(MODEL, kind) for kind in ("SS", "MS", "MM"))


def chain(grains, rates):
    """One row of grains, S or M, with a rate for each bond in between."""
    return Film(np.array([[grain == "M" for grain in grains]]), np.array(rates), 0)
