"""Arguments of the solver: bad ones are refused in one sentence, odd ones are served."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from numerics.grains.gaps.solve import solve_gaps

ARGUMENTS = ("omega", "gamma_m", "gamma_s", "delta0", "eta")
GOOD = {"omega": 0.5, "gamma_m": 0.3, "gamma_s": 0.2, "delta0": 1.0, "eta": 0.1, "axis": "real"}
NOT_REAL = st.sampled_from(
    [
        *(float("nan"), float("inf"), -float("inf"), 1j, "energy", None, [[1], []]),
        *([1.0, float("nan")], [float("inf"), -float("inf")]),
        *(b"0.1", np.ma.masked_array([1.0, 2.0], [False, True])),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ARGUMENTS), NOT_REAL, st.sampled_from([None, 30]))
def test_what_is_not_a_finite_real_number_is_refused(name, value, digits):
    with pytest.raises(ValueError, match=name):
        solve_gaps(**GOOD | {name: value, "digits": digits})


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(ARGUMENTS[1:]),
    st.floats(max_value=-1e-300, allow_nan=False, allow_infinity=False),
    st.sampled_from([None, 30]),
)
def test_negative_energies_are_refused(name, value, digits):
    with pytest.raises(ValueError, match=name):
        solve_gaps(**GOOD | {name: np.array([1.0, value]), "digits": digits})


@pytest.mark.parametrize("text", ["1e10001", "1e-10001", "-2.5E99999999999", "1e+99999999999"])
def test_text_that_would_have_too_many_digits_is_refused(text):
    with pytest.raises(ValueError, match="omega contains a number out of range: give some from"):
        solve_gaps(text, 0.2, 0.3, digits=30)


def test_an_integer_beyond_double_precision_needs_digits():
    with pytest.raises(ValueError, match="omega contains a number out of range: give some below"):
        solve_gaps(10**400, 0.2, 0.3)
    assert solve_gaps(10**400, 0.2, 0.3, digits=5).metal > 0


def test_finite_numbers_whose_sum_is_not_are_served():
    found = solve_gaps([1e308, 1e308], *np.full((3, 2), 1e308))
    assert np.all(found.metal > 1e307)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"gamma_m": -1}, "gamma_m contains a negative number: give 0 or more"),
        ({"delta0": 0.0}, "delta0 contains a number <= 0: give positive numbers"),
        ({"omega": np.ones(3), "gamma_s": np.ones(2)}, "do not broadcast"),
        ({"digits": 4}, "from 5 to 10000"),
        ({"digits": 10_001}, "from 5 to 10000"),
        ({"digits": 20.0}, "from 5 to 10000"),
        ({"axis": "imaginary"}, "'matsubara', 'real'"),
        ({"axis": "matsubara"}, "eta has no meaning"),
    ],
)
def test_other_bad_input(wrong, sentence):
    with pytest.raises(ValueError, match=sentence):
        solve_gaps(**GOOD | wrong)


@pytest.mark.parametrize("digits", [None, 30])
@pytest.mark.parametrize("axis", ["matsubara", "real"])
def test_empty_arrays(axis, digits):
    gaps = solve_gaps(np.empty((2, 0)), 0.3, [[0.2], [0.4]], axis=axis, digits=digits)
    assert gaps.metal.shape == gaps.superconductor.shape == (2, 0)


@settings(max_examples=100, deadline=None)
@given(
    st.tuples(*[st.floats(1e-40, 1e40)] * 4),
    st.sampled_from(["matsubara", "real"]),
)
def test_scales_far_beyond_what_is_promised(values, axis):
    gaps = solve_gaps(*values, axis=axis)
    assert np.isfinite(gaps.metal)
    assert np.isfinite(gaps.superconductor)
    assert abs(gaps.superconductor) <= (1 + 1e-12) * values[3]
