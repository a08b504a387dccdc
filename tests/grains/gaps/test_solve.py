"""The gap equations solved: other routes to the same numbers, and laws."""

from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from mpmath import mp, mpc, mpf
from sympy import Tuple

from derive.grains.steps import gaps as derived
from derive.grains.symbols import Delta_0, Delta_M, Delta_S, Gamma_M, Gamma_S, omega
from numerics.arithmetic.functions import mpmath_function
from numerics.grains.gaps.minigap import minigap
from numerics.grains.gaps.solve import solve_gaps

# Found without this project's solver, by iterating the 2 x 2 matrix equations:
# delta0 gamma_m gamma_s omega eta, then Delta_M and Delta_S, real and imaginary part.
TABLE = (
    (
        "1 3/10 1/5 0 1/10",
        ("0.135841317118752440684115206881",),
        ("0.446855563849478544595839601076",),
    ),
    (
        "7/4 1/2 6/5 0 3/5",
        ("0.598400789690104161962747436141",),
        ("1.32265813724601810446407342514",),
    ),
    (
        "1 2 5 0 1/4",
        ("0.623096808002282925877939875081",),
        ("0.717821240936107973814624261887",),
    ),
    (
        "1 3/100 1/50 1/10 1/1000",
        ("0.0196935219280522785080293517779", "-0.0000558115016267178507098005531948"),
        ("0.913718809504532401849377475532", "-0.272656514263118890237408007104"),
    ),
    (
        "7/4 2/5 1/5 1/2 1/10",
        ("0.176762240632437019641974813191", "0.000600059738492886249280450275029"),
        ("1.08098840241597244637057108614", "-0.619329412916788284514049286583"),
    ),
    (
        "5/2 1/5 3/5 2 1/5",
        ("0.659930905997634708310415645090", "0.121576870073814136548052920752"),
        ("2.45091322741782922082297186953", "-0.185233351916576959346515668478"),
    ),
    (
        "1 2 5 1/2 1/10",
        ("0.631839373079327634619590203566", "-0.000193936383091498369023709640366"),
        ("0.696087210449221429453373624945", "-0.0152845237098989800044033375051"),
    ),
    (
        "7/4 1/2 6/5 3 1/2",
        ("0.414291783768344286992503502669", "0.448502422926290638265396818165"),
        ("1.61820074825207968727305392472", "-0.181658695148433961140764418881"),
    ),
    (
        "1 3/100 1/50 1/10 0",
        ("0.0196952954627436483762428703996", "-0.0000578025311838025614311913502257"),
        ("0.916059843123954873434673985591", "-0.274271745735233481997281140595"),
    ),
    (
        "7/4 2/5 1/5 1/2 0",
        ("0.181548582108195168878209722675", "-0.00316973884918348552803102473526"),
        ("1.08569051290541195573514590794", "-0.774512704429498124786526486854"),
    ),
    (
        "7/4 1/2 6/5 3 0",
        ("0.394675232207702605813214848780", "0.563735377964169882572003728221"),
        ("1.62780253071009496173877534192", "-0.206601522553337381290723528726"),
    ),
)


@pytest.mark.parametrize(("point", "metal", "superconductor"), TABLE)
def test_values_made_independently(point, metal, superconductor):
    delta0, gamma_m, gamma_s, frequency, eta = point.split()
    gaps = solve_gaps(frequency, gamma_m, gamma_s, delta0, axis="real", eta=eta, digits=40)
    with mp.workdps(50):
        for gap, printed in ((gaps.metal, metal), (gaps.superconductor, superconductor)):
            parts = (gap.real, gap.imag)[: len(printed)]
            for part, number in zip(parts, map(mpf, printed), strict=True):
                assert abs(part - number) < abs(number) * mpf("5e-30")
            assert len(printed) == 2 or gap.imag == 0


@pytest.mark.parametrize(("point", "metal", "superconductor"), TABLE[:3])
def test_the_same_values_on_the_matsubara_axis(point, metal, superconductor):
    delta0, gamma_m, gamma_s, _, frequency = point.split()
    gaps = solve_gaps(f"-{frequency}", gamma_m, gamma_s, delta0, digits=40)
    double = solve_gaps(*(float(Fraction(n)) for n in (frequency, gamma_m, gamma_s, delta0)))
    with mp.workdps(50):
        assert abs(gaps.metal / mpf(*metal) - 1) < mpf("5e-30")
        assert abs(gaps.superconductor / mpf(*superconductor) - 1) < mpf("5e-30")
        assert abs(double.metal / mpf(*metal) - 1) < 1e-15
        assert abs(double.superconductor / mpf(*superconductor) - 1) < 1e-15


# The matrix equations with the xi integral in closed form, in which no gap function occurs:
# G = N int dxi (omega + xi tau_3 + Delta tau_1 - Sigma)^-1, Sigma = 4 t^2 tau_3 G tau_3.

TAU_1, TAU_3 = mp.matrix([[0, 1], [1, 0]]), mp.matrix([[1, 0], [0, -1]])


def matrix_sign(A):
    """Limit of X -> (X + 1/X)/2, the matrix with eigenvalues +-1 on the side of those of A."""
    while True:
        determinant = A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0]
        inverse = mp.matrix([[A[1, 1], -A[0, 1]], [-A[1, 0], A[0, 0]]]) / determinant
        A, before = (A + inverse) / 2, A
        if mp.mnorm(A - before, 1) < mpf(10) ** (-mp.dps / 2 - 4):  # it converges quadratically
            return A


