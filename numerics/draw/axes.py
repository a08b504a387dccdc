"""Axes in a figure of their own, and colours that colour-blind readers can tell apart."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ORANGE, BLUE, GREEN, BLACK = "#D55E00", "#0072B2", "#009E73", "#000000"


def new_axes() -> "Axes":
    """Axes in a new figure."""
    from matplotlib import pyplot

    return pyplot.subplots(layout="constrained")[1]
