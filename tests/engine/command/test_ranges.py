"""Ranges of numbers as they are written on the command line."""

import numpy as np
import pytest

from numerics.command import ranges


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2", 2.0),
        ("-1e-3", -1e-3),
        ("0:1:5", [0, 0.25, 0.5, 0.75, 1]),
        ("1:-1:3", [1, 0, -1]),
        ("log:1e-2:100:5", [0.01, 0.1, 1, 10, 100]),
    ],
)
def test_ranges(text, values):
    assert np.allclose(ranges.any_range(text).values(), values, rtol=1e-15)


def test_digits_take_a_number_as_it_is_written():
    assert ranges.any_range("0.1000000000000000000001").decimals() == "0.1000000000000000000001"
    assert ranges.any_range("0:1:3").decimals() == ["0.0", "0.5", "1.0"]
