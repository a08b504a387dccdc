"""Conduction near the percolation transitions of films, and across the strips of the discussion.

Bonds of a film are conducting at random.  At the loss of superconductivity the better ones have no
resistance, at the loss of conduction the others conduct nothing.
"""

from sympy import Expr, Symbol, Tuple, cancel, diff, log, sign

from derive.grains.steps.couplings import (
    dissipation_mixed,
    dissipation_strength,
    dissipation_strength_metals,
)
from derive.grains.symbols import R_MM, p_site, rows, t_2

distance = Symbol("distance", positive=True)


def near_loss_of_conduction() -> Expr:
    """Conductance at a distance p - p_c, in units of that of a bond: t_2 is defined by it."""
    return distance**t_2


def near_loss_of_superconductivity() -> Expr:
    """Conductance at a distance p_c - p, in units of that of a bond with resistance.

    On the square lattice current and voltage exchange their parts in the dual lattice, whose bonds
    have inverse conductances: bonds without resistance become bonds that conduct nothing.
    """
    return 1 / near_loss_of_conduction()


def exponents() -> Tuple:
    """Powers of the distance with which the conductance grows and falls at both transitions."""
    both = near_loss_of_superconductivity(), near_loss_of_conduction()
    return Tuple(*(distance * diff(log(G), distance) for G in both)).doit()


def directions() -> Tuple:
    """Signs of both powers: -1 where the conductance grows without bounds, 1 where it vanishes."""
    return Tuple(*(sign(cancel(power)) for power in exponents()))


def thresholds() -> Tuple:
    """Shares of normal grains at which superconducting ones cease to percolate, normal ones begin.

    What is not normal is superconducting, and both kinds percolate from neighbour to neighbour.
    """
    return Tuple(1 - p_site, p_site)


def quasiparticle_conductance() -> Expr:
    """Of a bond between unlike grains: its alpha_MS for that of metals at the same conductance."""
    return dissipation_strength(-dissipation_mixed()) / dissipation_strength_metals() / R_MM


def resistance_across() -> Expr:
    """Of one period of strips and one column: two bonds between unlike grains, and metallic ones.

    In a strip of so many rows the metallic bonds are one fewer; superconducting ones have none.
    """
    return 2 / quasiparticle_conductance() + (rows - 1) * R_MM


def conducts_across() -> Expr:
    """Whether strips without proximity effect conduct across: the sign of that resistance."""
    return sign(resistance_across())
