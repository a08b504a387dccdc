"""Joins printed and derived under one label: the only file that imports both."""

from collections.abc import Callable
from difflib import get_close_matches

from sympy import Basic, Expr, I, Rational, Symbol, Tuple

from derive import action, born, couplings, gaps, limits, minigap, model
from derive.equation import Equation, Form, Point, Regime, Relation
from derive.paper import PRINTED
from derive.symbols import (
    D_M,
    D_S,
    G_11,
    G_12,
    G_21,
    G_22,
    N_M,
    N_S,
    R_MM,
    R_SM,
    R_SS,
    Delta,
    Delta_0,
    Delta_M,
    Delta_S,
    E_ij,
    Gamma_M,
    Gamma_S,
    Sigma_M,
    Sigma_S,
    T,
    V_i,
    V_j,
    beta,
    c_ij,
    d_tau,
    e,
    eps,
    f_i,
    f_j,
    f_M,
    f_S,
    g_i,
    g_j,
    g_M,
    g_S,
    gamma_M,
    gamma_S,
    hbar,
    m_11,
    m_12,
    m_21,
    m_22,
    omega,
    omega_n,
    phi_i,
    phi_j,
    s,
    t,
    t_kp,
    t_pk,
    tau,
    tau_,
    xi,
    xi_k,
    xi_mk,
)


class UnknownLabel(ValueError):
    """No equation has this label."""


def _q(real: int, imaginary: int, denominator: int) -> Expr:
    return Rational(real, denominator) + I * Rational(imaginary, denominator)


