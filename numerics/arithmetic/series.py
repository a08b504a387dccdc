"""Sums and products over integers, enclosed in ball arithmetic, with what is left out.

A finite sum is added up.  An infinite one is added up to some N; the rest is bounded where it
decays exponentially, bounded by a geometric series where its terms have a ratio, and else found
by the formula of Abel and Plana (`abel_plana`).
"""

from collections.abc import Callable, Sequence
from typing import Any

import sympy
from flint import acb, arb, ctx, fmpq

from numerics.arithmetic.abel_plana import tail_of_sum
from numerics.arithmetic.analytic import compiled
from numerics.arithmetic.combinatorial import by_gamma, last_term, without_deltas
from numerics.arithmetic.enclosures import NoEnclosure, disc
from numerics.arithmetic.ends import Values, bound_near_zero
from numerics.arithmetic.growth_records import Bound, Region
from numerics.arithmetic.hypergeometric_sums import sum_by_ratio
from numerics.arithmetic.preparation import separated, with_real_symbols
from numerics.arithmetic.rational_sums import sum_of_rational
from numerics.arithmetic.shortcuts import sum_of_inverse_quadratic

MOST_TERMS = 50_000
GUARD = 8  # bits by which the rest stays below the working precision
REACHES = (4, 5, 6, 7, 8, 10, 12)  # 2^n: from where on the terms are bounded

Term = Callable[[int], acb]


def ball_sum(expr: sympy.Sum, symbols: Sequence[sympy.Symbol]) -> Callable[..., acb]:
    """The sum as a function of balls for its symbols, at the working precision of the call.

    Raises NoEnclosure, with a sentence, for a sum that diverges or that balls cannot enclose.
    """
    return sum_of_inverse_quadratic(expr, symbols) or _evaluator(expr, symbols, _sum_to)


def ball_product(expr: sympy.Product, symbols: Sequence[sympy.Symbol]) -> Callable[..., acb]:
    """The product as a function of balls for its symbols; raises as `ball_sum` does."""
    return _evaluator(expr, symbols, _product_to)


def _evaluator(expr: Any, symbols: Sequence[sympy.Symbol], total: Any) -> Callable[..., acb]:
    def value(*balls: Any) -> acb:
        boxes = [acb(ball) for ball in balls]
        reals = tuple(box.imag.is_zero() for box in boxes)
        form, places = with_real_symbols(expr, tuple(symbols), reals)
        return _over_limits(form, dict(zip(places, boxes, strict=True)), total)

    return value


def _over_limits(expr: Any, values: Values, total: Any) -> acb:
    """The outermost index; the summand may itself be a sum."""
    (index, *ends) = expr.limits[-1]
    if len(ends) != 2:
        raise NoEnclosure(f"the index {index} of {expr} has no two limits")
    inner = expr.func(expr.function, *expr.limits[:-1]) if expr.limits[1:] else expr.function
    first, last = (_integer(end, values, expr) for end in ends)
    factor, rest = sympy.S.One, inner
    if isinstance(expr, sympy.Sum):
        factor, rest = separated(inner, index)
    try:
        constant = Region(sympy.Dummy(), arb(1), arb(0), values).number(factor)
        return constant * total(rest, index, first, last, values)
    except NoEnclosure as failure:
        raise NoEnclosure(f"there is no enclosure for {expr}: {failure}") from None


def _integer(end: sympy.Expr, values: Values, expr: Any) -> int | None:
    """A limit, as an integer; None for an infinite one."""
    if end.is_infinite:
        return None
    ball = Region(sympy.Dummy(), arb(1), arb(0), values).number(end)
    number = ball.unique_fmpz()
    if number is None or not ball.imag.contains(0) or not (ball - acb(number)).contains(0):
        raise NoEnclosure(f"the limit {end} of {expr} is not an integer")
    if not ball.is_exact() and not end.is_integer:
        raise NoEnclosure(f"the limit {end} of {expr} is not shown to be an integer")
    return int(number)


def _sum_to(
    form: sympy.Expr, index: sympy.Symbol, first: int | None, last: int | None, values: Values
) -> acb:
    if first is None and last is None:
        upwards = _sum_to(form, index, 0, None, values)
        return upwards + _sum_to(form.subs(index, -index), index, 1, None, values)
    if first is None and last is not None:
        return _sum_to(form.subs(index, -index), index, -last, None, values)
    assert first is not None
    if last is None:
        return _infinite_sum(form, index, first, values)
    if last < first - 1:
        return -_sum_to(form, index, last + 1, first - 1, values)
    _require_few(last - first + 1)
    term = term_of(form, index, values)
    return sum((term(n) for n in range(first, last + 1)), acb(0))


def _require_few(count: int) -> None:
    if count > MOST_TERMS:
        raise NoEnclosure(f"it has {count} terms, more than {MOST_TERMS}")


