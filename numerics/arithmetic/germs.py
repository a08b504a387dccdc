"""Germs: functions of s near 0, with an enclosure for every s of an interval (0, end].

A germ is s^exponent (c_0 + c_1 s + ... + c_n(s) s^n).  The balls c_0 to c_(n-1) hold constants,
the last ball holds all values of c_n(s) for 0 < s <= end.  So a germ knows how a function tends
to its limit, and encloses the function on the whole interval.  A product is that of polynomials;
its terms beyond s^n are added to the last ball, with s in [0, end].  A coefficient that depends
on parameters is a ball that holds its values for all of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flint import acb, acb_poly, acb_series, arb

from numerics.arithmetic.enclosures import NoEnclosure

Taylor = Callable[[acb, int], list[acb]]  # the first coefficients of a function around a ball
LONGEST = 24  # coefficients that a sum may have; further ones are added to the last ball


@dataclass(frozen=True)
class Germ:
    """The function s^exponent (c_0 + ... + c_n(s) s^n) for 0 < s <= end, end exact and positive."""

    exponent: int
    coefficients: tuple[acb, ...]
    end: arb

    @property
    def order(self) -> int:
        """n, the index of the last ball, which holds the remainder."""
        return len(self.coefficients) - 1

    def at(self, s: Any) -> acb:
        """A ball with the values at the points of (0, end] in the ball s.

        Raises ValueError for a ball around a point that is not in [0, end].
        """
        s = arb(s)
        if not (s.mid() >= 0 and s.mid() <= self.end):
            raise ValueError(f"a germ up to {self.end} has no value at {s}")
        return _horner(self.coefficients, s) * acb(s) ** self.exponent

    def unit(self) -> acb:
        """A ball with all values of the germ over s^exponent, the limit at 0 included."""
        return _horner(self.coefficients, _interval(self.end))

    def without(self, count: int) -> "Germ":
        """The germ after its first coefficients, which are known to be 0 exactly, are dropped.

        A ball that contains 0 does not show that they are: this has to be known otherwise.
        Raises ArithmeticError where a ball shows that one of them is not 0.
        """
        for k, coefficient in enumerate(self.coefficients[:count]):
            if not coefficient.contains(0):
                raise ArithmeticError(
                    f"the coefficient of s^{self.exponent + k} is {coefficient}, not 0"
                )
        if count > self.order:
            raise ArithmeticError(f"a germ with {self.order + 1} coefficients keeps none of them")
        return Germ(self.exponent + count, self.coefficients[count:], self.end)

    def __add__(self, other: Any) -> "Germ":
        other = self._lifted(other)
        low = min(self.exponent, other.exponent)
        top = min(self.exponent + self.order, other.exponent + other.order, low + LONGEST)
        terms = [_padded(g, low) for g in (self, other)]
        length = max(map(len, terms))
        total = [sum((t[k] for t in terms if k < len(t)), acb(0)) for k in range(length)]
        return _stripped(low, _folded(total, top - low, self.end), self.end)

    __radd__ = __add__

    def __mul__(self, other: Any) -> "Germ":
        if not isinstance(other, Germ):
            factor = acb(other)
            scaled = tuple(factor * c for c in self.coefficients)
            return _stripped(self.exponent, list(scaled), self.end)
        order = min(self.order, other.order)
        product = _product(self.coefficients, self._lifted(other).coefficients, order, self.end)
        return _stripped(self.exponent + other.exponent, product, self.end)

    __rmul__ = __mul__

    def __neg__(self) -> "Germ":
        return self * -1

    def __sub__(self, other: Any) -> "Germ":
        return self + other * -1

    def __rsub__(self, other: Any) -> "Germ":
        return self * -1 + other

    def __truediv__(self, other: Any) -> "Germ":
        if not isinstance(other, Germ):
            return self * (1 / acb(other))
        return self * other.inverse()

    def __rtruediv__(self, other: Any) -> "Germ":
        return self.inverse() * other

    def __pow__(self, power: int) -> "Germ":
        if power < 0:
            return self.inverse() ** -power
        result = constant(1, self)
        for _ in range(power):
            result = result * self
        return result

    def inverse(self) -> "Germ":
        """1/g; NoEnclosure unless the leading coefficient is known not to be 0."""
        if self.unit().contains(0):
            raise NoEnclosure(
                "germs have no quotient here: whether the divisor vanishes is not resolved"
            )
        return composed(lambda c, n: acb_series([c, 1], prec=n).inv().coeffs(), self)

    def _lifted(self, other: Any) -> "Germ":
        if not isinstance(other, Germ):
            return constant(other, self)
        if other.end != self.end:
            raise ValueError(f"germs up to {self.end} and up to {other.end} cannot be combined")
        return other


def identity(end: Any, order: int) -> Germ:
    """The germ of s itself on (0, end], with so many known coefficients behind the first."""
    end = arb(end)
    if not (end.is_exact() and end > 0 and order >= 0):
        raise ValueError(f"a germ needs an exact end above 0 and an order >= 0, not {end}, {order}")
    return Germ(1, (acb(1), *[acb(0)] * order), end)


def constant(value: Any, like: Germ) -> Germ:
    """A number, or a ball with the values of a parameter, as a germ beside another one."""
    order = max(like.order, like.exponent + like.order)
    return Germ(0, (acb(value), *[acb(0)] * order), like.end)


def composed(taylor: Taylor, g: Germ) -> Germ:
    """f(g/s^exponent) s^-exponent for f = 1/z, and f(g) for any f where the exponent is 0.

    By Taylor's theorem around c_0.  The last coefficient is that of f around a ball with all
    values of g: f^(n)/n! averaged over the segment from c_0 to a value, which lies in that ball.
    The caller makes sure that f is analytic there.
    """
    n = g.order
    first = _exactly(taylor(g.coefficients[0], n), n) if n else []
    last = _exactly(taylor(g.unit(), n + 1), n + 1)[n]
    change = [acb(0), *g.coefficients[1:]]
    result = [last]
    for coefficient in reversed(first):
        result = _product(result, change, n, g.end)
        result[0] += coefficient
    if not all(c.is_finite() for c in result):
        raise NoEnclosure("germs have no enclosure here: a function has a pole near its argument")
    return _stripped(-g.exponent, result, g.end)


def _exactly(coefficients: list[acb], length: int) -> list[acb]:
    """So many coefficients: flint leaves out zeros at the end."""
    return [*coefficients, *[acb(0)] * (length - len(coefficients))]


def padded_to_zero(g: Germ, name: str) -> Germ:
    """The germ with exponent 0; NoEnclosure, which names the function, if it tends to infinity."""
    if g.exponent < 0:
        raise NoEnclosure(f"germs have no {name} of an argument that tends to infinity")
    return Germ(0, tuple(_padded(g, 0)), g.end)


def _padded(g: Germ, low: int) -> list[acb]:
    """The coefficients from that of s^low."""
    return [*[acb(0)] * (g.exponent - low), *g.coefficients]


def _interval(end: arb) -> arb:
    """[0, end]"""
    return arb(0).union(end)


def _horner(coefficients: Sequence[acb], s: arb) -> acb:
    value = acb(0)
    for coefficient in reversed(coefficients):
        value = value * s + coefficient
    return value


def _product(a: Sequence[acb], b: Sequence[acb], order: int, end: arb) -> list[acb]:
    product = (acb_poly(list(a)) * acb_poly(list(b))).coeffs()
    return _folded(_exactly(product, order + 1), order, end)


def _folded(coefficients: list[acb], order: int, end: arb) -> list[acb]:
    """The terms beyond s^order, as values of the coefficient of s^order."""
    if len(coefficients) <= order + 1:
        return coefficients
    return [*coefficients[:order], _horner(coefficients[order:], _interval(end))]


def _stripped(exponent: int, coefficients: list[acb], end: arb) -> Germ:
    """Without leading coefficients that are 0 exactly."""
    zeros = 0
    while zeros < len(coefficients) - 1 and coefficients[zeros].is_zero():
        zeros += 1
    return Germ(exponent + zeros, tuple(coefficients[zeros:]), end)
