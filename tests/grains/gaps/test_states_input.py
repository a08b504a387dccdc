"""Arguments of minigap and density of states: bad ones are refused in one sentence."""

import numpy as np
import pytest

from numerics.grains.gaps.minigap import minigap
from numerics.grains.gaps.states import density_of_states

BAD = [
    ({"gamma_m": -1.0}, "gamma_m contains a negative number"),
    ({"gamma_s": [0.1, -0.1]}, "gamma_s contains a negative number"),
    ({"gamma_m": 1j}, "gamma_m is not an array of finite real numbers"),
    ({"gamma_s": np.nan}, "gamma_s is not an array of finite real numbers"),
    ({"gamma_m": [np.inf]}, "gamma_m is not an array of finite real numbers"),
    ({"gamma_m": "much"}, "gamma_m is not an array of finite real numbers"),
    ({"gamma_m": None}, "gamma_m is not an array of finite real numbers"),
    ({"delta0": 0.0}, "delta0 contains a number <= 0"),
    ({"delta0": -2.0}, "delta0 contains a number <= 0"),
    ({"gamma_m": [1.0, 2.0], "gamma_s": [1.0, 2.0, 3.0]}, "shapes do not broadcast"),
]


@pytest.mark.parametrize(("arguments", "message"), BAD)
@pytest.mark.parametrize("digits", [None, 20])
def test_bad_energies(arguments, message, digits):
    with pytest.raises(ValueError, match=message):
        minigap(**({"gamma_m": 0.1, "gamma_s": 0.2} | arguments), digits=digits)
    with pytest.raises(ValueError, match=message):
        density_of_states(0.5, **({"gamma_m": 0.1, "gamma_s": 0.2} | arguments))


@pytest.mark.parametrize("point", [(1e300, 1e-300, 1.0), (1e-320, 1e-320, 1e-320)])
def test_a_minigap_below_the_range_of_doubles_is_an_error(point):
    with pytest.raises(ArithmeticError, match="does not reach to the minigap at Gamma_M = 1e"):
        minigap(*point)
    assert minigap(*point, digits=5).energy > 0


@pytest.mark.parametrize("digits", [0, 4, 10001, -3, 20.0, "20", True])
def test_bad_digits(digits):
    with pytest.raises(ValueError, match="digits is"):
        minigap(0.1, 0.2, digits=digits)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"omega": np.nan}, "omega is not an array of finite real numbers"),
        ({"omega": 0.5j}, "omega is not an array of finite real numbers"),
        ({"omega": 0.5, "eta": -1e-9}, "eta contains a negative number"),
        ({"omega": 0.5, "eta": np.inf}, "eta is not an array of finite real numbers"),
        ({"omega": [1.0, 2.0], "eta": [1.0, 2.0, 3.0]}, "shapes do not broadcast"),
    ],
)
def test_bad_frequencies(arguments, message):
    with pytest.raises(ValueError, match=message):
        density_of_states(gamma_m=0.1, gamma_s=0.2, **arguments)
