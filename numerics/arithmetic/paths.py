"""The path of an integral as pieces in s, each with one end that may be singular or infinite."""

from dataclasses import dataclass
from functools import lru_cache

import sympy

from numerics.arithmetic.near_zero import with_zeros_as_factors

Half = tuple[sympy.Expr, sympy.Symbol, sympy.Expr]


@dataclass(frozen=True)
class Piece:
    """An integral over s from 0, an end that may be singular, to `size`; and s = exp(-x).

    Balls keep the angle of exp(-2 x), but not that of exp(-x)^2: hence two forms.  `given` is
    `form` as it came, whose derivatives at 0 SymPy knows, for the bound of its end.
    """

    given: sympy.Expr
    form: sympy.Expr
    s: sympy.Symbol
    in_logarithm: sympy.Expr
    x: sympy.Symbol
    size: sympy.Rational
    half_line: Half | None


def _piece(
    given: sympy.Expr, s: sympy.Symbol, size: sympy.Rational, half_line: Half | None = None
) -> Piece:
    x = sympy.Dummy("x", real=True)
    form = given if half_line else with_zeros_as_factors(given, s)
    in_logarithm = form.subs(s, sympy.exp(-x)) * sympy.exp(-x)
    return Piece(given, form, s, in_logarithm, x, size, half_line)


@lru_cache(maxsize=2048)
def pieces(form: sympy.Expr, t: sympy.Symbol, a: sympy.Expr, b: sympy.Expr) -> list[Piece]:
    """The two ends of the path from a to b, which meet in the middle, or at a + 1 for b = oo."""
    s = sympy.Dummy("s", positive=True)
    if a.is_infinite:
        return pieces(form.subs(t, -t), t, -b, -a)
    if b.is_infinite:
        far = without_overflow(form, t).subs(t, a + 1 / s)
        return [
            _piece(tidy(form.subs(t, a + s), s), s, sympy.S.One),
            _piece(tidy(far, s) / s**2, s, sympy.S.One, (form, t, a + 1)),
        ]
    width = b - a
    places = (a + width * s, b - width * s)
    return [_piece(tidy(form.subs(t, place), s) * width, s, sympy.S.Half) for place in places]


def without_overflow(form: sympy.Expr, t: sympy.Symbol) -> sympy.Expr:
    """The form with the largest exponential taken out of every sum, as exp(t) out of cosh(t).

    On a box the sum then stays near 1, away from 0 and from the cut of a root.
    """
    hyperbolic = (sympy.cosh, sympy.sinh, sympy.tanh, sympy.coth, sympy.sech, sympy.csch)
    form = form.replace(lambda e: isinstance(e, hyperbolic), lambda e: e.rewrite(sympy.exp))

    def taken_out(e: sympy.Add) -> sympy.Expr:
        rates = [sympy.expand(x.args[0]).coeff(t, 1) for x in e.atoms(sympy.exp) if x.has(t)]
        most = max((rate for rate in rates if rate.is_positive and rate.is_number), default=None)
        if most is None:
            return e
        rest = sympy.Add(*(sympy.powsimp(x * sympy.exp(-most * t)) for x in e.args))
        return sympy.exp(most * t) * rest

    return form.replace(lambda e: e.is_Add and e.has(sympy.exp), taken_out)


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
