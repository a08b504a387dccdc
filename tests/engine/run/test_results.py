"""Results in columns: decimal text of certified numbers, units, files and back."""

import csv
import io
import json
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
import sweep_functions as functions
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from numerics.grains.gaps.minigap import minigap
from numerics.grains.gaps.solve import solve_gaps
from numerics.grains.gaps.states import density_of_states
from numerics.run import results

UNITS = {"energy": "Delta_0", "number": "1"}
DTYPE = np.dtype([("energy", float), ("number", complex), ("count", int), ("axis", "U5")])


@dataclass(frozen=True)
class Ball:
    value: Any
    radius: Any


def number(text):
    return Fraction(Decimal(str(text)))


@pytest.mark.parametrize("axis", ["matsubara", "real"])
def test_decimal_text_of_certified_gaps_holds_the_solution(axis):
    """Against the same gaps with twice the digits."""
    point = {"omega": ["0.3", "2"], "gamma_m": "0.2", "gamma_s": "1.7", "axis": axis}
    columns = results.quantities(solve_gaps(**point, digits=30), "solve_gaps")
    finer = solve_gaps(**point, digits=100)
    suffixes = {"_re": "real", "_im": "imag"} if axis == "real" else {"": "real"}
    for gap in ("metal", "superconductor"):
        for suffix, part in suffixes.items():
            for text, radius, exact in zip(
                columns[gap + suffix], columns["radius"], getattr(finer, gap), strict=True
            ):
                value = number(mpmath.nstr(getattr(exact, part), 110))
                assert abs(number(text) - value) < number(radius)
                assert number(radius) < number("1e-30") * abs(complex(exact))


def test_decimal_text_loses_nothing_that_its_radius_does_not_tell():
    values = np.array([mpmath.mpf(1) / 3, mpmath.mpf(-5) / 7, mpmath.mpf(0)])
    columns = results.quantities(Ball(values, np.array([mpmath.mpf(2) ** -20] * 3)), "ball")
    assert columns["value"].tolist() == ["0.33333333", "-0.71428571", "0"]
    for text, value, radius in zip(columns["value"], values, columns["radius"], strict=True):
        exact = Fraction(*map(int, mpmath.libmp.to_rational(value._mpf_)))
        assert number(radius) >= abs(number(text) - exact) + Fraction(1, 2**20)
        assert number(radius) < Fraction(11, 10) * Fraction(1, 2**20)


def test_units_come_from_the_records():
    values = results.structured({"omega": 1.0})
    own = results.structured({"omega": 1.0, "delta0": 2.0})
    assert results.units(density_of_states, values)["metal"] == "1"
    assert results.units(minigap, values)["energy"] == "Delta_0"
    assert results.units(minigap, own)["energy"] == "the unit of delta0"
    assert results.units(solve_gaps, values)["metal"] == "Delta_0"
    assert results.units(functions.parts, own)["ratio"] == "1"


ROWS = arrays(
    DTYPE,
    array_shapes(max_dims=3, max_side=4),
    elements=st.tuples(
        st.floats(), st.complex_numbers(), st.integers(-(2**63), 2**63 - 1), st.text("ab,\"' 1")
    ),
)


@pytest.mark.parametrize("suffix", results.SUFFIXES)
@given(values=ROWS)
def test_files_give_back_every_bit(suffix, values, tmp_path_factory):
    path = tmp_path_factory.mktemp("files") / f"x{suffix}"
    results.save(path, values, UNITS, "here.there")
    found, source = results.load(path)
    assert source == "here.there"
    assert found.dtype == values.dtype
    assert found.shape == values.shape
    for name in DTYPE.names:
        assert np.array_equal(found[name], values[name], equal_nan=name in UNITS)
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_csv():
    values = np.array([(0.1, 1 - 2j, 3, "real"), (1e-300, 0j, 4, "a,b")], DTYPE)
    header, *rows = csv.reader(io.StringIO(results.csv_text(values, UNITS)))
    assert header == ["energy [Delta_0]", "number_re [1]", "number_im [1]", "count", "axis"]
    assert rows == [
        ["0.1", "1.0", "-2.0", "3", "real"],
        ["1e-300", "0.0", "0.0", "4", "a,b"],
    ]


def test_json():
    values = np.array([(float("inf"), 1 - 2j, 3, "real")], DTYPE)
    found = json.loads(results.json_text(values, UNITS))
    assert found["units"] == {
        "energy": "Delta_0",
        "number_re": "1",
        "number_im": "1",
        "count": "",
        "axis": "",
    }
    assert found["points"] == [
        {"energy": "inf", "number_re": 1.0, "number_im": -2.0, "count": 3, "axis": "real"}
    ]


def test_npz_has_units(tmp_path):
    results.save(tmp_path / "x.npz", np.zeros(2, DTYPE), UNITS, "here.there")
    with np.load(tmp_path / "x.npz") as archive:
        assert dict(archive["units"].tolist()) == {"axis": "", "count": "", **UNITS}
