"""Values of ball arithmetic: rationals stay exact, real numbers real, powers are principal.

A value is an int or fmpq, which is exact, or an arb, which is real, or an acb.  flint has no
signed zero: a number on a branch cut is on the side that SymPy and mpmath give it, and a ball
that crosses a cut gets a hull of both sides, or is not finite.
"""

from collections.abc import Callable
from functools import reduce, wraps
from typing import Any

from flint import acb, arb, ctx, fmpq, fmpz

GUARD = 8  # bits that a function may lose before it is tried again at more bits
RETRIES = 5
MOST_BITS = 1 << 18
LARGEST_EXACT = 1 << 20  # bits of an exact power; a longer one is rounded

Function = Callable[..., Any]


def real_or_complex(value: Any) -> arb | acb:
    """The value as an arb where its imaginary part is 0, else as an acb."""
    if isinstance(value, acb):
        return value.real if value.imag.is_zero() else value
    return value if isinstance(value, arb) else arb(value)


def is_rational(value: Any) -> bool:
    return isinstance(value, int | fmpz | fmpq)


def whole(value: Any) -> int | None:
    """The integer that the value is, exactly, or None."""
    if is_rational(value):
        return int(fmpq(value).p) if fmpq(value).q == 1 else None
    value = real_or_complex(value)
    if isinstance(value, arb) and value.is_exact() and value.is_integer():
        return int(value.unique_fmpz())
    return None


def integer(value: Any, name: str) -> int:
    """The integer that the value is; ArithmeticError where it is not known to be one."""
    found = whole(value)
    if found is None:
        raise ArithmeticError(f"{name} has a ball only for an exact integer, not for {value}")
    return found


def real(value: Any, name: str) -> arb:
    """The value as an arb; ArithmeticError where its imaginary part is not 0."""
    value = acb(value)
    if not value.imag.contains(0):
        raise ArithmeticError(f"{name} is defined for real numbers, not for {value}")
    return value.real


def nowhere() -> arb:
    """The value at a pole or outside a domain: a ball that is not finite."""
    return arb.nan()


def sharp(function: Function) -> Function:
    """The function, at as many bits as it takes to give exact arguments the working precision."""

    @wraps(function)
    def sharpened(*arguments: Any) -> Any:
        value = function(*arguments)
        if _accuracy(value) >= ctx.prec - GUARD or not all(map(_is_exact, arguments)):
            return value
        bits, wanted = ctx.prec, ctx.prec
        for _ in range(RETRIES):
            lost = wanted - _accuracy(value)
            bits += lost + GUARD if lost < bits else bits
            if bits > MOST_BITS:
                break
            with ctx.workprec(bits):
                value = function(*arguments)
            if _accuracy(value) >= wanted:
                break
        return +value

    return sharpened


def _accuracy(value: Any) -> int:
    return int(value.rel_accuracy_bits())


def _is_exact(value: Any) -> bool:
    return is_rational(value) or bool(value.is_exact())


def flint_function(name: str, place: int = 0) -> Function:
    """The flint function, of argument number `place` and then of the others in their order.

    Real arguments are tried as real numbers first: outside its real domain the value is complex.
    """
    of_reals, of_complex = getattr(arb, name, None), getattr(acb, name)

    @sharp
    def function(*arguments: Any) -> Any:
        values = [real_or_complex(a) for a in arguments]
        values = [values[place], *values[:place], *values[place + 1 :]]
        if of_reals and all(isinstance(value, arb) for value in values):
            return complex_where_not_real(of_reals(*values), lambda: of_complex(*map(acb, values)))
        return of_complex(*map(acb, values))

    return function


def complex_where_not_real(found: arb, complex_value: Callable[[], acb]) -> arb | acb:
    """The real value; where it is not finite, the complex one, if that is finite."""
    if found.is_finite():
        return found
    value = complex_value()
    return value if value.is_finite() else found


def square_root(z: Any) -> Any:
    """The principal square root, Re >= 0, and Im > 0 for a negative number."""
    if isinstance(z, acb):
        return z.sqrt()
    if is_rational(z):
        return rational_power(z, 1, 2)
    return complex_where_not_real(z.sqrt(), acb(z).sqrt)


def integer_power(base: Any, exponent: int) -> Any:
    """base^exponent: exact for a rational base, unless it has too many bits."""
    if not is_rational(base):
        return base**exponent
    base = fmpq(base)
    size = max(int(base.p).bit_length(), int(base.q).bit_length())
    return base**exponent if size * abs(exponent) < LARGEST_EXACT else arb(base) ** exponent


def rational_power(base: Any, numerator: int, denominator: int) -> Any:
    """The principal value of base^(numerator/denominator): exact where the root is rational."""
    root = _exact_root(fmpq(base), denominator) if is_rational(base) else None
    if root is not None:
        return integer_power(root, numerator)
    return _rational_power(base, numerator, denominator)


@sharp
def _rational_power(base: Any, numerator: int, denominator: int) -> arb | acb:
    base = real_or_complex(base)
    if isinstance(base, arb) and base >= 0 and not (numerator < 0 and base.contains(0)):
        return base.root(denominator) ** numerator
    return _general_power(base, acb(fmpq(numerator, denominator)))


def _exact_root(base: fmpq, degree: int) -> fmpq | None:
    if base <= 0:
        return None
    parts = [_integer_root(part, degree) for part in (base.p, base.q)]
    return None if None in parts else fmpq(*parts)


def _integer_root(number: fmpz, degree: int) -> int | None:
    root = number.root(degree)
    return root if root**degree == number else None


@sharp
def power(base: Any, exponent: Any) -> Any:
    """The principal value of base^exponent; an exact integer as exponent gives a product."""
    n = whole(exponent)
    if n is not None:
        return _as_ball(integer_power(base, n))
    return _general_power(real_or_complex(base), real_or_complex(exponent))


def _general_power(base: arb | acb, exponent: arb | acb) -> arb | acb:
    """flint's power; around 0 and for a positive exponent the disc that holds all values."""
    if isinstance(base, arb) and isinstance(exponent, arb) and base > 0:
        return base**exponent
    found = acb(base).pow(acb(exponent))
    growth = real_or_complex(exponent)
    if found.is_finite() or not (isinstance(growth, arb) and growth > 0 and base.contains(0)):
        return found
    largest = acb(base).abs_upper()
    reach = arb(0) if largest.is_zero() else (largest**growth).upper()
    return acb(arb(0, reach), arb(0, reach))


def _as_ball(value: Any) -> arb | acb:
    return arb(value) if is_rational(value) else value


def hull(values: list[Any]) -> Any:
    """The smallest ball that this module knows to hold all of the balls."""
    balls = [real_or_complex(value) for value in values]
    if all(isinstance(b, arb) for b in balls):
        return reduce(arb.union, balls)
    return reduce(acb.union, map(acb, balls))
