"""A figure of the roughening: the stiffness of lattices against their size, and its fit."""

from typing import TYPE_CHECKING

import numpy as np

from numerics.draw.axes import new_axes
from numerics.grains.figures.phases import COLORS, STYLES
from numerics.grains.heights.roughening import Roughening

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROUGH = np.pi / 2  # the largest K_eff of a rough phase
MARKERS = "osD^v"


def roughening_figure(found: Roughening, *, ax: "Axes | None" = None) -> "Axes":
    """K_eff against L for each coupling K: with error bars as simulated, lines as fitted.

    The model is smooth where K_eff grows beyond pi/2, and rough where it stays below.
    """
    ax = ax or new_axes()
    for number, K in enumerate(np.unique(found.linear)):
        color, style = COLORS[number % len(COLORS)], STYLES[number % len(STYLES)]
        chosen = np.flatnonzero(found.linear == K)
        own = chosen[np.argsort(found.size[chosen])]
        x = found.size[own]
        ax.errorbar(
            *(x, found.stiffness[own], found.stiffness_error[own]),
            fmt=MARKERS[number % len(MARKERS)],
            color=color,
            mfc="none",
            capsize=2,
            label=f"$K = {K:g}$",
        )
        ax.plot(x, found.fitted[own], color=color, ls=style)
    ax.axhline(ROUGH, color="0.5", ls=":", lw=1, label=r"$\pi/2$")
    sizes = np.unique(found.size)
    ax.set(xscale="log", xlabel="$L$", ylabel=r"$K_{\mathrm{eff}}$")
    ax.set_xticks(sizes, [f"{size:d}" for size in sizes])
    ax.set_xticks([], minor=True)
    ax.set_title(rf"$K_R = {found.value:.4f} \pm {found.error:.4f}$")
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return ax
