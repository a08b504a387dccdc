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

from numerics.arithmetic.analytic import reflected
from numerics.arithmetic.enclosures import NoEnclosure
from numerics.arithmetic.ends import Values
from numerics.arithmetic.growth import growth
from numerics.arithmetic.growth_records import Region
from numerics.arithmetic.oscillation import terms
from numerics.arithmetic.quadrature import integral_on_boxes

STARTS = (5, 6, 7, 8, 10)  # 2^n: where the half-plane of analyticity may begin


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
    s = sympy.Dummy("s", positive=True)
    failure = NoEnclosure("its terms are not bounded")
    with ctx.workprec(64):
        amplitude, speed = _wave_of(A, E, t)
        falls = 0 if _frequency(speed, values) is not None else 1
        for power in STARTS:
            region = Region(s, arb(2) ** -power, arb.pi() / 2, values)
            try:
                g = growth(amplitude.subs(t, 1 / s), region)
            except NoEnclosure as new:
                failure = new
                continue
            if g.exponent == 0 and region.real(g.power) > falls:
                return 2**power + 1
            raise NoEnclosure("it is not shown to converge")
    raise failure


def _wave_of(A: sympy.Expr, E: sympy.Expr, t: sympy.Symbol) -> tuple[sympy.Expr, sympy.Expr]:
    """A exp(E) as an amplitude times exp(i w t), w real; and i w."""
    whole = sympy.expand(E)
    speed = whole.coeff(t, 1)
    wave = (speed - reflected(speed)) / 2
    return A * sympy.exp(sympy.expand(whole - wave * t)), sympy.expand(wave)


def _frequency(speed: sympy.Expr, values: Values) -> acb | None:
    """i w of exp(i w n), w in (0, 2 pi); None where the exponential is 1 for every n."""
    if sympy.expand(speed / (2 * sympy.pi * sympy.I)).is_integer:
        return None
    q = Region(sympy.Dummy(), arb(1), arb(0), values).number(speed)
    turns = q.imag / (2 * arb.pi())
    if turns.contains_integer():
        raise NoEnclosure("its terms may oscillate with frequency 0")
    return q


def _wave(A: sympy.Expr, E: sympy.Expr, t: sympy.Symbol, start: int, values: Values) -> acb:
    """One wave, from `start` on."""
    A, speed = _wave_of(A, E, t)
    symbols, boxes = tuple(values), list(values.values())
    y = sympy.Dummy("y", positive=True)
    c = start - sympy.S.Half
    falling = sympy.exp(-2 * sympy.pi * y)
    up, down = (A.subs(t, c + side * sympy.I * y) for side in (1, -1))

    def integral(form: sympy.Expr) -> acb:
        return integral_on_boxes(sympy.Integral(form, (y, 0, sympy.oo)), symbols)(boxes, False)

    q = _frequency(speed, values)
    if q is None:
        sideways = integral((up - down) * falling / (1 + falling))
        return integral(A.subs(t, c + y)) - acb(0, 1) * sideways
    turns = int((q.imag / (2 * arb.pi())).floor().unique_fmpz())
    w = sympy.expand(speed / sympy.I - 2 * sympy.pi * turns)
    rising = up * sympy.exp(-w * y) + down * sympy.exp(sympy.expand((w - 2 * sympy.pi) * y))
    return acb(0, 1) * integral(sympy.exp(sympy.I * w * c) * rising / (1 + falling))
