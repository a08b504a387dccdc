"""Values on the very cut of a function: taken from one side here, from the other elsewhere.

The principal square root, the logarithm and the Bessel functions of a negative number are the
same to everybody.  The value of atanh(2) is not: some handbooks and programs take it from above
the cut, some from below.  An equation that holds with the other value is not refuted.
"""

from collections.abc import Iterator

import sympy
from flint import acb
from sympy.functions.elementary.hyperbolic import InverseHyperbolicFunction
from sympy.functions.elementary.trigonometric import InverseTrigonometricFunction

from derive.record import Form, at_point
from numerics.arithmetic.functions import ball_precision, bits_for
from numerics.judge.compare import ball
from numerics.judge.route import Values

DIFFERING = (
    InverseTrigonometricFunction,
    InverseHyperbolicFunction,
    sympy.elliptic_k,
    sympy.elliptic_e,
    sympy.elliptic_f,
    sympy.elliptic_pi,
    sympy.polylog,
    sympy.hyper,
)
ACROSS_IMAGINARY = (sympy.atan, sympy.asinh, sympy.acot, sympy.acsch)
MOST = 4  # functions of one form that lie on a cut
DIGITS = 40


def other_sides(form: Form, point: Values) -> Iterator[tuple[str, Form]]:
    """The form at the point with one function on a cut, or all, taken from the other side.

    Each comes with the name of the function.  A function that is real on part of the real axis
    has conjugate values on both sides of a cut there.
    """
    form = sympy.sympify(form)
    if any(isinstance(value, acb) for value in point.values()) or not form.has(*DIFFERING):
        return
    there = at_point(form, point)
    found = {}
    for function in sorted(there.atoms(sympy.Function), key=sympy.default_sort_key)[:16]:
        if isinstance(function, DIFFERING) and _on_cut(function):
            found[function] = _mirrored(function)
    if not 0 < len(found) <= MOST:
        return
    for function, mirrored in found.items():
        yield function.func.__name__, there.xreplace({function: mirrored})
    if len(found) > 1:
        yield " and ".join(f.func.__name__ for f in found), there.xreplace(found)


def _on_cut(function: sympy.Expr) -> bool:
    """Whether real arguments have a value that is not real, or i y one that is not imaginary."""
    try:
        with ball_precision(bits_for(DIGITS)):
            value = ball(function)
            arguments = [ball(argument) for argument in function.args]
    except Exception:
        return False
    if not (value.is_finite() and all(argument.is_finite() for argument in arguments)):
        return False
    if all(argument.imag.is_zero() for argument in arguments):
        return not value.imag.contains(0)
    imaginary = all(argument.real.is_zero() for argument in arguments)
    return isinstance(function, ACROSS_IMAGINARY) and imaginary and not value.real.contains(0)


def _mirrored(function: sympy.Expr) -> sympy.Expr:
    """The value on the other side: of f(x), or of an odd function at i y."""
    conjugate = sympy.conjugate(function, evaluate=False)
    across = isinstance(function, ACROSS_IMAGINARY) and not function.args[0].is_real
    return -conjugate if across else conjugate