def local_green(N, z, gap, sigma):
    inside = -1j * TAU_3 * (z * mp.eye(2) + gap * TAU_1 - sigma)
    return -1j * mp.pi * N * matrix_sign(inside) * TAU_3


def iterated_matrices(z, gamma_m, gamma_s, delta0):
    """Delta_M and Delta_S from the ratios of the elements, with 4 t^2 = 1/pi, N = Gamma."""
    G_S = local_green(gamma_s, z + 1j, delta0, mp.zeros(2))  # any start in the upper half-plane
    while True:
        G_M = local_green(gamma_m, z, 0, TAU_3 * G_S * TAU_3 / mp.pi)
        G_S, before = local_green(gamma_s, z, delta0, TAU_3 * G_M * TAU_3 / mp.pi), G_S
        if mp.mnorm(G_S - before, 1) < mpf(10) ** (-mp.dps + 8):
            return tuple(-z * G[0, 1] / G[0, 0] for G in (G_M, G_S))


@pytest.mark.parametrize("eta", ["0", "1/50", "1", "axis"])
def test_matrix_equations_iterated(eta):
    rng = np.random.default_rng(len(eta))
    for numbers in rng.uniform(0.2, 3, (2, 4)):
        point = [Fraction(number).limit_denominator(50) for number in numbers]
        point[0] += 3 * (eta == "0")  # above the edges, where the iteration converges
        axis = {} if eta == "axis" else {"axis": "real", "eta": eta}
        gaps = solve_gaps(*point, digits=50, **axis)
        with mp.workdps(62):
            exact = [mpf(q.numerator) / q.denominator for q in point]
            z = mpc(0, exact[0]) if eta == "axis" else exact[0] + 1j * mp.mpmathify(eta)
            metal, superconductor = iterated_matrices(z, *exact[1:])
            assert abs(gaps.metal - metal) < mpf(10) ** -49 * abs(metal)
            assert abs(gaps.superconductor - superconductor) < mpf(10) ** -49


@cache
def residuals():
    """(21) as derived, each minus its left side."""
    arguments = (omega, Gamma_M, Gamma_S, Delta_0, Delta_M, Delta_S)
    equations = derived.metal_gap() - Delta_M, derived.superconductor_gap() - Delta_S
    return mpmath_function(arguments, Tuple(*equations))


def random_points(seed, count, decades):
    """omega, gamma_m, gamma_s, delta0, eta; one of two eta is 0."""
    rng = np.random.default_rng(seed)
    points = 10.0 ** rng.uniform(-decades, decades, (5, count))
    points[0] *= rng.choice((-1, 1), count)
    points[4] *= rng.integers(0, 2, count)
    return points


def test_the_gap_equations_hold_on_the_physical_sheet():
    values = random_points(1, 40, 2)
    gaps = solve_gaps(*values[:4], axis="real", eta=values[4], digits=40)
    with mp.workdps(80):
        for (frequency, *rates, eta), metal, superconductor in zip(
            values.T, gaps.metal, gaps.superconductor, strict=True
        ):
            above = mpc(frequency, max(eta, mpf(10) ** -60))  # keeps to one side of the cut
            rest = residuals()(above, *map(mpf, rates), metal, superconductor)
            assert abs(rest[0]) < mpf(10) ** -35 * abs(metal)
            assert abs(rest[1]) < mpf(10) ** -35 * abs(superconductor)


def test_symmetry_under_a_change_of_sign_of_the_frequency():
    frequency, *rates, eta = random_points(2, 2000, 3)
    plus = solve_gaps(frequency, *rates, axis="real", eta=eta)
    minus = solve_gaps(-frequency, *rates, axis="real", eta=eta)
    np.testing.assert_allclose(minus.metal, plus.metal.conj(), rtol=2e-12)
    np.testing.assert_allclose(minus.superconductor, plus.superconductor.conj(), rtol=2e-12)


def test_densities_of_states_are_positive_above_the_minigap_and_zero_below():
    frequency, *rates, _ = random_points(4, 2000, 2)
    gaps = solve_gaps(frequency, *rates, axis="real")
    above = abs(frequency) > minigap(*rates).energy
    for gap in (gaps.metal, gaps.superconductor):
        phase = np.sqrt((frequency - gap) / (frequency + gap))
        density = ((phase + 1 / phase) / 2).real
        assert np.all(density[above] > 0)
        assert np.all(density[~above] == 0)


def test_cauchy_riemann():
    h = Fraction(1, 10**20)

    def gap(dx, dy):
        frequency, eta = Fraction(7, 10) + dx, Fraction(1, 5) + dy
        return solve_gaps(frequency, "0.3", "0.5", axis="real", eta=eta, digits=70).superconductor

    with mp.workdps(60):
        along = (gap(h, 0) - gap(-h, 0)) * 10**20 / 2
        upwards = (gap(0, h) - gap(0, -h)) * 10**20 / 2j
        assert abs(along - upwards) < 1e-35
        assert abs(along) > 0.01


@pytest.mark.parametrize("rates", [(0.3, 0.5), (5.0, 2.0), (0.02, 0.01)])
def test_poisson_integral_of_the_retarded_gap_is_the_matsubara_gap(rates):
    eta, frequency, count = 0.05, 0.85, 4000
    angle = np.pi * (np.arange(count) + 0.5) / count - np.pi / 2
    line = solve_gaps((frequency - eta) * np.tan(angle), *rates, axis="real", eta=eta)
    point = solve_gaps(frequency, *rates)
    assert abs(line.superconductor.mean() - point.superconductor) < 1e-12
    assert abs(line.metal.mean() - point.metal) < 1e-12
