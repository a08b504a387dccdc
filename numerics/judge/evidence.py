"""The evidence against a printed form: a point, and the values there, in decimals."""

import sympy
from flint import acb, arb
from sympy.core.function import AppliedUndef

from derive.record import Form
from numerics.arithmetic.functions import ball_precision, bits_for
from numerics.judge.compare import Groups, evaluate, number
from numerics.judge.route import Values
from numerics.judge.values import Counterexample, Number

SHOWN_DIGITS = 20
MOST_SHOWN = 10 * 2**10


def counterexample(form: Form, derived: Form, point: Values) -> Counterexample:
    """The point and both values there: 20 digits, or as many more as tell the values apart.

    A real or imaginary part that may be 0 is shown as 0.
    """
    digits = SHOWN_DIGITS
    while True:
        shown = [_shown(values, digits) for values in _accurate((form, derived), point, digits)]
        if shown[0] != shown[1] or digits >= MOST_SHOWN:
            break
        digits *= 2
    with ball_precision(bits_for(10 * SHOWN_DIGITS)):
        return Counterexample(_used(point, sympy.Tuple(form, derived)), *shown)


def _accurate(forms: tuple[Form, Form], point: Values, digits: int) -> list[Groups]:
    """Both values, where it can be so accurate that all the digits shown are right."""
    for working in (3 * digits, 10 * digits):
        with ball_precision(bits_for(working)):
            values = [evaluate(form, point) for form in forms]
            if all(_is_accurate(each, digits) for each in values):
                break
    return values


def _is_accurate(values: Groups, digits: int) -> bool:
    """Whether every part of every entry that is not 0 is accurate to so many digits."""
    parts = [part for group in values for entry in group for part in (entry.real, entry.imag)]
    return all(part.contains(0) or part.rel_accuracy_bits() > bits_for(digits) for part in parts)


def place(point: Values, form: Form) -> str:
    return ", ".join(f"{symbol} = {value}" for symbol, value in _used(point, form).items())


def _used(point: Values, form: Form) -> dict[sympy.Expr, sympy.Expr | Number]:
    """The values of the point that the form depends on."""
    used = form.free_symbols | form.atoms(AppliedUndef)
    return {
        symbol: number(value, SHOWN_DIGITS) if isinstance(value, acb) else value
        for symbol, value in point.items()
        if symbol in used
    }


def _shown(values: Groups, digits: int) -> tuple[Number, ...]:
    return tuple(number(_with_zeros(entry), digits) for group in values for entry in group)


def _with_zeros(value: acb) -> acb:
    parts = (arb(0) if part.contains(0) else part for part in (value.real, value.imag))
    return acb(*parts)
