"""What a paper hands in beside its equations: routes, figures, commands and facts; all optional.

A paper that is a folder of `derive` has them in `numerics/<paper>/__init__.py`; a paper that is
one module of the reader's own has them there.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeVar

from derive.record import Equation
from numerics.judge.route import Route

T = TypeVar("T")


def handed_in(paper: str, name: str, default: T) -> T:
    """What the paper of this name hands in under a name, or the default.

    ROUTES, THOROUGH_ROUTES: a `Route` for each label.  FIGURES: `numerics.draw.figure.Figure`s.
    COMMANDS: functions that add a subcommand.  facts, tables: what the companion says beyond the
    verdicts, see `numerics.report.content`.
    """
    module = paper if "." in paper else f"numerics.{paper}"
    if not paper or find_spec(module) is None:
        return default
    found: T = getattr(import_module(module), name, default)
    return found


def route_of(record: Equation, thorough: bool = False) -> Route | None:
    """What the derived form of a record is held against, in long simulations if `thorough`."""
    routes: dict[str, Route] = handed_in(record.paper, "ROUTES", {})
    if thorough:
        routes = routes | handed_in(record.paper, "THOROUGH_ROUTES", {})
    return routes.get(record.label)


def simulated(record: Equation) -> bool:
    """Whether a simulation judges the equation, whose figures differ from run to run."""
    route: Any = route_of(record)
    return route is not None and route.report is not None
