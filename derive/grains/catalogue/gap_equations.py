"""The supplement's integrals over xi and gap equations, (18)-(21)."""

from derive.grains.catalogue.records import CONTINUED, record
from derive.grains.steps import born, gaps
from derive.grains.symbols import Delta_M, Delta_S
from derive.record import Equation

EQUATIONS: tuple[Equation, ...] = (
    record(
        "18",
        "Green's function of one state of a superconducting grain",
        r"G_{Sk}(i\omega)",
        born.superconductor_integrand,
        "The integrand of (18), without N_S(0).",
    ),
    record(
        "19",
        "Green's function of one state of a metallic grain",
        r"G_{Mk}(i\omega)",
        born.metal_integrand,
        "The integrand of (19), without N_M(0).",
    ),
    record(
        "20-M",
        "Gap function of the metallic grains by the Green's functions",
        Delta_M,
        gaps.metal_gap_function,
    ),
    record(
        "20-S",
        "Gap function of the superconducting grains by the Green's functions",
        Delta_S,
        gaps.superconductor_gap_function,
    ),
    record("21a", "Gap equation of the metallic grains", Delta_M, gaps.metal_gap, CONTINUED),
    record(
        "21b",
        "Gap equation of the superconducting grains",
        Delta_S,
        gaps.superconductor_gap,
        CONTINUED,
    ),
)
