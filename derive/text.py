"""Expressions laid out in characters, for a terminal."""

from sympy import Basic, Expr, KroneckerDelta, Symbol, Tuple, sqrt
from sympy.printing.pretty.pretty import PrettyPrinter
from sympy.printing.pretty.pretty_symbology import pretty_use_unicode
from sympy.printing.pretty.stringpict import prettyForm

from derive.marked import in_order
from derive.notation import PLAIN, Notation
from derive.printer import in_paper_order, set_apart
from derive.root import root

WIDTH = 100


class TextPrinter(PrettyPrinter):
    """SymPy's printer in the letters and order of a paper, with `root` as a square root."""

    def __init__(self, notation: Notation) -> None:
        super().__init__({"num_columns": WIDTH})
        self.letters = notation.text

    def _as_ordered_terms(self, expr: Expr, order: str | None = None) -> list[Expr]:
        ordered = super()._as_ordered_terms
        return in_order(expr, lambda total: in_paper_order(ordered(total, order)))

    def _print_Symbol(self, expr: Symbol, bold_name: bool = False) -> prettyForm:
        if expr in self.letters:
            return prettyForm(self.letters[expr])
        return super()._print_Symbol(expr, bold_name)

    def _print_Mul(self, expr: Expr) -> prettyForm:
        factor, behind = set_apart(expr)
        if behind == 1:
            return super()._print_Mul(expr)
        return self._print(factor) * self._print(behind)

    def _print_KroneckerDelta(self, expr: KroneckerDelta) -> prettyForm:
        """A number stands behind what is compared with it."""
        number, other = expr.args
        in_order = Tuple(other, number) if number.is_Number else expr
        return super()._print_KroneckerDelta(in_order)

    def _print_root(self, expr: root) -> prettyForm:
        omega, delta = expr.args
        return self._print(sqrt(omega**2 - delta**2))


def text(form: Basic, notation: Notation = PLAIN) -> str:
    """The form over several lines; the statements of a Tuple one below the other."""
    if isinstance(form, Tuple):
        return "\n\n".join(text(statement, notation) for statement in form)
    previous = pretty_use_unicode(True)
    try:
        lines = TextPrinter(notation).doprint(form).splitlines()
    finally:
        pretty_use_unicode(previous)
    return "\n".join(map(str.rstrip, lines))
