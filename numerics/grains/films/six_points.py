"""The six points of the section "Anomalous metal state", measured on random films.

    (1), (2)  gap_uniformity       gaps of both kinds of grains, and their spread
    (3)       lost_share           metallic grains without proximity effect, also in closed form
    (4)       share_threshold      the p at which a film ceases to be superconducting, or is a metal
    (5), (6)  transitions          rates at which films cease to be superconducting and to conduct
    (5)       order_boundary       the charging energy from which on both come in the paper's order
    all       near_transitions     conductance close to both transitions

Tables are structured arrays; a column with `_error` is the standard error of the one before it.
`options` are `samples`, `seed`, `executor`, `workers` and `progress` as in `film_averages`,
`sigma` and `distribution` of the rates, and the fields of `bonds.Model`; ValueError is raised
for bad ones, before any work.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import erf, inf, log, log1p, log10, sqrt
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq
from scipy.special import gammainc

from numerics.grains.films.bonds import LARGEST, SMALLEST, Model, threshold
from numerics.grains.films.film import (
    PROXIMITY,
    Film,
    State,
    last_rate,
    random_film,
    require_film,
    state,
)
from numerics.grains.films.gaps import uniformity
from numerics.grains.films.samples import (
    film_averages,
    geometric_mean,
    mean,
    planned,
    probability,
    rates_of,
)
from numerics.run import results

Array = NDArray[Any]
What = Literal["superconducting", "metallic"]

FINITE_SIZE = 7 / 4  # 1/nu + 1, Ziff, Phys. Rev. Lett. 69 (1992) 2670: the shift of a crossing
SAME = 1e-9  # relative difference of thresholds that are one
BESIDE = 1e-5  # a relative distance from a transition
CLOSE = (1e-1, 1e-2, 1e-3, 1e-4)


@dataclass(frozen=True)
class Estimate:
    """A value with its standard error."""

    value: float
    error: float


@dataclass(frozen=True)
class GapSample:
    """Gaps of one film at zero frequency: see `film_gaps.Uniformity`."""

    ratio: float
    spread: float


@dataclass(frozen=True)
class TransitionSample:
    """Rates in units of Delta_0 down to which one film superconducts, and conducts at all.

    lost: share of all grains that are metallic without proximity effect, just below the first.
    """

    superconducting: float
    conducting: float
    lost: float


@dataclass(frozen=True)
class ShareSample:
    """The share p of metallic grains at which one film changes its state."""

    p: float


@dataclass(frozen=True)
class NearSample:
    """log10 of the conductance, in e^2/h, of one film at rates close to its transitions.

    below: under the loss of superconductivity; above: over the loss of conduction.
    """

    below: float
    above: float


def gap_uniformity(gamma: ArrayLike, p: float, *, size: int = 60, **options: Any) -> Array:
    """(1), (2): the ratio of the mean gaps Delta_M/Delta_S, and the spread of all gaps over mean.

    Gaps at zero frequency in mean field, so options of `bonds.Model` have no influence.  Raises
    ValueError for p = 0 and p = 1.
    """
    rates, plan = rates_of(gamma), replace(planned(options), model={})
    require_film(p, size, **plan.disorder, seed=plan.seed)
    found = plan.run(gap_sample, {"gamma": rates, "p": p, "size": size})
    columns = {"gamma": rates} | plan.columns
    for name in ("ratio", "spread"):
        columns |= mean(name, found[name])
    return results.structured(columns)


def gap_sample(
    gamma: float, seed: int, p: float, size: int, sigma: float, distribution: Any
) -> GapSample:
    film = random_film(p, size, sigma=sigma, distribution=distribution, seed=seed)
    gaps = uniformity(film, gamma)
    return GapSample(gaps.ratio, gaps.spread)


def lost_share(gamma: ArrayLike, p: float, *, size: int = 60, **options: Any) -> Array:
    """(3): the share of metallic grains without proximity effect, beside its closed form.

    A grain with z neighbours loses it with probability (p + (1 - p) F(Gamma_MS/Gamma))^z, where F
    is the distribution of X.  Raises ValueError for another reach than 0, where this fails.
    """
    if options.get("reach", 0):
        raise ValueError("the closed form of the share holds for reach 0 only")
    table = film_averages(gamma, p, size=size, **options)
    plan = planned(options)
    common = {"p": p, "size": size, **plan.disorder, **plan.model}
    expected = [expected_lost_share(rate, **common) for rate in table["gamma"]]
    names = ("gamma", "samples", "seed", "lost", "lost_error")
    return results.structured({name: table[name] for name in names} | {"expected": expected})


def expected_lost_share(
    gamma: float,
    p: float,
    size: int,
    sigma: float = 0.5,
    distribution: str = "lognormal",
    **model: Any,
) -> float:
    """(3) in closed form, averaged over grains inside, at edges and in corners."""
    bare = p + (1 - p) * distribution_function(
        threshold(Model(**model), "MS") / gamma, sigma, distribution
    )
    inside = (size - 2) ** 2 * bare**4 + 4 * (size - 2) * bare**3 + 4 * bare**2
    return inside / size**2


def distribution_function(x: float, sigma: float, distribution: str) -> float:
    """Probability that a relative rate is below x."""
    if sigma == 0:
        return float(x > 1)
    if distribution == "gamma":
        return float(gammainc(1 / sigma**2, x / sigma**2))
    variance = log1p(sigma**2)
    return (1 + erf((log(x) + variance / 2) / sqrt(2 * variance))) / 2


def share_threshold(
    what: What, gamma: float, sizes: Sequence[int] = (32, 64, 128), **options: Any
) -> tuple[Estimate, Array]:
    """(4): the p at which films at this rate cease to be superconducting, or begin to be metallic.

    Each sample has one, between 0 and 1, found by halving.  Answers the limit of large films,
    from a fit in size^(-7/4), and a table with the mean for each size.
    """
    if what not in get_args(What):
        raise ValueError(f"what is {what!r}: give one of {', '.join(map(repr, get_args(What)))}")
    if len(set(sizes)) < 2:
        raise ValueError("give two different sizes at least, to extrapolate from")
    plan = planned(options)
    for size in sizes:
        require_film(0.0, size, **plan.disorder, seed=plan.seed)
    found = plan.run(share_sample, {"size": np.array(sizes), "what": what, "gamma": gamma})
    columns = {"size": np.array(sizes)} | plan.columns | mean("p", found["p"])
    return extrapolated(sizes, columns["p"], columns["p_error"]), results.structured(columns)


def share_sample(
    what: Any,
    gamma: float,
    seed: int,
    size: int,
    sigma: float,
    distribution: Any,
    **model: Any,
) -> ShareSample:
    grains = Model(**model)
    low, high = 0.0, 1.0
    while high - low > 0.1 / size**2:
        p = (low + high) / 2
        film = random_film(p, size, sigma=sigma, distribution=distribution, seed=seed)
        found = state(film, gamma, grains)
        beyond = not is_superconducting(found)
        if what == "metallic":
            beyond = beyond and conducts(found)
        low, high = (low, p) if beyond else (p, high)
    return ShareSample((low + high) / 2)


def extrapolated(sizes: Sequence[int], values: Array, errors: Array) -> Estimate:
    """The limit of large sizes, from a least-squares fit that is linear in size^(-7/4)."""
    basis = np.stack([np.ones(len(sizes)), np.asarray(sizes, float) ** -FINITE_SIZE], axis=1)
    weighted = basis / errors[:, None]
    covariance = np.linalg.inv(weighted.T @ weighted)
    limit = (covariance @ weighted.T @ (values / errors))[0]
    return Estimate(float(limit), float(np.sqrt(covariance[0, 0])))


def transitions(p: ArrayLike, *, size: int = 60, **options: Any) -> Array:
    """(4), (5), (6): rates at which films cease to superconduct and to conduct, for every p.

    superconducting, conducting: geometric means, with standard errors of log10, over the samples
    that superconduct at some rate; never: probability that a film does not.
    metal: probability that the second rate is below the first by more than 1e-5 of it, so that
    there is a metal; window: log10 of their ratio.  lost: share of all grains that are metallic
    without proximity effect where superconductivity ends.
    """
    shares, plan = np.atleast_1d(np.asarray(p, float)), planned(options)
    for share in shares:
        require_film(float(share), size, **plan.disorder, seed=plan.seed)
    found = plan.run(transition_sample, {"p": shares, "size": size})
    first, second = found["superconducting"], found["conducting"]
    columns: dict[str, Any] = {"p": shares} | plan.columns
    columns |= probability("never", np.isinf(first))
    columns |= geometric_mean("superconducting", first) | geometric_mean("conducting", second)
    columns |= probability("metal", second < first * (1 - BESIDE))
    columns |= mean("window", np.log10(first / second)) | mean("lost", found["lost"])
    return results.structured(columns)


def transition_sample(
    seed: int, p: float, size: int, sigma: float, distribution: Any, **model: Any
) -> TransitionSample:
    film = random_film(p, size, sigma=sigma, distribution=distribution, seed=seed)
    grains = Model(**model)
    first, second = both_transitions(film, grains)
    lost = np.nan
    if first < inf:
        beyond = state(film, first * (1 - BESIDE), grains).grains
        lost = float((film.metal & (beyond != PROXIMITY)).mean())
    return TransitionSample(first, second, lost)


def both_transitions(film: Film, model: Model) -> tuple[float, float]:
    """Rates down to which a film superconducts, and down to which it conducts at all."""
    return last_rate(film, model, is_superconducting), last_rate(film, model, conducts)


def is_superconducting(found: State) -> bool:
    return bool(found.superconducting().any())


def conducts(found: State) -> bool:
    return bool(found.conducting().any())


def order_boundary(spacing: float, **model: Any) -> float:
    """(5): the E_0/Delta_0 above which the proximity effect is lost before MM bonds insulate.

    That is where the thresholds of MS and MM bonds agree, for the level spacing given.  Raises
    ArithmeticError where they do not between 1e-5 and 1e5 Delta_0.
    """

    def difference(exponent: float) -> float:
        grains = Model(charging=10**exponent, spacing=spacing, **model)
        return log(threshold(grains, "MS") / threshold(grains, "MM"))

    low, high = np.log10([SMALLEST, LARGEST])
    if difference(low) > 0 or difference(high) < SAME:
        raise ArithmeticError(f"one order at all charging energies for spacing = {spacing}")
    return float(10 ** brentq(difference, low, high, xtol=1e-10))


def near_transitions(
    p: float, *, size: int = 60, distances: Sequence[float] = CLOSE, **options: Any
) -> Array:
    """log10 of the conductance where the rate is so far, relatively, from either transition.

    Left out are films without a metal, and distances beyond the other transition.
    """
    away, plan = np.array(distances), planned(options)
    require_film(p, size, **plan.disorder, seed=plan.seed)
    found = plan.run(near_sample, {"distance": away, "p": p, "size": size})
    columns: dict[str, Any] = {"distance": away} | plan.columns
    for name in ("below", "above"):
        columns |= mean(name, found[name])
    return results.structured(columns)


def near_sample(
    distance: float, seed: int, p: float, size: int, sigma: float, distribution: Any, **model: Any
) -> NearSample:
    film = random_film(p, size, sigma=sigma, distribution=distribution, seed=seed)
    grains = Model(**model)
    first, second = both_transitions(film, grains)
    if first == inf:
        return NearSample(np.nan, np.nan)
    rates = first * (1 - distance), second * (1 + distance)
    both = (state(film, rate, grains).conductance() for rate in rates)
    return NearSample(*(log10(G) if 0 < G < inf else np.nan for G in both))
