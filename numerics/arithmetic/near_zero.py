"""Sines and differences that vanish at s = 0, written with their zero as a factor.

A box for s = exp(-x) may hold 0, and then holds no quotient by exp(s) - 1; s sinc(i s/2) exp(s/2)
is the same, and its zero cancels as a power of s.
"""

import sympy
from sympy import I, cos, exp, sin, sinc, sinh


def with_zeros_as_factors(form: sympy.Expr, s: sympy.Symbol) -> sympy.Expr:
    """The form with sin u, sinh u, exp(u) - 1, 1 - cos u as u or u^2 times sinc, if u = 0 at 0."""

    def vanishes(u: sympy.Expr) -> bool:
        return bool(u.has(s) and u.subs(s, 0) == 0)

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

    return form.replace(is_wave, wave).replace(is_difference, difference)


def _difference(e: sympy.Add) -> tuple[sympy.Expr, sympy.Expr] | None:
    """c and f of c f - c, for an exponential or cosine f."""
    constant, term = e.as_coeff_Add()
    c, function = term.as_coeff_Mul()
    if constant == -c and isinstance(function, exp | cos):
        return c, function
    return None
