"""The evidence against a printed form: a point, and the values there, in decimals."""

import sympy
from flint import acb
from sympy.core.function import AppliedUndef

from derive.record import Form
from numerics.arithmetic.functions import ball_precision, bits_for
from numerics.judge.compare import Groups, evaluate, number
from numerics.judge.route import Values
from numerics.judge.verdict import Counterexample, Number

SHOWN_DIGITS = 20


def counterexample(form: Form, derived: Form, point: Values) -> Counterexample:
    """The point and both values there, to 20 digits."""
    for digits in (3 * SHOWN_DIGITS, 10 * SHOWN_DIGITS):
        with ball_precision(bits_for(digits)):
            printed, expected = evaluate(form, point), evaluate(derived, point)
            if all(map(_is_shown, (printed, expected))):
                break
    with ball_precision(bits_for(10 * SHOWN_DIGITS)):
        place = _used(point, sympy.Tuple(form, derived))
        return Counterexample(place, _shown(printed), _shown(expected))


def _is_shown(values: Groups) -> bool:
    """Whether every part of every entry is accurate to the digits that are shown."""
    parts = [part for group in values for entry in group for part in (entry.real, entry.imag)]
    bits = bits_for(SHOWN_DIGITS)
    return all(part.is_zero() or part.rel_accuracy_bits() > bits for part in parts)


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


def _shown(values: Groups) -> tuple[Number, ...]:
    return tuple(number(entry, SHOWN_DIGITS) for group in values for entry in group)
