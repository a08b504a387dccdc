"""The product of parameter values that a sweep runs over."""

import inspect
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

MOST_POINTS = 10**8


@dataclass(frozen=True)
class Grid:
    """Parameters by name: with many values, which are an axis each, and with one value."""

    names: tuple[str, ...]
    axes: Mapping[str, Array]
    constants: Mapping[str, Any]

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(values.size for values in self.axes.values())

    @property
    def size(self) -> int:
        return prod(self.shape)

    def columns(self, points: Array) -> dict[str, Array]:
        """The values of the axes at points numbered as in a flat array."""
        if not self.axes:
            return {}
        positions = np.unravel_index(points, self.shape)
        pairs = zip(self.axes.items(), positions, strict=True)
        return {name: values[at] for (name, values), at in pairs}

    def parameters(self, points: Array) -> dict[str, Any]:
        """The values of all parameters at these points."""
        values = self.columns(points) | dict(self.constants)
        return {name: values[name] for name in self.names}

    def description(self) -> dict[str, Any]:
        """All parameters as plain numbers, lists of numbers, and text."""
        return {name: values.tolist() for name, values in self.axes.items()} | dict(self.constants)


def grid_of(function: Callable[..., Any], parameters: Mapping[str, Any]) -> Grid:
    """The grid of these parameters.  Raises ValueError where the function cannot have them."""
    if not callable(function):
        raise ValueError(f"function is {function!r}: give a function")
    if not isinstance(parameters, Mapping):
        raise ValueError(f"grid is {parameters!r}: give a dictionary of values by name")
    _require_suitable(name_of(function), function, parameters)
    arrays = {name: _values(name, value) for name, value in parameters.items()}
    grid = Grid(
        tuple(arrays),
        {name: values for name, values in arrays.items() if values.ndim},
        {name: values.item() for name, values in arrays.items() if not values.ndim},
    )
    if grid.size > MOST_POINTS:
        raise ValueError(f"the grid has {grid.size} points: give {MOST_POINTS} at most")
    return grid


def _require_suitable(title: str, function: Callable[..., Any], names: Collection[str]) -> None:
    """ValueError where the function has no such parameter, or needs another one."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except ValueError:
        raise ValueError(
            f"function is {title}, whose parameters are not known: give one defined by `def`"
        ) from None
    known = {p.name for p in parameters if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)}
    needed = [p.name for p in parameters if p.name in known and p.default is p.empty]
    takes_any = any(p.kind is p.VAR_KEYWORD for p in parameters)
    unknown = [] if takes_any else [name for name in names if name not in known]
    missing = [name for name in needed if name not in names]
    if unknown or missing:
        wrong = f"takes no {unknown[0]}" if unknown else f"needs {missing[0]}"
        all_of_them = ", ".join(p.name for p in parameters)
        raise ValueError(f"{title} {wrong}: its parameters are {all_of_them}")


def _values(name: str, value: Any) -> Array:
    try:
        values = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} has rows of different lengths: give one list") from None
    if values.ndim > 1:
        raise ValueError(f"{name} has {values.ndim} dimensions: give one number or a list of them")
    if values.dtype.kind not in "biufcU":
        raise ValueError(f"{name} = {value!r}: give numbers, or text for an option")
    if values.dtype.kind in "fc" and not np.isfinite(values).all():
        raise ValueError(f"{name} has values that are not finite: give finite numbers")
    return values


def name_of(function: Callable[..., Any]) -> str:
    """Module and name of a function.  Raises ValueError for a callable that has none."""
    if not hasattr(function, "__qualname__"):
        raise ValueError(f"{function!r} has no name: give a function defined by `def`")
    return f"{function.__module__}.{function.__qualname__}"


def rows(columns: Mapping[str, Array]) -> list[dict[str, Any]]:
    """The numbers of each point; without columns there is one point."""
    if not columns:
        return [{}]
    return [
        dict(zip(columns, row, strict=True))
        for row in zip(*(values.tolist() for values in columns.values()), strict=True)
    ]
