"""The equations of mixed metallic and superconducting grains: symbols in, expressions out.

An equation of the paper, by its label: `derive.grains.catalogue.equation("21b")`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from derive.equation import Equation, Regime

__all__ = ["Equation", "Regime"]


def __getattr__(name: str) -> Any:
    """Import SymPy only when a name is used."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("derive.equation"), name)
