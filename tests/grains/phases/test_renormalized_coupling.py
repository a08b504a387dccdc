"""The renormalised coupling as a number, against quadrature and direct sums."""

import mpmath
import numpy as np
import pytest
from fluctuations import off_26
from mpmath import mpf
from numpy.testing import assert_allclose

from numerics.arithmetic.functions import ball_precision
from numerics.grains.phases import balls as phase_balls
from numerics.grains.phases import doubles as phase_doubles
from numerics.grains.phases.boundary import phase_boundary, renormalized_coupling

SOLVED = [
    # josephson, charging, alpha, temperature, cutoff
    (0.05, 1.0, 0.5, 0.0, False),
    (3.0, 0.7, 0.0, 0.0, False),
    (0.02, 1.0, 1.6, 0.0, False),
    (900.0, 1.0, 0.3, 0.0, True),
    (0.05, 2.0, 0.9, 0.0, True),
    (0.02, 1.0, 1.6, 0.0, True),
    (0.5, 1.0, 0.5, 0.05, False),
    (8.0, 1.0, 2.5, 1.0, False),
    (200.0, 3.0, 0.0, 12.0, False),
    (0.5, 1.0, 0.5, 0.05, True),
    (8.0, 1.0, 2.5, 1.0, True),
    (0.3, 1.0, 0.2, 0.1, True),
]


@pytest.mark.parametrize("point", SOLVED)
def test_solutions_satisfy_26(point):
    josephson, charging, alpha, temperature, cutoff = point
    options = {"temperature": temperature, "cutoff": cutoff}
    found = renormalized_coupling(josephson, charging, alpha, **options)
    assert found.ordered
    assert 0 < found.value < josephson
    assert abs(off_26(found.value, *point)) < 1e-9
    certified = renormalized_coupling(josephson, charging, alpha, **options, digits=20)
    assert_allclose(float(certified.value), found.value, rtol=1e-13)


@pytest.mark.parametrize("point", [point for point in SOLVED if not point[-1]])
def test_no_solution_is_larger(point):
    """ln J_R - ln J + D/2 is positive from the stable solution up to J, where it is D/2."""
    josephson, charging, alpha, temperature, _ = point
    stable = renormalized_coupling(josephson, charging, alpha, temperature=temperature).value
    between = np.geomspace(stable * 1.001, josephson, 25)
    assert all(off_26(coupling, *point) > 0 for coupling in between)


@pytest.mark.parametrize(
    ("josephson", "alpha", "temperature"), [(0.05, 0.5, 0.0), (0.2, 0.0, 0.0), (0.5, 1.5, 0.05)]
)
def test_branches(josephson, alpha, temperature):
    """The unstable one satisfies (26), too, and the free energy's slope falls there."""
    both = renormalized_coupling(josephson, 1, alpha, temperature=temperature, branches=True)
    assert 0 < both.unstable < both.value
    rest = (josephson, 1.0, alpha, temperature, False)
    for solution, slope in ((both.value, 1), (both.unstable, -1)):
        assert abs(off_26(solution, *rest)) < 1e-9
        above, below = (off_26(solution * factor, *rest) for factor in (1.01, 0.99))
        assert np.sign(above - below) == slope


def test_branches_where_there_is_one_or_none():
    assert renormalized_coupling(0.05, 1, 1.5, branches=True).unstable == 0
    none = renormalized_coupling(0.001, 1, 0.5, branches=True)
    assert (none.value, none.unstable, none.ordered) == (0, 0, False)
    assert renormalized_coupling(0.05, 1, 0.5).unstable is None


# Doubles against enclosures.


def random_point(random):
    """J/E_0, alpha, T/E_0 and the cutoff; alpha from 0 to 3, or close to 1."""
    alpha = random.choice([random.uniform(0, 3), 0.0, 1.0, 1 + random.normal() / 300])
    temperature = random.choice([0.0, 10 ** random.uniform(-4, 1)])
    josephson = 10 ** random.uniform(-6, 3)
    few = temperature == 0 or josephson < 3000 * temperature
    return josephson, alpha, temperature, few and bool(random.integers(2))


