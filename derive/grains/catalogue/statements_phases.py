"""Statements of the text on the phase diagram, on note 16, on films and on magnitudes.

alpha is h/(2 e^2 R), of which 1 is critical.
"""

from sympy import Eq, Rational, Symbol, Tuple

from derive.grains.catalogue.records import record
from derive.grains.regimes import WEAK_EQUAL
from derive.grains.steps import conduction, diagram, gapped, magnitudes, note16
from derive.grains.symbols import (
    E_0,
    J_MF,
    J_R,
    L_0,
    R_MM,
    R_SM,
    R_SS,
    Delta_0,
    Delta_1,
    Gamma,
    Gamma_M,
    Gamma_S,
    J,
    alpha,
    delta,
    dielectric,
    e,
    fluctuation,
    hbar,
    p_site,
    rows,
    s,
    t_2,
    w,
)
from derive.notation import eps
from derive.record import Equation, Regime

_ALPHA = "alpha is h/(2 e^2 R), of which 1 is critical in (27)."
_WEAK = "Gamma_M, Gamma_S << Delta_0, at zero temperature"
_RATIO = r"J^{(28)}/J^{(27)}"

VANISHING = Regime({J_R: eps, E_0: Rational(5, 4)}, "J_R -> 0 at zero temperature")
SMALL_RATES = tuple(
    {Gamma: Rational(1, inverse), Delta_0: Rational(5, 4)} for inverse in (10, 100, 1000)
)

CUTOFF: tuple[Equation, ...] = (
    record(
        "cutoff-alpha",
        "Critical alpha with the cutoff of (28)",
        r"\alpha_c",
        diagram.critical_alpha_above_cutoff,
        'The paper calls the cutoff "unimportant as far as the superconductor-insulator phase '
        'transition is concerned". ' + _ALPHA,
        regime=VANISHING,
    ),
    record(
        "cutoff-critical",
        "Factor by which the cutoff of (28) lowers the end of the boundary, at the critical alpha",
        _RATIO,
        diagram.cutoff_factor_at_critical_alpha,
        "J is that of (26) for the same J_R. " + _ALPHA,
        regime=VANISHING,
        beyond=True,
    ),
    record(
        "cutoff-undamped",
        "Factor by which the cutoff of (28) lowers the J that a J_R needs, at alpha = 0",
        _RATIO,
        diagram.cutoff_factor_without_dissipation,
        "Order is lost near J_R = E_0/256.",
        beyond=True,
    ),
)
DIAGRAM: tuple[Equation, ...] = (
    record(
        "undamped-jump",
        "J and J_R where order is lost at alpha = 0",
        Tuple(Symbol("J_c"), J_R),
        diagram.jump_without_dissipation,
        "For a smaller J, (26) with (27) has no solution J_R > 0: J_R jumps.",
        beyond=True,
    ),
    record(
        "large-charging",
        "E_0 beyond which order is lost at the critical alpha and nowhere else",
        E_0,
        diagram.large_charging,
        "For a larger E_0 the transition depends on alpha alone, as the paper says. For a smaller "
        "one order is lost at an alpha below 1, which depends on J/E_0, and J_R jumps. " + _ALPHA,
        regime=Regime({J_R: eps, J: Rational(3, 7)}, "J_R -> 0 at alpha = 1 and T = 0"),
        beyond=True,
    ),
    record(
        "vanishing-coupling",
        "J_R beyond the critical alpha, for a large E_0",
        J_R,
        diagram.vanishing_beyond_critical_alpha,
        "As alpha falls to 1 the power of J/E_0 grows without bounds: there the transition is "
        "continuous. " + _ALPHA,
        regime=Regime({J: eps, E_0: Rational(5, 4), alpha: Rational(7, 3)}, "J << E_0, alpha > 1"),
        beyond=True,
    ),
    record(
        "axes",
        "Factors by which the axes of the phase diagram are scaled in the mixed model",
        Tuple(Symbol("J_{SS}/J_{MS}"), Symbol(r"\alpha_{MM}/\alpha_{MS}")),
        diagram.axes,
        "Equal grains. The boundary of the pure array becomes that of the mixed one, in the axes "
        "J_SS/E_0 and alpha_MM of the pure one.",
        regime=WEAK_EQUAL,
        beyond=True,
    ),
    record(
        "expanded",
        "The non-superconducting regime is expanded along both axes",
        Tuple(
            *(
                Symbol(rf"\mathrm{{sgn}}({ratio} - 1)")
                for ratio in ("J_{SS}/J_{MS}", r"\alpha_{MM}/\alpha_{MS}")
            )
        ),
        diagram.expanded,
        "1 where it is. The paper says much expanded, which has no number. Equal grains.",
        points=SMALL_RATES,
        domain=(Gamma <= Delta_0 / 10,),
    ),
)
WEAK = {Gamma_M: 3 * eps / 2, Gamma_S: 2 * eps / 3, Delta_0: Rational(5, 4)}
RATES = tuple(
    {Gamma_S: Rational(1, inverse), Delta_0: Rational(5, 4)} for inverse in (10, 100, 1000)
)
KERNELS = (
    {alpha: Rational(3, 8), Delta_1: Rational(2, 7), E_0: Rational(5, 2), s: 3, w: Rational(1, 5)},
    {alpha: Rational(7, 2), Delta_1: 3, E_0: Rational(1, 7), s: Rational(2, 9), w: Rational(9, 2)},
    {alpha: Rational(5, 6), Delta_1: Rational(1, 9), E_0: 30, s: Rational(5, 4), w: 7},
)
DAMPED = ({alpha: Rational(1, 3), E_0: Rational(5, 4)}, {alpha: Rational(7, 2), E_0: 2})

