"""Gap functions and gap equations (9), (20), (21)."""

from functools import cache

from sympy import (
    Expr,
    I,
    ImmutableDenseMatrix,
    Symbol,
    cancel,
    expand,
    pi,
    solve,
    together,
)

from derive.grains.steps.born import metal_greens_function, self_energies
from derive.grains.symbols import (
    D_M,
    N_M,
    N_S,
    Delta_0,
    Delta_M,
    Delta_S,
    Gamma_M,
    Gamma_S,
    Sigma_M,
    f_M,
    f_S,
    g_M,
    g_S,
    gamma_M,
    gamma_S,
    omega,
    omega_n,
    t,
)
from derive.root import root

# Letters of the metallic grains, each with that of the superconducting ones.
KINDS = (
    (g_M, g_S),
    (f_M, f_S),
    (gamma_M, gamma_S),
    (N_M, N_S),
    (Gamma_M, Gamma_S),
    (Delta_M, Delta_S),
)


def other_grain(expression: Expr) -> Expr:
    """The same quantity of the other kind of grains."""
    exchange = dict(KINDS) | {of_S: of_M for of_M, of_S in KINDS}
    return expression.subs(exchange, simultaneous=True)


@cache
def greens_function() -> ImmutableDenseMatrix:
    """Eq. (9) for the metallic grains: (8) in terms of Delta_M = omega D_M/(i omega_n - Sigma_M).

    With i omega_n - Sigma_M = Z omega the root becomes Z root(omega, Delta_M), because it is
    homogeneous, and Z cancels.
    """
    Z = Symbol("Z")
    renormalised = {Sigma_M: I * omega_n - Z * omega, D_M: Z * Delta_M}
    green = metal_greens_function().subs(renormalised).applyfunc(cancel)
    return green.replace(root, lambda z, gap: Z * root(z / Z, gap / Z))


@cache
def gap_function(bare_gap: Expr) -> Expr:
    """omega Dbar/Omega, the ratio that (9) calls Delta, with g_S = omega gamma_S."""
    sigma, D = (e.subs(g_S, omega * gamma_S) for e in self_energies())
    return (bare_gap + D) / expand((omega - sigma) / omega)


def metal_gap_function() -> Expr:
    """Eq. (20), first line."""
    return gap_function(0)


def superconductor_gap_function() -> Expr:
    """Eq. (20), second line."""
    return other_grain(gap_function(Delta_0))


def gap_function_of_like_grains() -> Expr:
    """The supplement's Delta_S of a pure superconducting array, whose neighbours are alike."""
    return gap_function(Delta_0)


def closed(gap: Expr, sqrt_S: Expr) -> Expr:
    """A gap function of (20) for neighbours S, with their (9), root(omega, Delta_S) = sqrt_S."""
    G = other_grain(greens_function()).replace(root, lambda *_: sqrt_S)
    inserted = gap.subs({f_S: -G[0, 1], gamma_S: G[0, 0] / omega})
    return together(inserted.subs(N_S, Gamma_S / (4 * pi * t**2)))


@cache
def metal_gap() -> Expr:
    """Eq. (21a): Delta_M in terms of Delta_S.  Branch: that of root, Im omega > 0."""
    return closed(metal_gap_function(), root(omega, Delta_S))


@cache
def superconductor_gap() -> Expr:
    """Eq. (21b): Delta_S in terms of Delta_M.  Branch: that of root, Im omega > 0."""
    return other_grain(closed(gap_function(Delta_0), root(omega, Delta_S)))


@cache
def identical_superconductors() -> Expr:
    """Delta_S of a pure superconducting array: (21) with equal grains on both sublattices."""
    same = closed(gap_function(Delta_0), Symbol("sqrt_S"))
    (gap,) = solve(same - Delta_S, Delta_S)
    return gap


def identical_metals() -> ImmutableDenseMatrix:
    """Green's function of a pure metallic array: the same with Delta_0 = 0."""
    gap = identical_superconductors().subs(Delta_0, 0)
    return greens_function().subs(Delta_M, gap)
