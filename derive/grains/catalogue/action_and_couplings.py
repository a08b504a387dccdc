"""The phase action of a bond and its couplings, (12)-(15)."""

from sympy import Symbol, Tuple

from derive.grains.catalogue.records import PREFACTOR, record
from derive.grains.regimes import ABOVE_MINIGAP, BEFORE_MINIGAP, WEAK
from derive.grains.steps import action, couplings
from derive.record import Equation

EQUATIONS: tuple[Equation, ...] = (
    record(
        "12a",
        "Phase action of one bond: charging, normal and pair tunnelling",
        Tuple(*(Symbol(rf"\mathcal{{L}}_{{{name}}}") for name in ("E", r"\alpha", "J"))),
        action.phase_action_terms,
        "The integrands, by the functions of (12b), s = tau - tau'; slow phases in the last.",
    ),
    record("12b-alpha", "Kernel of normal tunnelling", r"\alpha_{ij}(s)", action.normal_kernel),
    record("12b-J", "Josephson coupling of a bond", "J_{ij}", action.josephson_coupling),
    record(
        "13-J",
        "Josephson coupling of unlike grains, frozen gaps",
        "J_{MS}",
        couplings.josephson_mixed,
        "The metallic grains have the gap Gamma_S, the superconducting ones Delta_0. " + PREFACTOR,
        relation="≃",
        regime=WEAK,
    ),
    record(
        "13-alpha",
        "Kernel of normal tunnelling between unlike grains",
        r"\alpha_{MS}(s)",
        couplings.dissipation_mixed,
        "With the sign of (12b): negative for s > 0, where (12a) needs it so. " + PREFACTOR,
        relation="≃",
        regime=WEAK,
    ),
    record(
        "13-alphaMS",
        "Kernel of normal tunnelling between unlike grains, long before the minigap shows",
        r"\alpha_{MS}(s)",
        couplings.dissipation_mixed,
        "alpha_MS of (15) and (14), R_MM = R_SM N_S/N_M. (late-kernel) holds at later times, too.",
        regime=BEFORE_MINIGAP,
    ),
    record(
        "14-J",
        "Josephson coupling of like grains",
        "J_{SS}",
        couplings.josephson_pure,
        "The paper writes an equality, at T = 0; the constant is part of it.",
        relation="≃",
        regime=WEAK,
    ),
    record(
        "14-J-thermal",
        "The same at T > 0",
        "J_{SS}",
        couplings.josephson_pure_thermal,
        "Delta_0 is the gap at the temperature T. The paper gives J_SS at T = 0 alone, in (14).",
        beyond=True,
    ),
    record(
        "14-alpha",
        "Strength of normal tunnelling between metallic grains",
        r"\alpha_{MM}",
        couplings.dissipation_strength_metals,
        "By alpha(s) = -alpha_ij(s) of (12b) = (alpha/2) (kT/sin(pi kT s))^2: with this alpha, "
        "h/(2 e^2 R_MM), (25a), (27), (28) and the critical alpha hold. The paper writes an "
        "equality; the constant is part of it.",
        relation="≃",
        regime=WEAK,
    ),
    record(
        "15-J",
        "Ratio of the Josephson couplings",
        Symbol("J_{MS}/J_{SS}"),
        couplings.josephson_ratio_frozen,
        "From the frozen gaps of (13).",
        regime=WEAK,
    ),
    record(
        "J-selfconsistent",
        "The same with the gap functions of (21)",
        Symbol("J_{MS}/J_{SS}"),
        couplings.josephson_ratio_self_consistent,
        "(15) has the ratio for gaps that do not depend on the frequency.",
        regime=WEAK,
        beyond=True,
    ),
    record(
        "15-alpha",
        "Ratio of the strengths of normal tunnelling",
        Symbol(r"\alpha_{MS}/\alpha_{MM}"),
        couplings.dissipation_ratio_by_frequency,
        "By the densities of states of both kinds of grains at omega.",
        regime=ABOVE_MINIGAP,
    ),
)
