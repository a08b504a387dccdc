"""A reader's claims: every Equation that a Python file defines."""

import runpy
import traceback
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from derive.record import Equation


def equations_of(path: str | Path) -> tuple[Equation, ...]:
    """The equations that a Python file defines, in order: alone, or in a list, tuple, dict or set.

    The file is run as a module that is not the main one.  An equation under two names counts
    once.  Raises ValueError, in one sentence, for a file that is not there, does not run, defines
    no equation, or gives two the same label.
    """
    file = Path(path)
    if not file.is_file():
        raise ValueError(f"there is no file {file}: give a Python file that defines equations")
    try:
        names = runpy.run_path(str(file), run_name=file.stem)
    except (Exception, SystemExit) as failure:
        raise ValueError(f"{file}{_line(failure, file)} {_why(failure)}") from failure
    found: dict[int, Equation] = {}
    for name, value in names.items():
        if not name.startswith("__"):
            found |= {id(equation): equation for equation in _equations(value)}
    labels = [equation.label for equation in found.values()]
    if not labels:
        raise ValueError(f"{file} defines no Equation: give one a name at the top of the file")
    if twice := sorted({label for label in labels if labels.count(label) > 1}):
        raise ValueError(f"{file} gives the label {', '.join(twice)} twice: labels are the keys")
    return tuple(found.values())


def _equations(value: Any) -> Iterable[Equation]:
    if isinstance(value, Equation):
        return [value]
    if isinstance(value, Mapping):
        value = value.values()
    elif not isinstance(value, list | tuple | set | frozenset):
        return []
    return [entry for entry in value if isinstance(entry, Equation)]


def _line(failure: BaseException, file: Path) -> str:
    """Where the file failed, as far as that is known."""
    if isinstance(failure, SyntaxError):
        return f", line {failure.lineno},"
    lines = [
        f.lineno for f in traceback.extract_tb(failure.__traceback__) if f.filename == str(file)
    ]
    return f", line {lines[-1]}," if lines else ""


def _why(failure: BaseException) -> str:
    if isinstance(failure, SyntaxError):
        return f"is no Python: {failure.msg}"
    if isinstance(failure, ValueError):
        return f"is refused: {failure}"
    return f"does not run: {type(failure).__name__}: {failure}"
