"""Josephson coupling and dissipation as numbers, against independent ways to the same values."""

from fractions import Fraction

import flint
import mpmath
import numpy as np
import pytest
from flint import acb, arb
from mpmath import mpf
from numpy.testing import assert_allclose
from scipy.integrate import quad

from numerics.arithmetic.functions import ball_precision
from numerics.arithmetic.halfplane import integral, matsubara_sum, ray_integral
from numerics.grains.couplings import doubles as coupling_doubles
from numerics.grains.couplings.angles import enclose_angles, frozen, self_consistent
from numerics.grains.couplings.bond import (
    dissipation_kernel,
    dissipation_strength,
    josephson_coupling,
    josephson_ratio,
)
from numerics.grains.gaps.solve import solve_gaps
from numerics.grains.routes import matrices

BOTH = ("self-consistent", "frozen")
RATES = ((0.25, 0.375), (1e-3, 2e-3), (5.0, 3.0))
FUNCTIONS = (josephson_coupling, josephson_ratio, dissipation_strength)


def random_points(count, seed):
    """Rates, delta0, temperature and time: rates over 24 decades, temperatures from 1e-6 to 10."""
    rng = np.random.default_rng(seed)
    delta0 = 10 ** rng.uniform(-1, 1, count)
    gamma_m, gamma_s = 10 ** rng.uniform(-12, 12, (2, count))
    temperature = np.where(rng.random(count) < 0.4, 0, 10 ** rng.uniform(-6, 1, count)) * delta0
    with np.errstate(divide="ignore"):
        latest = np.minimum(1e2 / delta0, 0.95 / temperature)
    return gamma_m, gamma_s, delta0, temperature, latest * rng.uniform(0.01, 1, count)


# The standard results.


@pytest.mark.parametrize("temperature", [0, 1e-6, 1e-3, 0.02, 0.3, 1.0, 10.0])
def test_equal_gaps_give_ambegaokar_and_baratoff(temperature):
    thermal = np.tanh(0.7 / 2 / temperature) if temperature else 1
    coupling = josephson_coupling(0.1, 0.7, 0.7, temperature=temperature, gaps="frozen").value
    assert_allclose(coupling, np.pi / 4 * 0.7 * thermal, rtol=1e-14)


def test_equal_gaps_certified():
    coupling = josephson_coupling(1, "0.7", "0.7", temperature="0.2", gaps="frozen", digits=30)
    with mpmath.workdps(60):
        expected = mpmath.pi / 4 * mpf(7) / 10 * mpmath.tanh(mpf(7) / 4)
        assert abs(coupling.value - expected) <= coupling.radius < mpf(10) ** -30 * expected


def test_strong_tunnelling_has_a_uniform_gap():
    gamma_m, gamma_s = 3e9, 1e9
    uniform = gamma_s / (gamma_m + gamma_s)
    for temperature, thermal in ((0, 1), (0.1, np.tanh(uniform / 0.2))):
        coupling = josephson_coupling(gamma_m, gamma_s, temperature=temperature).value
        assert_allclose(coupling, np.pi / 4 * uniform * thermal, rtol=1e-7)


@pytest.mark.parametrize("ratio", [Fraction(1, 3), Fraction(2)])
@pytest.mark.parametrize(("gaps", "factor"), [("self-consistent", 2), ("frozen", 4)])
def test_weak_tunnelling(ratio, gaps, factor):
    """2 J/Gamma_S = ln(factor Delta_0/Gamma_S) + O(Gamma ln): to 9 digits at Gamma = 1e-10."""
    rate = Fraction(1, 10**10)
    coupling = josephson_coupling(ratio * rate, rate, gaps=gaps, digits=20).value
    with mpmath.workdps(30):
        constant = 2 * coupling / mpf(10) ** -10 - mpmath.log(mpf(10) ** 10)
        assert abs(constant - mpmath.log(factor)) < 1e-8


