"""Figures of the phase diagram: Fig. 1 of the paper computed, and J_R/J along cuts through it.

Each function draws into the Axes given, or into a new figure, and returns the Axes.  alpha is
h/(2 e^2 R) of the bond between normal metals; both axes are those of the pure array.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from derive.grains.symbols import E_0, J_R, NOTATION, Delta_0, Gamma_M, Gamma_S, J, alpha
from numerics.draw.axes import BLACK, BLUE, GREEN, ORANGE, new_axes
from numerics.grains.figures.labels import equal, over
from numerics.grains.phases.boundary import phase_boundary, renormalized_coupling
from numerics.grains.phases.mixed import mixed_phase_boundary, ratios

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Array = NDArray[Any]

POINTS = 201
ROOM = 1.15
PALE, PALER = "#d0e1f2", "#eef4fa"
CUT_ALPHAS = (0.0, 0.5, 0.9, 1.0, 1.2, 2.0)
COLORS = (BLACK, BLUE, GREEN, ORANGE)
STYLES = ("solid", "dashed", "dashdot", "dotted", (0, (5, 1, 1, 1, 1, 1)))
CUT_COUPLINGS = np.geomspace(1e-3, 1, 601)


def boundary_table(
    gamma: float = 0.1, rates: float = 1.0, alphas: "ArrayLike | None" = None
) -> dict[str, Array]:
    """J/E_0 on the boundaries against alpha of the pure array.

    gamma: Gamma_S/Delta_0, below 1; rates: Gamma_M/Gamma_S.  Columns: alpha; rsj, the pure array;
    mixed and printed, the mixed-grain model with the gaps of (21) and with (15) as printed.
    """
    if not 0 < gamma < 1:
        raise ValueError(f"gamma is {gamma!r}: give a number between 0 and 1, in units of Delta_0")
    x = default_alphas(gamma, rates) if alphas is None else np.ravel(alphas)
    mixed, printed = (
        mixed_phase_boundary(x, rates * gamma, gamma, couplings=couplings).josephson
        for couplings in ("self-consistent", "printed")
    )
    return {"alpha": x, "rsj": phase_boundary(x).josephson, "mixed": mixed, "printed": printed}


def default_alphas(gamma: float, rates: float) -> Array:
    """alpha up to where the boundaries of both models have ended, their ends included."""
    ends = [1.0] + [
        float(1 / ratios(rates * gamma, gamma, couplings=couplings)[1])
        for couplings in ("self-consistent", "printed")
    ]
    around = [np.nextafter(end, side) for end in ends for side in (0, end, 2 * end)]
    return np.unique([*np.linspace(0, ROOM * max(ends), POINTS), *around])


def phase_diagram(gamma: float = 0.1, rates: float = 1.0, *, ax: "Axes | None" = None) -> "Axes":
    """Fig. 1 with numbers: where superconducting order is lost in both models, at T = 0.

    gamma: Gamma_S/Delta_0, below 1; rates: Gamma_M/Gamma_S.  Raises ValueError for others.
    """
    table = boundary_table(gamma, rates)
    x, rsj, mixed = table["alpha"], table["rsj"], table["mixed"]
    ax = ax or new_axes()
    top = ROOM * max(mixed[0], rsj[0], table["printed"][0])
    regions = (
        (PALE, np.full_like(x, top), np.maximum(mixed, rsj), "order in both"),
        (PALER, mixed, np.minimum(mixed, rsj), "proximity effect destroyed"),
        ("white", rsj, np.zeros_like(x), "order in none"),
    )
    for color, upper, lower, words in regions:
        ax.fill_between(x, lower, upper, fc=color, ec=BLACK, lw=0, label=words)
    ax.plot(x, rsj, color=BLACK, ls="--", label="RSJ model")
    ax.plot(x, mixed, color=BLUE, label="mixed grains, gaps of (21)")
    ax.plot(x, table["printed"], color=ORANGE, ls=":", label="mixed grains, (15) as printed")
    ax.set(xlim=(0, x[-1]), ylim=(0, top), xlabel=rf"${NOTATION.latex[alpha]}$ of the pure array")
    ax.set_ylabel(rf"{over(J, E_0)} of the pure array")
    rates_given = [equal(Gamma_S, gamma, Delta_0), equal(Gamma_M, rates, Gamma_S)]
    ax.set_title(", ".join(rates_given))
    _mark_a(ax, float(rsj[0]))
    ax.legend(loc="upper right")
    return ax


def _mark_a(ax: "Axes", value: float) -> None:
    """The intercept a of the dashed line, which the paper takes to be of order 1."""
    text = rf"$a = \mathrm{{e}}^2/256 = {value:.4f}$"
    ax.annotate(
        text,
        (0, value),
        xytext=(14, 16),
        textcoords="offset points",
        fontsize="small",
        arrowprops={"arrowstyle": "-", "lw": 0.6},
    )


def renormalization(
    alphas: Sequence[float] = CUT_ALPHAS,
    josephson: "ArrayLike | None" = None,
    *,
    cutoff: bool = False,
    ax: "Axes | None" = None,
) -> "Axes":
    """J_R/J against J/E_0 at some alpha, T = 0: a jump for alpha < 1, continuous at alpha = 1."""
    table = cut_table(alphas, josephson, cutoff=cutoff)
    x = table["josephson"][0]
    ax = ax or new_axes()
    for number, (value, y) in enumerate(zip(alphas, table["renormalized"], strict=True)):
        color, style = COLORS[number % len(COLORS)], STYLES[number % len(STYLES)]
        ax.plot(x, y, color=color, ls=style, label=rf"${NOTATION.latex[alpha]} = {value:g}$")
    ax.set(xscale="log", xlim=(x.min(), x.max()), ylim=(0, 1))
    ax.set(xlabel=over(J, E_0), ylabel=over(J_R, J))
    ax.set_title("(28)" if cutoff else "(27)")
    ax.legend(loc="upper left")
    return ax


def cut_table(
    alphas: Sequence[float] = CUT_ALPHAS,
    josephson: "ArrayLike | None" = None,
    *,
    cutoff: bool = False,
) -> dict[str, Array]:
    """J/E_0 and J_R/J, of shape (alphas, couplings), for each alpha, at T = 0."""
    couplings = CUT_COUPLINGS if josephson is None else np.ravel(josephson)
    a, x = np.meshgrid(np.ravel(alphas), couplings, indexing="ij")
    return {
        "alpha": a,
        "josephson": x,
        "renormalized": renormalized_coupling(x, 1.0, a, cutoff=cutoff).value / x,
    }
