"""Normal tunnelling at frequencies of the order of the minigap, where the metal has a gap, too.

For omega ~ Gamma << Delta_0 both normal Green's functions are known in closed form to leading
order: the metallic grains have the gap Gamma_S, and G_2 of the superconducting ones has it as well.
"""

from functools import cache

from sympy import (
    Add,
    Expr,
    Integer,
    cancel,
    diff,
    expand,
    expand_log,
    factor,
    integrate,
    oo,
    simplify,
    solve,
    sqrt,
)

from derive.grains.steps.couplings import (
    BELOW,
    dissipation,
    in_resistance,
    josephson_ratio_frozen,
    josephson_ratio_self_consistent,
    metallic_share,
    superconductor_normal_function,
)
from derive.grains.steps.gaps import other_grain
from derive.grains.steps.imaginary_time import metallic_function, normal_function
from derive.grains.steps.limits import leading_terms
from derive.grains.steps.reduction import E_S, reduction
from derive.grains.symbols import N_M, N_S, R_SM, Gamma_M, Gamma_S, R, omega_n, w


@cache
def cosines() -> tuple[Expr, Expr]:
    """w/E_M and w/E_S at omega = i w, to leading order for w ~ Gamma << Delta_0.

    They are i g/(pi N) of both kinds of grains.  E_S is Delta_S there, of the order of Delta_0.
    """
    gap_S, _, R_squared = reduction()
    leading_R = leading_terms(sqrt(R_squared), BELOW, 1)
    inverse_E_M = (E_S + Gamma_S) / (leading_R * E_S)
    metal = leading_terms(w * inverse_E_M, BELOW, 1)
    return metal, expand(w / gap_S.subs(R, leading_R))


def metallic_share_at_low_energy() -> Expr:
    """The part of w/E_S that is not analytic in w, as a multiple of w/E_M.

    What is analytic at every w has no part in the Green's function at a time difference s > 0.
    """
    metal, superconductor = cosines()
    parts = (term for term in Add.make_args(superconductor) if not term.is_polynomial(w))
    return cancel(sum(parts) / metal)


@cache
def late_kernel() -> Expr:
    """alpha_MS(s) at T = 0 for every s >> 1/Delta_0: a product of two Bessel functions K_1."""
    gap = simplify(sqrt((w / cosines()[0]) ** 2 - w**2))
    metal = normal_function(gap)
    superconductor = metallic_share_at_low_energy() * N_S / N_M * metal
    return factor(in_resistance(dissipation(metal, superconductor), N_M * N_S, R_SM))


def damping(metal: Expr, superconductor: Expr) -> Expr:
    """The sum over frequencies that damps a phase of a low frequency omega_n, to second order.

    It is that of g_M(w) (g_S(w) - g_S(w + omega_n)) over w.  Shifted and reflected it is half of
    that of (g_M(w + omega_n) - g_M(w)) (g_S(w + omega_n) - g_S(w)), by odd functions of w.
    """
    slopes = simplify(diff(metal, w) * diff(superconductor, w))
    return omega_n**2 / 2 * integrate(2 * slopes, (w, 0, oo))


def damping_by_metals() -> Expr:
    """The same sum without gaps, where a sign of both functions changes from -omega_n to 0."""
    jump = Integer(1) - Integer(-1)
    return integrate(jump * jump / 2, (w, -omega_n, 0))


@cache
def absent_share() -> Expr:
    """What is absent from the normal tunnelling of (13) at omega_n << Gamma_S, as a share of it.

    The rest is proportional to omega_n^2, as the energy of a capacitor is.
    """
    present = damping(*cosines()) / (metallic_share() * damping_by_metals())
    return 1 - expand(present)


def metallic_term() -> Expr:
    """The second term of g_S(s) in (13), that of G_2."""
    return metallic_share() * other_grain(metallic_function())


def terms_over_second() -> Expr:
    """alpha_MS(s) of (13) as a multiple of its second term."""
    return expand(superconductor_normal_function() / metallic_term())


def crossing_rate() -> Expr:
    """Gamma_M at which both terms of alpha_MS(s) in (13) are equal at the time difference s."""
    (rate,) = solve(terms_over_second() - 2, Gamma_M)
    return rate


@cache
def josephson_renormalised() -> Expr:
    """J_MS/J_SS with the gap functions of (21), less that with the gaps of (13)."""
    change = josephson_ratio_self_consistent() - josephson_ratio_frozen()
    return factor(expand_log(change))