@pytest.mark.parametrize("ratio", [Fraction(1, 3), Fraction(2)])
def test_next_term_at_weak_tunnelling(ratio):
    """2 J/Gamma_S - ln(2/x) = -x (ln(4/x) - 2 + (3 pi/4) Gamma_M/Gamma_S), x = Gamma_S/Delta_0."""
    rate = Fraction(1, 10**10)
    coupling = josephson_coupling(ratio * rate, rate, digits=28).value
    with mpmath.workdps(40):
        x = mpf(10) ** -10
        rest = 2 * coupling / x - mpmath.log(2 / x)
        predicted = mpmath.log(4 / x) - 2 + 3 * mpmath.pi / 4 * ratio.numerator / ratio.denominator
        assert abs(rest / -x - predicted) < 1e-6


# Independent routes.


@pytest.mark.parametrize("gamma_s", [1e-4, 0.3, 1.0, 20.0])
def test_frozen_coupling_is_the_integral_of_bessel_functions(gamma_s):
    def overlap(log_tau):
        tau = mpmath.exp(log_tau)
        return tau * mpmath.besselk(0, gamma_s * tau) * mpmath.besselk(0, tau)

    with mpmath.workdps(15):
        total = mpmath.quad(overlap, mpmath.linspace(-40, 4, 12))
        coupling = josephson_coupling(1.0, gamma_s, gaps="frozen").value
        assert_allclose(coupling, float(gamma_s * total / mpmath.pi), rtol=1e-12)


@pytest.mark.parametrize("temperature", [0.05, 0.6, 10.0])
def test_frozen_coupling_as_a_sum_by_mpmath(temperature):
    gaps = mpf(3) / 8, mpf(5) / 4

    def term(n):
        w = (2 * n + 1) * mpmath.pi * temperature
        return mpmath.fprod(gap / mpmath.sqrt(w**2 + gap**2) for gap in gaps)

    with mpmath.workdps(20):
        total = mpmath.nsum(term, [0, mpmath.inf], method="euler-maclaurin")
        coupling = josephson_coupling(
            1.0, 0.375, 1.25, temperature=temperature, gaps="frozen"
        ).value
        assert_allclose(coupling, float(mpmath.pi * temperature * total), rtol=1e-12)


def sines_by_born_iteration(w, gamma_m, gamma_s):
    """sin(theta_M) sin(theta_S) from Nambu matrices, without gap functions."""
    with ball_precision(80):
        inverses = matrices.self_consistent(
            acb(0, w), (acb(gamma_m), acb(gamma_s)), (acb(0), acb(1))
        )
        pairs = [matrices.greens_function(acb(1), inverse)[0, 1] for inverse in inverses]
        return float((pairs[0] * pairs[1]).real.mid()) / np.pi**2


@pytest.mark.parametrize("temperature", [0.25, 3.0])
def test_coupling_as_a_sum_over_nambu_matrices(temperature):
    """Forty terms, and the rest from their expansion in 1/w by Hurwitz zeta functions."""
    count, orders = 40, np.arange(3, 9)
    unit = 2 * np.pi * temperature
    terms = [sines_by_born_iteration(unit * (n + 0.5), 0.25, 0.375) for n in range(count)]
    last = np.arange(count - 18, count, 3)
    powers = ((last[:, None] + 0.5) / count) ** -orders
    coefficients = np.linalg.solve(powers, np.array(terms)[last])
    rest = [count**order * float(mpmath.zeta(order, count + 0.5)) for order in orders.tolist()]
    total = np.sum(terms) + coefficients @ rest
    coupling = josephson_coupling(0.25, 0.375, temperature=temperature).value
    assert_allclose(coupling, np.pi * temperature * total, rtol=1e-11)


def test_coupling_as_an_integral_over_nambu_matrices():
    def integrand(log_w):
        w = float(np.exp(log_w))
        return w * sines_by_born_iteration(w, 0.25, 0.375)

    total, _ = quad(integrand, -27, 14, epsabs=0, epsrel=1e-10, limit=100)
    assert_allclose(josephson_coupling(0.25, 0.375).value, total / 2, rtol=1e-10)


