"""The matrices of (18) and (19) with the Born self-energy, enclosed, on the physical branch.

Unknown are the matrices g_M and g_S of the paper's G = -i pi N g.  By the integral over xi, g is
the one with det g = 1 for which g (M_0 - Sigma) is a multiple of the unit matrix, M_0 - Sigma
being the inverse at xi = 0 and Sigma that of the neighbours' matrix: for both kinds of grains.
These equations are quadratic.  Krawczyk's test, for relative changes of the entries, shows that a
box around a proposed point holds exactly one solution.

The physical one has a density of states, the Hermitian part of g, that is positive definite above
the real axis.  The Born step maps such matrices into themselves, and is holomorphic: by the lemma
of Schwarz and Pick it has no second fixed point there (cf. Helton, Rashidi Far and Speicher,
Int. Math. Res. Not. 2007, rnm086).  Where a real omega has no density of states, the solution is
followed to omega + i eta, in one box that holds exactly one solution for each frequency between.
"""

from flint import acb, acb_mat, arb, ctx

from numerics.arithmetic.functions import ball_precision
from numerics.grains.routes import matrices as m
from numerics.grains.routes.angles import Angles, Energies, refined, rough_angles

ROUGH_BITS = 64
GUARD_BITS = (32, 128, 512, 2048)
MOST_INFLATIONS = 8
UNITS = (m.ONE, m.nambu(acb(0), acb(1)))  # by which a matrix of both entries changes

Matrices = tuple[acb_mat, acb_mat]  # g of the metallic and of the superconducting grains


def solved(omega: acb, energies: Energies) -> Matrices:
    """Enclosures of g_M and g_S at omega, Im omega >= 0; on the real axis the limits from above.

    energies: Gamma_M, Gamma_S, Delta_0, all positive.  Raises ArithmeticError where no precision
    gives a certificate: at an edge of the spectrum, or for balls that are too wide.
    """
    bits = ctx.prec
    exact = all(value.is_exact() for value in (omega, *energies))
    point = (acb(omega).mid(), *(arb(energy).mid() for energy in energies))
    lost = lost_bits(*point[1:])
    with ball_precision(ROUGH_BITS + lost):
        rough = rough_angles(point[0], point[1:])
    for guard in GUARD_BITS:
        with ball_precision(bits + guard + lost):
            angles = refined(acb(0, -1) * point[0], point[1:], rough)
            found = certified(omega, energies, angles)
        if found is not None and not (exact and accuracy(found) < bits):
            return +found[0], +found[1]
    raise ArithmeticError(f"no solution of (18) and (19) is certified at omega = {omega.str(20)}")


def lost_bits(gamma_M: arb, gamma_S: arb, gap: arb) -> int:
    """What strong rates take from the precision: they multiply a small difference of angles."""
    ratio = gamma_M.max(gamma_S) / gap
    return max(0, int(2 * float(ratio.log().mid() / arb.const_log2())))


def accuracy(found: Matrices) -> int:
    """The relative accuracy, in bits, of the least accurate entry."""
    return min(entry.rel_accuracy_bits() for g in found for entry in g.entries())


def certified(omega: acb, energies: Energies, angles: Angles) -> Matrices | None:
    """The physical solution around the proposed angles, or None where this is not shown."""
    around = krawczyk(omega, energies, entries(angles))
    if around is None:
        return None
    found, _ = around
    if has_states(found) or is_limit_from_above(omega, energies, found):
        return matrices(found)
    return None


def entries(angles: Angles) -> acb_mat:
    """The four entries of both matrices, diagonal and off-diagonal, as a column."""
    (a_M, c_M), (a_S, c_S) = angles
    return acb_mat(4, 1, [acb(a_M), acb(0, 1) * c_M, acb(a_S), acb(0, 1) * c_S]).mid()


def matrices(column: acb_mat) -> Matrices:
    """Both matrices from their four entries."""
    return m.nambu(column[0, 0], column[1, 0]), m.nambu(column[2, 0], column[3, 0])


def residual(omega: acb, energies: Energies, column: acb_mat) -> acb_mat:
    """The off-diagonal entry of g (M_0 - Sigma), and det g - 1, for both kinds of grains."""
    parts = zip(matrices(column), inverses(omega, energies, column), strict=True)
    return acb_mat(4, 1, [entry for g, A in parts for entry in ((g * A)[0, 1], g.det() - 1)])


