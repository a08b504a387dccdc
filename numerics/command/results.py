"""Where the results of a command go: standard output, or a file whose suffix says what it is to be.

Heavy libraries are imported where they are used.
"""

import argparse
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from numerics.command.options import FAILED, add_output, deliver, require_output

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

DATA = (".csv", ".json", ".npz")
FIGURES = (".png", ".svg", ".pdf")
RESUMABLE = (".csv", ".npz")


def guarded(run: Callable[[argparse.Namespace], int], arguments: argparse.Namespace) -> int:
    """Run a command: exit 2 at a bad argument, 1 where there is no result.

    What cannot be written is for `cli.main`.
    """
    parser: argparse.ArgumentParser = arguments.parser
    try:
        return run(arguments)
    except ValueError as error:
        parser.error(str(error))
    except ArithmeticError as error:
        return failed(arguments, error)


def failed(arguments: argparse.Namespace, error: Exception) -> int:
    print(f"{arguments.parser.prog}: {error}", file=sys.stderr)
    return FAILED


def add_results(command: argparse.ArgumentParser, suffixes: tuple[str, ...]) -> None:
    command.add_argument(
        "--format",
        choices=("csv", "json"),
        default="csv",
        help="of standard output (default: csv)",
    )
    add_output(command)
    command.set_defaults(suffixes=suffixes)


def require_results(arguments: argparse.Namespace) -> None:
    """Exit 2 where the output file could not be written, or its suffix is none of the command."""
    path = arguments.output
    if path is not None and path.suffix not in arguments.suffixes:
        arguments.parser.error(f"{path} must end in {', '.join(arguments.suffixes)}")
    require_output(arguments)


def is_figure(arguments: argparse.Namespace) -> bool:
    return arguments.output is not None and arguments.output.suffix in FIGURES


def save_figure(arguments: argparse.Namespace, axes: "Axes") -> None:
    from numerics.draw.figure import save

    save(axes.figure, arguments.output)


def write_results(
    arguments: argparse.Namespace,
    values: "NDArray[Any]",
    function: Callable[..., Any],
    known: Mapping[str, str] | None = None,
) -> None:
    """Results to standard output in the format asked for, or to a file by its suffix.

    known: units, where the function does not answer a record that has them.
    """
    from numerics.run import results
    from numerics.run.grid import name_of

    units = {**results.units(function, values), **(known or {})}
    path = arguments.output
    if path is not None and path.suffix != ".json":
        results.save(path, values, units, name_of(function))
        return
    in_csv = path is None and arguments.format == "csv"
    text = results.csv_text(values, units) if in_csv else results.json_text(values, units)
    deliver(arguments, text, complete=True)
