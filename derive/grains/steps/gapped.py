"""The kernel of (12b) at T = 0 with its gap, in place of the kernel of normal metals in (25b).

Below Delta_0 the part G_2 of a superconducting grain is a multiple of the Green's function of the
metallic one, and has the same gap, Delta_1.  alpha = h/(2 e^2 R) is that of normal metals, whose
kernel is (alpha/2) (T/sin(pi T s))^2, and which damp (27) by alpha |omega|/(4 pi).
"""

from functools import cache

from sympy import (
    Expr,
    Rational,
    Symbol,
    besselk,
    exp,
    exp_polar,
    factor,
    factorial,
    fraction,
    gamma,
    gammasimp,
    hyper,
    hyperexpand,
    integrate,
    limit,
    oo,
    pi,
    roots,
    series,
    simplify,
)
from sympy.simplify import hypersimp

from derive.grains.steps.diagram import growth_of_fluctuation, share_of_fluctuation
from derive.grains.steps.imaginary_time import metallic_function_cold, normal_function
from derive.grains.steps.meanfield import share_of_a_bond
from derive.grains.symbols import E_0, J_R, Delta_1, alpha, s, w

k = Symbol("k", integer=True, nonnegative=True)


def kernel_of_cold_metals() -> Expr:
    """alpha(s) of normal metals at T = 0."""
    return alpha / 2 / (pi * s) ** 2


def gapped_kernel() -> Expr:
    """alpha(s) with the gap Delta_1 in both Green's functions of (12b)."""
    share = simplify(normal_function(Delta_1) / metallic_function_cold())
    return kernel_of_cold_metals() * share**2


def moment(order: Expr) -> Expr:
    """The integral of x^order K_1(x)^2 over x > 0, which Gamma functions give (DLMF 10.43.22)."""
    half = Rational(1, 2)
    by_orders = gamma((order + 3) * half) * gamma((order + 1) * half) ** 2
    return 2 ** (order - 2) / gamma(order + 1) * by_orders * gamma((order - 1) * half)


def deficit_term() -> Expr:
    """The factor of (w/Delta_1)^2k in the integral of K_1(x)^2 (1 - cos(w x/Delta_1)), k > 0.

    The series of the cosine is integrated term by term.
    """
    return -((-1) ** k) * gammasimp(moment(2 * k) / factorial(2 * k))


@cache
def deficit() -> Expr:
    """The integral of K_1(x)^2 (1 - cos(w x/Delta_1)) over x > 0.

    The ratio of two terms makes the series Gauss's, a sum of the elliptic integrals K and E.  Its
    term with k = 0, which the deficit lacks, is subtracted.
    """
    ratio = factor(hypersimp(deficit_term(), k))
    upper = [-root for root, power in roots(fraction(ratio)[0], k).items() for _ in range(power)]
    argument = limit(ratio, k, oo) * (w / Delta_1) ** 2
    gauss = hyperexpand(hyper(upper, (1,), argument)).replace(exp_polar, exp)
    return deficit_term().subs(k, 0) * (gauss - 1)


@cache
def gapped_damping() -> Expr:
    """What the gapped kernel adds to A(omega), in place of the alpha |omega|/(4 pi) of metals.

    It is half the integral of alpha(s) (1 - cos(omega s)) over all s, as in `meanfield.stiffness`.
    """
    in_units = gapped_kernel() / (besselk(1, Delta_1 * s) ** 2 * Delta_1)
    return in_units * deficit()


@cache
def inverse_charging() -> Expr:
    """1/E_0 with what the kernel adds at frequencies far below its gap: half of A'' there."""
    by_kernel = series(deficit(), w, 0, 3).removeO().coeff(w, 2)
    return 1 / E_0 + simplify(gapped_damping() / deficit()) * by_kernel


def slow_fluctuation() -> Expr:
    """<|Delta phi_p|^2> for J_R -> 0 with the gapped kernel, where only low frequencies count."""
    slow = 1 / (w**2 * Symbol("c", positive=True) + J_R)
    integral = integrate(slow, (w, 0, oo)).subs(Symbol("c", positive=True), inverse_charging())
    return 2 * share_of_a_bond() * integral / (2 * pi)


def power_of_gap() -> Expr:
    """d ln(J/E_0)/d ln(Delta_1/E_0) where order is lost, for Delta_1 << E_0 and alpha > 1.

    There J_R and the lowest frequency that is damped are in proportion to Delta_1.  Down to it the
    fluctuation grows as (27) has it for metals, whose lowest frequency is in proportion to J_R.
    """
    return 1 - share_of_fluctuation() * growth_of_fluctuation()
