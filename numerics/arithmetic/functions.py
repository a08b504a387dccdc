"""The only lambdify: one expression to NumPy, mpmath or ball arithmetic.

All three evaluate the same expression, with every `root` written out by principal square
roots; no constant passes through a float.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, wraps
from threading import RLock
from typing import Any, TypeVar

import flint
import numpy as np
import sympy
from flint import fmpq

from derive.root import explicit
from numerics.arithmetic.ball_printer import NAMESPACE, BallPrinter
from numerics.arithmetic.ball_values import real_or_complex
from numerics.arithmetic.integrals import bessel_overlap, quadratic_sum
from numerics.arithmetic.naming import renamed

Evaluator = Callable[..., Any]
T = TypeVar("T")

_SYMPY = RLock()


def made_once(make: Callable[..., T]) -> Callable[..., T]:
    """functools.cache for what SymPy makes, by one thread at a time: SymPy is not safe for more."""
    cached = cache(make)

    @wraps(make)
    def one_at_a_time(*arguments: Any) -> T:
        with _SYMPY:
            return cached(*arguments)

    return one_at_a_time


def numpy_function(arguments: Sequence[sympy.Symbol], form: Any) -> Evaluator:
    """The form as a function of arrays that broadcast, float64 or complex128.

    A square root of a negative float64 is imaginary, as in the other two targets.
    """
    return _compile(arguments, form, modules=[{"sqrt": np.emath.sqrt}, "numpy"])


def mpmath_function(arguments: Sequence[sympy.Symbol], form: Any) -> Evaluator:
    """The form as a function of mpf and mpc, at the working precision of the call."""
    return _compile(arguments, form, modules="mpmath")


def ball_function(arguments: Sequence[sympy.Symbol], form: Any) -> Evaluator:
    """The form as a function of int, fmpq, arb and acb, at the working precision of the call.

    Numbers of int and fmpq are exact and stay so.  A value at a pole, or where flint finds no
    bound, is a ball that is not finite.  Raises NoEnclosure for a function that ball arithmetic
    lacks, and ArithmeticError where it is called outside the domain of its enclosure.
    """
    function = _compile(arguments, form, modules=[_BALL_NAMESPACE], printer=_BallPrinter)

    def evaluate(*values: Any) -> Any:
        try:
            return function(*(fmpq(v) if isinstance(v, int) else v for v in values))
        except ZeroDivisionError:  # of exact numbers; a ball over 0 is not finite
            return function(*map(real_or_complex, values))

    return evaluate


def _compile(arguments: Sequence[sympy.Symbol], form: Any, **options: Any) -> Evaluator:
    symbols, form = renamed(arguments, explicit(form))
    if floats := form.atoms(sympy.Float):
        raise ValueError(f"the expression contains the float {min(floats)}: write a Rational")
    rows = [list(row) for row in form.tolist()] if isinstance(form, sympy.MatrixBase) else form
    return sympy.lambdify(symbols, rows, cse=True, **options)


class _BallPrinter(BallPrinter):
    """Functions, and integrals and sums that have a rule."""

    def _print_Integral(self, expr: sympy.Integral) -> str:
        """Products of two K_0 over the half-line; anything else is not known to balls."""
        (variable, *limits) = expr.limits[0]
        a, b = sympy.symbols("a b", cls=sympy.Wild, exclude=[variable, 0])
        factor, kernel = expr.function.as_independent(variable)
        product = sympy.besselk(0, a * variable) * sympy.besselk(0, b * variable)
        square = sympy.besselk(0, a * variable) ** 2
        found = kernel.match(square) or kernel.match(product)
        if limits != [0, sympy.oo] or not found:
            raise NotImplementedError(f"ball arithmetic has no rule for {expr}")
        scales = self._print(found[a]), self._print(found.get(b, found[a]))
        return f"({self._print(factor)})*bessel_overlap({', '.join(scales)})"

    def _print_Sum(self, expr: sympy.Sum) -> str:
        """Sums of 1/(c2 n^2 + c1 |n| + c0) from some n to infinity, or over all integers."""
        (n, first, last) = expr.limits[0]
        k = sympy.Symbol("k", positive=True)
        inverse = (1 / expr.function).subs(sympy.Abs(n), k).subs(n, k).expand()
        if last != sympy.oo or not inverse.is_polynomial(k) or sympy.degree(inverse, k) != 2:
            raise NotImplementedError(f"ball arithmetic has no rule for {expr}")
        coefficients = ", ".join(self._print(c) for c in sympy.Poly(inverse, k).all_coeffs())
        if first != -sympy.oo:
            return f"quadratic_sum({coefficients}, {self._print(first)})"
        return f"(1/{self._print(inverse.coeff(k, 0))} + 2*quadratic_sum({coefficients}, 1))"


_BALL_NAMESPACE: dict[str, Any] = NAMESPACE | {
    "bessel_overlap": bessel_overlap,
    "quadratic_sum": quadratic_sum,
}


@contextmanager
def ball_precision(bits: int) -> Iterator[None]:
    """Ball arithmetic at a working precision, restored on leaving."""
    with flint.ctx.workprec(bits):
        yield


def bits_for(digits: int) -> int:
    """Bits that hold so many decimal digits, and a few guard bits."""
    return int(digits * 3.3219280948873626) + 16
