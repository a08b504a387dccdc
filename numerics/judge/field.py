"""Fractions of polynomials in generators, some of which obey relations: exact arithmetic.

A generator stands for an expression: a symbol, a square root, an exponential, a logarithm, a
function that is not looked into.  A relation r^n = tail gives a power of a generator by others,
and by lower powers of itself: i^2 = -1, r^2 = x for r = sqrt(x).  Every relation holds for all
values; so a numerator that the relations reduce to 0 is 0 for all values.  The converse is not
claimed: what is not reduced to 0 is not shown.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import sympy
from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

MOST_GENERATORS = 64
MOST_TERMS = 4000  # of a polynomial: what flint factors within a fraction of a second
MOST_DEGREE = 5000
SECONDS = 5.0

_CONTEXT = fmpq_mpoly_ctx.get([f"g{n}" for n in range(MOST_GENERATORS)], Ordering.lex)
_GENS = _CONTEXT.gens()


class NotShown(Exception):
    """The zero test gives up: too large, too long, or not defined."""


@dataclass(frozen=True)
class Quotient:
    """A fraction without common factor; the denominator has leading coefficient 1."""

    num: fmpq_mpoly
    den: fmpq_mpoly

    def __add__(self, other: "Quotient") -> "Quotient":
        if self.den == other.den:
            return quotient(self.num + other.num, self.den)
        return quotient(
            product(self.num, other.den) + product(other.num, self.den),
            product(self.den, other.den),
        )

    def __neg__(self) -> "Quotient":
        return Quotient(-self.num, self.den)

    def __sub__(self, other: "Quotient") -> "Quotient":
        return self + -other

    def __mul__(self, other: "Quotient") -> "Quotient":
        return quotient(product(self.num, other.num), product(self.den, other.den))

    def __truediv__(self, other: "Quotient") -> "Quotient":
        return quotient(product(self.num, other.den), product(self.den, other.num))

    def __pow__(self, exponent: int) -> "Quotient":
        if exponent < 0:
            return (ONE / self) ** -exponent
        return Quotient(power(self.num, exponent), power(self.den, exponent))


@dataclass(frozen=True)
class Generator:
    """A generator: its place among the variables, and what it stands for.

    kind: "exp" or "log", with the exponent or the argument as `inner`; "" for any other.
    """

    place: int
    form: sympy.Expr
    kind: str = ""
    inner: Quotient | None = None

    @property
    def value(self) -> Quotient:
        return Quotient(_GENS[self.place], ONE.den)


@dataclass(frozen=True)
class Field:
    """The generators that expressions have brought in, in order, and their relations.

    relations: place -> (n, tail), with degree of tail in this generator below n.
    """

    generators: list[Generator] = field(default_factory=list)
    relations: dict[int, tuple[int, Quotient]] = field(default_factory=dict)
    until: float = field(default_factory=lambda: time.monotonic() + SECONDS)

    def new(self, form: sympy.Expr, kind: str = "", inner: Quotient | None = None) -> Generator:
        """One more generator."""
        if len(self.generators) == MOST_GENERATORS:
            raise NotShown
        self.generators.append(Generator(len(self.generators), form, kind, inner))
        return self.generators[-1]

    def reduced(self, value: Quotient) -> Quotient:
        """The value with no power of a generator that a relation gives."""
        while (found := self._reducible(value)) is not None:
            if time.monotonic() > self.until:
                raise NotShown
            n, tail = self.relations[found]
            value = quotient(
                *_crossed(_rewritten(value.num, found, n, tail), value.den, found, n, tail)
            )
        return value

    def _reducible(self, value: Quotient) -> int | None:
        degrees = zip(value.num.degrees(), value.den.degrees(), strict=True)
        most = [max(pair) for pair in degrees]
        for place in sorted(self.relations, reverse=True):
            if most[place] >= self.relations[place][0]:
                return place
        return None

    def canonical(self, value: Quotient) -> Quotient:
        """The reduced value, with no generator of a quadratic relation in its denominator."""
        value = self.reduced(value)
        for place in sorted(self.relations, reverse=True):
            n, tail = self.relations[place]
            while n == 2 and value.den.degrees()[place] == 1:
                conjugate = _conjugate(value.den, place, tail)
                if self.reduced(conjugate).num.is_zero():
                    raise NotShown
                # both multiplied by the conjugate; the cancellation waits for the relation
                num = self.reduced(Quotient(value.num, ONE.den) * conjugate)
                den = self.reduced(Quotient(value.den, ONE.den) * conjugate)
                value = self.reduced(num / den)
        return value

    def is_zero(self, value: Quotient) -> bool:
        return bool(self.reduced(value).num.is_zero())

    def expression(self, value: fmpq_mpoly) -> sympy.Expr:
        """The polynomial in terms of what its generators stand for."""
        return sympy.Add(
            *(
                rational(coefficient)
                * sympy.Mul(*(self.generators[n].form ** e for n, e in enumerate(powers) if e))
                for powers, coefficient in value.terms()
            )
        )

    def symbols(self, value: fmpq_mpoly) -> set[sympy.Basic]:
        """Free symbols of the expressions of its generators."""
        used = (self.generators[n] for n, e in enumerate(value.degrees()) if e > 0)
        return set().union(*(generator.form.free_symbols for generator in used))


def quotient(num: fmpq_mpoly, den: fmpq_mpoly) -> Quotient:
    """The fraction without common factors.  Raises NotShown for a denominator 0."""
    if den.is_zero():
        raise NotShown
    common = num.gcd(den)
    num, den = num / common, den / common
    leading = den.leading_coefficient()
    return Quotient(num / leading, den / leading)


def product(a: fmpq_mpoly, b: fmpq_mpoly) -> fmpq_mpoly:
    """a b, where it is not too large."""
    if len(a) * len(b) > MOST_TERMS:
        raise NotShown
    return a * b


def power(a: fmpq_mpoly, exponent: int) -> fmpq_mpoly:
    """a^exponent, where it is not too large."""
    if exponent > MOST_DEGREE or (len(a) > 1 and len(a) ** min(exponent, 20) > MOST_TERMS**2):
        raise NotShown
    result = a**exponent
    if len(result) > MOST_TERMS:
        raise NotShown
    return result


def constant(value: sympy.Rational | fmpq | int) -> Quotient:
    """A rational number."""
    if isinstance(value, sympy.Rational):
        value = fmpq(int(value.p), int(value.q))
    return Quotient(_CONTEXT.constant(value), _CONTEXT.constant(1))


def rational(value: fmpq) -> sympy.Rational:
    return sympy.Rational(int(value.p), int(value.q))


def single(value: Quotient) -> int | None:
    """The place of the one generator that the value is, to the first power; None otherwise."""
    if value.den.is_one() and len(value.num) == 1 and value.num.leading_coefficient() == 1:
        places = [n for n, e in enumerate(value.num.degrees()) if e > 0]
        if len(places) == 1 and value.num.total_degree() == 1:
            return places[0]
    return None


def factors(value: Quotient) -> tuple[fmpq, list[tuple[fmpq_mpoly, int]]]:
    """A rational number and irreducible polynomials with exponents: their product is the value."""
    content, above = value.num.factor()
    under, below = value.den.factor()
    return content / under, [*above, *((factor, -exponent) for factor, exponent in below)]


def monomials(value: Quotient) -> Iterator[tuple[fmpq, Quotient]]:
    """The value as a sum of c m, m a power product, or a power product over its denominator."""
    whole, rest = divmod(value.num, value.den)
    for polynomial, den in ((whole, ONE.den), (rest, value.den)):
        for powers, coefficient in polynomial.terms():
            yield coefficient, quotient(_CONTEXT.from_dict({powers: 1}), den)


def _rewritten(
    polynomial: fmpq_mpoly, place: int, n: int, tail: Quotient
) -> tuple[fmpq_mpoly, int]:
    """num and k, polynomial = num / tail.den^k, with every r^n of the polynomial replaced."""
    degree = max(polynomial.degrees()[place], 0)
    most = degree // n
    parts: dict[int, dict[tuple[int, ...], fmpq]] = {}
    for powers, coefficient in polynomial.terms():
        times, left = divmod(powers[place], n)
        key = (*powers[:place], left, *powers[place + 1 :])
        parts.setdefault(times, {})[key] = coefficient
    result = _CONTEXT.constant(0)
    for times, terms in parts.items():
        factor = product(power(tail.num, times), power(tail.den, most - times))
        result += product(_CONTEXT.from_dict(terms), factor)
    return result, most


def _crossed(
    over: tuple[fmpq_mpoly, int], den: fmpq_mpoly, place: int, n: int, tail: Quotient
) -> tuple[fmpq_mpoly, fmpq_mpoly]:
    """Numerator and denominator of (num / tail.den^k) / den, with den rewritten as well."""
    (num, above), (under, below) = over, _rewritten(den, place, n, tail)
    if above > below:
        return num, product(under, power(tail.den, above - below))
    return product(num, power(tail.den, below - above)), under


def _conjugate(polynomial: fmpq_mpoly, place: int, tail: Quotient) -> Quotient:
    """The polynomial a + b r with r replaced by the other root of r^2 = p r + q, which is p - r."""
    linear: dict[tuple[int, ...], fmpq] = {}
    other: dict[tuple[int, ...], fmpq] = {}
    for powers, coefficient in polynomial.terms():
        key = (*powers[:place], 0, *powers[place + 1 :])
        (linear if powers[place] else other)[key] = coefficient
    root_sum = {p: c for p, c in tail.num.terms() if p[place] == 1}
    if root_sum:
        raise NotShown  # quadratic relations of this module have no linear term
    b = _CONTEXT.from_dict(linear)
    return Quotient(_CONTEXT.from_dict(other) - product(b, _GENS[place]), ONE.den)


ZERO, ONE = constant(0), constant(1)
