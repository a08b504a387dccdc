"""Magnitudes of the discussion: the lengths L_0 and L_c, the rate at the critical resistance.

The paper gives the charging energy that destroys the proximity effect by its order of magnitude
alone, "E_0 >> ...", and so it does with the size L_c that follows from it.  Charges are those of
Gauss's units, in which e^2/(epsilon L) is an energy.  The volume of a grain is 1, and delta its
mean level spacing per spin.
"""

from sympy import Expr, expand, expand_log, log, pi, solve

from derive.grains.steps.couplings import in_resistance, josephson_pure
from derive.grains.steps.criticality import critical_resistance, destroying_charge
from derive.grains.symbols import L_0, R_SS, Delta_0, Gamma, J, L_grain, delta, dielectric, e, t


def charging_of_size() -> Expr:
    """E_0 of a grain of the size L, as the paper estimates it."""
    return e**2 / (dielectric * L_grain)


def charging_by_unit() -> Expr:
    """The same by the length L_0, which this defines."""
    return J * L_0 / L_grain


def unit_of_length() -> Expr:
    """L_0, by both forms of the charging energy."""
    (value,) = solve(charging_of_size() - charging_by_unit(), L_0)
    return value


def unit_of_length_by_resistance() -> Expr:
    """L_0 with the J_SS of (14) at T = 0: by gap, resistance and dielectric constant."""
    return unit_of_length().subs(J, josephson_pure())


def order_of_charge() -> Expr:
    """The order of the destroying charging energy for Gamma << Delta_0.

    Left out are its numerical factor, and the constant beside ln(Delta_0/Gamma), which is large.
    """
    leading = -expand(expand_log(destroying_charge())).coeff(log(Gamma)) * log(Delta_0 / Gamma)
    _, order = leading.as_independent(*leading.free_symbols)
    return order


def critical_size() -> Expr:
    """L_c: the size L of which the charging energy is of that order."""
    (value,) = solve(charging_by_unit() - order_of_charge(), L_grain)
    return value


def rate_of_resistance() -> Expr:
    """Gamma = 4 pi |t|^2 N of equal grains whose bonds have the resistance R_SS."""
    return in_resistance(4 * pi * t**2, 1 / delta**2, R_SS) / delta


def critical_rate() -> Expr:
    """Gamma where the resistance is the critical one: hbar drops out."""
    return rate_of_resistance().subs(R_SS, critical_resistance())
