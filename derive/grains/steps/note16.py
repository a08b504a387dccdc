"""Note 16: the tunnelling amplitudes of the gap equations, reduced by the fluctuations of phases.

There t becomes t <exp(i Delta phi/2)>, so that both rates are multiplied by the square of this
mean, and the gaps follow.  The |t|^2 in front of (12b) stays as it is: its phases are those of the
action, and (26) has their mean.  So a fluctuation weakens J twice.  Weak tunnelling and T = 0,
where P_n(0) = 1; alpha is h/(2 e^2 R), of which 1 is critical in (27) without the note.
"""

from functools import cache

from sympy import (
    Expr,
    Rational,
    Symbol,
    Tuple,
    diff,
    exp,
    expand_log,
    limit,
    log,
    oo,
    sign,
    simplify,
    solve,
)

from derive.grains.steps.couplings import josephson_ratio_self_consistent
from derive.grains.steps.criticality import fluctuation_at_zero
from derive.grains.steps.diagram import (
    growth_of_fluctuation,
    undamped_fluctuation,
)
from derive.grains.steps.limits import metal_gap_weak
from derive.grains.steps.meanfield import gaussian_average, mean_field_coupling
from derive.grains.symbols import (
    E_0,
    J_R,
    Delta_0,
    Gamma_M,
    Gamma_S,
    J,
    Lambda,
    alpha,
    fluctuation,
)

u = Symbol("u", positive=True)
D = Symbol("D_phi", positive=True)


def rate_factor() -> Expr:
    """<exp(i Delta phi/2)>^2, by which both rates are multiplied."""
    return gaussian_average(fluctuation, Rational(1, 2)) ** 2


def with_reduced_rates(expression: Expr) -> Expr:
    """The expression with the rates of the gap equations as note 16 has them."""
    factor = rate_factor()
    return expression.subs({Gamma_M: Gamma_M * factor, Gamma_S: Gamma_S * factor})


def reduced_gap() -> Expr:
    """The induced gap Delta_M of weak tunnelling."""
    return with_reduced_rates(metal_gap_weak(terms=1))


def reduced_josephson() -> Expr:
    """J_MS with reduced rates, where J is the one with the rates as they are."""
    ratio = josephson_ratio_self_consistent()
    return J * with_reduced_rates(ratio) / ratio


def reduced_mean_field() -> Tuple:
    """J_MF by (26) with the reduced J_MS, and the reduced gap."""
    return Tuple(mean_field_coupling().subs(J, reduced_josephson()), reduced_gap())


@cache
def excess() -> Expr:
    """ln(J/J_R) by (26) with the reduced J_MS, by D = <|Delta phi_p|^2> and Lambda.

    Lambda = ln(2 Delta_0/Gamma_S).
    """
    share = (reduced_mean_field()[0] / J).subs(fluctuation, D)
    logarithm = expand_log(share.subs(Gamma_S, 2 * Delta_0 * exp(-Lambda)), force=True)
    return -expand_log(log(simplify(logarithm)), force=True)


@cache
def boundary() -> Tuple:
    """J/E_0, J_R/E_0 and Delta_M/Gamma_S where order is lost at alpha = 0.

    J is the smallest one that has a solution.  With u = sqrt(E_0/J_R) it is stationary where a
    quadratic vanishes, which has one positive root.
    """
    in_u = undamped_fluctuation().subs(J_R, E_0 / u**2)
    logarithm = -2 * log(u) + excess().subs(D, in_u)
    roots = solve(diff(logarithm, u), u)
    (at_jump,) = (root for root in roots if root.subs(Lambda, 1) > 0)
    gap = (reduced_gap() / Gamma_S).subs(fluctuation, in_u)
    return Tuple(exp(logarithm), 1 / u**2, gap).subs(u, at_jump)


def vanishing_of_gap() -> Expr:
    """d ln Delta_M/d ln J_R for J_R -> 0 at a constant alpha: a power that is positive."""
    per_fluctuation = diff(log(reduced_gap()), fluctuation)
    return -simplify(per_fluctuation) * growth_of_fluctuation()


def gap_vanishes() -> Expr:
    """Whether Delta_M vanishes with J_R: the sign of that power."""
    return sign(vanishing_of_gap())


def critical_alpha_of_note() -> Expr:
    """The alpha beyond which every J has a solution, where alpha does not depend on Delta_M.

    There ln J is stationary as a function of ln J_R for J_R -> 0, where the fluctuations are large.
    """
    per_fluctuation = limit(diff(excess(), D), D, oo)
    (value,) = solve(1 - per_fluctuation * growth_of_fluctuation(), alpha)
    return value


def fluctuation_with_reduced_alpha() -> Expr:
    """<|Delta phi_p|^2> for J_R -> 0 where alpha is alpha_MS of (15), which is as Gamma_M is.

    The undamped fluctuation makes alpha so small that it does not change it.
    """
    undamped = undamped_fluctuation()
    reduced = alpha * rate_factor().subs(fluctuation, undamped)
    share = simplify((fluctuation_at_zero() / undamped).subs(J_R, E_0 / u**2))
    return undamped * limit(share.subs(alpha, reduced.subs(J_R, E_0 / u**2)), u, oo)
