"""Strong tunnelling, minigaps, pure arrays, and the six points on films."""

from sympy import Symbol, Tuple

from derive.grains.catalogue.records import film_point, record
from derive.grains.points import (
    FILM_ENERGIES,
    FILM_FALLING,
    FILM_RATES,
    FILM_SHARES,
    FILM_THRESHOLDS,
    FILM_WEAK,
)
from derive.grains.regimes import (
    FINE_SPECTRUM,
    STRONG_COUPLING,
    STRONG_TUNNELLING,
    WEAK_TUNNELLING,
)
from derive.grains.steps import films, gaps, limits, minigap
from derive.grains.symbols import E_0, Delta_M, Delta_S
from derive.record import Equation

EQUATIONS: tuple[Equation, ...] = (
    record(
        "strong",
        "Uniform gap of both kinds of grains, strong tunnelling",
        Tuple(Delta_M, Delta_S),
        limits.strong_gaps,
        regime=STRONG_COUPLING,
    ),
    record(
        "minigap-weak",
        "Minigap, weak tunnelling",
        Symbol(r"\omega_g"),
        minigap.minigap_weak,
        "The frequency at which the density of states of both kinds of grains sets in. The paper "
        "speaks of the gap function Delta_M of (10) alone.",
        regime=WEAK_TUNNELLING,
        beyond=True,
    ),
    record(
        "minigap-strong",
        "Minigap, strong tunnelling",
        Symbol(r"\omega_g"),
        minigap.minigap_strong,
        "The frequency at which the density of states of both kinds of grains sets in. The paper "
        "speaks of the uniform gap function alone.",
        regime=STRONG_TUNNELLING,
        beyond=True,
    ),
    record("identical-S", "Pure superconducting array", Delta_S, gaps.identical_superconductors),
    record("identical-M", "Pure metallic array", r"G_M(\omega)", gaps.identical_metals),
    record(
        "film-1",
        "How uniform the gap functions are at zero frequency",
        Symbol(r"\Delta_M/\Delta_S"),
        films.gap_ratio,
        "For equal rates on the regular lattice. The paper calls the gaps more or less uniform at "
        "Gamma >= Delta_0, without a number. The minigap, at which states set in, is the same in "
        "both kinds of grains at every rate.",
        points=FILM_RATES,
        domain=None,
        beyond=True,
    ),
    film_point(
        2,
        "At Gamma < Delta_0 the metallic grains have the smaller gap",
        films.smaller_gap,
        FILM_WEAK,
    ),
    film_point(
        3,
        "More metallic grains lose the proximity effect as Gamma falls",
        films.lost_share_falls,
        FILM_FALLING,
        "Only neighbours of superconducting grains are taken to keep it.",
    ),
    film_point(
        4,
        "A metal lies between superconductor and insulator where p is large enough",
        films.metal_between,
        FILM_SHARES,
        "The paper leaves p_c open; the points lie outside of 1 - p_site to p_site.",
        FILM_THRESHOLDS,
    ),
    film_point(
        5,
        "The proximity effect is lost before the metallic grains insulate",
        films.order_of_transitions,
        FILM_ENERGIES,
        "The paper assumes a large charging energy, and so do the points: it holds above "
        "(film-5-charge). A sign is blind to how far E_0 is above it.",
    ),
    record(
        "film-5-charge",
        "Charging energy above which the proximity effect is lost first",
        E_0,
        films.least_charging,
        "The metallic grains cease to conduct at R = h/2e^2. Below this charging energy a bond "
        "between unlike grains still orders there.",
        regime=FINE_SPECTRUM,
        beyond=True,
    ),
    film_point(
        6,
        "The superconductor turns into an insulator where p is not high enough",
        films.direct_transition,
        FILM_SHARES,
        "As for the fourth point.",
        FILM_THRESHOLDS,
    ),
)
