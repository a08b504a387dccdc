"""Figures: the spectrum of both kinds of grains, and how far a limit can be trusted.

Each function draws into the Axes given, or into a new figure, and answers the Axes.  Labels are
the paper's symbols.  Lines differ in colour and in style, areas in lightness.
"""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from derive.grains.symbols import LATEX, Delta_0, Gamma_M, Gamma_S
from derive.grains.symbols import omega as omega_
from derive.notation import eps as eps_
from derive.papers import equation as catalogued
from derive.record import Equation
from numerics.draw.axes import (
    BLACK,
    BLUE,
    METAL,
    ORANGE,
    SUPERCONDUCTOR,
    equal,
    multiple,
    new_axes,
    ratio,
)
from numerics.grains.gaps.minigap import minigap
from numerics.grains.gaps.states import density_of_states
from numerics.grains.gaps.validity import TOLERANCES, ValidityMap
from numerics.judge.remainders import EPS, remainders, slope
from numerics.judge.route import Route

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Array = NDArray[Any]

DENSITY = r"density of states $N(\omega)/N(0)$"
AREAS = ("#d0e1f2", "#7fb2d9", "#2b6ca8")
STYLES = ("solid", "dashed", "dotted")
HIGHEST_DENSITY = 5.0  # peaks that are higher leave the figure
SMALL_EDGE = 0.03  # in units of Delta_0: a smaller one is shown on a logarithmic axis
LOGARITHMIC = 100.0
SMALLEST_ERROR = 1e-17


def spectrum(
    gamma_m: float,
    gamma_s: float,
    delta0: float = 1.0,
    *,
    omega: ArrayLike | None = None,
    eta: float = 0.0,
    ax: "Axes | None" = None,
) -> "Axes":
    """Densities of states of both kinds of grains against omega/Delta_0, the minigap marked.

    omega: 1-d array of frequencies in the unit of delta0; by default up to 2 delta0, dense where
    the densities change fast.  The axis is logarithmic where they are positive and span more
    than two decades.  Raises what `density_of_states` raises.
    """
    edge = float(minigap(gamma_m, gamma_s, delta0).energy) / delta0
    frequency = frequencies(gamma_m, gamma_s, delta0) if omega is None else omega
    x = np.ravel(frequency) / delta0
    if x.size < 2:
        raise ValueError("a spectrum needs two frequencies at least")
    densities = density_of_states(x * delta0, gamma_m, gamma_s, delta0, eta=eta)
    ax = ax or new_axes()
    ax.plot(x, densities.metal, color=METAL, label="metallic grains")
    ax.plot(
        x, densities.superconductor, color=SUPERCONDUCTOR, ls="--", label="superconducting grains"
    )
    label: str | None = f"minigap ${multiple(edge, Delta_0)}$"
    for position in {edge, -edge}:
        if x.min() <= position <= x.max():
            ax.axvline(position, color=BLACK, ls=":", lw=1, label=label)
            label = None
    if x.min() > 0 and x.max() > LOGARITHMIC * x.min():
        ax.set_xscale("log")
    highest = max(densities.metal.max(), densities.superconductor.max())
    ax.set_xlim(x.min(), x.max())
    ax.set_ylim(0, min(1.05 * highest, HIGHEST_DENSITY))
    rates = (equal(Gamma_M, gamma_m / delta0, Delta_0), equal(Gamma_S, gamma_s / delta0, Delta_0))
    ax.set(xlabel=ratio(omega_, Delta_0), ylabel=DENSITY, title=", ".join(rates))
    ax.legend()
    return ax


def frequencies(gamma_m: float, gamma_s: float, delta0: float = 1.0) -> Array:
    """Frequencies up to 2 delta0 that resolve the minigap and the gap delta0, in their unit."""
    edge = float(minigap(gamma_m, gamma_s, delta0).energy) / delta0
    tiny = 0 < edge < SMALL_EDGE
    even = np.geomspace(edge / 10, 2, 1001) if tiny else np.linspace(0, 2, 1001)
    near = np.geomspace(1e-5, 0.5, 150)
    around = [centre * (1 + sign * near) for centre in (edge, 1.0) for sign in (-1, 1)]
    return np.unique(np.concatenate([even, *around])) * delta0


def validity_map(validity: ValidityMap, *, ax: "Axes | None" = None) -> "Axes":
    """Where the relative error of a limit stays below 10 %, 1 % and 0.1 %."""
    from matplotlib.patches import Patch

    if min(validity.error.shape) < 2:
        raise ValueError("a map needs two values of Gamma_S and two of omega at least")
    ax = ax or new_axes()
    error = np.log10(np.maximum(validity.error, SMALLEST_ERROR))
    where = (validity.gamma, validity.omega, error)
    ax.set(xscale="log", yscale="log")
    ax.set(xlim=validity.gamma[[0, -1]], ylim=validity.omega[[0, -1]])
    for tolerance, area, style in zip(TOLERANCES, AREAS, STYLES, strict=True):
        level = np.log10(tolerance)
        if error.min() < level:
            ax.contourf(*where, [np.log10(SMALLEST_ERROR) - 1, level], colors=area)
        if error.min() < level < error.max():
            ax.contour(*where, [level], colors=BLACK, linestyles=style, linewidths=1)
    if not validity.within(max(TOLERANCES)).any():
        words = f"error above {100 * max(TOLERANCES):g} % everywhere"
        ax.text(0.5, 0.5, words, ha="center", transform=ax.transAxes)
    ax.set(xlabel=ratio(Gamma_S, Delta_0), ylabel=ratio(omega_, Delta_0))
    form = "" if validity.form == "printed" else ", derived form"
    ax.set_title(
        f"{validity.label}: {catalogued(validity.label).title}{form}\n"
        f"{equal(Gamma_M, validity.ratio, Gamma_S)}",
        fontsize="medium",
    )
    patches = [
        Patch(fc=area, ec=BLACK, ls=style, label=f"error < {100 * tolerance:g} %")
        for area, style, tolerance in zip(AREAS, STYLES, TOLERANCES, strict=True)
    ]
    ax.legend(handles=patches, loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def limit_error(
    equation: Equation | str,
    *,
    route: Route | None = None,
    eps: ArrayLike = EPS,
    ax: "Axes | None" = None,
) -> "Axes":
    """Relative errors of both forms of a limit against eps, with their slopes at the smallest eps.

    The arguments are those of `remainders`, and what it raises is raised.  Both axes are
    logarithmic; an error of 0 is left out.
    """
    found = remainders(equation, route=route, eps=eps)
    ax = ax or new_axes()
    for name, errors, color, style in (
        ("printed", found.printed, ORANGE, "o-"),
        ("derived", found.derived, BLUE, "s--"),
    ):
        if errors is None:
            continue
        visible = np.where(errors > 0, errors, np.nan)
        words = f"{name}, {_slope_in_words(found.eps, errors)}"
        ax.plot(found.eps, visible, style, color=color, mfc="none", label=words)
    ax.set(xscale="log", yscale="log", xlabel=f"${LATEX[eps_]}$", ylabel="relative error")
    ax.set_title(f"{found.label}: {found.title}\nagainst {found.reference}", fontsize="medium")
    ax.legend()
    return ax


def _slope_in_words(eps: Array, errors: Array) -> str:
    exponent = slope(eps, errors)
    return "no error" if exponent is None else f"slope {round(exponent, 2) + 0.0:.2f}"
