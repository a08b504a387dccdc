"""Proof that two forms are equal for all values of their symbols, by a zero test.

Both forms are written in generators (`numerics.judge.translate`); entry by entry, the numerator
of their difference is reduced by the relations of the generators.  Where it reduces to 0 the
forms are equal wherever both are defined.  Where it does not, nothing is shown.
"""

from collections.abc import Sequence

import sympy
from sympy.core.function import AppliedUndef

from derive.record import Form
from derive.root import explicit
from numerics.judge.field import Field, NotShown
from numerics.judge.rules import RULES
from numerics.judge.translate import Translation

MOST_OPERATIONS = 5000  # of both forms together


def proved_equal(form: Form, other: Form, domain: Sequence[sympy.Basic] = ()) -> bool:
    """Whether the forms are shown equal for all values of their symbols, where both are defined.

    domain: what is assumed beside the symbols' own assumptions.  Used are conditions on
    functions, Eq(f(-x), f(x)) and Eq(f(-x), -f(x)), and equations that give a symbol.  False
    means that nothing is shown.  Takes 5 seconds at most.
    """
    entries, others = entries_of(form), entries_of(other)
    if len(entries) != len(others) or not all(map(_is_readable, (*entries, *others))):
        return False
    translation = Translation(Field(), RULES, parities(domain))
    known = given_symbols(domain)
    try:
        return all(
            translation.field.is_zero(translation.of(a.subs(known)) - translation.of(b.subs(known)))
            for a, b in zip(entries, others, strict=True)
        )
    except (NotShown, RecursionError):
        return False


def entries_of(form: Form) -> list[sympy.Expr]:
    """The entries of a matrix or of the statements of a Tuple, row by row; a form alone else."""
    if isinstance(form, sympy.Tuple | tuple | list):
        return [entry for statement in form for entry in entries_of(statement)]
    if isinstance(form, sympy.MatrixExpr):
        form = form.as_explicit()
    return list(form) if isinstance(form, sympy.MatrixBase) else [explicit(form)]


def parities(domain: Sequence[sympy.Basic]) -> dict[sympy.Basic, int]:
    """1 for each function that the domain says is even, -1 for each odd one."""
    found: dict[sympy.Basic, int] = {}
    for condition in domain:
        if isinstance(condition, sympy.Eq):
            for mirrored, other in (condition.args, condition.args[::-1]):
                if isinstance(mirrored, AppliedUndef) and len(mirrored.args) == 1:
                    upright = mirrored.func(-mirrored.args[0])
                    if other in (upright, -upright):
                        found[mirrored.func] = 1 if other == upright else -1
    return found


def given_symbols(domain: Sequence[sympy.Basic]) -> dict[sympy.Symbol, sympy.Expr]:
    """The symbols that the domain gives as expressions of others."""
    return {
        condition.lhs: condition.rhs
        for condition in domain
        if isinstance(condition, sympy.Eq)
        and condition.lhs.is_Symbol
        and not condition.rhs.has(condition.lhs)
    }


def _is_readable(entry: sympy.Basic) -> bool:
    return (
        isinstance(entry, sympy.Expr)
        and entry.is_commutative is not False
        and not entry.has(sympy.Float, sympy.nan, sympy.zoo, sympy.Order)
        and entry.count_ops() < MOST_OPERATIONS
    )
