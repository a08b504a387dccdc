"""Averages over samples of random films, and of films of strips, with their standard errors."""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field, fields
from os import PathLike
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from numerics import results
from numerics.bonds import Model
from numerics.films import (
    CUT_OFF,
    GRAINS,
    METALLIC,
    PROXIMITY,
    SUPERCONDUCTING,
    Film,
    random_film,
    require_film,
    state,
    strips,
)
from numerics.sweep import sweep

Array = NDArray[Any]
Output = str | PathLike[str] | None

PHASES = ("superconducting", "metallic", "insulating")
CONDUCTANCE = "e^2/h"
UNITS = {"gamma": "Delta_0"} | dict.fromkeys(("conductance", "lowest", "highest"), CONDUCTANCE)


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


@dataclass(frozen=True)
class StripSample:
    """One film of strips at one mean rate; conductances in units of e^2/h."""

    along: float = field(metadata={"unit": CONDUCTANCE})
    across: float = field(metadata={"unit": CONDUCTANCE})


def film_sample(
    gamma: float,
    seed: int,
    p: float,
    size: int,
    sigma: float = 0.5,
    distribution: Any = "lognormal",
    **model: Any,
) -> FilmSample:
    """The random film of a seed, at a mean rate; `model` are the fields of `bonds.Model`."""
    film = random_film(p, size, sigma=sigma, distribution=distribution, seed=seed)
    found = state(film, gamma, Model(**model))
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


def strip_sample(
    gamma: float,
    seed: int,
    superconducting: int,
    metallic: int,
    pairs: int,
    length: int,
    sigma: float = 0.0,
    distribution: Any = "lognormal",
    **model: Any,
) -> StripSample:
    """Strips with the rates of a seed, at a mean rate; `model` are the fields of `bonds.Model`."""
    options = {"sigma": sigma, "distribution": distribution, "seed": seed}
    film = strips(superconducting, metallic, pairs, length, **options)
    found = state(film, gamma, Model(**model))
    return StripSample(found.conductance("x"), found.conductance("y"))


def film_averages(gamma: ArrayLike, p: float, *, size: int = 60, **options: Any) -> Array:
    """Averages over random films at every mean rate gamma: a structured array, one row for each.

    Columns: gamma; samples, and the seed of the first one; probabilities of the three states;
    conductance, the geometric mean over the metallic samples, with the standard error of its
    log10, the lowest and the highest; and the means of the shares in `FilmSample`.  A name with
    `_error` is the standard error of the column before it.  The seeds are consecutive.
    options: samples (20), seed (0), output, executor, workers and progress, and those of
    `film_sample`.
    Raises ValueError for bad arguments before any work, and what `sweep` raises.
    """
    parameters = {"sigma": 0.5, "distribution": "lognormal"} | _parameters(options)
    require_film(p, size, parameters["sigma"], parameters["distribution"], options.get("seed", 0))
    grid = {"p": p, "size": size} | parameters
    found, columns = _sampled(film_sample, gamma, grid, options)
    for name in PHASES:
        columns |= _probability(name, found[name])
    columns |= _geometric_mean("conductance", found["conductance"])
    for f in fields(FilmSample)[len(PHASES) + 1 :]:
        columns |= _mean(f.name, found[f.name])
    return results.structured(columns)


def strip_averages(
    gamma: ArrayLike,
    superconducting: int,
    metallic: int,
    *,
    pairs: int = 4,
    length: int = 40,
    **options: Any,
) -> Array:
    """Averages over films of strips at every mean rate gamma: as `film_averages`.

    Columns for either direction, along and across the strips: probability of superconductivity
    and of no conduction, and the conductance.
    """
    parameters = {"sigma": 0.0, "distribution": "lognormal"} | _parameters(options)
    shape = {"superconducting": superconducting, "metallic": metallic}
    shape |= {"pairs": pairs, "length": length}
    seed = options.get("seed", 0)
    disorder = {name: parameters[name] for name in ("sigma", "distribution")}
    strips(**shape, **disorder, seed=seed)
    found, columns = _sampled(strip_sample, gamma, shape | parameters, options)
    for name in ("along", "across"):
        columns |= _probability(f"{name}_superconducting", np.isinf(found[name]))
        columns |= _probability(f"{name}_insulating", found[name] == 0)
        columns |= _geometric_mean(name, found[name])
    return results.structured(columns)


RUN = ("samples", "seed", "output", "executor", "workers", "progress")


def _parameters(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options that are parameters of a sample; raises what `Model` raises for bad ones."""
    given = {name: value for name, value in options.items() if name not in RUN}
    Model(**{n: value for n, value in given.items() if n not in ("sigma", "distribution")})
    return given


def _sampled(
    function: Callable[..., Any], gamma: ArrayLike, grid: Mapping[str, Any], options: Any
) -> tuple[Array, dict[str, Any]]:
    """Results for all samples, shape (samples, rates), and the first columns of a table."""
    rates = np.atleast_1d(np.asarray(gamma, float))
    if rates.ndim > 1 or not (rates.size and np.all(np.isfinite(rates) & (rates > 0))):
        raise ValueError("gamma must be a list of positive rates")
    samples, seed = options.get("samples", 20), options.get("seed", 0)
    if samples < 2:
        raise ValueError(f"samples is {samples!r}: give 2 or more, for an error bar")
    run = {name: options.get(name) for name in ("output", "executor", "workers")}
    run["progress"] = options.get("progress", True)
    points = {"seed": np.arange(seed, seed + samples), "gamma": rates} | dict(grid)
    if run["executor"] is None and run["workers"] == 1:
        with ThreadPoolExecutor(1) as pool:
            found = sweep(function, points, pointwise=True, **run | POOL(pool))
    else:
        found = sweep(function, points, pointwise=True, **run)
    return found, {"gamma": rates, "samples": samples, "seed": seed}


def POOL(pool: Executor) -> dict[str, Any]:
    return {"executor": pool, "workers": None}


def _probability(name: str, happened: Array) -> dict[str, Array]:
    """Share of the samples, with the standard deviation of a probability that is not known."""
    n, k = len(happened), happened.sum(axis=0)
    expected = (k + 1) / (n + 2)
    return {name: k / n, f"{name}_error": np.sqrt(expected * (1 - expected) / (n + 3))}


def _mean(name: str, values: Array) -> dict[str, Array]:
    error = values.std(axis=0, ddof=1) / np.sqrt(len(values))
    return {name: values.mean(axis=0), f"{name}_error": error}


def _geometric_mean(name: str, conductances: Array) -> dict[str, Array]:
    """Of finite conductances that are not 0: nan without any, an error with two at least."""
    finite = (conductances > 0) & np.isfinite(conductances)
    count = finite.sum(axis=0)
    logs = np.log10(np.where(finite, conductances, 1.0))
    nothing = np.full(count.shape, np.nan)
    mean = np.divide(logs.sum(axis=0), count, out=nothing.copy(), where=count > 0)
    squares = np.where(finite, logs - mean, 0.0) ** 2
    variance = np.divide(
        squares.sum(axis=0), count * (count - 1), out=nothing.copy(), where=count > 1
    )
    lowest = np.where(finite, conductances, np.inf).min(axis=0)
    highest = np.where(finite, conductances, 0.0).max(axis=0)
    return {
        name: 10**mean,
        f"{name}_log10_error": np.sqrt(variance),
        f"{name}_lowest": np.where(count > 0, lowest, np.nan),
        f"{name}_highest": np.where(count > 0, highest, np.nan),
    }
