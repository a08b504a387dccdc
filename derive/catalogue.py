"""Joins printed and derived under one label: the only file that imports both."""

from collections.abc import Callable
from difflib import get_close_matches

from sympy import Basic, Integer, Rational, Symbol, Tuple

from derive import (
    action,
    born,
    couplings,
    criticality,
    films,
    gaps,
    limits,
    meanfield,
    minigap,
    model,
)
from derive.equation import Equation, Form, Point, Regime, Relation
from derive.paper import PRINTED
from derive.points import (
    FILM_ENERGIES,
    FILM_FALLING,
    FILM_RATES,
    FILM_SHARES,
    FILM_WEAK,
    LATE,
    POINTS,
    WEAK,
    WEAK_EQUAL,
)
from derive.symbols import (
    D_M,
    E_0,
    J_MF,
    J_R,
    Delta_M,
    Delta_S,
    E_ij,
    Sigma_M,
    V_i,
    beta,
    e,
    eps,
    fluctuation,
    hbar,
    m,
    s,
    spread,
)


class UnknownLabel(ValueError):
    """No equation has this label."""


WEAK_HIGH = limits.regime(limits.WEAK_HIGH, "Gamma_M, Gamma_S << omega << Delta_0, omega real")
WEAK_LOW = limits.regime(limits.WEAK_LOW, "omega << Gamma_M, Gamma_S << Delta_0, omega real")
STRONG = limits.regime(limits.STRONG, "Gamma_M, Gamma_S >> Delta_0 > omega, omega real")

_KERNEL_ALPHA = "alpha is that of (25-kernel)."
_SIGN = "A sign is blind to how far K is from K_R."
_DECOUPLED = (
    r"(\frac{\partial}{\partial\tau} \Delta\phi_{ij})^2",
    r"\exp(2\pi i \Delta n_{ij} \tau/\beta)",
)
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
    points: tuple[Point, ...] = POINTS,
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
        points=points if relation == "=" and not regime else (),
        note=note,
    )


def _definition(
    label: str, title: str, lhs: str, derived: Callable[[], Form], note: str = ""
) -> Equation:
    return _equation(label, title, lhs, derived, note, relation="definition")


