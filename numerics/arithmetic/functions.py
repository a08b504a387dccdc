"""The only lambdify: one expression to NumPy, mpmath, balls or germs.

All of them evaluate the same expression, with every `root` written out by principal square
roots; no constant passes through a float.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import cache, wraps
from threading import RLock
from typing import Any, TypeVar

import flint
import mpmath
import numpy as np
import sympy
from flint import fmpq

from derive.root import explicit
from numerics.arithmetic import ball_printer, germ_functions, mpmath_target, numpy_target
from numerics.arithmetic.ball_values import real_or_complex
from numerics.arithmetic.late import define
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

    Every entry has the shape of the arguments together.  A float outside a function's real
    domain gives the complex value, and on a cut the value is that of the other two targets.
    Raises NotImplementedError for a function that NumPy and SciPy lack, and ValueError where
    it is called with complex numbers and they have it for real ones alone.
    """
    function = _compile(
        arguments,
        form,
        {},
        modules=[numpy_target.NAMESPACE],
        printer=numpy_target.NumpyPrinter,
    )

    def evaluate(*values: Any) -> Any:
        numbers = [numpy_target.as_numbers(value) for value in values]
        shape = np.broadcast_shapes(*map(np.shape, numbers))
        return numpy_target.of_shape(function(*numbers), shape)

    return evaluate


def plain_numpy_function(arguments: Sequence[sympy.Symbol], form: Any) -> Evaluator:
    """numpy_function without its care, for hot loops over forms that meet no cut.

    A square root of a negative float64 is imaginary; all else is as NumPy has it, and a
    constant is a number.
    """
    return _compile(arguments, form, {}, modules=[{"sqrt": np.emath.sqrt}, "numpy"])


def mpmath_function(arguments: Sequence[sympy.Symbol], form: Any) -> Evaluator:
    """The form as a function of int, mpf and mpc, at the working precision of the call.

    Raises NotImplementedError for a function that mpmath lacks.
    """
    function = _compile(
        arguments,
        form,
        MPMATH_OPERATORS,
        modules=[mpmath_target.NAMESPACE],
        printer=mpmath_target.MpmathPrinter,
    )

    def evaluate(*values: Any) -> Any:
        """A quotient of two of Python's own integers would be in double precision."""
        return function(*(mpmath.mpf(v) if isinstance(v, int) else v for v in values))

    return evaluate


def ball_function(arguments: Sequence[sympy.Symbol], form: Any) -> Evaluator:
    """The form as a function of int, fmpq, arb and acb, at the working precision of the call.

    Numbers of int and fmpq are exact and stay so.  A value at a pole, or where flint finds no
    bound, is a ball that is not finite.  Raises NoEnclosure for a function that ball arithmetic
    lacks, and ArithmeticError where it is called outside the domain of its enclosure.
    """
    function = _compile(
        arguments,
        form,
        BALL_OPERATORS,
        modules=[ball_printer.NAMESPACE],
        printer=ball_printer.BallPrinter,
    )

    def evaluate(*values: Any) -> Any:
        try:
            return function(*(fmpq(v) if isinstance(v, int) else v for v in values))
        except ZeroDivisionError:  # of exact numbers; a ball over 0 is not finite
            return function(*map(real_or_complex, values))

    return evaluate


def plain_ball_function(arguments: Sequence[sympy.Symbol], form: Any) -> Evaluator:
    """ball_function without its care, for hot loops over forms of arb and acb that meet no cut.

    A square root of a negative arb is not finite.
    """
    plain = {"sqrt": lambda z: z.sqrt()}
    return _compile(
        arguments,
        form,
        BALL_OPERATORS,
        modules=[plain, ball_printer.NAMESPACE],
        printer=ball_printer.BallPrinter,
    )


def germ_function(arguments: Sequence[sympy.Symbol], form: Any) -> Evaluator:
    """The form as a function of germs and of balls, which hold the values of parameters.

    Raises NoEnclosure, which names the function, where a germ cannot be made: when the form is
    compiled or, if it depends on the arguments, when it is called.
    """
    return _compile(
        arguments,
        form,
        {},
        modules=[germ_functions.NAMESPACE],
        printer=germ_functions.GermPrinter,
    )


def differentiated(form: Any) -> Any:
    """The form with the derivatives of known functions carried out, and values inserted."""
    if not form.has(sympy.Derivative, sympy.Subs):
        return form
    form = form.replace(sympy.Derivative, lambda *args: sympy.Derivative(*args, evaluate=True))
    return form.replace(
        sympy.Subs, lambda inner, old, new: inner.subs(dict(zip(old, new, strict=True)))
    )


def _compile(
    arguments: Sequence[sympy.Symbol], form: Any, operators: Operators, **options: Any
) -> Evaluator:
    form = differentiated(explicit(form))
    if floats := form.atoms(sympy.Float):
        raise ValueError(f"the expression contains the float {min(floats)}: write a Rational")
    form, functions = taken_out(form, operators)
    options["modules"] = [functions, *options["modules"]]
    symbols, form = renamed(arguments, form)
    rows = [list(row) for row in form.tolist()] if isinstance(form, sympy.MatrixBase) else form
    return sympy.lambdify(symbols, rows, cse=True, **options)


def ball_precision(bits: int) -> AbstractContextManager[Any]:
    """Ball arithmetic at a working precision, restored on leaving.

    flint's own manager: no interrupt comes between its steps, as it could in a generator.
    """
    manager: AbstractContextManager[Any] = flint.ctx.workprec(bits)
    return manager


def bits_for(digits: int) -> int:
    """Bits that hold so many decimal digits, and a few guard bits."""
    return int(digits * 3.3219280948873626) + 16


define("ball_function", ball_function)
define("mpmath_function", mpmath_function)
