"""A function at every point of a grid of parameters, on many processes."""

import pickle
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from numerics.arithmetic.arguments import named, require_switch, require_whole
from numerics.run import batches, results, unfinished
from numerics.run.files import require_writable
from numerics.run.grid import Grid, grid_of, name_of, rows
from numerics.run.progress import progress_bar

Array = NDArray[Any]
Function = Callable[..., Any]

POINT = "point"  # the field of a block that numbers its points


def sweep(
    function: Function,
    grid: Mapping[str, Any],
    *,
    output: str | PathLike[str] | None = None,
    executor: Executor | None = None,
    workers: int | None = None,
    batch: int | None = None,
    pointwise: bool = False,
    units: Mapping[str, str] | None = None,
    progress: bool = True,
) -> Array:
    """Results of a function at every point of the product of its parameters' values.

    grid: for each parameter a 1-d array of values, or one number or text for all points.
    Returns a structured array with an axis for each array of the grid, in its order, and a
    field for each parameter and each result.  Numbers of mpmath become decimal text.

    The function is called with arrays of many points, which it must broadcast; with
    `pointwise` it is called with the numbers of one point at a time.  Points go in batches, of
    50 ms and more or of `batch` points, to an executor of the interface of
    `concurrent.futures`, by default to so many processes (one for each core).  Then the function
    must be one that can be imported, and a script needs `if __name__ == "__main__":`.  A batch
    whose process dies is run again; another executor sees to that itself.

    output: a .csv or .npz file for the results, with their units.  It is written when all
    points are finished; until then they are in `output.part`, from which the same call
    continues, whatever had stopped it.  units: for results that do not say their own.

    Raises ValueError before any work for a grid that does not suit the function or an output
    that belongs to something else, OSError for one that cannot be written, or into which another
    sweep is writing; later the
    ValueError or ArithmeticError of the function, with the point at which it fails, and
    BrokenExecutor where processes keep dying.
    """
    for name, value in (("pointwise", pointwise), ("progress", progress)):
        require_switch(name, value)
    if output is not None and not isinstance(output, str | PathLike):
        raise ValueError(f"output is {output!r}: give the path of a file")
    if not isinstance(units, Mapping | None):
        raise ValueError(f"units is {units!r}: give a dictionary of units by name")
    points = grid_of(function, grid)
    _require(function, batch, workers, executor)
    if not pointwise and name_of(function).startswith("numerics."):
        _require_values(function, points)
    task = partial(evaluate, function, points.constants, pointwise)
    run = partial(
        _completed, points, task, executor=executor, workers=workers, batch=batch, bar=progress
    )
    if output is None:
        return run([], lambda block: None)
    path = Path(output)
    part = path.with_name(f"{path.name}.part")
    results.require_suffix(path)
    require_writable(path)
    purpose = {"function": name_of(function), "pointwise": pointwise} | points.description()
    with unfinished.locked(part):
        if path.exists():
            values = _finished(path, function, points)
            part.unlink()  # a kill may have come between writing and removing
            return values
        blocks = unfinished.resume(part, purpose)
        try:
            values = run(blocks, partial(unfinished.append, part))
        except ValueError:
            if not blocks:
                part.unlink()  # it would stand in the way of better arguments
            raise
        known = {**results.units(function, values), **(units or {})}
        results.save(path, values, known, name_of(function))
        part.unlink()
    return values


def tabulate(function: Function, grid: Mapping[str, Any]) -> Array:
    """What `sweep` returns, computed here and now by one call of the function."""
    points = grid_of(function, grid)
    everywhere = np.arange(points.size)
    block, _ = evaluate(function, points.constants, False, everywhere, points.columns(everywhere))
    return _assembled(points, [block])


def _require(
    function: Function, batch: int | None, workers: int | None, executor: Executor | None
) -> None:
    """ValueError for what cannot be run."""
    for name, number in (("batch", batch), ("workers", workers)):
        if number is not None:
            require_whole(name, number, 1)
    if not isinstance(executor, Executor | None):
        raise ValueError(f"executor is {executor!r}: give one of the interface of Executor")
    if executor is not None and workers is not None:
        raise ValueError("workers are those of the executor: give one or the other")
    if executor is None:
        try:
            pickle.dumps(function)
        except (pickle.PicklingError, AttributeError, TypeError):
            raise ValueError(
                f"{name_of(function)} cannot be sent to another process: "
                "give a function that can be imported from a module"
            ) from None


