"""Integrals enclosed in ball arithmetic, of any integrand that the functions of balls allow.

The path is cut where the integrand changes its branch.  A regular piece goes to `acb.integral`
(Gauss and Legendre, adaptive, with an error bound from values on ellipses; F. Johansson,
arXiv:1802.07942).  Near an infinite or singular end, where s = 0, s = exp(-x) turns powers into
exponentials; it is integrated up to some x, and a bound by `growth` takes the rest.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sympy
from flint import acb, arb, ctx

from numerics.arithmetic.analytic import (
    Boxes,
    Switched,
    breaks,
    chosen,
    compiled,
    on_boxes,
    reflected,
    switched,
)
from numerics.arithmetic.enclosures import NOT_FINITE, NoEnclosure, disc
from numerics.arithmetic.growth import Bound, Region, bound, growth

EVALUATIONS = 40_000  # of an integrand, for one piece
INNER_EVALUATIONS = 2_000  # of an integrand that itself contains an integral
REACHES = (4, 7, 12, 20, 40, 80)  # s up to 2^-n: where a bound is looked for
FARTHEST = 4000  # times the working precision: the end of x
GUARD = 12  # bits by which a tail stays below the working precision
MOST_ROUNDS = 4


@dataclass(frozen=True)
class Piece:
    """An integral over s from 0 to `size`; `near` where 0 is an end that may be singular."""

    form: sympy.Expr
    size: sympy.Expr
    near: bool


def ball_integral(expr: sympy.Integral, symbols: Sequence[sympy.Symbol]) -> Callable[..., acb]:
    """The integral as a function of balls for its symbols, at the working precision of the call.

    Raises NoEnclosure, with a sentence, for an integral that diverges or that balls cannot enclose.
    """

    def value(*balls: Any) -> acb:
        boxes = [acb(ball) for ball in balls]
        reals = tuple(box.imag.is_zero() for box in boxes)
        form, places = with_real_symbols(expr, tuple(symbols), reals)
        return integral_on_boxes(form, places)(boxes, False)

    return value


@lru_cache(maxsize=512)
def with_real_symbols(
    expr: sympy.Expr, symbols: tuple[sympy.Symbol, ...], reals: tuple[bool, ...]
) -> tuple[sympy.Expr, tuple[sympy.Symbol, ...]]:
    """The expression with new symbols, which know whether they are real (and integer, positive)."""
    new = tuple(
        s if real and s.is_real else sympy.Dummy(s.name, **({"real": True} if real else {}))
        for s, real in zip(symbols, reals, strict=True)
    )
    return expr.subs(dict(zip(symbols, new, strict=True)), simultaneous=True), new


@lru_cache(maxsize=512)
def integral_on_boxes(expr: sympy.Integral, symbols: tuple[sympy.Symbol, ...]) -> Boxes:
    """The integral as a function of boxes for its symbols, and of the flag for analyticity."""
    (variable, *ends) = expr.limits[-1]
    if len(ends) != 2:
        raise NoEnclosure(f"the integral over {variable} has no two limits")
    inner = expr.func(expr.function, *expr.limits[:-1]) if expr.limits[1:] else expr.function
    lower, upper = ends
    if lower == sympy.oo or upper == -sympy.oo:
        turned = integral_on_boxes(sympy.Integral(inner, (variable, upper, lower)), symbols)
        return lambda boxes, analytic: -turned(boxes, analytic)
    on_axis = all(end.is_infinite or reflected(end) == end for end in ends)
    t = sympy.Dummy(str(variable), **({"real": True} if on_axis else {}))
    form = inner.subs(variable, t)
    cuts = breaks(form, t) if on_axis else []
    numbers = compiled(sympy.Tuple(*(e for e in (*ends, *cuts) if not e.is_infinite)), symbols)

    def evaluate(boxes: Sequence[acb], analytic: bool) -> acb:
        points = _path(ends, cuts, [acb(value) for value in numbers(*boxes)])
        total = acb(0)
        for piece in pieces(form, t, points):
            total += _piece_integral(piece, symbols, boxes, analytic)
        return total

    try:
        return _with_words(evaluate, expr)
    except NoEnclosure as failure:
        raise _told(expr, failure) from None


def _with_words(evaluate: Boxes, expr: sympy.Integral) -> Boxes:
    def told(boxes: Sequence[acb], analytic: bool) -> acb:
        try:
            return evaluate(boxes, analytic)
        except NoEnclosure as failure:
            raise _told(expr, failure) from None

    return told


def _told(expr: sympy.Integral, failure: NoEnclosure) -> NoEnclosure:
    return NoEnclosure(f"there is no enclosure for {expr}: {failure}")


def _path(
    ends: Sequence[sympy.Expr], cuts: Sequence[sympy.Expr], numbers: Sequence[acb]
) -> list[sympy.Expr]:
    """The ends, and between them those cuts that are shown to lie there, in their order."""
    values = dict(zip((e for e in (*ends, *cuts) if not e.is_infinite), numbers, strict=True))
    lower, upper = ends
    places = {e: v.real for e, v in values.items()}
    low = places.get(lower, arb.neg_inf())
    high = places.get(upper, arb.pos_inf())
    if not low < high:
        return [lower, upper]
    inside = sorted((c for c in cuts if low < places[c] < high), key=lambda c: places[c].mid())
    path: list[sympy.Expr] = [lower]
    for cut in inside:
        if path[-1] == lower or places[path[-1]] < places[cut]:
            path.append(cut)
    path.append(upper)
    return [lower, sympy.S.Zero, upper] if len(path) == 2 and len(values) == 0 else path


@lru_cache(maxsize=2048)
def _pieces(form: sympy.Expr, t: sympy.Symbol, points: tuple[sympy.Expr, ...]) -> list[Piece]:
    found: list[Piece] = []
    s = SMALL
    for a, b in zip(points, points[1:], strict=False):
        if a.is_infinite:
            found += _half_line(form.subs(t, -t), s, t, -b)
        elif b.is_infinite:
            found += _half_line(form, s, t, a)
        else:
            width = b - a
            for place in (a + width * s, b - width * s):
                found.append(Piece(tidy(form.subs(t, place), s) * width, sympy.S.Half, True))
    return found


SMALL = sympy.Dummy("s", positive=True)


def pieces(form: sympy.Expr, t: sympy.Symbol, points: Sequence[sympy.Expr]) -> list[Piece]:
    return _pieces(form, t, tuple(points))


def _half_line(form: sympy.Expr, s: sympy.Symbol, t: sympy.Symbol, a: sympy.Expr) -> list[Piece]:
    """From a to a + 1, and from there to infinity, t = a + 1/s."""
    return [
        Piece(tidy(form.subs(t, a + s), s), sympy.S.One, True),
        Piece(tidy(form.subs(t, a + 1 / s), s) / s**2, sympy.S.One, True),
    ]


def tidy(form: sympy.Expr, s: sympy.Symbol) -> sympy.Expr:
    """The form with polynomials in s factored where they vanish at 0, so that no digits cancel."""

    def factored(e: sympy.Expr) -> sympy.Expr:
        expanded = sympy.expand(e)
        vanishes = expanded.is_Add and expanded.coeff(s, 0) == 0
        return sympy.factor_terms(expanded) if vanishes or not expanded.is_Add else e

    return form.replace(lambda e: e.is_Add and e.has(s) and e.is_polynomial(s), factored)


def _piece_integral(
    piece: Piece, symbols: tuple[sympy.Symbol, ...], boxes: Sequence[acb], analytic: bool
) -> acb:
    if piece.form == 0:
        return acb(0)
    function = on_boxes(piece.form, (*symbols, SMALL))
    count = INNER_EVALUATIONS if piece.form.has(sympy.Integral) else EVALUATIONS
    size = acb(compiled(piece.size, ())()).real.mid()
    if piece.form.has(sympy.Integral):
        function([*boxes, acb(size / 3)], False)  # what the inner integral refuses is told at once

    def integrand(s: acb, flag: bool) -> acb:
        try:
            return function([*boxes, s], flag or analytic)
        except (NoEnclosure, ZeroDivisionError):
            return NOT_FINITE

    corner = acb(arb(0, size / 16), arb(0, size / 16))
    if integrand(corner, True).is_finite():
        return _resolved(acb.integral(integrand, 0, size, **_limits(count, ctx.prec)))
    return _towards_zero(piece, integrand, size, count, dict(zip(symbols, boxes, strict=True)))


def _limits(count: int, precision: int) -> dict[str, Any]:
    """What `acb.integral` may spend: its tolerance is relative, for small integrals too."""
    return {
        "eval_limit": count,
        "rel_tol": arb(2) ** -precision,
        "abs_tol": arb(2) ** (-4 * precision),
        "depth_limit": 4 * precision,
    }


def _resolved(value: acb) -> acb:
    accurate = value.rel_accuracy_bits() > ctx.prec // 8 or abs(value) < arb(2) ** (-ctx.prec // 2)
    if not (value.is_finite() and accurate):
        raise NoEnclosure("its integrand is not resolved, or has a pole or singular point inside")
    return value


def _towards_zero(
    piece: Piece,
    integrand: Callable[[acb, bool], acb],
    size: arb,
    count: int,
    values: dict[sympy.Symbol, acb],
) -> acb:
    """In x = log(1/s), as far as the bound of the rest asks for."""
    tail = end_bound(piece.form, SMALL, values)
    precision, goal = ctx.prec, ctx.prec + GUARD
    first = -size.log()
    for _ in range(MOST_ROUNDS):
        last, rest = _cut(tail, goal)

        def in_logarithm(x: acb, flag: bool) -> acb:
            s = (-x).exp()
            return s * integrand(s, flag)

        with ctx.workprec(precision + _lost(integrand, last, precision)):
            value = acb.integral(in_logarithm, first, last, **_limits(count, precision))
        total = value + disc(rest)
        _resolved(value)
        size_of_value = abs(value).abs_upper()
        if rest <= size_of_value * arb(2) ** -precision or size_of_value.is_zero():
            break
        goal += int(float((rest / size_of_value).log().upper()) / 0.69) + precision + GUARD
        if goal > 8 * precision:
            break
    return +total


def _lost(integrand: Callable[[acb, bool], acb], last: arb, precision: int) -> int:
    """Bits that cancel in the integrand at the last x."""
    for extra in (0, precision, 2 * precision, 4 * precision):
        with ctx.workprec(precision + extra):
            value = integrand((-acb(last)).exp(), False)
            if value.is_finite() and (value.rel_accuracy_bits() > precision - 20 or value == 0):
                return extra
    return 4 * precision


def end_bound(form: sympy.Expr, s: sympy.Symbol, values: dict[sympy.Symbol, acb]) -> tuple[Bound, arb]:
    """A bound of the form near s = 0 that can be integrated, and how far it reaches."""
    if form.has(sympy.Integral, sympy.Sum, sympy.Product):
        raise NoEnclosure("the end of an integral of an integral is not bounded")
    failure = NoEnclosure("its end is not bounded")
    parts = switched(form)
    with ctx.workprec(64):
        for n in REACHES:
            region = Region(s, arb(2) ** -n, arb(0), values)
            try:
                found = bound(chosen_near(parts, region), region)
            except NoEnclosure as new:
                failure = new
                continue
            if found.rate > 0 or found.power > -1:
                return found, region.reach
            failure = NoEnclosure("it is not shown to converge at an end")
    raise failure


def chosen_near(parts: Switched, region: Region) -> sympy.Expr:
    """The branch that the switches choose near s = 0."""
    pattern: list[int] = []
    for switch in parts.switches:
        argument = chosen(switch.argument, parts.switches, pattern)
        ball = growth(argument, region).ball.real
        if switch.is_floor or ball.contains(0):
            raise NoEnclosure(f"the branch of {switch.argument} is not known near an end")
        pattern.append(1 if ball > 0 else -1)
    return chosen(parts.body, parts.switches, pattern)


def _cut(tail: tuple[Bound, arb], goal: int) -> tuple[arb, arb]:
    """The x at which the rest is below 2^-goal, rounded up a little, and a bound of the rest."""
    bound_, reach = tail
    with ctx.workprec(64):
        small = arb(2) ** -goal
        x = -reach.log()
        step = x / 4
        while x < FARTHEST * goal:
            rest = bound_.integral((-x).exp())
            if rest is not None and rest < small:
                return arb(x.mid()), arb(rest.abs_upper())
            x = arb((x + step).mid())
            step = step * 5 / 4
    raise NoEnclosure("it falls too slowly at an end")
