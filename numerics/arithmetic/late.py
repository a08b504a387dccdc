"""Functions that files call which stand below the files that define them.

An integrand is compiled by `ball_function`, which calls on integrals: expressions contain
integrals, and integrals expressions.  This recursion, and no import, goes in a circle.
"""

from collections.abc import Callable
from typing import Any

_defined: dict[str, Callable[..., Any]] = {}


def define(name: str, function: Callable[..., Any]) -> None:
    """Make a function known to the files below."""
    _defined[name] = function


def late(name: str) -> Callable[..., Any]:
    """The function of that name."""
    return _defined[name]