@pytest.mark.parametrize("seed", range(4))
def test_doubles_agree_with_certified_numbers(seed):
    """To 12 digits of the coupling, or of its logarithm where it is astronomically small."""
    random = np.random.default_rng(seed)
    for _ in range(20):
        josephson, alpha, temperature, cutoff = random_point(random)
        options = {"temperature": temperature, "cutoff": cutoff}
        double = renormalized_coupling(josephson, 1.0, alpha, **options)
        certified = renormalized_coupling(josephson, 1.0, alpha, **options, digits=15)
        name = (josephson, alpha, temperature, cutoff)
        assert bool(double.ordered) == bool(certified.ordered), name
        if certified.value > 1e-290:
            logarithm = abs(float(mpmath.log(certified.value)))
            assert_allclose(
                double.value,
                float(certified.value),
                rtol=1e-12 * (1 + logarithm),
                err_msg=str(name),
            )
        else:
            assert double.value <= 1e-290, name


@pytest.mark.parametrize(
    ("josephson", "alpha", "options"),
    [
        ("0.05", "0.5", {}),
        ("0.05", "0.5", {"cutoff": True}),
        ("0.5", "1.5", {"temperature": "0.05"}),
        ("0.5", "0.25", {"temperature": "0.05", "cutoff": True}),
        ("0.0004", "1.01", {"cutoff": True}),
        ("0.0000115", "0", {"temperature": "0.00007", "cutoff": True}),
    ],
)
def test_certified_numbers_contain_those_of_more_digits(josephson, alpha, options):
    """Also where J_R is far below the smallest double, or digammas nearly coincide."""
    coarse, fine = (
        renormalized_coupling(josephson, 1, alpha, **options, digits=digits) for digits in (20, 60)
    )
    with mpmath.workdps(80):
        assert abs(coarse.value - fine.value) <= coarse.radius
        assert 0 < fine.radius < mpf(10) ** -60 * fine.value
        assert 0 < coarse.radius < mpf(10) ** -20 * coarse.value


@pytest.mark.parametrize(
    ("josephson", "alpha", "options"),
    [
        (8e-5, 0.99598, {"cutoff": True}),
        (2.8e-4, 0.9999998, {"cutoff": True}),
        (1.5e-5, 1.0, {"temperature": 3.75e-6}),
        (0.0288, 0.0, {}),
    ],
)
def test_that_order_is_destroyed_is_certain(josephson, alpha, options):
    found = renormalized_coupling(josephson, 1, alpha, **options, digits=15)
    assert (found.value, bool(found.ordered), found.radius) == (0, False, 0)


@pytest.mark.parametrize(("y", "alpha"), [("0.3", "0.5"), ("1e-5", "2"), ("2.5e-4", "0.4")])
def test_arctangents_of_28_by_quadrature(y, alpha):
    """On both sides of y = 2 b^2, where another form is evaluated."""
    with mpmath.workdps(30), ball_precision(150):
        a, lowest = mpf(alpha) / (4 * mpmath.pi), mpf(y)
        nodes = [lowest, 30 * lowest, mpmath.sqrt(lowest), 1, mpmath.inf]
        total = mpmath.quad(lambda w: 1 / (w * w + a * w + lowest), sorted(nodes))
        mean = phase_balls.Mean(phase_balls.arb(alpha), phase_balls.arb(0), True)
        found = phase_balls.fluctuation(phase_balls.arb(y), mean)
        expected = total / (2 * mpmath.pi)
        assert abs(mpf(found.mid().str(30, radius=False)) / expected - 1) < mpf(10) ** -20


def test_many_digits_are_quick_and_right():
    coupling = renormalized_coupling("0.05", 1, "0.5", digits=200).value
    with mpmath.workdps(210):
        b, root = mpf("0.5") / (8 * mpmath.pi), mpmath.sqrt(coupling)
        arc = mpmath.acos(b / root) / mpmath.sqrt(coupling - b * b)
        assert abs(coupling * mpmath.exp(arc / (4 * mpmath.pi)) * 20 - 1) < mpf(10) ** -198


# Shapes, limits and bad input.


def test_arguments_broadcast():
    josephson, alpha = np.array([[0.01], [0.05], [0.4]]), np.array([0.0, 0.5, 1.0, 1.5])
    for options in ({}, {"cutoff": True}, {"temperature": 0.1}, {"branches": True}):
        found = renormalized_coupling(josephson, 2.0, alpha, **options)
        assert found.value.shape == found.ordered.shape == (3, 4)
        single = renormalized_coupling(0.05, 2.0, 1.5, **options)
        assert np.ndim(single.value) == 0
        assert_allclose(found.value[1, 3], single.value, rtol=1e-13)
    certified = renormalized_coupling(["0.05", "0.4"], 2, [["0.5"], ["1.5"]], digits=10)
    assert certified.value.shape == certified.radius.shape == (2, 2)
    assert_allclose(float(certified.value[1, 0]), found.value[1, 3], rtol=1e-12)


