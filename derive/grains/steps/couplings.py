"""Josephson coupling and dissipation: Eqs. (13)-(15), with hbar and e put back.

Tunnelling enters by the normal-state resistance R of a bond, 1/R = 4 pi e^2 |t|^2 N_a N_b/hbar.
"""

from functools import cache

from sympy import (
    Expr,
    Integer,
    Poly,
    Rational,
    Sum,
    Symbol,
    asinh,
    besselk,
    cancel,
    cos,
    diff,
    elliptic_k,
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
    solve,
    sqrt,
    tan,
)

from derive.grains.regimes import WEAK_HIGH, Exponents
from derive.grains.steps.action import josephson_coupling, normal_kernel
from derive.grains.steps.gaps import greens_function, other_grain
from derive.grains.steps.imaginary_time import (
    matsubara_sum,
    metallic_function,
    normal_function,
    pair_function_at,
)
from derive.grains.steps.limits import (
    leading_terms,
    metal_states_weak,
    metallic_part,
    superconductor_states_weak,
)
from derive.grains.steps.reduction import E_S, reduction
from derive.grains.symbols import (
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
    n,
    omega,
    s,
    t,
    w,
)

# omega ~ Gamma << Delta_0, and Gamma << omega ~ Delta_0.
BELOW: Exponents = {Gamma_M: Rational(1), Gamma_S: Rational(1), w: Rational(1)}
ABOVE: Exponents = {Gamma_M: Rational(1), Gamma_S: Rational(1), w: Rational(0)}

EQUAL_GAPS = {Delta_1: Delta_0, Delta_2: Delta_0, R_SM: R_SS}


def in_resistance(expression: Expr, densities: Expr, resistance: Expr) -> Expr:
    """The expression with |t|^2 from the resistance of the bond, densities = N_a N_b."""
    (t_squared,) = solve(1 / resistance - 4 * pi * e**2 * Symbol("t2") * densities / hbar, "t2")
    return expression.subs(t**2, t_squared)


def josephson_pairs() -> Expr:
    """2 |t|^2 f_1(i w) f_2(i w) of (12b), for real gaps of both kinds of grains.

    Delta_1 is that of the metallic, Delta_2 that of the superconducting grains.
    """
    weight = josephson_coupling().function / (f_i.subs(s, -s) * f_j)
    pairs = weight * pair_function_at(Delta_1) * other_grain(pair_function_at(Delta_2))
    return in_resistance(pairs, N_M * N_S, R_SM)


def integral_over_frequency(pairs: Expr) -> Expr:
    """Integral over dw/2 pi of `josephson_pairs`.

    With w = Delta_1 tan(phi) the integrand becomes A/sqrt(1 - m sin^2 phi), and the integral
    from 0 to pi/2 is A K(m).
    """
    phi = Symbol("phi", positive=True)
    in_phi = pairs.subs(w, Delta_1 * tan(phi)) * diff(Delta_1 * tan(phi), phi)
    inverse_square = expand(simplify(in_phi**-2).subs(tan(phi), sin(phi) / cos(phi)))
    in_sine = Poly(expand(inverse_square.subs(cos(phi) ** 2, 1 - sin(phi) ** 2)), sin(phi))
    constant = in_sine.coeff_monomial(1)
    m = simplify(-in_sine.coeff_monomial(sin(phi) ** 2) / constant)
    return 2 / (2 * pi) * elliptic_k(m) / sqrt(constant)


@cache
def josephson_of_gaps() -> Expr:
    """J_SM at T = 0 for real gaps Delta_1 of the metallic and Delta_2 of the other grains.

    It is symmetric in the gaps: pi hbar/(4 e^2 R) Delta_1 Delta_2/agm(Delta_1, Delta_2).
    """
    return integral_over_frequency(josephson_pairs())


def josephson_of_gaps_thermal() -> Expr:
    """The same at T > 0: a sum over w_n, which has no closed form but for equal gaps."""
    return T * Sum(josephson_pairs().subs(w, (2 * n + 1) * pi * T), (n, -oo, oo))


def josephson_mixed() -> Expr:
    """J_MS of (13), with the gaps of its Bessel functions, Gamma_S and Delta_0, frozen."""
    return josephson_of_gaps().subs({Delta_1: Gamma_S, Delta_2: Delta_0})


def josephson_pure() -> Expr:
    """J_SS of (14): equal gaps."""
    return josephson_of_gaps().subs(EQUAL_GAPS)


@cache
def josephson_pure_thermal() -> Expr:
    """J_SS at T > 0, with Delta_0 as the gap there: the coupling of Ambegaokar and Baratoff."""
    return matsubara_sum(josephson_pairs().subs(EQUAL_GAPS))


def dissipation(g_left: Expr, g_right: Expr) -> Expr:
    """alpha(s) of (12b) for s > 0, where g(-s) = -g(s)."""
    return normal_kernel().subs({g_i.subs(s, -s): -g_left, g_j: g_right})


def metallic_share() -> Expr:
    """G_2 of (11b) as a multiple of the Green's function of a normal metal."""
    return metallic_part()[0, 0] / other_grain(greens_function()[0, 0].subs(Delta_M, 0))


@cache
def superconductor_normal_function() -> Expr:
    """g_S(s) of (13): K_1 of the gap Delta_0 from G_1, and a metal's function from G_2."""
    metallic = metallic_share() * other_grain(metallic_function())
    return other_grain(normal_function(Delta_0)) + metallic


@cache
def dissipation_mixed() -> Expr:
    """alpha_MS(s) of (13)."""
    kernel = dissipation(metallic_function(), superconductor_normal_function())
    return factor(in_resistance(kernel, N_M * N_S, R_SM))


@cache
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


@cache
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
    """alpha of the form (alpha/2) (T/sin(pi T s))^2 that a kernel takes for long times s."""
    half_unit = (T / sin(pi * T * s)) ** 2 / 2
    return simplify(kernel.replace(besselk, lambda *_: Integer(0)) / half_unit)


def dissipation_strength_metals() -> Expr:
    """alpha_MM of (14), by alpha(s) = -alpha_MM(s) of (12b): h/(2 e^2 R_MM)."""
    return dissipation_strength(-dissipation_metals())


def dissipation_ratio() -> Expr:
    """alpha_MS/alpha_MM of (15), with the same |t| in both arrays."""
    ratio = dissipation_strength(-dissipation_mixed()) / dissipation_strength_metals()
    return ratio.subs(R_MM, R_SM * N_S / N_M)


@cache
def dissipation_ratio_by_frequency() -> Expr:
    """The same, and the next term, at a frequency Gamma << omega << Delta_0.

    alpha_MS is as the product of g_M and g_S, and at one frequency as that of the densities of
    states, which change with frequency where alpha_MM does not.
    """
    both = metal_states_weak() * superconductor_states_weak()
    leading = leading_terms(both.subs(omega, w), WEAK_HIGH, 1)
    change = leading_terms(both.subs(omega, w), WEAK_HIGH, 2) / leading
    return dissipation_ratio() * expand(change).subs(w, omega)
