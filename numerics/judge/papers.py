"""What a paper hands in beside its equations: routes, figures, commands and facts; all optional.

A paper that is a folder of `derive` has them in `numerics/<paper>/__init__.py`; a paper that is
one module of the reader's own has them there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from derive.modules import imported

if TYPE_CHECKING:
    from derive.record import Equation
    from numerics.judge.route import Route
    from numerics.judge.verdict import Verdict

T = TypeVar("T")


@dataclass(frozen=True)
class FactTable:
    """A table that a paper adds to its companion: a title, words above it, and rows by label.

    Words and cells are plain text; what stands between dollar signs in them is LaTeX.
    """

    title: str
    words: str
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


def handed_in(paper: str, name: str, default: T) -> T:
    """What the paper of this name hands in under a name, or the default.

    ROUTES, THOROUGH_ROUTES: a `Route` for each label.  FIGURES: `numerics.draw.figure.Figure`s.
    COMMANDS: functions that add a subcommand.  BOUNDS: for a label, functions that return a
    `numerics.judge.bounds.Bound`.  facts: a function of a record, and tables: a
    function of verdicts, that return what the companion says beyond the verdicts, as pairs of a
    term and its lines, and as `FactTable`s.  Raises UnknownPaper where its module fails.
    """
    module = paper if "." in paper else f"numerics.{paper}"
    found: T = getattr(imported(module) if paper else None, name, default)
    return found


def route_of(record: "Equation", thorough: bool = False) -> "Route | None":
    """What the derived form of a record is held against, in long simulations if `thorough`."""
    routes: dict[str, Route] = handed_in(record.paper, "ROUTES", {})
    if thorough:
        routes = routes | handed_in(record.paper, "THOROUGH_ROUTES", {})
    return routes.get(record.label)


def facts_of(record: "Equation") -> Sequence[tuple[str, Sequence[str]]]:
    """What the paper of a record says of it beyond the verdict: terms, each with its lines."""
    facts: Any = handed_in(record.paper, "facts", None)
    found: Sequence[tuple[str, Sequence[str]]] = facts(record) if facts else ()
    return found


def tables_of(paper: str, verdicts: Sequence["Verdict"]) -> Sequence[FactTable]:
    """The tables that a paper adds to its companion."""
    tables: Any = handed_in(paper, "tables", None)
    found: Sequence[FactTable] = tables(verdicts) if tables else ()
    return found


def simulated(record: "Equation") -> bool:
    """Whether a simulation judges the equation, whose figures differ from run to run."""
    route: Any = route_of(record)
    return route is not None and route.report is not None
