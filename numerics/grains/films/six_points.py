"""The six points of the section "Anomalous metal state", measured on random films.

    (1), (2)  gap_uniformity       gaps of both kinds of grains, and their spread
    (3)       lost_share           metallic grains without proximity effect, also in closed form
    (4)       share_threshold      the p at which a film ceases to be superconducting, or is a metal
    (5), (6)  transitions          rates at which films cease to be superconducting and to conduct
    (5)       order_boundary       the charging energy from which on both come in the paper's order
    all       near_transitions     conductance close to both transitions

Tables are structured arrays; a column with `_error` is the standard error of the one before it.
`options` are `samples`, `executor`, `workers` and `progress` as in `film_averages`, and the fields
of `Disorder` and of `BondModel`; ValueError is raised for bad ones, before any work.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import log
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq

from numerics.arithmetic.arguments import require_option
from numerics.grains.films.bonds import LARGEST, SMALLEST, BondModel, threshold
from numerics.grains.films.disorder import probability_below
from numerics.grains.films.film import random_film, require_film
from numerics.grains.films.gaps import uniformity
from numerics.grains.films.options import SIZE
from numerics.grains.films.samples import (
    film_averages,
    geometric_mean,
    mean,
    planned,
    probability,
    rates_of,
    records,
)
from numerics.grains.films.transitions import (
    BESIDE,
    near_sample,
    share_sample,
    transition_sample,
)
from numerics.run import results

Array = NDArray[Any]
What = Literal["superconducting", "metallic"]

FINITE_SIZE = 7 / 4  # 1/nu + 1, Ziff, Phys. Rev. Lett. 69 (1992) 2670: the shift of a crossing
SAME = 1e-9  # relative difference of thresholds that are one
CLOSE = (1e-1, 1e-2, 1e-3, 1e-4)


@dataclass(frozen=True)
class Extrapolation:
    """The limit of large films, with its standard error."""

    value: float
    error: float


@dataclass(frozen=True)
class GapSample:
    """Gaps of one film at zero frequency: see `films.gaps.Uniformity`."""

    ratio: float
    spread: float


def gap_uniformity(gamma: "ArrayLike", p: float, *, size: int = SIZE, **options: Any) -> Array:
    """(1), (2): the ratio of the mean gaps Delta_M/Delta_S, and the spread of all gaps over mean.

    Gaps at zero frequency in mean field, so options of `BondModel` have no influence.  Raises
    ValueError for p = 0 and p = 1.
    """
    rates, plan = rates_of(gamma), planned(options)
    require_film(p, size)
    found = plan.run(gap_sample, {"gamma": rates, "p": p, "size": size})
    columns = {"gamma": rates} | plan.columns
    for name in ("ratio", "spread"):
        columns |= mean(name, found[name])
    return results.structured(columns)


def gap_sample(gamma: float, p: float, size: int, **options: Any) -> GapSample:
    """Gaps of one film at zero frequency; options: the fields of `Disorder` and of `BondModel`."""
    disorder, _ = records(options)
    gaps = uniformity(random_film(p, size, disorder), gamma)
    return GapSample(gaps.ratio, gaps.spread)


def lost_share(gamma: "ArrayLike", p: float, *, size: int = SIZE, **options: Any) -> Array:
    """(3): the share of metallic grains without proximity effect, beside its closed form.

    A grain with z neighbours loses it with probability (p + (1 - p) F(Gamma_MS/Gamma))^z, where F
    is the distribution of X.  Raises ValueError for another reach than 0, where this fails.
    """
    if options.get("reach", 0):
        raise ValueError("the closed form of the share holds for reach 0 only")
    table = film_averages(gamma, p, size=size, **options)
    plan = planned(options)
    common = {"p": p, "size": size} | asdict(plan.disorder) | asdict(plan.model)
    expected = [expected_lost_share(rate, **common) for rate in table["gamma"]]
    names = ("gamma", "samples", "seed", "lost", "lost_error")
    return results.structured({name: table[name] for name in names} | {"expected": expected})


def expected_lost_share(gamma: float, p: float, size: int, **options: Any) -> float:
    """(3) in closed form, averaged over grains inside, at edges and in corners.

    options: the fields of `Disorder` and of `BondModel`.
    """
    disorder, model = records(options)
    bare = p + (1 - p) * probability_below(threshold(model, "MS") / gamma, disorder)
    inside = (size - 2) ** 2 * bare**4 + 4 * (size - 2) * bare**3 + 4 * bare**2
    return inside / size**2


def share_threshold(
    what: What, gamma: float, sizes: Sequence[int] = (32, 64, 128), **options: Any
) -> tuple[Extrapolation, Array]:
    """(4): the p at which films at this rate cease to be superconducting, or begin to be metallic.

    Each sample has one, between 0 and 1, found by halving.  Returns the limit of large films,
    from a fit in size^(-7/4), and a table with the mean for each size.
    """
    require_option("what", what, get_args(What))
    if len(set(sizes)) < 2:
        raise ValueError("give two different sizes at least, to extrapolate from")
    plan = planned(options)
    for size in sizes:
        require_film(0.0, size)
    found = plan.run(share_sample, {"size": np.array(sizes), "what": what, "gamma": gamma})
    columns = {"size": np.array(sizes)} | plan.columns | mean("p", found["p"])
    return extrapolated(sizes, columns["p"], columns["p_error"]), results.structured(columns)


def extrapolated(sizes: Sequence[int], values: Array, errors: Array) -> Extrapolation:
    """The limit of large sizes, from a least-squares fit that is linear in size^(-7/4)."""
    basis = np.stack([np.ones(len(sizes)), np.asarray(sizes, float) ** -FINITE_SIZE], axis=1)
    weighted = basis / errors[:, None]
    covariance = np.linalg.inv(weighted.T @ weighted)
    limit = (covariance @ weighted.T @ (values / errors))[0]
    return Extrapolation(float(limit), float(np.sqrt(covariance[0, 0])))


def transitions(p: "ArrayLike", *, size: int = SIZE, **options: Any) -> Array:
    """(4), (5), (6): rates at which films cease to superconduct and to conduct, for every p.

    superconducting, conducting: geometric means, with standard errors of log10, over the samples
    that superconduct at some rate; never: probability that a film does not.
    metal: probability that the second rate is below the first by more than 1e-5 of it, so that
    there is a metal; window: log10 of their ratio.  lost: share of all grains that are metallic
    without proximity effect where superconductivity ends.
    """
    shares, plan = np.atleast_1d(np.asarray(p, float)), planned(options)
    for share in shares:
        require_film(float(share), size)
    found = plan.run(transition_sample, {"p": shares, "size": size})
    first, second = found["superconducting"], found["conducting"]
    columns: dict[str, Any] = {"p": shares} | plan.columns
    columns |= probability("never", np.isinf(first))
    columns |= geometric_mean("superconducting", first) | geometric_mean("conducting", second)
    columns |= probability("metal", second < first * (1 - BESIDE))
    columns |= mean("window", np.log10(first / second)) | mean("lost", found["lost"])
    return results.structured(columns)


def order_boundary(spacing: float, **model: Any) -> float:
    """(5): the E_0/Delta_0 above which the proximity effect is lost before MM bonds insulate.

    That is where the thresholds of MS and MM bonds agree, for the level spacing given.  Raises
    ArithmeticError where they do not between 1e-5 and 1e5 Delta_0.
    """

    def difference(exponent: float) -> float:
        grains = BondModel(charging=10**exponent, spacing=spacing, **model)
        return log(threshold(grains, "MS") / threshold(grains, "MM"))

    low, high = np.log10([SMALLEST, LARGEST])
    if difference(low) > 0 or difference(high) < SAME:
        raise ArithmeticError(f"one order at all charging energies for spacing = {spacing}")
    return float(10 ** brentq(difference, low, high, xtol=1e-10))


def near_transitions(
    p: float, *, size: int = SIZE, distances: Sequence[float] | None = None, **options: Any
) -> Array:
    """log10 of the conductance where the rate is so far, relatively, from either transition.

    Left out are films without a metal, and distances beyond the other transition.
    """
    away, plan = np.array(CLOSE if distances is None else distances), planned(options)
    require_film(p, size)
    found = plan.run(near_sample, {"distance": away, "p": p, "size": size})
    columns: dict[str, Any] = {"distance": away} | plan.columns
    for name in ("below", "above"):
        columns |= mean(name, found[name])
    return results.structured(columns)