def functions_by_matsubara_sum(tau, temperature, gamma_m, gamma_s):
    """g(tau) of both grains from g(i w_n) of (8), that of a metal summed in closed form."""
    w = 2 * np.pi * temperature * (np.arange(400_000) + 0.5)
    gaps = solve_gaps(w, gamma_m, gamma_s)
    metal = np.pi * temperature / np.sin(np.pi * temperature * tau)
    for gap in (gaps.metal, gaps.superconductor):
        energy = np.hypot(w, gap)
        missing = gap**2 / (energy * (energy + w))
        yield metal - 2 * np.pi * temperature * np.sum(np.sin(w * tau) * missing)


@pytest.mark.parametrize("rates", RATES)
@pytest.mark.parametrize("tau", [0.3, 1.0, 2.5])
def test_kernel_as_a_matsubara_sum(rates, tau):
    metal, superconductor = functions_by_matsubara_sum(tau, 0.2, *rates)
    kernel = dissipation_kernel(tau, *rates, temperature=0.2).value
    assert_allclose(kernel, metal * superconductor / (2 * np.pi), rtol=1e-9)


@pytest.mark.parametrize("tau", [1e-3, 0.4, 2.0, 30.0])
def test_frozen_kernel_at_zero_temperature(tau):
    bessel = float(1.5 * mpmath.besselk(1, 1.5 * tau))
    expected = (bessel + 0.2 / 1.5 / tau) / tau / (2 * np.pi)
    assert_allclose(
        dissipation_kernel(tau, 0.2, 0.3, 1.5, gaps="frozen").value, expected, rtol=1e-13
    )


@pytest.mark.parametrize("tau", [1e-3, 0.4, 2.0, 4.9])
def test_frozen_kernel_by_images_of_bessel_functions(tau):
    """1/(1 + exp(-E/T)) = sum (-1)^m exp(-m E/T) turns the thermal function into a sum of K_1."""
    temperature = 0.2
    images = sum(
        (-1) ** m * (mpmath.besselk(1, m / temperature + time))
        for m in range(20)
        for time in (tau, 1 / temperature - tau)
    )
    metal = np.pi * temperature / np.sin(np.pi * temperature * tau)
    expected = (float(images) + 0.3 * metal) * metal / (2 * np.pi)
    kernel = dissipation_kernel(tau, 0.3, 0.3, temperature=temperature, gaps="frozen").value
    assert_allclose(kernel, expected, rtol=1e-13)


# Doubles against enclosures.


def agree(function, points, tolerance, **options):
    """Whether the function in doubles agrees with its enclosures, where it does not underflow."""
    names = ("gamma_m", "gamma_s", "delta0", "temperature", "tau")
    given = dict(zip(names, points, strict=False))
    doubles = function(**given, **options).value
    large = doubles > 1e-290
    certified = function(**{k: v[large] for k, v in given.items()}, **options, digits=14).value
    errors = [abs(float(mpf(a) / b - 1)) for a, b in zip(doubles[large], certified, strict=True)]
    return np.sum(large) > len(large) / 2 and max(errors) < tolerance


@pytest.mark.parametrize("gaps", BOTH)
def test_doubles_against_certified_couplings(gaps):
    *points, _ = random_points(6, seed=1)
    assert agree(josephson_coupling, points, 1e-13, gaps=gaps)


@pytest.mark.parametrize("gaps", BOTH)
def test_doubles_against_certified_kernels(gaps):
    assert agree(dissipation_kernel, random_points(6, seed=2), 5e-13, gaps=gaps)


def test_kernel_at_long_times_keeps_its_digits():
    """Where it is exponentially small, and where it is small because the rates are."""
    rates, one = np.array([0.25, 0.25, 1e-9]), np.ones(3)
    tau = np.array([50.0, 300.0, 30.0])
    assert agree(dissipation_kernel, (rates, 2 * rates, one, 0 * one, tau), 1e-12)


