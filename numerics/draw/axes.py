"""What the figures share: new Axes, colours, labels in the paper's symbols, files.

Colours are of a palette that colour-blind readers can tell apart.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sympy import Symbol

from derive.grains.symbols import LATEX
from numerics.run.files import whole_file

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

ORANGE, BLUE, GREEN, BLACK = "#D55E00", "#0072B2", "#009E73", "#000000"
METAL, SUPERCONDUCTOR = ORANGE, BLUE
UNDATED = {  # metadata by which files of the same figure would differ
    ".svg": ("Date", "Creator"),
    ".pdf": ("CreationDate", "Creator", "Producer"),
    ".png": ("Software",),
}


def new_axes() -> "Axes":
    """Axes in a figure of their own."""
    from matplotlib import pyplot

    return pyplot.subplots(layout="constrained")[1]


def save(figure: "Figure | SubFigure", path: Path) -> None:
    """Write a figure whole or not at all, in the format of the suffix: the same bytes each time."""
    from matplotlib import rc_context

    undated = dict.fromkeys(UNDATED[path.suffix])
    with rc_context({"svg.hashsalt": "mixed-grains"}), whole_file(path) as draft:
        figure.canvas.print_figure(draft, metadata=undated)


def ratio(symbol: Symbol, unit: Symbol) -> str:
    """symbol/unit as a label."""
    return f"${LATEX[symbol]}/{LATEX[unit]}$"


def equal(symbol: Symbol, factor: float, unit: Symbol) -> str:
    """symbol = factor unit as a label."""
    return f"${LATEX[symbol]} = {multiple(factor, unit)}$"


def multiple(factor: float, unit: Symbol) -> str:
    """LaTeX of factor unit, without math delimiters."""
    if factor in (0, 1):
        return LATEX[unit] if factor else "0"
    mantissa, _, exponent = f"{factor:.4g}".partition("e")
    power = rf" \cdot 10^{{{int(exponent)}}}" if exponent else ""
    return rf"{mantissa}{power}\,{LATEX[unit]}"
