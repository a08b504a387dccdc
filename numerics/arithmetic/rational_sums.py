"""Sums of rational functions of n, by partial fractions, digamma and Hurwitz zeta functions."""

from functools import lru_cache

import sympy
from flint import acb, acb_poly, acb_series, arb, ctx

from numerics.arithmetic.enclosures import NoEnclosure
from numerics.arithmetic.growth_records import Region

Values = dict[sympy.Symbol, acb]
Root = tuple[acb, int]


@lru_cache(maxsize=256)
def _parts(form: sympy.Expr, n: sympy.Symbol) -> tuple[sympy.Poly, list[tuple[sympy.Poly, int]]]:
    """Numerator, and the factors of the denominator with their multiplicities."""
    numerator, denominator = sympy.fraction(sympy.cancel(sympy.together(form)))
    content, factors = sympy.factor_list(denominator, n)
    return sympy.Poly(numerator / content, n), [(sympy.Poly(f, n), int(k)) for f, k in factors]


def sum_of_rational(form: sympy.Expr, n: sympy.Symbol, first: int, values: Values) -> acb:
    """The sum over n >= first, an integer beyond every integer pole.

    Raises NoEnclosure where it diverges, or where roots of the denominator are too close.
    """
    numerator, factors = _parts(form, n)
    degree = sum(factor.degree() * k for factor, k in factors)
    if degree < numerator.degree() + 2:
        raise NoEnclosure("it diverges")
    at = Region(sympy.Dummy(), arb(1), arb(0), values)
    above = [at.number(c) for c in reversed(numerator.all_coeffs())]
    leading = acb(1)
    roots: list[Root] = []
    for factor, k in factors:
        coefficients = [at.number(c) for c in reversed(factor.all_coeffs())]
        leading *= coefficients[-1] ** k
        roots += [(root, k) for root in _roots(coefficients)]
    total = acb(0)
    for place, (root, multiplicity) in enumerate(roots):
        others = roots[:place] + roots[place + 1 :]
        coefficients = _principal_part(above, leading, root, multiplicity, others)
        for power, c in enumerate(reversed(coefficients), start=1):
            total += c * _power_sum(first - root, power)
    if not total.is_finite() or total.rel_accuracy_bits() < ctx.prec // 2:
        raise NoEnclosure("roots of its denominator are too close to each other, or to an index")
    return total


def _roots(coefficients: list[acb]) -> list[acb]:
    if len(coefficients) == 2:
        return [-coefficients[0] / coefficients[1]]
    if len(coefficients) == 3:
        c, b, a = coefficients
        root = (b * b - 4 * a * c).sqrt()
        return [(-b + root) / (2 * a), (-b - root) / (2 * a)]
    try:
        return list(acb_poly(coefficients).roots())
    except ValueError as failure:
        raise NoEnclosure("the roots of its denominator are not isolated") from failure


def _principal_part(
    above: list[acb], leading: acb, root: acb, multiplicity: int, others: list[Root]
) -> list[acb]:
    """c_m, ..., c_1 of c_k/(n - root)^k."""
    near = acb_series([root, 1], multiplicity)
    value = acb_series([acb(0)], multiplicity)
    for coefficient in reversed(above):
        value = value * near + coefficient
    for other, k in others:
        for _ in range(k):
            value = value / acb_series([root - other, 1], multiplicity)
    return [value[k] / leading for k in range(multiplicity)]


def _power_sum(shift: acb, power: int) -> acb:
    """The sum of 1/(n + shift)^power over n >= 0; for the first power, up to a constant.

    flint's zeta leaves out the term at a pole: what may have one is refused.
    """
    if shift.contains_integer() and not shift.real > 0:
        raise NoEnclosure("a term may be infinite")
    if power == 1:
        return -shift.digamma()
    return acb(power).zeta(shift)
