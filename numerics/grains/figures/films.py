"""Figures of random films and of strips.

Each function draws into the Axes given, or into a new figure, and returns the Axes;
`film_picture`, `film_figure` and `strip_figure` make whole figures.  Lines differ in colour and
in style.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from derive.grains.symbols import NOTATION, Delta_0
from numerics.draw.axes import GREEN, new_axes
from numerics.grains.films.bonds import BondModel, Kind, threshold
from numerics.grains.films.disorder import Disorder
from numerics.grains.films.film import GRAINS, Film, State, random_film, state
from numerics.grains.films.strips import StripTransitions

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Array = NDArray[Any]

GRAIN_COLORS = ("#0072B2", "#56B4E9", "#D55E00", "#F0E442")
PALE = 0.3  # of its colour, for a grain outside the spanning cluster
PHASES = {  # the states of a film: colour and style of each
    "superconducting": ("#0072B2", "solid"),
    "metallic": ("#D55E00", "dashed"),
    "insulating": ("#000000", "dotted"),
}
DIRECTIONS = {"along": ("#0072B2", "solid", "o"), "across": ("#D55E00", "dashed", "s")}
THRESHOLDS: dict[Kind, str] = {"SS": "dotted", "MS": "dashdot", "MM": "dashed"}
EXTREMES = ("lowest", "highest")
ROOM = 4.0
SUPERCONDUCTING, INSULATING = 0.95, 0.05  # heights of the marks of 1/0 and 0 in the axes
FEW = 1e3  # rates that span less have labels between the powers of ten
RATE = rf"mean rate $\Gamma/{NOTATION.latex[Delta_0]}$"
CONDUCTANCE = r"conductance ($e^2/h$)"


def film_picture(
    p: float, gamma: float, size: int, model: BondModel, disorder: Disorder
) -> "Figure":
    """The film of the first seed."""
    from matplotlib.figure import Figure

    film = random_film(p, size, disorder)
    figure = Figure(figsize=(6, 6.6), dpi=150, layout="constrained")
    ax = picture(film, state(film, gamma, model), ax=figure.subplots())
    ax.set_title(rf"$p = {p:g}$, $\Gamma = {gamma:g}\,\Delta_0$, seed {disorder.seed}")
    return figure


def film_figure(table: Any, model: BondModel) -> "Figure":
    """States, conductance, and lost proximity effect."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.2, 8), layout="constrained")
    upper, middle, lower = figure.subplots(3, 1, sharex=True)
    phases(table, model, ax=upper)
    film_conductance(table, model, ax=middle)
    lost_grains(table, ax=lower)
    return figure


