"""Both forms of an equation on a rung of its regime, and the strands in which they are compared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import flint
import mpmath
import sympy
from flint import acb, arb
from sympy.core.function import AppliedUndef

from derive.notation import eps
from derive.record import Form
from numerics.arithmetic.arguments import to_mpf
from numerics.arithmetic.functions import (
    Evaluator,
    ball_function,
    ball_precision,
    mpmath_function,
)
from numerics.judge.compare import Groups, evaluate, largest
from numerics.judge.ladder import Rung

Path = Mapping[Any, Any]
COMPUTED_BITS = 768  # and
COMPUTED_DEPTH = 130  # of a rung: the reach of what is computed without enclosure
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
            form = form.replace(
                function.func, sympy.Lambda(function.args, _written(value, function, path))
            )
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


def computed(printed: Form, derived: Form, path: Path) -> Values:
    """Both forms at a rung by mpmath, for functions that have no enclosure.

    The radius of a ball is the difference from twice the precision: no bound, but a measure.
    """

    @cache
    def values(at: Rung, bits: int) -> tuple[Groups, Groups]:
        if bits > COMPUTED_BITS or at.depth > COMPUTED_DEPTH:
            raise ArithmeticError("nothing is computed with so many bits")
        with ball_precision(3 * bits):
            point = on_rung(path, at)
        return _by_mpmath(printed, point, bits), _by_mpmath(derived, point, bits)

    return lambda at: values(at, flint.ctx.prec)


def _by_mpmath(form: Form, point: dict[Any, acb], bits: int) -> Groups:
    symbols = tuple(sorted(form.free_symbols, key=str))
    return [
        [
            _computed(_of_mpmath(entry, symbols), [point[s] for s in symbols], bits)
            for entry in group
        ]
        for group in entries(form)
    ]


@lru_cache(maxsize=512)
def _of_mpmath(entry: sympy.Expr, symbols: tuple[sympy.Symbol, ...]) -> Evaluator:
    return mpmath_function(symbols, entry)


def _computed(function: Evaluator, arguments: list[acb], bits: int) -> acb:
    found = []
    for working in (bits, 2 * bits):
        with mpmath.workprec(working):
            numbers = [_to_mpmath(z) for z in arguments]
            found.append(mpmath.mpc(function(*numbers)))
    with mpmath.workprec(2 * bits):
        coarse, fine = found
        if not mpmath.isfinite(fine):
            raise ArithmeticError("mpmath finds no finite value")
        off = arb(str(abs(coarse - fine) + abs(fine) * mpmath.mpf(2) ** -bits))
        parts = (arb(mpmath.nstr(part, int(bits * 0.7))) for part in (fine.real, fine.imag))
        return acb(*(part + arb(0, off) for part in parts))


def _to_mpmath(z: acb) -> Any:
    return to_mpf(z.real) if z.imag.is_zero() else mpmath.mpc(to_mpf(z.real), to_mpf(z.imag))


def entries(form: Form) -> list[list[sympy.Expr]]:
    """The entries of each statement: of a tuple several, of a matrix all that it has."""
    groups = form.args if isinstance(form, sympy.Tuple) else [form]
    return [list(group) if isinstance(group, sympy.MatrixBase) else [group] for group in groups]


def shape(form: Form) -> str:
    """What a form is, in words: equal words for forms that can be compared entry by entry."""
    if isinstance(form, sympy.Tuple):
        return f"a tuple of {len(form)}: {', '.join(map(shape, form))}"
    if isinstance(form, sympy.MatrixBase):
        return "a matrix of {} by {}".format(*form.shape)
    return "an expression"


def strands(form: Form) -> list[Strand]:
    """One for each entry of the form."""
    groups = entries(form)
    return [
        Strand(i, j, _words(i, j, len(groups), len(group)))
        for i, group in enumerate(groups)
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
    return largest([abs(entry) for entry in values(at)[1][strand.statement]])
