"""Figures of the Josephson coupling against the rates, with its limits at weak tunnelling.

Each function draws into the Axes given, or into a new figure, and answers the Axes.
"""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from derive.catalogue import equation
from derive.symbols import N_M, N_S, Delta_0, Gamma_M, Gamma_S, T
from numerics import plotting
from numerics.couplings import josephson_ratio
from numerics.functions import numpy_function
from numerics.plotting import BLACK, BLUE, GREEN, ORANGE, equal, new_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from sympy import Expr

Array = NDArray[Any]

RATES = np.geomspace(1e-6, 1, 241)
LIMITS = {  # the limits at weak tunnelling: colour and style of each
    "(15) as printed": (ORANGE, "dotted"),
    "(15) as derived, frozen gaps": (GREEN, "dashdot"),
    "derived, gaps of (21)": (BLUE, "dashed"),
}


def ratio(
    gamma_s: ArrayLike = RATES,
    *,
    rates: float = 1.0,
    temperature: float = 0.0,
    ax: "Axes | None" = None,
) -> "Axes":
    """J_MS/J_SS from the gaps of (21) against Gamma_S/Delta_0, and its limits at weak tunnelling.

    gamma_s and temperature in units of Delta_0; rates = Gamma_M/Gamma_S.  The limits are those
    at T = 0, as far as they are positive.  Raises what `josephson_ratio` raises.
    """
    x = np.ravel(gamma_s)
    ax = ax or new_axes()
    exact = josephson_ratio(rates * x, x, temperature=temperature).value
    ax.loglog(x, exact, color=BLACK, label="gaps of (21)")
    for (name, (color, style)), limit in zip(LIMITS.items(), _limits(x, rates), strict=True):
        ax.plot(x, np.where(limit > 0, limit, np.nan), color=color, ls=style, label=name)
    ax.set(ylabel=r"$J_{MS}/J_{SS}$", title=_title(rates, temperature))
    _finish(ax, x)
    return ax


def error(
    gamma_s: ArrayLike = RATES,
    *,
    rates: float = 1.0,
    temperature: float = 0.0,
    ax: "Axes | None" = None,
) -> "Axes":
    """Relative error of the limits at weak tunnelling; the arguments are those of `ratio`."""
    x = np.ravel(gamma_s)
    ax = ax or new_axes()
    exact = josephson_ratio(rates * x, x, temperature=temperature).value
    for (name, (color, style)), limit in zip(LIMITS.items(), _limits(x, rates), strict=True):
        ax.loglog(x, np.abs(limit / exact - 1), color=color, ls=style, label=name)
    ax.set_ylabel(r"relative error of $J_{MS}/J_{SS}$")
    _finish(ax, x)
    return ax


def _limits(x: Array, rates: float) -> list[Array]:
    """The limits in the order of LIMITS, at Gamma_S/Delta_0 = x and N_M/N_S = rates."""
    frozen, self_consistent = equation("15-J"), equation("J-selfconsistent")
    forms = frozen.printed, frozen.derived(), self_consistent.derived()
    return [_values(form, x, rates) for form in forms]


def _values(form: "Expr", x: Array, rates: float) -> Array:
    function = numpy_function((Gamma_M, Gamma_S, Delta_0, N_M, N_S), form)
    values: Array = function(rates * x, x, 1.0, rates, 1.0)
    return values


def _title(rates: float, temperature: float) -> str:
    parts = [equal(Gamma_M, rates, Gamma_S)]
    if temperature:
        parts.append(equal(T, temperature, Delta_0))
    return ", ".join(parts)


def _finish(ax: "Axes", x: Array) -> None:
    ax.set_xlabel(plotting.ratio(Gamma_S, Delta_0))
    ax.set_xlim(x.min(), x.max())
    ax.legend()
