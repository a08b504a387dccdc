"""The error bounds of the limits: against the solver, tight, and lost under every mutation."""

from dataclasses import replace
from functools import cache

import mpmath
import numpy as np
import pytest
from flint import acb, fmpq
from sympy import Rational, Tuple

from derive.grains.symbols import Delta_0, Delta_M, Delta_S, Gamma_M, Gamma_S, omega
from numerics import minigap, solve_gaps
from numerics.arithmetic.functions import mpmath_function, numpy_function
from numerics.grains.gaps.bounds import BOUNDS
from numerics.judge.bounds import best_bound, verify_bound
from numerics.judge.sectors import sector_function, solved

ENERGIES = (omega, Gamma_M, Gamma_S, Delta_0)
POINTS = 20_000
NOISE = 1e-12  # of the solver in double precision, relative to the gaps
RNG = np.random.default_rng()
SEEDED = np.random.default_rng(14).bit_generator.state


@pytest.fixture(autouse=True)
def same_points():
    """Every test draws from the same seed, whatever ran before it."""
    RNG.bit_generator.state = SEEDED


def share(low, high, near_zero=False):
    """Random numbers of an interval, those near 0 on a logarithmic scale."""
    if near_zero:
        return high * 10 ** RNG.uniform(-5, 0, POINTS)
    return low * (high / low) ** RNG.uniform(0, 1, POINTS)


def above():
    x, a, b = (share(0, 0.1, near_zero=True) for _ in range(3))
    return x, a * x, b * x, np.ones(POINTS)


