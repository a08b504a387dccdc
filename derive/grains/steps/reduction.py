"""The gap equations (21) reduced to one scalar equation, to angles and to a polynomial.

On the imaginary axis omega = i w, w > 0.  There the angle theta has tan theta = Delta/w, and
u = exp(i theta_S), v = exp(i theta_M), x = tan(theta_S/2).  What is written in w holds in the
whole upper half-plane of omega, with w = -i omega.
"""

from functools import cache

from sympy import (
    Expr,
    I,
    Poly,
    Symbol,
    Tuple,
    cancel,
    expand,
    factor,
    fraction,
    solve,
    sqrt,
    together,
)

from derive.grains.steps.gaps import (
    metal_gap,
    superconductor_gap,
)
from derive.grains.symbols import Delta_M, Delta_S, Gamma_S, R, omega, u, v, w, x
from derive.root import root

E_S = Symbol("E_S", positive=True)


@cache
def reduction() -> tuple[Expr, Expr, Expr]:
    """Delta_S, Delta_M and R^2 on the imaginary axis, in terms of R and E_S.

    E = sqrt(w^2 + Delta^2) is the energy of a kind of grains, and R = E_M (E_S + Gamma_S)/E_S.
    With these (21b) is linear in Delta_S, and E_M^2 = w^2 + Delta_M^2 becomes an equation for R.
    """
    E_M = R * E_S / (E_S + Gamma_S)
    at_iw = {omega: I * w}
    delta_M = factor(metal_gap().replace(root, lambda *_: I * E_S).subs(at_iw))
    delta_S = superconductor_gap().replace(root, lambda *_: I * E_M).subs(at_iw)
    (gap_S,) = solve(delta_S.subs(Delta_M, delta_M) - Delta_S, Delta_S)
    square = (w**2 + delta_M**2) * (E_S + Gamma_S) ** 2 / E_S**2
    R_squared = expand(cancel(square.subs(Delta_S, sqrt(E_S**2 - w**2))))
    return factor(gap_S), delta_M.subs(Delta_S, factor(gap_S)), R_squared


def superconductor_gap_of_R() -> Expr:
    """Delta_S as a function of R."""
    return reduction()[0]


def metal_gap_of_R() -> Expr:
    """Delta_M as a function of R."""
    return reduction()[1].subs(E_S, energy_of_R())


def energy_of_R() -> Expr:
    """E_S as a function of R."""
    return sqrt(w**2 + superconductor_gap_of_R() ** 2)


@cache
def scalar_map() -> Expr:
    """Phi(R) of the scalar equation R = Phi(R), to which (21) reduces for w > 0."""
    return sqrt(reduction()[2].subs(E_S, energy_of_R()))


def angle(gap: Expr, delta: Expr, phase: Expr) -> Expr:
    """exp(2 i theta) of the gap, where the other kind of grains has exp(i theta) = phase.

    There the gap delta is w tan(theta), and the root is i w/cos(theta).
    """
    cosine, sine = (phase + 1 / phase) / 2, (phase - 1 / phase) / (2 * I)
    tangent = gap.subs(omega, I * w).replace(root, lambda *_: I * w / cosine) / w
    tangent = tangent.subs(delta, w * sine / cosine)
    return factor(together((1 + I * tangent) / (1 - I * tangent)))


@cache
def metal_angle() -> Expr:
    """v^2 in terms of u."""
    return angle(metal_gap(), Delta_S, u)


@cache
def superconductor_angle() -> Expr:
    """u^2 in terms of v."""
    return angle(superconductor_gap(), Delta_M, v)


@cache
def angle_residual() -> Expr:
    """Zero at the physical u = exp(i theta_S), for w = eta - i omega in the right half-plane.

    The physical solution has u, 1/u, v and 1/v in the right half-plane; then both radicands of
    v are there too, and their principal roots are the physical ones.
    """
    numerator, denominator = (expand(part / u) for part in fraction(metal_angle()))
    phase_M = sqrt(numerator) / sqrt(denominator)
    numerator, denominator = (expand(part / v) for part in fraction(superconductor_angle()))
    return (u**2 * denominator - numerator).subs(v, phase_M)


@cache
def polynomial() -> Poly:
    """The scalar equation as a polynomial of degree 6 in x = tan(theta_S/2).

    R^2 = Phi^2 holds for both signs of R, so half of its roots belong to the other sign of v.
    The leading coefficient vanishes at w = Gamma_S, where the degree drops to 4.
    """
    tangent, cosine = 2 * x / (1 - x**2), (1 - x**2) / (1 + x**2)
    (R_of_x,) = solve(superconductor_gap_of_R() - w * tangent, R)
    equation = R_of_x**2 - reduction()[2].subs(E_S, w / cosine)
    return Poly(fraction(cancel(together(equation)))[0], x)


def gaps_at_zero() -> Tuple:
    """(Delta_M, Delta_S) at omega = 0, where Phi no longer depends on R."""
    at_zero = {R: scalar_map().subs(w, 0)}
    gaps = (e.subs(w, 0).subs(at_zero) for e in (metal_gap_of_R(), superconductor_gap_of_R()))
    return Tuple(*(factor(gap) for gap in gaps))
