"""An integral or sum made ready: symbols that know whether they are real, factors taken out."""

from functools import lru_cache
from typing import Any

import sympy


@lru_cache(maxsize=512)
def with_real_symbols(
    expr: sympy.Expr, symbols: tuple[sympy.Symbol, ...], reals: tuple[bool, ...]
) -> tuple[sympy.Expr, tuple[sympy.Symbol, ...]]:
    """The expression with new symbols, which know whether they are real (and integer, positive)."""
    new = tuple(
        s if real and s.is_real else sympy.Dummy(s.name, **({"real": True} if real else {}))
        for s, real in zip(symbols, reals, strict=True)
    )
    return expr.subs(dict(zip(symbols, new, strict=True)), simultaneous=True), new


def separated(form: sympy.Expr, t: sympy.Symbol) -> tuple[sympy.Expr, sympy.Expr]:
    """The factors without t, those of inner integrals and sums too, and the others."""

    def outside(e: Any) -> sympy.Expr:
        factor, rest = e.function.as_independent(*e.variables, as_Add=False)
        return factor * e.func(rest, *e.limits)

    form = form.replace(lambda e: isinstance(e, sympy.Integral | sympy.Sum), outside)
    return form.as_independent(t, as_Add=False)
