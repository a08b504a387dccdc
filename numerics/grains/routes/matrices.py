"""The model as 2 x 2 Nambu matrices in ball arithmetic, without gap functions or square roots.

What the routes are made of: Fock-space operators, averages over explicit random matrices, the
xi integral as a matrix sign function and by quadrature, and the Born iteration.  All functions
work at the flint precision of the call; matrices are acb_mat.
"""

from collections.abc import Sequence
from functools import cache, reduce
from itertools import product

from flint import acb, acb_mat, arb, ctx

TAU_3 = acb_mat([[1, 0], [0, -1]])
ADJUGATE_SIGN = ((1, -1), (-1, 1))
ONE = acb_mat([[1, 0], [0, 1]])
NEIGHBOURS = 4
MOST_ITERATIONS = 20000


def nambu(diagonal: acb, off_diagonal: acb) -> acb_mat:
    return acb_mat([[diagonal, off_diagonal], [off_diagonal, diagonal]])


@cache
def annihilators(modes: int) -> tuple[acb_mat, ...]:
    """Jordan-Wigner matrices of the annihilation operators of so many fermion modes."""
    lower, string, one = ([[0, 1], [0, 0]], [[1, 0], [0, -1]], [[1, 0], [0, 1]])

    def kronecker(factors: Sequence[list[list[int]]]) -> list[list[int]]:
        result = [[1]]
        for factor in factors:
            result = [
                [a * b for a in row for b in factor_row] for row in result for factor_row in factor
            ]
        return result

    return tuple(
        acb_mat(kronecker([string] * mode + [lower] + [one] * (modes - mode - 1)))
        for mode in range(modes)
    )


def equation_of_motion(
    hamiltonian: acb_mat, left: Sequence[acb_mat], right: Sequence[acb_mat]
) -> acb_mat:
    """h with [left_a, H] = sum_b h_ab right_b + ..., from {[left_a, H], right_b^+} = h_ab."""

    def element(a: acb_mat, b: acb_mat) -> acb:
        commutator = a * hamiltonian - hamiltonian * a
        creator = b.conjugate().transpose()
        return (commutator * creator + creator * commutator)[0, 0]

    return acb_mat([[element(a, b) for b in right] for a in left])


def pairing_hamiltonian(xi_k: acb, xi_mk: acb, gap: acb) -> acb_mat:
    """A state, its time-reversed partner and the pairing of both, in their Fock space."""
    up, down = annihilators(2)
    pair = up.transpose() * down.transpose()
    numbers = up.transpose() * up * xi_k + down.transpose() * down * xi_mk
    return numbers + (pair + pair.transpose()) * gap


def grain_matrix(d_tau: acb, xi_k: acb, xi_mk: acb, gap: acb) -> acb_mat:
    """M_0 = d/dtau + h of one state and its time-reversed partner, from their Fock space."""
    up, down = annihilators(2)
    spinor = (up, down.transpose())
    return ONE * d_tau + equation_of_motion(pairing_hamiltonian(xi_k, xi_mk, gap), spinor, spinor)


def spectral_greens_function(z: acb, xi_k: acb, xi_mk: acb, gap: acb) -> acb_mat:
    """Green's function of one state and its time-reversed partner, as a sum over eigenstates.

    Lehmann's sum over the four states of the Fock space, at infinite temperature: for a
    quadratic Hamiltonian the temperature does not matter.  Raises ValueError where eigenvalues
    cannot be separated.
    """
    up, down = annihilators(2)
    energies, states = pairing_hamiltonian(xi_k, xi_mk, gap).eig(right=True)
    inverse = states.inv()
    left = [inverse * a * states for a in (up, down.transpose())]
    right = [inverse * a * states for a in (up.transpose(), down)]
    levels = range(4)

    def element(a: acb_mat, b: acb_mat) -> acb:
        terms = (
            a[n, m] * b[m, n] / (z + energies[n] - energies[m]) for n in levels for m in levels
        )
        return sum(terms, start=acb(0)) / 2

    return acb_mat([[element(a, b) for b in right] for a in left])


def tunnelling_matrix(t_kp: acb, t_pk: acb, phi_i: acb, phi_j: acb) -> acb_mat:
    """Tunnelling in the spinors of c exp(-i phi/2), from the Fock space of four modes.

    t_pk is the amplitude of the way back, the conjugate of t_kp.
    """
    fields = annihilators(4)
    i_up, i_down, j_up, j_down = fields
    hamiltonian = sum(
        (
            a.transpose() * b * t_kp + b.transpose() * a * t_pk
            for a, b in ((i_up, j_up), (i_down, j_down))
        ),
        start=acb_mat(16, 16),
    )
    phase_i, phase_j = ((acb(0, 1) * phi / 2).exp() for phi in (phi_i, phi_j))
    left = (i_up * (1 / phase_i), i_down.transpose() * phase_i)
    right = (j_up * (1 / phase_j), j_down.transpose() * phase_j)
    return equation_of_motion(hamiltonian, left, right)


@cache
def tunnelling_structure() -> acb_mat:
    """The tunnelling matrix for t = 1 without phases; its entries are integers, hence exact."""
    return tunnelling_matrix(acb(1), acb(1), acb(0), acb(0))


