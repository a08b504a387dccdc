"""Functions that are written by others, for every target: SymPy's definitions."""

from collections.abc import Callable

import sympy
from sympy import Expr


def _real_harmonic(n: Expr, m: Expr, theta: Expr, phi: Expr) -> Expr:
    Y, Yc = sympy.Ynm(n, m, theta, phi), sympy.Ynm_c(n, m, theta, phi)
    return sympy.Piecewise(
        ((Y + Yc) / sympy.sqrt(2), m > 0),
        (Y, sympy.Eq(m, 0)),
        ((Y - Yc) / (sympy.sqrt(2) * sympy.I), True),
    )


WRITTEN_OUT: dict[str, Callable[..., Expr]] = {
    "asec": lambda z: sympy.acos(1 / z),
    "acsc": lambda z: sympy.asin(1 / z),
    "asech": lambda z: sympy.acosh(1 / z),
    "acsch": lambda z: sympy.asinh(1 / z),
    "Li": lambda z: sympy.li(z) - sympy.li(2),
    "erf2inv": lambda x, y: sympy.erfinv(y + sympy.erf(x)),
    "SingularityFunction": lambda x, a, n: (x - a) ** n * sympy.Heaviside(x - a, 1),
    "Znm": _real_harmonic,
}


def written_out(form: Expr) -> Expr | None:
    """The form of a function of the table by other functions; None for one that has none."""
    rule = WRITTEN_OUT.get(type(form).__name__)
    return None if rule is None else rule(*form.args)
