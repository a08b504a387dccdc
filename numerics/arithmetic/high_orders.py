"""Growth of polynomials of high degree and of Bessel functions of high order."""

from collections.abc import Callable

import sympy
from flint import arb

from numerics.arithmetic.enclosures import NoEnclosure, disc
from numerics.arithmetic.growth_records import Growth, Region
from numerics.arithmetic.growth_rules import growth
from numerics.arithmetic.growth_scales import scaled


def _polynomial_of_high_degree(e: sympy.Expr, region: Region) -> Growth:
    """Bounds on [-1, 1] for positive parameters (DLMF 18.14.1, 18.14.4), by the value at 1."""
    n, *parameters, x = e.args
    is_real = all(region.number(a).imag.is_zero() for a in (x, *parameters))
    is_inside = is_real and abs(region.real(x)) <= 1
    if not (region.on_axis and is_inside and all(region.real(a) > 0 for a in parameters)):
        raise NoEnclosure(f"ball arithmetic has no bound for {e}")
    size = n + 1 if isinstance(e, sympy.chebyshevu) else sympy.S.One
    if isinstance(e, sympy.gegenbauer):
        size = _binomial_growth(n, 2 * parameters[0])
    return scaled(size, disc(arb(1)), region)


def _binomial_growth(n: sympy.Expr, a: sympy.Expr) -> sympy.Expr:
    """(a)_n/n!."""
    return sympy.gamma(n + a) / (sympy.gamma(a) * sympy.gamma(n + 1))


def _laguerre(e: sympy.Expr, region: Region) -> Growth:
    """|L_n^(a)(x)| <= exp(x/2) (a + 1)_n/n! for x, a >= 0 (DLMF 18.14.8)."""
    n, *parameters, x = e.args
    a = parameters[0] if parameters else sympy.S.Zero
    is_real = region.number(x).imag.is_zero() and region.number(a).imag.is_zero()
    if not (region.on_axis and is_real and region.real(x) >= 0 and region.real(a) >= 0):
        raise NoEnclosure(f"ball arithmetic has no bound for {e}")
    return scaled(_binomial_growth(n, a + 1), disc((region.real(x) / 2).exp()), region)


def _hermite(e: sympy.hermite, region: Region) -> Growth:
    """|H_n(x)| <= sqrt(2^n n!) exp(x^2/2) (DLMF 18.14.9), for real x."""
    n, x = e.args
    if not (region.on_axis and region.number(x).imag.is_zero()):
        raise NoEnclosure(f"ball arithmetic has no bound for {e}")
    size = sympy.sqrt(sympy.exp(n * sympy.log(2)) * sympy.gamma(n + 1))
    return scaled(size, disc((region.real(x) ** 2 / 2).exp()), region)


def _bessel_of_high_order(e: sympy.Expr, region: Region) -> Growth:
    """|J_nu(z)|, |I_nu(z)| <= |z/2|^nu exp(|z|)/Gamma(nu + 1) for nu >= -1/2 (DLMF 10.14.4)."""
    order, z = e.args
    if not region.on_axis or not growth(order, region).ball.real > 0:
        raise NoEnclosure(f"ball arithmetic has no bound for {e}")
    size = abs(region.number(z)) / 2
    above = sympy.Rational(int((1024 * size).upper().ceil().unique_fmpz()) + 1, 1024)
    leading = sympy.exp(order * sympy.log(above)) / sympy.gamma(order + 1)
    return scaled(leading, disc((2 * size).exp()), region)


BY_INDEX: dict[str, Callable[[sympy.Expr, Region], Growth]] = {
    "legendre": _polynomial_of_high_degree,
    "chebyshevt": _polynomial_of_high_degree,
    "chebyshevu": _polynomial_of_high_degree,
    "gegenbauer": _polynomial_of_high_degree,
    "laguerre": _laguerre,
    "assoc_laguerre": _laguerre,
    "hermite": _hermite,
    "besselj": _bessel_of_high_order,
    "besseli": _bessel_of_high_order,
}
