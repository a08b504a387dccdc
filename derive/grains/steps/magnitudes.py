"""Magnitudes of the discussion: the length L_0, and the rate of a bond at the critical resistance.

Charges are those of Gauss's units, in which e^2/(epsilon L) is an energy.  The volume of a grain is
1, and delta its mean level spacing per spin.
"""

from sympy import Expr, Integer, pi, solve

from derive.grains.steps.couplings import in_resistance, josephson_pure
from derive.grains.steps.criticality import critical_resistance
from derive.grains.symbols import L_0, R_SS, J, L_grain, delta, dielectric, e, t

GRAINS_AROUND = Integer(4)  # neighbours of a grain of the square lattice


def charging_of_size() -> Expr:
    """E_0 of a grain of the size L, as the paper estimates it."""
    return e**2 / (dielectric * L_grain)


def unit_of_length() -> Expr:
    """L_0, for which that charging energy is J L_0/L."""
    (value,) = solve(charging_of_size() - J * L_0 / L_grain, L_0)
    return value


def unit_of_length_by_resistance() -> Expr:
    """L_0 with the J_SS of (14) at T = 0: by gap, resistance and dielectric constant."""
    return unit_of_length().subs(J, josephson_pure())


def rate_of_resistance() -> Expr:
    """Gamma = 4 pi |t|^2 N of equal grains whose bonds have the resistance R_SS."""
    return in_resistance(GRAINS_AROUND * pi * t**2, 1 / delta**2, R_SS) / delta


def critical_rate() -> Expr:
    """Gamma where the resistance is the critical one: hbar drops out."""
    return rate_of_resistance().subs(R_SS, critical_resistance())
