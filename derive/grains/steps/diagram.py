"""What the text says of the phase diagram at T = 0: the cutoff of (28), large E_0, the axes.

alpha is h/(2 e^2 R).
"""

from functools import cache

from sympy import Expr, Integer, Tuple, diff, integrate, limit, oo, pi, sign, simplify, solve

from derive.grains.steps.couplings import dissipation_ratio, josephson_ratio_self_consistent
from derive.grains.steps.criticality import (
    boundary_coupling,
    by_logarithms,
    critical_alpha,
    cutoff_shift,
    fluctuation_at_zero_above_cutoff,
    fluctuation_of_x,
    josephson_at_critical_alpha,
    josephson_without_dissipation,
    of_equal_grains,
    stiffness_at_zero,
    vanishing_coupling,
    x_,
)
from derive.grains.steps.criticality import u as inverse_of_x
from derive.grains.steps.criticality import w as frequency
from derive.grains.steps.meanfield import mean_field_coupling, share_of_a_bond
from derive.grains.symbols import (
    E_0,
    J_R,
    J,
    alpha,
    fluctuation,
)


def undamped_fluctuation() -> Expr:
    """<|Delta phi_p|^2> of (27) at alpha = 0."""
    inverse = 1 / stiffness_at_zero().subs(alpha, 0)
    return 2 * share_of_a_bond() * integrate(inverse, (frequency, 0, oo)) / (2 * pi)


@cache
def growth_of_fluctuation() -> Expr:
    """-d<|Delta phi_p|^2>/d ln J_R for J_R -> 0 at a constant alpha > 0, by (27).

    1/x is proportional to sqrt(J_R).
    """
    slope = -diff(by_logarithms(fluctuation_of_x()), inverse_of_x) * inverse_of_x / 2
    return limit(slope, inverse_of_x, 0)


def growth_above_cutoff() -> Expr:
    """The same by (28), which lacks a part that tends to a constant."""
    return growth_of_fluctuation() + J_R * diff(cutoff_shift(), J_R)


def share_of_fluctuation() -> Expr:
    """The factor of <|Delta phi_p|^2> in ln(J/J_MF), by (26)."""
    return -diff(mean_field_coupling(), fluctuation) / mean_field_coupling()


def critical_alpha_above_cutoff() -> Expr:
    """alpha_c by (26) and (28): there ln J is stationary as a function of ln J_R for J_R -> 0."""
    (value,) = solve(1 - share_of_fluctuation() * growth_above_cutoff(), alpha)
    return value


def factor_of(change: Expr) -> Expr:
    """The factor of the J that (26) needs where the fluctuations change at the same J_R."""
    coupling = mean_field_coupling()
    return simplify(coupling / coupling.subs(fluctuation, fluctuation + change))


def cutoff_factor_at_critical_alpha() -> Expr:
    """J at which order is lost at alpha_c, by (28) over that by (27)."""
    return factor_of(-cutoff_shift().subs(alpha, critical_alpha()))


def cutoff_factor_without_dissipation() -> Expr:
    """J for which (26) has the solution J_R at alpha = 0, by (28) over that by (27)."""
    above = fluctuation_at_zero_above_cutoff().subs(alpha, 0)
    return factor_of(above - undamped_fluctuation())


def jump_without_dissipation() -> Tuple:
    """J and J_R where order is lost at alpha = 0."""
    return Tuple(E_0 * josephson_without_dissipation(), E_0 * limit(boundary_coupling(), x_, 0))


def large_charging() -> Expr:
    """E_0 beyond which every J_R > 0 is lost at the critical alpha, and at no other."""
    return J / josephson_at_critical_alpha()


def vanishing_beyond_critical_alpha() -> Expr:
    """J_R for J -> 0 at a constant alpha > 1."""
    return E_0 * vanishing_coupling()


@cache
def axes() -> Tuple:
    """J_SS/J_MS and alpha_MM/alpha_MS of weak tunnelling between equal grains.

    By these factors the axes of the pure array are scaled for the boundary of the mixed one.
    """
    ratios = josephson_ratio_self_consistent(), dissipation_ratio()
    return Tuple(*(1 / of_equal_grains(ratio) for ratio in ratios))


def expanded() -> Tuple:
    """Whether the non-superconducting regime is expanded along either axis."""
    return Tuple(*(sign(factor - Integer(1)) for factor in axes()))