def low():
    """A tenth of the points has the corner's rates, where the error is largest at the minigap."""
    g, r = share(0, 0.1, near_zero=True), share(0.1, 10)
    g[: POINTS // 10], r[: POINTS // 10] = 0.1, 10.0
    edge = np.minimum(g / 2, minigap(r * g, g).energy * (1 - 1e-9))
    return edge * (1 - 10 ** RNG.uniform(-10, -0.01, POINTS)), r * g, g, np.ones(POINTS)


def strong():
    s, r = share(0, 0.1, near_zero=True), share(0.1, 10)
    return RNG.uniform(0.001, 0.5, POINTS) / (1 + r), r / s, 1 / s, np.ones(POINTS)


def zero():
    total, part = share(0, 1, near_zero=True), RNG.uniform(0.01, 0.99, POINTS)
    return 1e-9 * total, part * total, (1 - part) * total, np.ones(POINTS)


def edge():
    m, r = share(0, 0.05, near_zero=True), share(0.25, 4)
    return minigap(m, m / r).energy, m, m / r, np.ones(POINTS)


DRAWN = {
    "10-M-weak": above,
    "10-S-high": above,
    "10-S-low": low,
    "11-low": zero,
    "strong": strong,
    "minigap-weak": edge,
}


NAMES = [f"{label}/{k}" for label, made in BOUNDS.items() for k in range(len(made))]


def bound_of(name):
    label, number = name.split("/")
    return BOUNDS[label][int(number)]()


@cache
def best(name):
    return best_bound(bound_of(name))


def errors(bound, energies):
    """The largest error of the statements, and the small quantity to its power, by the solver."""
    if bound.exact == omega:
        gaps = energies[0], energies[0]
    else:
        found = solve_gaps(*energies, axis="real")
        gaps = found.metal, found.superconductor
    letters = (*ENERGIES, Delta_M, Delta_S)
    forms, exacts = (f if isinstance(f, Tuple) else Tuple(f) for f in (bound.judged, bound.exact))
    ratio = numpy_function(letters, Tuple(*(f / e for f, e in zip(forms, exacts, strict=True))))
    small = numpy_function(ENERGIES, bound.small**bound.power)
    return np.max([abs(q - 1) for q in ratio(*energies, *gaps)], axis=0), small(*energies).real


def test_every_bound_has_points():
    assert set(DRAWN) == set(BOUNDS)


@pytest.mark.parametrize("name", NAMES)
def test_no_random_point_of_the_region_breaks_the_bound(name):
    """Points are drawn in the region, not in the coordinates: so these cover the region, too."""
    found = best(name)
    error, small = errors(found.bound, DRAWN[name.split("/")[0]]())
    assert np.all(error <= float(found.constant) * small + NOISE)
    resolved = error > 1e3 * NOISE
    assert np.max(error[resolved] / small[resolved]) > 0.8 * float(found.constant)


@pytest.mark.parametrize("name", NAMES)
def test_the_constant_is_tight(name):
    found = best(name)
    assert found.largest <= float(found.constant) <= 1.02 * found.largest


@pytest.mark.parametrize("name", NAMES)
def test_mutants_are_not_proved(name):
    found = best(name)
    assert verify_bound(found.bound, found.constant).proved
    smaller = verify_bound(found.bound, found.constant * Rational(95, 100))
    assert not smaller.proved and "fails at" in smaller.said
    steeper = replace(found.bound, power=found.bound.power + Rational(1, 2))
    assert not verify_bound(steeper, found.constant).proved


@pytest.mark.parametrize("name", NAMES)
def test_the_quotient_is_the_error_of_the_solution(name):
    """At random coordinates, whose energies the solver of the gap equations gets."""
    bound = bound_of(name)
    for sector in bound.sectors:
        function, checked = sector_function(sector, bound.power), 0
        for _ in range(400):
            parts = [fmpq(int(k), 1000) for k in RNG.integers(100, 1000, len(sector.box()))]
            ends = zip(sector.box(), parts, strict=True)
            box = tuple((lo + (hi - lo) * part,) * 2 for (lo, hi), part in ends)
            value = function(box)
            if not value.is_inside or value.is_outside:
                continue
            energies = _energies(sector, box)
            error, small = errors(bound, energies)
            expected = float(value.upper)
            assert error / small == pytest.approx(expected, rel=1e-6, abs=NOISE / float(small))
            checked += 1
            if checked == 20:
                break
        assert checked


def _energies(sector, box):
    """omega, Gamma_M, Gamma_S and Delta_0 at a point of the coordinates."""
    values = {letter: complex(acb(value)) for letter, value in solved(sector, box).items()}
    made = numpy_function(list(values), Tuple(*(sector.symbols[energy] for energy in ENERGIES)))
    return [np.asarray(value.real) for value in made(*values.values())]


@pytest.mark.parametrize("name", [name for name in NAMES if name != "11-low/0"])
def test_no_point_near_the_limit_breaks_the_bound_at_50_digits(name):
    """Down to 10^-20 of the small quantity, where double precision has no digits of the error."""
    found = best(name)
    bound, digits = found.bound, 50
    with mpmath.workdps(digits):
        for _ in range(12):
            label = name.split("/")[0]
            energies = _near_the_limit(label)
            if label == "minigap-weak":
                edge = minigap(*energies[1:], digits=digits).energy
                energies, gaps = (edge, *energies[1:]), (edge, edge)
            else:
                both = solve_gaps(*energies, axis="real", digits=digits)
                gaps = both.metal, both.superconductor
            letters = (*ENERGIES, Delta_M, Delta_S)
            forms, exacts = (
                f if isinstance(f, Tuple) else Tuple(f) for f in (bound.judged, bound.exact)
            )
            small = mpmath_function(ENERGIES, bound.small**bound.power)(*energies)
            for form, exact in zip(forms, exacts, strict=True):
                error = abs(mpmath_function(letters, form / exact)(*energies, *gaps) - 1)
                assert error <= mpmath.mpf(str(found.constant.evalf(30))) * small + mpmath.mpf(
                    "1e-45"
                )


def _near_the_limit(label):
    """Exact energies on a random path of the region, 10 to 20 decades from the limit."""
    tiny = mpmath.mpf(10) ** -int(RNG.integers(3, 10))
    u, v, w = (mpmath.mpf(int(k)) / 1000 for k in RNG.integers(1, 1000, 3))
    if label in ("10-M-weak", "10-S-high"):
        x, a, b = (u * tiny / 10, v * tiny / 10, w / 10)
        return x, a * x, b * x, mpmath.mpf(1)
    r = mpmath.mpf(4) ** (2 * v - 1)
    if label == "strong":
        return u / (2 * (1 + r)), 10 * r / tiny, 10 / tiny, mpmath.mpf(1)
    return u * tiny / 20, r * tiny / 10, tiny / 10, mpmath.mpf(1)


@pytest.mark.parametrize("name", ["10-M-weak/0", "10-S-high/0"])
@pytest.mark.parametrize("place", range(3))
def test_a_solution_of_another_branch_is_not_proved(name, place):
    """With another sign of what is to be positive at the physical solution."""
    bound = bound_of(name)
    sector = bound.sectors[0]
    assert len(sector.required) == 3
    wrong = list(sector.required)
    wrong[place] = -wrong[place]
    mutant = replace(bound, sectors=(replace(sector, required=tuple(wrong)),))
    said = verify_bound(mutant, best(name).constant, 200)
    assert not said.proved and "not resolved" in said.said
