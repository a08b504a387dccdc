"""Both forms of an equation on a rung of its regime, and the strands in which they are compared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import flint
import sympy
from flint import acb, arb, fmpq
from sympy.core.function import AppliedUndef

from derive.notation import eps
from derive.record import Form
from numerics.arithmetic.functions import Evaluator, ball_function
from numerics.judge.compare import Groups, evaluate
from numerics.judge.ladder import Rung

Path = Mapping[Any, Any]
Values = Callable[[Rung], tuple[Groups, Groups]]


@dataclass(frozen=True)
class Strand:
    """One entry of one statement; `size` of its matrix counts where one of the forms is 0."""

    statement: int
    entry: int
    words: str = ""


def explicit_functions(form: Form, path: Path) -> tuple[Form, Path]:
    """The form with the functions that a regime gives written out, and the path without them.

    A value in eps is a function of the argument, through eps as the inverse of the argument's
    path where that is a power of eps; a value in the arguments themselves is taken as it is.
    """
    form = sympy.sympify(form)
    for function, value in path.items():
        if isinstance(function, AppliedUndef):
            form = form.replace(function.func, sympy.Lambda(function.args, _written(value, function, path)))
    symbols = {symbol: value for symbol, value in path.items() if symbol.is_Symbol}
    return form.doit() if form.atoms(sympy.Derivative, sympy.Subs) else form, symbols


def _written(value: sympy.Expr, function: AppliedUndef, path: Path) -> sympy.Expr:
    if len(function.args) == 1 and function.args[0] in path:
        (argument,) = function.args
        if (power := monomial(path[argument])) is not None and power[1]:
            factor, exponent = power
            return value.subs(eps, (argument / factor) ** (1 / exponent))
    return value


def monomial(value: sympy.Expr) -> tuple[sympy.Expr, sympy.Expr] | None:
    """c and a of a path c eps^a, or None for another."""
    factor, power = sympy.sympify(value).as_independent(eps)
    base, exponent = power.as_base_exp()
    if power == 1:
        return factor, sympy.S.Zero
    return (factor, exponent) if base == eps and not exponent.has(eps) else None


def on_rung(path: Path, at: Rung) -> dict[Any, acb]:
    """Every symbol of the path, enclosed."""
    return {symbol: acb(_of_eps(sympy.sympify(value))(at.eps())) for symbol, value in path.items()}


@lru_cache(maxsize=512)
def _of_eps(value: sympy.Expr) -> Evaluator:
    return ball_function((eps,), value)


def enclosed(printed: Form, derived: Form, path: Path) -> Values:
    """Both forms at a rung, in balls, each evaluated once for a working precision."""

    @cache
    def values(at: Rung, bits: int) -> tuple[Groups, Groups]:
        point = on_rung(path, at)
        return evaluate(printed, point), evaluate(derived, point)

    return lambda at: values(at, flint.ctx.prec)


def strands(values: tuple[Groups, Groups]) -> list[Strand]:
    """One for each entry.  ValueError where the two forms are of different shapes."""
    printed, derived = values
    if list(map(len, printed)) != list(map(len, derived)):
        raise ValueError("the printed form and the derived one have different shapes")
    return [
        Strand(i, j, _words(i, j, len(derived), len(group)))
        for i, group in enumerate(derived)
        for j in range(len(group))
    ]


def _words(statement: int, entry: int, statements: int, entries: int) -> str:
    parts = [f"statement {statement + 1}"] if statements > 1 else []
    parts += [f"entry {entry + 1}"] if entries > 1 else []
    return ", ".join(parts)


def pair(values: Values, strand: Strand, at: Rung) -> tuple[acb, acb]:
    """Printed and derived entry of a strand."""
    printed, derived = values(at)
    return printed[strand.statement][strand.entry], derived[strand.statement][strand.entry]


def largest_entry(values: Values, strand: Strand, at: Rung) -> arb:
    """The largest modulus among the derived entries of the strand's matrix."""
    largest = arb(0)
    for entry in values(at)[1][strand.statement]:
        largest = largest.max(abs(entry))
    return largest
