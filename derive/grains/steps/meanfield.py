"""Decoupling, trial action, renormalised coupling: Eqs. (22)-(28), but for (25a).

Each bond of the square lattice is counted once.  alpha is that of the kernel in (25b), with the
sign that makes it positive: -alpha_ij(s) of (12b) = alpha (T/sin(pi T s))^2.  What is written for
one bond holds for its phase difference; m = n_i - n_j, and omega_n = 2 pi n/beta.
"""

from functools import cache

from sympy import (
    Abs,
    Expr,
    Function,
    I,
    Integer,
    Integral,
    KroneckerDelta,
    Rational,
    Sum,
    Symbol,
    Tuple,
    cos,
    diff,
    digamma,
    exp,
    expand,
    expand_trig,
    factor,
    floor,
    integrate,
    oo,
    pi,
    rsolve,
    simplify,
    solve,
    sqrt,
    trigsimp,
)

from derive.grains.steps.action import normal_kernel, phase_action_terms
from derive.grains.steps.couplings import dissipation_metals
from derive.grains.symbols import (
    E_0,
    J_MF,
    J_R,
    P_0,
    E_ij,
    J,
    T,
    alpha,
    beta,
    fluctuation,
    m,
    n,
    n_i,
    phi_i,
    phi_j,
    phi_p,
    s,
    spread,
    tau,
    tau_,
)

frequency = 2 * pi * n / beta


def winding_phase() -> Expr:
    """Eq. (22): a periodic phase, and one that grows linearly by 2 pi n_i in the time beta."""
    rate = Symbol("rate")
    (winding,) = solve(rate * beta - 2 * pi * n_i, rate)
    return winding * tau + phi_p


def winding_difference() -> Expr:
    """Delta phi_ij of a bond by (22), where phi_p stands for its periodic part."""
    return winding_phase().subs(n_i, m)


def mean_over_time(expression: Expr) -> Expr:
    """The mean over tau from 0 to beta, where phi_p is periodic."""
    mean = Integral(expand(expression), (tau, 0, beta)).expand().doit() / beta
    return expand(mean).subs(phi_p.subs(tau, beta), phi_p.subs(tau, 0))


def decoupled() -> Tuple:
    """Eq. (23), in the mean over tau: the square of the rate, and the phase of the winding."""
    rate = mean_over_time(diff(winding_difference(), tau) ** 2)
    winding = exp(I * winding_difference().subs(phi_p, 0))
    N = Symbol("N", integer=True, nonzero=True)
    still, turning = mean_over_time(winding.subs(m, 0)), mean_over_time(winding.subs(m, N))
    return Tuple(rate, turning + (still - turning) * KroneckerDelta(m, 0))


def gaussian_average(variance: Expr, factor: Expr) -> Expr:
    """The mean of exp(i factor x) over a normally distributed x, as phases of (25b) are."""
    x, v, c = Symbol("x", real=True), Symbol("v", positive=True), Symbol("c", real=True)
    weight = exp(-(x**2) / (2 * v)) / sqrt(2 * pi * v)
    mean = simplify(integrate(exp(I * c * x) * weight, (x, -oo, oo)))
    return mean.subs({v: variance, c: factor})


def decoupled_dissipation() -> Expr:
    """Eq. (24), to all orders in the spread of Delta phi_p(tau) - Delta phi_p(tau')."""
    winding = winding_difference().subs(phi_p, 0)
    return exp(I * winding.subs(tau, s) / 2) * gaussian_average(spread, Rational(1, 2))


def kernel_of_metals() -> Expr:
    """alpha(s) of (25b): the kernel of normal metals, with alpha from its value at s = beta/2."""
    kernel = dissipation_metals()
    return alpha * T**2 * simplify(kernel / kernel.subs(s, 1 / (2 * T)))


def second_differences(kernel: Expr) -> Expr:
    """kernel (D(n+1) - 2 D(n) + D(n-1)) for D(n) = 1 - cos(2 pi n T s).

    It is 4 sin(pi T s)^2 cos(2 pi n T s) times the kernel, whose singularity it removes.
    """
    angle, half = Symbol("angle", real=True), Symbol("half", real=True)

    def deficit(step: int) -> Expr:
        return 1 - expand_trig(cos(angle + 2 * step * half))

    difference = trigsimp(expand_trig(deficit(1) - 2 * deficit(0) + deficit(-1)))
    return simplify(kernel * difference.subs({angle: 2 * pi * n * T * s, half: pi * T * s}))


@cache
def kernel_transform() -> Expr:
    """Integral of alpha(s) (1 - cos(2 pi n T s)) over a period, for an integer n: alpha T 2|n|.

    It is even in n, 0 for n = 0, and linear for n > 0, where its second difference vanishes.
    """
    N = Symbol("N", integer=True, positive=True)
    kernel = kernel_of_metals()
    period = (s, 0, 1 / T)
    bend = integrate(second_differences(kernel).subs(n, N), period)
    first = integrate(simplify(second_differences(kernel).subs(n, 0)) / 2, period)
    D = Function("D")
    linear = rsolve(D(n + 2) - 2 * D(n + 1) + D(n) - bend, D(n), {D(0): 0, D(1): first})
    return linear.subs(n, Abs(n))


