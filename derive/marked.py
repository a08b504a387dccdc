"""A mark around a changed part of a formula: a box, in characters a pair of brackets."""

from collections.abc import Callable

from sympy import Add, Basic, Expr, Function
from sympy.printing.latex import LatexPrinter
from sympy.printing.pretty.pretty import PrettyPrinter
from sympy.printing.pretty.stringpict import prettyForm
from sympy.printing.str import StrPrinter


class marked(Function):
    """marked(new, old) is `new` in a box, which stands in the place of `old`."""

    nargs = 2

    def _latex(self, printer: LatexPrinter, exp: str | None = None) -> str:
        box = rf"\boxed{{{printer._print(self.args[0])}}}"
        return box if exp is None else f"{{{box}}}^{{{exp}}}"

    def _pretty(self, printer: PrettyPrinter) -> prettyForm:
        return prettyForm(*printer._print(self.args[0]).parens("[", "]"))

    def _sympystr(self, printer: StrPrinter) -> str:
        return f"[{printer._print(self.args[0])}]"


def unmarked(form: Basic) -> Basic:
    """The form with what is new, without boxes."""
    return form.replace(marked, lambda new, old: new) if form.has(marked) else form


def unchanged(form: Basic) -> Basic:
    """The form with what was old."""
    return form.replace(marked, lambda new, old: old) if form.has(marked) else form


def in_order(total: Expr, ordered: Callable[[Expr], list[Expr]]) -> list[Expr]:
    """The terms of a sum as `ordered` has them, a changed one where the old one stood."""
    if not total.has(marked):
        return ordered(total)
    old = {unchanged(term): term for term in Add.make_args(total)}
    terms = ordered(Add(*old))
    # Old terms that are equal, or add up to a number, have no order.
    is_clear = set(terms) == set(old) and len(old) == len(Add.make_args(total))
    return [old[term] for term in terms] if is_clear else ordered(total)