def _point(
    number: int, title: str, derived: Callable[[], Form], points: tuple[Point, ...], note: str = ""
) -> Equation:
    """One of the six points of the section "Anomalous metal state"."""
    return _equation(
        f"film-{number}",
        title,
        rf"\mathrm{{film}}_{number}",
        derived,
        f"1 where it holds, -1 where it fails. {note}".strip(),
        points=points,
    )


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
        "14-J-thermal",
        "The same at T > 0",
        "J_{SS}",
        couplings.josephson_pure_thermal,
        "Beyond the paper: the printed form is that of (14), at T = 0. Delta_0 is the gap at T.",
        printed=PRINTED["14-J"],
    ),
    _equation(
        "14-alpha",
        "Strength of normal tunnelling between metallic grains",
        r"\alpha_{MM}",
        couplings.dissipation_strength_metals,
        "Normalised by alpha(s) = alpha (kT/sin(pi kT s))^2, with the sign of (12b); the modulus "
        "is h/(4 e^2 R_MM).",
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
        couplings.dissipation_ratio_by_frequency,
        "By the densities of states of both kinds of grains at omega.",
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
    _definition(
        "22",
        "Phase of a grain: winding number and periodic part",
        r"\phi_i(\tau)",
        meanfield.winding_phase,
    ),
    _equation(
        "23",
        "Decoupling of windings and periodic phases",
        Tuple(*(Symbol(rf"\langle {mean} \rangle") for mean in _DECOUPLED)),
        meanfield.decoupled,
        "In the mean over tau, in which both lines are exact; at one tau the first lacks a cross "
        "term and the second is a phase.",
    ),
    _equation(
        "24",
        "Decoupling of the dissipative term",
        r"\langle \exp(i (\Delta\phi(s) - \Delta\phi(0))/2) \rangle",
        meanfield.decoupled_dissipation,
        "For a given winding m. What is neglected beyond it is the product of both fluctuations.",
        regime=Regime({spread: eps, m: Integer(3), s: Rational(2, 7), beta: Rational(9, 4)}, ""),
    ),
    _equation(
        "25a",
        "Action of a winding number",
        r"S(\Delta n_{ij})",
        meanfield.winding_action,
        "For even m, with the alpha of (25-kernel). For odd m the dissipative term diverges.",
    ),
    _equation(
        "25b",
        "Quadratic trial action of a bond",
        Tuple(*(Symbol(rf"\mathcal{{L}}_{{{name}}}") for name in ("E", "J", r"\alpha"))),
        meanfield.quadratic_action,
        "The integrands; the phases are their periodic parts.",
    ),
    _equation(
        "25-kernel",
        "Kernel of the trial action",
        r"\alpha(s)",
        meanfield.kernel_of_metals,
        "alpha is its value at s = beta/2 over (kT)^2, here and in (25a) to (28).",
    ),
    _equation("26-MF", "Josephson coupling of the windings", J_MF, meanfield.mean_field_coupling),
    _equation(
        "26-R",
        "Josephson coupling of the periodic phases",
        J_R,
        meanfield.renormalized_coupling,
    ),
    _equation(
        "27",
        "Mean square of the phase difference of a bond",
        fluctuation,
        meanfield.phase_fluctuation,
        _KERNEL_ALPHA,
    ),
    _equation(
        "28",
        "The same above the cutoff",
        fluctuation,
        meanfield.phase_fluctuation_above_cutoff,
        _KERNEL_ALPHA,
    ),
    _equation(
        "critical-alpha",
        "alpha at which the Josephson coupling vanishes continuously",
        r"\alpha_c",
        criticality.critical_alpha,
        _KERNEL_ALPHA,
        regime=Regime({J_R: eps, E_0: Rational(5, 4)}, "J_R -> 0 at zero temperature"),
    ),
    _equation(
        "critical-R",
        "Resistance at the critical alpha",
        "R_c",
        criticality.critical_resistance,
        "h/2e^2 with h = 2 pi hbar.",
        regime=Regime(
            {J_R: eps, E_0: Rational(5, 4), hbar: Rational(7, 5), e: Rational(3, 4)},
            "J_R -> 0 at zero temperature",
        ),
    ),
    _equation(
        "rough",
        "The integer model at the critical alpha: 1 rough, -1 smooth",
        r"\mathrm{sgn}(K_R - K)",
        criticality.roughness,
        "K is the coefficient of |m| in (25a), taken for all integers; K_R from the literature: "
        "M. Hasenbusch and K. Pinn, J. Phys. A 30, 63 (1997). " + _SIGN,
    ),
    _equation(
        "rough-even",
        "The same with the windings of finite action",
        r"\mathrm{sgn}(K_R - K)",
        criticality.roughness_of_even_windings,
        "Beyond the paper: (25a) converges for even m alone, m = 2k, and K is that of |k|. "
        + _SIGN,
        printed=PRINTED["rough"],
    ),
    _equation(
        "destroyed",
        "Charging energy that destroys the proximity effect",
        E_0,
        criticality.destroying_charge,
        "J is that of the pure array, of equal grains. With the gaps of (21).",
        regime=WEAK_EQUAL,
    ),
    _equation(
        "grain-size",
        "Size of the grains below which it is destroyed",
        "L_c",
        criticality.critical_size,
        "By E_0 = J L_0/L.",
        regime=WEAK_EQUAL,
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
    _point(
        1,
        "Films at Gamma >= Delta_0 are superconductors with uniform gaps",
        films.uniform_gaps,
        FILM_RATES,
        "Uniform: Delta_M/Delta_S above 9/10 at omega = 0, that of the regular lattice.",
    ),
    _point(
        2,
        "At Gamma < Delta_0 the metallic grains have the smaller gap",
        films.smaller_gap,
        FILM_WEAK,
    ),
    _point(
        3,
        "More metallic grains lose the proximity effect as Gamma falls",
        films.lost_share_falls,
        FILM_FALLING,
        "Only neighbours of superconducting grains are taken to keep it.",
    ),
    _point(
        4,
        "A metal lies between superconductor and insulator where p is large enough",
        films.metal_between,
        FILM_SHARES,
        "The paper leaves p_c open; the points lie outside of 1 - p_site to p_site.",
    ),
    _point(
        5,
        "The proximity effect is lost before the metallic grains insulate",
        films.order_of_transitions,
        FILM_ENERGIES,
        "The derived boundary is that of delta << Delta_0.",
    ),
    _point(
        6,
        "The superconductor turns into an insulator where p is not high enough",
        films.direct_transition,
        FILM_SHARES,
        "As for the fourth point.",
    ),
)

LABELS: tuple[str, ...] = tuple(equation.label for equation in _EQUATIONS)

_IN_A_LIMIT = {equation.label.split("-")[0] for equation in _EQUATIONS if equation.relation == "~"}
LIMITS = tuple(label for label in LABELS if label.split("-")[0] in _IN_A_LIMIT)  # by paper's number


def equation(label: str) -> Equation:
    """The equation of this label.  Raises UnknownLabel with the nearest labels."""
    for record in _EQUATIONS:
        if record.label == label:
            return record
    nearest = ", ".join(get_close_matches(str(label), LABELS, n=3, cutoff=0))
    raise UnknownLabel(f"unknown label {label!r}; nearest: {nearest}")
