"""Josephson coupling and dissipation: Eqs. (13)-(15), with hbar and e put back.

Green's functions in imaginary time s > 0: at T = 0 for a real gap, at T > 0 for a metal.
Tunnelling enters by the normal-state resistance R of a bond, 1/R = 4 pi e^2 |t|^2 N_a N_b/hbar.
"""

from functools import cache

from sympy import (
    Expr,
    I,
    Integer,
    Poly,
    Rational,
    Symbol,
    asinh,
    besselk,
    cancel,
    conjugate,
    cos,
    diff,
    elliptic_k,
    exp,
    expand,
    expand_log,
    factor,
    integrate,
    log,
    logcombine,
    oo,
    pi,
    simplify,
    sin,
    sinh,
    solve,
    sqrt,
    tan,
)

from derive.action import josephson_coupling, normal_kernel
from derive.gaps import E_S, greens_function, other_grain, reduction
from derive.limits import Exponents, leading_terms, metallic_part
from derive.root import on_imaginary_axis
from derive.symbols import (
    N_M,
    N_S,
    R_MM,
    R_SM,
    R_SS,
    Delta_0,
    Delta_1,
    Delta_2,
    Delta_M,
    Gamma_M,
    Gamma_S,
    R,
    T,
    e,
    f_i,
    f_j,
    g_i,
    g_j,
    hbar,
    omega,
    s,
    t,
    w,
)

# omega ~ Gamma << Delta_0, and Gamma << omega ~ Delta_0.
BELOW: Exponents = {Gamma_M: Rational(1), Gamma_S: Rational(1), w: Rational(1)}
ABOVE: Exponents = {Gamma_M: Rational(1), Gamma_S: Rational(1), w: Rational(0)}


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


def metallic_function() -> Expr:
    """g(s) at T > 0 without a gap: T sum_n g(i w_n) exp(i w_n s), w_n = (2 n + 1) pi T.

    g(i w_n) has the sign of w_n, so that the sum is that of a geometric series in
    exp(2 i pi T s), less its conjugate.
    """
    first = exp(I * pi * T * s)
    geometric = first / (1 - first**2)
    return simplify(T * normal_function_at(0) * (geometric - conjugate(geometric)))


def in_resistance(expression: Expr, densities: Expr, resistance: Expr) -> Expr:
    """The expression with |t|^2 from the resistance of the bond, densities = N_a N_b."""
    (t_squared,) = solve(1 / resistance - 4 * pi * e**2 * Symbol("t2") * densities / hbar, "t2")
    return expression.subs(t**2, t_squared)


def integral_over_frequency(f_1: Expr, f_2: Expr) -> Expr:
    """Integral of f_1(i w) f_2(i w) over dw/2 pi, for functions of real gaps Delta_1, Delta_2.

    With w = Delta_1 tan(phi) the integrand becomes A/sqrt(1 - m sin^2 phi), and the integral
    from 0 to pi/2 is A K(m).
    """
    phi = Symbol("phi", positive=True)
    in_phi = (f_1 * f_2).subs(w, Delta_1 * tan(phi)) * diff(Delta_1 * tan(phi), phi)
    inverse_square = expand(simplify(in_phi**-2).subs(tan(phi), sin(phi) / cos(phi)))
    in_sine = Poly(expand(inverse_square.subs(cos(phi) ** 2, 1 - sin(phi) ** 2)), sin(phi))
    constant = in_sine.coeff_monomial(1)
    m = simplify(-in_sine.coeff_monomial(sin(phi) ** 2) / constant)
    return 2 / (2 * pi) * elliptic_k(m) / sqrt(constant)


@cache
def josephson_of_gaps() -> Expr:
    """J_SM at T = 0 for real gaps Delta_1 of the metallic and Delta_2 of the other grains.

    By (12b) J is 2|t|^2 times the integral of f_1(i w) f_2(i w) over dw/2 pi.  It is symmetric
    in the gaps: pi hbar/(4 e^2 R) Delta_1 Delta_2/agm(Delta_1, Delta_2).
    """
    f_1, f_2 = pair_function_at(Delta_1), other_grain(pair_function_at(Delta_2))
    weight = josephson_coupling().function / (f_i.subs(s, -s) * f_j)
    return in_resistance(weight * integral_over_frequency(f_1, f_2), N_M * N_S, R_SM)


def josephson_mixed() -> Expr:
    """J_MS of (13), with the gaps of its Bessel functions, Gamma_S and Delta_0, frozen."""
    return josephson_of_gaps().subs({Delta_1: Gamma_S, Delta_2: Delta_0})


