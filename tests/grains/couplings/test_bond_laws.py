"""What holds of Josephson coupling and dissipation exactly, in doubles and in enclosures."""

import mpmath
import numpy as np
import pytest
from flint import acb, arb
from mpmath import mpf
from numpy.testing import assert_allclose

from numerics.arithmetic.functions import ball_precision
from numerics.grains.couplings.angles import enclose_angles, frozen, self_consistent
from numerics.grains.couplings.bond import (
    dissipation_kernel,
    dissipation_strength,
    josephson_coupling,
    josephson_ratio,
)

BOTH = ("self-consistent", "frozen")


def random_points(count, seed):
    """Rates, delta0, temperature and time: rates over 24 decades, temperatures from 1e-6 to 10."""
    rng = np.random.default_rng(seed)
    delta0 = 10 ** rng.uniform(-1, 1, count)
    gamma_m, gamma_s = 10 ** rng.uniform(-12, 12, (2, count))
    temperature = np.where(rng.random(count) < 0.4, 0, 10 ** rng.uniform(-6, 1, count)) * delta0
    with np.errstate(divide="ignore"):
        latest = np.minimum(1e2 / delta0, 0.95 / temperature)
    return gamma_m, gamma_s, delta0, temperature, latest * rng.uniform(0.01, 1, count)


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
    assert_allclose(strength.value, np.pi * 0.2 / 1.6, rtol=1e-15)
    assert strength.tau is None


@pytest.mark.parametrize("temperature", [0.0, 1e-3])
def test_strength_is_the_kernel_at_one_time(temperature):
    options = {"temperature": temperature}
    strength = dissipation_strength(1e-4, 2e-4, 1.5, **options)
    tau = min(1 / np.sqrt(3e-4), 1 / (2 * temperature) if temperature else np.inf)
    assert_allclose(strength.tau, tau)
    unit = temperature / np.sin(np.pi * temperature * tau) if temperature else 1 / (np.pi * tau)
    kernel = dissipation_kernel(tau, 1e-4, 2e-4, 1.5, **options).value
    assert_allclose(strength.value, 2 * kernel / unit**2, rtol=1e-13)
    assert_allclose(strength.value, np.pi * 1e-4 / 1.5, rtol=1e-2)


def test_strength_vanishes_below_the_minigap():
    early, late = (dissipation_strength(1e-3, 1e-3, tau=tau).value for tau in (30.0, 3e4))
    assert late < 1e-9 * early


def test_the_plateau_is_that_of_frozen_gaps_for_weak_tunnelling():
    rate = np.array([1e-4, 1e-6, 1e-8])
    plateau = dissipation_strength(rate, rate).value / (np.pi * rate)
    assert np.all(np.abs(plateau - 1) < 20 * rate)
