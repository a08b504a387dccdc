"""Actions of the integer model, and estimates held against exact averages."""

import numpy as np

from numerics.grains.heights.updates import HeightCouplings

ROUGH = HeightCouplings(0.0, 0.9, 0.0)
MIXED = HeightCouplings(0.3, 0.4, 0.7)


def assert_within_errors(found, exact, wanted=4.0):
    pulls = (found.value - exact) / found.error
    assert np.all(abs(pulls) < wanted), pulls
