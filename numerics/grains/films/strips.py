"""Alternating superconducting and metallic strips: the experiment of the paper's discussion.

Strips run along x.  With thresholds Gamma_SS < Gamma_MS of the bonds, and Gamma_MM of the metal,
a film without disorder is a superconductor in both directions for Gamma >= Gamma_MS, if the
proximity effect reaches through a metallic strip, which for reach=0 is one or two rows wide.  For
Gamma_SS <= Gamma < Gamma_MS it superconducts along the strips only.  Whether it is metallic
across them, as the paper has it, hangs on the bonds between unlike grains: with
mixed="insulating" nothing flows, and with mixed="quasiparticles" something does while the
metallic strips conduct, at all rates for one row and for Gamma >= Gamma_MM for more.
"""

from dataclasses import asdict, dataclass, field
from math import inf
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from numerics.grains.films.disorder import REGULAR
from numerics.grains.films.film import State, last_rate, state, strips
from numerics.grains.films.networks import Direction
from numerics.grains.films.options import LENGTH, PAIRS
from numerics.grains.films.samples import (
    CONDUCTANCE,
    extremes,
    geometric_mean,
    planned,
    probability,
    rates_of,
    records,
)
from numerics.run import results

Array = NDArray[Any]

UNITS = {"gamma": "Delta_0"} | {
    name + suffix: CONDUCTANCE
    for name in ("along", "across")
    for suffix in ("", "_lowest", "_highest")
}


@dataclass(frozen=True)
class StripSample:
    """One film of strips at one mean rate; conductances in units of e^2/h."""

    along: float = field(metadata={"unit": CONDUCTANCE})
    across: float = field(metadata={"unit": CONDUCTANCE})


@dataclass(frozen=True)
class StripTransitions:
    """Rates in units of Delta_0 down to which one film of strips has a property.

    along, across: it superconducts in this direction, inf where at no rate.  conducting: current
    flows across.
    """

    along: float = field(metadata={"unit": "Delta_0"})
    across: float = field(metadata={"unit": "Delta_0"})
    conducting: float = field(metadata={"unit": "Delta_0"})

    @property
    def anisotropic(self) -> tuple[float, float] | None:
        """Rates between which it superconducts along the strips and not across, if there are."""
        return _window(self.along, self.across)

    @property
    def metallic_across(self) -> tuple[float, float] | None:
        """The part of them in which it is metallic across the strips, if there is one."""
        return _window(max(self.along, self.conducting), self.across)


def strip_sample(
    gamma: float,
    superconducting: int,
    metallic: int,
    pairs: int,
    length: int,
    **options: Any,
) -> StripSample:
    """Strips at a mean rate; options: the fields of `Disorder` and of `BondModel`."""
    disorder, model = records(options)
    found = state(strips(superconducting, metallic, pairs, length, disorder), gamma, model)
    return StripSample(found.conductance("x"), found.conductance("y"))


def strip_averages(
    gamma: "ArrayLike",
    superconducting: int,
    metallic: int,
    *,
    pairs: int = PAIRS,
    length: int = LENGTH,
    **options: Any,
) -> Array:
    """Averages over films of strips at every mean rate gamma: a structured array.

    Columns for either direction, along and across the strips: probability of superconductivity
    and of no conduction, and the conductance, as in `film_averages`, whose options these are;
    but sigma is 0 by default.  Raises ValueError for bad arguments, before any work.
    """
    rates, plan = rates_of(gamma), planned(options, REGULAR)
    strips(superconducting, metallic, pairs, length, plan.disorder)
    shape = {"superconducting": superconducting, "metallic": metallic}
    shape |= {"pairs": pairs, "length": length}
    found = plan.run(strip_sample, {"gamma": rates} | shape)
    columns = {"gamma": rates} | plan.columns
    for name in ("along", "across"):
        columns |= probability(f"{name}_superconducting", np.isinf(found[name]))
        columns |= probability(f"{name}_insulating", found[name] == 0)
        columns |= geometric_mean(name, found[name]) | extremes(name, found[name])
    return results.structured(columns)


def strip_transitions(
    superconducting: int,
    metallic: int,
    *,
    pairs: int = PAIRS,
    length: int = LENGTH,
    **options: Any,
) -> StripTransitions:
    """The rates at which one film of strips changes, to 1e-6 of them, and the windows between.

    options: the fields of `Disorder`, where sigma is 0 by default, and of `BondModel`.  Raises
    ValueError for bad arguments.
    """
    disorder, model = records(asdict(REGULAR) | options)
    film = strips(superconducting, metallic, pairs, length, disorder)

    def last(conducting: bool, direction: Direction) -> float:
        def holds(found: State) -> bool:
            members = found.conducting if conducting else found.superconducting
            return bool(members(direction).any())

        return last_rate(film, model, holds)

    return StripTransitions(last(False, "x"), last(False, "y"), last(True, "y"))


def _window(low: float, high: float) -> tuple[float, float] | None:
    return (low, high) if low < high * (1 - 1e-5) and low < inf else None