@pytest.mark.parametrize("temperature", [0, "0.125"])
@pytest.mark.parametrize("gaps", BOTH)
def test_enclosures_of_different_precision_overlap(gaps, temperature):
    options = {"temperature": temperature, "gaps": gaps}
    for function, arguments in ((josephson_coupling, ()), (dissipation_kernel, ("1.75",))):
        coarse, fine = (
            function(*arguments, "0.3", "0.2", digits=digits, **options) for digits in (6, 25)
        )
        with mpmath.workdps(50):
            assert abs(coarse.value - fine.value) <= coarse.radius + fine.radius
            assert fine.radius < mpf(10) ** -25 * fine.value


@pytest.mark.parametrize("model", [self_consistent, frozen])
def test_a_box_holds_the_angles_of_its_points(model):
    rng = np.random.default_rng(4)
    with ball_precision(80):
        angles = model(arb(0.3), arb(0.2), arb(1))
        for size in (1e-9, 0.01, 0.3):
            for _ in range(4):
                w = 10 ** rng.uniform(-2, 1) * np.exp(1j * rng.uniform(-1, 1))
                radius = size * w.real
                box = acb(arb(w.real, radius), arb(w.imag, radius))
                shift = complex(*rng.uniform(-radius, radius, 2))
                inside = enclose_angles(angles, acb(w + shift))
                for outer, inner in zip(enclose_angles(angles, box), inside, strict=True):
                    assert all(a.overlaps(b) for a, b in zip(outer, inner, strict=True))
        assert enclose_angles(angles, acb(arb(0.1, 0.2), 1)) is None


# What holds exactly.


@pytest.mark.parametrize("gaps", BOTH)
def test_the_kernel_is_positive_and_even_around_the_middle(gaps):
    *energies, _, _ = random_points(200, seed=5)
    temperature = 0.37 * energies[2]
    tau = np.linspace(0.02, 0.5, 200) / temperature
    options = {"temperature": temperature, "gaps": gaps}
    early = dissipation_kernel(tau, *energies, **options).value
    late = dissipation_kernel(1 / temperature - tau, *energies, **options).value
    assert np.all(early > 0)
    assert_allclose(late, early, rtol=1e-11)


@pytest.mark.parametrize("gaps", BOTH)
def test_certified_kernel_is_even_around_the_middle(gaps):
    options = {"temperature": "0.125", "gaps": gaps, "digits": 15}
    early, late = (dissipation_kernel(tau, "0.3", "0.2", **options) for tau in (3, 5))
    assert abs(early.value - late.value) <= early.radius + late.radius


@pytest.mark.parametrize("gaps", BOTH)
def test_units(gaps):
    options = {"temperature": np.array([0, 0.3]), "gaps": gaps}
    scaled = {"temperature": 7 * options["temperature"], "gaps": gaps}
    for power, function, times in (
        (1, josephson_coupling, ((), ())),
        (0, josephson_ratio, ((), ())),
        (2, dissipation_kernel, ((0.7,), (0.1,))),
        (0, dissipation_strength, ((), ())),
    ):
        one = function(*times[0], 0.2, 0.3, 1.5, **options).value
        other = function(*times[1], 1.4, 2.1, 10.5, **scaled).value
        assert_allclose(other, 7**power * one, rtol=1e-13)


@pytest.mark.parametrize("gaps", BOTH)
def test_the_ratio_refers_to_the_pure_array_with_the_same_tunnelling(gaps):
    gamma_m, gamma_s, delta0, temperature = 0.2, 0.3, 1.5, 0.4
    options = {"temperature": temperature, "gaps": gaps}
    pure = np.pi / 4 * delta0 * np.tanh(delta0 / 2 / temperature)
    expected = josephson_coupling(gamma_m, gamma_s, delta0, **options).value / pure
    ratio = josephson_ratio(gamma_m, gamma_s, delta0, **options).value
    assert_allclose(ratio, expected * gamma_m / gamma_s, rtol=1e-14)


