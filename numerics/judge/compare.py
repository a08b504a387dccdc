"""Values of forms at a point, and how far two of them are apart, on a ladder of precisions.

Everything is ball arithmetic.  A value is a list of groups of complex balls: one group for an
expression or a matrix, which is compared as a whole, and one for each entry of a Tuple.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, reduce
from math import log
from typing import Any

import sympy
from flint import acb, arb, fmpq
from sympy.core.function import AppliedUndef

from derive.record import Form, substitute
from numerics.arithmetic.functions import Evaluator, ball_function, ball_precision, bits_for
from numerics.judge.values import Number

Groups = list[list[acb]]
Reference = Callable[[Mapping[Any, Any]], Groups]

FIRST_BITS = 128
MOST_BITS = 1 << 17  # a difference that 39 000 digits do not resolve is given up
FINITE = 4  # times the bits of the digits asked, at which a difference must be finite


class Unresolved(ArithmeticError):
    """A quantity that no precision within bounds tells; the message is a sentence."""


def ball(value: Any) -> acb:
    """A number, exact or already a ball, as a ball at the working precision."""
    return value if isinstance(value, acb) else acb(ball_function((), sympy.sympify(value))())


def evaluate(form: Form, point: Mapping[Any, Any]) -> Groups:
    """The form at a point, whose values are exact numbers, functions of tau or balls."""
    form = sympy.sympify(form)
    if form.atoms(AppliedUndef):
        form = substitute(form, point)
    if form.has(sympy.Integral, sympy.Sum, sympy.Product):
        # An exponent that is known exactly tells how an integrand or a term goes to its end.
        free = {s: point[s] for s in form.free_symbols if not isinstance(point[s], acb)}
        exact = {s: v for s, v in free.items() if sympy.sympify(v).is_Rational}
        form = form.subs(exact, simultaneous=True)
    symbols = tuple(sorted(form.free_symbols, key=str))
    flat = _evaluator(form, symbols)(*(_exact_or_ball(point[s]) for s in symbols))
    return [[acb(entry) for entry in _flatten(group)] for group in _groups(form, flat)]


def _exact_or_ball(value: Any) -> acb | fmpq:
    """A rational as it is: a floor or a condition needs it exact."""
    value = sympy.sympify(value) if not isinstance(value, acb) else value
    if isinstance(value, sympy.Rational):
        return fmpq(int(value.p), int(value.q))
    return ball(value)


@lru_cache(maxsize=512)
def _evaluator(form: Form, symbols: tuple[sympy.Symbol, ...]) -> Evaluator:
    return ball_function(symbols, form)


def _groups(form: Form, values: Any) -> Sequence[Any]:
    return values if isinstance(form, sympy.Tuple) else [values]


def _flatten(values: Any) -> list[Any]:
    if isinstance(values, list | tuple):
        return [entry for value in values for entry in _flatten(value)]
    return [values]


def deviation(values: Groups, reference: Groups) -> arb:
    """The largest relative difference of a group from its reference, in the maximum norm.

    Where the reference is 0, or where exact zeros are held against what may be 0, there is no
    scale, and it is the difference itself.
    """
    worst = arb(0)
    for group, expected in zip(values, reference, strict=True):
        differences = zip(group, expected, strict=True)
        difference = largest([abs(a - b) for a, b in differences])
        if difference.is_zero():
            continue
        scale = largest([abs(b) for b in expected])
        if scale.is_zero() or (scale.contains(0) and all(a.is_zero() for a in group)):
            scale = arb(1)
        worst = worst.max(difference / scale)
    return worst


def largest(moduli: list[arb]) -> arb:
    """The maximum of balls."""
    return reduce(arb.max, moduli)


def measured(quantity: Callable[[], arb], digits: int) -> arb:
    """A quantity >= 0, at a precision that shows it positive to 5 digits, or below 10^-digits.

    Raises Unresolved where no precision does, or where it is not finite.
    """
    bits = FIRST_BITS
    while bits <= MOST_BITS:
        with ball_precision(bits):
            value = quantity()
            if not value.is_finite() and bits > FINITE * bits_for(digits):
                raise Unresolved("the difference is not shown to be finite")
            if value < arb(10) ** -digits or (value > 0 and value.rel_accuracy_bits() > 16):
                return value
        bits *= 2
    raise Unresolved(f"the difference is not resolved to {digits} digits")


def agreeing_digits(value: arb) -> int:
    """The number of digits that a relative difference leaves."""
    bound = value.abs_upper()
    return 10**6 if bound.is_zero() else int(float(-bound.log().mid()) / log(10))


def number(value: acb, digits: int) -> Number:
    """The midpoint in decimals, to so many significant digits."""
    parts = (value.real.mid(), value.imag.mid())
    real, imaginary = (part.str(digits, radius=False) for part in parts)
    return Number(real, "" if parts[1].is_zero() else imaginary)
