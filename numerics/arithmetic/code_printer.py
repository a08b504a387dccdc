"""Python code for every target: functions by name, exact rationals, principal powers.

A target gives the names a meaning: `sqrt`, `power`, `select`, `less` and the others that this
printer writes, and every function of SymPy, by its name with an underscore behind it.
"""

from collections.abc import Callable, Mapping
from typing import Any

import sympy
from sympy.core.function import AppliedUndef
from sympy.printing.printer import Printer

from numerics.arithmetic.written_out import written_out


class CodePrinter(Printer):
    """Prints what the target knows; raises the target's error, with a name, for all else."""

    printmethod = "_pythoncode"
    functions: Mapping[str, Callable[..., Any]] = {}
    missing: Callable[[str], Exception] = NotImplementedError

    def emptyPrinter(self, expr: Any) -> str:
        raise self.missing(type(expr).__name__)

    def _call(self, name: str, *arguments: Any) -> str:
        return f"{name}({', '.join(map(self._print, arguments))})"

    def _print_str(self, expr: str) -> str:
        return expr

    def _print_Symbol(self, expr: sympy.Symbol) -> str:
        return str(expr.name)

    def _print_Tuple(self, expr: Any) -> str:
        return "(" + "".join(f"{self._print(entry)}, " for entry in expr) + ")"

    _print_tuple = _print_list = _print_Tuple

    def _print_MatrixBase(self, expr: sympy.MatrixBase) -> str:
        return f"[{', '.join(self._print(list(row)) for row in expr.tolist())}]"

    def _print_Integer(self, expr: sympy.Integer) -> str:
        return str(expr.p) if expr >= 0 else f"({expr.p})"

    def _print_Rational(self, expr: sympy.Rational) -> str:
        return f"rational({expr.p}, {expr.q})"

    def _print_ImaginaryUnit(self, expr: sympy.Expr) -> str:
        return "imaginary_unit"

    def _print_NumberSymbol(self, expr: sympy.NumberSymbol) -> str:
        return f"constant({str(expr)!r})"

    def _print_NaN(self, expr: sympy.Expr) -> str:
        raise ValueError(f"the expression contains {expr}, which is not a finite number")

    _print_Infinity = _print_NegativeInfinity = _print_ComplexInfinity = _print_NaN

    def _print_ComplexRootOf(self, expr: sympy.CRootOf) -> str:
        coefficients = [int(c) for c in reversed(expr.poly.all_coeffs())]
        radius = sympy.Rational(1, 10**12)
        root = expr.eval_rational(radius, radius)
        near = ", ".join(self._print_Rational(part) for part in root.as_real_imag())
        return f"algebraic({coefficients}, ({near}), {self._print_Rational(radius)})"

    def _print_Add(self, expr: sympy.Add) -> str:
        return f"({' + '.join(map(self._print, expr.args))})"

    def _print_Mul(self, expr: sympy.Mul) -> str:
        """Factors and divisors: a quotient of balls is sharper than a product with 1/b."""
        above, below = [], []
        for factor in expr.args:
            if factor.is_Pow and factor.exp.is_Rational and factor.exp.is_negative:
                below.append(f"/{self._divisor(factor.base**-factor.exp)}")
            else:
                above.append(self._print(factor))
        return f"({'*'.join(above) or '1'}{''.join(below)})"

    def _divisor(self, expr: sympy.Expr) -> str:
        return self._print_Rational(expr) if expr.is_Integer else self._print(expr)

    def _print_Pow(self, expr: sympy.Pow) -> str:
        base, exponent = expr.base, expr.exp
        if exponent.is_Integer and exponent > 0:
            return f"({self._divisor(base)})**{exponent}"
        if exponent.is_Integer:
            return f"integer_power({self._print(base)}, {exponent})"
        if exponent.is_Rational and exponent.q == 2:
            return self._half_power(base, exponent)
        if exponent.is_Rational:
            return f"rational_power({self._print(base)}, {exponent.p}, {exponent.q})"
        return self._call("power", base, exponent)

    def _half_power(self, base: sympy.Expr, exponent: sympy.Rational) -> str:
        root, n = f"sqrt({self._print(base)})", exponent - sympy.S.Half
        if exponent < 0:
            return f"(1/{self._half_power(base, -exponent)})"
        return root if n == 0 else f"({self._print(base**n)}*{root})"

    def _print_Function(self, expr: sympy.Function) -> str:
        other = written_out(expr)
        if other is not None:
            return self._print(other)
        name = str(expr.func)
        if name not in self.functions or isinstance(expr, AppliedUndef):
            raise self.missing(name)
        return self._call(f"{name}_", *expr.args)

    _print_Max = _print_Min = _print_Function

    def _print_elliptic_k(self, expr: sympy.Expr) -> str:
        return self._call("complete_elliptic", sympy.expand(1 - expr.args[0]))

    def _print_hyper(self, expr: sympy.hyper) -> str:
        return self._call("hyper", *expr.args)

    def _print_meijerg(self, expr: sympy.meijerg) -> str:
        return self._call("meijer_g", expr.an, expr.aother, expr.bm, expr.bother, expr.argument)

    def _print_Piecewise(self, expr: sympy.Piecewise) -> str:
        branches = [
            f"(lambda: {self._print(value)}, lambda: {self._print(condition)})"
            for value, condition in expr.args
        ]
        return f"select({', '.join(branches)})"

    def _print_ITE(self, expr: sympy.ITE) -> str:
        return self._print(expr.to_nnf())

    def _print_BooleanTrue(self, expr: Any) -> str:
        return str(bool(expr))

    _print_BooleanFalse = _print_BooleanTrue

    def _print_And(self, expr: sympy.And) -> str:
        return self._call("conjunction", *expr.args)

    def _print_Or(self, expr: sympy.Or) -> str:
        return self._call("disjunction", *expr.args)

    def _print_Xor(self, expr: sympy.Xor) -> str:
        return self._call("parity", *expr.args)

    def _print_Not(self, expr: sympy.Not) -> str:
        return self._call("negation", *expr.args)

    def _print_Equality(self, expr: sympy.Eq) -> str:
        return self._call("equal", *expr.args)

    def _print_Unequality(self, expr: sympy.Ne) -> str:
        return f"negation({self._call('equal', *expr.args)})"

    def _print_StrictLessThan(self, expr: sympy.Lt) -> str:
        return self._call("less", *expr.args)

    def _print_LessThan(self, expr: sympy.Le) -> str:
        return self._call("not_greater", *expr.args)

    def _print_StrictGreaterThan(self, expr: sympy.Gt) -> str:
        return self._call("less", *reversed(expr.args))

    def _print_GreaterThan(self, expr: sympy.Ge) -> str:
        return self._call("not_greater", *reversed(expr.args))
