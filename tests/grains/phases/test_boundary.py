"""The phase boundary as a number, against quadrature and the derived ends."""

import mpmath
import numpy as np
import pytest
from flint import arb
from fluctuations import fluctuation
from mpmath import mpf
from numpy.testing import assert_allclose
from scipy.optimize import minimize_scalar
from sympy import exp

from derive.grains.steps.criticality import (
    critical_alpha,
    cutoff_shift,
    josephson_at_critical_alpha,
)
from derive.grains.symbols import alpha as symbol
from numerics.grains.phases import balls as phase_balls
from numerics.grains.phases import doubles as phase_doubles
from numerics.grains.phases.boundary import phase_boundary, renormalized_coupling

# alpha, J/E_0 on the boundary and J_R/E_0 at the jump, by minimising the free energy's (26).
BOUNDARY = [
    (0, 0.0288635, 0.00390625),
    (0.25, 0.0231496, 0.00246157),
    (0.5, 0.0176817, 0.00130420),
    (0.75, 0.0123629, 0.000459025),
    (0.9, 0.00907620, 0.000124479),
    (0.99, 0.00673522, 6.30164e-6),
    (0.999, 0.00638838, 4.138e-7),
]


@pytest.mark.parametrize(("alpha", "josephson", "coupling"), BOUNDARY)
def test_phase_boundary(alpha, josephson, coupling):
    found = phase_boundary(alpha)
    assert_allclose(found.josephson, josephson, rtol=5e-6)
    assert_allclose(found.coupling, coupling, rtol=2e-4)
    assert found.kind == "jump"
    certified = phase_boundary(alpha, digits=25)
    assert_allclose(float(certified.josephson), found.josephson, rtol=1e-12)
    assert_allclose(float(certified.coupling), found.coupling, rtol=1e-5)
    assert 0 < certified.radius < mpf(10) ** -25 * certified.josephson


@pytest.mark.parametrize(("alpha", "josephson", "coupling"), BOUNDARY[:5])
def test_the_coupling_jumps_at_the_boundary(alpha, josephson, coupling):
    boundary = phase_boundary(alpha)
    above = renormalized_coupling(boundary.josephson * (1 + 1e-9), 1, alpha)
    below = renormalized_coupling(boundary.josephson * (1 - 1e-9), 1, alpha)
    assert (above.ordered, below.ordered, below.value) == (True, False, 0)
    assert_allclose(above.value, coupling, rtol=1e-3)


def test_ends_and_kinds_of_the_boundary():
    found = phase_boundary([0.0, 0.999999, 1.0, 1.000001, 3.0])
    assert list(found.kind) == ["jump", "jump", "continuous", "none", "none"]
    assert_allclose(found.josephson[[0, 2]], [np.e**2 / 256, 1 / (16 * np.pi**2)], rtol=1e-12)
    assert list(found.josephson[3:]) == [0, 0]
    assert found.coupling[2] == 0
    with mpmath.workdps(50):
        ends = phase_boundary([0, 1], digits=40).josephson
        assert abs(ends[0] / (mpmath.e**2 / 256) - 1) < mpf(10) ** -40
        assert abs(ends[1] * 16 * mpmath.pi**2 - 1) < mpf(10) ** -40
    assert phase_boundary("1.5", digits=12).josephson == 0


@pytest.mark.parametrize("alpha", [0.0, 0.4, 0.9])
def test_boundary_with_the_cutoff(alpha):
    """The least J/E_0 that has a solution of (28), by quadrature; a smaller one than of (27)."""

    def needed(L):
        return L + fluctuation(np.exp(L), alpha, 0.0, True) / 2

    least = minimize_scalar(needed, bounds=(-14, -3), method="bounded", options={"xatol": 1e-7})
    josephson = np.exp(least.fun)
    assert renormalized_coupling(josephson * (1 + 1e-6), 1, alpha, cutoff=True).ordered
    assert not renormalized_coupling(josephson * (1 - 1e-6), 1, alpha, cutoff=True).ordered
    assert josephson < phase_boundary(alpha).josephson


def test_cutoff_leaves_the_critical_alpha_where_it_is():
    """Whether arbitrarily weak coupling orders: at alpha = 1.01, not at 0.99."""
    for cutoff in (False, True):
        weak = renormalized_coupling(1e-7, 1, [0.99, 1.01], cutoff=cutoff)
        assert list(weak.ordered) == [False, True]


@pytest.mark.parametrize("cutoff", [False, True])
def test_the_end_of_the_boundary_is_the_derived_one(cutoff):
    """By (26) half of what the cutoff takes from (27) is the exponent of a factor."""
    shift = cutoff_shift().subs(symbol, critical_alpha()) / 2 if cutoff else 0
    end = float(josephson_at_critical_alpha() * exp(-shift))
    assert_allclose(phase_doubles.limit_at_one(cutoff), end, rtol=1e-15)
    assert phase_balls.limit_at_one(cutoff).overlaps(arb(end) * (1 + arb(0, 1e-15)))


@pytest.mark.parametrize("cutoff", [False, True])
def test_the_end_of_the_boundary_is_continuous(cutoff):
    """At alpha = 1, J_R falls to 0 with J; the shift of the cutoff is a factor 1/(1 + 1/4 pi)."""
    end = 1 / (16 * np.pi**2) / ((1 + 1 / (4 * np.pi)) if cutoff else 1)
    josephson = end * np.array([1 - 1e-6, 1 + 1e-3, 1 + 1e-2, 1 + 1e-1])
    found = renormalized_coupling(josephson, 1, 1, cutoff=cutoff)
    assert list(found.ordered) == [False, True, True, True]
    assert np.all(np.diff(found.value) > 0)
    assert found.value[1] < 1e-4 * josephson[1]
    certified = renormalized_coupling(josephson, 1, 1, cutoff=cutoff, digits=12)
    assert list(certified.ordered) == list(found.ordered)
    for value, L in zip(found.value[1:], np.log(found.value[1:]), strict=True):
        assert_allclose(
            L + fluctuation(value, 1.0, 0.0, cutoff) / 2,
            np.log(josephson)[found.value == value],
            atol=1e-9,
        )


@pytest.mark.parametrize(
    ("alpha", "options", "words"),
    [(-1, {}, "negative"), (np.nan, {}, "finite"), (1, {"digits": 3}, "digits is 3")],
)
def test_bad_input_of_the_boundary(alpha, options, words):
    with pytest.raises(ValueError, match=words):
        phase_boundary(alpha, **options)
