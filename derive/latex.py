"""LaTeX of expressions and of whole equations, in the notation of the paper.

What is written here needs amsmath.  An equation carries its label as number and, with the
prefix eq:, as \\label.
"""

import re
from collections.abc import Iterable

from sympy import (
    Add,
    Basic,
    Derivative,
    Expr,
    I,
    ImmutableDenseMatrix,
    Integral,
    Mul,
    S,
    Symbol,
    Tuple,
    fraction,
    gcd,
    pretty,
    zeros,
)
from sympy.core.alphabets import greeks
from sympy.matrices import MatrixBase
from sympy.printing.latex import LatexPrinter
from sympy.printing.precedence import PRECEDENCE

from derive.equation import Equation, Form, Regime
from derive.symbols import LATEX

LINE_WIDTH = 72  # in characters, of an A4 page with usual margins
LIMITS = (  # the equations that hold in a limit
    *("10-M", "10-M-weak", "10-S-high", "10-S-low"),
    *("11a-M", "11a-S", "11b-G1", "11b-G2", "11-low", "strong"),
    *("13-J", "13-alpha", "13-alphaMS", "14-J", "14-alpha", "15-J", "15-alpha"),
    *("J-selfconsistent", "minigap-weak", "minigap-strong"),
)
RELATION = {"=": "=", "definition": "=", "~": r"\sim"}


class PaperPrinter(LatexPrinter):
    """SymPy's printer with the symbols, operators and order of terms of the paper."""

    def __init__(self, **settings: object) -> None:
        super().__init__({"mat_str": "pmatrix", "mat_delim": "", "ln_notation": True, **settings})

    def _name(self, expr: Expr, exponent: str = "") -> str:
        """The paper's name; an exponent goes before the argument, as in Delta_S^2(omega)."""
        if not exponent:
            return LATEX[expr]
        head = re.sub(r"\([^()]*\)$", "", LATEX[expr])
        return f"{self.parenthesize_super(head)}^{{{exponent}}}{LATEX[expr][len(head) :]}"

    def _print_Symbol(self, expr: Symbol, style: str = "plain") -> str:
        """A name with a backslash is LaTeX already."""
        if expr in LATEX:
            return self._name(expr)
        return str(expr.name) if "\\" in expr.name else super()._print_Symbol(expr, style)

    def _print_Function(self, expr: Expr, exp: str | None = None) -> str:
        return self._name(expr, exp or "") if expr in LATEX else super()._print_Function(expr, exp)

    def _print_conjugate(self, expr: Expr, exp: str | None = None) -> str:
        (argument,) = expr.args
        if argument in LATEX and exp is None:
            return self._name(argument, "*")
        return super()._print_conjugate(expr, exp)

    def _print_ExpBase(self, expr: Expr, exp: str | None = None) -> str:
        exponent = PaperPrinter(fold_short_frac=True).doprint(expr.exp)
        return self._do_exponent(f"e^{{{exponent}}}", exp)

    def _helper_print_standard_power(self, expr: Expr, template: str) -> str:
        if expr.base in LATEX:
            return self._name(expr.base, self._print(expr.exp))
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
        """A derivative or an integral stands behind its factors, not in a numerator."""
        parts = Mul.make_args(expr)
        behind = [part for part in parts if isinstance(part, Derivative | Integral)]
        factor = Mul(*(part for part in parts if part not in behind))
        if not behind or fraction(factor)[1] == 1 or not expr.is_commutative:
            return super()._print_Mul(expr)
        return f"{self._print(factor)} {self._print(Mul(*behind))}"

    def _as_ordered_terms(self, expr: Expr, order: str | None = None) -> list[Expr]:
        return in_paper_order(super()._as_ordered_terms(expr, order))

    def _print_MatrixBase(self, expr: MatrixBase) -> str:
        factor, rest = common_factor(expr)
        matrix = super()._print_MatrixBase(rest)
        return matrix if factor == 1 else f"{self._print(factor)} {matrix}"


def in_paper_order(terms: Iterable[Expr]) -> list[Expr]:
    """Positive terms before negative ones, and among these real before imaginary ones."""
    return sorted(terms, key=lambda t: (t.could_extract_minus_sign(), I in Mul.make_args(t)))


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


