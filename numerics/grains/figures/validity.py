"""Maps of how far a limit can be trusted: areas differ in lightness, their edges in style."""

from typing import TYPE_CHECKING

import numpy as np

from derive.grains.symbols import Delta_0, Gamma_M, Gamma_S, omega
from derive.papers import equation
from numerics.draw.axes import BLACK, new_axes
from numerics.grains.figures.labels import equal, over
from numerics.grains.gaps.validity import TOLERANCES, ValidityMap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

AREAS = ("#d0e1f2", "#7fb2d9", "#2b6ca8")
STYLES = ("solid", "dashed", "dotted")
SMALLEST_ERROR = 1e-17


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
    ax.set(xlabel=over(Gamma_S, Delta_0), ylabel=over(omega, Delta_0))
    form = "" if validity.form == "printed" else ", derived form"
    ax.set_title(
        f"{validity.label}: {equation(validity.label).title}{form}\n"
        f"{equal(Gamma_M, validity.ratio, Gamma_S)}",
        fontsize="medium",
    )
    patches = [
        Patch(fc=area, ec=BLACK, ls=style, label=f"error < {100 * tolerance:g} %")
        for area, style, tolerance in zip(AREAS, STYLES, TOLERANCES, strict=True)
    ]
    ax.legend(handles=patches, loc="upper left", bbox_to_anchor=(1, 1))
    return ax
