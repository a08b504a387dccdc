"""Numbers of SymPy and mpmath as balls, and forms of x at a point as balls."""

import mpmath
from flint import acb, arb, fmpq
from sympy import Rational, Symbol

from numerics.arithmetic.functions import ball_function

x = Symbol("x")
HALF, THIRD = Rational(1, 2), Rational(1, 3)


def number(exact):
    """An exact number in mpmath."""
    re, im = (mpmath.mpf(part.p) / part.q for part in exact.as_real_imag())
    return mpmath.mpc(re, im) if im else re


def ball_of(mp_value):
    """A number of mpmath as an exact ball."""

    def real(value):
        sign, mantissa, exponent, _ = value._mpf_
        return arb(int(mantissa) * (-1) ** sign) * arb(2) ** exponent

    value = mpmath.mpc(mp_value)
    return acb(real(value.real), real(value.imag))


def exact(point):
    re, im = (fmpq(int(part.p), int(part.q)) for part in point.as_real_imag())
    return acb(re, im) if im else re


def at(form, point):
    return acb(ball_function((x,), form)(exact(point)))
