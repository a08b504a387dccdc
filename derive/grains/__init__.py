"""T. K. Ng 2023: mixed metallic and superconducting grains coupled by tunnelling.

`PAPER` is made when it is asked for: a derivation that imports its letters from here does not
load what is printed.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from derive.grains.catalogue import PAPER

__all__ = ["PAPER"]


def __getattr__(name: str) -> Any:
    if name != "PAPER":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from derive.grains.catalogue import PAPER

    return PAPER
