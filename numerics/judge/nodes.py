"""Nodes and weights that make of an integral or a sum a finite sum, to some six digits.

Integrals: the double exponential rules of Takahasi and Mori (Publ. RIMS 9, 721 (1974)).  Sums
without an end: partial sums of 2^k terms, extrapolated to infinitely many by Richardson's method.
Nothing is proved by them: they tell which of many edited forms are worth judging.
"""

from collections.abc import Callable, Iterator
from math import cosh, exp, pi, sinh, tanh

import sympy
from flint import acb
from sympy import Expr

Node = tuple[acb, acb]  # where, and how much it counts
Number = Callable[[Expr], acb | None]

STEP, REACH = 1 / 8, 26  # of the rule, in whole steps on both sides: to t = 3.25
HALVINGS = range(2, 8)  # 4 to 128 terms
MOST_TERMS = 600


def nodes_of(node: Expr, number: Number) -> list[Node] | None:
    """The nodes of an integral or a sum over one variable; None where there is no rule for it."""
    if len(node.limits) != 1 or len(node.limits[0]) != 3:
        return None
    _, first, last = node.limits[0]
    if isinstance(node, sympy.Integral):
        return _of_integral(first, last, number)
    if isinstance(node, sympy.Sum):
        return _of_sum(first, last, number)
    return None


def _of_integral(first: Expr, last: Expr, number: Number) -> list[Node] | None:
    low, high = (None if end.is_infinite else number(end) for end in (first, last))
    steps = [turn * STEP for turn in range(-REACH, REACH + 1)]
    if first.is_infinite and last.is_infinite:
        rule = [(sinh(pi / 2 * sinh(t)), cosh(pi / 2 * sinh(t)) * cosh(t)) for t in steps]
        scale, start = acb(1), acb(0)
    elif last.is_infinite and low is not None:
        rule = [(exp(pi / 2 * sinh(t)), exp(pi / 2 * sinh(t)) * cosh(t)) for t in steps]
        scale, start = acb(1), low
    elif low is not None and high is not None:
        rule = [(tanh(pi / 2 * sinh(t)), cosh(t) / cosh(pi / 2 * sinh(t)) ** 2) for t in steps]
        scale, start = (high - low) / 2, (high + low) / 2
    else:
        return None
    return [(start + scale * acb(x), scale * acb(STEP * pi / 2 * w)) for x, w in rule]


def _of_sum(first: Expr, last: Expr, number: Number) -> list[Node] | None:
    if first == -sympy.oo and last == sympy.oo:
        middle = [(acb(0), acb(1))]
        return middle + [node for n, w in _endless() for node in ((acb(n), w), (acb(-n), w))]
    start = _whole(first, number)
    if start is None:
        return None
    if last == sympy.oo:
        return [(acb(start - 1 + n), weight) for n, weight in _endless()]
    end = _whole(last, number)
    if end is None or end - start > MOST_TERMS:
        return None
    return [(acb(n), acb(1)) for n in range(start, end + 1)]


def _endless() -> Iterator[tuple[int, acb]]:
    """1, 2, 3, ... with weights: a polynomial in 1/N through the partial sums of N terms, at 0."""
    numbers = [2**k for k in HALVINGS]
    shares = []
    for one in numbers:
        share = acb(1)
        for other in numbers:
            if other != one:
                share *= acb(one) / (one - other)
        shares.append(share)
    for n in range(1, numbers[-1] + 1):
        yield n, sum((s for s, most in zip(shares, numbers, strict=True) if n <= most), acb(0))


def _whole(end: Expr, number: Number) -> int | None:
    value = number(end)
    if value is None or not value.imag.is_zero() or not value.real.is_finite():
        return None
    integer = value.real.unique_fmpz()
    return None if integer is None else int(integer)
