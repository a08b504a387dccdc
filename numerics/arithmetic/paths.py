"""The path of an integral as pieces in s, each with one end that may be singular or infinite."""

from dataclasses import dataclass
from functools import lru_cache

import sympy

Half = tuple[sympy.Expr, sympy.Symbol, sympy.Expr]


@dataclass(frozen=True)
class Piece:
    """An integral over s from 0, an end that may be singular, to `size`; and s = exp(-x).

    Balls keep the angle of exp(-2 x), but not that of exp(-x)^2: hence two forms.
    """

    form: sympy.Expr
    s: sympy.Symbol
    in_logarithm: sympy.Expr
    x: sympy.Symbol
    size: sympy.Rational
    half_line: Half | None


def _piece(
    form: sympy.Expr, s: sympy.Symbol, size: sympy.Rational, half_line: Half | None = None
) -> Piece:
    x = sympy.Dummy("x", real=True)
    return Piece(form, s, form.subs(s, sympy.exp(-x)) * sympy.exp(-x), x, size, half_line)


@lru_cache(maxsize=2048)
def pieces(form: sympy.Expr, t: sympy.Symbol, a: sympy.Expr, b: sympy.Expr) -> list[Piece]:
    """The two ends of the path from a to b, which meet in the middle, or one unit from the finite."""
    s = sympy.Dummy("s", positive=True)
    if a.is_infinite:
        return pieces(form.subs(t, -t), t, -b, -a)
    if b.is_infinite:
        far = form.replace(
            lambda e: isinstance(e, sympy.cosh | sympy.sinh) and (e.args[0] / t).is_positive,
            lambda e: sympy.exp(e.args[0]) * _rest_of_hyperbolic(e) / 2,
        )
        return [
            _piece(tidy(form.subs(t, a + s), s), s, sympy.S.One),
            _piece(tidy(far.subs(t, a + 1 / s), s) / s**2, s, sympy.S.One, (form, t, a + 1)),
        ]
    width = b - a
    places = (a + width * s, b - width * s)
    return [_piece(tidy(form.subs(t, place), s) * width, s, sympy.S.Half) for place in places]


def _rest_of_hyperbolic(e: sympy.Expr) -> sympy.Expr:
    """2 exp(-z) cosh(z) or 2 exp(-z) sinh(z), which keep off the cut of a root."""
    side = 1 if isinstance(e, sympy.cosh) else -1
    return 1 + side * sympy.exp(-2 * e.args[0])


def tidy(form: sympy.Expr, s: sympy.Symbol) -> sympy.Expr:
    """The form with powers of s taken out of its sums, so that no digits and no angles are lost."""

    def factored(e: sympy.Expr) -> sympy.Expr:
        numerator, denominator = sympy.fraction(sympy.together(e))
        expanded = sympy.expand(numerator)
        if expanded.is_Add and expanded.coeff(s, 0) == 0:
            expanded = sympy.factor_terms(expanded)
        elif expanded.is_Add and not denominator.has(s):
            return e
        return expanded / denominator

    form = form.replace(lambda e: e.is_Add and e.has(s) and _is_laurent(e, s), factored)
    return sympy.expand_power_base(form)


def _is_laurent(e: sympy.Expr, s: sympy.Symbol) -> bool:
    """Whether e is a polynomial in s over a power of s."""
    numerator, denominator = sympy.fraction(sympy.together(e))
    power = denominator.as_independent(s)[1]
    return bool(numerator.is_polynomial(s) and (power == 1 or power.as_base_exp()[0] == s))