# Four points, a column each.  Frequencies: general, with negative real part, deep in the gap,
# near the imaginary axis; rates: comparable, strong, weak, unequal.  |Im Delta| < Im omega, so
# that omega and both gaps do not straddle the cut; t_pk is the conjugate of t_kp.
_VALUES: dict[Basic, tuple[object, ...]] = {
    omega: (_q(3, 4, 5), _q(-9, 5, 7), _q(2, 1, 9), _q(1, 50, 60)),
    omega_n: (_q(7, 2, 5), _q(4, -5, 3), _q(1, -3, 8), _q(11, 1, 2)),
    Gamma_M: (_q(2, 0, 3), _q(19, 0, 2), _q(1, 0, 40), _q(7, 0, 3)),
    Gamma_S: (_q(5, 0, 4), _q(23, 0, 3), _q(3, 0, 70), _q(1, 0, 9)),
    Delta_0: (_q(3, 0, 2), _q(1, 0, 3), _q(11, 0, 8), _q(5, 0, 6)),
    Delta_M: (_q(2, 1, 5), _q(5, -2, 7), _q(4, -1, 12), _q(5, 4, 8)),
    Delta_S: (_q(6, -2, 5), _q(1, 3, 7), _q(9, 1, 10), _q(4, -3, 6)),
    N_M: (_q(2, 0, 7), _q(3, 0, 2), _q(5, 0, 9), _q(1, 0, 4)),
    N_S: (_q(3, 0, 5), _q(1, 0, 3), _q(7, 0, 4), _q(8, 0, 5)),
    Sigma_M: (_q(1, -2, 3), _q(-4, -9, 5), _q(1, -1, 30), _q(0, -7, 4)),
    Sigma_S: (_q(-2, -1, 7), _q(3, -11, 4), _q(0, -2, 45), _q(1, -9, 8)),
    D_M: (_q(1, 1, 2), _q(8, -2, 3), _q(2, 0, 55), _q(-3, 1, 5)),
    D_S: (_q(3, -1, 8), _q(-7, 2, 4), _q(1, 0, 33), _q(5, 2, 6)),
    g_M: (_q(1, -4, 3), _q(-2, -5, 7), _q(0, -3, 2), _q(4, -9, 5)),
    f_M: (_q(1, 1, 5), _q(1, -2, 9), _q(1, 0, 8), _q(2, 3, 7)),
    g_S: (_q(2, -3, 5), _q(5, -7, 4), _q(-1, -1, 6), _q(0, -8, 3)),
    f_S: (_q(3, 2, 4), _q(-1, 5, 6), _q(7, 0, 2), _q(1, -1, 9)),
    gamma_M: (_q(1, -2, 4), _q(-3, 1, 8), _q(2, 5, 3), _q(0, -1, 7)),
    gamma_S: (_q(-2, 3, 7), _q(1, 1, 9), _q(0, -4, 5), _q(6, -1, 2)),
    t: (_q(1, 0, 2), _q(9, 0, 4), _q(1, 0, 15), _q(6, 0, 7)),
    t_kp: (_q(2, 1, 3), _q(-7, 4, 2), _q(1, -1, 20), _q(3, 5, 8)),
    t_pk: (_q(2, -1, 3), _q(-7, -4, 2), _q(1, 1, 20), _q(3, -5, 8)),
    tau_: (_q(4, 0, 5), _q(1, 0, 4), _q(2, 0, 3), _q(7, 0, 3)),
    s: (_q(2, 0, 7), _q(5, 0, 3), _q(1, 0, 8), _q(9, 0, 4)),
    # odd and even functions of s, as Green's functions are
    g_i: (s**3 - 2 * s, s / 5, 3 * s + s**5, s**3 / 7),
    g_j: (s / 3, s**3 + s, -(s**5), 4 * s - s**3),
    f_i: (1 + s**2, s**4 / 3, 2 - s**2, s**2 + s**4),
    f_j: (s**2 - 3, 1 + s**2 / 9, s**4, 5 - s**4 / 2),
    xi: (_q(4, 0, 3), _q(-13, 0, 5), _q(1, 0, 12), _q(8, 0, 9)),
    xi_k: (_q(5, 0, 3), _q(-2, 0, 7), _q(9, 0, 2), _q(1, 0, 25)),
    xi_mk: (_q(3, 0, 4), _q(6, 0, 5), _q(-8, 0, 3), _q(2, 0, 11)),
    Delta: (_q(7, 0, 5), _q(1, 0, 9), _q(10, 0, 3), _q(4, 0, 7)),
    d_tau: (_q(0, 6, 5), _q(1, -2, 3), _q(0, 1, 30), _q(-4, 9, 2)),
    c_ij: (_q(3, 0, 7), _q(12, 0, 5), _q(1, 0, 50), _q(9, 0, 8)),
    E_ij: (_q(8, 0, 3), _q(1, 0, 6), _q(21, 0, 2), _q(5, 0, 9)),
    beta: (_q(2, 0, 1), _q(15, 0, 4), _q(1, 0, 7), _q(30, 0, 1)),
    tau: (_q(1, 0, 3), _q(11, 0, 4), _q(1, 0, 9), _q(13, 0, 2)),
    phi_i: (tau**2 - tau / 5, 2 * tau + 1, tau**3 / 5, 1 - tau**2 / 7),
    phi_j: (3 * tau / 4, tau**2 / 2 - 3, tau - Rational(2, 9), tau**3 / 40),
    V_i: (tau / 2 - 1, tau**2, 3 - tau / 8, 5 * tau / 7),
    V_j: (2 - tau**2 / 3, tau / 6 + 1, tau**3, Rational(-4, 9)),
    G_11: (_q(1, -3, 2), _q(2, -1, 9), _q(-5, -7, 3), _q(0, -1, 4)),
    G_12: (_q(2, 1, 5), _q(-3, 4, 7), _q(1, 1, 2), _q(6, -1, 8)),
    G_21: (_q(1, 2, 3), _q(5, 0, 8), _q(-2, 9, 4), _q(1, 1, 10)),
    G_22: (_q(4, -1, 7), _q(-1, -6, 5), _q(3, -2, 2), _q(7, -7, 9)),
    m_11: (_q(3, 1, 2), _q(-1, 4, 5), _q(6, 0, 7), _q(2, -3, 3)),
    m_12: (_q(1, 0, 3), _q(2, -1, 9), _q(-1, 1, 4), _q(5, 2, 6)),
    m_21: (_q(-2, 1, 7), _q(1, 1, 2), _q(3, 0, 8), _q(-1, 4, 5)),
    m_22: (_q(5, -2, 4), _q(7, 3, 6), _q(9, 1, 2), _q(4, 1, 3)),
}
POINTS: tuple[Point, ...] = tuple(
    {symbol: values[column] for symbol, values in _VALUES.items()} for column in range(4)
)

