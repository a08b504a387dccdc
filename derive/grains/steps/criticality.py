"""Where superconducting order is lost at T = 0: what follows from (26), (27) in closed form.

There P_n(0) = 1 as long as J_R > 0, and the sums over omega_n are integrals.  alpha is
h/(2 e^2 R), as in `steps.meanfield`.  A(omega) = ((omega + b)^2 + r^2)/E_0 with
b = alpha E_0/8 pi, and x = b/sqrt(E_0 J_R) grows from 0 to infinity as J_R vanishes.
"""

from functools import cache

from sympy import (
    Abs,
    Expr,
    I,
    Integer,
    Pow,
    Symbol,
    atan,
    cancel,
    diff,
    exp,
    expand,
    expand_log,
    factor,
    integrate,
    limit,
    log,
    oo,
    pi,
    series,
    sign,
    simplify,
    solve,
    sqrt,
)

from derive.grains.steps.couplings import (
    dissipation_strength_metals,
    josephson_ratio_self_consistent,
)
from derive.grains.steps.meanfield import (
    mean_field_coupling,
    share_of_a_bond,
    stiffness,
)
from derive.grains.steps.windings import winding_dissipation
from derive.grains.symbols import (
    E_0,
    J_R,
    K_R,
    N_M,
    N_S,
    R_MM,
    Gamma,
    Gamma_M,
    Gamma_S,
    J,
    alpha,
    beta,
    fluctuation,
    m,
    n,
)

w, b, r, u = (Symbol(name, positive=True) for name in ("w", "b", "r", "u"))
x_ = Symbol("x", positive=True)


@cache
def stiffness_at_zero() -> Expr:
    """A(omega) at T = 0, as a function of w = |omega|."""
    return stiffness().subs(Abs(n), n).subs(n, beta * w / (2 * pi)).expand()


def width() -> Expr:
    """b: half the coefficient of |omega| in E_0 A(omega)."""
    return E_0 * stiffness_at_zero().coeff(w, 1) / 2


@cache
def fluctuation_above(cutoff: Expr) -> Expr:
    """<|Delta phi_p|^2> at T = 0, from |omega| > cutoff: an arctangent.

    It is even in r, and real for imaginary r, too.
    """
    lowest = Symbol("lowest", positive=True)
    integral = integrate(E_0 / ((w + b) ** 2 + r**2), (w, lowest, oo))
    value = 2 * share_of_a_bond() * integral / (2 * pi)
    square = simplify(E_0 * stiffness_at_zero().subs(w, 0) - width() ** 2)
    return value.subs({b: width(), r: sqrt(square), lowest: cutoff})


def fluctuation_at_zero() -> Expr:
    """Eq. (27) at T = 0."""
    return fluctuation_above(Integer(0))


def fluctuation_at_zero_above_cutoff() -> Expr:
    """Eq. (28) at T = 0."""
    return fluctuation_above(J_R)


def cutoff_shift() -> Expr:
    """What the cutoff of (28) takes from (27) for J_R -> 0: a constant.

    With |omega| = J_R u the integral of 1/A from 0 to J_R has a limit.
    """
    integrand = limit(J_R / stiffness_at_zero().subs(w, J_R * u), J_R, 0)
    return 2 * share_of_a_bond() * integrate(integrand, (u, 0, 1)) / (2 * pi)


def coupling_of_x() -> Expr:
    """J_R/E_0 in terms of x."""
    return (width() / E_0 / x_) ** 2


@cache
def fluctuation_of_x() -> Expr:
    """<|Delta phi_p|^2> in terms of x."""
    return simplify(fluctuation_at_zero().subs(J_R, E_0 * coupling_of_x()))


@cache
def josephson_of_x() -> Expr:
    """J/E_0 for which (26) has the solution x."""
    share = mean_field_coupling().subs(fluctuation, fluctuation_of_x()) / J
    return coupling_of_x() / share


