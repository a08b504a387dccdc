"""Gaps of a random film in mean field, without phase fluctuations, at zero frequency.

With a rate of its own for every bond, the self-energy (6) of grain i is the sum of Gamma_ij/4
times the Green's functions of its neighbours.  On the imaginary axis the Green's functions (9)
are (cos theta_i, sin theta_i), tan theta_i = Delta_i(w)/w, and (20) reads

    w sin theta_i - Delta_0i cos theta_i + sum_j (Gamma_ij/4) sin(theta_i - theta_j) = 0,

where Delta_0i is Delta_0 in superconducting grains and 0 in metallic ones.  To first order in w,
theta_i = pi/2 - w u_i with u_i = 1/Delta_i(0), this is linear:

    Delta_0i u_i + sum_j (Gamma_ij/4) (u_i - u_j) = 1.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csc_array, diags_array
from scipy.sparse.linalg import splu

from derive.grains.steps.born import NEIGHBOURS
from numerics.grains.films import networks
from numerics.grains.films.film import Film

Array = NDArray[Any]


@dataclass(frozen=True)
class Uniformity:
    """Gaps of a film at zero frequency, in units of Delta_0.

    metal, superconductor: means over the grains of a kind; spread: standard deviation over mean,
    of all grains.
    """

    metal: float
    superconductor: float
    spread: float

    @property
    def ratio(self) -> float:
        return self.metal / self.superconductor


def gaps_at_zero(film: Film, gamma: float) -> Array:
    """Delta_i(0)/Delta_0 of all grains, shape (rows, columns), at a mean rate gamma > 0.

    At the edges a grain has fewer neighbours, hence smaller rates.  Raises ValueError for a film
    without superconducting grains.
    """
    if film.metal.all():
        raise ValueError("the film has no superconducting grains: give p below 1")
    first, second = networks.bonds(*film.shape)
    weights = gamma * film.rates / NEIGHBOURS
    n = film.metal.size
    neighbours = coo_array((weights, (first, second)), shape=(n, n))
    neighbours = csc_array(neighbours + neighbours.T)
    diagonal = neighbours.sum(axis=0) + ~film.metal.ravel()
    matrix = csc_array(diags_array(diagonal) - neighbours)
    solver = splu(matrix, permc_spec="MMD_AT_PLUS_A", options={"SymmetricMode": True})
    inverse: Array = solver.solve(np.ones(n))
    return 1 / inverse.reshape(film.shape)


def uniformity(film: Film, gamma: float) -> Uniformity:
    """How far the gaps of a film differ; raises ValueError where it has one kind of grains only."""
    if not film.metal.any():
        raise ValueError("the film has no metallic grains: give p above 0")
    gaps = gaps_at_zero(film, gamma)
    metal, superconductor = gaps[film.metal].mean(), gaps[~film.metal].mean()
    return Uniformity(float(metal), float(superconductor), float(gaps.std() / gaps.mean()))
