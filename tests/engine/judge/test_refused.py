"""verify: what it refuses, in a sentence."""

from dataclasses import replace

import pytest
from claims import identity, limit, x, y
from sympy import (
    Float,
    Integer,
)

from derive.grains.symbols import Delta_0
from derive.notation import eps
from derive.record import Regime
from numerics.judge.verify import verify


@pytest.mark.parametrize("digits", [4, 10001, 0, -5, 2.5, "50", float("nan")])
def test_digits_out_of_range(digits):
    with pytest.raises(ValueError, match="5 to 10000"):
        verify("21a", digits)


def test_unknown_label():
    with pytest.raises(ValueError, match=r"nearest: .*21a"):
        verify("21")


def test_what_is_neither_a_label_nor_a_record():
    for error in (TypeError, ValueError):
        with pytest.raises(error, match=r"judged is an int, 21: give an Equation, or a label"):
            verify(21)


def test_plain_numbers_of_python():
    """Whole numbers are exact; a float is told to be one, wherever it stands."""
    assert verify(identity(x**2, Integer(4), points=({x: 2},)), 20).printed == "exact"
    assert verify(identity(4, Integer(4), points=({x: 2},)), 20).printed == "exact"
    path = Regime({x: eps, y: 2})
    assert verify(limit(2 * x, x * y, regime=path), 20).printed == "leading"
    with pytest.raises(ValueError, match=r"value of x at a point .* contains the float 0\.5"):
        identity(x, x, points=({x: 0.5},))
    with pytest.raises(ValueError, match=r"printed form .* contains the float 0\.5"):
        identity(0.5, x)
    with pytest.raises(ValueError, match=r"derived form .* contains the float 0\.5"):
        verify(identity(x, 0.5))
    with pytest.raises(ValueError, match=r"path of x contains the float 0\.5"):
        Regime({x: 0.5})


def test_records_that_cannot_be_judged():
    with pytest.raises(ValueError, match="judged at points"):
        identity(x, x, points=())
    with pytest.raises(ValueError, match="leaves y of the printed form free"):
        identity(x + y, x)
    with pytest.raises(ValueError, match="judged along a regime"):
        limit(x, x, regime=None)
    with pytest.raises(ValueError, match="leaves y free"):
        limit(x, x, regime=Regime({x: eps * y}))
    with pytest.raises(ValueError, match="leaves Delta_0"):
        limit(Delta_0, Delta_0)
    with pytest.raises(ValueError, match=r"float 0\.5"):
        identity(Float("0.5") * x, x)
    with pytest.raises(ValueError, match="float"):
        identity(x, x, points=({x: Float(1) / 3},))
    with pytest.raises(ValueError, match="leaves y of the derived form free"):
        verify(identity(x, x + y))
    with pytest.raises(ValueError, match="unknown relation"):
        replace(identity(x, x), relation="==")


def test_json_keys():
    verdict = verify("10-M-weak", 20)
    assert list(verdict.as_dict()) == (
        "label title relation printed ground derivation route digits order rate constant "
        "constant_form counterexample points seconds remark".split()
    )
