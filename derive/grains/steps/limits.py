"""Weak and strong tunnelling, high and low energy: Eqs. (10), (11), each with its next term.

A limit is a path: energies scale as powers of eps -> 0, the gap Delta_0 stays.  A derived form
is the leading term and the next correction along its path, for any Gamma_M/Gamma_S.  The work
is done at omega = i w, where R^2 is explicit in E_S; E_S itself is needed to leading order only.
"""

from functools import cache

from sympy import (
    Add,
    Expr,
    I,
    ImmutableDenseMatrix,
    Symbol,
    Tuple,
    diff,
    expand,
    factor,
    pi,
    series,
    sqrt,
)

from derive.grains.regimes import STRONG, WEAK_HIGH, WEAK_LOW, Exponents
from derive.grains.steps.gaps import greens_function, metal_gap, other_grain
from derive.grains.steps.reduction import E_S, gaps_at_zero, reduction, superconductor_gap_of_R
from derive.grains.symbols import (
    Delta_0,
    Delta_M,
    Delta_S,
    Gamma_M,
    R,
    omega,
    w,
)
from derive.notation import eps
from derive.root import explicit, on_imaginary_axis, root

broadened = Symbol("broadened")


def leading_terms(expression: Expr, exponents: Exponents, count: int) -> Expr:
    """The first powers of eps of the expression along the path, at eps = 1."""
    on_path = expression.subs({s: s * eps ** (2 * e) for s, e in exponents.items()})
    terms = series(on_path, eps, 0, n=None)
    return sum(next(terms) for _ in range(count)).subs(eps, 1)


def at_real_frequency(expression: Expr) -> Expr:
    """The expression continued from omega = i w to the upper half-plane."""
    return expression.subs(w, -I * omega)


def uniform_gap(exponents: Exponents) -> Expr:
    """Delta_S to leading order."""
    leading_R = leading_terms(sqrt(reduction()[2]), exponents, 1)
    return leading_terms(superconductor_gap_of_R().subs(R, leading_R), exponents, 1)


def superconductor_gap_along(exponents: Exponents) -> tuple[Expr, Expr]:
    """Delta_S at the leading R, and its change with the next term of R; E_S is left as it is."""
    square = sqrt(reduction()[2])
    leading_R = leading_terms(square, exponents, 1)
    next_R = leading_terms(square, exponents, 2) - leading_R
    gap = superconductor_gap_of_R()
    return gap.subs(R, leading_R), (diff(gap, R) * next_R).subs(R, leading_R)


@cache
def metal_gap_weak(terms: int = 2) -> Expr:
    """Eq. (10), "~ Gamma_S", and the next term: for Gamma << omega, where Delta_S ~ Delta_0."""
    gap = on_imaginary_axis(metal_gap(), omega, w).subs(Delta_S, uniform_gap(WEAK_HIGH))
    return at_real_frequency(expand(leading_terms(gap, WEAK_HIGH, terms)))


@cache
def gap_high_terms() -> tuple[Expr, Expr]:
    """Delta_S to all orders in Gamma_M/omega, and the next term, for Gamma << omega << Delta_0.

    Both in terms of omega and broadened = omega + i Gamma_M.
    """
    gap, correction = superconductor_gap_along(WEAK_HIGH)
    terms = (gap, correction.subs(E_S, uniform_gap(WEAK_HIGH)))
    width = -I * (broadened - omega)
    return tuple(factor(at_real_frequency(term).subs(Gamma_M, width)) for term in terms)


def superconductor_gap_high() -> Expr:
    """Eq. (10), second line, and the next term."""
    return Add(*gap_high_terms()).subs(broadened, omega + I * Gamma_M)


@cache
def superconductor_gap_low() -> Expr:
    """Eq. (10), third line, and the next term, for omega << Gamma << Delta_0."""
    return Add(*(at_real_frequency(factor(e)) for e in superconductor_gap_along(WEAK_LOW)))


