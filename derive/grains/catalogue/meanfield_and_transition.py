"""The mean field of windings and phases, and where the proximity effect ends, (22)-(28)."""

from sympy import Integer, Rational, Symbol, Tuple

from derive.grains.catalogue.records import definition, record
from derive.grains.regimes import WEAK_EQUAL
from derive.grains.steps import criticality, magnitudes, meanfield, windings
from derive.grains.symbols import (
    E_0,
    J_MF,
    J_R,
    L_0,
    Delta_0,
    Gamma,
    J,
    beta,
    e,
    fluctuation,
    hbar,
    m,
    s,
    spread,
)
from derive.notation import eps
from derive.record import Equation, Regime

_ALPHA = "alpha is h/(2 e^2 R)."
_SIGN = "A sign is blind to how far K is from K_R."
SIZES = tuple(
    {Gamma: Rational(1, inverse), Delta_0: Rational(5, 4), J: Rational(inverse, 9), L_0: length}
    for inverse, length in ((30, Integer(100)), (7, Rational(2, 3)), (1000, Rational(9, 5)))
)
_DECOUPLED = (
    r"(\frac{\partial}{\partial\tau} \Delta\phi_{ij})^2",
    r"\exp(2\pi i \Delta n_{ij} \tau/\beta)",
)

EQUATIONS: tuple[Equation, ...] = (
    definition(
        "22",
        "Phase of a grain: winding number and periodic part",
        r"\phi_i(\tau)",
        meanfield.winding_phase,
    ),
    record(
        "23",
        "Decoupling of windings and periodic phases",
        Tuple(*(Symbol(rf"\langle {mean} \rangle") for mean in _DECOUPLED)),
        meanfield.decoupled,
        "In the mean over tau, in which both lines are exact; at one tau the first lacks a cross "
        "term and the second is a phase.",
    ),
    record(
        "24",
        "Decoupling of the dissipative term",
        r"\langle \exp(i (\Delta\phi(s) - \Delta\phi(0))/2) \rangle",
        meanfield.decoupled_dissipation,
        "For a given winding. What is neglected beyond it is the product of both fluctuations.",
        relation="≃",
        regime=Regime({spread: eps, m: Integer(3), s: Rational(2, 7), beta: Rational(9, 4)}, ""),
    ),
    record(
        "25a",
        "Action of a winding number",
        r"S(\Delta n_{ij})",
        windings.winding_action,
        "For every integer where one grain at most winds an odd number of times: its transformed "
        "electrons are periodic in imaginary time. Where both wind the same odd number of times "
        "there is a constant alpha/2 beside, see (odd-windings). alpha is h/(2 e^2 R).",
    ),
    record(
        "25b",
        "Quadratic trial action of a bond",
        Tuple(*(Symbol(rf"\mathcal{{L}}_{{{name}}}") for name in ("E", "J", r"\alpha"))),
        meanfield.quadratic_action,
        "The integrands; the phases are their periodic parts, alpha(s) is -alpha_ij(s) of (12b).",
    ),
    record(
        "25-kernel",
        "Kernel of the trial action",
        r"\alpha(s)",
        meanfield.kernel_of_metals,
        "alpha(s) is -alpha_ij(s) of (12b), and alpha is h/(2 e^2 R), as in (25a) to (28).",
    ),
    record("26-MF", "Josephson coupling of the windings", J_MF, meanfield.mean_field_coupling),
    record(
        "26-R",
        "Josephson coupling of the periodic phases",
        J_R,
        meanfield.renormalized_coupling,
    ),
    record(
        "27",
        "Mean square of the phase difference of a bond",
        fluctuation,
        meanfield.phase_fluctuation,
        _ALPHA,
    ),
    record(
        "28",
        "The same above the cutoff",
        fluctuation,
        meanfield.phase_fluctuation_above_cutoff,
        _ALPHA,
    ),
    record(
        "critical-alpha",
        "alpha at which the Josephson coupling vanishes continuously",
        r"\alpha_c",
        criticality.critical_alpha,
        _ALPHA,
        regime=Regime({J_R: eps, E_0: Rational(5, 4)}, "J_R -> 0 at zero temperature"),
    ),
    record(
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
    record(
        "rough",
        "The integer model at the critical alpha: 1 rough, -1 smooth",
        r"\mathrm{sgn}(K_R - K)",
        criticality.roughness,
        "K |n| is the dissipative term of (25a), for all integers n; K_R from the literature: "
        "M. Hasenbusch and K. Pinn, J. Phys. A 30, 63 (1997). " + _SIGN,
    ),
    record(
        "destroyed",
        "Charging energy that destroys the proximity effect",
        E_0,
        criticality.destroying_charge,
        "J is that of the pure array, of equal grains. With the gaps of (21).",
        regime=WEAK_EQUAL,
    ),
    record(
        "grain-size",
        "Size of the grains below which it is destroyed",
        "L_c",
        magnitudes.critical_size,
        "By E_0 = J L_0/L, from the order of E_0 in (destroyed): the logarithm belongs to the "
        "denominator. A numerical factor is not claimed.",
        points=SIZES,
        domain=None,
    ),
)
