"""The minigap: what follows from the discriminant of the polynomial in `steps.gaps`.

Below the minigap R and E_S are real and positive, and at given R the scalar equation has one
solution omega(R).  It vanishes at R = 0 and at R = Gamma_S.  In between it has one maximum,
because Delta_S(R) is concave, and with it the logarithm of the equation

    E_S (Gamma_S^2 - omega^2 - R^2) = 2 Gamma_S omega^2,   E_S^2 = Delta_S(R)^2 - omega^2,

at fixed omega.  The physical solution starts from R = Gamma_S at omega = 0 and reaches the
maximum, where two solutions merge and leave the real axis: the maximum is the minigap.
"""

from functools import cache

from sympy import (
    Expr,
    Poly,
    Rational,
    Symbol,
    cancel,
    cbrt,
    collect,
    diff,
    expand,
    factor,
    powsimp,
    sqrt,
)

from derive.grains.regimes import STRONG, Exponents
from derive.grains.steps.limits import (
    at_real_frequency,
    leading_terms,
    superconductor_gap_along,
)
from derive.grains.steps.reduction import E_S, polynomial, reduction, superconductor_gap_of_R
from derive.grains.symbols import Delta_0, Gamma_M, Gamma_S, R, omega, x

mu = Symbol("mu", positive=True)
m = Symbol("m", positive=True)

# The edge is a series in Gamma^(1/3): so scaled, the powers of eps are integers.
WEAK: Exponents = {Gamma_M: Rational(3, 2), Gamma_S: Rational(3, 2)}


@cache
def discriminant() -> tuple[tuple[Poly, int], ...]:
    """Irreducible factors, with multiplicities, of the polynomial's discriminant in x.

    At real omega, for Delta_0 = 1; a numerical factor is left out.
    """
    in_x = Poly(polynomial().as_expr().subs(Delta_0, 1), x)
    at_real_omega = expand(at_real_frequency(in_x.discriminant()))
    return tuple(Poly(at_real_omega, omega, Gamma_M, Gamma_S).factor_list()[1])


@cache
def edge_polynomial() -> Poly:
    """The factor of the discriminant that holds the gap edges, of degree 12 in omega^2.

    The others, omega, Gamma_M and omega^2 + Gamma_S^2, have no zero at omega > 0.  Coefficients
    are polynomials in Gamma_M, Gamma_S and Delta_0 with integer coefficients.  It is even in
    each energy, and homogeneous of degree 24 in all of them.
    """
    (edges,) = (f for f, _ in discriminant() if {omega, Gamma_M} <= f.as_expr().free_symbols)
    return Poly(edges.homogenize(Delta_0).as_expr(), omega)


@cache
def scalar_equation() -> Expr:
    """R^2 by the scalar equation at real omega, in terms of E_S."""
    return expand(at_real_frequency(reduction()[2]))


@cache
def turning_energy() -> Expr:
    """E_S where d omega/dR = 0, in terms of R and omega.

    There 2 R is the slope of the scalar equation at fixed omega, with d E_S/dR =
    Delta_S Delta_S'/E_S.  The slope is inverse to E_S^3.
    """
    gap = superconductor_gap_of_R()
    slope = diff(scalar_equation(), E_S) * gap * diff(gap, R) / E_S
    return cbrt(factor(E_S**3 * slope / (2 * R)))


@cache
def edge_mu() -> Expr:
    """mu = E_S (R + Gamma_M)/Delta_0 at the edge, a function of omega alone."""
    return cancel(turning_energy() * (R + Gamma_M) / Delta_0)


@cache
def edge_energy() -> Expr:
    """E_S at the edge, in terms of omega and m = Gamma_M/mu.

    With R from mu, E_S^2 = Delta_S^2 - omega^2 is quadratic in E_S.  Its positive root is
    written so that no terms cancel.
    """
    gap = superconductor_gap_of_R().subs(R, mu * (Delta_0 / E_S - m)).subs(Gamma_M, m * mu)
    a, b, c = Poly(E_S**2 + omega**2 - cancel(gap) ** 2, E_S).all_coeffs()
    return -2 * factor(c) / (b + sqrt(collect(expand(b**2 - 4 * a * c), m, factor)))


@cache
def edge_condition() -> Expr:
    """Zero at the minigap omega, positive below it and negative above it, for omega < Delta_0.

    It is E_S^2 times the difference of the scalar equation and R^2 = (mu Delta_S/E_S)^2.  The
    difference decreases, because R and omega^2/E_S increase with omega.
    """
    R_squared = mu**2 * (E_S**2 + omega**2) / E_S**2
    condition = expand(E_S**2 * (scalar_equation() - R_squared))
    return condition.subs(E_S, edge_energy()).subs({m: Gamma_M / edge_mu(), mu: edge_mu()})


@cache
def minigap_weak(terms: int = 2) -> Expr:
    """The minigap for Gamma_M, Gamma_S << Delta_0: its first terms, three at most.

    To leading order omega = Gamma_S, and E_S = Delta_S >> omega, so that R = mu.  Inserted in
    the scalar equation they give the corrections of relative order Gamma^(2/3) and Gamma.
    """
    squared = (scalar_equation() + omega**2 - R**2).subs(E_S, turning_energy())
    squared = squared.subs(R, edge_mu()).subs(omega, Gamma_S)
    return expand(leading_terms(sqrt(squared), WEAK, terms))


@cache
def minigap_strong() -> Expr:
    """The minigap for Gamma_M, Gamma_S >> Delta_0: its first two terms.

    To leading order omega is the uniform gap, and R = Gamma_S in E_S.  The correction, of
    relative order Gamma^(-2/3), is that of omega^2 = Delta_S^2 - E_S^2 to first order.
    """
    gap, correction = (at_real_frequency(term) for term in superconductor_gap_along(STRONG))
    energy = turning_energy().subs(R, Gamma_S)
    change = (correction - E_S**2 / (2 * gap)).subs(E_S, energy).subs(omega, gap)
    return gap + powsimp(factor(change))
