"""Bonds that conduct at random, at the threshold of percolation: exponents and thresholds.

At the threshold the conductance of a square changes with its size as a power: t_2/nu is that of
the fall where other bonds conduct nothing, and of the growth where these bonds have no resistance.
In two dimensions nu = 4/3.  Squares have one column more than rows, so that they are their own
duals, and half of their bonds conduct.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from numerics.grains.films import networks

NU = 4 / 3  # of the correlation length, M. den Nijs, J. Phys. A 12, 1857 (1979)


@dataclass(frozen=True)
class Measured:
    """A mean over samples, and its standard error."""

    value: float
    error: float


def conductances(size: int, samples: int, seed: int, *, shorted: bool) -> NDArray[np.float64]:
    """Conductances, or with shorted bonds resistances, of random squares at the threshold.

    Half of the bonds conduct as 1, and the others nothing; or half of them have no resistance, and
    the others 1.  Shape (samples,), in units of one bond.
    """
    random = np.random.default_rng([seed, size, shorted])
    shape = (size, size + 1)
    first, _ = networks.bonds(*shape)
    found = np.empty(samples)
    for n in range(samples):
        chosen = random.random(first.size) < 0.5
        bonds = np.where(chosen, np.inf, 1.0) if shorted else chosen.astype(float)
        G = networks.total_conductance(shape, bonds)
        found[n] = 1 / G if shorted else G
    return found


def exponent(
    size: int, factor: int, samples: int, seed: int = 0, *, shorted: bool = False
) -> Measured:
    """t_2, from the mean conductances, or resistances, of two sizes that differ by a factor."""
    small, large = (conductances(L, samples, seed, shorted=shorted) for L in (size, factor * size))
    per_decade = NU / np.log(factor)
    spread = sum(np.var(x, ddof=1) / x.size / np.mean(x) ** 2 for x in (small, large))
    return Measured(
        float(per_decade * np.log(np.mean(small) / np.mean(large))),
        float(per_decade * np.sqrt(spread)),
    )


def site_threshold(size: int, samples: int, seed: int = 0, *, normal: bool = True) -> Measured:
    """The share of normal grains at which they begin to percolate, or the others cease to.

    Grains get a number each, and those below the share are normal.  In each sample the share is
    found by halving, to a tenth of a grain.
    """
    random = np.random.default_rng([seed, size, normal])
    shape = (size, size)
    linked = np.ones(networks.bonds(*shape)[0].size, bool)
    found = np.empty(samples)
    for n in range(samples):
        numbers = random.random(size * size)
        low, high = 0.0, 1.0
        while high - low > 0.1 / size**2:
            share = (low + high) / 2
            nodes = numbers < share
            joined = networks.spanning(shape, linked, nodes=nodes if normal else ~nodes).any()
            low, high = (low, share) if joined == normal else (share, high)
        found[n] = (low + high) / 2
    return Measured(float(np.mean(found)), float(np.std(found, ddof=1) / np.sqrt(samples)))
