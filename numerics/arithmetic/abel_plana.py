"""Sums that converge slowly, by the formula of Abel and Plana at half-integers.

For F analytic with |F(z)| <= C |z|^P exp(w |Im z|), w < 2 pi, for Re z >= c = N - 1/2,

    sum of F(n), n >= N  =  integral of F from c to infinity
                            - i integral of (F(c + i y) - F(c - i y))/(exp(2 pi y) + 1), y > 0

(DLMF 2.10.2, shifted by 1/2: N. E. Norlund, Differenzenrechnung, 1924).  For F(n) = A(n) exp(q n)
with -Re q >= 0 and Im q = w turned into (0, 2 pi), the first integral is turned as well, and

    sum = i integral of F(c + i y)/(1 + exp(-2 pi y)) + F(c - i y)/(exp(2 pi y) + 1), y > 0.
"""

from collections.abc import Callable

import sympy
from flint import acb, arb, ctx

from numerics.arithmetic.enclosures import NoEnclosure
from numerics.arithmetic.growth import Region, growth
from numerics.arithmetic.oscillation import terms
from numerics.arithmetic.quadrature import integral_on_boxes

STARTS = (5, 6, 7, 8, 10)  # 2^n: where the half-plane of analyticity may begin

Values = dict[sympy.Symbol, acb]


def tail_of_sum(
    form: sympy.Expr, n: sympy.Symbol, first: int, values: Values, term: Callable[[int], acb]
) -> acb:
    """The sum from `first` to infinity of terms that fall as powers of n, also alternating.

    Raises NoEnclosure where the terms are not shown to be analytic and to fall fast enough.
    """
    t = sympy.Dummy("t", positive=True)
    waves = terms(_phases(form, n).subs(n, t), t)
    start = max(max(_start(A, E, t, values) for A, E in waves), first)
    total = sum((term(k) for k in range(first, start)), acb(0))
    return total + sum((_wave(A, E, t, start, values) for A, E in waves), acb(0))


def _phases(form: sympy.Expr, n: sympy.Symbol) -> sympy.Expr:
    """Powers b^(n + ...) as exponentials, (-1)^n among them."""

    def exponential(e: sympy.Pow) -> sympy.Expr:
        exponent = sympy.expand(e.exp)
        slope = exponent.coeff(n, 1)
        rest = e.base ** (exponent - slope * n)
        logarithm = sympy.log(-e.base) + sympy.I * sympy.pi if e.base.is_negative else None
        return rest * sympy.exp((logarithm or sympy.log(e.base)) * slope * n)

    return form.replace(lambda e: e.is_Pow and e.exp.has(n) and not e.base.has(n), exponential)


def _start(A: sympy.Expr, E: sympy.Expr, t: sympy.Symbol, values: Values) -> int:
    """From where on the half-plane on the right is free of singular points."""
    speed = sympy.expand(E).coeff(t, 1)
    if sympy.expand(E - speed * t) != 0:
        raise NoEnclosure("its terms oscillate with no single frequency")
    s = sympy.Dummy("s", positive=True)
    failure = NoEnclosure("its terms are not bounded")
    with ctx.workprec(64):
        falls = 0 if _is_wave(speed, values) else 1
        for power in STARTS:
            region = Region(s, arb(2) ** -power, arb.pi() / 2, values)
            try:
                g = growth(A.subs(t, 1 / s), region)
            except NoEnclosure as new:
                failure = new
                continue
            if g.exponent == 0 and region.real(g.power) > falls:
                return 2**power + 1
            raise NoEnclosure("it is not shown to converge")
    raise failure


def _is_wave(speed: sympy.Expr, values: Values) -> bool:
    """Whether exp(speed n) is not 1 for all n; it must not grow."""
    q = Region(t_unused, arb(1), arb(0), values).number(speed)
    if not q.real <= 0:
        raise NoEnclosure("its terms are not shown to stay bounded")
    turns = q.imag / (2 * arb.pi())
    if speed == 0 or (sympy.expand(speed / (2 * sympy.pi * sympy.I)).is_integer):
        return False
    if turns.contains_integer():
        raise NoEnclosure("its terms may oscillate with frequency 0")
    return True


t_unused = sympy.Dummy("t")


def _wave(A: sympy.Expr, E: sympy.Expr, t: sympy.Symbol, start: int, values: Values) -> acb:
    """One wave, from `start` on."""
    speed = sympy.expand(E).coeff(t, 1)
    symbols = tuple(values)
    boxes = list(values.values())
    y = sympy.Dummy("y", positive=True)
    c = start - sympy.S.Half
    half = sympy.exp(2 * sympy.pi * y) + 1
    up, down = (A.subs(t, c + side * sympy.I * y) for side in (1, -1))
    if not _is_wave(speed, values):
        straight = integral_on_boxes(sympy.Integral(A, (t, c, sympy.oo)), symbols)(boxes, False)
        sideways = sympy.Integral((up - down) / half, (y, 0, sympy.oo))
        return straight - acb(0, 1) * integral_on_boxes(sideways, symbols)(boxes, False)
    q = Region(t_unused, arb(1), arb(0), values).number(speed)
    turns = int((q.imag / (2 * arb.pi())).floor().unique_fmpz())
    turned = sympy.expand(speed - 2 * sympy.pi * sympy.I * turns)
    at_start = sympy.exp(turned * c)
    rising = up * sympy.exp(sympy.I * turned * y) / (1 + sympy.exp(-2 * sympy.pi * y))
    falling = down * sympy.exp(sympy.expand((-sympy.I * turned - 2 * sympy.pi) * y))
    falling = falling / (1 + sympy.exp(-2 * sympy.pi * y))
    whole = sympy.Integral(at_start * (rising + falling), (y, 0, sympy.oo))
    return acb(0, 1) * integral_on_boxes(whole, symbols)(boxes, False)