SIZES = (
    {J: Rational(3, 4), e: Rational(9, 2), dielectric: 7, R_SS: Rational(9, 7)}
    | {hbar: Rational(7, 5), Delta_0: Rational(3, 2)},
    {J: Rational(1, 40), e: Rational(1, 8), dielectric: Rational(5, 2), R_SS: Rational(2, 9)}
    | {hbar: Rational(1, 6), Delta_0: Rational(1, 3)},
)

NOTE_16: tuple[Equation, ...] = (
    record(
        "note-16",
        "Coupling of (26) and induced gap with the amplitudes of note 16",
        Tuple(J_MF, Symbol(r"\Delta_M")),
        note16.reduced_mean_field,
        "t <exp(i Delta phi/2)> is the amplitude in the gap equations, and J the coupling that "
        "they give without it.",
        regime=Regime({**WEAK, J: Rational(3, 7), fluctuation: Rational(7, 3)}, _WEAK),
        beyond=True,
    ),
    record(
        "note-16-boundary",
        "J, J_R and the induced gap where order is lost at alpha = 0, with note 16",
        Tuple(Symbol("J/E_0"), Symbol("J_R/E_0"), Symbol(r"\Delta_M/\Gamma_S")),
        note16.boundary,
        "To leading order in Gamma_S/Delta_0. For ln(Delta_0/Gamma_S) >> 1 these are 9 e^2/1024, "
        "9/1024 and exp(-2/3), and without the note e^2/256, 1/256 and 1.",
        points=RATES,
        domain=(Gamma_S < Delta_0,),
        beyond=True,
    ),
    record(
        "note-16-power",
        "Power of J_R with which the induced gap vanishes",
        Symbol(r"d\ln\Delta_M/d\ln J_R"),
        note16.vanishing_of_gap,
        "With note 16, at a constant alpha. " + _ALPHA,
        regime=Regime({**VANISHING.path, alpha: Rational(7, 3)}, VANISHING.words),
        beyond=True,
    ),
    record(
        "gap-vanishes",
        "The induced gap vanishes with J_R",
        r"\mathrm{sgn}(d\ln\Delta_M/d\ln J_R)",
        note16.gap_vanishes,
        "1 where it does, for J_R -> 0 and alpha > 0, along the solutions of (26). Where order is "
        "lost by a jump, the gap jumps with J_R.",
        points=DAMPED,
        domain=(),
    ),
    record(
        "note-16-alpha",
        "Critical alpha with note 16, where alpha does not change with the gap",
        r"\alpha_c",
        note16.critical_alpha_of_note,
        _ALPHA,
        regime=VANISHING,
        beyond=True,
    ),
    record(
        "note-16-damping",
        "Mean square of the phase difference where alpha_MS is reduced as Gamma_M is",
        fluctuation,
        note16.fluctuation_with_reduced_alpha,
        "It is that of alpha = 0. So J grows without bounds for J_R -> 0 at every alpha: order is "
        "lost by a jump, and no alpha is critical.",
        regime=Regime({**VANISHING.path, alpha: Rational(7, 3)}, VANISHING.words),
        beyond=True,
    ),
)
GAPPED: tuple[Equation, ...] = (
    record(
        "gapped-kernel",
        "Kernel of (12b) at T = 0 with the gap of the metallic grains",
        r"\alpha(s)",
        gapped.gapped_kernel,
        "Delta_1 is the gap of the metallic grains and of G_2, for times s >> 1/Delta_0. " + _ALPHA,
        points=KERNELS,
        domain=(s > 0,),
        beyond=True,
    ),
    record(
        "gapped-damping",
        "What the gapped kernel adds to the denominator of (27)",
        r"\frac{1}{2}\int \alpha(s) (1 - \cos \omega s)\, ds",
        gapped.gapped_damping,
        "It takes the place of alpha |omega|/(4 pi), which it becomes far above the gap.",
        points=KERNELS,
        domain=(),
        beyond=True,
    ),
    record(
        "gapped-charging",
        "Inverse charging energy with the gapped kernel",
        "1/E_0'",
        gapped.inverse_charging,
        "Below the gap the kernel damps nothing: it adds to the capacitance.",
        points=KERNELS,
        domain=(),
        beyond=True,
    ),
    record(
        "gapped-fluctuation",
        "Mean square of the phase difference with the gapped kernel",
        fluctuation,
        gapped.slow_fluctuation,
        "J grows without bounds for J_R -> 0 at every alpha. So with a gap that stays finite order "
        "is lost by a jump, and Fig. 1 has no vertical line, which a constant alpha gives.",
        regime=Regime(
            {**VANISHING.path, alpha: Rational(7, 3), Delta_1: Rational(2, 7)}, VANISHING.words
        ),
        beyond=True,
    ),
)
# t_2 of two dimensions is from the literature: P. Grassberger, Physica A 262, 251 (1999).
_T_2, _SITE = Rational(1310, 1000), Rational(592746, 10**6)
STRIPS = (
    {rows: 1, Gamma_M: Rational(1, 9), Delta_0: Rational(5, 4), R_SM: Rational(5, 3), R_MM: 2},
    {rows: 2, Gamma_M: Rational(1, 40), Delta_0: 1, R_SM: Rational(5, 7), R_MM: Rational(8, 5)},
    {rows: 5, Gamma_M: Rational(3, 70), Delta_0: Rational(3, 2), R_SM: 1, R_MM: Rational(2, 9)},
)