@pytest.mark.parametrize("digits", [None, 12])
def test_empty_arrays(digits):
    for options in ({}, {"cutoff": True}, {"temperature": 1}):
        found = renormalized_coupling([], 1, 0, **options, digits=digits)
        assert found.value.shape == found.ordered.shape == (0,)
    boundary = phase_boundary(np.zeros((0, 3)), digits=digits)
    assert boundary.josephson.shape == boundary.coupling.shape == boundary.kind.shape == (0, 3)


def test_units():
    natural = renormalized_coupling(0.05, 1.0, 0.7, temperature=0.01)
    scaled = renormalized_coupling(0.05e7, 1e7, 0.7, temperature=0.01e7)
    assert_allclose(scaled.value, natural.value * 1e7, rtol=1e-12)


def test_no_coupling_no_order():
    for digits in (None, 10):
        found = renormalized_coupling(0, 1, [0, 1, 2], digits=digits)
        assert list(found.value) == [0, 0, 0]
        assert not found.ordered.any()


def test_strong_coupling_is_not_renormalised():
    """J_R/J tends to 1 as 1 - D/2, D = sqrt(E_0/J)/4 at alpha = 0."""
    coupling = renormalized_coupling(1e8, 1, 0).value
    assert_allclose(1 - coupling / 1e8, 1e-4 / 8, rtol=1e-4)


def test_low_temperature_is_that_of_zero():
    cold = renormalized_coupling(0.1, 1, 0.6).value
    for temperature, tolerance in ((1e-3, 1e-1), (1e-5, 1e-3), (1e-8, 1e-6)):
        warm = renormalized_coupling(0.1, 1, 0.6, temperature=temperature).value
        assert abs(warm / cold - 1) < tolerance


BAD = [
    ({"josephson": -1}, "josephson contains a negative number"),
    ({"charging": 0}, "charging contains a number <= 0"),
    ({"charging": -2}, "charging contains a number <= 0"),
    ({"alpha": -0.1}, "alpha contains a negative number"),
    ({"temperature": -1e-9}, "temperature contains a negative number"),
    ({"josephson": np.nan}, "josephson is not an array of finite real numbers"),
    ({"alpha": [0.5, np.inf]}, "alpha is not an array of finite real numbers"),
    ({"alpha": "0.5"}, "alpha is not an array of finite real numbers"),
    ({"charging": 1j}, "charging is not an array of finite real numbers"),
    ({"digits": 4}, "digits is 4"),
    ({"digits": 20.0}, "digits is 20.0"),
    ({"digits": 20, "branches": True}, "branches come in double precision"),
    ({"temperature": 1e-9, "cutoff": True}, "temperature is below josephson/10000000"),
    ({"temperature": 0.1, "cutoff": True, "branches": True}, "at temperature 0 alone"),
    ({"josephson": [1, 2], "alpha": [1, 2, 3]}, "shapes do not broadcast"),
]


@pytest.mark.parametrize(("changes", "words"), BAD)
def test_bad_input(changes, words):
    arguments = {"josephson": 1.0, "charging": 1.0, "alpha": 0.5} | changes
    with pytest.raises(ValueError, match=words.replace("(", r"\(")) as raised:
        renormalized_coupling(**arguments)
    assert "\n" not in str(raised.value)


def test_what_is_not_certain_names_the_point():
    """J as close to its boundary as a double: no digits can tell whether a solution is left."""
    boundary = phase_boundary("0.5", digits=5000).josephson
    with pytest.raises(ArithmeticError, match=r"alpha = 0\.50*, .*too close to where"):
        renormalized_coupling(boundary, 1, "0.5", digits=20)


def test_slope_of_digammas_on_both_sides_of_its_switch():
    """The mean of trigamma between the ends, by quadrature, for real and imaginary halves."""
    for half in (1e-3, 0.0399, 0.0401, 0.9, 1e-3j, 0.0399j, 0.0401j, 5j):
        points, weights = np.polynomial.legendre.leggauss(60)
        terms = [complex(mpmath.psi(1, 2 + p * half)) for p in points]
        expected = (weights @ np.array(terms)).real / 2
        found = phase_doubles.digamma_slope(np.array([2.0]), np.array([complex(half)]))
        assert_allclose(found, expected, rtol=1e-11)
