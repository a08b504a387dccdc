"""The numbers of the model of mixed metallic and superconducting grains, and what it hands in.

Each is loaded when it is asked for: a solver that is imported from here loads none of them.
"""

from importlib import import_module
from typing import Any

_HOME = {
    "ROUTES": "numerics.grains.routes",
    "THOROUGH_ROUTES": "numerics.grains.routes",
    "FIGURES": "numerics.grains.figures.gallery",
    "COMMANDS": "numerics.grains.commands",
    "EXAMPLES": "numerics.grains.commands",
    "BOUNDS": "numerics.grains.gaps.bounds",
    "facts": "numerics.grains.trust",
    "tables": "numerics.grains.trust",
    "CONSEQUENCES": "numerics.grains.consequences",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
