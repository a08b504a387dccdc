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
from numerics.arithmetic.naming import renamed
from numerics.arithmetic.operators import BALL_OPERATORS, MPMATH_OPERATORS, Operators, taken_out

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
    return _compile(arguments, form, {}, modules=[{"sqrt": np.emath.sqrt}, "numpy"])


def mpmath_function(arguments: Sequence[sympy.Symbol], form: Any) -> Evaluator:
    """The form as a function of mpf and mpc, at the working precision of the call."""
    return _compile(arguments, form, MPMATH_OPERATORS, modules=["mpmath"])


def ball_function(arguments: Sequence[sympy.Symbol], form: Any) -> Evaluator:
    """The form as a function of int, fmpq, arb and acb, at the working precision of the call.

    Numbers of int and fmpq are exact and stay so.  A value at a pole, or where flint finds no
    bound, is a ball that is not finite.  Raises NoEnclosure for a function that ball arithmetic
    lacks, and ArithmeticError where it is called outside the domain of its enclosure.
    """
    function = _compile(arguments, form, BALL_OPERATORS, modules=[NAMESPACE], printer=_BallPrinter)

    def evaluate(*values: Any) -> Any:
        try:
            return function(*(fmpq(v) if isinstance(v, int) else v for v in values))
        except ZeroDivisionError:  # of exact numbers; a ball over 0 is not finite
            return function(*map(real_or_complex, values))

    return evaluate


def _compile(
    arguments: Sequence[sympy.Symbol], form: Any, operators: Operators, **options: Any
) -> Evaluator:
    form = explicit(form)
    if floats := form.atoms(sympy.Float):
        raise ValueError(f"the expression contains the float {min(floats)}: write a Rational")
    form, functions = taken_out(form, operators)
    options["modules"] = [functions, *options["modules"]]
    symbols, form = renamed(arguments, form)
    rows = [list(row) for row in form.tolist()] if isinstance(form, sympy.MatrixBase) else form
    return sympy.lambdify(symbols, rows, cse=True, **options)


class _BallPrinter(BallPrinter):
    """Functions, and calls of integrals, sums and products."""

    printmethod = "_pythoncode"


@contextmanager
def ball_precision(bits: int) -> Iterator[None]:
    """Ball arithmetic at a working precision, restored on leaving."""
    with flint.ctx.workprec(bits):
        yield


def bits_for(digits: int) -> int:
    """Bits that hold so many decimal digits, and a few guard bits."""
    return int(digits * 3.3219280948873626) + 16
