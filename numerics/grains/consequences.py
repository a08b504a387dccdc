"""What each slip of the paper changes downstream: in numbers, or that it cancels; computed.

The literal systems are the gap functions as printed, (20) by (9) or (21), solved on the imaginary
axis by iteration.  Energies of numbers are in units of Delta_0.
"""

from collections.abc import Callable, Mapping

from sympy import Expr, cos, diff, expand, pi, simplify, solve

from derive.grains.printed import PRINTED
from derive.grains.steps import action, couplings, gaps
from derive.grains.steps.criticality import destroying_charge
from derive.grains.symbols import (
    L_0,
    N_M,
    R_SS,
    Delta_0,
    Delta_M,
    Delta_S,
    E_ij,
    Gamma,
    Gamma_M,
    Gamma_S,
    J,
    V_i,
    V_j,
    f_M,
    f_S,
    gamma_M,
    gamma_S,
    hbar,
    omega,
    phi_i,
    phi_j,
    t,
    tau,
    tau_,
    w,
)
from derive.grains.symbols import e as charge
from derive.papers import equation
from derive.root import on_imaginary_axis
from numerics.arithmetic.functions import numpy_function
from numerics.grains.gaps.solve import solve_gaps
from numerics.grains.phases.alphas import critical_alphas, critical_resistances
from numerics.judge.errata import of_printed
from numerics.judge.words import holds

ENERGY, RATE = 0.1, 0.2  # the Matsubara frequency and Gamma_M of the numbers
STEPS = 4000  # of an iteration
SMALL = 100  # Delta_0/Gamma of a size
STRONG = 1000.0  # rates over Delta_0 of a uniform gap

Gaps = tuple[float, float]


class NotShown(ArithmeticError):
    """What is said to follow from a slip does not."""


def none(shown: bool, words: str) -> str:
    """That nothing changes, for a reason that was put to the test."""
    if not shown:
        raise NotShown(f"it was not found that {words}")
    return f"None: {words}."


def hold(*labels: str) -> bool:
    """Whether these equations hold as printed."""
    return all(holds(of_printed(equation(label))) for label in labels)


def capacitance() -> str:
    """The charging energy by (1c) as printed, V_i and V_j by the Josephson relation."""
    rates = {V_i: diff(phi_i, tau) / 2, V_j: diff(phi_j, tau) / 2}
    kinetic = diff(phi_i - phi_j, tau) ** 2 / (2 * E_ij)
    (literal,) = solve(simplify(PRINTED["1c"].subs(rates).doit() / kinetic) - 1, E_ij)
    words = "the charging energy of (3) is 4/c_ij, as the corrected form gives it"
    return none(
        hold("3-charging"), f"{words}; the printed one gives {str(literal).replace('*', ' ')}"
    )


def phase() -> str:
    """(12a) under the exchange of both grains' phases."""
    terms = action.phase_action_terms()
    pairs = [(phi_i.subs(tau, time), phi_j.subs(tau, time)) for time in (tau, tau_)]
    exchange = {a: b for i, j in pairs for a, b in ((i, j), (j, i))}
    turned = terms.subs(exchange, simultaneous=True).doit()
    changes = (expand(a - b) for a, b in zip(terms, turned, strict=True))
    even = all(c.replace(cos, lambda angle: cos(expand(angle))) == 0 for c in changes)
    return none(even, "the action (12a) is even in the phases")


def fermion_logarithm() -> str:
    return none(hold("12a", "12b-alpha", "12b-J"), "the expansion (12) is that of - Tr ln M")


def hole_entry() -> str:
    return none(hold("18", "19"), "(18) and (19) are the inverses of the corrected matrix")


def anomalous_self_energy() -> str:
    """(20) by (9), both as printed, for both kinds of grains and for superconductors alone."""
    metal, superconductor = literal_gaps(PRINTED["20-M"], PRINTED["20-S"], RATE, RATE)
    right = solve_gaps(ENERGY, RATE, RATE)
    gauge = abs(metal + right.metal) + abs(superconductor - right.superconductor) < 1e-9
    if not gauge:
        raise NotShown("it was not found that the printed sign only changes that of Delta_M")
    alone = PRINTED["20-S"].subs({f_M: f_S, gamma_M: gamma_S})
    _, pure = literal_gaps(Delta_S, alone, RATE, RATE)
    if not hold("identical-S"):
        raise NotShown("it was not found that the gap of like superconductors is Delta_0")
    return (
        "In the mixed array it is a choice of gauge: Delta_M and J_MS of (12b) change their signs, "
        "and a shift by pi of the phases of one kind of grains takes this up. In a pure "
        f"superconducting array it is not harmless: at omega_n = {ENERGY} and Gamma = {RATE} "
        "Delta_0 the printed sign "
        f"gives Delta_S = {pure:.4f} Delta_0, and not Delta_0, as the paper finds."
    )


