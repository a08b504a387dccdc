"""The transitions of one film: the rates, and the share of metallic grains, at which it changes.

For all samples: options are the fields of `Disorder` and of `BondModel`.
"""

from dataclasses import dataclass
from math import inf, log10
from typing import Any

import numpy as np

from numerics.grains.films.bonds import BondModel
from numerics.grains.films.film import PROXIMITY, Film, State, last_rate, random_film, state
from numerics.grains.films.samples import records

BESIDE = 1e-5  # a relative distance from a transition


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


def share_sample(what: str, gamma: float, size: int, **options: Any) -> ShareSample:
    """The share at which films cease to be superconducting, or, for what="metallic", are metals.

    By halving, to a tenth of a grain.
    """
    disorder, model = records(options)
    low, high = 0.0, 1.0
    while high - low > 0.1 / size**2:
        p = (low + high) / 2
        found = state(random_film(p, size, disorder), gamma, model)
        beyond = not is_superconducting(found)
        if what == "metallic":
            beyond = beyond and conducts(found)
        low, high = (low, p) if beyond else (p, high)
    return ShareSample((low + high) / 2)


def transition_sample(p: float, size: int, **options: Any) -> TransitionSample:
    """Both transitions of one film, and its grains at the first."""
    disorder, model = records(options)
    film = random_film(p, size, disorder)
    first, second = both_transitions(film, model)
    lost = np.nan
    if first < inf:
        beyond = state(film, first * (1 - BESIDE), model).grains
        lost = float((film.metal & (beyond != PROXIMITY)).mean())
    return TransitionSample(first, second, lost)


def near_sample(distance: float, p: float, size: int, **options: Any) -> NearSample:
    """The conductances of one film at a relative distance from both transitions."""
    disorder, model = records(options)
    film = random_film(p, size, disorder)
    first, second = both_transitions(film, model)
    if first == inf:
        return NearSample(np.nan, np.nan)
    rates = first * (1 - distance), second * (1 + distance)
    both = (state(film, rate, model).conductance() for rate in rates)
    return NearSample(*(log10(G) if 0 < G < inf else np.nan for G in both))


def both_transitions(film: Film, model: BondModel) -> tuple[float, float]:
    """Rates down to which a film superconducts, and down to which it conducts at all."""
    return last_rate(film, model, is_superconducting), last_rate(film, model, conducts)


def is_superconducting(found: State) -> bool:
    """Whether a Josephson-coupled cluster joins the left and the right edge."""
    return bool(found.superconducting().any())


def conducts(found: State) -> bool:
    """Whether any current flows from the left to the right edge."""
    return bool(found.conducting().any())
