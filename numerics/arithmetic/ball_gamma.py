"""Functions of balls made from the gamma function, and the numbers of combinatorics."""

from typing import Any

import sympy
from flint import acb, arb, fmpq

from numerics.arithmetic.ball_values import (
    Function,
    flint_function,
    power,
    real_or_complex,
    sharp,
    whole,
)

gamma, reciprocal_gamma = flint_function("gamma"), flint_function("rgamma")
digamma, zeta = flint_function("digamma"), flint_function("zeta")
uppergamma = flint_function("gamma_upper", 1)
rising = flint_function("rising")


@sharp
def beta(a: Any, b: Any) -> Any:
    """gamma(a) gamma(b)/gamma(a + b)."""
    return gamma(a) * gamma(b) * reciprocal_gamma(a + b)


def _incomplete_beta(regularized: bool) -> Function:
    @sharp
    def between(a: Any, b: Any, first: Any, last: Any) -> Any:
        ends = [
            acb(0)
            if whole(x) == 0
            else acb(x).beta_lower(acb(a), acb(b), regularized=int(regularized))
            for x in (first, last)
        ]
        return real_or_complex(ends[1] - ends[0])

    return between


betainc, betainc_regularized = _incomplete_beta(False), _incomplete_beta(True)


def factorial(n: Any) -> Any:
    """gamma(n + 1)."""
    return gamma(n + 1)


@sharp
def factorial2(n: Any) -> Any:
    """2^(n/2) (pi/2)^((cos(pi n) - 1)/4) gamma(n/2 + 1), n (n - 2) ... at integers."""
    z = real_or_complex(n)
    cosine = z.cos_pi()
    return power(arb(2), z / 2) * power(arb.pi() / 2, (cosine - 1) / 4) * gamma(z / 2 + 1)


@sharp
def subfactorial(n: Any) -> Any:
    """gamma(n + 1, -1)/e."""
    return real_or_complex(uppergamma(n + 1, -1) / arb.const_e())


@sharp
def falling(x: Any, k: Any) -> Any:
    """x (x - 1) ... (x - k + 1)."""
    n = whole(k)
    return rising(x - k + 1, k) if n is None or n < 0 else (-1) ** n * rising(-x, k)


@sharp
def binomial(n: Any, k: Any) -> Any:
    """n!/(k! (n - k)!): for an integer k >= 0 the polynomial in n, for an integer k < 0 zero."""
    chosen, of = whole(k), whole(n)
    if chosen is not None and of is not None and (of < 0 or abs(chosen) > of):
        return arb(fmpq(int(sympy.binomial(of, chosen))))
    if chosen is not None:
        return arb(0) if chosen < 0 else falling(n, k) / gamma(k + 1)
    return gamma(n + 1) * reciprocal_gamma(k + 1) * reciprocal_gamma(n - k + 1)


@sharp
def harmonic(n: Any, order: Any = 1) -> Any:
    """Sum of 1/k^order over k from 1 to n, continued in n by digamma or the zeta function."""
    if whole(order) == 1:
        return digamma(n + 1) + arb.const_euler()
    return zeta(order) - zeta(order, n + 1)


@sharp
def catalan(n: Any) -> Any:
    """4^n gamma(n + 1/2)/(sqrt(pi) gamma(n + 2))."""
    n = real_or_complex(n)
    quotient = gamma(n + fmpq(1, 2)) * reciprocal_gamma(n + 2)
    return power(arb(4), n) * quotient / arb.pi().sqrt()


@sharp
def bernoulli(n: Any, x: Any = 1) -> Any:
    """Bernoulli's polynomial; for other n than 0, 1, 2, ... it is -n zeta(1 - n, x)."""
    degree = whole(n)
    if degree is None or degree < 0:
        return -n * zeta(1 - n, x)
    return real_or_complex(acb(x).bernoulli_poly(degree))


@sharp
def euler(n: Any, x: Any = None) -> Any:
    """Euler's polynomial, and Euler's number 2^n E_n(1/2), by Bernoulli's (DLMF 24.4.22)."""
    if x is None:
        return power(arb(2), n) * euler(n, arb(fmpq(1, 2)))
    next_n = n + 1
    if whole(next_n) == 0:
        return digamma((x + 1) / arb(2)) - digamma(x / arb(2))
    half = bernoulli(next_n, x / arb(2))
    return 2 / real_or_complex(next_n) * (bernoulli(next_n, x) - power(arb(2), next_n) * half)


@sharp
def fibonacci(n: Any) -> Any:
    """(phi^n - cos(pi n) phi^-n)/sqrt(5), phi the golden ratio."""
    n = real_or_complex(n)
    growth = power(((1 + arb(5).sqrt()) / 2), n)
    return (growth - n.cos_pi() / growth) / arb(5).sqrt()
