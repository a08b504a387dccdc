"""SymPy's LaTeX printer with the letters, operators and order of terms of a paper."""

import re
from collections.abc import Iterable
from typing import Any

from sympy import (
    Basic,
    Derivative,
    Expr,
    I,
    Integral,
    KroneckerDelta,
    Mul,
    Product,
    S,
    Sum,
    Symbol,
    fraction,
    gcd,
)
from sympy.matrices import MatrixBase
from sympy.printing.latex import LatexPrinter
from sympy.printing.precedence import PRECEDENCE

from derive.marked import in_order
from derive.notation import ARGUMENT, PLAIN, Notation
from derive.prose import Naming, escaped, plain

SPECIAL = re.compile(r"[#$%&~]|^_|_$")  # what TeX takes for its own in a name


class PaperPrinter(LatexPrinter):
    """SymPy's printer in the notation of a paper; names pass through `naming` on their way."""

    def __init__(
        self, notation: Notation = PLAIN, naming: Naming = plain, **settings: object
    ) -> None:
        super().__init__(
            {
                "mat_str": "pmatrix",
                "mat_delim": "",
                "ln_notation": True,
                "inv_trig_style": "full",
                **settings,
            }
        )
        self.letters, self.heads = notation.latex, notation.heads()
        self.notation, self.naming = notation, naming
        self.has_charge = False

    def _name(self, latex: str, exponent: str = "") -> str:
        """The name; an exponent goes before the argument, as in Delta_S^2(omega)."""
        if not exponent:
            return self.naming(latex)
        head = ARGUMENT.sub("", latex)
        base, argument = self.naming(head), self.naming(latex[len(head) :])
        if "^" in head or (head.isalpha() and len(head) > 1):
            base = rf"\left({base}\right)"
        return f"{base}^{{{exponent}}}{argument}"

    def _print_Symbol(self, expr: Symbol, style: str = "plain") -> str:
        """A name with a backslash is LaTeX already."""
        if expr in self.letters:
            return self._name(self.letters[expr])
        if "\\" in expr.name:
            return self.naming(expr.name)
        if SPECIAL.search(expr.name):
            return rf"\text{{{escaped(expr.name)}}}"
        return self.naming(super()._print_Symbol(expr, style))

    def _print_Function(self, expr: Expr, exp: str | None = None) -> str:
        if expr in self.letters:
            return self._name(self.letters[expr], exp or "")
        if expr.func in self.heads:
            arguments = ", ".join(map(self._print, expr.args))
            return rf"{self._name(self.heads[expr.func], exp or '')}\left({arguments}\right)"
        return super()._print_Function(expr, exp)

    def _print_conjugate(self, expr: Expr, exp: str | None = None) -> str:
        (argument,) = expr.args
        if argument in self.letters and exp is None:
            return self._name(self.letters[argument], "*")
        return super()._print_conjugate(expr, exp)

    def doprint(self, expr: Basic) -> str:
        """LaTeX of the form; a symbol e of its own makes Euler's number upright throughout."""
        self.has_charge = any(str(symbol) == "e" for symbol in expr.free_symbols)
        return str(super().doprint(expr))

    def _print(self, expr: Basic, **options: Any) -> str:
        """Euler's number prints itself in italics, as if it were the charge."""
        return r"\mathrm{e}" if expr is S.Exp1 else str(super()._print(expr, **options))

    def _print_ExpBase(self, expr: Expr, exp: str | None = None) -> str:
        """Euler's number is upright where a power of it could be one of the charge."""
        e = r"\mathrm{e}" if expr.exp.is_Number or self.has_charge else "e"
        return self._do_exponent(f"{e}^{{{self._folded(expr.exp)}}}", exp)

    def _folded(self, expr: Expr) -> str:
        """With fractions on one line, for exponents and limits."""
        return str(PaperPrinter(self.notation, self.naming, fold_short_frac=True).doprint(expr))

    def _print_Abs(self, expr: Expr, exp: str | None = None) -> str:
        (argument,) = expr.args
        if not argument.is_Symbol:
            return super()._print_Abs(expr, exp)
        modulus = f"|{self._print(argument)}|"
        return modulus if exp is None else f"{modulus}^{{{exp}}}"

    def _print_KroneckerDelta(self, expr: KroneckerDelta, exp: str | None = None) -> str:
        """A number stands behind what is compared with it."""
        number, other = expr.args
        if not number.is_Number:
            return super()._print_KroneckerDelta(expr, exp)
        return self._do_exponent(rf"\delta_{{{self._print(other)}, {self._print(number)}}}", exp)

    def _print_Sum(self, expr: Sum) -> str:
        return self._over_indices(r"\sum", expr)

    def _print_Product(self, expr: Product) -> str:
        return self._over_indices(r"\prod", expr)

    def _over_indices(self, sign: str, expr: Sum | Product) -> str:
        """A sign for each index, that of the last limit first, as it is done last."""
        signs = []
        for index, *ends in reversed(expr.limits):
            first, last = (self._folded(end) for end in ends) if len(ends) == 2 else ("", "")
            below = self._print(index) + (f" = {first}" if first else "")
            above = f"^{{{last}}}" if last else ""
            signs.append(rf"{sign}\limits_{{{below}}}{above}")
        return f"{' '.join(signs)} {self.parenthesize(expr.function, PRECEDENCE['Mul'])}"

    def _helper_print_standard_power(self, expr: Expr, template: str) -> str:
        if expr.base in self.letters:
            return self._name(self.letters[expr.base], self._print(expr.exp))
        return super()._helper_print_standard_power(expr, template)

    def _print_Derivative(self, expr: Derivative) -> str:
        def power(order: Expr) -> str:
            return "" if order == 1 else f"^{{{self._print(order)}}}"

        above = r"\partial" + power(sum(order for _, order in expr.variable_count))
        below = " ".join(
            rf"\partial {self._print(variable)}{power(order)}"
            for variable, order in expr.variable_count
        )
        operand = self.parenthesize(expr.expr, PRECEDENCE["Mul"])
        return rf"\frac{{{above}}}{{{below}}} {operand}"

    def _needs_mul_brackets(self, expr: Expr, first: bool = False, last: bool = False) -> bool:
        acts_to_the_right = isinstance(expr, Derivative) and not last
        return acts_to_the_right or super()._needs_mul_brackets(expr, first, last)

    def _print_Mul(self, expr: Expr) -> str:
        factor, behind = set_apart(expr)
        if behind == 1:
            return super()._print_Mul(expr)
        return f"{self._print(factor)} {self._print(behind)}"

    def _as_ordered_terms(self, expr: Expr, order: str | None = None) -> list[Expr]:
        ordered = super()._as_ordered_terms
        return in_order(expr, lambda total: in_paper_order(ordered(total, order)))

    def _print_MatrixBase(self, expr: MatrixBase) -> str:
        factor, rest = common_factor(expr)
        matrix = super()._print_MatrixBase(rest)
        if factor == 1:
            return matrix
        shown = self._print(factor)
        return rf"\left({shown}\right) {matrix}" if factor.is_Add else f"{shown} {matrix}"


