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
VOLUMES = tuple({**point, volume: Rational(7 + 4 * k, 3)} for k, point in enumerate(POINTS))
WINDINGS = tuple(
    {n: Integer(half), alpha: Rational(2 * abs(half) + 3, 7), beta: Rational(9 - half, 4)}
    for half in (0, 1, -3, 5)
)
_PARITIES = ("even", r"one\,odd", r"both\,odd")
_INVERSE = (
    "By (1e), (6) and the local function of (18): the sum over p lacks the 1/V that (6) has, and "
    "the sign off the diagonal is that of (6)."
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
        points=VOLUMES,
        domain=None,
    ),
    record(
        "inverse-M",
        "Inverse Green's function of one state of a metallic grain",
        r"G_{Mk}^{-1}(i\omega)",
        rates.inverse_of_metal,
        _INVERSE,
        points=VOLUMES,
        domain=None,
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
        "The supplement writes an equality, which follows from (21b) as printed; the main text "
        "claims no constant, see (strong).",
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
        "It becomes (13-alphaMS) for s << 1/Gamma_S, and falls as exp(-2 Gamma_S s) later.",
        regime=LATE,
        beyond=True,
    ),
    record(
        "absent",
        "Share of the normal tunnelling of (13) that is absent far below the minigap",
        r"1 - A_\alpha(\omega_n)/A_2(\omega_n)",
        low_energy.absent_share,
        "By how much both kernels damp a phase of the frequency omega_n. What is present is "
        "proportional to omega_n^2, and adds to the capacitance of the bond.",
        relation="≃",
        regime=DEEP_BELOW_MINIGAP,
    ),
    record(
        "J-renormalised",
        "Change of the Josephson coupling of unlike grains by the gap functions",
        r"(J_{MS}(\Delta'_S) - J_{MS}(\Delta_0))/J_{SS}",
        low_energy.josephson_renormalised,
        "The paper puts Delta'_S for Delta_0, here in the logarithm of (15), which changes J_MS by "
        "a term without a logarithm. In the integral of (13) this term is right for equal rates.",
        regime=WEAK,
    ),
    record(
        "odd-windings",
        "Dissipative term of a winding by the parity of the windings of both grains",
        Tuple(*(Symbol(rf"S_\alpha^{{\mathrm{{{name}}}}}") for name in _PARITIES)),
        windings.dissipation_by_parity,
        "For the windings 2n, 2n + 1 and 2n of grains of which none, one or both wind an odd "
        "number of times; the paper has alpha |Delta n|/2 for each. Where both wind the same odd "
        "number of times there is a constant beside, because the frequency zero has no part in "
        "the action.",
        points=WINDINGS,
        domain=None,
        beyond=True,
    ),
    record(
        "dropped-factor",
        "Damping of a phase beside a winding as a share of that without winding",
        r"A_\alpha(\omega_n; \Delta n)/A_\alpha(\omega_n; 0)",
        windings.damping_of_winding_phases,
        "(25b) leaves out the factor exp(i pi Delta n s/beta) of (24). At zero temperature it is 1 "
        "at every frequency, in the rough phase, too; at the frequency 2 pi n kT it takes a share "
        "|Delta n|/2n.",
        relation="≃",
        regime=COLD_MODE,
    ),
)
