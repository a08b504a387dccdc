"""Routes to the six points of the paper on random films: films drawn, and their states found.

Answers are certain where all samples agree, or the error bars allow no other.
"""

from collections.abc import Callable, Sequence
from functools import cache
from math import log10
from typing import Any

import numpy as np
from flint import acb, arb

from derive.grains import symbols as s
from numerics.judge.compare import ball
from numerics.judge.route import Route, Values, at

P, SIZE, SAMPLES, SIGMA = 0.6, 40, 8, 0.5
SHARE, ENERGIES = 0.65, (1.0, 0.01)  # p, and E_0 and delta over Delta_0, where a metal is expected
SIGMAS = 5.0
RESOLVED = 1e-4  # log10 of a ratio of rates


def certain(value: float, error: float) -> acb:
    """The sign of a measured number, or a ball of both where its error bars hold 0."""
    return acb(arb(0, 1)) if abs(value) <= SIGMAS * error else acb(arb(value).sgn())


def mean(values: Sequence[float]) -> tuple[float, float]:
    """The mean and its standard error."""
    return float(np.mean(values)), float(np.std(values, ddof=1) / np.sqrt(len(values)))


def number(point: Values, symbol: Any) -> float:
    return float(ball(point[symbol]).real)


@cache
def gap_ratio(gamma: float) -> tuple[float, float]:
    """Delta_M/Delta_S at omega = 0, and its error."""
    from numerics.grains.films.six_points import gap_sample

    samples = [gap_sample(gamma, P, SIZE, seed=seed, sigma=SIGMA) for seed in range(SAMPLES)]
    return mean([sample.ratio for sample in samples])


@cache
def lost_share(gamma: float) -> tuple[float, float]:
    """Share of lost metallic grains, and its error."""
    from numerics.grains.films.samples import film_sample

    samples = [film_sample(gamma, P, SIZE, seed=seed, sigma=SIGMA) for seed in range(SAMPLES)]
    return mean([sample.lost for sample in samples])


@cache
def windows(p: float, charging: float, spacing: float) -> tuple[float, ...]:
    """log10 of the range of rates with a metal, below that of the superconductor, of each film."""
    from numerics.grains.films.transitions import transition_sample

    model = {"charging": charging, "spacing": spacing}
    samples = [
        transition_sample(p, SIZE, seed=seed, sigma=SIGMA, **model) for seed in range(SAMPLES)
    ]
    return tuple(log10(x.superconducting / x.conducting) for x in samples)


def smaller_gap(point: Values) -> acb:
    value, error = gap_ratio(number(point, s.Gamma))
    return certain(1 - value, error)


def lost_share_falls(point: Values) -> acb:
    gamma = number(point, s.Gamma)
    (above, error_above), (below, error_below) = lost_share(gamma), lost_share(gamma / 2)
    return certain(below - above, error_above + error_below)


def metal(p: float, charging: float, spacing: float) -> acb:
    """1 where every film has a metal, -1 where none has."""
    found = [width > RESOLVED for width in windows(p, charging, spacing)]
    return acb(1 if found[0] else -1) if len(set(found)) == 1 else acb(arb(0, 1))


def metal_between(point: Values) -> acb:
    return metal(number(point, s.p_metal), *ENERGIES)


def direct_transition(point: Values) -> acb:
    return -metal_between(point)


def order_of_transitions(point: Values) -> acb:
    return metal(SHARE, number(point, s.E_0), number(point, s.delta))


# What was measured.


def words(value: float, error: float) -> str:
    return f"{value:.3f} +- {error:.3f}"


def gap_report(*rates: float) -> Callable[[], str]:
    def report() -> str:
        found = (f"{words(*gap_ratio(rate))} at Gamma = {rate:g}" for rate in rates)
        return f"Delta_M/Delta_S = {', '.join(found)} Delta_0, p = {P}"

    return report


def share_report(*rates: float) -> Callable[[], str]:
    def report() -> str:
        found = (f"{words(*lost_share(rate))} at Gamma = {rate:.3g}" for rate in rates)
        return f"lost {', '.join(found)} Delta_0, p = {P}"

    return report


def window_report(*points: tuple[float, float, float]) -> Callable[[], str]:
    def report() -> str:
        found = (
            f"{words(*mean(windows(*point)))} at p = {point[0]:g}, E_0 = {point[1]:g}, "
            f"delta = {point[2]:g}"
            for point in points
        )
        return f"log10 of the metal's range of Gamma = {'; '.join(found)}"

    return report


_WORDS = f"{SAMPLES} random films of {SIZE} x {SIZE} grains"

_RULE = f"{_WORDS}, given the rule which bonds are ordered"
_BOUNDARY = ("11-low", "13-J", "14-alpha")

FILM_ROUTES: dict[str, Route] = {
    "film-2": Route(_WORDS, at(smaller_gap), report=gap_report(0.5, 0.01)),
    "film-3": Route(_RULE, at(lost_share_falls), report=share_report(1 / 60, 1 / 120)),
    "film-4": Route(
        _RULE, at(metal_between), report=window_report((0.35, *ENERGIES), (SHARE, *ENERGIES))
    ),
    "film-5": Route(
        f"{_RULE}, and {', '.join(f'({label})' for label in _BOUNDARY)}",
        at(order_of_transitions),
        report=window_report((SHARE, *ENERGIES), (SHARE, 1.0, 0.001)),
        given=_BOUNDARY,
    ),
    "film-6": Route(
        _RULE, at(direct_transition), report=window_report((0.2, *ENERGIES), (0.35, *ENERGIES))
    ),
}
