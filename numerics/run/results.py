"""Results in columns, each with a name and a unit: as CSV, JSON or an .npz archive.

Results are structured arrays.  In text a complex column becomes two, `_re` and `_im`, and a
double has the digits that lead back to it.  Numbers of mpmath are text from the start.
"""

import csv
import io
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from decimal import ROUND_CEILING, Context, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, get_type_hints
from zipfile import BadZipFile

import mpmath
import numpy as np
from mpmath.libmp import to_rational
from numpy.typing import NDArray

from numerics.run.files import whole_file

Array = NDArray[Any]
Units = Mapping[str, str]

RADIUS = "radius"
SUFFIXES = (".csv", ".npz")


def units(function: Callable[..., Any], values: Array) -> dict[str, str]:
    """Units of the parameters and results of a function that returns a record.

    A record says the units of its fields in their metadata.  It may have two class variables:
    `parameters`, the units of a function's parameters by name, and `scales`, for units that are
    what a parameter says: its name, and the unit where that parameter is no column of the values.
    """
    try:
        record = get_type_hints(function).get("return")
    except NameError:  # annotated with a name that only type checkers import
        record = None
    if not is_dataclass(record):
        return {}
    known = dict(getattr(record, "parameters", {}))
    known |= {f.name: f.metadata["unit"] for f in fields(record) if "unit" in f.metadata}
    columns = values.dtype.names or ()
    for unit, (parameter, without) in getattr(record, "scales", {}).items():
        said = f"the unit of {parameter}" if parameter in columns else without
        known = {name: said if word == unit else word for name, word in known.items()}
    return known


def quantities(result: Any, name: str) -> dict[str, Array]:
    """The columns of what a function returned: the fields of a record, or one of this name.

    Numbers of mpmath become decimal text.  A field `radius`, which bounds the errors of the
    others, says how many digits they have; it takes in what they lose, and is rounded up.
    """
    values = {name: result}
    if is_dataclass(result):
        values = {field.name: getattr(result, field.name) for field in fields(result)}
    arrays = {key: np.asarray(value) for key, value in values.items() if value is not None}
    columns = {key: array for key, array in arrays.items() if array.dtype != object}
    exact = {
        column: numbers
        for key, array in arrays.items()
        if array.dtype == object
        for column, numbers in _fractions(key, array).items()
    }
    radius = exact.pop(RADIUS, Fraction(0))
    total = radius
    for column, numbers in exact.items():
        columns[column] = _each(_decimal, numbers, radius)
        total = total + _each(_loss, columns[column], numbers)
    return columns | ({RADIUS: _each(_rounded_up, total)} if RADIUS in arrays else {})


def _fractions(name: str, values: Array) -> dict[str, Array]:
    """Numbers of mpmath as fractions, complex ones in two columns."""
    parts = {"": "real"}
    if any(isinstance(number, mpmath.mpc) for number in values.flat):
        parts = {"_re": "real", "_im": "imag"}
    return {
        name + suffix: _each(lambda number, part=part: _fraction(getattr(number, part)), values)
        for suffix, part in parts.items()
    }


def _fraction(number: Any) -> Fraction:
    return Fraction(*map(int, to_rational(number._mpf_)))


def _each(function: Callable[..., Any], *values: Any) -> Array:
    """The function of each entry of arrays that broadcast: an array of objects, or of text."""
    points = np.broadcast(*values)
    entries = [function(*point) for point in points]
    text = all(isinstance(entry, str) for entry in entries)
    return np.array(entries, dtype=str if text else object).reshape(points.shape)


def _decimal(number: Fraction, radius: Fraction) -> str:
    """Decimal text to two places beyond the radius, or without a radius what the bits tell."""
    if radius:
        places = Decimal(int(abs(number) / radius)).adjusted() + 3
    else:
        places = int(number.numerator.bit_length() * math.log10(2)) + 2
    return _divided(number, Context(prec=places))


def _rounded_up(number: Fraction) -> str:
    return _divided(number, Context(prec=3, rounding=ROUND_CEILING))


def _divided(number: Fraction, context: Context) -> str:
    return str(context.divide(Decimal(number.numerator), Decimal(number.denominator)))


def _loss(text: str, number: Fraction) -> Fraction:
    return abs(Fraction(Decimal(text)) - number)


