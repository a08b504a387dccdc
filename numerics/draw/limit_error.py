"""The error of a limit against its small parameter, for any record."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from derive.notation import PLAIN
from derive.notation import eps as eps_
from derive.record import Equation
from numerics.draw.axes import BLUE, ORANGE, new_axes
from numerics.judge.remainders import remainders, slope
from numerics.judge.route import Route

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Array = NDArray[Any]


def limit_error(
    record: Equation,
    *,
    route: Route | None = None,
    eps: "ArrayLike | None" = None,
    ax: "Axes | None" = None,
) -> "Axes":
    """Relative errors of both forms of a limit against eps, with their slopes at the smallest eps.

    record: an equation with a regime.  route, eps: as for `remainders`, and what it raises is
    raised.  Draws into the Axes given, or into a new figure, and returns the Axes, which are
    logarithmic; an error of 0 is left out.
    """
    found = remainders(record, route=route, **({} if eps is None else {"eps": eps}))
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
    ax.set(xscale="log", yscale="log", xlabel=f"${PLAIN.latex[eps_]}$", ylabel="relative error")
    ax.set_title(f"{found.label}: {found.title}\nagainst {found.reference}", fontsize="medium")
    ax.legend()
    return ax


def _slope_in_words(eps: Array, errors: Array) -> str:
    exponent = slope(eps, errors)
    return "no error" if exponent is None else f"slope {round(exponent, 2) + 0.0:.2f}"
