"""Arguments of the functions of a bond: arrays and exact numbers are served, bad ones refused."""

from fractions import Fraction

import flint
import mpmath
import numpy as np
import pytest
from numpy.testing import assert_allclose

from numerics.grains.couplings import doubles as coupling_doubles
from numerics.grains.couplings.bond import (
    dissipation_kernel,
    dissipation_strength,
    josephson_coupling,
    josephson_ratio,
)

FUNCTIONS = (josephson_coupling, josephson_ratio, dissipation_strength)

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


def test_arrays_equal_scalars():
    tau = np.array([0.5, 3.0])
    together = dissipation_kernel(tau, 0.2, 0.3).value
    assert_allclose(together, [dissipation_kernel(t, 0.2, 0.3).value for t in tau], rtol=1e-13)


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
