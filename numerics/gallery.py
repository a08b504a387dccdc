"""Every figure of the paper's companion once, by name, with the energies that show most."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from numerics import coupling_figures, figures, gap_figures
from numerics.plotting import save
from numerics.validity import validity

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Drawing = Callable[["Axes"], "Axes"]

RATES = 0.02, 0.01  # Gamma_M and Gamma_S in units of Delta_0, where (10) has its limits

FIGURES: dict[str, Drawing] = {
    "spectrum": lambda ax: figures.spectrum(0.2, 0.3, ax=ax),
    "gaps": lambda ax: gap_figures.gaps_on_imaginary_axis(*RATES, ax=ax),
    "metal-gap": lambda ax: gap_figures.gap_on_real_axis("metal", *RATES, ax=ax),
    "superconductor-gap": lambda ax: gap_figures.gap_on_real_axis("superconductor", *RATES, ax=ax),
    "validity": lambda ax: figures.validity_map(validity("10-S-low"), ax=ax),
    "limit-error": lambda ax: figures.limit_error("10-S-low", ax=ax),
    "coupling-ratio": lambda ax: coupling_figures.ratio(ax=ax),
    "coupling-error": lambda ax: coupling_figures.error(ax=ax),
}


def draw(name: str, path: Path) -> None:
    """Draw the figure of this name into a file, in the format of its suffix."""
    from matplotlib.figure import Figure

    figure = Figure(layout="constrained")
    FIGURES[name](figure.subplots())
    save(figure, path)
