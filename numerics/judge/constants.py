"""The closed form of a number, found by integer relations and accepted with digits to spare.

The method: LLL reduction of the lattice that belongs to powers of ten times the candidates'
values (A. K. Lenstra, H. W. Lenstra, L. Lovasz, Math. Ann. 261, 515 (1982)).  Of any n numbers
known to D digits a relation exists whose coefficients have D digits all together; only one
whose coefficients take 12 digits fewer says anything.  What is found is verified at twice the
digits, where the number can be had so precisely.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cache, lru_cache
from itertools import product
from math import log10
from typing import TypeAlias

import sympy
from flint import acb, arb, fmpz_mat
from sympy import Catalan, E, EulerGamma, I, Rational, gamma, log, pi, sqrt, zeta

from numerics.arithmetic.functions import ball_precision, bits_for
from numerics.judge.compare import ball

SPARE = 12  # digits by which a relation must be shorter than one that exists by chance
CHOICE = 1.2  # digits that it takes to say which of some 16 constants has a coefficient
LARGEST = 10**4  # of numerator and denominator of a rational factor
LARGEST_POWER = 12

GOLDEN = (1 + sqrt(5)) / 2
BASES = (
    *map(sympy.Integer, (2, 3, 5, 7)),
    pi,
    E,
    sympy.exp(EulerGamma),
    gamma(Rational(1, 4)),
    gamma(Rational(1, 3)),
    GOLDEN,
    log(2),
    log(3),
    zeta(3),
    Catalan,
    EulerGamma,
)
TERMS = (
    sympy.S.One,
    sqrt(2),
    sqrt(3),
    sqrt(5),
    sqrt(6),
    sympy.cbrt(2),
    sympy.cbrt(4),
    sympy.cbrt(3),
    pi,
    1 / pi,
    pi**2,
    pi * sqrt(2),
    pi * sqrt(3),
    E,
    log(2),
    log(3),
    log(5),
    log(pi),
    log(1 + sqrt(2)),
    log(2) ** 2,
    pi * log(2),
    EulerGamma,
    zeta(3),
    Catalan,
)
FACTORS = (sympy.S.One, pi, 1 / pi, sqrt(pi), 1 / sqrt(pi), pi**2, 1 / pi**2, E, 1 / E)
TURNS = tuple(sorted({Rational(p, q) for q in (2, 3, 4, 6, 8, 12) for p in range(-q + 1, q + 1)}))

Value: TypeAlias = acb | Callable[[int], acb]


def named(value: Value, digits: int) -> sympy.Expr | None:
    """The closed form of a number that is known to so many digits, where it has one; else None.

    value: the number, or a function of digits that gives it; the latter is verified at twice
    the digits.  Found are rationals; products of rational powers of 2, 3, 5, 7, pi, e, Euler's
    gamma, exp(gamma), Gamma(1/4), Gamma(1/3), the golden ratio, log 2, log 3, zeta(3) and
    Catalan's constant; rational multiples of simple ones; sums of few such constants with rational
    coefficients; these times roots of unity; and complex numbers with both parts of this kind.
    """
    number = value if isinstance(value, acb) else value(digits)
    with ball_precision(bits_for(digits + 10)):
        form = _complex(acb(number), digits)
    if form is None or isinstance(value, acb):
        return form
    return form if _is(form, acb(value(2 * digits)), 2 * digits) else None


def _complex(value: acb, digits: int) -> sympy.Expr | None:
    """The number by its real and imaginary part, or by its modulus and phase."""
    tiny = arb(10) ** (3 - digits) * abs(value)
    real, imaginary = (part.mid() for part in (value.real, value.imag))
    if abs(value) < arb(10) ** -digits:
        return None
    if abs(imaginary) < tiny:
        return _real(real, digits)
    if abs(real) < tiny:
        form = _real(imaginary, digits)
        return None if form is None else I * form
    turns = acb(real, imaginary).arg() / arb.pi()
    for turn in TURNS:
        if abs(turns - arb(turn.p) / turn.q) < arb(10) ** (3 - digits):
            modulus = _real(abs(acb(real, imaginary)).mid(), digits)
            unit = sympy.expand_complex(sympy.exp(I * pi * turn))
            return None if modulus is None else modulus * unit
    parts = [_real(part, digits) for part in (real, imaginary)]
    return None if None in parts else parts[0] + I * parts[1]


def _real(value: arb, digits: int) -> sympy.Expr | None:
    """The simplest form that is found; the search goes from the simple to the less so."""
    sign, size = (-1 if value < 0 else 1), abs(value)
    for form in _candidates(size, digits):
        if form is not None and _is(form, acb(size), digits):
            return sign * form
    return None


def _candidates(size: arb, digits: int) -> Iterator[sympy.Expr | None]:
    yield _rational(size, digits)
    yield _product(size, digits)
    for unit in units():
        factor = _rational(size / _value(unit, digits), digits)
        yield None if factor is None else factor * unit
    for factor in FACTORS:
        total = _sum(size / _value(factor, digits), digits)
        yield None if total is None else factor * total
    for root in (2, 3):
        total = _sum(size**root, digits)
        yield None if total is None else total ** Rational(1, root)


@cache
def units() -> tuple[sympy.Expr, ...]:
    """Simple products, simplest first, whose rational multiples are tried."""
    powers = product((0, 1, -1, 2, -2), (0, 1, -1, 2, -2), (0, 1), (0, 1, -1))
    of_four = [
        pi**a * E**b * sqrt(2) ** c * log(2) ** d
        for a, b, c, d in sorted(powers, key=lambda p: sum(map(abs, p)))
    ]
    others = [base**power for base in BASES[4:] for power in (1, -1, 2)]
    roots = [sympy.root(n, q) for n in (2, 3, 4, 5, 6, 7, 9) for q in (2, 3)]
    of_pi = [sqrt(pi), 1 / sqrt(pi), pi**3, pi**-3, pi**4, pi * sqrt(3), sqrt(3) / pi]
    return tuple(dict.fromkeys([*of_four, *roots, *of_pi, *others]))


@lru_cache(maxsize=2048)
def _value(constant: sympy.Expr, digits: int) -> arb:
    with ball_precision(bits_for(digits + 10)):
        return ball(constant).real


def _rational(size: arb, digits: int) -> sympy.Rational | None:
    """A fraction with parts below 10^4, or shorter than the digits by 12."""
    text = size.mid().str(digits, radius=False)
    fraction = Fraction(text).limit_denominator(LARGEST)
    if fraction == 0 or log10(fraction.numerator) + log10(fraction.denominator) > digits - SPARE:
        return None
    near = abs(size - arb(fraction.numerator) / fraction.denominator)
    return Rational(fraction) if near < arb(10) ** (3 - digits) * size else None


def _product(size: arb, digits: int) -> sympy.Expr | None:
    """A product of rational powers of the bases."""
    relation = _relation([size.log(), *(_value(base, digits).log() for base in BASES)], digits)
    if relation is None:
        return None
    powers = [Rational(-c, relation[0]) for c in relation[1:]]
    if max(max(abs(power.p), power.q) for power in powers) > LARGEST_POWER:
        return None
    return sympy.Mul(*(base**power for base, power in zip(BASES, powers, strict=True)))


def _sum(size: arb, digits: int) -> sympy.Expr | None:
    """A sum of a few terms with rational coefficients."""
    relation = _relation([size, *(_value(term, digits) for term in TERMS)], digits)
    if relation is None:
        return None
    weights = [Rational(-c, relation[0]) for c in relation[1:]]
    return sympy.Add(*(weight * term for weight, term in zip(weights, TERMS, strict=True)))


def _relation(values: Sequence[arb], digits: int) -> list[int] | None:
    """Integers c, c[0] > 0, with sum c v = 0 to all digits, if they are short enough."""
    scale = arb(10) ** digits
    columns = [
        int(((value * scale).mid() + arb(0.5)).floor().unique_fmpz() or 0) for value in values
    ]
    n = len(values)
    rows = [[*(int(k == m) for m in range(n)), columns[k]] for k in range(n)]
    for row in fmpz_mat(rows).lll().tolist():
        relation = [int(entry) for entry in row[:n]]
        cost = sum(CHOICE + log10(2 * abs(c) + 1) for c in relation if c)
        if relation[0] and cost < digits - SPARE:
            return [c * (1 if relation[0] > 0 else -1) for c in relation]
    return None


def _is(form: sympy.Expr, value: acb, digits: int) -> bool:
    """Whether a form agrees with a number to all but 3 of so many digits."""
    with ball_precision(bits_for(digits + 10)):
        return bool(abs(ball(form) - value) < arb(10) ** (3 - digits) * abs(value))