def averaged_self_energy(t_squared: acb, neighbour: acb_mat, states: int = 2) -> acb_mat:
    """Mean of sum_p T_kp G_jp T_pk over random real t_kp of variance t^2/V, for V states p.

    The mean is taken over every row t_kp = +-t/sqrt(V), an ensemble that fulfils (1e).
    neighbour is 1/V sum_p G_jp; the four neighbours are alike.
    """
    amplitude = (t_squared / states).sqrt() * tunnelling_structure()
    ensemble = list(product((1, -1), repeat=states))
    total = acb_mat(2, 2)
    for row in ensemble:
        for sign in row:
            total += (amplitude * sign) * neighbour * (amplitude * sign)
    return total * (acb(NEIGHBOURS) / len(ensemble))


def norm(matrix: acb_mat) -> arb:
    """Upper bound of the largest row sum of moduli."""
    sums = [sum((abs(entry) for entry in row), arb(0)) for row in matrix.tolist()]
    return reduce(arb.max, sums).upper()


def matrix_sign(matrix: acb_mat) -> acb_mat:
    """The matrix sign function, by Newton's iteration X -> (X + X^-1)/2, with its error added.

    If |X^2 - 1| <= delta < 1/2 then |sign - X| <= |X| delta, for the sign is X (X^2)^(-1/2).
    Raises ArithmeticError where the iteration does not converge at this precision.
    """
    X = matrix * (1 / matrix.det().abs_upper().sqrt().mid())
    delta = norm(X * X - ONE)
    for _ in range(4 * ctx.prec):
        refined = (X + X.inv()) * acb(0.5)
        previous, delta = delta, norm(refined * refined - ONE)
        if previous < 0.25 and not delta < previous:
            error = arb(0, (norm(X) * previous).upper())
            return X + acb_mat([[acb(error, error)] * 2] * 2)
        X = refined
    raise ArithmeticError("the matrix sign iteration does not converge at this precision")


def greens_function(density: acb, inverse_at_zero: acb_mat) -> acb_mat:
    """density times the integral over xi of (A + xi tau_3)^-1, A = inverse_at_zero.

    It is the integral of (B + xi)^-1 tau_3 with B = tau_3 A: -i pi sign(-i B) tau_3.
    """
    B = TAU_3 * inverse_at_zero
    return matrix_sign(B * acb(0, -1)) * TAU_3 * (acb(0, -1) * acb.pi() * density)


def greens_function_by_quadrature(density: acb, inverse_at_zero: acb_mat) -> acb_mat:
    """The same integral by quadrature up to a cutoff; the rest by its series in 1/cutoff.

    For |xi| > |B| the integrand is sum_n (-B)^n xi^(-n-1) tau_3, of which a symmetric cutoff
    keeps odd n.
    """
    B = TAU_3 * inverse_at_zero
    bound = norm(B)
    cutoff = 64 * bound.mid()

    def entry(row: int, column: int) -> acb:
        def integrand(xi: acb, _: bool) -> acb:
            green_inverse = inverse_at_zero + TAU_3 * xi
            return (
                ADJUGATE_SIGN[row][column]
                * green_inverse[1 - column, 1 - row]
                / green_inverse.det()
            )

        return acb.integral(integrand, -cutoff, cutoff)

    inner = acb_mat([[entry(a, b) for b in range(2)] for a in range(2)])
    step = B * (1 / acb(cutoff))
    power, tail = -step, acb_mat(2, 2)
    orders = range(1, ctx.prec // 6 + 3, 2)
    for n in orders:
        tail += power * (acb(2) / n)
        power = power * step * step
    rest = arb(0, (4 * norm(power)).upper())
    tail += acb_mat([[acb(rest, rest)] * 2] * 2)
    return (inner + tail * TAU_3) * density


def born_step(omega: acb, bare_gap: acb, rate: acb, neighbour: acb_mat) -> acb_mat:
    """G^-1 at xi = 0 of a grain, M_0 - Sigma, from the neighbours' (1/V) sum_p G_p, N = 1.

    rate = 4 pi |t|^2 N is the tunnelling rate into the neighbours.
    """
    M_0 = grain_matrix(omega, acb(0), acb(0), bare_gap)
    return M_0 - averaged_self_energy(rate / (4 * acb.pi()), neighbour)


def gap_of(omega: acb, inverse_at_zero: acb_mat) -> acb:
    """The gap function omega D/Omega of (9), from the entries of the inverse at xi = 0."""
    return omega * inverse_at_zero[0, 1] / inverse_at_zero[0, 0]


def self_consistent(
    omega: acb, rates: tuple[acb, acb], bare_gaps: tuple[acb, acb]
) -> tuple[acb_mat, acb_mat]:
    """G^-1 at xi = 0 of metallic and superconducting grains, by iterating (18) and (19).

    rates are Gamma_M, Gamma_S; both kinds of grains may have a bare gap.  Midpoints of the last
    iterate: as good as the working precision, without a bound.  Raises ArithmeticError if the
    iteration does not converge.
    """
    gamma_M, gamma_S = rates
    tolerance = arb(2) ** (8 - ctx.prec)
    superconductor = nambu(omega, bare_gaps[1] + omega / 3)
    for _ in range(MOST_ITERATIONS):
        previous = superconductor
        G_S = greens_function(acb(1), superconductor)
        metal = born_step(omega, bare_gaps[0], gamma_S, G_S).mid()
        G_M = greens_function(acb(1), metal)
        superconductor = born_step(omega, bare_gaps[1], gamma_M, G_M).mid()
        if norm(superconductor - previous) < tolerance * norm(superconductor):
            return metal, superconductor
    raise ArithmeticError(f"the Born iteration does not converge at omega = {omega}")
