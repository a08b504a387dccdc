"""The figures of the companion, in their order: to add one, add it to FIGURES."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from numerics import coupling_figures, figures
from numerics.validity import validity

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

SIZE = (6.4, 4.0)  # inches
STYLE: Any = {  # of these figures alone
    "font.family": "STIXGeneral",
    "font.size": 11.5,
    "mathtext.fontset": "stix",
    "svg.hashsalt": "mixed-grains",
}


@dataclass(frozen=True)
class Figure:
    """A figure: its name, which is that of its file, what it shows, and how it is drawn.

    The caption is plain text, in which names of symbols and numbers of equations are found.
    `draw` takes ax=.
    """

    name: str
    caption: str
    draw: Callable[..., "Axes"]


def _validity_map(label: str, *, ax: "Axes") -> "Axes":
    return figures.validity_map(validity(label), ax=ax)


FIGURES = (
    Figure(
        "spectrum",
        "Densities of states of both kinds of grains, by the Green's functions (9) with the gap "
        "functions that solve (21a) and (21b). Below the minigap both vanish.",
        partial(figures.spectrum, 0.2, 0.3),
    ),
    Figure(
        "validity-high",
        "Where (10-S-high), the gap of the superconducting grains for omega >> Gamma_M, can be "
        "trusted, against the gap equations (21a) and (21b) solved at real frequency.",
        partial(_validity_map, "10-S-high"),
    ),
    Figure(
        "validity-low",
        "Where (10-S-low), the same gap for omega << Gamma_M, can be trusted.",
        partial(_validity_map, "10-S-low"),
    ),
    Figure(
        "coupling",
        "The Josephson coupling of unlike grains in units of that of like ones, from the gaps "
        "that solve (21a) and (21b), and its limits: (15-J) as printed and as derived from frozen "
        "gaps, and (J-selfconsistent) from the gap functions.",
        coupling_figures.ratio,
    ),
    Figure(
        "coupling-error",
        "Relative error of these limits.",
        coupling_figures.error,
    ),
)


def svg(figure: Figure, *, transparent: bool = False) -> str:
    """The figure as SVG, text as outlines."""
    buffer = StringIO()
    with _drawn(figure) as canvas:
        canvas.savefig(buffer, format="svg", transparent=transparent, metadata=_undated("svg"))
    return buffer.getvalue()


def pdf(figure: Figure) -> bytes:
    """The figure as PDF."""
    buffer = BytesIO()
    with _drawn(figure) as canvas:
        canvas.savefig(buffer, format="pdf", metadata=_undated("pdf"))
    return buffer.getvalue()


def _undated(format: str) -> dict[str, Any]:
    """Metadata without what differs from run to run."""
    return {"Date": None} if format == "svg" else {"CreationDate": None, "ModDate": None}


@contextmanager
def _drawn(figure: Figure) -> Iterator["Canvas"]:
    """The figure drawn, in a style that holds for it alone."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure as Canvas

    with rc_context(STYLE):
        canvas = Canvas(figsize=SIZE, layout="constrained")
        figure.draw(ax=canvas.subplots())
        yield canvas
