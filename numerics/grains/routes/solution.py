"""The matrices of (18) and (19) with the Born self-energy, enclosed, on the physical branch.

Unknown are the matrices g_M and g_S of the paper's G = -i pi N g.  By the integral over xi, g is
the one with det g = 1 for which g (M_0 - Sigma) is a multiple of the unit matrix, M_0 - Sigma
being the inverse at xi = 0 and Sigma that of the neighbours' matrix: for both kinds of grains.
These equations are quadratic.  Krawczyk's test, for relative changes of the entries, shows that a
box around a proposed point holds exactly one solution.

Two facts show which solution is physical, the one that has Im omega > 0 or is the limit from there.

1. *It has a positive definite density of states, the Hermitian part of g.*  The Born step maps such
   matrices into themselves, and is holomorphic: by the lemma of Schwarz and Pick it has no second
   fixed point there (cf. Helton, Rashidi Far and Speicher, Int. Math. Res. Not. 2007, rnm086), and
   at a real omega the fixed point continues into the upper half-plane.
2. *Inside the minigap there are no states.*  With cos theta = -i sinh y, sin theta = cosh y the
   equations of `routes.angles` at a real omega > 0 are

       sinh(y_M - y_S) = (omega/Gamma_S) cosh y_M
       sinh y_S = (omega/Delta_0) (cosh y_S + (Gamma_M/Gamma_S) cosh y_M).

   Solved for y_M and y_S on the left, the right sides are increasing and convex for y >= 0, and
   they increase with omega.  Where they have a solution at all they have a least one, at every
   smaller omega too, and it is connected with y = 0 at omega = 0: the physical one.  It is the one
   at which the matrix of slopes, which has no positive entry off its diagonal, has positive minors.
"""

from flint import acb, acb_mat, arb, ctx

from numerics.arithmetic.functions import ball_precision
from numerics.grains.routes import matrices as m
from numerics.grains.routes.angles import Angles, Energies, refined, rough_angles

ROUGH_BITS = 64
GUARD_BITS = (32, 128, 512, 2048, 8192, 32768)
MOST_INFLATIONS = 8
UNITS = (m.ONE, m.nambu(acb(0), acb(1)))  # by which a matrix of both entries changes

Matrices = tuple[acb_mat, acb_mat]  # g of the metallic and of the superconducting grains


def solved(omega: acb, energies: Energies) -> Matrices:
    """Enclosures of g_M and g_S at omega, Im omega >= 0; on the real axis the limits from above.

    energies: Gamma_M, Gamma_S, Delta_0, all positive.  All arguments are exact; the enclosures
    are accurate to the precision of the call.
    Raises ArithmeticError where no precision gives a certificate: at an edge of the spectrum.
    """
    bits, lost = ctx.prec, lost_bits(*energies)
    with ball_precision(ROUGH_BITS + lost):
        rough = rough_angles(omega, energies)
    for guard in GUARD_BITS:
        with ball_precision(bits + guard + lost):
            angles = refined(acb(0, -1) * omega, energies, rough)
            found = certified(omega, energies, angles)
        if found is not None and accuracy(found) >= bits:
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
    column = entries(angles)
    around = krawczyk(omega, energies, column)
    if around is not None and has_states(around[0]):
        return matrices(around[0])
    around = stateless(omega, energies, column)
    if around is not None and is_least(omega, energies, around):
        return matrices(around)
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
    """M_0 - Sigma at xi = 0 in units of the rate, for both kinds of grains."""
    gamma_M, gamma_S, gap = energies
    g_M, g_S = matrices(column)
    metal = m.born_step(omega / gamma_S, acb(0), acb(1), green(g_S))
    return metal, m.born_step(omega / gamma_M, acb(gap) / gamma_M, acb(1), green(g_M))


def green(g: acb_mat) -> acb_mat:
    """The integrated Green's function for N = 1."""
    return g * (acb(0, -1) * acb.pi())


def krawczyk(omega: acb, energies: Energies, middle: acb_mat) -> tuple[acb_mat, acb_mat] | None:
    """The solution near the middle, and a box in which it is the only one; None if not shown.

    The box is inflated until Krawczyk's operator maps it into its interior.
    """
    scale = acb_mat([[middle[i, 0] if i == j else acb(0) for j in range(4)] for i in range(4)])
    try:
        inverse = (slopes(omega, energies, middle).mid() * scale).inv().mid()
    except ZeroDivisionError:  # no precision, or no solution: the proposal has left all bounds
        return None
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


def stateless(omega: acb, energies: Energies, column: acb_mat) -> acb_mat | None:
    """A solution with y > 0 at a real omega, near the column; None where it is not shown.

    The symmetry g -> -g* of a real omega maps the box onto itself, hence its one solution: it is
    imaginary.
    """
    if not omega.imag.is_zero():
        return None
    imaginary = acb_mat(4, 1, [acb(0, entry.imag) for entry in column.entries()])
    around = krawczyk(omega, energies, imaginary)
    if around is None or any(entry.real.mid() != 0 for entry in around[1].entries()):
        return None
    real = acb_mat(4, 1, [acb(0, entry.imag) for entry in around[0].entries()])
    (sinh_M, cosh_M), (sinh_S, cosh_S) = hyperbolic(real)
    positive = (omega.real * sinh_M, cosh_M, omega.real * sinh_S, cosh_S)
    return real if all(value > 0 for value in positive) else None


def is_least(omega: acb, energies: Energies, column: acb_mat) -> bool:
    """Whether the minors of the matrix of slopes are positive."""
    gamma_M, gamma_S, gap = energies
    (sinh_M, cosh_M), (sinh_S, cosh_S) = hyperbolic(column)
    coupling = cosh_M * cosh_S - sinh_M * sinh_S
    own_M, own_S = -omega.real * sinh_M, gap * cosh_S - omega.real * sinh_S
    to_M, to_S = gamma_S * coupling, gamma_M * coupling
    return bool(own_M + to_M > 0 and own_M * own_S + own_M * to_S + own_S * to_M > 0)


def hyperbolic(column: acb_mat) -> tuple[tuple[arb, arb], tuple[arb, arb]]:
    """sinh y and cosh y of both kinds from imaginary entries -i sinh y and i cosh y."""
    a_M, b_M, a_S, b_S = (entry.imag for entry in column.entries())
    return (-a_M, b_M), (-a_S, b_S)
