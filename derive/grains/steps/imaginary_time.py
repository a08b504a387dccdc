"""Green's functions of a grain in imaginary time s > 0, at T = 0 and at T > 0, from (9).

F(s) is T times the sum of F(i w_n) exp(i w_n s) over w_n = (2 n + 1) pi T, and at T = 0 the
integral over dw/2 pi.  All are those of a metallic grain; a real gap is a given number.
"""

from functools import cache

from sympy import (
    DiracDelta,
    Expr,
    I,
    Rational,
    Sum,
    Symbol,
    besselk,
    conjugate,
    cos,
    cosh,
    diff,
    exp,
    expand,
    fraction,
    integrate,
    limit,
    oo,
    pi,
    residue,
    roots,
    simplify,
    sinh,
    tanh,
    together,
)

from derive.grains.steps.gaps import greens_function
from derive.grains.symbols import Delta_M, T, n, omega, s, w
from derive.root import on_imaginary_axis


def pair_function_at(gap: Expr) -> Expr:
    """f(i w) of a metallic grain with a real gap, from (9)."""
    return on_imaginary_axis(-greens_function()[0, 1], omega, w).subs(Delta_M, gap)


def normal_function_at(gap: Expr) -> Expr:
    """g(i w) of the same grain, from (9)."""
    return on_imaginary_axis(greens_function()[0, 0], omega, w).subs(Delta_M, gap)


def pair_function(gap: Expr) -> Expr:
    """f(s) at T = 0: the integral of f(i w) exp(i w s) over dw/2 pi.

    With w = gap sinh y it is a multiple of the integral of cos(gap s sinh y) over y > 0, which
    is K_0(gap s) (DLMF 10.32.6).
    """
    y = Symbol("y", positive=True)
    integrand = pair_function_at(gap) * cos(w * s) / pi
    in_y = simplify(integrand.subs(w, gap * sinh(y)) * diff(gap * sinh(y), y))
    return simplify(in_y / cos(gap * s * sinh(y))) * besselk(0, gap * s)


def normal_function(gap: Expr) -> Expr:
    """g(s) at T = 0: g(i w)/f(i w) is proportional to i w, hence to d/ds."""
    ratio = simplify(normal_function_at(gap) / pair_function_at(gap) / (I * w))
    return ratio * diff(pair_function(gap), s)


def pair_function_thermal(gap: Expr) -> Expr:
    """f(s) at T > 0, 0 < s < 1/T."""
    return sum_over_images(pair_function(gap), pair_function_at(gap))


def normal_function_thermal(gap: Expr) -> Expr:
    """g(s) at T > 0, 0 < s < 1/T."""
    return sum_over_images(normal_function(gap), normal_function_at(gap))


def sum_over_images(in_time: Expr, at_frequency: Expr) -> Expr:
    """F(s) at T > 0 from F(s) at T = 0, for 0 < s < 1/T, by Poisson's formula.

    The comb at the half-integers x = w/(2 pi T) is the sum of c_n exp(2 pi i n x), and each term
    moves F(s) to an image s + n/T.  Images at negative times, -1 - n for n >= 0, are brought to
    positive ones by the parity of F, which F(i w) shares.
    """
    x = Symbol("x", real=True)
    comb = DiracDelta(x - Rational(1, 2)) * exp(-2 * pi * I * n * x)
    coefficient = simplify(integrate(comb, (x, 0, 1)))
    image = expand((w * s + 2 * pi * n * x).subs(x, w / (2 * pi * T)) / w)
    parity = simplify(at_frequency.subs(w, -w) / at_frequency)
    later = coefficient * in_time.subs(s, image)
    earlier = coefficient * parity * in_time.subs(s, -image)
    return Sum(simplify(later + earlier.subs(n, -1 - n)), (n, 0, oo))


@cache
def metallic_function() -> Expr:
    """g(s) at T > 0 without a gap.

    g(i w_n) has the sign of w_n, so that the sum is that of a geometric series in
    exp(2 i pi T s), less its conjugate.
    """
    first = exp(I * pi * T * s)
    geometric = first / (1 - first**2)
    return simplify(T * normal_function_at(0) * (geometric - conjugate(geometric)))


def metallic_function_cold() -> Expr:
    """The same at T = 0."""
    return limit(metallic_function(), T, 0)


def matsubara_sum(summand: Expr) -> Expr:
    """T times the sum over w_n of an even rational function of w that falls as 1/w^2.

    tanh(z/2T) has a pole at each z = i w_n, all with the same residue, and the residues of its
    product with the summand at z = i w add up to zero.
    """
    z = Symbol("z")
    half = z / (2 * T)
    at_pole = simplify(sinh(half) / diff(cosh(half), z))
    in_z = together(summand.subs(w, -I * z))
    others = (residue(in_z * tanh(half), z, pole) for pole in roots(fraction(in_z)[1], z))
    return simplify(-T / at_pole * sum(others))
