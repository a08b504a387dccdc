"""The size of the grains below which the proximity effect is destroyed: the paper's L_c.

The paper gives a charging energy by its order of magnitude alone, "E_0 >> ...", and so it does with
the size that follows from E_0 ~ e^2/(epsilon L) = J L_0/L, with L_0 = e^2/(J epsilon).
"""

from sympy import Expr, Symbol, expand, expand_log, log, solve

from derive.grains.steps.criticality import destroying_charge
from derive.grains.symbols import L_0, Delta_0, Gamma, J


def order_of_charge() -> Expr:
    """The order of the destroying charging energy for Gamma << Delta_0.

    Left out are its numerical factor, and the constant beside ln(Delta_0/Gamma), which is large.
    """
    leading = -expand(expand_log(destroying_charge())).coeff(log(Gamma)) * log(Delta_0 / Gamma)
    _, order = leading.as_independent(*leading.free_symbols)
    return order


def critical_size() -> Expr:
    """L_c: the size L at which J L_0/L is a charging energy of that order."""
    size = Symbol("L", positive=True)
    (value,) = solve(J * L_0 / size - order_of_charge(), size)
    return value
