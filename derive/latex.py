"""LaTeX of expressions and of whole equations, in the notation of the paper.

What is written here needs amsmath.  An equation carries its label as number and, with the
prefix eq:, as \\label.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sympy import (
    Add,
    Basic,
    Derivative,
    Expr,
    I,
    ImmutableDenseMatrix,
    Integral,
    KroneckerDelta,
    Mul,
    S,
    Sum,
    Symbol,
    Tuple,
    fraction,
    gcd,
    pretty,
    zeros,
)
from sympy.core.function import AppliedUndef
from sympy.matrices import MatrixBase
from sympy.printing.latex import LatexPrinter
from sympy.printing.precedence import PRECEDENCE

from derive.equation import Equation, Form, Regime
from derive.grains.symbols import LATEX
from derive.prose import Naming, plain, prose

LINE_WIDTH = 72  # in characters, of an A4 page with usual margins
RELATION = {"=": "=", "definition": "=", "~": r"\sim"}
ARGUMENT = re.compile(r"\([^()\d]*\)$")
HEADS = {f.func: ARGUMENT.sub("", text) for f, text in LATEX.items() if isinstance(f, AppliedUndef)}


class PaperPrinter(LatexPrinter):
    """SymPy's printer with the symbols, operators and order of terms of the paper."""

    def __init__(self, naming: Naming = plain, **settings: object) -> None:
        super().__init__(
            {
                "mat_str": "pmatrix",
                "mat_delim": "",
                "ln_notation": True,
                "inv_trig_style": "full",
                **settings,
            }
        )
        self.naming = naming

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
        if expr in LATEX:
            return self._name(LATEX[expr])
        name = str(expr.name) if "\\" in expr.name else super()._print_Symbol(expr, style)
        return self.naming(name)

    def _print_Function(self, expr: Expr, exp: str | None = None) -> str:
        if expr in LATEX:
            return self._name(LATEX[expr], exp or "")
        if expr.func in HEADS:
            arguments = ", ".join(map(self._print, expr.args))
            return rf"{self._name(HEADS[expr.func], exp or '')}\left({arguments}\right)"
        return super()._print_Function(expr, exp)

    def _print_conjugate(self, expr: Expr, exp: str | None = None) -> str:
        (argument,) = expr.args
        if argument in LATEX and exp is None:
            return self._name(LATEX[argument], "*")
        return super()._print_conjugate(expr, exp)

    def _print_ExpBase(self, expr: Expr, exp: str | None = None) -> str:
        """Euler's number is upright where a power of it could be one of the charge."""
        e = r"\mathrm{e}" if expr.exp.is_Number else "e"
        return self._do_exponent(f"{e}^{{{self._folded(expr.exp)}}}", exp)

    def _folded(self, expr: Expr) -> str:
        """With fractions on one line, for exponents and limits."""
        return str(PaperPrinter(self.naming, fold_short_frac=True).doprint(expr))

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
        if expr.base in LATEX:
            return self._name(LATEX[expr.base], self._print(expr.exp))
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


def latex(form: Basic, naming: Naming = plain) -> str:
    """LaTeX of an expression, matrix or Tuple, without math delimiters."""
    return str(PaperPrinter(naming).doprint(form))


def columns(form: Basic) -> int:
    """The width of the form in characters, with fractions and matrices laid out."""
    return max(map(len, pretty(form, use_unicode=True, wrap_line=False).splitlines()))


def summands(form: Basic) -> list[Basic]:
    """The terms between which a line may break: of a matrix, those of equal denominator."""
    if isinstance(form, Add):
        return PaperPrinter()._as_ordered_terms(form)
    if not isinstance(form, MatrixBase):
        return [form]
    parts: dict[Expr, MatrixBase] = {}
    for position, entry in enumerate(form):
        for term in Add.make_args(entry):
            part = parts.setdefault(fraction(term)[1], zeros(*form.shape))
            part[position] += term
    return [ImmutableDenseMatrix(part) for part in parts.values() if not part.is_zero_matrix]


