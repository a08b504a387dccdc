"""The model, Eqs. (1)-(4): Lagrangian, gauge transformation, Nambu matrices.

It shows one state k of grain i and one state p of grain j, spin up, and their time-reversed
partners (-k, -p, spin down).  t_kp of the partners is the same: time reversal, t real.
"""

from functools import cache

from sympy import (
    Expr,
    I,
    ImmutableDenseMatrix,
    KroneckerDelta,
    Symbol,
    conjugate,
    diff,
    exp,
    expand,
    integrate,
    log,
    oo,
    powsimp,
    solve,
)

from derive.grains.symbols import (
    Delta,
    Delta_i,
    E_ij,
    Q,
    U,
    V_i,
    V_j,
    c_i,
    c_i_down,
    c_ij,
    c_j,
    c_j_down,
    cbar_i,
    cbar_i_down,
    cbar_j,
    cbar_j_down,
    d_tau,
    i,
    i_,
    j,
    j_,
    k,
    k_,
    lambda_i,
    p,
    p_,
    phi_i,
    phi_j,
    t,
    t_kp,
    t_pk,
    tau,
    volume,
    xi_k,
    xi_mk,
)


def metallic_grain(c: Expr = c_i, cbar: Expr = cbar_i, energy: Expr = xi_k) -> Expr:
    """Eq. (1a): one electronic state of a metallic grain at the potential V_i(tau)."""
    return cbar * (diff(c, tau) + (energy - I * V_i) * c)


def pairing() -> Expr:
    """The last term of (1b): the multiplier Delta_i that ties lambda_i to the pair field."""
    constraint = I * Delta_i * (conjugate(lambda_i) - cbar_i * cbar_i_down)
    return constraint - I * conjugate(Delta_i) * (lambda_i - c_i_down * c_i)


def superconducting_grain() -> Expr:
    """Eq. (1b)."""
    return metallic_grain() + U * conjugate(lambda_i) * lambda_i + pairing()


@cache
def charging() -> Expr:
    """Eq. (1c): the term that turns the coupling i V Q to the charge Q into the energy Q^2/2c.

    The Gaussian integral over V of exp(-a V^2/2 + i V Q) must be exp(-Q^2/(2 c_ij)).
    """
    a, V = Symbol("a", positive=True), Symbol("V", real=True)
    weight = expand(integrate(exp(-a * V**2 / 2 + I * V * Q), (V, -oo, oo)))
    energy = expand(-log(weight / weight.subs(Q, 0)), force=True)
    (stiffness,) = solve(energy - Q**2 / (2 * c_ij), a)
    return stiffness * (V_i - V_j) ** 2 / 2


def tunnelling(
    c_left: Expr = c_i,
    cbar_left: Expr = cbar_i,
    c_right: Expr = c_j,
    cbar_right: Expr = cbar_j,
    amplitude: Expr = t_kp,
) -> Expr:
    """Eq. (1d): tunnelling between state k of grain i and state p of grain j."""
    return amplitude * cbar_left * c_right + conjugate(amplitude) * cbar_right * c_left


def tunnelling_correlator() -> Expr:
    """Eq. (1e): mean of t_kp^(ij) t_k'p'^(i'j')."""
    same_bond = KroneckerDelta(i, i_) * KroneckerDelta(j, j_)
    same_states = KroneckerDelta(k, k_) * KroneckerDelta(p, p_)
    return t**2 / volume * same_bond * same_states


def mean_square_amplitude() -> Expr:
    """The mean of t_kp^2 for one pair of states: (1e) with equal indices."""
    return tunnelling_correlator().subs({i_: i, j_: j, k_: k, p_: p})


