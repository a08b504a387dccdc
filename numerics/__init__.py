"""The equations of mixed metallic and superconducting grains: numbers and judgements."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numerics.grains.gaps.minigap import minigap
    from numerics.grains.gaps.solve import solve_gaps
    from numerics.grains.gaps.states import density_of_states
    from numerics.judge.verify import Verdict, verify
    from numerics.report.notebook import ledger_table

__all__ = ["Verdict", "density_of_states", "ledger_table", "minigap", "solve_gaps", "verify"]

_HOME = {
    "Verdict": "numerics.judge.verify",
    "density_of_states": "numerics.grains.gaps.states",
    "ledger_table": "numerics.report.notebook",
    "minigap": "numerics.grains.gaps.minigap",
    "solve_gaps": "numerics.grains.gaps.solve",
    "verify": "numerics.judge.verify",
}


def __getattr__(name: str) -> Any:
    """Import heavy libraries only when a name is used."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
