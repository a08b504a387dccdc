"""Integrals and sums that have a fast rule of their own: overlaps of K_0, sums of 1/quadratic."""

from collections.abc import Callable, Sequence
from typing import Any

import sympy
from flint import acb

from numerics.arithmetic.analytic import compiled
from numerics.arithmetic.enclosures import NoEnclosure
from numerics.arithmetic.integrals import bessel_overlap, quadratic_sum

Evaluator = Callable[..., acb]


def overlap_of_bessel_functions(
    expr: sympy.Integral, symbols: Sequence[sympy.Symbol]
) -> Callable[..., acb | None] | None:
    """c K_0(a t) K_0(b t) over t > 0, for values a, b > 0; None for another form or value."""
    (variable, *limits) = expr.limits[0]
    if limits != [0, sympy.oo] or expr.limits[1:]:
        return None
    a, b = sympy.symbols("a b", cls=sympy.Wild, exclude=[variable, 0])
    factor, kernel = expr.function.as_independent(variable)
    product = sympy.besselk(0, a * variable) * sympy.besselk(0, b * variable)
    found = kernel.match(sympy.besselk(0, a * variable) ** 2) or kernel.match(product)
    if not found:
        return None
    scales = compiled(sympy.Tuple(factor, found[a], found.get(b, found[a])), symbols)

    def value(*boxes: Any) -> acb | None:
        c, first, second = map(acb, scales(*boxes))
        is_real = first.imag.is_zero() and second.imag.is_zero()
        if not (is_real and first.real > 0 and second.real > 0):
            return None
        return c * bessel_overlap(first, second)

    return value


def sum_of_inverse_quadratic(expr: sympy.Sum, symbols: Sequence[sympy.Symbol]) -> Evaluator | None:
    """1/(c_2 n^2 + c_1 |n| + c_0) from some n >= 0 to infinity, or over all integers if even."""
    (n, first, last) = expr.limits[0]
    k = sympy.Dummy("k", positive=True)
    inverse = (1 / expr.function).subs(n, k).expand()
    if last != sympy.oo or expr.limits[1:] or not inverse.is_polynomial(k):
        return None
    mirrored = (1 / expr.function).subs(n, -k).expand()
    is_on_both_sides = first == -sympy.oo
    if sympy.degree(inverse, k) != 2 or (is_on_both_sides and mirrored != inverse):
        return None
    if not is_on_both_sides and expr.function.has(sympy.Abs) and not first.is_nonnegative:
        return None
    start = sympy.S.One if is_on_both_sides else first
    coefficients = compiled(sympy.Tuple(*sympy.Poly(inverse, k).all_coeffs(), start), symbols)

    def value(*boxes: Any) -> acb:
        c_2, c_1, c_0, begin = map(acb, coefficients(*boxes))
        try:
            total = quadratic_sum(c_2, c_1, c_0, begin)
        except ArithmeticError as failure:
            raise NoEnclosure(f"there is no enclosure for {expr}: {failure}") from None
        return 1 / c_0 + 2 * total if is_on_both_sides else total

    return value