def rate() -> str:
    """(21) as printed, for equal rates and for others."""
    forms = PRINTED["21a"], PRINTED["21b"]
    equal, right = literal_gaps(*forms, RATE, RATE), solve_gaps(ENERGY, RATE, RATE)
    if abs(equal[1] - right.superconductor) > 1e-9:
        raise NotShown("it was not found that the slip does not matter for equal rates")
    faster = RATE / 2
    wrong, right = literal_gaps(*forms, RATE, faster)[1], solve_gaps(ENERGY, RATE, faster)
    return (
        f"None for Gamma_M = Gamma_S. At omega_n = {ENERGY}, Gamma_M = {RATE} and "
        f"Gamma_S = {faster} Delta_0 the printed system gives Delta_S = {wrong:.4f} Delta_0, "
        f"in place of {float(right.superconductor):.4f} Delta_0."
    )


def prefactor() -> str:
    """J_SS as printed over that of Ambegaokar and Baratoff, and the ratio (15)."""
    known = pi * hbar * Delta_0 / (4 * charge**2 * R_SS)
    if not hold("15-J") or simplify(couplings.josephson_pure() - known) != 0:
        raise NotShown("it was not found that J_SS is known from the literature, and (15) holds")
    factor = of_printed(equation("14-J")).constant_form
    return (
        f"As printed J_SS is {factor} times pi hbar Delta_0/(4 e^2 R_SS), the coupling of "
        "Ambegaokar and Baratoff, and J_MS is too large by the same factor, which cancels in the "
        "ratio (15)."
    )


def sign_of_alpha() -> str:
    return none(hold("25a", "27"), "from (13) on alpha is positive, and (25a) and (27) need it so")


def alpha() -> str:
    resistance, value = critical_resistances()["14-alpha"], critical_alphas()["14-alpha"]
    of_kernel = critical_alphas()["25-kernel"], critical_resistances()["25-kernel"]
    return (
        f"By (14) as printed alpha_MM is 1 at R_MM = {float(resistance):.4f} h/e^2, and not at "
        f"h/2e^2, where it is {float(value):.4f}. By the kernel as printed the critical alpha is "
        f"{of_kernel[0]}, and alpha = 1 belongs to R = {of_kernel[1]} h/e^2."
    )


def uniform_gap() -> str:
    """The gaps of (21) at equal, strong rates, over Delta_0."""
    found = solve_gaps(ENERGY, STRONG, STRONG)
    return (
        f"At Gamma_M = Gamma_S = {STRONG:g} Delta_0 and omega_n = {ENERGY} the gaps of (21) are "
        f"{float(found.superconductor):.3f} and {float(found.metal):.3f} Delta_0: half of Delta_0."
    )


def logarithm() -> str:
    record = equation("grain-size")
    sizes = [
        float(form.subs({Gamma: Delta_0 / SMALL, L_0: 1}).subs(Delta_0, 1))
        for form in (PRINTED["grain-size"], record.derived())
    ]
    charge = destroying_charge() / J
    whole = float(1 / charge.subs(Gamma, Delta_0 / SMALL).subs(Delta_0, 1))
    return (
        f"At Gamma = Delta_0/{SMALL} L_c is {sizes[1]:.3g} L_0 in place of {sizes[0]:.3g} L_0 by "
        f"the order of E_0 that the paper gives, and {whole:.2g} L_0 with the constant of "
        "(destroyed)."
    )


def literal_gaps(metal: Expr, superconductor: Expr, gamma_m: float, gamma_s: float) -> Gaps:
    """Delta_M and Delta_S at omega_n = ENERGY from two printed forms, by iteration.

    Forms of (20) have f and gamma, which are those of (9) as printed.
    """
    G_M = PRINTED["9"].subs(N_M, Gamma_M / (4 * pi * t**2))
    G_S = gaps.other_grain(G_M)
    functions = {f_M: -G_M[0, 1], gamma_M: G_M[0, 0] / omega}
    functions |= {f_S: -G_S[0, 1], gamma_S: G_S[0, 0] / omega}
    letters = (Delta_M, Delta_S, w, Gamma_M, Gamma_S, Delta_0)
    step = [
        numpy_function(letters, simplify(on_imaginary_axis(form.subs(functions), omega, w)))
        for form in (metal, superconductor)
    ]
    found = (1.0, 1.0)
    for _ in range(STEPS):
        new = [float(f(*found, ENERGY, gamma_m, gamma_s, 1.0).real) for f in step]
        found = ((found[0] + new[0]) / 2, (found[1] + new[1]) / 2)
    if max(abs(a - b) for a, b in zip(found, new, strict=True)) > 1e-12:
        raise NotShown("the iteration of the printed gap functions does not converge")
    return found


CONSEQUENCES: Mapping[str, Callable[[], str]] = {
    "capacitance": capacitance,
    "phase": phase,
    "fermion-logarithm": fermion_logarithm,
    "hole-entry": hole_entry,
    "anomalous-self-energy": anomalous_self_energy,
    "rate": rate,
    "uniform-gap": uniform_gap,
    "prefactor": prefactor,
    "sign-of-alpha": sign_of_alpha,
    "alpha": alpha,
    "logarithm": logarithm,
}