def _require_values(function: Function, points: Grid) -> None:
    """ValueError for a value that a function of this project refuses, before the first point.

    These functions check every argument before any work, and arrays may be empty: each parameter
    is an empty array once, so that there is no work, and the others have all their values.
    """
    count = len(points.axes)
    columns = {
        name: values.reshape((1,) * i + (-1,) + (1,) * (count - i))
        for i, (name, values) in enumerate(points.axes.items())
    }
    numbers = [name for name, value in points.constants.items() if isinstance(value, float)]
    for name in (*columns, *numbers) if len(columns) + len(numbers) > 1 else ():
        function(**{**points.constants, **columns, name: np.empty(0)})


def _finished(path: Path, function: Function, points: Grid) -> Array:
    """The results in a finished file.  Raises ValueError where they are of another sweep."""
    values, source = results.load(path)
    expected = results.structured(points.parameters(np.arange(points.size))).reshape(points.shape)
    names = expected.dtype.names or ()
    same = source == name_of(function) and set(names) <= set(values.dtype.names or ())
    if not same or not all(np.array_equal(values[name], expected[name]) for name in names):
        raise ValueError(
            f"{path} holds another sweep, of {source}: remove it, or choose another output"
        )
    return values


def _completed(
    points: Grid,
    task: Callable[[Array, dict[str, Array]], tuple[Array, float]],
    blocks: list[Array],
    store: Callable[[Array], None],
    *,
    bar: bool,
    **how: Any,
) -> Array:
    """All results, from the blocks that there are and those that are computed and stored now."""
    if not points.size:
        blocks = [task(np.arange(0), points.columns(np.arange(0)))[0]]
    missing = np.setdiff1d(np.arange(points.size), _numbers(blocks))

    def submit(pool: Executor, batch: Array) -> batches.Outcome:
        return pool.submit(task, batch, points.columns(batch))

    with progress_bar(points.size, points.size - missing.size, bar) as advance:

        def keep(block: Array) -> None:
            store(block)
            blocks.append(block)
            advance(block.size)

        try:
            batches.run(missing, submit, keep, **how)
        except BrokenExecutor as error:
            left = np.setdiff1d(missing, _numbers(blocks))
            where = named({**rows(points.columns(left[:1]))[0], **points.constants})
            raise BrokenExecutor(
                f"workers died again and again; {left.size} points are left, the first at {where}"
            ) from error
    return _assembled(points, blocks)


def _numbers(blocks: Sequence[Array]) -> Array:
    """The points that are in the blocks."""
    return np.concatenate([np.arange(0), *(block[POINT] for block in blocks)])


def _assembled(points: Grid, blocks: Sequence[Array]) -> Array:
    """Parameters and results of all points, in the shape of the grid."""
    found = np.concatenate(blocks)
    _, order = np.unique(found[POINT], return_index=True)
    found = found[order]
    columns = points.parameters(found[POINT])
    columns |= {name: found[name] for name in found.dtype.names or () if name != POINT}
    return results.structured(columns).reshape(points.shape)


def evaluate(
    function: Function,
    constants: Mapping[str, Any],
    pointwise: bool,
    points: Array,
    columns: Mapping[str, Array],
) -> tuple[Array, float]:
    """In a worker: a block of results, and the seconds that they took."""
    started = time.perf_counter()
    if pointwise:
        each = [_at(function, point, constants) for point in rows(columns)]
        found = {name: np.array([one[name] for one in each]) for name in (each[0] if each else ())}
    else:
        found = _at_all(function, columns, constants)
    block = results.structured({POINT: points, **found})
    return block, time.perf_counter() - started


def _at_all(
    function: Function, columns: Mapping[str, Array], constants: Mapping[str, Any]
) -> dict[str, Array]:
    """Results at many points; an error is told with the first point at which it occurs."""
    try:
        return results.quantities(function(**columns, **constants), function.__name__)
    except (ValueError, ArithmeticError):
        for point in rows(columns):
            _at(function, point, constants)
        raise


def _at(
    function: Function, point: Mapping[str, Any], constants: Mapping[str, Any]
) -> dict[str, Array]:
    """Results at one point, which an error names."""
    try:
        return results.quantities(function(**point, **constants), function.__name__)
    except (ValueError, ArithmeticError) as error:
        kind = ValueError if isinstance(error, ValueError) else ArithmeticError
        where = named({**point, **constants})
        raise kind(f"{function.__name__} at {where}: {error}") from None