def term_of(form: sympy.Expr, index: sympy.Symbol, values: Values) -> Term:
    """The summand at an integer; a pole that cancels there is SymPy's to resolve."""
    n = sympy.Dummy("n", integer=True)
    places = (n, *values)
    function = compiled(form.subs(index, n), places)
    boxes = list(values.values())

    def term(number: int) -> acb:
        try:
            value = acb(function(fmpq(number), *boxes))
        except (ZeroDivisionError, ArithmeticError):
            value = acb(arb.nan())
        if not value.is_finite():
            there = form.subs(index, number).doit()
            if there.has(sympy.zoo, sympy.nan, sympy.oo):
                raise NoEnclosure(f"its term at {index} = {number} is not finite")
            value = acb(compiled(there, tuple(values))(*boxes))
        if not value.is_finite():
            raise NoEnclosure(f"its term at {index} = {number} has no enclosure")
        return value

    return term


def _infinite_sum(form: sympy.Expr, index: sympy.Symbol, first: int, values: Values) -> acb:
    """Kronecker deltas pick a term; the rest is added up to where it is bounded."""
    n = sympy.Dummy("n", integer=True, positive=True)
    if first < 1:
        lower = _sum_to(form, index, first, 0, values)
        return lower + _infinite_sum(form, index, 1, values)
    form = form.subs(index, n)
    picked, form = without_deltas(form, n)
    total = sum((_picked(term, at, first, values) for term, at in picked), acb(0))
    if form == 0:
        return total
    return total + _smooth_sum(form, n, first, values)


def _picked(term: sympy.Expr, at: sympy.Expr, first: int, values: Values) -> acb:
    where = _integer(at, values, term)
    return (
        term_of(term, sympy.Dummy(), values)(0) if where is not None and where >= first else acb(0)
    )


def _smooth_sum(form: sympy.Expr, n: sympy.Symbol, first: int, values: Values) -> acb:
    term = term_of(form, n, values)
    last = last_term(form, n, values)
    if last is not None:
        _require_few(last - first)
        return sum((term(k) for k in range(first, last + 1)), acb(0))
    if form.is_rational_function(n):
        try:
            return sum_of_rational(form, n, first, values)
        except NoEnclosure:
            pass  # close roots cost digits; what follows has no roots, and tells divergence
    smooth = by_gamma(form, n)
    try:
        tail, start = _decaying(smooth, n, values)
    except NoEnclosure:
        return _slow_sum(smooth, n, first, values, term)
    start = max(start, first)
    total = sum((term(k) for k in range(first, start)), acb(0))
    k = start
    while True:
        size = abs(total).abs_upper()
        rest = _rest(tail, k)
        if rest is not None and rest <= (size if size > 0 else arb(1)) * arb(2) ** (
            -ctx.prec - GUARD
        ):
            return total + disc(rest)
        if k - first > MOST_TERMS:
            raise NoEnclosure(f"it converges too slowly: {MOST_TERMS} terms do not do")
        for _ in range(BLOCK):
            total += term(k)
            k += 1


def _slow_sum(smooth: sympy.Expr, n: sympy.Symbol, first: int, values: Values, term: Term) -> acb:
    """Terms that fall as powers of n."""
    if smooth.has(sympy.Integral, sympy.Sum, sympy.Product):
        raise NoEnclosure("the terms of a sum of sums or integrals are not bounded")
    if smooth.has(sympy.gamma):
        try:
            return sum_by_ratio(smooth, n, first, values)
        except NoEnclosure:
            pass  # then by Abel and Plana
    return tail_of_sum(smooth, n, first, values, term)


BLOCK = 8


def _decaying(form: sympy.Expr, n: sympy.Symbol, values: Values) -> tuple[Bound, int]:
    """A bound of the terms that decays exponentially, in s = 1/n, and from where it holds."""

    def decays(found: Bound) -> bool:
        return bool(found.rate > 0)

    s = sympy.Dummy("s", positive=True)
    found, reach = bound_near_zero(
        form.subs(n, 1 / s), s, values, REACHES, decays, "its terms do not decay exponentially"
    )
    return found, round(float(1 / reach))


def _rest(tail: Bound, k: int) -> arb | None:
    """The sum from k on, by the integral from k - 1, which a falling bound does not exceed."""
    with ctx.workprec(64):
        s = arb(1) / (k - 1)
        if k - 1 <= 2 ** REACHES[0] or not tail.rises(s):
            return None
        in_s = Bound(tail.C, tail.power - 2, tail.logs, tail.rate, tail.degree)
        return in_s.integral(s)


def _product_to(
    form: sympy.Expr, index: sympy.Symbol, first: int | None, last: int | None, values: Values
) -> acb:
    if first is None or (last is not None and last < first - 1):
        raise NoEnclosure("a product goes from an integer to a larger one, or to infinity")
    term = term_of(form, index, values)
    if last is not None:
        _require_few(last - first + 1)
        return _multiplied(term, first, last + 1)
    n = sympy.Dummy("n", integer=True, positive=True)
    smooth = form.subs(index, n)
    start = max(first, PRODUCT_START)
    head = _multiplied(term, first, start)
    if head.is_zero():
        return head
    change = sympy.together(smooth - 1) if smooth.is_rational_function(n) else smooth - 1
    return head * _smooth_sum(sympy.log(1 + sympy.expand_mul(change)), n, start, values).exp()


PRODUCT_START = 40  # from here on the factors must be close to 1


def _multiplied(term: Term, first: int, end: int) -> acb:
    product = acb(1)
    for n in range(first, end):
        product *= term(n)
    return product
