"""Integrals enclosed in ball arithmetic, of any integrand that the functions of balls allow.

The path is cut where the integrand changes its branch.  A regular piece goes to `acb.integral`
(Gauss and Legendre, adaptive, with an error bound from values on ellipses; F. Johansson,
arXiv:1802.07942).  Near an infinite or singular end, where s = 0, s = exp(-x) turns powers into
exponentials; it is integrated up to some x, and a bound by `growth` takes the rest.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import sympy
from flint import acb, arb, ctx, fmpq

from numerics.arithmetic.analytic import Boxes, breaks, compiled, on_boxes, reflected
from numerics.arithmetic.enclosures import NOT_FINITE, NoEnclosure, disc
from numerics.arithmetic.ends import cut, end_bound
from numerics.arithmetic.growth_records import Bound
from numerics.arithmetic.late import define
from numerics.arithmetic.oscillation import (
    Term,
    start_of_tail,
    terms,
    turned,
    with_powers_for_exponentials,
)
from numerics.arithmetic.paths import Half, Piece, pieces
from numerics.arithmetic.preparation import separated, with_real_symbols
from numerics.arithmetic.shortcuts import overlap_of_bessel_functions

EVALUATIONS = 40_000  # of an integrand, for one piece, for every 120 bits
INNER_EVALUATIONS = 2_000  # of an integrand that itself contains an integral
GUARD = 12  # bits by which a tail stays below the working precision
MOST_ROUNDS = 4
LOSS = 24  # bits that an integrand may lose at a node
MOST_LOST = 3  # times the working precision: what a second evaluation makes up for
UNRESOLVED = "its integrand is not resolved, or has a pole or a singular point inside"


def ball_integral(expr: sympy.Integral, symbols: Sequence[sympy.Symbol]) -> Callable[..., acb]:
    """The integral as a function of balls for its symbols, at the working precision of the call.

    Raises NoEnclosure, with a sentence, for an integral that diverges or that balls cannot enclose.
    """

    quick = overlap_of_bessel_functions(expr, symbols)

    def value(*balls: Any) -> acb:
        boxes = [acb(ball) for ball in balls]
        known = quick(*boxes) if quick else None
        if known is not None:
            return known
        reals = tuple(box.imag.is_zero() for box in boxes)
        form, places = with_real_symbols(expr, tuple(symbols), reals)
        try:
            result = integral_on_boxes(form, places)(boxes, False)
        except NoEnclosure as failure:
            raise NoEnclosure(f"there is no enclosure for {expr}: {failure}") from None
        given = min([ctx.prec, *(box.rel_accuracy_bits() for box in boxes)])
        if result.rel_accuracy_bits() < given // 8 and abs(result) > arb(2) ** (-given // 2):
            raise NoEnclosure(f"there is no enclosure for {expr}: {UNRESOLVED}")
        return result

    return value


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
    factor, form = separated(inner.subs(variable, t), t)
    constant = on_boxes(factor, symbols)
    cuts = breaks(form, t) if on_axis else []
    numbers = compiled(sympy.Tuple(*(e for e in (*ends, *cuts) if not e.is_infinite)), symbols)

    def evaluate(boxes: Sequence[acb], analytic: bool) -> acb:
        points = _path(ends, cuts, [acb(value) for value in numbers(*boxes)])
        total = acb(0)
        for a, b in pairwise(points):
            total += _between(pieces(form, t, a, b), symbols, boxes, analytic)
        return constant(boxes, analytic) * total

    return evaluate


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
    for point in inside:
        if path[-1] == lower or places[path[-1]] < places[point]:
            path.append(point)
    path.append(upper)
    return [lower, sympy.S.Zero, upper] if len(path) == 2 and len(values) == 0 else path


def _between(
    parts: list[Piece], symbols: tuple[sympy.Symbol, ...], boxes: Sequence[acb], analytic: bool
) -> acb:
    """Both ends; a regular path between finite points is taken in one."""
    is_regular = [_is_regular(part, symbols, boxes, analytic) for part in parts]
    if all(is_regular) and parts[0].size == sympy.S.Half:
        return _regular(parts[0], acb(1), symbols, boxes, analytic)
    total = acb(0)
    for part, regular in zip(parts, is_regular, strict=True):
        if part.form == 0:
            continue
        size = acb(fmpq(int(part.size.p), int(part.size.q)))
        if regular:
            total += _regular(part, size, symbols, boxes, analytic)
        else:
            total += _singular(part, symbols, boxes, analytic)
    return total


def _on_path(function: Boxes, boxes: Sequence[acb], analytic: bool) -> Callable[[acb, bool], acb]:
    """An integrand as `acb.integral` asks for it; at a node to full accuracy, as far as it goes."""

    def at(s: acb, flag: bool) -> acb:
        try:
            return function([*boxes, s], flag or analytic)
        except (NotImplementedError, ArithmeticError):
            return NOT_FINITE

    def integrand(s: acb, flag: bool) -> acb:
        value, precision = at(s, flag), ctx.prec
        lost = precision - LOSS - value.rel_accuracy_bits()
        if 0 < lost < MOST_LOST * precision and s.rel_accuracy_bits() > precision - LOSS:
            with ctx.workprec(precision + lost + LOSS):
                return at(s, flag)
        return value

    return integrand


def _is_regular(
    part: Piece, symbols: tuple[sympy.Symbol, ...], boxes: Sequence[acb], analytic: bool
) -> bool:
    """Whether the form is analytic at s = 0."""
    side = arb(0, arb(1) / 16)
    function = _on_path(on_boxes(part.form, (*symbols, part.s)), boxes, analytic)
    return bool(function(acb(side, side), True).is_finite())


def _regular(
    part: Piece, size: acb, symbols: tuple[sympy.Symbol, ...], boxes: Sequence[acb], analytic: bool
) -> acb:
    function = on_boxes(part.form, (*symbols, part.s))
    if part.form.has(sympy.Integral):
        function([*boxes, size / 3], False)  # what the inner integral refuses is told at once
    integrand = _on_path(function, boxes, analytic)
    return _resolved(acb.integral(integrand, 0, size, **_limits(part, ctx.prec)))


def _singular(
    part: Piece, symbols: tuple[sympy.Symbol, ...], boxes: Sequence[acb], analytic: bool
) -> acb:
    try:
        tail = end_bound(part.given, part.s, dict(zip(symbols, boxes, strict=True)))
    except NoEnclosure:
        if part.half_line is None:
            raise
        return _oscillating(part.half_line, symbols, boxes, analytic)
    if part.half_line is not None and tail[0].rate.is_zero() and _waves(*part.half_line[:2]):
        try:
            return _oscillating(part.half_line, symbols, boxes, analytic)
        except NoEnclosure:
            pass  # the bound of the end serves as well, only more slowly
    return _towards_zero(part, tail, symbols, boxes, analytic)


def _oscillating(
    half_line: Half, symbols: tuple[sympy.Symbol, ...], boxes: Sequence[acb], analytic: bool
) -> acb:
    """As far as the path is turned, and on the turned path."""
    form, t, lower = with_powers_for_exponentials(*half_line)
    start = start_of_tail(acb(compiled(lower, symbols)(*boxes)))
    near = integral_on_boxes(sympy.Integral(form, (t, lower, start)), symbols)
    y = sympy.Dummy("y", positive=True)
    tails = [_on_ray(term, t, y, start, symbols, boxes) for term in terms(form, t)]
    far = sum((integral_on_boxes(tail, symbols)(boxes, analytic) for tail in tails), acb(0))
    return near(boxes, analytic) + far


def _on_ray(
    term: Term,
    t: sympy.Symbol,
    y: sympy.Symbol,
    start: int,
    symbols: tuple[sympy.Symbol, ...],
    boxes: Sequence[acb],
) -> sympy.Integral:
    """A term that oscillates is turned; one that decays keeps its path."""
    amplitude, exponent = term
    try:
        form = turned(amplitude, exponent, t, y, start, symbols, boxes)
    except NoEnclosure:
        form = (amplitude * sympy.exp(exponent)).subs(t, start + y)
        s = sympy.Dummy("s", positive=True)
        end_bound(form.subs(y, 1 / s) / s**2, s, dict(zip(symbols, boxes, strict=True)))
    return sympy.Integral(form, (y, 0, sympy.oo))


def _waves(form: sympy.Expr, t: sympy.Symbol) -> bool:
    return any(exponent != 0 for _, exponent in terms(form, t))


def _limits(part: Piece, precision: int) -> dict[str, Any]:
    """What `acb.integral` may spend: its tolerance is relative, for small integrals too."""
    return {
        "eval_limit": INNER_EVALUATIONS
        if part.form.has(sympy.Integral)
        else EVALUATIONS * max(1, precision // 120),
        "rel_tol": arb(2) ** -precision,
        "abs_tol": arb(2) ** (-4 * precision),
        "depth_limit": 4 * precision,
    }


def _resolved(value: acb) -> acb:
    if not value.is_finite():
        raise NoEnclosure(UNRESOLVED)
    return value


def _towards_zero(
    part: Piece,
    tail: tuple[Bound, arb],
    symbols: tuple[sympy.Symbol, ...],
    boxes: Sequence[acb],
    analytic: bool,
) -> acb:
    """In x = log(1/s), as far as the bound of the rest asks for."""
    integrand = _on_path(on_boxes(part.in_logarithm, (*symbols, part.x)), boxes, analytic)
    first = -arb(fmpq(int(part.size.p), int(part.size.q))).log()
    precision, goal = ctx.prec, ctx.prec + GUARD
    for _ in range(MOST_ROUNDS):
        last, rest = cut(tail, goal)
        with ctx.workprec(precision + _lost(integrand, last, precision)):
            value = acb.integral(integrand, first, last, **_limits(part, precision))
        _resolved(value)
        size = abs(value).abs_upper()
        if rest <= size * arb(2) ** -precision or size.is_zero():
            break
        more = (rest / size).log() / arb(2).log() + precision + GUARD
        if not more < MOST_LOST * precision:
            break  # beside the other pieces this one does not count
        goal += int(more.ceil().upper().unique_fmpz())
    return +(value + disc(rest))


def _lost(integrand: Callable[[acb, bool], acb], last: arb, precision: int) -> int:
    """Bits that cancel in the integrand at the last x."""
    for extra in (0, precision, 2 * precision, 4 * precision):
        with ctx.workprec(precision + extra):
            value = integrand(acb(last), False)
            if value.is_finite() and (value.rel_accuracy_bits() > precision - LOSS or value == 0):
                return extra
    return 4 * precision


define("integral_on_boxes", integral_on_boxes)
