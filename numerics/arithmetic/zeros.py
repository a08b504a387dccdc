"""The growth at s = 0 of an expression that is analytic there, and may vanish."""

import sympy
from flint import acb, arb

from numerics.arithmetic.analytic import guards, meets_cut
from numerics.arithmetic.enclosures import NoEnclosure, disc
from numerics.arithmetic.growth_records import ZERO, Growth, Region, function_of

ORDERS = 8  # of vanishing at s = 0 that are tried
DISC = 4  # on this times the reach an expression is bounded to bound its Taylor coefficients


def vanishing(e: sympy.Expr, region: Region) -> Growth | None:
    """s^n times a ball for an expression that is analytic at 0, with n zeros there.

    That its coefficients vanish is shown by SymPy; the next is enclosed with Cauchy's bound
    M/R^k for those that follow, M a bound of |e| for |s| <= R.
    """
    R = region.reach * DISC
    M = _largest(e, disc(R), region)
    if M is None:
        return None
    derivative, factor = e, arb(1)
    for n in range(ORDERS):
        at_0 = derivative.subs(region.s, 0)
        if at_0.has(sympy.nan, sympy.zoo, sympy.oo):
            return Growth(sympy.Integer(n), ZERO, disc(M / R**n), ZERO)
        value = region.number(at_0) / factor
        if not value.contains(0):
            share = region.reach / R
            return Growth(
                sympy.Integer(n), ZERO, value + disc(M / R**n * share / (1 - share)), ZERO
            )
        if sympy.simplify(at_0) != 0:
            return Growth(sympy.Integer(n), ZERO, disc(M / R**n), ZERO)
        derivative, factor = derivative.diff(region.s), factor * (n + 1)
    return Growth(sympy.Integer(ORDERS), ZERO, disc(M / R**ORDERS), ZERO)


def _largest(e: sympy.Expr, box: acb, region: Region) -> arb | None:
    """A bound of |e| on a box where it is analytic; None where this is not shown."""
    symbols = tuple(sorted(e.free_symbols, key=str))
    boxes = [box if x == region.s else region.values[x] for x in symbols]
    try:
        value, *cuts = map(acb, function_of(sympy.Tuple(e, *guards(e)), symbols)(*boxes))
    except (NoEnclosure, ZeroDivisionError):
        return None
    return None if any(map(meets_cut, cuts)) or not value.is_finite() else value.abs_upper()