def test_low_temperature_joins_zero_temperature():
    temperature = np.array([0, 1e-9, 1e-3, 1.2e-3, 2e-3])
    couplings = josephson_coupling(0.2, 0.3, temperature=temperature).value
    assert_allclose(couplings, couplings[0], rtol=1e-13)


def test_strength_of_frozen_gaps_is_that_of_the_metallic_part():
    strength = dissipation_strength(0.2, 0.3, 1.6, gaps="frozen")
    assert_allclose(strength.value, np.pi / 2 * 0.2 / 1.6, rtol=1e-15)
    assert strength.tau is None


@pytest.mark.parametrize("temperature", [0.0, 1e-3])
def test_strength_is_the_kernel_at_one_time(temperature):
    options = {"temperature": temperature}
    strength = dissipation_strength(1e-4, 2e-4, 1.5, **options)
    tau = min(1 / np.sqrt(3e-4), 1 / (2 * temperature) if temperature else np.inf)
    assert_allclose(strength.tau, tau)
    unit = temperature / np.sin(np.pi * temperature * tau) if temperature else 1 / (np.pi * tau)
    kernel = dissipation_kernel(tau, 1e-4, 2e-4, 1.5, **options).value
    assert_allclose(strength.value, kernel / unit**2, rtol=1e-13)
    assert_allclose(strength.value, np.pi / 2 * 1e-4 / 1.5, rtol=1e-2)


def test_strength_vanishes_below_the_minigap():
    early, late = (dissipation_strength(1e-3, 1e-3, tau=tau).value for tau in (30.0, 3e4))
    assert late < 1e-9 * early


def test_the_plateau_is_that_of_frozen_gaps_for_weak_tunnelling():
    rate = np.array([1e-4, 1e-6, 1e-8])
    plateau = dissipation_strength(rate, rate).value / (np.pi / 2 * rate)
    assert np.all(np.abs(plateau - 1) < 20 * rate)


# Arrays and exact numbers.


@pytest.mark.parametrize("digits", [None, 8])
@pytest.mark.parametrize("function", FUNCTIONS)
def test_arguments_broadcast(function, digits):
    gamma_m, gamma_s = np.array([[0.5], [2.0]]), np.array([0.25, 1.0, 4.0])
    table = function(gamma_m, gamma_s, gaps="frozen", digits=digits).value
    assert table.shape == (2, 3)
    assert table[1, 2] == function(2.0, 4.0, gaps="frozen", digits=digits).value
    assert function([], 0.25, digits=digits).value.shape == (0,)


@pytest.mark.parametrize("digits", [None, 8])
def test_strength_says_for_each_point_where_it_is_read(digits):
    gamma_m = np.array([0.1, 0.2, 0.4])
    strength = dissipation_strength(gamma_m, 0.25, digits=digits)
    assert_allclose(strength.tau.astype(float), [2.0, 2.0, 2.0])
    assert strength.value[1] == dissipation_strength(0.2, 0.25, digits=digits).value
    empty = dissipation_strength([], 1, digits=digits)
    assert empty.tau.shape == empty.value.shape == (0,)


def test_arrays_longer_than_a_chunk(monkeypatch):
    gamma = np.geomspace(1e-3, 10, 37)
    whole = josephson_coupling(gamma, 0.3).value
    monkeypatch.setattr("numerics.grains.couplings.doubles.CHUNK", 5)
    assert_allclose(josephson_coupling(gamma, 0.3).value, whole, rtol=1e-14)


def test_exact_arguments():
    third = josephson_coupling(1, Fraction(1, 3), gaps="frozen", digits=40).value
    double = josephson_coupling(1, 1 / 3, gaps="frozen", digits=40).value
    tenth, text = (
        josephson_coupling(1, rate, gaps="frozen", digits=40).value
        for rate in (Fraction(1, 10), "0.1")
    )
    assert tenth == text
    assert 1e-18 < abs(third - double) < 1e-16


def test_precision_is_restored():
    before = flint.ctx.prec, mpmath.mp.dps
    josephson_coupling(0.2, 0.3, temperature=0.5, digits=10)
    assert before == (flint.ctx.prec, mpmath.mp.dps)


