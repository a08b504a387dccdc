"""Values of a symbol at which a form may change its branch: roots of what its switches compare."""

from collections.abc import Iterator
from itertools import combinations

import sympy
from sympy import Expr, Symbol

STEPS = (1, -1, 100)  # values of the argument of a floor function at which it is looked at
MOST_DEGREE = 2
MOST = 12  # values of one symbol


def turning_points(forms: sympy.Tuple, symbol: Symbol) -> list[sympy.Rational]:
    """Rational values of the symbol at which a switch of no other symbol turns."""
    found: dict[sympy.Rational, None] = {}
    for switch in _switches(forms):
        if switch.free_symbols != {symbol} or not switch.is_polynomial(symbol):
            continue
        if sympy.degree(switch, symbol) <= MOST_DEGREE:
            found |= dict.fromkeys(sympy.roots(switch, symbol, filter="Q"))
    return [*found][:MOST]


def _switches(forms: sympy.Tuple) -> Iterator[Expr]:
    """Expressions whose sign decides on a branch."""
    for function in forms.atoms(sympy.Heaviside, sympy.sign, sympy.Abs):
        yield function.args[0]
    for function in forms.atoms(sympy.Max, sympy.Min):
        yield from (a - b for a, b in combinations(function.args, 2))
    for function in forms.atoms(sympy.floor, sympy.ceiling, sympy.frac):
        yield from (function.args[0] - step for step in STEPS)
    for relation in forms.atoms(sympy.core.relational.Relational):
        yield relation.lhs - relation.rhs
    for power in forms.atoms(sympy.Pow):
        if not power.exp.is_Integer:
            yield power.base