def low_energy_gaps() -> Tuple:
    """(Delta'_M, Delta'_S), the gaps after (11): exact at omega = 0."""
    return gaps_at_zero()


@cache
def strong_gaps() -> Tuple:
    """(Delta_M, Delta_S) for Gamma >> Delta_0, omega: a uniform gap, and the next term."""
    gap, correction = superconductor_gap_along(STRONG)
    uniform_energy = root(w, -I * gap)
    correction_S = factor(correction).subs(E_S, uniform_energy)
    metal = leading_terms(metal_gap().replace(root, lambda *_: I * E_S), STRONG, 2)
    difference = factor((metal - Delta_S).subs(Delta_S, gap)).subs(E_S, uniform_energy)
    return Tuple(
        at_real_frequency(gap + correction_S + difference), at_real_frequency(gap + correction_S)
    )


def strong_superconductor_gap() -> Expr:
    """Delta_S for Gamma >> Delta_0, omega, and the next term."""
    return strong_gaps()[1]


@cache
def metal_greens_function_weak() -> ImmutableDenseMatrix:
    """Eq. (11a), first line, and the next term: (9) to first order in Delta_M ~ Gamma_S."""
    return first_order(greens_function(), Delta_M, 0, metal_gap_weak(terms=1))


def around_high_gap(green: ImmutableDenseMatrix) -> ImmutableDenseMatrix:
    """A function of Delta_S = Delta_0 omega/broadened, its roots those of broadened and Delta_0."""
    gap, _ = gap_high_terms()
    scale = gap / Delta_0
    inserted = green.subs(Delta_S, gap)
    rescaled = inserted.replace(root, lambda z, _: scale * root(z / scale, Delta_0))
    return rescaled.applyfunc(factor).subs(broadened, omega + I * Gamma_M)


def broadened_superconductor() -> ImmutableDenseMatrix:
    """Eq. (11a), second line, its leading term: a superconductor at omega + i Gamma_M."""
    return around_high_gap(other_grain(greens_function()))


@cache
def superconductor_greens_function_weak() -> ImmutableDenseMatrix:
    """Eq. (11a), second line, and the next term: (9) to first order around (10)."""
    _, correction = gap_high_terms()
    slope = diff(other_grain(greens_function()), Delta_S)
    return broadened_superconductor() + around_high_gap(slope * correction)


def coherent_part() -> ImmutableDenseMatrix:
    """G_1 of (11b): (11a) at Gamma_M = 0."""
    return broadened_superconductor().subs(Gamma_M, 0)


@cache
def metallic_part() -> ImmutableDenseMatrix:
    """G_2 of (11b), and the next term: (11a) to first order in Gamma_M, then in omega."""
    slope = diff(broadened_superconductor(), Gamma_M).subs(Gamma_M, 0)
    return Gamma_M * first_order(explicit(slope), omega, 0, omega)


def states(green: ImmutableDenseMatrix, powers: int) -> Expr:
    """Density of states Re(i g(omega)/pi) for Gamma << omega << Delta_0, in first powers of eps.

    In powers of w = -i omega, whose coefficients are real, the real part is the even one.
    """
    on_axis = on_imaginary_axis(I * green[0, 0] / pi, omega, w)
    expanded = leading_terms(on_axis, WEAK_HIGH, powers)
    return at_real_frequency(expand((expanded + expanded.subs(w, -w)) / 2))


@cache
def metal_states_weak() -> Expr:
    """Density of states of the metallic grains and its next term: (9) with Delta_M ~ Gamma_S."""
    return states(greens_function().subs(Delta_M, metal_gap_weak(terms=1)), 2)


@cache
def superconductor_states_weak() -> Expr:
    """That of the superconducting grains: what (11b) ascribes to G_2, and the next term."""
    return states(superconductor_greens_function_weak(), 4)


def first_order(form: Expr, symbol: Symbol, value: Expr, change: Expr) -> Expr:
    """The form at symbol = value + change, to first order in the change."""
    return form.subs(symbol, value) + diff(form, symbol).subs(symbol, value) * change
