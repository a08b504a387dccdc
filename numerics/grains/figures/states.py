"""The spectrum of both kinds of grains; lines differ in colour and in style."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from derive.grains.symbols import Delta_0, Gamma_M, Gamma_S
from derive.grains.symbols import omega as omega_
from numerics.draw.axes import BLACK, new_axes
from numerics.grains.figures.labels import METAL, SUPERCONDUCTOR, equal, multiple, over
from numerics.grains.gaps.minigap import minigap
from numerics.grains.gaps.states import density_of_states

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Array = NDArray[Any]

DENSITY = r"density of states $N(\omega)/N(0)$"
HIGHEST_DENSITY = 5.0  # peaks that are higher leave the figure
SMALL_EDGE = 0.03  # in units of Delta_0: a smaller one is shown on a logarithmic axis
LOGARITHMIC = 100.0


def spectrum(
    gamma_m: float,
    gamma_s: float,
    delta0: float = 1.0,
    *,
    omega: "ArrayLike | None" = None,
    eta: float = 0.0,
    ax: "Axes | None" = None,
) -> "Axes":
    """Densities of states of both kinds of grains against omega/Delta_0, the minigap marked.

    Draws into the Axes given, or into a new figure, and returns the Axes.

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
    ax.set(xlabel=over(omega_, Delta_0), ylabel=DENSITY, title=", ".join(rates))
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
