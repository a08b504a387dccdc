"""LaTeX of expressions and of whole equations, in the notation of a paper.

What is written here needs amsmath.  An equation carries its label as number and, with the
prefix eq:, as \\label.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sympy import Add, Basic, Expr, ImmutableDenseMatrix, Tuple, fraction, pretty, zeros
from sympy.matrices import MatrixBase

from derive.notation import PLAIN, Notation, eps
from derive.printer import PaperPrinter
from derive.prose import Naming, escaped, plain, prose
from derive.record import Equation, Form, Regime

LINE_WIDTH = 72  # in characters, of an A4 page with usual margins
RELATION = {"=": "=", "definition": "=", "~": r"\sim", "≃": r"\simeq"}


def latex(form: Basic, notation: Notation = PLAIN, naming: Naming = plain) -> str:
    """LaTeX of an expression, matrix or Tuple, without math delimiters."""
    return str(PaperPrinter(notation, naming).doprint(form))


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


def lines(form: Basic, notation: Notation = PLAIN, naming: Naming = plain) -> list[str]:
    """LaTeX of the form, broken between terms where it is too long for one line."""
    if columns(form) <= LINE_WIDTH:
        return [latex(form, notation, naming)]
    broken: list[str] = []
    width = LINE_WIDTH
    for term in summands(form):
        text = latex(term, notation, naming)
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
    return sides(equation.lhs, form, RELATION[equation.relation], equation.notation, naming)


def sides(
    lhs: Basic,
    form: Form,
    relation: str,
    notation: Notation = PLAIN,
    naming: Naming = plain,
) -> list[Statement]:
    """A left side and a form, those of a Tuple one by one."""
    pairs = [(lhs, form)]
    if isinstance(lhs, Tuple) and isinstance(form, Tuple):
        pairs = list(zip(lhs, form, strict=True))
    return [
        Statement(latex(left, notation, naming), relation, lines(right, notation, naming))
        for left, right in pairs
    ]


def aligned(equations: Iterable[Statement]) -> str:
    """The statements, each on a line of its own, aligned at their relations."""
    rows = [
        rf"{each.left} &{each.relation} " + " \\\\\n&\\quad ".join(each.right) for each in equations
    ]
    return "\\begin{aligned}\n" + " \\\\\n".join(rows) + "\n\\end{aligned}"


def display(equations: Iterable[Statement], tag: str, label: str = "") -> str:
    """One displayed equation."""
    number = rf"\tag{{{escaped(tag)}}}" + (rf"\label{{eq:{anchor(label)}}}" if label else "")
    return f"\\begin{{equation}}{number}\n{aligned(equations)}\n\\end{{equation}}"


def anchor(label: str) -> str:
    """The label for \\label and \\ref: what TeX would take for its own, as a dot and a code."""
    return re.sub(r"[^\w:-]|_", lambda match: f".{ord(match[0]):x}", label)


def latex_path(regime: Regime, notation: Notation = PLAIN, naming: Naming = plain) -> list[str]:
    """LaTeX of each equality on the path into a limit, without math delimiters."""
    path = [
        (latex(s, notation, naming), latex(v, notation, naming)) for s, v in regime.path.items()
    ]
    return [*(f"{s} = {v}" for s, v in path), rf"{latex(eps, notation, naming)} \to 0^{{+}}"]


def latex_equation(
    equation: Equation,
    remarks: Iterable[str] = (),
    *,
    same: bool = False,
    derived: Form | None = None,
    naming: Naming = plain,
) -> str:
    """The equation as derived and, beside it, as printed; the printed form alone if `same`.

    Of an equation beyond the paper, which has no printed form, the derived one stands alone.
    derived: the derived form, where it is known already.  The label is the number, and
    \\label{eq:...}.  The remarks become comments above.
    """
    title = [f"({equation.label}) {equation.title}"]
    words = equation.regime.words if equation.regime else ""
    regime = [f"regime: {words}"] if words else []
    comments = [f"% {line}" for text in (*title, *regime, *remarks) for line in text.splitlines()]
    label = equation.label
    displays = []
    if equation.printed is None or not same:
        form = equation.derived() if derived is None else derived
        displays.append(display(statements(equation, form, naming), label, label))
    if equation.printed is not None:
        printed = statements(equation, equation.printed, naming)
        names = (label, label) if same else (f"{label}, printed",)
        displays.append(display(printed, *names))
    return "\n".join([*comments, *displays])


def heading(equation: Equation, naming: Naming = plain) -> str:
    """Title, regime and note of an equation, for a document."""
    regime = equation.regime
    along = ""
    if regime:
        path = r",\; ".join(latex_path(regime, equation.notation, naming))
        along = f" {prose(regime.words, naming)}: ${path}$."
    text = f"{equation.title}. {equation.note}".strip()
    return rf"\paragraph{{({escaped(equation.label)})}} {prose(text, naming)}{along}"


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