FILMS: tuple[Equation, ...] = (
    record(
        "percolation-thresholds",
        "Shares of normal grains where superconducting ones cease to percolate, normal ones begin",
        Tuple(Symbol("p_1"), Symbol("p_2")),
        conduction.thresholds,
        "On the square lattice, from neighbour to neighbour. Between both shares neither kind of "
        "grains percolates. p_site is from the literature, as for the fourth point on films.",
        points=({p_site: _SITE},),
        domain=(Eq(p_site, _SITE),),
        beyond=True,
    ),
    record(
        "percolation-exponents",
        "Powers of the conductance near the losses of superconductivity and of conduction",
        Tuple(Symbol(r"-s_2"), t_2),
        conduction.exponents,
        "Powers of the distance from the threshold, in two dimensions; t_2 is from the literature: "
        "P. Grassberger, Physica A 262, 251 (1999). By duality both are equal but for the sign.",
        points=({t_2: _T_2},),
        domain=(Eq(t_2, _T_2),),
        beyond=True,
    ),
    record(
        "large-and-small",
        "The conductance grows at the loss of superconductivity, and falls at that of conduction",
        Tuple(Symbol(r"-\mathrm{sgn}\, s_2"), Symbol(r"\mathrm{sgn}\, t_2")),
        conduction.directions,
        "The signs of both powers of the distance: -1 where the conductance grows without bounds.",
        points=({t_2: _T_2},),
        domain=(Eq(t_2, _T_2),),
    ),
    record(
        "strips-resistance",
        "Resistance across one period of strips without proximity effect, of one column",
        Symbol(r"R_\perp"),
        conduction.resistance_across,
        "Metallic strips of M rows. Quasi-particles of G_2 carry the current between unlike "
        "grains, each bond with alpha_MS/alpha_MM of the conductance of metals.",
        points=STRIPS,
        domain=None,
        beyond=True,
    ),
    record(
        "strips",
        "Strips without proximity effect are metallic in the perpendicular direction",
        Symbol(r"\mathrm{sgn} R_\perp"),
        conduction.conducts_across,
        "1 where they conduct. The quasi-particles of G_2 make this hold. Every path across holds "
        "bonds between unlike grains, so that nothing would flow if these were insulating with "
        'respect to each other: the paper sets that "insulating" in quotation marks.',
        points=STRIPS,
        domain=None,
    ),
)
MAGNITUDES: tuple[Equation, ...] = (
    record(
        "length-unit",
        "Unit of length of the discussion",
        L_0,
        magnitudes.unit_of_length,
        "In Gauss's units, from E_0 = e^2/(epsilon L) = J L_0/L.",
        points=SIZES,
        domain=(),
    ),
    record(
        "length-by-resistance",
        "The same by the gap, the resistance and the dielectric constant",
        L_0,
        magnitudes.unit_of_length_by_resistance,
        "With J_SS of (14) at T = 0. In numbers it is 11.5 micrometres times R e^2/h, over "
        "epsilon and over Delta_0 in meV: 10^2 to 10^3 nm, as the paper says, where R/(epsilon "
        "Delta_0) is from 0.22 to 2.2 kOhm/meV.",
        points=SIZES,
        domain=(),
        beyond=True,
    ),
    record(
        "critical-rate",
        "Rate Gamma of metallic grains at the resistance h/2e^2",
        Gamma,
        magnitudes.critical_rate,
        "delta is the mean level spacing per spin: there the levels are narrower than their "
        "spacing, while the sums over states are taken as integrals.",
        points=({delta: Rational(1, 7)}, {delta: 3}),
        domain=(),
        beyond=True,
    ),
)
EQUATIONS: tuple[Equation, ...] = (*CUTOFF, *DIAGRAM, *NOTE_16, *GAPPED, *FILMS, *MAGNITUDES)
