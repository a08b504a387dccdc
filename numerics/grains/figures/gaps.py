"""Figures of the gap functions, with the limits of (10) drawn in over their ranges.

Each function draws into the Axes given, or into a new figure, and returns the Axes.  Lines are
solutions of (21), open markers the limits as the paper prints them.
"""

from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sympy import Symbol

from derive.grains.symbols import Delta_0, Gamma_M, Gamma_S
from derive.grains.symbols import omega as omega_
from derive.grains.symbols import omega_n as omega_n_
from derive.papers import equation
from numerics.arithmetic.functions import numpy_function
from numerics.draw.axes import BLACK, new_axes
from numerics.grains.figures.labels import METAL, SUPERCONDUCTOR, equal, multiple, over
from numerics.grains.gaps.minigap import minigap
from numerics.grains.gaps.solve import solve_gaps

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Array = NDArray[Any]
Grains = Literal["metal", "superconductor"]

LETTERS: dict[Grains, str] = {"metal": r"\Delta_M", "superconductor": r"\Delta_S"}
COLOURS: dict[Grains, str] = {"metal": METAL, "superconductor": SUPERCONDUCTOR}
STYLES: dict[Grains, str] = {"metal": "solid", "superconductor": "dashed"}
RANGES: dict[Grains, dict[str, tuple[Symbol | None, Symbol]]] = {
    # the limits of each gap, with the energies between which (10) has them
    "metal": {"10-M-weak": (None, Delta_0)},
    "superconductor": {"10-S-low": (None, Gamma_S), "10-S-high": (Gamma_S, Delta_0)},
}
WORDS = {  # the marker of a limit, and what the legend says of it
    "10-M-weak": ("o", r"(10), $\Delta_M \sim \Gamma_S$"),
    "10-S-low": ("s", r"(10), $\omega \ll \Delta_M$"),
    "10-S-high": ("D", r"(10), $\omega \gg \Delta_M$"),
}
MARKERS_PER_DECADE = 4
LOWEST, HIGHEST = 0.02, 5.0  # of the frequencies, in units of the smaller of Gamma_S and Delta_0


def gaps_on_imaginary_axis(
    gamma_m: float,
    gamma_s: float,
    delta0: float = 1.0,
    *,
    omega_n: "ArrayLike | None" = None,
    ax: "Axes | None" = None,
) -> "Axes":
    """Delta_M and Delta_S at i omega_n, where both are real, against omega_n/Delta_0.

    omega_n: 1-d array of positive frequencies in the unit of delta0.  Both axes are logarithmic.
    Raises what `solve_gaps` raises.
    """
    x = _frequencies(gamma_s / delta0) if omega_n is None else np.ravel(omega_n) / delta0
    rates = gamma_m / delta0, gamma_s / delta0
    gaps = solve_gaps(x, *rates)
    ax = ax or new_axes()
    for grains, style in STYLES.items():
        name = f"${LETTERS[grains]}(i\\omega_n)$"
        ax.loglog(x, getattr(gaps, grains), color=COLOURS[grains], ls=style, label=name)
        for label, places in _places(grains, x, rates):
            _mark(ax, label, places, _limit(label, 1j * places, rates).real)
    _finish(ax, x, rates, over(omega_n_, Delta_0), r"$\Delta(i\omega_n)/\Delta_0$")
    return ax


def gap_on_real_axis(
    grains: Grains,
    gamma_m: float,
    gamma_s: float,
    delta0: float = 1.0,
    *,
    omega: "ArrayLike | None" = None,
    ax: "Axes | None" = None,
) -> "Axes":
    """Real and imaginary part of Delta_M or Delta_S at real frequency, the minigap marked.

    grains: "metal" or "superconductor".  omega: 1-d array of positive frequencies in the unit of
    delta0.  Raises ValueError for other grains, and what `solve_gaps` raises.
    """
    if grains not in RANGES:
        raise ValueError(f"grains is {grains!r}: give one of {', '.join(map(repr, RANGES))}")
    rates = gamma_m / delta0, gamma_s / delta0
    edge = float(minigap(*rates).energy)
    x = _frequencies(rates[1], edge) if omega is None else np.ravel(omega) / delta0
    gap = getattr(solve_gaps(x, *rates, axis="real"), grains)
    letter, color = LETTERS[grains], COLOURS[grains]
    ax = ax or new_axes()
    ax.semilogx(x, gap.real, color=color, label=f"Re ${letter}(\\omega)$")
    ax.plot(x, gap.imag, color=color, ls="--", label=f"Im ${letter}(\\omega)$")
    for label, places in _places(grains, x, rates):
        limit = _limit(label, places, rates)
        _mark(ax, label, places, limit.real)
        _mark(ax, label, places, limit.imag, named=False)
    ax.axvline(edge, color=BLACK, ls=":", lw=1, label=f"minigap ${multiple(edge, Delta_0)}$")
    _finish(ax, x, rates, over(omega_, Delta_0), f"${letter}(\\omega)/\\Delta_0$")
    return ax


def _frequencies(gamma_s: float, edge: float | None = None) -> Array:
    """Frequencies in units of Delta_0 from below the smaller gap to beyond the larger one."""
    even = np.geomspace(LOWEST * min(gamma_s, 1.0), HIGHEST, 601)
    if edge is None:
        return even
    near = np.geomspace(1e-5, 0.5, 100)
    around = [centre * (1 + sign * near) for centre in (edge, 1.0) for sign in (-1, 1)]
    return np.unique(np.concatenate([even, *around]))


def _places(grains: Grains, x: Array, rates: tuple[float, float]) -> list[tuple[str, Array]]:
    """Each limit, and where it is marked: evenly on a logarithmic axis, inside its range."""
    energies = {None: x.min(), Gamma_S: rates[1], Delta_0: 1.0}
    places = []
    for label, (first, last) in RANGES[grains].items():
        low, high = max(energies[first], x.min()), min(energies[last], x.max())
        count = max(int(MARKERS_PER_DECADE * np.log10(high / low)), 2) if high > low else 0
        places.append((label, np.geomspace(low, high, count + 2)[1:-1] if count else x[:0]))
    return places


def _limit(label: str, z: Array, rates: tuple[float, float]) -> Array:
    """The printed limit at complex frequencies, in units of Delta_0."""
    function = numpy_function((omega_, Gamma_M, Gamma_S, Delta_0), equation(label).printed)
    values: Array = function(z + 0j, *rates, 1.0) + 0j * z
    return values


def _mark(ax: "Axes", label: str, x: Array, y: Array, *, named: bool = True) -> None:
    marker, words = WORDS[label]
    ax.plot(x, y, marker, color=BLACK, mfc="none", ms=5, label=words if named else None)


def _finish(ax: "Axes", x: Array, rates: tuple[float, float], xlabel: str, ylabel: str) -> None:
    title = f"{equal(Gamma_M, rates[0], Delta_0)}, {equal(Gamma_S, rates[1], Delta_0)}"
    ax.set(xlabel=xlabel, ylabel=ylabel, title=title, xlim=(x.min(), x.max()))
    ax.legend()