# The rules of summation and integration.


def test_matsubara_sum_in_closed_form():
    temperature = np.array([[1e-5], [0.03], [2.0]])
    reach = np.full_like(temperature, 1e17)
    sums = matsubara_sum(lambda w: 1 / (w**2 + 1), temperature, reach)
    assert_allclose(
        sums, np.tanh(1 / (2 * temperature[:, 0])) / (4 * temperature[:, 0]), rtol=1e-14
    )


def test_integrals_in_closed_form():
    scale = np.array([[1e-9], [1.0], [1e7]])
    lorentzian = integral(lambda w: scale / (w**2 + scale**2), scale, 1e17 * scale)
    assert_allclose(lorentzian, np.pi / 2, rtol=1e-14)
    start, tau = np.array([[0.0], [2.0]]), np.array([[0.5], [3.0]])
    decay = ray_integral(lambda z: np.exp(-z * tau), start, tau, np.array([0.0, 1.0]))
    assert_allclose(decay - [0, 1], (np.exp(-start * tau) / tau)[:, 0], rtol=1e-11)


def test_a_rule_that_does_not_converge_says_so():
    one = np.ones((1, 1))
    with pytest.raises(ArithmeticError, match="converge"):
        integral(lambda w: np.cos(1e4 * w) * (w < 1), one, one)


# Bad arguments.

BAD = (
    ({"gamma_m": 0}, "gamma_m"),
    ({"gamma_s": 0}, "gamma_s"),
    ({"gamma_s": -0.1}, "gamma_s"),
    ({"gamma_m": np.nan}, "gamma_m"),
    ({"gamma_m": 1j}, "gamma_m"),
    ({"delta0": 0}, "delta0"),
    ({"delta0": np.inf}, "delta0"),
    ({"temperature": -1e-9}, "temperature"),
    ({"gaps": "Frozen"}, "gaps"),
    ({"digits": 3}, "digits"),
    ({"digits": 20.0}, "digits"),
    ({"gamma_m": [0.1, 0.2], "gamma_s": [0.1, 0.2, 0.3]}, "broadcast"),
)


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize(("bad", "named"), BAD)
def test_bad_arguments(function, bad, named, monkeypatch):
    for work in ("josephson", "josephson_ratio", "strength"):
        monkeypatch.setattr(coupling_doubles, work, pytest.fail)
    with pytest.raises(ValueError, match=named):
        function(**({"gamma_m": 0.1, "gamma_s": 0.1} | bad))


@pytest.mark.parametrize("digits", [None, 10])
@pytest.mark.parametrize(
    ("tau", "temperature"), [(0, 0), (-1, 0), (np.nan, 0), (10, 0.1), (11, 0.1)]
)
def test_bad_times(tau, temperature, digits):
    for function, options in (
        (dissipation_kernel, {}),
        (dissipation_strength, {}),
        (dissipation_kernel, {"gaps": "frozen"}),
    ):
        with pytest.raises(ValueError, match="tau"):
            function(
                gamma_m=0.1, gamma_s=0.1, tau=tau, temperature=temperature, digits=digits, **options
            )


def test_a_time_for_frozen_strength_is_refused():
    with pytest.raises(ValueError, match="tau"):
        dissipation_strength(0.1, 0.1, tau=1.0, gaps="frozen")


def test_not_enough_digits_is_said(monkeypatch):
    monkeypatch.setattr("numerics.arithmetic.certified.GUARD_BITS", (-20,))
    with pytest.raises(ArithmeticError, match=r"gamma_m = 0\.1"):
        josephson_coupling(0.1, 0.1, gaps="frozen", digits=10)


def test_arrays_equal_scalars():
    tau = np.array([0.5, 3.0])
    together = dissipation_kernel(tau, 0.2, 0.3).value
    assert_allclose(together, [dissipation_kernel(t, 0.2, 0.3).value for t in tau], rtol=1e-13)
