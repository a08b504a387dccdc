"""Sines and differences that vanish at s = 0, written with their zero as a factor.

A box for s = exp(-x) may hold 0, and then holds no quotient by exp(s) - 1; s sinc(i s/2) exp(s/2)
is the same, and its zero cancels as a power of s.
"""

import sympy
from sympy import I, cos, cosh, exp, sin, sinc, sinh

# Half of f(mean + half) - f(mean - half).
PRODUCTS = {
    cos: lambda mean, half: -sin(mean) * sin(half),
    sin: lambda mean, half: cos(mean) * sin(half),
    cosh: lambda mean, half: sinh(mean) * sinh(half),
    sinh: lambda mean, half: cosh(mean) * sinh(half),
    exp: lambda mean, half: exp(mean) * sinh(half),
}


def with_zeros_as_factors(form: sympy.Expr, s: sympy.Symbol) -> sympy.Expr:
    """The form with sin u, sinh u, exp(u) - 1, 1 - cos u as u or u^2 times sinc, if u = 0 at 0.

    A difference such as cos a - cos b, with a = b at 0, is made a product first.
    """

    def vanishes(u: sympy.Expr) -> bool:
        return bool(u.has(s) and sympy.expand(u.subs(s, 0)) == 0)

    def is_wave(e: sympy.Expr) -> bool:
        return isinstance(e, sin | sinh) and vanishes(e.args[0])

    def wave(e: sympy.Expr) -> sympy.Expr:
        (u,) = e.args
        return u * (sinc(u) if isinstance(e, sin) else sinc(I * u))

    def is_difference(e: sympy.Expr) -> bool:
        return e.is_Add and len(e.args) == 2 and _difference(e) is not None

    def difference(e: sympy.Expr) -> sympy.Expr:
        found = _difference(e)
        if found is None or not vanishes(found[1].args[0]):
            return e
        c, function = found
        (u,) = function.args
        if isinstance(function, exp):
            return c * u * exp(u / 2) * sinc(I * u / 2)
        return -c * u**2 / 2 * sinc(u / 2) ** 2

    def meets(e: sympy.Expr) -> bool:
        pair = _pair(e) if e.is_Add and len(e.args) == 2 else None
        if pair is None:
            return False
        _, function, a, b = pair
        return vanishes(a - b) or (function in (cos, cosh) and vanishes(a + b))

    def as_product(e: sympy.Expr) -> sympy.Expr:
        pair = _pair(e)
        assert pair is not None
        c, function, a, b = pair
        mean, half = sympy.expand((a + b) / 2), sympy.expand((a - b) / 2)
        return 2 * c * PRODUCTS[function](mean, half)

    form = form.replace(meets, as_product)
    form = form.replace(is_wave, wave).replace(is_difference, difference)
    return sympy.expand_power_base(form)  # the zeros out of roots


def _pair(
    e: sympy.Expr,
) -> tuple[sympy.Expr, type[sympy.Function], sympy.Expr, sympy.Expr] | None:
    """c, f, a and b of c f(a) - c f(b); None for another sum of two terms."""
    (c, f), (d, g) = (term.as_coeff_Mul() for term in e.args)
    if c != -d or type(f) is not type(g) or type(f) not in PRODUCTS:
        return None
    return c, type(f), f.args[0], g.args[0]


def _difference(e: sympy.Add) -> tuple[sympy.Expr, sympy.Expr] | None:
    """c and f of c f - c, for an exponential or cosine f."""
    constant, term = e.as_coeff_Add()
    c, function = term.as_coeff_Mul()
    if constant == -c and isinstance(function, exp | cos):
        return c, function
    return None