def slopes(omega: acb, energies: Energies, column: acb_mat) -> acb_mat:
    """The derivatives of the residual, by the product rule, columns as the entries."""
    parts = zip(matrices(column), inverses(omega, energies, column), strict=True)
    by_neighbour = [m.born_step(acb(0), acb(0), acb(1), green(unit)) for unit in UNITS]
    result = acb_mat(4, 4)
    for kind, (g, inverse) in enumerate(parts):
        own, other = 2 * kind, 2 - 2 * kind
        for place, unit in enumerate(UNITS):
            result[own, own + place] = (unit * inverse)[0, 1]
            result[own, other + place] = (g * by_neighbour[place])[0, 1]
            result[own + 1, own + place] = ((g.trace() * m.ONE - g) * unit).trace()
    return result


def inverses(omega: acb, energies: Energies, column: acb_mat) -> Matrices:
    """M_0 - Sigma at xi = 0 in units of the rate, for both kinds of grains.

    So the rate of a ball multiplies M_0 alone, and strong rates are no less certain than weak.
    """
    gamma_M, gamma_S, gap = energies
    g_M, g_S = matrices(column)
    metal = m.born_step(omega / gamma_S, acb(0), acb(1), green(g_S))
    return metal, m.born_step(omega / gamma_M, acb(gap) / gamma_M, acb(1), green(g_M))


def green(g: acb_mat) -> acb_mat:
    """The integrated Green's function for N = 1."""
    return g * (acb(0, -1) * acb.pi())


def krawczyk(omega: acb, energies: Energies, middle: acb_mat) -> tuple[acb_mat, acb_mat] | None:
    """The solution near the middle, and a box in which it is the only one; None if not shown.

    Both hold for every omega and all energies in the balls.  The box is inflated until Krawczyk's
    operator maps it into its interior.
    """
    scale = acb_mat([[middle[i, 0] if i == j else acb(0) for j in range(4)] for i in range(4)])
    inverse = (slopes(omega, energies, middle).mid() * scale).inv().mid()
    shift = inverse * residual(omega, energies, middle)
    box = inflated(shift)
    for _ in range(MOST_INFLATIONS):
        whole = middle + scale * box
        image = (ONE - inverse * slopes(omega, energies, whole) * scale) * box - shift
        if all(is_interior(a, b) for a, b in zip(image.entries(), box.entries(), strict=True)):
            return middle + scale * image, whole
        box = inflated(image)
    return None


ONE = acb_mat([[int(i == j) for j in range(4)] for i in range(4)])


def inflated(column: acb_mat) -> acb_mat:
    """A box around 0 that holds twice the column, and more than the rounding errors."""
    radii = [2 * abs(entry).upper() + arb(2) ** (2 - ctx.prec) for entry in column.entries()]
    return acb_mat(4, 1, [acb(arb(0, r), arb(0, r)) for r in radii])


def is_interior(inner: acb, outer: acb) -> bool:
    return bool(
        outer.real.contains_interior(inner.real) and outer.imag.contains_interior(inner.imag)
    )


def has_states(column: acb_mat) -> bool:
    """Whether the density of states of both kinds is positive definite: of both eigenvalues."""
    a_M, b_M, a_S, b_S = (entry.real for entry in column.entries())
    return bool(a_M + b_M > 0 and a_M - b_M > 0 and a_S + b_S > 0 and a_S - b_S > 0)


def is_limit_from_above(omega: acb, energies: Energies, found: acb_mat) -> bool:
    """Whether the solution at a real omega continues to one with states at omega + i eta.

    eta is far above the error of the solution, of the order of which are no states.
    """
    if not omega.imag.is_zero():
        return False
    eta = (abs(omega) * arb(2) ** (-accuracy(matrices(found)) // 2)).mid()
    segment = krawczyk(acb(omega.real, eta.union(arb(0))), energies, found.mid())
    above = krawczyk(acb(omega.real, eta), energies, found.mid())
    if segment is None or above is None or not has_states(above[0]):
        return False
    return all(segment[1].contains(column) for column in (found, above[0]))
