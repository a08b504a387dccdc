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
from flint import acb, arb, fmpq, fmpz
from sympy.printing.pycode import PythonCodePrinter

from derive.root import explicit
from numerics.arithmetic.integrals import bessel_overlap, quadratic_sum

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
    """The form as a function of arb and acb, at the working precision of the call.

    Raises NotImplementedError for a function that ball arithmetic lacks.
    """
    return _compile(arguments, form, modules=[_BALL_NAMESPACE], printer=_BallPrinter)


def _compile(arguments: Sequence[sympy.Symbol], form: Any, **options: Any) -> Evaluator:
    form = explicit(form)
    if floats := form.atoms(sympy.Float):
        raise ValueError(f"the expression contains the float {min(floats)}: write a Rational")
    rows = [list(row) for row in form.tolist()] if isinstance(form, sympy.MatrixBase) else form
    return sympy.lambdify(list(arguments), rows, cse=True, **options)


class _BallPrinter(PythonCodePrinter):
    """Python code for flint: exact rationals, principal powers, functions by name."""

    def __init__(self, settings: dict[str, Any] | None = None) -> None:
        super().__init__({**(settings or {}), "fully_qualified_modules": False})

    def _print_Rational(self, expr: sympy.Rational) -> str:
        return f"fmpq({expr.p}, {expr.q})"

    def _print_Half(self, expr: sympy.Rational) -> str:
        return "fmpq(1, 2)"

    def _print_ImaginaryUnit(self, expr: sympy.Expr) -> str:
        return "I"

    def _print_NumberSymbol(self, expr: sympy.Expr) -> str:
        return f"constant({str(expr)!r})"

    def _print_Pow(self, expr: sympy.Pow, rational: bool = False) -> str:
        base, exponent = self._print(expr.base), expr.exp
        if exponent.is_Integer and exponent > 0:
            return f"({base})**{exponent}"
        if exponent.is_Integer:
            return f"integer_power({base}, {exponent})"
        if exponent == sympy.S.Half:
            return f"sqrt({base})"
        if exponent == -sympy.S.Half:
            return f"(1/sqrt({base}))"
        if exponent.q == 2 and exponent > 0:
            return f"({self._print(expr.base ** (exponent - sympy.S.Half))}*sqrt({base}))"
        return f"power({base}, {self._print(exponent)})"

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

    def _print_Function(self, expr: sympy.Function) -> str:
        name = type(expr).__name__
        if name not in _BALL_FUNCTIONS:
            raise NotImplementedError(f"ball arithmetic has no function for {name}")
        return f"{name}({', '.join(map(self._print, expr.args))})"

    def _print_elliptic_k(self, expr: sympy.Expr) -> str:
        """By the arithmetic-geometric mean of 1 and sqrt(1 - m), which loses no digits at m = 1."""
        complement = sympy.expand(1 - expr.args[0])
        return f"(constant('pi')/2/mean(sqrt({self._print(complement)})))"

    _print_Pi = _print_Exp1 = _print_EulerGamma = _print_Catalan = _print_NumberSymbol
    _print_exp = _print_log = _print_Abs = _print_conjugate = _print_Function
    _print_floor = _print_sign = _print_KroneckerDelta = _print_Function


_Ball = arb | acb


def _ball(value: Any) -> Any:
    return value if isinstance(value, _Ball) else arb(value)


def _integer_power(base: Any, exponent: int) -> Any:
    return fmpq(base) ** exponent if isinstance(base, int | fmpz) else base**exponent


def _kronecker(difference: acb) -> arb:
    if difference.is_zero():
        return arb(1)
    return arb(0.5, 0.5) if difference.contains(0) else arb(0)


_CONSTANTS: dict[str, Callable[[], arb]] = {
    "pi": arb.pi,
    "E": arb.const_e,
    "EulerGamma": arb.const_euler,
    "Catalan": arb.const_catalan,
}

_BALL_FUNCTIONS: dict[str, Evaluator] = {
    name: lambda z, method=name: getattr(_ball(z), method)()
    for name in "exp log sin cos tan sinh cosh tanh asin acos atan asinh acosh atanh erf erfc "
    "gamma digamma conjugate".split()
} | {
    "Abs": lambda z: abs(_ball(z)),
    "floor": lambda z: acb(z).real.floor(),
    "sign": lambda z: acb(z).real.sgn(),
    "KroneckerDelta": lambda i, j: _kronecker(acb(i) - acb(j)),
    "re": lambda z: acb(z).real,
    "im": lambda z: acb(z).imag,
    "loggamma": lambda z: acb(z).lgamma(),
    "polygamma": lambda n, z: acb(z).polygamma(n),
    "zeta": lambda s, a=1: acb(s).zeta(a),
    "besselj": lambda n, z: acb(z).bessel_j(n),
    "bessely": lambda n, z: acb(z).bessel_y(n),
    "besseli": lambda n, z: acb(z).bessel_i(n),
    "besselk": lambda n, z: acb(z).bessel_k(n),
    "elliptic_e": lambda m: acb.elliptic_e(acb(m)),
    "LambertW": lambda z, branch=0: acb(z).lambertw(branch),
}

_BALL_NAMESPACE: dict[str, Any] = _BALL_FUNCTIONS | {
    "fmpq": fmpq,
    "I": acb(0, 1),
    "bessel_overlap": bessel_overlap,
    "mean": lambda z: acb(z).agm(),
    "quadratic_sum": quadratic_sum,
    "constant": lambda name: _CONSTANTS[name](),
    "integer_power": _integer_power,
    "sqrt": lambda z: _ball(z).sqrt(),
    "power": lambda z, a: acb(z).pow(acb(a)),
}


@contextmanager
def ball_precision(bits: int) -> Iterator[None]:
    """Ball arithmetic at a working precision, restored on leaving."""
    with flint.ctx.workprec(bits):
        yield


def bits_for(digits: int) -> int:
    """Bits that hold so many decimal digits, and a few guard bits."""
    return int(digits * 3.3219280948873626) + 16
