"""Numbers and judgements: expressions of `derive` evaluated, equations judged, the model solved."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numerics.grains.couplings.bond import (
        dissipation_kernel,
        dissipation_strength,
        josephson_coupling,
        josephson_ratio,
    )
    from numerics.grains.films.bonds import BondModel
    from numerics.grains.films.disorder import Disorder
    from numerics.grains.films.film import random_film, strips
    from numerics.grains.films.samples import film_averages
    from numerics.grains.films.strips import strip_averages, strip_transitions
    from numerics.grains.gaps.minigap import minigap
    from numerics.grains.gaps.solve import solve_gaps
    from numerics.grains.gaps.states import density_of_states
    from numerics.grains.phases.boundary import phase_boundary, renormalized_coupling
    from numerics.grains.phases.mixed import mixed_phase_boundary
    from numerics.judge.corrections import smallest_correction
    from numerics.judge.route import Route
    from numerics.judge.verdict import Verdict
    from numerics.judge.verify import verify
    from numerics.report.notebook import ledger_table
    from numerics.run.sweep import sweep

PROJECT = "mixed-grains"  # tells this package from others of its name

_HOME = {
    "Route": "numerics.judge.route",
    "Verdict": "numerics.judge.verdict",
    "verify": "numerics.judge.verify",
    "smallest_correction": "numerics.judge.corrections",
    "ledger_table": "numerics.report.notebook",
    "solve_gaps": "numerics.grains.gaps.solve",
    "density_of_states": "numerics.grains.gaps.states",
    "minigap": "numerics.grains.gaps.minigap",
    "josephson_coupling": "numerics.grains.couplings.bond",
    "josephson_ratio": "numerics.grains.couplings.bond",
    "dissipation_kernel": "numerics.grains.couplings.bond",
    "dissipation_strength": "numerics.grains.couplings.bond",
    "renormalized_coupling": "numerics.grains.phases.boundary",
    "phase_boundary": "numerics.grains.phases.boundary",
    "mixed_phase_boundary": "numerics.grains.phases.mixed",
    "random_film": "numerics.grains.films.film",
    "film_averages": "numerics.grains.films.samples",
    "strip_averages": "numerics.grains.films.strips",
    "BondModel": "numerics.grains.films.bonds",
    "Disorder": "numerics.grains.films.disorder",
    "strips": "numerics.grains.films.film",
    "strip_transitions": "numerics.grains.films.strips",
    "sweep": "numerics.run.sweep",
}

__all__ = [
    "BondModel",
    "Disorder",
    "Route",
    "Verdict",
    "density_of_states",
    "dissipation_kernel",
    "dissipation_strength",
    "film_averages",
    "josephson_coupling",
    "josephson_ratio",
    "ledger_table",
    "minigap",
    "mixed_phase_boundary",
    "phase_boundary",
    "random_film",
    "renormalized_coupling",
    "smallest_correction",
    "solve_gaps",
    "strip_averages",
    "strip_transitions",
    "strips",
    "sweep",
    "verify",
]


def __getattr__(name: str) -> Any:
    """Import heavy libraries only when a name is used."""
    if name == "__version__":
        from importlib.metadata import version

        return version("mixed-grains")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from mixed_grains import require_own_packages

    require_own_packages()
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
