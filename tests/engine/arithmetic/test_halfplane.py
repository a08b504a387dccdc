"""Rules of summation and integration in the right half-plane, against closed forms."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from numerics.arithmetic.halfplane import integral, matsubara_sum, ray_integral


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
