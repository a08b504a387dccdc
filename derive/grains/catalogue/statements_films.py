"""Statements of the text on films, on strips and on magnitudes."""

from sympy import Eq, Rational, Symbol, Tuple

from derive.grains.catalogue.records import record
from derive.grains.points import SITE
from derive.grains.steps import conduction, magnitudes
from derive.grains.symbols import (
    L_0,
    R_MM,
    R_SM,
    R_SS,
    Delta_0,
    Gamma,
    Gamma_M,
    Gamma_S,
    J,
    delta,
    dielectric,
    e,
    hbar,
    p_site,
    rows,
    t_2,
)
from derive.record import Equation

# t_2 of two dimensions is from the literature: P. Grassberger, Physica A 262, 251 (1999).
_T_2 = Rational(1310, 1000)
STRIPS = (
    {rows: 1, Gamma_M: Rational(1, 9), Gamma_S: Rational(1, 7), Delta_0: Rational(5, 4)}
    | {R_SM: Rational(5, 3), R_MM: 2},
    {rows: 2, Gamma_M: Rational(1, 40), Gamma_S: Rational(1, 60), Delta_0: 1}
    | {R_SM: Rational(5, 7), R_MM: Rational(8, 5)},
    {rows: 5, Gamma_M: Rational(3, 70), Gamma_S: Rational(2, 45), Delta_0: Rational(3, 2)}
    | {R_SM: 1, R_MM: Rational(2, 9)},
)

FILMS: tuple[Equation, ...] = (
    record(
        "percolation-thresholds",
        "Shares of normal grains where superconducting ones cease to percolate, normal ones begin",
        Tuple(Symbol("p_1"), Symbol("p_2")),
        conduction.thresholds,
        "On the square lattice, from neighbour to neighbour. Between both shares neither kind of "
        "grains percolates. p_site is from the literature, as for the fourth point on films.",
        points=({p_site: SITE},),
        domain=(Eq(p_site, SITE),),
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
        'respect to each other: the paper sets that "insulating" in quotation marks. Charging, '
        "which would block these bonds at T = 0, is left out.",
        points=STRIPS,
        domain=None,
    ),
)
SIZES = (
    {J: Rational(3, 4), e: Rational(9, 2), dielectric: 7, R_SS: Rational(9, 7)}
    | {hbar: Rational(7, 5), Delta_0: Rational(3, 2)},
    {J: Rational(1, 40), e: Rational(1, 8), dielectric: Rational(5, 2), R_SS: Rational(2, 9)}
    | {hbar: Rational(1, 6), Delta_0: Rational(1, 3)},
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
EQUATIONS: tuple[Equation, ...] = (*FILMS, *MAGNITUDES)