def in_paper_order(terms: Iterable[Expr]) -> list[Expr]:
    """Positive terms before negative ones, and among these real before imaginary ones."""
    return sorted(terms, key=lambda t: (t.could_extract_minus_sign(), I in Mul.make_args(t)))


def set_apart(product: Expr) -> tuple[Expr, Expr]:
    """A fraction, and the derivatives, integrals and sums that stand behind it, or else 1."""
    parts = Mul.make_args(product)
    behind = [part for part in parts if isinstance(part, Derivative | Integral | Sum | Product)]
    factor = Mul(*(part for part in parts if part not in behind))
    if fraction(factor)[1] == 1 or not product.is_commutative:
        return product, S.One
    return factor, Mul(*behind)


def common_factor(matrix: MatrixBase) -> tuple[Expr, MatrixBase]:
    """The factors that all entries show, with the sign of the first, and what they leave."""
    entries = [entry.as_coeff_mul() for entry in matrix if entry != 0]
    if not entries:
        return S.One, matrix
    shared = set.intersection(*(set(factors) for _, factors in entries))
    number = gcd([coefficient for coefficient, _ in entries])
    if entries[0][0].is_negative:
        number = -number

    def remaining(entry: Expr) -> Expr:
        coefficient, factors = entry.as_coeff_mul()
        return Mul(coefficient / number, *(factor for factor in factors if factor not in shared))

    return Mul(number, *(f for f in entries[0][1] if f in shared)), matrix.applyfunc(remaining)
