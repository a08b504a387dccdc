"""The options of films, and what they are where nothing else is said: quick to import."""

from typing import Literal

Distribution = Literal["lognormal", "gamma"]
BondCouplings = Literal["self-consistent", "printed"]
Mixed = Literal["insulating", "quasiparticles"]

CHARGING, SPACING = 1.0, 0.01  # in units of Delta_0
SIGMA, STRIP_SIGMA = 0.5, 0.0  # of the rates over their mean, in random films and in strips
SIZE, SIZES = 60, range(2, 2001)  # grains along an edge
SAMPLES = 20
PAIRS, LENGTH = 4, 40  # of strips: of each kind, and grains along them
