"""Numbers of forms, for symbols by name."""

import mpmath
from mpmath import mpf
from sympy import sympify

from numerics.arithmetic.functions import mpmath_function


def value(form, **given):
    """A number of a form, for symbols by name, to the working precision of mpmath."""
    symbols = sorted(sympify(form).free_symbols, key=str)
    return mpmath.re(mpmath_function(symbols, form)(*(mpf(given[str(a)]) for a in symbols)))
