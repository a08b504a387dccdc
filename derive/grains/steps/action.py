"""The phase action: the fermions integrated out (3), then to second order in tunnelling (12).

One bond ij, counted once.  s = tau - tau'.  The volume of a grain is 1 here.
"""

from functools import cache

from sympy import (
    Expr,
    ImmutableDenseMatrix,
    Integer,
    Integral,
    LeviCivita,
    Rational,
    Symbol,
    Tuple,
    cos,
    expand,
    log,
    powsimp,
    series,
    sin,
    solve,
)

from derive.grains.steps.born import nambu_structure
from derive.grains.steps.model import (
    charging_energy,
    mean_square_amplitude,
    phase_charging,
    tunnelling_matrix,
)
from derive.grains.symbols import (
    E_ij,
    beta,
    c_ij,
    f_i,
    f_j,
    f_M,
    g_i,
    g_j,
    g_M,
    m_11,
    m_12,
    m_21,
    m_22,
    phi_i,
    phi_j,
    s,
    t_kp,
    t_pk,
    tau,
    tau_,
    volume,
)


def fermion_action(M: ImmutableDenseMatrix) -> Expr:
    """Minus the logarithm of the Grassmann integral of exp(-cbar M c), for a 2 x 2 matrix M.

    Only the second order of the exponential holds every field once.  Bringing
    cbar_a c_b cbar_c c_d to the order of the measure gives the sign of both permutations.
    """
    order = range(2)
    integral = sum(
        Rational(1, 2) * M[a, b] * M[c, d] * LeviCivita(a, c) * LeviCivita(b, d)
        for a in order
        for b in order
        for c in order
        for d in order
    )
    return -log(integral)


@cache
def charging_term() -> Expr:
    """The charging energy of a bond, in terms of E_ij."""
    (capacitance,) = solve(charging_energy() - E_ij, c_ij)
    return phase_charging().subs(c_ij, capacitance)


def phase_action() -> Expr:
    """Eq. (3) for one bond, with a 2 x 2 matrix M in place of the lattice."""
    M = ImmutableDenseMatrix([[m_11, m_12], [m_21, m_22]])
    return Integral(charging_term(), (tau, 0, beta)) + fermion_action(M)


def local_function(g: Expr, f: Expr) -> ImmutableDenseMatrix:
    """The Nambu structure (7)."""
    return nambu_structure().subs({g_M: g, f_M: f})


@cache
def second_order_kernel() -> Expr:
    """Integrand over tau and tau' of the second order of -Tr ln(M_0 + T), for one bond.

    -ln(1 + G T) is -G T + (G T)^2/2 - ..., and the trace of (G T)^2 holds the bond twice, as
    G_i T_ij G_j T_ji and as G_j T_ji G_i T_ij.  G_j leads from tau' to tau, G_i back.  The
    average (1e) leaves local Green's functions.
    """
    x = Symbol("x")
    coefficient = series(-log(1 + x), x, 0, 3).removeO().coeff(x, 2)
    T_ij = tunnelling_matrix()
    T_ji = T_ij.subs({phi_i: phi_j, phi_j: phi_i, t_kp: t_pk, t_pk: t_kp}, simultaneous=True)
    G_i = local_function(g_i.subs(s, -s), f_i.subs(s, -s))
    trace = (G_i * T_ij * local_function(g_j, f_j) * T_ji.subs(tau, tau_)).trace()
    same_states = mean_square_amplitude()
    averaged = expand(trace).subs(t_pk, t_kp).subs(t_kp**2, volume * same_states)
    return in_cosines(2 * coefficient * averaged)


def in_cosines(exponentials: Expr) -> Expr:
    """A sum of exponentials of phases and their conjugates, by cosines."""
    by_angles = powsimp(exponentials).rewrite(cos)
    for function in (cos, sin):
        by_angles = by_angles.replace(function, lambda angle, f=function: f(expand(angle)))
    return expand(by_angles)


def at_equal_phases(kernel: Expr) -> Expr:
    """The kernel without its cosines."""
    return kernel.replace(cos, lambda _: Integer(1))


def normal_kernel() -> Expr:
    """alpha_ij(s) of (12b): the factor of cos((Delta phi(tau) - Delta phi(tau'))/2)."""
    return at_equal_phases(second_order_kernel()).coeff(g_j) * g_j


def josephson_coupling() -> Expr:
    """J_ij of (12b): minus the integral of the anomalous term over tau', for slow phases.

    Then Delta phi(tau') is Delta phi(tau), and the cosine of half their sum is cos(Delta phi).
    """
    pair_kernel = at_equal_phases(second_order_kernel()).coeff(f_j) * f_j
    return Integral(-pair_kernel, (s, 0, beta))


@cache
def phase_action_terms() -> Tuple:
    """Eq. (12a) for one bond: charging, normal tunnelling, and pair tunnelling for slow phases.

    The second is the integrand over tau and tau', with alpha_ij by the Green's functions; the
    third is the integrand over tau and s, with phi(tau') = phi(tau).
    """
    normal, pair = (second_order_kernel().expand().coeff(g) * g for g in (g_j, f_j))
    slow = {phi.subs(tau, tau_): phi for phi in (phi_i, phi_j)}
    return Tuple(charging_term(), normal, pair.subs(slow))
