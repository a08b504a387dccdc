"""Special functions of balls that flint lacks, or writes with other arguments than SymPy.

Formulas are those of the Digital Library of Mathematical Functions (DLMF) named beside them.
"""

from collections.abc import Sequence
from typing import Any

import sympy
from flint import acb, arb, fmpq, fmpz_poly

from numerics.arithmetic.ball_values import (
    Function,
    flint_function,
    integer,
    nowhere,
    power,
    real_or_complex,
    sharp,
    square_root,
    whole,
)

I = acb(0, 1)  # noqa: E741

gamma = flint_function("gamma")
digamma = flint_function("digamma")
zeta = flint_function("zeta")
atan, atanh = flint_function("atan"), flint_function("atanh")
besselj, bessely = flint_function("bessel_j", 1), flint_function("bessel_y", 1)
rising = flint_function("rising")


def at_integers(name: str) -> Function:
    """A function of integers: SymPy's exact value.  ArithmeticError for other arguments."""
    function = getattr(sympy, name)

    def value(*arguments: Any) -> fmpq:
        exact = function(*(integer(a, name) for a in arguments))
        return fmpq(exact.p, exact.q) if exact.is_Rational else nowhere()

    return value


def constant(name: str) -> arb:
    """A constant by SymPy's name."""
    return _CONSTANTS[name]()


def _tribonacci() -> arb:
    """The real root of x^3 = x^2 + x + 1."""
    root = 3 * arb(33).sqrt()
    return (1 + (19 - root).root(3) + (19 + root).root(3)) / 3


_CONSTANTS: dict[str, Any] = {
    "pi": arb.pi,
    "E": arb.const_e,
    "EulerGamma": arb.const_euler,
    "Catalan": arb.const_catalan,
    "GoldenRatio": lambda: (1 + arb(5).sqrt()) / 2,
    "TribonacciConstant": _tribonacci,
}


def algebraic(coefficients: Sequence[int], near: tuple[fmpq, fmpq], radius: fmpq) -> acb:
    """The one root of a polynomial, coefficients from the constant on, in a square about `near`."""
    square = acb(arb(near[0], arb(radius)), arb(near[1], arb(radius)))
    roots = [acb(root) for root, _ in fmpz_poly(list(coefficients)).complex_roots()]
    (found,) = [root for root in roots if square.overlaps(root)]
    return found


def acot(z: Any) -> Any:
    """atan(1/z), and pi/2 at 0, as SymPy has it."""
    return arb.pi() / 2 if whole(z) == 0 else atan(1 / real_or_complex(z))


def acoth(z: Any) -> Any:
    """atanh(1/z), and i pi/2 at 0, as SymPy has it."""
    return I * arb.pi() / 2 if whole(z) == 0 else atanh(1 / real_or_complex(z))


@sharp
def hankel1(order: Any, z: Any) -> Any:
    """J + i Y, by K where it is small and J and i Y cancel (DLMF 10.27.8)."""
    order, z = acb(order), acb(z)
    if z.imag > 0:
        return 2 / (I * arb.pi()) * (-order / 2).exp_pi_i() * (-I * z).bessel_k(order)
    return acb(besselj(order, z)) + I * bessely(order, z)


@sharp
def hankel2(order: Any, z: Any) -> Any:
    """J - i Y, by K where it is small and J and i Y cancel (DLMF 10.27.8)."""
    order, z = acb(order), acb(z)
    if z.imag < 0:
        return 2 * I / arb.pi() * (order / 2).exp_pi_i() * (I * z).bessel_k(order)
    return acb(besselj(order, z)) - I * bessely(order, z)


@sharp
def jn(order: Any, z: Any) -> Any:
    """sqrt(pi) (z/2)^order/2 times the regularized 0F1(; order + 3/2; -z^2/4) (DLMF 10.53.1)."""
    order, z = real_or_complex(order), real_or_complex(z)
    series = acb(-z * z / 4).hypgeom_0f1(acb(order + fmpq(3, 2)), regularized=True)
    return arb.pi().sqrt() / 2 * power(z / 2, order) * real_or_complex(series)


def _spherical(function: Function) -> Function:
    """sqrt(pi/2) z^(-1/2) times the Bessel function of order + 1/2 (DLMF 10.47.3 to 10.47.6)."""

    @sharp
    def spherical(order: Any, z: Any) -> Any:
        half = real_or_complex(order) + fmpq(1, 2)
        scale = (arb.pi() / 2).sqrt() / square_root(real_or_complex(z))
        return real_or_complex(scale * function(half, z))

    return spherical


yn, hn1, hn2 = _spherical(bessely), _spherical(hankel1), _spherical(hankel2)


@sharp
def dirichlet_eta(s: Any, a: Any = 1) -> Any:
    """Sum of (-1)^n/(n + a)^s over n >= 0."""
    if whole(a) == 1:
        return real_or_complex(acb(s).dirichlet_eta())
    if whole(s) == 1:
        return (digamma((a + 1) / arb(2)) - digamma(a / arb(2))) / 2
    return power(arb(2), -s) * (zeta(s, a / arb(2)) - zeta(s, (a + 1) / arb(2)))


@sharp
def riemann_xi(s: Any) -> Any:
    """s (s - 1) gamma(s/2) zeta(s)/(2 pi^(s/2)), written without the poles at 0 and 1."""
    half = real_or_complex(s) / 2
    if whole(s) in (0, 1):
        return arb(fmpq(1, 2))
    return gamma(half + 1) * (s - 1) * zeta(s) / power(arb.pi(), half)


@sharp
def lambertw(z: Any, branch: Any = 0) -> Any:
    value = acb(z).lambertw(integer(branch, "the branch of LambertW"))
    return real_or_complex(value)


@sharp
def stieltjes(n: Any, a: Any = 1) -> Any:
    return real_or_complex(acb.stieltjes(integer(n, "stieltjes"), a=acb(a)))


@sharp
def elliptic_k(m: Any) -> Any:
    """pi/2 over the arithmetic-geometric mean of 1 and sqrt(1 - m)."""
    return complete_elliptic(1 - m)


def complete_elliptic(complement: Any) -> Any:
    """K of the complement 1 - m, which loses no digits at m = 1."""
    return arb.pi() / 2 / acb(square_root(real_or_complex(complement))).agm()


def elliptic_e(*arguments: Any) -> Any:
    name = "elliptic_e" if len(arguments) == 1 else "elliptic_e_inc"
    return flint_function(name)(*arguments)


def elliptic_pi(*arguments: Any) -> Any:
    name = "elliptic_pi" if len(arguments) == 2 else "elliptic_pi_inc"
    return flint_function(name)(*arguments)


@sharp
def hermite_prob(n: Any, x: Any) -> Any:
    """2^(-n/2) H_n(x/sqrt(2))."""
    scaled = acb(x) / arb(2).sqrt()
    return power(arb(2), -n / arb(2)) * real_or_complex(scaled.hermite_h(acb(n)))


@sharp
def spherical_harmonic(n: Any, m: Any, theta: Any, phi: Any) -> Any:
    degree, order = integer(n, "the degree of Ynm"), integer(m, "the order of Ynm")
    return acb.spherical_y(degree, order, acb(theta), acb(phi))
