"""Averages over samples of random films, with their standard errors."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from numerics.arithmetic.arguments import energies, require_positive, require_whole
from numerics.grains.films.bonds import BondModel
from numerics.grains.films.disorder import FIELDS, RANDOM, Disorder
from numerics.grains.films.film import (
    CUT_OFF,
    GRAINS,
    METALLIC,
    PROXIMITY,
    SUPERCONDUCTING,
    random_film,
    require_film,
    state,
)
from numerics.grains.films.options import SAMPLES, SIZE
from numerics.run import results
from numerics.run.grid import MOST_POINTS
from numerics.run.processes import ThisProcess
from numerics.run.sweep import sweep

Array = NDArray[Any]

PHASES = ("superconducting", "metallic", "insulating")
HOW = ("output", "executor", "workers", "progress")
CONDUCTANCE = "e^2/h"
UNITS = {"gamma": "Delta_0"} | dict.fromkeys(
    ("conductance", "conductance_lowest", "conductance_highest"), CONDUCTANCE
)


@dataclass(frozen=True)
class FilmSample:
    """One film at one mean rate.

    superconducting, metallic, insulating: its state between the left and the right edge.
    conductance: in units of e^2/h.  lost: share of the metallic grains without proximity effect,
    nan where there are none.  The others are shares of all grains.
    """

    superconducting: bool
    metallic: bool
    insulating: bool
    conductance: float = field(metadata={"unit": CONDUCTANCE})
    lost: float
    superconducting_grains: float
    proximity_grains: float
    metallic_grains: float
    cut_off_grains: float


def film_sample(gamma: float, p: float, size: int, **options: Any) -> FilmSample:
    """A random film at a mean rate; options: the fields of `Disorder` and of `BondModel`."""
    disorder, model = records(options)
    film = random_film(p, size, disorder)
    found = state(film, gamma, model)
    conductance = found.conductance()
    counts = np.bincount(found.grains.ravel(), minlength=len(GRAINS)) / film.metal.size
    kept = counts[PROXIMITY] / film.metal.mean() if film.metal.any() else np.nan
    return FilmSample(
        superconducting=bool(np.isinf(conductance)),
        metallic=bool(0 < conductance < np.inf),
        insulating=conductance == 0,
        conductance=conductance,
        lost=float(1 - kept),
        superconducting_grains=float(counts[SUPERCONDUCTING]),
        proximity_grains=float(counts[PROXIMITY]),
        metallic_grains=float(counts[METALLIC]),
        cut_off_grains=float(counts[CUT_OFF]),
    )


def film_averages(gamma: "ArrayLike", p: float, *, size: int = SIZE, **options: Any) -> Array:
    """Averages over random films at every mean rate gamma: a structured array, one row for each.

    Columns: gamma; samples, and the seed of the first one; probabilities of the three states;
    conductance, the geometric mean over the metallic samples, with the standard error of its
    log10, the lowest and the highest; and the means of the shares in `FilmSample`.  A name with
    `_error` is the standard error of the column before it.
    options: `samples` (20), of consecutive seeds; `output`, `executor`, `workers` and `progress`
    as for `sweep`; and the fields of `Disorder` and of `BondModel`.
    Raises ValueError for bad arguments before any work, and what `sweep` raises.
    """
    rates, plan = rates_of(gamma), planned(options)
    require_film(p, size)
    found = plan.run(film_sample, {"gamma": rates, "p": p, "size": size})
    columns = {"gamma": rates} | plan.columns
    for name in PHASES:
        columns |= probability(name, found[name])
    columns |= geometric_mean("conductance", found["conductance"])
    columns |= extremes("conductance", found["conductance"])
    for f in fields(FilmSample)[len(PHASES) + 1 :]:
        columns |= mean(f.name, found[f.name])
    return results.structured(columns)


def rates_of(gamma: ArrayLike) -> Array:
    """Mean rates as an array; raises ValueError for what is no list of positive numbers."""
    (rates,) = energies({"gamma": gamma}, None)
    require_positive("gamma", rates)
    if rates.ndim > 1 or not rates.size:
        raise ValueError(f"gamma has the shape {rates.shape}: give a number or a list of them")
    return np.atleast_1d(rates)


@dataclass(frozen=True, eq=False)
class Plan:
    """Samples to run: how many, of which films, and where they run."""

    samples: int
    disorder: Disorder
    model: BondModel
    how: Mapping[str, Any]

    @property
    def columns(self) -> dict[str, Any]:
        """What a table says of its samples."""
        return {"samples": self.samples, "seed": self.disorder.seed}

    def run(self, function: Callable[..., Any], grid: Mapping[str, Any]) -> Array:
        """Results for all samples, shape (samples, ...), then the axes of the grid.

        By `sweep`; with one worker in this process.
        """
        first = self.disorder.seed
        points = {"seed": np.arange(first, first + self.samples)} | dict(grid)
        points = asdict(self.disorder) | asdict(self.model) | points
        how = dict(self.how)
        if how.get("workers") != 1 or how.get("executor"):
            return sweep(function, points, pointwise=True, **how)
        del how["workers"]
        return sweep(function, points, pointwise=True, **how | {"executor": ThisProcess()})


def planned(options: Mapping[str, Any], disorder: Disorder = RANDOM) -> Plan:
    """The plan in the options of `film_averages`; raises ValueError for bad ones."""
    given = asdict(disorder) | dict(options)
    how = {name: given.pop(name) for name in HOW if name in given}
    samples = given.pop("samples", SAMPLES)
    require_whole("samples", samples, 2, MOST_POINTS)  # two, for an error bar
    return Plan(samples, *records(given), how)


def records(options: Mapping[str, Any]) -> tuple[Disorder, BondModel]:
    """The two records whose fields the options are; raises ValueError for others and bad ones."""
    unknown = options.keys() - {field.name for field in fields(BondModel)} - set(FIELDS)
    if unknown:
        raise ValueError(f"unknown options: {', '.join(sorted(unknown))}")
    drawn = {name: value for name, value in options.items() if name in FIELDS}
    others = {name: value for name, value in options.items() if name not in FIELDS}
    return Disorder(**drawn), BondModel(**others)


def probability(name: str, happened: Array) -> dict[str, Array]:
    """Share of the samples, with the standard deviation of a probability that is not known."""
    n, k = len(happened), happened.sum(axis=0)
    expected = (k + 1) / (n + 2)
    return {name: k / n, f"{name}_error": np.sqrt(expected * (1 - expected) / (n + 3))}


def mean(name: str, values: Array) -> dict[str, Array]:
    """Mean of the finite values, with its standard error: nan without one, and without two."""
    finite = np.isfinite(values)
    count, nothing = finite.sum(axis=0), np.full(values.shape[1:], np.nan)
    total = np.where(finite, values, 0.0).sum(axis=0)
    average = np.divide(total, count, out=nothing.copy(), where=count > 0)
    squares = (np.where(finite, values - average, 0.0) ** 2).sum(axis=0)
    variance = np.divide(squares, count * (count - 1), out=nothing, where=count > 1)
    return {name: average, f"{name}_error": np.sqrt(variance)}


def geometric_mean(name: str, values: Array) -> dict[str, Array]:
    """Of the values that are neither 0 nor infinite, with the standard error of its log10."""
    with np.errstate(divide="ignore"):
        average, error = mean(name, np.log10(values)).values()
    return {name: 10**average, f"{name}_log10_error": error}


def extremes(name: str, values: Array) -> dict[str, Array]:
    """The lowest and the highest value that is neither 0 nor infinite; nan without one."""
    finite = (values > 0) & np.isfinite(values)
    lowest = np.where(finite, values, np.inf).min(axis=0)
    highest = np.where(finite, values, 0.0).max(axis=0)
    some = finite.any(axis=0)
    return {
        f"{name}_lowest": np.where(some, lowest, np.nan),
        f"{name}_highest": np.where(some, highest, np.nan),
    }
