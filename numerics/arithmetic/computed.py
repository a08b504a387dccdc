"""Integrals, sums and products by mpmath: many digits, but no enclosure.

Each is computed at two precisions, and is given only where the two agree.
"""

import time
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

import mpmath
import sympy

from numerics.arithmetic.convergence import (
    STARTS,
    require_convergence,
    require_decay,
    require_regular,
)
from numerics.arithmetic.late import late

Evaluator = Callable[..., Any]

MORE_BITS = 40  # of the second computation
MOST_CALLS = 20_000  # of an elementary integrand or term, in one computation
MOST_SLOW_CALLS = 2_000  # of one with other functions
MOST_NESTED_CALLS = 200  # of one that itself holds an integral or a sum
SECONDS = 10.0  # of the processor, for one computation
AGREED = 0.9  # share of the working precision to which both must agree


def mpmath_integral(expr: sympy.Integral, symbols: Sequence[sympy.Symbol]) -> Evaluator:
    """The integral by tanh-sinh quadrature, or between the zeros of its waves.

    Raises ArithmeticError where two precisions do not agree.
    """
    (variable, *ends) = expr.limits[-1]
    inner = expr.func(expr.function, *expr.limits[:-1]) if expr.limits[1:] else expr.function

    def integral(function: Evaluator, a: Any, b: Any) -> Any:
        require_decay(function, a, b)
        frequency = _frequency(inner, variable) if mpmath.isinf(b) else None
        if frequency:
            return mpmath.quadosc(function, [a, b], omega=frequency)
        middle = [0] if mpmath.isinf(a) and mpmath.isinf(b) else []
        found, error = mpmath.quad(function, [a, *middle, b], error=True)
        if not error <= abs(found) * mpmath.mpf(2) ** -int(AGREED * mpmath.mp.prec / 2):
            raise ArithmeticError(f"its own estimate of the error is {mpmath.nstr(error, 3)}")
        return found

    return _at_two_precisions(expr, inner, variable, ends, symbols, integral)


def mpmath_sum(expr: sympy.Sum, symbols: Sequence[sympy.Symbol]) -> Evaluator:
    """The sum by extrapolation; raises as `mpmath_integral` does."""
    return _over_integers(expr, symbols, mpmath.nsum, product=False)


def mpmath_product(expr: sympy.Product, symbols: Sequence[sympy.Symbol]) -> Evaluator:
    """The product by extrapolation; raises as `mpmath_integral` does."""
    return _over_integers(expr, symbols, mpmath.nprod, product=True)


def _over_integers(
    expr: Any, symbols: Sequence[sympy.Symbol], total: Callable[..., Any], *, product: bool
) -> Evaluator:
    (index, *ends) = expr.limits[-1]
    inner = expr.func(expr.function, *expr.limits[:-1]) if expr.limits[1:] else expr.function

    most = _most_calls(inner)

    def over(function: Evaluator, a: Any, b: Any) -> Any:
        if b < a - 1:
            raise ArithmeticError(f"mpmath has no rule for the reversed limits of {expr}")
        if mpmath.isfinite(b - a) and b - a >= most:  # mpmath lists them all
            raise ArithmeticError(f"{expr} has more than {most} terms")
        found = total(function, [a, b])
        if mpmath.isinf(a) or mpmath.isinf(b):
            starts = STARTS if most >= MOST_SLOW_CALLS else STARTS[:3]
            require_convergence(function, a, b, found, starts, product)
        return found

    if any(end.is_infinite for end in ends):
        require_regular(inner, index)
    return _at_two_precisions(expr, inner, index, ends, symbols, over)


def _frequency(form: sympy.Expr, t: sympy.Symbol) -> Any:
    """Of the first wave in t, as a number; None without one."""
    for e in form.atoms(sympy.sin, sympy.cos, sympy.besselj):
        slope = e.args[-1].coeff(t, 1)
        if slope.is_number and slope != 0:
            return mpmath.mpf(abs(complex(slope).real)) or None
    return None


def _most_calls(inner: sympy.Expr) -> int:
    if inner.has(sympy.Integral, sympy.Sum, sympy.Product):
        return MOST_NESTED_CALLS
    elementary = "sympy.functions.elementary"
    is_fast = all(type(f).__module__.startswith(elementary) for f in inner.atoms(sympy.Function))
    return MOST_CALLS if is_fast else MOST_SLOW_CALLS


def _at_two_precisions(
    expr: Any,
    inner: sympy.Expr,
    variable: sympy.Symbol,
    ends: Sequence[sympy.Expr],
    symbols: Sequence[sympy.Symbol],
    rule: Callable[[Evaluator, Any, Any], Any],
) -> Evaluator:
    mpmath_function = late("mpmath_function")
    if len(ends) != 2:
        raise ArithmeticError(f"{expr} has no two limits")
    function = mpmath_function((variable, *symbols), inner)
    infinite = {sympy.oo: mpmath.inf, -sympy.oo: -mpmath.inf}
    limits = [infinite.get(end) or mpmath_function(symbols, end) for end in ends]

    most = _most_calls(inner)

    def once(values: Sequence[Any]) -> Any:
        a, b = (limit(*values) if callable(limit) else limit for limit in limits)
        calls, end = count(), time.process_time() + SECONDS

        def counted(t: Any) -> Any:
            if next(calls) >= most or time.process_time() > end:
                raise ArithmeticError(f"{most} evaluations, or {SECONDS} seconds, do not do")
            return function(t, *values)

        return rule(counted, a, b)

    def value(*values: Any) -> Any:
        bits = mpmath.mp.prec
        try:
            with mpmath.workprec(bits + MORE_BITS):
                first = once(values)
            with mpmath.workprec(bits + 2 * MORE_BITS):
                second = once(values)
        except (ValueError, ArithmeticError, mpmath.mp.NoConvergence) as failure:
            raise ArithmeticError(f"mpmath does not compute {expr}: {failure}") from None
        if not abs(first - second) <= abs(second) * mpmath.mpf(2) ** -int(AGREED * bits):
            raise ArithmeticError(f"mpmath does not resolve {expr} to {mpmath.mp.dps} digits")
        return +second

    return value
