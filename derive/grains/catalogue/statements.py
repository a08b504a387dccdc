"""Statements of the paper's text about Green's functions, gaps and kernels, each under a word."""

from sympy import Eq, Integer, Rational, Symbol, Tuple

from derive.grains.catalogue.records import record
from derive.grains.points import POINTS
from derive.grains.regimes import (
    COLD_MODE,
    DEEP_BELOW_MINIGAP,
    LATE,
    LATE_AT_GIVEN_RATES,
    LIFE,
    STRONG_COUPLING,
    WEAK,
)
from derive.grains.steps import gaps, limits, low_energy, rates, windings
from derive.grains.symbols import Delta_S, Gamma_M, alpha, beta, hbar, n, volume
from derive.record import Equation

UNITS = {hbar: Integer(1), volume: Integer(1)}
IN_UNITS = tuple({**point, **UNITS} for point in POINTS)
WINDINGS = tuple(
    {n: Integer(half), alpha: Rational(2 * abs(half) + 3, 7), beta: Rational(9 - half, 4)}
    for half in (0, 1, -3, 5)
)
_PARITIES = ("even", r"one\,odd", r"both\,odd")
_INVERSE = (
    "The volume of a grain is the unit, as in R_ab and (12b); (6) and (18) write 1/V out, which "
    "the sum over p lacks here. The sign off the diagonal is that of (6)."
)

EQUATIONS: tuple[Equation, ...] = (
    record(
        "golden-rule",
        "Conductance of a bond between two normal grains",
        r"R_{ab}^{-1}",
        rates.conductance,
        "By the golden rule, for both spins. The paper has hbar = 1 here and the volume of a grain "
        "as the unit of volume, and so have the points: |t|^2 of (1e) brings in a volume.",
        points=IN_UNITS,
        domain=tuple(Eq(symbol, value) for symbol, value in UNITS.items()),
    ),
    record(
        "lifetime",
        "Rate at which a state of a superconducting grain decays into metallic ones",
        r"1/\tau_S",
        rates.decay_rate,
        "The probability decays at this rate. Gamma_M, which the paper gives without claiming a "
        "constant, is the rate at which the amplitude decays.",
        regime=LIFE,
    ),
    record(
        "inverse-S",
        "Inverse Green's function of one state of a superconducting grain",
        r"G_{Sk}^{-1}(i\omega)",
        rates.inverse_of_superconductor,
        _INVERSE,
    ),
    record(
        "inverse-M",
        "Inverse Green's function of one state of a metallic grain",
        r"G_{Mk}^{-1}(i\omega)",
        rates.inverse_of_metal,
        _INVERSE,
    ),
    record(
        "identical-gap",
        "Gap function of identical superconducting grains by the Green's functions",
        Delta_S,
        gaps.gap_function_of_like_grains,
        "With the sign of D in (7-selfenergy), as in (20).",
    ),
    record(
        "strong-S",
        "Gap function of the superconducting grains, strong tunnelling",
        Delta_S,
        limits.strong_superconductor_gap,
        "The supplement writes an equality. It puts Delta_M = Delta_S into (21b), where their "
        "small difference is multiplied by Gamma_M and counts; the main text claims no constant, "
        "see (strong).",
        relation="≃",
        regime=STRONG_COUPLING,
    ),
    record(
        "first-term",
        "Kernel of (13) as a multiple of its second term, at long times",
        r"\alpha_{MS}(s)/\alpha_2(s)",
        low_energy.terms_over_second,
        "The first term is much smaller than the second one once Delta_0 s is much larger than "
        "ln(Delta_0/Gamma_M), and not for Delta_0 s >> 1 alone: see (crossing).",
        relation="≃",
        regime=LATE_AT_GIVEN_RATES,
    ),
    record(
        "crossing",
        "Rate at which both terms of the kernel of (13) are equal",
        Gamma_M,
        low_energy.crossing_rate,
        "For a smaller rate the first term is still the larger one at the time difference s. At "
        "zero temperature the rate is Delta_0 x K_1(x) with x = Delta_0 s.",
        domain=None,
        beyond=True,
    ),
    record(
        "late-kernel",
        "Kernel of normal tunnelling between unlike grains with the gap functions of (21)",
        r"\alpha_{MS}(s)",
        low_energy.late_kernel,
        "It becomes the derived form of (13-alphaMS) for s << 1/Gamma_S, and falls as "
        "exp(-2 Gamma_S s) later.",
        regime=LATE,
        beyond=True,
    ),
    record(
        "absent",
        "Share of the normal tunnelling of (13) that is absent far below the minigap",
        r"1 - A_\alpha(\omega_n)/A_2(\omega_n)",
        low_energy.absent_share,
        "A_alpha and A_2 are the damping at omega_n by the kernel with the gaps of (21) and by the "
        "second term of (13). What is present is proportional to omega_n^2, and adds to the "
        "capacitance of the bond.",
        relation="≃",
        regime=DEEP_BELOW_MINIGAP,
    ),
    record(
        "J-renormalised",
        "Change of the Josephson coupling of unlike grains by the gap functions",
        r"(J_{MS}(\Delta'_S) - J_{MS}(\Delta_0))/J_{SS}",
        low_energy.josephson_renormalised,
        "The paper puts Delta'_S for Delta_0 in J_R, here in the logarithm of (15), which changes "
        "J_MS by a term without a logarithm, and so do the gaps of (21). In the integral of (13) "
        "the term is right for equal rates: a coincidence, as it comes from frequencies of the "
        "order of Delta_0, where Delta'_S is not the gap.",
        regime=WEAK,
    ),
    record(
        "odd-windings",
        "Dissipative term of a winding by the parity of the windings of both grains",
        Tuple(*(Symbol(rf"S_\alpha^{{\mathrm{{{name}}}}}") for name in _PARITIES)),
        windings.dissipation_by_parity,
        "For the differences of windings 2n, 2n + 1 and 2n where none, one or both grains wind an "
        "odd number of times; the paper has alpha |Delta n|/2 for each. Where both wind the same "
        "odd number of times there is a constant beside, because the frequency zero contributes "
        "nothing.",
        points=WINDINGS,
        domain=None,
        beyond=True,
    ),
    record(
        "dropped-factor",
        "Damping of a phase beside a winding as a share of that without winding",
        r"A_\alpha(\omega_n; \Delta n)/A_\alpha(\omega_n; 0)",
        windings.damping_of_winding_phases,
        "(25b) leaves out the factor exp(i pi Delta n s/beta) of (24). At zero temperature this "
        "factor changes nothing at any frequency, in the rough phase, too; at the frequency "
        "2 pi n kT it takes away a share |Delta n|/2n, for |Delta n| <= 2n.",
        relation="≃",
        regime=COLD_MODE,
    ),
)