@cache
def quadratic_action() -> Tuple:
    """Eq. (25b) for one bond: (12a) to second order in the phases, alpha(s) = -alpha_ij(s).

    The terms are those of the rate, of J_R, whose cosine is that of slow phases, and of alpha(s).
    """
    rate, normal, pair = phase_action_terms()

    def second_order(term: Expr) -> Expr:
        return term.replace(cos, lambda angle: -(angle**2) / 2)

    elastic = -J_R * second_order(pair) / pair.replace(cos, lambda _: Integer(1))
    dissipative = -kernel_of_metals() * factor(second_order(normal) / normal_kernel())
    return Tuple(rate.subs(E_ij, E_0), elastic, dissipative)


@cache
def stiffness() -> Expr:
    """A(omega_n), for which the action of a bond is (beta/2) sum_n A |Delta phi_n|^2.

    Delta phi(tau) is the sum of Delta phi_n exp(i omega_n tau); twice the mean action of the mode
    sqrt(2) cos(omega_n tau), in which these squares add up to 1, is A.
    """
    N = Symbol("N", integer=True, positive=True)
    mode = sqrt(2) * cos(frequency.subs(n, N) * tau)
    modes = {phi_i: mode, phi_j: 0, phi_i.subs(tau, tau_): mode.subs(tau, tau - s)}
    modes[phi_j.subs(tau, tau_)] = 0

    def mean(term: Expr) -> Expr:
        return simplify(integrate(expand(term.subs(modes).doit()), (tau, 0, beta)) / beta)

    rate, elastic, dissipative = quadratic_action()
    deficit = kernel_of_metals() * (1 - cos(frequency.subs(n, N) * s))
    damping = simplify(mean(dissipative) / deficit) * kernel_transform().subs({n: N, T: 1 / beta})
    return 2 * (mean(rate) + mean(elastic) + damping).subs(N, Abs(n))


def share_of_a_bond() -> Expr:
    """The mean over wave vectors of (2 - 2 cos k_x)/(4 - 2 cos k_x - 2 cos k_y).

    The numerator is that of a bond along x, the denominator that of the action of all bonds.
    The mean does not change when k_x and k_y are exchanged.
    """
    k_x, k_y = Symbol("k_x", real=True), Symbol("k_y", real=True)
    share = (2 - 2 * cos(k_x)) / (4 - 2 * cos(k_x) - 2 * cos(k_y))
    return simplify((share + share.subs({k_x: k_y, k_y: k_x}, simultaneous=True)) / 2)


def phase_fluctuation() -> Expr:
    """Eq. (27): the mean square of the phase difference of a bond."""
    return share_of_a_bond() / beta * Sum(1 / stiffness(), (n, -oo, oo))


def phase_fluctuation_above_cutoff() -> Expr:
    """Eq. (28): the same with |omega_n| > J_R alone."""
    first = floor(beta * J_R / (2 * pi)) + 1
    return 2 * share_of_a_bond() / beta * Sum(1 / stiffness(), (n, first, oo))


def tail_of_sum(first: Expr) -> Expr:
    """The sum of 1/A(omega_n) over n >= first, by digamma functions.

    A is proportional to (n + p)(n + q), and the sum of 1/(n + p) - 1/(n + q) is that of
    digamma(n + q) - digamma(n + p) at the first n (DLMF 5.7.6).
    """
    A = stiffness().subs(Abs(n), n)
    minus_p, minus_q = solve(A, n)
    leading = expand(A).coeff(n, 2)
    difference = digamma(first - minus_p) - digamma(first - minus_q)
    return difference / (leading * (minus_q - minus_p))


@cache
def free_energy() -> Expr:
    """The variational F_0 + <S - S_trial>/beta of a bond, in the parameters J_MF and J_R.

    P(J_MF) is the probability of m = 0, and D(J_R) the mean square of Delta phi_p; the free
    energies of the two parts of S_trial are F_n and F_p.  Terms that S and S_trial share cancel.
    """
    P, D = Function("P")(J_MF), Function("D")(J_R)
    F_n, F_p = Function("F_n")(J_MF), Function("F_p")(J_R)
    pair = -J * P * gaussian_average(D, Integer(1))
    return F_n + F_p + pair + J_MF * P - J_R / 2 * D


def stationary(parameter: Symbol) -> Expr:
    """The parameter at which the free energy is stationary, in terms of `fluctuation` and P_0.

    A derivative of F_n or F_p is the mean of what multiplies the parameter in the trial action
    over beta: -P for J_MF, D/2 for J_R.
    """
    P, D = Function("P")(J_MF), Function("D")(J_R)
    slopes = {
        diff(Function("F_n")(J_MF), J_MF): -P,
        diff(Function("F_p")(J_R), J_R): D / 2,
    }
    slope = diff(free_energy(), parameter).subs(slopes)
    values = {diff(D, J_R): Symbol("dD"), diff(P, J_MF): Symbol("dP"), P: P_0, D: fluctuation}
    (value,) = solve(slope.subs(values), parameter)
    return value


@cache
def mean_field_coupling() -> Expr:
    """Eq. (26), first line."""
    return stationary(J_MF)


def renormalized_coupling() -> Expr:
    """Eq. (26), second line, with J by the first."""
    (bare,) = solve(mean_field_coupling() - J_MF, J)
    return simplify(stationary(J_R).subs(J, bare))
