"""A mark around a part of a formula: a box, in characters a pair of brackets."""

from collections.abc import Callable

from sympy import Add, Basic, Expr, Function
from sympy.printing.latex import LatexPrinter
from sympy.printing.pretty.pretty import PrettyPrinter
from sympy.printing.pretty.stringpict import prettyForm
from sympy.printing.str import StrPrinter


class marked(Function):
    """Its argument, shown in a box.  The mark is no part of the value: see `unmarked`."""

    nargs = 1

    def _latex(self, printer: LatexPrinter, exp: str | None = None) -> str:
        (part,) = self.args
        box = rf"\boxed{{{printer._print(part)}}}"
        return box if exp is None else f"{{{box}}}^{{{exp}}}"

    def _pretty(self, printer: PrettyPrinter) -> prettyForm:
        (part,) = self.args
        return prettyForm(*printer._print(part).parens("[", "]"))

    def _sympystr(self, printer: StrPrinter) -> str:
        (part,) = self.args
        return f"[{printer._print(part)}]"


def unmarked(form: Basic) -> Basic:
    """The form without its marks."""
    return form.replace(marked, lambda part: part) if form.has(marked) else form


def in_order(total: Expr, ordered: Callable[[Expr], list[Expr]]) -> list[Expr]:
    """The terms of a sum as `ordered` has them, each where it stands without its marks."""
    if not total.has(marked):
        return ordered(total)
    plain = {unmarked(term): term for term in Add.make_args(total)}
    terms = ordered(Add(*plain))
    # Terms that are equal, or add up to a number, without their marks have no order there.
    return [plain[term] for term in terms] if set(terms) == set(plain) else ordered(total)