def lines(form: Basic, naming: Naming = plain) -> list[str]:
    """LaTeX of the form, broken between terms where it is too long for one line."""
    if columns(form) <= LINE_WIDTH:
        return [latex(form, naming)]
    broken: list[str] = []
    width = LINE_WIDTH
    for term in summands(form):
        text = latex(term, naming)
        signed = text if text.startswith("-") or not broken else f"+ {text}"
        width += columns(term) + 3
        if width > LINE_WIDTH:
            broken.append(signed)
            width = columns(term)
        else:
            broken[-1] += f" {signed}"
    return broken


@dataclass(frozen=True)
class Statement:
    """One statement in LaTeX: its left side, its relation, and its right side in lines."""

    left: str
    relation: str
    right: list[str]


def statements(equation: Equation, form: Form, naming: Naming = plain) -> list[Statement]:
    """The statements that stand under one label."""
    return sides(equation.lhs, form, RELATION[equation.relation], naming)


def sides(lhs: Basic, form: Form, relation: str, naming: Naming = plain) -> list[Statement]:
    """A left side and a form, those of a Tuple one by one."""
    pairs = [(lhs, form)]
    if isinstance(lhs, Tuple) and isinstance(form, Tuple):
        pairs = list(zip(lhs, form, strict=True))
    return [Statement(latex(left, naming), relation, lines(right, naming)) for left, right in pairs]


def aligned(equations: Iterable[Statement]) -> str:
    """The statements, each on a line of its own, aligned at their relations."""
    rows = [
        rf"{each.left} &{each.relation} " + " \\\\\n&\\quad ".join(each.right) for each in equations
    ]
    return "\\begin{aligned}\n" + " \\\\\n".join(rows) + "\n\\end{aligned}"


def display(equations: Iterable[Statement], tag: str, label: str = "") -> str:
    """One displayed equation."""
    number = rf"\tag{{{tag}}}" + (rf"\label{{eq:{label}}}" if label else "")
    return f"\\begin{{equation}}{number}\n{aligned(equations)}\n\\end{{equation}}"


def latex_regime(regime: Regime, naming: Naming = plain) -> str:
    """LaTeX of the path into a limit, without math delimiters."""
    path = [
        f"{latex(symbol, naming)} = {latex(value, naming)}" for symbol, value in regime.path.items()
    ]
    return r",\; ".join([*path, r"\epsilon \to 0^{+}"])


def latex_equation(
    equation: Equation,
    remarks: Iterable[str] = (),
    *,
    same: bool = False,
    naming: Naming = plain,
) -> str:
    """The equation as derived and, beside it, as printed; the printed form alone if `same`.

    The label is the number, and \\label{eq:...}.  The remarks become comments above.
    """
    title = [f"({equation.label}) {equation.title}"]
    words = equation.regime.words if equation.regime else ""
    regime = [f"regime: {words}"] if words else []
    comments = [f"% {line}" for text in (*title, *regime, *remarks) for line in text.splitlines()]
    label = equation.label
    printed = statements(equation, equation.printed, naming)
    if same:
        displays = [display(printed, label, label)]
    else:
        derived = statements(equation, equation.derived(), naming)
        displays = [display(derived, label, label), display(printed, f"{label}, printed")]
    return "\n".join([*comments, *displays])


def heading(equation: Equation, naming: Naming = plain) -> str:
    """Title, regime and note of an equation, for a document."""
    regime = equation.regime
    along = f" {prose(regime.words, naming)}: ${latex_regime(regime, naming)}$." if regime else ""
    text = f"{equation.title}. {equation.note}".strip()
    return rf"\paragraph{{({equation.label})}} {prose(text, naming)}{along}"


def document(blocks: Iterable[str], preamble: str = "") -> str:
    """A LaTeX document of the blocks, for pdflatex with amsmath and geometry alone."""
    body = "\n\n".join(blocks)
    return f"""\\documentclass[a4paper]{{article}}
\\usepackage[margin=25mm]{{geometry}}
\\usepackage{{amsmath}}
\\allowdisplaybreaks
{preamble}
\\begin{{document}}

{body}

\\end{{document}}
"""