def latex(form: Basic) -> str:
    """LaTeX of an expression, matrix or Tuple, without math delimiters."""
    return str(PaperPrinter().doprint(form))


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


def lines(form: Basic) -> list[str]:
    """LaTeX of the form, broken between terms where it is too long for one line."""
    if columns(form) <= LINE_WIDTH:
        return [latex(form)]
    broken: list[str] = []
    width = LINE_WIDTH
    for term in summands(form):
        text = latex(term)
        signed = text if text.startswith("-") or not broken else f"+ {text}"
        width += columns(term) + 3
        if width > LINE_WIDTH:
            broken.append(signed)
            width = columns(term)
        else:
            broken[-1] += f" {signed}"
    return broken


def statements(lhs: Basic, form: Form) -> list[tuple[Basic, Basic]]:
    """The left and right sides that stand under one label."""
    if isinstance(lhs, Tuple) and isinstance(form, Tuple):
        return list(zip(lhs, form, strict=True))
    return [(lhs, form)]


def display(equation: Equation, form: Form, tag: str, label: str = "") -> str:
    """One displayed equation, each statement on a line of its own."""
    rows = [
        rf"{latex(left)} &{RELATION[equation.relation]} " + " \\\\\n&\\quad ".join(lines(right))
        for left, right in statements(equation.lhs, form)
    ]
    body = " \\\\\n".join(rows)
    number = rf"\tag{{{tag}}}" + (rf"\label{{eq:{label}}}" if label else "")
    return (
        f"\\begin{{equation}}{number}\n\\begin{{aligned}}\n{body}\n"
        "\\end{aligned}\n\\end{equation}"
    )


def latex_regime(regime: Regime) -> str:
    """LaTeX of the path into a limit, without math delimiters."""
    path = [f"{latex(symbol)} = {latex(value)}" for symbol, value in regime.path.items()]
    return r",\; ".join([*path, r"\epsilon \to 0^{+}"])


def latex_equation(equation: Equation, remarks: Iterable[str] = (), *, same: bool = False) -> str:
    """The equation as derived and, beside it, as printed; the printed form alone if `same`.

    The label is the number, and \\label{eq:...}.  The remarks become comments above.
    """
    title = [f"({equation.label}) {equation.title}"]
    regime = [f"regime: {equation.regime.words}"] if equation.regime else []
    comments = [f"% {line}" for text in (*title, *regime, *remarks) for line in text.splitlines()]
    label = equation.label
    if same:
        displays = [display(equation, equation.printed, label, label)]
    else:
        displays = [
            display(equation, equation.derived(), label, label),
            display(equation, equation.printed, f"{label}, printed"),
        ]
    return "\n".join([*comments, *displays])


def heading(equation: Equation) -> str:
    """Title, regime and note of an equation, for a document."""
    regime = equation.regime
    along = f" {prose(regime.words)}: ${latex_regime(regime)}$." if regime else ""
    text = f"{equation.title}. {equation.note}".strip()
    return rf"\paragraph{{({equation.label})}} {prose(text)}{along}"


def prose(text: str) -> str:
    """Plain text as LaTeX sets it, with the names of symbols in it as formulas."""
    greek = "|".join(name for letter in greeks for name in (letter, letter.capitalize()))
    name = rf"\b(?:(?:[A-Za-z]|{greek})_\w+|{greek})\b"

    def typeset(match: re.Match[str]) -> str:
        found = match.group()
        return SPECIAL.get(found) or f"${PaperPrinter().doprint(Symbol(found))}$"

    return re.sub(rf"{name}|<<|>>|[\\{{}}$&#%_^~<>|]", typeset, text)


SPECIAL = {character: f"\\{character}" for character in "{}$&#%_"} | {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": "$<$",
    ">": "$>$",
    "|": r"\textbar{}",
    "<<": r"$\ll$",
    ">>": r"$\gg$",
}


def document(blocks: Iterable[str]) -> str:
    """A LaTeX document of the blocks, for pdflatex with amsmath and geometry alone."""
    body = "\n\n".join(blocks)
    return f"""\\documentclass[a4paper]{{article}}
\\usepackage[margin=25mm]{{geometry}}
\\usepackage{{amsmath}}
\\allowdisplaybreaks
\\begin{{document}}

{body}

\\end{{document}}
"""