def gauge_transformed(lagrangian: Expr) -> Expr:
    """c -> c exp(i phi/2), cbar -> cbar exp(-i phi/2) on every field of both grains."""
    rotation = {c: c * exp(I * phi_i / 2) for c in (c_i, c_i_down)}
    rotation |= {c: c * exp(-I * phi_i / 2) for c in (cbar_i, cbar_i_down)}
    rotation |= {c: c * exp(I * phi_j / 2) for c in (c_j, c_j_down)}
    rotation |= {c: c * exp(-I * phi_j / 2) for c in (cbar_j, cbar_j_down)}
    return powsimp(expand(lagrangian.subs(rotation).doit()))


def transformed_potential() -> Expr:
    """Eq. (2a): the potential that (1a) shows after the gauge transformation."""
    energy = gauge_transformed(metallic_grain()).coeff(cbar_i * c_i)
    return expand(I * (energy - xi_k))


def transformed_tunnelling() -> Expr:
    """Eq. (2b): the coefficient of cbar_i c_j in (1d) after the gauge transformation."""
    return gauge_transformed(tunnelling()).coeff(cbar_i * c_j)


def josephson_relation() -> Expr:
    """The potential V_i for which the gauge transformation removes the field from (1a)."""
    (potential,) = solve(transformed_potential(), V_i)
    return potential


@cache
def phase_charging() -> Expr:
    """The charging term (1c) in the phase variables, by the Josephson relation."""
    potential = josephson_relation()
    return charging().subs({V_i: potential, V_j: potential.subs(phi_i, phi_j)})


@cache
def charging_energy() -> Expr:
    """E_ij of (3), for which the charging term is (d Delta phi_ij/d tau)^2 / (2 E_ij)."""
    rate = diff(phi_i - phi_j, tau)
    (energy,) = solve(expand(phase_charging() - rate**2 / (2 * E_ij)), E_ij)
    return energy


def nambu_matrix(
    lagrangian: Expr, left: tuple[Expr, Expr], right: tuple[Expr, Expr]
) -> ImmutableDenseMatrix:
    """The matrix m of a Lagrangian sum_ab left_a m_ab right_b, as an operator in d_tau.

    A term that stands in the other order, b A(d_tau) a, is first turned round: Grassmann
    fields anticommute, and integration by parts moves the derivative, so that
    b A(d_tau) a = -a A(-d_tau) b up to a total derivative.
    """
    terms = expand(lagrangian)

    def symbol(a: Expr, b: Expr) -> Expr:
        return terms.coeff(a * b) + d_tau * terms.coeff(a * diff(b, tau))

    def element(a: Expr, b: Expr) -> Expr:
        return symbol(a, b) - symbol(b, a).subs(d_tau, -d_tau)

    return ImmutableDenseMatrix(2, 2, lambda row, column: element(left[row], right[column]))


def grain_matrix() -> ImmutableDenseMatrix:
    """Eq. (4a): Nambu matrix of one state of a grain, after the gauge transformation.

    The potential vanishes by the Josephson relation, and the multiplier stands at its saddle
    point Delta_i = i |Delta| exp(i phi_i).  Spinor (c_k up, cbar_-k down).
    """
    both_spins = metallic_grain() + metallic_grain(c_i_down, cbar_i_down, xi_mk) + pairing()
    at_saddle = both_spins.subs(Delta_i, I * Delta * exp(I * phi_i))
    without_field = gauge_transformed(at_saddle).subs(V_i, josephson_relation())
    return nambu_matrix(without_field, (cbar_i, c_i_down), (c_i, cbar_i_down))


def tunnelling_matrix(amplitude: Expr | None = None) -> ImmutableDenseMatrix:
    """Eq. (4b): Nambu matrix of the tunnelling from state p of grain j to state k of grain i.

    amplitude: that of (2b), for both spins; by default the derived one.
    """
    A = transformed_tunnelling() if amplitude is None else amplitude
    down = tunnelling(c_i_down, cbar_i_down, c_j_down, cbar_j_down, A)
    both_spins = tunnelling(amplitude=A) + down
    terms = powsimp(expand(both_spins).subs(conjugate(t_kp), t_pk))
    return nambu_matrix(terms, (cbar_i, c_i_down), (c_j, cbar_j_down))
