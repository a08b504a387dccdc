"""Names in generated code: the reader's symbols never meet a name of a function or a constant."""

from collections.abc import Sequence
from typing import Any

import sympy


def renamed(arguments: Sequence[Any], form: Any) -> tuple[list[sympy.Symbol], Any]:
    """The arguments as argument_0, argument_1, ..., and the form in these; what is bound, too.

    Raises ValueError for a symbol of the form that is no argument, and for an undefined function.
    """
    form = sympy.sympify(form)
    names = {a: _symbol(f"argument_{place}", a) for place, a in enumerate(arguments)}
    missing = form.free_symbols - {symbol for a in arguments for symbol in a.free_symbols}
    if missing:
        raise ValueError(f"the expression contains {min(map(str, missing))}, which has no value")
    bound = sorted(form.atoms(sympy.Symbol) - set(names), key=sympy.default_sort_key)
    names |= {symbol: _symbol(f"bound_{place}", symbol) for place, symbol in enumerate(bound)}
    form = form.xreplace(names)
    undefined = form.atoms(sympy.core.function.AppliedUndef)
    if undefined:
        name = min(str(function.func) for function in undefined)
        raise ValueError(f"the expression contains the undefined function {name}")
    return [names[a] for a in arguments], form


def _symbol(name: str, old: Any) -> sympy.Symbol:
    return sympy.Symbol(name, **(old.assumptions0 if old.is_Symbol else {}))
