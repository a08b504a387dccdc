"""The action of winding numbers, Eq. (25a), for even and for odd windings.

The transformation of (2) takes exp(i phi_i/2) out of the electrons of grain i.  Where phi_i winds
an odd number of times this factor changes its sign in the time beta, so that the transformed
electrons of that grain are periodic, and not antiperiodic: their frequencies are 2 pi n T.
"""

from functools import cache

from sympy import (
    Abs,
    Add,
    Expr,
    I,
    Integer,
    KroneckerDelta,
    Symbol,
    Tuple,
    conjugate,
    cos,
    diff,
    exp,
    expand,
    pi,
    simplify,
)
from sympy.simplify.fu import TR8

from derive.grains.steps.action import charging_term
from derive.grains.steps.imaginary_time import metallic_function, normal_function_at
from derive.grains.steps.meanfield import decoupled, kernel_transform, winding_difference
from derive.grains.symbols import E_0, J_MF, E_ij, T, beta, m, n, phi_i, phi_j, phi_p, s, tau


@cache
def periodic_function() -> Expr:
    """g(s) of a metallic grain without a gap whose electrons are periodic: a cotangent.

    g(i w_n) has the sign of w_n = 2 pi n T, and at w_n = 0 the mean of both signs, 0, which is the
    principal value of the integral of 1/(i w_n - xi) over xi.  The sum over n > 0 is that of a
    geometric series in exp(2 i pi T s), and the sum over n < 0 is its conjugate.
    """
    first = exp(2 * I * pi * T * s)
    geometric = first / (1 - first)
    return simplify(T * normal_function_at(0) * (geometric - conjugate(geometric)))


def periodic_share() -> Expr:
    """cos(pi T s): the function of periodic electrons over that of antiperiodic ones."""
    return simplify(periodic_function() / metallic_function())


def winding_cosine() -> Expr:
    """cos((Delta phi(tau) - Delta phi(tau'))/2) at the time difference s, for a winding m alone."""
    winding = winding_difference().subs(phi_p, 0)
    return cos(winding.subs(tau, s) / 2).subs(beta, 1 / T)


def deficit(factor: Expr) -> Expr:
    """The double integral of alpha(tau - tau') (1 - factor), factor a product of cosines of s.

    The product is a sum of cosines of 2 pi k T s with whole k, whose weights add up to 1, and the
    integral of each is that of `kernel_transform`.  Where the integrand is periodic the second
    integral is a factor beta.
    """
    total = Integer(0)
    for term in Add.make_args(expand(TR8(expand(factor)))):
        weight, wave = term.as_independent(s)
        k = wave.args[0] / (2 * pi * T * s) if isinstance(wave, cos) else Integer(0)
        total += weight * kernel_transform().subs(n, simplify(k))
    return (beta * total).subs(T, 1 / beta)


def in_winding(dissipation: Expr, first: int) -> Expr:
    """A term that is even in the winding m and linear from m = first on, at every such m.

    first is the least positive winding of its parity.
    """
    N = Symbol("N", integer=True, nonnegative=True)
    linear = expand(dissipation.subs(m, first + 2 * N).doit())
    return expand(linear.subs(N, (m - first) / 2)).subs(m, Abs(m))


@cache
def dissipation_of_even_windings() -> Expr:
    """The dissipative term of (25a) where both grains wind an even number of times."""
    return in_winding(deficit(winding_cosine()), 2)


@cache
def dissipation_of_an_odd_winding() -> Expr:
    """The same where one of both grains winds an odd number of times, so that m is odd.

    The kernel has the cotangent of that grain, and exp(i Delta phi/2) changes its sign as the
    cotangent does not: the product is periodic, and its difference from the kernel of windings
    zero has no singularity that is left at s = 0 or s = beta.
    """
    return in_winding(deficit(periodic_share() * winding_cosine()), 1)


@cache
def dissipation_of_two_odd_windings() -> Expr:
    """The same where both grains wind an odd number of times, so that m is even.

    For m = 0 it is a constant, because the frequency zero has no part in the action.
    """
    both = deficit(periodic_share() ** 2 * winding_cosine())
    linear = in_winding(both, 2)
    return linear + (both - linear).subs(m, 0) * KroneckerDelta(m, 0)


def winding_dissipation() -> Expr:
    """The dissipative term of (25a) for every m, where one grain at most winds an odd number."""
    parity = (1 + (-1) ** m) / 2
    even, odd = dissipation_of_even_windings(), dissipation_of_an_odd_winding()
    return expand(parity * even + (1 - parity) * odd)


def dissipation_by_parity() -> Tuple:
    """The dissipative term for windings 2n of two even grains, 2n + 1, and 2n of two odd ones."""
    even, odd = dissipation_of_even_windings(), dissipation_of_an_odd_winding()
    both = dissipation_of_two_odd_windings()
    return Tuple(even.subs(m, 2 * n), odd.subs(m, 2 * n + 1), both.subs(m, 2 * n))


def damping_of_winding_phases() -> Expr:
    """The damping of the mode n of a phase beside a winding m of even grains, as a share.

    By (24) the kernel has the factor exp(i pi m s/beta), here for one m, which (25b) leaves out.
    What damps the mode is the integral of kernel and factor times 1 - cos(2 pi n T s).
    """
    mode = cos(2 * pi * n * T * s)
    turned = deficit(winding_cosine() * mode) - deficit(winding_cosine())
    return expand(simplify(turned / deficit(mode)))


def winding_action() -> Expr:
    """Eq. (25a) for one bond, the mean of the pair term by (23)."""
    rate, aligned = decoupled()
    charging = charging_term().subs({phi_i: winding_difference(), phi_j: 0, E_ij: E_0}).doit()
    per_rate = charging / diff(winding_difference(), tau) ** 2
    energy = beta * simplify(per_rate) * rate.subs(phi_p, 0).doit()
    return energy + winding_dissipation() - beta * J_MF * aligned