# hbar, e, resistances, temperature and time of a coupling, beside its weak-tunnelling rates
_COUPLING = {hbar: Rational(7, 5), e: Rational(3, 4), R_SM: Rational(5, 3), R_SS: Rational(9, 7)}
_COUPLING |= {R_MM: Rational(8, 5), s: Rational(7, 3), T: eps}
WEAK = Regime(
    {Gamma_M: 3 * eps / 2, Gamma_S: 2 * eps / 3, Delta_0: Rational(5, 4)}
    | {N_M: Rational(2, 7), N_S: Rational(3, 5)}
    | _COUPLING,
    "Gamma_M, Gamma_S << Delta_0; low temperature",
)
LATE = Regime(dict(WEAK.path) | {s: 1 / eps, T: eps / 5}, WEAK.words + "; s >> 1/Delta_0")

WEAK_HIGH = limits.regime(limits.WEAK_HIGH, "Gamma_M, Gamma_S << omega << Delta_0, omega real")
WEAK_LOW = limits.regime(limits.WEAK_LOW, "omega << Gamma_M, Gamma_S << Delta_0, omega real")
STRONG = limits.regime(limits.STRONG, "Gamma_M, Gamma_S >> Delta_0 > omega, omega real")

_CONTINUED = "The modulus of a complex Delta is left out, as analytic continuation requires."


def _equation(
    label: str,
    title: str,
    lhs: Basic | str,
    derived: Callable[[], Form],
    note: str = "",
    *,
    relation: Relation = "=",
    regime: Regime | None = None,
    printed: Form | None = None,
) -> Equation:
    """A record; one beyond the paper says what the paper prints that comes closest to it."""
    return Equation(
        label=label,
        title=title,
        relation="~" if regime else relation,
        lhs=Symbol(lhs) if isinstance(lhs, str) else lhs,
        printed=PRINTED[label] if printed is None else printed,
        derived=derived,
        regime=regime,
        points=POINTS if relation == "=" and not regime else (),
        note=note,
    )


def _definition(
    label: str, title: str, lhs: str, derived: Callable[[], Form], note: str = ""
) -> Equation:
    return _equation(label, title, lhs, derived, note, relation="definition")


