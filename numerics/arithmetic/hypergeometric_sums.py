"""Sums whose terms have a rational ratio, by the hypergeometric functions of flint.

For terms that fall as powers of n alone (argument of modulus 1), where neither a geometric
series bounds the rest nor the gammas of Abel and Plana's formula are resolved.
"""

import sympy
from flint import acb, arb

from numerics.arithmetic.analytic import compiled
from numerics.arithmetic.enclosures import NoEnclosure
from numerics.arithmetic.growth_records import Region

Values = dict[sympy.Symbol, acb]


def sum_by_ratio(form: sympy.Expr, n: sympy.Symbol, first: int, values: Values) -> acb:
    """The sum over n >= first.

    With f(n+1)/f(n) = x prod(n + a)/prod(n + b), and b = 1 - m for one of the b, the sum from m
    on is f(m) times pFq(a + m; b + m without 1; x).  Raises NoEnclosure where the ratio is not
    such, or the series is not shown to converge.
    """
    upper, lower, x = _ratio(form, n)
    at = Region(sympy.Dummy(), arb(1), arb(0), values)
    starts = [int(1 - b) for b in lower if b.is_Integer and 1 - b <= first]
    is_small = abs(at.number(x)) <= 1 and at.real(sum(lower) - sum(upper)) > 1
    if not (starts and len(upper) == len(lower) and is_small):
        raise NoEnclosure("it is no hypergeometric series that is shown to converge")
    m = max(starts)
    below = [b + m for b in lower]
    below.remove(sympy.S.One)
    series = form.subs(n, m) * sympy.hyper([a + m for a in upper], below, x)
    before = sympy.Add(*(form.subs(n, k) for k in range(m, first)))
    value = acb(compiled(series - before, tuple(values))(*values.values()))
    if not value.is_finite():
        raise NoEnclosure("flint has no enclosure for its hypergeometric function")
    return value


def _ratio(
    form: sympy.Expr, n: sympy.Symbol
) -> tuple[list[sympy.Expr], list[sympy.Expr], sympy.Expr]:
    """a, b and x of the ratio of consecutive terms."""
    quotient = sympy.gammasimp(form.subs(n, n + 1) / form)
    numerator, denominator = sympy.fraction(sympy.factor(sympy.powsimp(quotient)))
    if not (numerator.is_polynomial(n) and denominator.is_polynomial(n)):
        raise NoEnclosure("the ratio of its terms is not rational")
    sides, x = [], sympy.S.One
    for polynomial, power in ((numerator, 1), (denominator, -1)):
        roots = sympy.roots(polynomial, n)
        if sum(roots.values()) != sympy.degree(polynomial, n):
            raise NoEnclosure("the ratio of its terms has no explicit zeros")
        x *= sympy.Poly(polynomial, n).LC() ** power
        sides.append([-root for root, k in roots.items() for _ in range(k)])
    return sides[0], sides[1], sympy.simplify(x)
