"""Every argument of every public function with values of the wrong kind: refused in a sentence."""

import datetime
import re
from collections import namedtuple
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import sympy
from flint import acb, fmpq
from mpmath import mpc, mpf

import numerics
from numerics.arithmetic.arguments import one_number, require_whole
from numerics.run.processes import ThisProcess

RATES = {"gamma_m": 0.3, "gamma_s": 0.2, "delta0": 1.0}
BOND = RATES | {"temperature": 0.1, "gaps": "self-consistent", "digits": None}
MODEL = {
    "charging": 1.0,
    "spacing": 0.01,
    "couplings": "printed",
    "shunted": True,
    "mixed": "insulating",
    "reach": 0,
}
DISORDER = {"sigma": 0.2, "distribution": "gamma", "seed": 0}
SAMPLED = MODEL | DISORDER | {"samples": 2, "executor": ThisProcess(), "progress": False}
STRIPS = {"superconducting": 2, "metallic": 1, "pairs": 1, "length": 4}
GOOD = {
    "solve_gaps": RATES | {"omega": 0.5, "axis": "real", "eta": 0.0, "digits": None},
    "density_of_states": RATES | {"omega": 0.5, "eta": 0.0},
    "minigap": RATES | {"digits": None},
    "josephson_coupling": BOND,
    "josephson_ratio": BOND,
    "dissipation_kernel": BOND | {"tau": 1.0},
    "dissipation_strength": BOND | {"tau": 1.0},
    "renormalized_coupling": {
        "josephson": 1.0,
        "charging": 2.0,
        "alpha": 0.1,
        "temperature": 0.1,
        "cutoff": False,
        "branches": False,
        "digits": None,
    },
    "phase_boundary": {"alpha": 0.5, "digits": None},
    "mixed_phase_boundary": RATES | {"alpha": 0.5, "couplings": "printed"},
    "random_film": {"p": 0.5, "size": 4, "disorder": numerics.Disorder()},
    "strips": STRIPS | {"disorder": numerics.Disorder()},
    "Disorder": DISORDER,
    "BondModel": MODEL,
    "film_averages": SAMPLED | {"gamma": 0.1, "p": 0.5, "size": 4},
    "strip_averages": SAMPLED | STRIPS | {"gamma": 0.1},
    "strip_transitions": MODEL | DISORDER | STRIPS,
    "sweep": {
        "function": numerics.minigap,
        "grid": {"gamma_m": [0.1, 0.2], "gamma_s": 0.3},
        "executor": ThisProcess(),
        "workers": None,
        "batch": 1,
        "pointwise": False,
        "units": {},
        "progress": False,
    },
    "verify": {"equation": "4a", "digits": 20, "route": None, "thorough": False},
    "smallest_correction": {"equation": "4a", "seconds": 1.0},
}
NONE_IS_GOOD = ("digits", "tau", "executor", "workers", "batch", "units", "route")
SAID_OTHERWISE = {  # what a sentence says for the name
    "equation": "what is judged|unknown label",
    "function": "function|takes no",
    "superconducting": "superconducting width",
    "metallic": "metallic width",
    "pairs": "number of pairs",
}
WRONG = {
    "text": "much",
    "empty text": "",
    "bytes": b"0.3",
    "bytearray": bytearray(b"0.3"),
    "None": None,
    "Ellipsis": ...,
    "NotImplemented": NotImplemented,
    "complex": 0.3 + 1j,
    "complex scalar of NumPy": np.complex64(1j),
    "mpc": mpc(1, 1),
    "acb": acb(1, 1),
    "nan": float("nan"),
    "inf": float("inf"),
    "-inf": -np.inf,
    "mpf inf": mpf("inf"),
    "Decimal NaN": Decimal("NaN"),
    "Decimal infinity": Decimal("Infinity"),
    "bytes of NumPy": np.bytes_(b"a"),
    "text of NumPy": np.str_("a"),
    "symbol": sympy.Symbol("x"),
    "infinite SymPy": sympy.oo,
    "complex SymPy": sympy.I,
    "set": {0.1, 0.2},
    "frozenset": frozenset((0.1,)),
    "dictionary": {0.1: 0.2},
    "generator": (x for x in (0.1, 0.2)),
    "iterator": iter([0.1]),
    "map": map(float, ["0.1"]),
    "zip": zip([0.1], [0.2], strict=True),
    "slice": slice(3),
    "function": len,
    "lambda": lambda: 0.1,
    "class": int,
    "object": object(),
    "exception": ValueError("0.1"),
    "module": np,
    "pattern": re.compile("a"),
    "date": datetime.date(2023, 1, 1),
    "datetime": datetime.datetime(2023, 1, 1),
    "timedelta": datetime.timedelta(1),
    "datetime64": np.datetime64("2023-01-01"),
    "timedelta64": np.timedelta64(1, "ns"),
    "dates": np.array(["2023-01-01"], "datetime64[D]"),
    "list of None": [None, 0.1],
    "list of texts": ["a", "b"],
    "list of both": ["a", 0.1],
    "list of dictionaries": [{}],
    "list of bytes": [b"a"],
    "ragged list": [[0.1], [0.1, 0.2]],
    "list with nan": [0.1, float("nan")],
    "list with inf": [0.1, float("inf")],
    "list of complex": [0.1, 1j],
    "texts as objects": np.array(["0.1"], dtype=object),
    "switches as objects": np.array([True], dtype=object),
    "switches": np.array([True, False]),
    "switches in a list": [True],
    "records": np.zeros(1, [("a", float)]),
    "named tuple": namedtuple("Pair", "a b")("a", 1),
    "masked array": np.ma.array([0.1, 0.2], mask=[True, False]),
    "memoryview of text": memoryview(b"ab").cast("c"),
    "double too large": np.longdouble("1e400"),
    "integer too large": 10**400,
}
RIGHT = (
    ("function", "function"),
    ("units", "dictionary"),
    ("grid", "dictionary"),
    *((name, "integer too large") for name in ("seed", "batch", "workers")),
)
PYTHONS_OWN = re.compile(
    r"not supported between|object is not|unhashable|real number, not|can't convert|unsupported "
    r"operand|has no attribute|has no len|could not convert|ambiguous|argument must be|invalid "
    r"literal|not iterable|not subscriptable|inhomogeneous|expected .* got|Traceback"
)
CASES = [(function, name) for function, good in GOOD.items() for name in good]