def structured(columns: Mapping[str, Any]) -> Array:
    """One structured array of columns that broadcast."""
    arrays = np.broadcast_arrays(*columns.values())
    dtype = [(name, array.dtype) for name, array in zip(columns, arrays, strict=True)]
    values = np.empty(arrays[0].shape, dtype)
    for name, array in zip(columns, arrays, strict=True):
        values[name] = array
    return values


def _text_columns(values: Array) -> dict[str, list[Any]]:
    """Plain numbers and text by the name of their column, complex numbers in two columns."""
    columns: dict[str, Array] = {}
    for name in values.dtype.names or ():
        column = values[name].ravel()
        parts = (
            {"_re": column.real, "_im": column.imag} if column.dtype.kind == "c" else {"": column}
        )
        columns |= {name + suffix: part for suffix, part in parts.items()}
    return {name: column.tolist() for name, column in columns.items()}


def _unit_of(column: str, known: Units) -> str:
    return known.get(column) or known.get(column.removesuffix("_re").removesuffix("_im"), "")


def csv_text(values: Array, known: Units) -> str:
    """One line for each point, below names with units."""
    columns = _text_columns(values)
    titles = [f"{name} [{unit}]" if (unit := _unit_of(name, known)) else name for name in columns]
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(titles)
    lines.writerows(zip(*columns.values(), strict=True))
    return text.getvalue()


def json_text(values: Array, known: Units) -> str:
    """Units, and one object for each point; what is not finite is text."""
    columns = _text_columns(values)
    finite = [
        [v if not isinstance(v, float) or math.isfinite(v) else str(v) for v in column]
        for column in columns.values()
    ]
    points = [dict(zip(columns, row, strict=True)) for row in zip(*finite, strict=True)]
    named = {name: _unit_of(name, known) for name in columns}
    return json.dumps({"units": named, "points": points}, indent=1) + "\n"


def require_suffix(path: Path) -> None:
    """ValueError for a file that is neither .csv nor .npz."""
    if path.suffix not in SUFFIXES:
        raise ValueError(f"{path}: results are written as {' or '.join(SUFFIXES)}")


def save(path: Path, values: Array, known: Units, source: str) -> None:
    """Write results and where they come from, whole or not at all, by the suffix of the file."""
    require_suffix(path)
    with whole_file(path) as draft:
        if path.suffix == ".npz":
            named = [(name, _unit_of(name, known)) for name in values.dtype.names or ()]
            np.savez(draft, results=values, units=np.array(named), source=np.array(source))
            return
        header = {"source": source, "shape": values.shape, "dtype": values.dtype.descr}
        draft.write_text(f"# {json.dumps(header)}\n{csv_text(values, known)}", encoding="utf-8")


def load(path: Path) -> tuple[Array, str]:
    """Results and their source, from a file that `save` wrote.  Raises ValueError for others."""
    require_suffix(path)
    try:
        return _load_npz(path) if path.suffix == ".npz" else _load_csv(path)
    except (ValueError, KeyError, TypeError, EOFError, StopIteration, BadZipFile) as error:
        raise ValueError(f"{path} does not hold results of a sweep: {error}") from None


def _load_npz(path: Path) -> tuple[Array, str]:
    with path.open("rb") as file, np.load(file) as archive:
        return archive["results"], str(archive["source"])


def _load_csv(path: Path) -> tuple[Array, str]:
    with path.open(encoding="utf-8", newline="") as file:
        header = json.loads(next(file).removeprefix("# "))
        lines = csv.reader(file)
        next(lines)
        columns = iter(zip(*lines, strict=True))
        dtype = np.dtype([(name, kind) for name, kind in header["dtype"]])
        values = np.empty(math.prod(header["shape"]), dtype)
        for name in dtype.names or ():
            values[name] = _parsed(dtype[name], columns)
    return values.reshape(header["shape"]), header["source"]


def _parsed(dtype: np.dtype[Any], columns: Any) -> Array:
    """The next column, or the next two for complex numbers."""
    column = np.array(next(columns, ()))
    if dtype.kind == "c":
        parts = np.stack([column, np.array(next(columns, ()))], axis=-1)
        return parts.astype(float).view(complex)[:, 0]
    return column == "True" if dtype.kind == "b" else column.astype(dtype)
