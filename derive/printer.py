"""SymPy's LaTeX printer with the letters, operators and order of terms of a paper."""

from collections.abc import Iterable

from sympy import (
    Derivative,
    Expr,
    I,
    Integral,
    KroneckerDelta,
    Mul,
    S,
    Sum,
    Symbol,
    fraction,
    gcd,
)
from sympy.matrices import MatrixBase
from sympy.printing.latex import LatexPrinter
from sympy.printing.precedence import PRECEDENCE

from derive.notation import ARGUMENT, PLAIN, Notation
from derive.prose import Naming, plain


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
        name = str(expr.name) if "\\" in expr.name else super()._print_Symbol(expr, style)
        return self.naming(name)

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

    def _print_ExpBase(self, expr: Expr, exp: str | None = None) -> str:
        """Euler's number is upright where a power of it could be one of the charge."""
        e = r"\mathrm{e}" if expr.exp.is_Number else "e"
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
        ((index, first, last),) = expr.limits
        limits = rf"_{{{self._print(index)} = {self._folded(first)}}}^{{{self._folded(last)}}}"
        return rf"\sum\limits{limits} {self.parenthesize(expr.function, PRECEDENCE['Mul'])}"

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
        return in_paper_order(super()._as_ordered_terms(expr, order))

    def _print_MatrixBase(self, expr: MatrixBase) -> str:
        factor, rest = common_factor(expr)
        matrix = super()._print_MatrixBase(rest)
        return matrix if factor == 1 else f"{self._print(factor)} {matrix}"


def in_paper_order(terms: Iterable[Expr]) -> list[Expr]:
    """Positive terms before negative ones, and among these real before imaginary ones."""
    return sorted(terms, key=lambda t: (t.could_extract_minus_sign(), I in Mul.make_args(t)))


def set_apart(product: Expr) -> tuple[Expr, Expr]:
    """A fraction, and the derivatives, integrals and sums that stand behind it, or else 1."""
    parts = Mul.make_args(product)
    behind = [part for part in parts if isinstance(part, Derivative | Integral | Sum)]
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