def strip_figure(table: Any, model: BondModel, found: StripTransitions, title: str) -> "Figure":
    """Conductance along and across the strips."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.2, 4.2), layout="constrained")
    ax = strip_conductances(table, found, ax=figure.subplots())
    ax.set_title(title, fontsize="medium")
    return figure


def phases(table: Array, model: BondModel, *, ax: "Axes | None" = None) -> "Axes":
    """Probabilities of the three states against the mean rate, and the thresholds of bonds.

    table: of `film_averages`.
    """
    ax = ax or new_axes()
    for name, (color, style) in PHASES.items():
        _share(ax, table, name, color, style)
    _thresholds(ax, table, model)
    ax.set(ylim=(-0.05, 1.05), ylabel="probability of the state")
    return _finished(ax, table["gamma"])


def film_conductance(table: Array, model: BondModel, *, ax: "Axes | None" = None) -> "Axes":
    """Geometric mean of the conductance of metallic samples, and its range over the samples."""
    ax = ax or new_axes()
    around = _around(table[f"conductance_{end}"] for end in EXTREMES)
    ax.set(yscale="log", ylim=around, ylabel=f"{CONDUCTANCE}, metallic films")
    _curve(ax, table, "conductance", (*PHASES["metallic"], "o"), "geometric mean")
    _thresholds(ax, table, model)
    if not np.isfinite(table["conductance"]).any():
        ax.text(0.5, 0.5, "no film is metallic", ha="center", transform=ax.transAxes)
    return _finished(ax, table["gamma"])


def lost_grains(table: Array, *, ax: "Axes | None" = None) -> "Axes":
    """Share of the metallic grains without proximity effect against the mean rate."""
    ax = ax or new_axes()
    _share(ax, table, "lost", GREEN, "solid")
    ax.set(ylim=(-0.05, 1.05), ylabel="metallic grains without\nproximity effect")
    return _finished(ax, table["gamma"])


def picture(film: Film, found: State, *, ax: "Axes | None" = None) -> "Axes":
    """The grains of a film by their state; those outside the spanning cluster are pale.

    That is the cluster which superconducts from the left to the right edge, or else conducts.
    """
    ax = ax or new_axes()
    from matplotlib.colors import to_rgb
    from matplotlib.patches import Patch

    members, words = found.superconducting(), "superconducting"
    if not members.any():
        members, words = found.conducting(), "metallic"
    if not members.any():
        words = "insulating"
    colors = np.array([to_rgb(color) for color in GRAIN_COLORS])[found.grains]
    visible = np.where(members, 1.0, PALE)[..., None]
    ax.imshow(1 - visible * (1 - colors), interpolation="nearest")
    counts = np.bincount(found.grains.ravel(), minlength=len(GRAINS))
    patches = [
        Patch(fc=color, ec="0.5", label=f"{name}, {100 * count / film.metal.size:.1f} %")
        for color, name, count in zip(GRAIN_COLORS, GRAINS, counts, strict=True)
    ]
    title = "Bright: the cluster that spans" if members.any() else "No cluster spans"
    ax.legend(
        handles=patches, title=title, loc="upper center", bbox_to_anchor=(0.5, -0.08), ncols=2
    )
    ax.set(xticks=[], yticks=[], xlabel="left to right: " + words)
    return ax


def strip_conductances(
    table: Array, found: StripTransitions, *, ax: "Axes | None" = None
) -> "Axes":
    """Conductance along and across strips against the mean rate, and the windows between.

    table: of `strip_averages`; found: the transitions of one film.  Where all samples are
    superconducting, or insulating, a mark at the upper, or lower, edge says so.
    """
    ax = ax or new_axes()
    around = _around(table[f"{name}_{end}"] for name in DIRECTIONS for end in EXTREMES)
    ax.set(yscale="log", ylim=around, ylabel=CONDUCTANCE)
    for name, look in DIRECTIONS.items():
        _curve(ax, table, name, look, name)
        color, _, marker = look
        for phase, height in (("superconducting", SUPERCONDUCTING), ("insulating", INSULATING)):
            x = table["gamma"][table[f"{name}_{phase}"] == 1]
            y = np.full(x.shape, height + (0.02 if name == "along" else -0.02))
            ax.plot(
                *(x, y), ls="", color=color, marker=marker, ms=3, transform=ax.get_xaxis_transform()
            )
    low, high = table["gamma"].min(), table["gamma"].max()
    windows = (
        (found.anisotropic, "0.92", "superconducting along,\nnot across"),
        (found.metallic_across, "0.8", "and metallic across"),
    )
    for window, shade, words in windows:
        if window is not None:
            ends = max(window[0], low), min(window[1], high)
            ax.axvspan(*ends, color=shade, label=words, zorder=0)
    for height, words in ((SUPERCONDUCTING, r"$\infty$"), (INSULATING, "0")):
        ax.annotate(
            words, (1.01, height), xycoords="axes fraction", va="center", annotation_clip=False
        )
    return _finished(ax, table["gamma"])


def _curve(ax: "Axes", table: Array, name: str, look: tuple[str, str, str], label: str) -> None:
    """A geometric mean with the error of its logarithm, and a band from lowest to highest."""
    color, style, marker = look
    x, mean = table["gamma"], table[name]
    factor = 10 ** np.nan_to_num(table[f"{name}_log10_error"])
    error = np.stack([mean - mean / factor, mean * factor - mean])
    ax.errorbar(x, mean, error, color=color, ls=style, marker=marker, ms=3, label=label)
    if np.isfinite(mean).any():
        lowest, highest = (table[f"{name}_{end}"] for end in EXTREMES)
        ax.fill_between(x, lowest, highest, color=color, alpha=0.2, lw=0)


def _share(ax: "Axes", table: Array, name: str, color: str, style: str) -> None:
    """A share of films or of grains, in a band of one standard error."""
    x, mean, error = table["gamma"], table[name], table[f"{name}_error"]
    ax.plot(x, mean, color=color, ls=style, label=name)
    band = np.maximum(mean - error, 0), np.minimum(mean + error, 1)
    ax.fill_between(x, *band, color=color, alpha=0.2, lw=0)


def _around(values: Iterable[Array]) -> tuple[float, float]:
    """Limits of a logarithmic axis that leave room around what is finite."""
    every = np.concatenate(list(values))
    finite = every[np.isfinite(every)]
    if not finite.size:
        return 0.1, 10.0
    return float(finite.min()) / ROOM, float(finite.max()) * ROOM


def _thresholds(ax: "Axes", table: Array, model: BondModel) -> None:
    """Lines where bonds begin to be ordered, as far as they are in the figure."""
    low, high = table["gamma"].min(), table["gamma"].max()
    for kind, style in THRESHOLDS.items():
        if low <= (rate := threshold(model, kind)) <= high:
            words = rf"$\Gamma^*_{{{kind}}}$"
            ax.axvline(rate, color="0.5", ls=style, lw=1, label=words)


def _finished(ax: "Axes", rates: Array) -> "Axes":
    from matplotlib.ticker import LogLocator, NullFormatter, StrMethodFormatter

    ax.set(xscale="log", xlabel=RATE)
    ax.tick_params(axis="x", which="both", length=3, pad=4)
    ax.xaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
    ax.xaxis.set_minor_formatter(NullFormatter())
    if 1 < rates.max() / rates.min() < FEW:
        ax.xaxis.set_minor_locator(LogLocator(subs=(2, 5)))
        ax.xaxis.set_minor_formatter(StrMethodFormatter("{x:g}"))
    if rates.size > 1:
        ax.set_xlim(rates.min(), rates.max())
    ax.label_outer()
    ax.legend(fontsize="small", loc="upper left", bbox_to_anchor=(1.04, 1))
    return ax