@cache
def boundary_alpha() -> Expr:
    """alpha on the boundary, in terms of x: there J is the smallest one that has a solution.

    The arctangent stands in the fluctuation and in its slope alike, and is kept as one symbol.
    """
    slope = diff(log(coupling_of_x()) + fluctuation_of_x() / 2, x_)
    (value,) = solve(slope, alpha)
    arc, A = atan(sqrt(1 - x_**2) / x_), Symbol("A")
    in_A = factor(cancel(value.subs(arc, A * sqrt(1 - x_**2))))
    return in_A.subs(A, arc / sqrt(1 - x_**2))


def on_boundary(expression: Expr) -> Expr:
    """A function of x and alpha, on the boundary."""
    return expression.subs(alpha, boundary_alpha())


def boundary_josephson() -> Expr:
    """J/E_0 on the boundary, in terms of x: for a smaller one (26) has no solution J_R > 0."""
    return on_boundary(josephson_of_x())


def boundary_coupling() -> Expr:
    """J_R/E_0 at the boundary, in terms of x: the height of the jump."""
    return on_boundary(coupling_of_x())


@cache
def josephson_without_dissipation() -> Expr:
    """J/E_0 on the boundary at alpha = 0, which is x = 0."""
    return limit(boundary_josephson(), x_, 0)


def by_logarithms(expression: Expr) -> Expr:
    """A function of x, for x = 1/u > 1, where r is imaginary."""
    root = sqrt(1 - u**2) / u
    return simplify(expression.subs(sqrt(1 - x_**2), I * root).subs(x_, 1 / u).rewrite(log))


@cache
def critical_alpha() -> Expr:
    """The end of the boundary, at J_R = 0: every J has a solution beyond this alpha."""
    return limit(by_logarithms(boundary_alpha()), u, 0)


@cache
def josephson_at_critical_alpha() -> Expr:
    """J/E_0 at the end of the boundary, where the jump vanishes."""
    leading = series(by_logarithms(fluctuation_of_x()) / 2, u, 0, 1).removeO()
    logarithm = log(coupling_of_x().subs(x_, 1 / u)) + leading
    return exp(simplify(expand_log(logarithm.subs(alpha, critical_alpha()), force=True)))


@cache
def vanishing_coupling() -> Expr:
    """J_R/E_0 for J -> 0 beyond the critical alpha: a power of J/E_0.

    With the fluctuations at small J_R, the logarithm of (26) is linear in that of J_R.
    """
    y, j = Symbol("y"), log(J / E_0)
    leading = series(by_logarithms(fluctuation_of_x()) / 2, u, 0, 1).removeO()
    (at_y,) = solve(coupling_of_x().subs(x_, 1 / u) - exp(y), u, check=False)[-1:]
    linear = expand_log(expand(leading.subs(u, at_y)), force=True)
    (logarithm,) = solve(j - linear - y, y)
    return exp(simplify(logarithm)).rewrite(Pow)


def critical_resistance() -> Expr:
    """The resistance at which alpha of normal metals is the critical one."""
    (resistance,) = solve(critical_alpha() - dissipation_strength_metals(), R_MM)
    return resistance


def roughness() -> Expr:
    """1 where |m| of (25a), for all integers m, has a coupling below K_R at the critical alpha."""
    return sign(K_R - winding_dissipation().subs({m: 1, alpha: critical_alpha()}))


def of_equal_grains(expression: Expr) -> Expr:
    """The expression for equal grains and equal rates Gamma."""
    return expression.subs({Gamma_M: Gamma, Gamma_S: Gamma, N_M: N_S})


@cache
def destroying_charge() -> Expr:
    """E_0 beyond which weak tunnelling leaves no proximity effect, J that of the pure array.

    J_MS with the gaps of (21), for equal grains and equal rates; alpha_MS vanishes with Gamma.
    """
    mixed = J * of_equal_grains(josephson_ratio_self_consistent())
    return mixed / josephson_without_dissipation()