_EQUATIONS: tuple[Equation, ...] = (
    _definition("1a", "Lagrangian of a metallic grain", "L_{mi}", model.metallic_grain),
    _definition(
        "1b",
        "Lagrangian of a superconducting grain",
        "L_{si}",
        model.superconducting_grain,
        "At the saddle point i Delta_i is real, and -i Delta_i = |Delta_i| in the new gauge.",
    ),
    _equation("1c", "Charging term of two grains", "C_{ij}", model.charging),
    _definition(
        "1d",
        "Tunnelling between two grains",
        "T_{ij}",
        model.tunnelling,
        "c.c. is the Hermitian conjugate.",
    ),
    _definition(
        "1e",
        "Correlator of the tunnelling amplitudes",
        r"\langle t_{kp}^{(ij)} t_{k'p'}^{(i'j')} \rangle",
        model.tunnelling_correlator,
        "For real t; for a complex one the mean of t_kp t_k'p'^* is meant.",
    ),
    _equation(
        "2a", "Potential after the gauge transformation", r"V_i(\tau)'", model.transformed_potential
    ),
    _equation(
        "2b",
        "Tunnelling amplitude after the gauge transformation",
        r"t_{kp}^{(ij)\prime}",
        model.transformed_tunnelling,
        "The coefficient of c_ik^+ c_jp, by the transformation that gives (2a). "
        "Later equations are even in the phase.",
    ),
    _equation("2-josephson", "Josephson relation", V_i, model.josephson_relation),
    _equation(
        "3",
        "Phase action of one bond, fermions integrated out",
        r"S(\{\phi_i\})",
        action.phase_action,
        "M stands as a 2 x 2 matrix, Tr ln M = ln det M.",
    ),
    _equation("3-charging", "Charging energy", E_ij, model.charging_energy),
    _equation("4a", "Nambu matrix of a grain", "m_{0ik}", model.grain_matrix),
    _equation(
        "4b",
        "Nambu matrix of tunnelling",
        r"T_{kp}^{(ij)}",
        model.tunnelling_matrix,
        "The phases are those of (2b); the matrix structure is that of tau_3.",
    ),
    _equation(
        "5",
        "Self-energy in the Born approximation",
        r"\Sigma",
        born.self_energy,
        "One intermediate state. Tr sums over intermediate states, not over Nambu components.",
    ),
    _equation(
        "6",
        "Self-energy averaged over the tunnelling amplitudes",
        r"\Sigma_{ik}(i\omega)",
        born.born_self_energy,
        "Four equal neighbours; G_ab is (1/V) sum_p G_jp.",
    ),
    _equation(
        "7", "Nambu structure of the local Green's function", r"G_M(i\omega)", born.nambu_structure
    ),
    _equation(
        "7-selfenergy",
        "Self-energies of a metallic grain",
        Tuple(Sigma_M, D_M),
        born.self_energies,
        "D_M is what is added to the gap in G^-1.",
    ),
    _equation(
        "8-M",
        "Green's function of the metallic grains",
        r"G_M(i\omega)",
        born.metal_greens_function,
        _CONTINUED,
    ),
    _equation(
        "8-S",
        "Green's function of the superconducting grains",
        r"G_S(i\omega)",
        born.superconductor_greens_function,
        _CONTINUED,
    ),
    _equation(
        "9",
        "Green's function by the gap function",
        r"G_M(\omega)",
        gaps.greens_function,
        _CONTINUED,
    ),
    _equation("10-M", "Gap function of the metallic grains", Delta_M, gaps.metal_gap, _CONTINUED),
    _equation(
        "10-M-weak",
        "Induced gap, weak tunnelling",
        Delta_M,
        limits.metal_gap_weak,
        regime=WEAK_HIGH,
    ),
    _equation(
        "10-S-high",
        "Gap function of the superconducting grains above the minigap",
        Delta_S,
        limits.superconductor_gap_high,
        regime=WEAK_HIGH,
    ),
    _equation(
        "10-S-low",
        "Gap function of the superconducting grains below the minigap",
        Delta_S,
        limits.superconductor_gap_low,
        regime=WEAK_LOW,
    ),
    _equation(
        "11a-M",
        "Green's function of the metallic grains above the minigap",
        r"G_M(\omega)",
        limits.metal_greens_function_weak,
        regime=WEAK_HIGH,
    ),
    _equation(
        "11a-S",
        "Green's function of the superconducting grains above the minigap",
        r"G_S(\omega)",
        limits.superconductor_greens_function_weak,
        regime=WEAK_HIGH,
    ),
    _equation("11b-G1", "Coherent part of G_S", r"G_1(\omega)", limits.coherent_part),
    _equation(
        "11b-G2", "Metallic part of G_S", r"G_2(\omega)", limits.metallic_part, regime=WEAK_HIGH
    ),
    _equation(
        "11-low",
        "Gaps at low energy",
        Tuple(Symbol(r"\Delta'_M"), Symbol(r"\Delta'_S")),
        limits.low_energy_gaps,
        regime=WEAK_LOW,
    ),
    _equation(
        "12a",
        "Phase action of one bond: charging, normal and pair tunnelling",
        Tuple(*(Symbol(rf"\mathcal{{L}}_{{{name}}}") for name in ("E", r"\alpha", "J"))),
        action.phase_action_terms,
        "The integrands, by the functions of (12b), s = tau - tau'; slow phases in the last.",
    ),
    _equation("12b-alpha", "Kernel of normal tunnelling", r"\alpha_{ij}(s)", action.normal_kernel),
    _equation("12b-J", "Josephson coupling of a bond", "J_{ij}", action.josephson_coupling),
    _equation(
        "13-J",
        "Josephson coupling of unlike grains, frozen gaps",
        "J_{MS}",
        couplings.josephson_mixed,
        "The metallic grains have the gap Gamma_S, the superconducting ones Delta_0.",
        regime=WEAK,
    ),
    _equation(
        "13-alpha",
        "Kernel of normal tunnelling between unlike grains",
        r"\alpha_{MS}(s)",
        couplings.dissipation_mixed,
        "With the sign of (12b): negative for s > 0, where (12a) needs it so.",
        regime=WEAK,
    ),
    _equation(
        "13-alphaMS",
        "The same at long times",
        r"\alpha_{MS}(s)",
        couplings.dissipation_mixed,
        "alpha_MS of (15) and (14), R_MM = R_SM N_S/N_M.",
        regime=LATE,
    ),
    _equation(
        "14-J", "Josephson coupling of like grains", "J_{SS}", couplings.josephson_pure, regime=WEAK
    ),
    _equation(
        "14-alpha",
        "Strength of normal tunnelling between metallic grains",
        r"\alpha_{MM}",
        couplings.dissipation_strength_metals,
        "Normalised by alpha(s) = alpha (kT/sin(pi kT s))^2, with the sign of (12b).",
        regime=WEAK,
    ),
    _equation(
        "15-J",
        "Ratio of the Josephson couplings",
        Symbol("J_{MS}/J_{SS}"),
        couplings.josephson_ratio_frozen,
        "From the frozen gaps of (13).",
        regime=WEAK,
    ),
    _equation(
        "J-selfconsistent",
        "The same with the gap functions of (21)",
        Symbol("J_{MS}/J_{SS}"),
        couplings.josephson_ratio_self_consistent,
        "Beyond the paper: the printed form is that of (15).",
        regime=WEAK,
        printed=PRINTED["15-J"],
    ),
    _equation(
        "15-alpha",
        "Ratio of the strengths of normal tunnelling",
        Symbol(r"\alpha_{MS}/\alpha_{MM}"),
        couplings.dissipation_ratio,
        regime=WEAK_HIGH,
    ),
    _equation(
        "18",
        "Green's function of one state of a superconducting grain",
        r"G_{Sk}(i\omega)",
        born.superconductor_integrand,
        "The integrand of (18), without N_S(0).",
    ),
    _equation(
        "19",
        "Green's function of one state of a metallic grain",
        r"G_{Mk}(i\omega)",
        born.metal_integrand,
        "The integrand of (19), without N_M(0).",
    ),
    _equation(
        "20-M",
        "Gap function of the metallic grains by the Green's functions",
        Delta_M,
        gaps.metal_gap_function,
    ),
    _equation(
        "20-S",
        "Gap function of the superconducting grains by the Green's functions",
        Delta_S,
        gaps.superconductor_gap_function,
    ),
    _equation("21a", "Gap equation of the metallic grains", Delta_M, gaps.metal_gap, _CONTINUED),
    _equation(
        "21b",
        "Gap equation of the superconducting grains",
        Delta_S,
        gaps.superconductor_gap,
        _CONTINUED,
    ),
    _equation(
        "strong",
        "Uniform gap of both kinds of grains, strong tunnelling",
        Tuple(Delta_M, Delta_S),
        limits.strong_gaps,
        regime=STRONG,
    ),
    _equation(
        "minigap-weak",
        "Minigap, weak tunnelling",
        Symbol(r"\omega_g"),
        minigap.minigap_weak,
        "Beyond the paper: the printed form is the induced gap of (10).",
        regime=minigap.WEAK_TUNNELLING,
        printed=PRINTED["10-M-weak"],
    ),
    _equation(
        "minigap-strong",
        "Minigap, strong tunnelling",
        Symbol(r"\omega_g"),
        minigap.minigap_strong,
        "Beyond the paper: the printed form is its uniform gap.",
        regime=minigap.STRONG_TUNNELLING,
        printed=PRINTED["strong"][1],
    ),
    _equation("identical-S", "Pure superconducting array", Delta_S, gaps.identical_superconductors),
    _equation("identical-M", "Pure metallic array", r"G_M(\omega)", gaps.identical_metals),
)

LABELS: tuple[str, ...] = tuple(equation.label for equation in _EQUATIONS)

_IN_A_LIMIT = {equation.label.split("-")[0] for equation in _EQUATIONS if equation.relation == "~"}
LIMITS = tuple(label for label in LABELS if label.split("-")[0] in _IN_A_LIMIT)  # by paper's number


def equation(label: str) -> Equation:
    """The equation of this label.  Raises UnknownLabel with the nearest labels."""
    for record in _EQUATIONS:
        if record.label == label:
            return record
    nearest = ", ".join(get_close_matches(label, LABELS, n=3, cutoff=0))
    raise UnknownLabel(f"unknown label {label!r}; nearest: {nearest}")