def josephson_pure() -> Expr:
    """J_SS of (14): equal gaps."""
    return josephson_of_gaps().subs({Delta_1: Delta_0, Delta_2: Delta_0, R_SM: R_SS})


def dissipation(g_left: Expr, g_right: Expr) -> Expr:
    """alpha(s) of (12b) for s > 0, where g(-s) = -g(s)."""
    return normal_kernel().subs({g_i.subs(s, -s): -g_left, g_j: g_right})


def superconductor_normal_function() -> Expr:
    """g_S(s) of (13): K_1 of the gap Delta_0 from G_1, and a metal's function from G_2.

    The metallic part of (11b) is a multiple of the Green's function of a normal metal.
    """
    share = metallic_part()[0, 0] / other_grain(greens_function()[0, 0].subs(Delta_M, 0))
    return other_grain(normal_function(Delta_0)) + share * other_grain(metallic_function())


def dissipation_mixed() -> Expr:
    """alpha_MS(s) of (13)."""
    kernel = dissipation(metallic_function(), superconductor_normal_function())
    return factor(in_resistance(kernel, N_M * N_S, R_SM))


def dissipation_metals() -> Expr:
    """alpha_MM(s) of (14): of a pure metallic array."""
    return in_resistance(dissipation(metallic_function(), metallic_function()), N_M**2, R_MM)


def sines_of_frozen_gaps() -> Expr:
    """sin(theta_M) sin(theta_S) = Delta_M Delta_S/(E_M E_S) for the gaps Gamma_S and Delta_0."""
    return Gamma_S * Delta_0 / (sqrt(w**2 + Gamma_S**2) * sqrt(w**2 + Delta_0**2))


def sines_of_gaps() -> Expr:
    """The same for the gaps of (21), Delta_S ~ Delta_0 where it matters, at w >> Gamma."""
    gap_S, gap_M, R_squared = reduction()
    sines = cancel(gap_M * gap_S / (R * E_S / (E_S + Gamma_S) * E_S) * (Delta_0 / gap_S) ** 2)
    return sines.subs(R, sqrt(R_squared)).subs(E_S, sqrt(w**2 + Delta_0**2))


def integral_at_weak_tunnelling(sines: Expr) -> Expr:
    """Integral over w > 0 to leading order in Gamma/Delta_0, by matched asymptotics.

    It is split between Gamma and Delta_0, and the leading form on each side is integrated.  The
    dividing frequency is large on the scale of Gamma, small on that of Delta_0, and drops out.
    """
    divide = Symbol("w_0", positive=True)
    inner = integrate(leading_terms(sines, BELOW, 1), (w, 0, divide))
    outer = integrate(leading_terms(sines, ABOVE, 1), (w, divide, oo))
    logarithms = (inner + outer).replace(asinh, lambda x: log(2 * x))
    large = logarithms.replace(log, lambda x: log(cancel(x - 1) if x.is_Add else x))
    total = expand(expand_log(large))
    weight = total.coeff(log(Delta_0))
    return weight * logcombine(expand(total / weight))


def josephson_ratio(sines: Expr) -> Expr:
    """J_MS/J_SS for weak tunnelling, with the same |t| in both arrays."""
    pure = integrate(Delta_0**2 / (w**2 + Delta_0**2), (w, 0, oo))
    return N_M / N_S * integral_at_weak_tunnelling(sines) / pure


@cache
def josephson_ratio_frozen() -> Expr:
    """J_MS/J_SS of (15), from the frozen gaps of (13)."""
    return josephson_ratio(sines_of_frozen_gaps())


@cache
def josephson_ratio_self_consistent() -> Expr:
    """J_MS/J_SS from the gap functions of (21): beyond the paper."""
    return josephson_ratio(sines_of_gaps())


def dissipation_strength(kernel: Expr) -> Expr:
    """alpha of the form alpha (T/sin(pi T s))^2 that a kernel takes for long times s."""
    unit = (T / sin(pi * T * s)) ** 2
    return simplify(kernel.replace(besselk, lambda *_: Integer(0)) / unit)


def dissipation_strength_metals() -> Expr:
    """alpha_MM of (14)."""
    return dissipation_strength(dissipation_metals())


def dissipation_ratio() -> Expr:
    """alpha_MS/alpha_MM of (15), with the same |t| in both arrays."""
    ratio = dissipation_strength(dissipation_mixed()) / dissipation_strength_metals()
    return ratio.subs(R_MM, R_SM * N_S / N_M)
