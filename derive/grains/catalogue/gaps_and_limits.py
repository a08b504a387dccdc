"""Gap functions and what is left of them above and below the minigap, (9)-(11)."""

from sympy import Symbol, Tuple

from derive.grains.catalogue.records import CONTINUED, PREFACTOR, record
from derive.grains.regimes import ABOVE_MINIGAP, BELOW_MINIGAP
from derive.grains.steps import gaps, limits
from derive.grains.symbols import Delta_M, Delta_S
from derive.record import Equation

EQUATIONS: tuple[Equation, ...] = (
    record(
        "9",
        "Green's function by the gap function",
        r"G_M(\omega)",
        gaps.greens_function,
        CONTINUED,
    ),
    record("10-M", "Gap function of the metallic grains", Delta_M, gaps.metal_gap, CONTINUED),
    record(
        "10-M-weak",
        "Induced gap, weak tunnelling",
        Delta_M,
        limits.metal_gap_weak,
        regime=ABOVE_MINIGAP,
    ),
    record(
        "10-S-high",
        "Gap function of the superconducting grains above the minigap",
        Delta_S,
        limits.superconductor_gap_high,
        regime=ABOVE_MINIGAP,
    ),
    record(
        "10-S-low",
        "Gap function of the superconducting grains below the minigap",
        Delta_S,
        limits.superconductor_gap_low,
        regime=BELOW_MINIGAP,
    ),
    record(
        "11a-M",
        "Green's function of the metallic grains above the minigap",
        r"G_M(\omega)",
        limits.metal_greens_function_weak,
        PREFACTOR,
        relation="≃",
        regime=ABOVE_MINIGAP,
    ),
    record(
        "11a-S",
        "Green's function of the superconducting grains above the minigap",
        r"G_S(\omega)",
        limits.superconductor_greens_function_weak,
        PREFACTOR,
        relation="≃",
        regime=ABOVE_MINIGAP,
    ),
    record("11b-G1", "Coherent part of G_S", r"G_1(\omega)", limits.coherent_part),
    record(
        "11b-G2",
        "Metallic part of G_S",
        r"G_2(\omega)",
        limits.metallic_part,
        "The paper writes an equality; the constant is part of it.",
        relation="≃",
        regime=ABOVE_MINIGAP,
    ),
    record(
        "11-low",
        "Gaps at low energy",
        Tuple(Symbol(r"\Delta'_M"), Symbol(r"\Delta'_S")),
        limits.low_energy_gaps,
        regime=BELOW_MINIGAP,
    ),
)
