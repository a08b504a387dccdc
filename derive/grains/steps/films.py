"""What the six points of "Anomalous metal state" come to: a film of random grains at T = 0.

Answers are 1 where a point holds and -1 where it fails.  A bond between unlike grains keeps the
proximity effect where it is ordered in the mean field (26), (27); without it the metallic grain is
lost.  The volume of a grain is 1, and delta its mean level spacing per spin.
"""

from functools import cache

from sympy import Expr, Symbol, diff, factor, pi, sign, simplify

from derive.grains.steps.couplings import (
    in_resistance,
    josephson_pure,
    josephson_ratio_self_consistent,
)
from derive.grains.steps.criticality import critical_resistance, josephson_without_dissipation
from derive.grains.steps.reduction import gaps_at_zero
from derive.grains.symbols import (
    E_0,
    N_M,
    N_S,
    R_SS,
    Gamma,
    Gamma_M,
    Gamma_S,
    delta,
    p_metal,
    p_site,
    t,
)


def gap_ratio() -> Expr:
    """(1): Delta_M/Delta_S at omega = 0 on the regular lattice, for equal rates."""
    metal, superconductor = gaps_at_zero()
    return factor((metal / superconductor).subs({Gamma_M: Gamma, Gamma_S: Gamma}))


def smaller_gap() -> Expr:
    """(2): whether the gap of the metallic grains is the smaller one."""
    return sign(factor(1 - gap_ratio()))


def lost_share_falls() -> Expr:
    """(3): whether the share of lost metallic grains grows as the rates fall.

    A grain is lost where none of its four neighbours is superconducting with an ordered bond.  A
    bond is not ordered with the probability F, which grows as the rates fall; p = 1/(1 + a).
    """
    F, a = Symbol("F", positive=True), Symbol("a", positive=True)
    share = (p_metal + (1 - p_metal) * F) ** 4
    return sign(simplify(diff(share, F).subs(p_metal, 1 / (1 + a))))


def metal_between() -> Expr:
    """(4): whether there is a metal between the superconductor and the insulator, at this p.

    Bonds between superconducting grains outlast those between unlike ones, so that these grains
    alone decide: they percolate where their share 1 - p is above the site threshold.
    """
    return sign(p_metal - (1 - p_site))


def direct_transition() -> Expr:
    """(6): whether the superconductor turns into an insulator with no metal between, at this p."""
    return sign((1 - p_site) - p_metal)


@cache
def least_charging() -> Expr:
    """E_0 at which unlike bonds lose their order where metallic ones cease to conduct.

    That is at R = critical_resistance; there |t|^2 gives Gamma = 4 pi |t|^2/delta, and the ordered
    bond has at least the J of the boundary without dissipation.  For Gamma << Delta_0.
    """
    resistance = critical_resistance()
    rate = 4 * pi * in_resistance(t**2, 1 / delta**2, resistance) / delta
    equal = {Gamma_M: rate, Gamma_S: rate, N_M: N_S}
    mixed = josephson_ratio_self_consistent().subs(equal) * josephson_pure().subs(R_SS, resistance)
    return mixed / josephson_without_dissipation()


def order_of_transitions() -> Expr:
    """(5): whether the proximity effect is lost before the metallic bonds insulate."""
    return sign(E_0 - least_charging())
