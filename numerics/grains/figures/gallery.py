"""Every figure, with its caption, in the order of the companion: to add one, add it to FIGURES."""

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from numerics.draw.figure import Figure
from numerics.grains.figures import couplings as coupling_figures
from numerics.grains.figures import films as film_figures
from numerics.grains.figures import gaps as gap_figures
from numerics.grains.figures import phases as phase_figures
from numerics.grains.figures.states import spectrum
from numerics.grains.films.options import CHARGING, SIZE, SPACING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

RATES = 0.02, 0.01  # Gamma_M and Gamma_S in units of Delta_0, where (10) has its limits
METALLIC, FILM_RATE = 0.65, 0.012  # share of metallic grains, mean rate
STRIP_WIDTHS = 2, 2
STRIP_RATES = np.geomspace(2e-4, 2e-2, 41)


def _validity_map(label: str, *, ax: "Axes") -> "Axes":
    from numerics.grains.figures.validity import validity_map
    from numerics.grains.gaps.validity import validity

    return validity_map(validity(label), ax=ax)


def _limit_error(label: str, *, ax: "Axes") -> "Axes":
    from derive.papers import equation
    from numerics.draw.limit_error import limit_error

    return limit_error(equation(label), ax=ax)


def _film(*, ax: "Axes") -> "Axes":
    from numerics.grains.films.bonds import BondModel
    from numerics.grains.films.film import random_film, state

    film = random_film(METALLIC, SIZE)
    return film_figures.picture(film, state(film, FILM_RATE, BondModel()), ax=ax)


def _strips(*, ax: "Axes") -> "Axes":
    from numerics.grains.films.strips import strip_averages, strip_transitions

    model: dict[str, Any] = {"mixed": "quasiparticles"}
    given = {"samples": 2, "workers": 1, "progress": False} | model
    table = strip_averages(STRIP_RATES, *STRIP_WIDTHS, **given)
    return film_figures.strip_conductances(table, strip_transitions(*STRIP_WIDTHS, **model), ax=ax)


FIGURES = (
    Figure(
        "spectrum",
        "Densities of states of both kinds of grains, by the Green's functions (9) with the gap "
        "functions that solve (21a) and (21b). Below the minigap both vanish.",
        partial(spectrum, 0.2, 0.3),
    ),
    Figure(
        "gaps",
        "Gap functions of both kinds of grains on the imaginary axis, where they are real, and "
        "the limits of (10).",
        partial(gap_figures.gaps_on_imaginary_axis, *RATES),
    ),
    Figure(
        "metal-gap",
        "Gap function of the metallic grains at real frequency, and where (10) holds.",
        partial(gap_figures.gap_on_real_axis, "metal", *RATES),
    ),
    Figure(
        "superconductor-gap",
        "Gap function of the superconducting grains at real frequency, and where (10) holds.",
        partial(gap_figures.gap_on_real_axis, "superconductor", *RATES),
    ),
    Figure(
        "limit-error",
        "Relative error of (10-S-low) as printed, and of its derived form, which has the next "
        "term and falls faster.",
        partial(_limit_error, "10-S-low"),
    ),
    Figure(
        "validity-high",
        "Where (10-S-high), the gap of the superconducting grains for omega >> Gamma_M, can be "
        "trusted, against the gap equations (21a) and (21b) solved at real frequency.",
        partial(_validity_map, "10-S-high"),
    ),
    Figure(
        "validity-low",
        "Where (10-S-low), the same gap for omega << Gamma_M, can be trusted.",
        partial(_validity_map, "10-S-low"),
    ),
    Figure(
        "coupling-ratio",
        "The Josephson coupling of unlike grains in units of that of like ones, from the gaps "
        "that solve (21a) and (21b), and its limits: (15-J) as printed and as derived from frozen "
        "gaps, and (J-selfconsistent) from the gap functions.",
        coupling_figures.ratio,
    ),
    Figure(
        "coupling-error",
        "Relative error of these limits.",
        coupling_figures.error,
    ),
    Figure(
        "phase-diagram",
        "The phase diagram, Fig. 1 of the paper computed from (26) and (27) at T = 0, with alpha "
        "as printed in (27). Order is lost below a line; that of the mixed grains has the "
        "couplings J_MS and alpha_MS from the gaps of (21a) and (21b), or from (15).",
        phase_figures.phase_diagram,
    ),
    Figure(
        "renormalization",
        "The renormalised coupling J_R by (26) and (27) at T = 0. Below the critical alpha it "
        "jumps to zero, beyond it no coupling is too weak.",
        phase_figures.renormalization,
    ),
    Figure(
        "film",
        f"A film of random grains, {100 * METALLIC:g} % of them metallic, with a mean tunnelling "
        f"rate of {FILM_RATE:g}, a charging energy of {CHARGING:g} and a level spacing "
        f"of {SPACING:g}, in units of Delta_0.",
        _film,
    ),
    Figure(
        "strips",
        "Alternating strips of two rows of superconducting and of metallic grains, at the "
        "charging energy and level spacing of the film, without disorder; quasi-particles are "
        "let through bonds of unlike grains. Conductance along and across the strips.",
        _strips,
    ),
)
