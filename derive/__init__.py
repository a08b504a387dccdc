"""Symbols in, expressions out: records of equations, papers, and how they are written.

`paper("grains").equation("21b")`, or short `equation("21b")`, is an equation of the first paper.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from derive.notation import Notation, eps
    from derive.papers import Paper, Section, equation, paper
    from derive.record import Equation, Regime

PROJECT = "mixed-grains"  # tells this package from others of its name
FIRST = "grains"  # the paper that is meant where none is named

__all__ = ["Equation", "Notation", "Paper", "Regime", "Section", "eps", "equation", "paper"]

_HOME = {
    "Equation": "record",
    "Notation": "notation",
    "Paper": "papers",
    "Regime": "record",
    "Section": "papers",
    "eps": "notation",
    "equation": "papers",
    "paper": "papers",
}


def __getattr__(name: str) -> Any:
    """Import SymPy only when a name is used."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"derive.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