@pytest.mark.parametrize(("function", "name"), CASES)
def test_wrong_kinds(function, name):
    called = getattr(numerics, function)
    for kind, value in WRONG.items():
        if (value is None and name in NONE_IS_GOOD) or (name, kind) in RIGHT:
            continue
        with pytest.raises((ValueError, TypeError)) as caught:
            called(**GOOD[function] | {name: value})
        text = str(caught.value)
        assert re.search(SAID_OTHERWISE.get(name, name), text), (kind, text)
        assert not PYTHONS_OWN.search(text), (kind, text)


class Series:
    """What pandas and xarray have in common: it becomes an array where one is asked for."""

    def __init__(self, values):
        self.values = np.array(values)

    def __array__(self, dtype=None, copy=None):
        return self.values.astype(dtype or self.values.dtype)

    def __len__(self):
        return len(self.values)

    def __getitem__(self, place):
        return self.values[place]


NUMBERS = {
    "Fraction": Fraction(1, 4),
    "Decimal": Decimal("0.25"),
    "mpf": mpf("0.25"),
    "fmpq": np.array(float(fmpq(1, 4))),
    "SymPy": sympy.Rational(1, 4),
    "float32": np.float32(0.25),
    "float16": np.float16(0.25),
    "array without dimensions": np.array(0.25),
    "longdouble": np.longdouble(0.25),
    "array of objects": np.array([Fraction(1, 4)], dtype=object),
    "array that is not masked": np.ma.array([0.25], mask=[False]),
    "series": Series([0.25]),
    "list": [0.25],
    "tuple of tuples": ((0.25,),),
}
TAKE_ARRAYS = [
    "solve_gaps",
    "density_of_states",
    "minigap",
    "josephson_ratio",
    "phase_boundary",
    "mixed_phase_boundary",
    "renormalized_coupling",
]


@pytest.mark.parametrize("function", TAKE_ARRAYS)
@pytest.mark.parametrize("kind", NUMBERS)
def test_kinds_of_numbers(function, kind):
    called, good = getattr(numerics, function), GOOD[function]
    names = [name for name, value in good.items() if type(value) is float]
    for name in names:
        plain, found = (called(**good | {name: v}) for v in (0.25, NUMBERS[kind]))
        for field in ("metal", "energy", "value", "josephson"):
            if hasattr(plain, field):
                assert np.all(getattr(found, field) == getattr(plain, field)), name


def test_a_series_has_certified_digits():
    (found,) = numerics.minigap(Series([0.25]), 0.5, digits=20).energy
    assert found == numerics.minigap(0.25, 0.5, digits=20).energy
    by_decimal, by_text = (numerics.minigap(g, 0.5, digits=30) for g in (Decimal("0.1"), "0.1"))
    assert by_decimal.energy == by_text.energy


@pytest.mark.parametrize("wrong", [3, 2.0, True, "4", 11, 10.0, None])
def test_counts(wrong):
    with pytest.raises(ValueError, match=r"^rounds is .*: give an integer from 4 to 10$"):
        require_whole("rounds", wrong, 4, 10)
    for right in (4, np.int8(10)):
        require_whole("rounds", right, 4, 10)


def test_one_number():
    assert one_number("p", np.array(0.5)) == one_number("p", Fraction(1, 2)) == 0.5
    with pytest.raises(ValueError, match=r"p has the shape \(1,\): give one finite real number"):
        one_number("p", [0.5])
