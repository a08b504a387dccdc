"""Statements of the text on the phase diagram, on note 16 and on the gapped kernel.

alpha is h/(2 e^2 R), of which 1 is critical.
"""

from sympy import Integer, Rational, Symbol, Tuple

from derive.grains.catalogue.records import record
from derive.grains.regimes import WEAK_EQUAL
from derive.grains.steps import diagram, gapped, note16
from derive.grains.symbols import (
    E_0,
    J_MF,
    J_R,
    Delta_0,
    Delta_1,
    Gamma,
    Gamma_M,
    Gamma_S,
    J,
    Lambda,
    alpha,
    fluctuation,
    s,
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
        "one order is lost at an alpha below 1, which depends on J/E_0, and J_R jumps; below "
        "256 J/e^2 it is not lost at all. " + _ALPHA,
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
        "For equal grains. The boundary of the pure array becomes that of the mixed one, in the "
        "axes J_SS/E_0 and alpha_MM of the pure one.",
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
        "1 where it is. The paper says much expanded, which has no number. For equal grains. A "
        "sign is blind to how large the factors are.",
        points=SMALL_RATES,
        domain=(Gamma <= Delta_0 / 10,),
    ),
)
WEAK = {Gamma_M: 3 * eps / 2, Gamma_S: 2 * eps / 3, Delta_0: Rational(5, 4)}
LOGARITHMS = tuple({Lambda: number} for number in (3, Rational(13, 2), 25))
KERNELS = (
    {alpha: Rational(3, 8), Delta_1: Rational(2, 7), E_0: Rational(5, 2), s: 3, w: Rational(1, 5)},
    {alpha: Rational(7, 2), Delta_1: 3, E_0: Rational(1, 7), s: Rational(2, 9), w: Rational(9, 2)},
    {alpha: Rational(5, 6), Delta_1: Rational(1, 9), E_0: 30, s: Rational(5, 4), w: 7},
)
DAMPED = ({alpha: Rational(1, 3), E_0: Rational(5, 4)}, {alpha: Rational(7, 2), E_0: 2})

NOTE_16: tuple[Equation, ...] = (
    record(
        "note-16",
        "Coupling of (26) and induced gap with the amplitudes of note 16",
        Tuple(J_MF, Symbol(r"\Delta_M")),
        note16.reduced_mean_field,
        "t <exp(i Delta phi/2)> is the amplitude in the gap equations, and J the coupling that "
        "they give without this factor.",
        regime=Regime({**WEAK, J: Rational(3, 7), fluctuation: Rational(7, 3)}, _WEAK),
        beyond=True,
    ),
    record(
        "note-16-boundary",
        "J, J_R and the induced gap where order is lost at alpha = 0, with note 16",
        Tuple(Symbol("J/E_0"), Symbol("J_R/E_0"), Symbol(r"\Delta_M/\Gamma_S")),
        note16.boundary,
        "To leading order in Gamma_S/Delta_0, with Lambda = ln(2 Delta_0/Gamma_S). For Lambda >> 1 "
        "these are 9 e^2/1024, 9/1024 and exp(-2/3), and without the note e^2/256, 1/256 and 1.",
        points=LOGARITHMS,
        domain=(),
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
        "If note 16 reduces Gamma_M in (13), too, the mean square is that of alpha = 0. Then J "
        "grows without bounds for J_R -> 0 at every alpha: order is lost by a jump, and no alpha "
        "is critical.",
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
        "J grows without bounds for J_R -> 0 at every alpha. With a gap that stays finite order "
        "would be lost by a jump, and Fig. 1 would have no vertical line, which a constant alpha "
        "gives; in the paper the gap vanishes with J_R, see (gap-vanishes).",
        regime=Regime(
            {**VANISHING.path, alpha: Rational(7, 3), Delta_1: Rational(2, 7)}, VANISHING.words
        ),
        beyond=True,
    ),
    record(
        "gapped-boundary",
        "Power of the gap with which J falls where order is lost, with the gapped kernel",
        Symbol(r"d\ln J_c/d\ln\Delta_1"),
        gapped.power_of_gap,
        "J and the gap are in units of E_0, and alpha > 1. So the vertical line of Fig. 1 is the "
        "limit Delta_1/E_0 -> 0; otherwise order is lost beyond alpha = 1, too, at a smaller "
        "J/E_0. " + _ALPHA,
        regime=Regime(
            {Delta_1: eps, E_0: Integer(1), alpha: Rational(7, 3)}, "Delta_1 << E_0, alpha > 1"
        ),
        beyond=True,
    ),
)
EQUATIONS: tuple[Equation, ...] = (*CUTOFF, *DIAGRAM, *NOTE_16, *GAPPED)
