"""A figure as a record; drawn into a file, or for the companion in a style of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from numerics.run.files import whole_file

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas
    from matplotlib.figure import SubFigure

SIZE = (6.4, 4.0)  # inches
STYLE: Any = {  # of these figures alone
    "font.family": "STIXGeneral",
    "font.size": 11.5,
    "mathtext.fontset": "stix",
    "svg.hashsalt": "mixed-grains",
}


UNDATED = {  # metadata by which files of the same figure would differ
    ".svg": ("Date", "Creator"),
    ".pdf": ("CreationDate", "Creator", "Producer"),
    ".png": ("Software",),
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


def draw(figure: Figure, path: Path) -> None:
    """Draw a figure into a file, in the format of its suffix."""
    from matplotlib.figure import Figure as Canvas

    canvas = Canvas(layout="constrained")
    figure.draw(ax=canvas.subplots())
    save(canvas, path)


def save(figure: "Canvas | SubFigure", path: Path) -> None:
    """Write a figure whole or not at all, in the format of the suffix: the same bytes each time."""
    from matplotlib import rc_context

    undated = dict.fromkeys(UNDATED[path.suffix])
    with rc_context({"svg.hashsalt": STYLE["svg.hashsalt"]}), whole_file(path) as draft:
        figure.canvas.print_figure(draft, metadata=undated)


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
