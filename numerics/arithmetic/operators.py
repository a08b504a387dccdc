"""Integrals, sums and products of a form, taken out as functions of their free symbols."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sympy

from numerics.arithmetic.computed import mpmath_integral, mpmath_product, mpmath_sum
from numerics.arithmetic.quadrature import ball_integral
from numerics.arithmetic.series import ball_product, ball_sum

Make = Callable[[Any, Sequence[sympy.Symbol]], Callable[..., Any]]
Operators = Mapping[Any, Make]

BALL_OPERATORS: Operators = {
    sympy.Integral: ball_integral,
    sympy.Sum: ball_sum,
    sympy.Product: ball_product,
}
MPMATH_OPERATORS: Operators = {
    sympy.Integral: mpmath_integral,
    sympy.Sum: mpmath_sum,
    sympy.Product: mpmath_product,
}


class Taken(sympy.Function):
    """A call, in generated code, of the function with the number args[0], of symbols."""

    def _pythoncode(self, printer: Any) -> str:
        number, *symbols = self.args
        return f"{name(number)}({', '.join(printer._print(symbol) for symbol in symbols)})"

    _mpmathcode = _pythoncode


def name(number: Any) -> str:
    return f"operator_{number}"


def taken_out(form: Any, operators: Operators) -> tuple[Any, dict[str, Callable[..., Any]]]:
    """The form with calls for its outermost integrals, sums and products; what they call."""
    functions: dict[str, Callable[..., Any]] = {}
    calls: dict[Any, Any] = {}

    def call(e: Any) -> Any:
        if e not in calls:
            symbols = sorted(e.free_symbols, key=sympy.default_sort_key)
            number = len(functions)
            (make,) = (make for kind, make in operators.items() if isinstance(e, kind))
            functions[name(number)] = make(e, symbols)
            calls[e] = Taken(sympy.Integer(number), *symbols)
        return calls[e]

    def walk(e: Any) -> Any:
        if isinstance(e, tuple(operators)):
            return call(e)
        if not getattr(e, "args", ()) or not e.has(*operators):
            return e
        return e.func(*(walk(part) for part in e.args))

    if isinstance(form, sympy.MatrixBase):
        return form.applyfunc(walk), functions
    return walk(form), functions
