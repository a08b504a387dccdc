"""The commands that compute: `grains solve`, `spectrum`, `minigap`, `validity`, `sweep`.

A result goes to standard output as CSV or JSON, or to a file whose suffix says what it is to be.
Heavy libraries are imported where they are used.
"""

import argparse
import sys
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from numerics.command import ranges
from numerics.command.options import (
    FAILED,
    INTERRUPTED,
    OK,
    Commands,
    add_jobs,
    add_output,
    command,
    deliver,
    require_output,
)
from numerics.grains.commands.parameters import (
    add_axis,
    add_certified_digits,
    add_energies,
    add_eta,
    add_omega,
    parameters,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

DATA = (".csv", ".json", ".npz")
FIGURES = (".png", ".svg", ".pdf")
RESUMABLE = (".csv", ".npz")
FUNCTIONS = {
    "solve": ("numerics.grains.gaps.solve", "solve_gaps"),
    "spectrum": ("numerics.grains.gaps.states", "density_of_states"),
    "minigap": ("numerics.grains.gaps.minigap", "minigap"),
}

SOLVE_EXAMPLES = """\
examples:
  grains solve --omega log:1e-3:10:41 --gamma-m 0.2 --gamma-s 0.3
  grains solve --omega=-2:2:401 --gamma-m 0.2 --gamma-s 0.3 --axis real --eta 1e-3
  grains solve --omega 0.1 --gamma-m 0.2 --gamma-s 0.3 --digits 50 --format json
"""
SPECTRUM_EXAMPLES = """\
examples:
  grains spectrum --gamma-m 0.2 --gamma-s 0.3 -o spectrum.pdf
  grains spectrum --gamma-m 0.2 --gamma-s 0.3 --omega 0:2:401 > spectrum.csv
"""
MINIGAP_EXAMPLES = """\
examples:
  grains minigap --gamma-m 0.2 --gamma-s log:1e-4:1e2:61
  grains minigap --gamma-m 0.2 --gamma-s 0.3 --digits 100
"""
VALIDITY_EXAMPLES = """\
examples:
  grains validity 10-S-low -o validity.png
  grains validity 10-S-high --ratio 3 --gamma log:1e-3:1:31 --omega log:1e-3:1:31
"""
SWEEP_EXAMPLES = """\
examples:
  grains sweep solve --omega log:1e-6:10:1000 --gamma-m 0.2 --gamma-s log:1e-3:1:500 -o gaps.npz
  grains sweep minigap --gamma-m log:1e-3:10:40 --gamma-s log:1e-3:10:40 --digits 30 -o edge.csv

An interrupted sweep continues where it was when the same command is run again.
"""


def add_solve(commands: Commands) -> None:
    solve = command(commands, "solve", "solve the gap equations (21)", SOLVE_EXAMPLES)
    add_omega(solve, "frequencies", required=True)
    add_energies(solve)
    add_axis(solve)
    add_certified_digits(solve)
    add_results(solve, DATA)
    solve.set_defaults(run=partial(guarded, run_table), parser=solve, function="solve")


def add_minigap(commands: Commands) -> None:
    minigap = command(
        commands,
        "minigap",
        "the edge below which both densities of states vanish",
        MINIGAP_EXAMPLES,
    )
    add_energies(minigap)
    add_certified_digits(minigap)
    add_results(minigap, DATA)
    minigap.set_defaults(run=partial(guarded, run_table), parser=minigap, function="minigap")


def run_table(arguments: argparse.Namespace) -> int:
    require_results(arguments)
    from numerics.run.sweep import tabulate

    function = function_of(arguments)
    write_results(arguments, tabulate(function, parameters(arguments)), function)
    return OK


def add_spectrum(commands: Commands) -> None:
    spectrum = command(
        commands, "spectrum", "densities of states, the minigap marked", SPECTRUM_EXAMPLES
    )
    add_omega(spectrum, "frequencies (default: up to 2 Delta_0, dense at the gaps)")
    add_energies(spectrum)
    add_eta(spectrum)
    add_results(spectrum, (*FIGURES, *DATA))
    spectrum.set_defaults(run=partial(guarded, run_spectrum), parser=spectrum, function="spectrum")


def run_spectrum(arguments: argparse.Namespace) -> int:
    require_results(arguments)
    for name in ("gamma_m", "gamma_s"):
        if getattr(arguments, name).size > 1:
            arguments.parser.error(f"a spectrum needs one number for --{name.replace('_', '-')}")
    from numerics.grains.figures import states as figures
    from numerics.run.sweep import tabulate

    given = parameters(arguments)
    rates = {name: given[name] for name in ("gamma_m", "gamma_s", "delta0") if name in given}
    given = {"omega": figures.frequencies(**rates)} | given
    if is_figure(arguments):
        save_figure(arguments, figures.spectrum(**given))
    else:
        function = function_of(arguments)
        write_results(arguments, tabulate(function, given), function)
    return OK


def add_validity(commands: Commands) -> None:
    validity = command(
        commands,
        "validity",
        "how far a limit of (10), (11) can be trusted: its error on a map of energies",
        VALIDITY_EXAMPLES,
    )
    validity.add_argument("label", metavar="LABEL")
    for name, ratio in (("--gamma", "Gamma_S/Delta_0"), ("--omega", "omega/Delta_0")):
        validity.add_argument(
            name,
            type=ranges.energy_range,
            metavar="RANGE",
            help=f"{ratio} (default: seven decades)",
        )
    add_ratio(validity)
    validity.add_argument(
        "--form",
        choices=("printed", "derived"),
        default="printed",
        help="the paper's form, or the derived one with its next term (default: printed)",
    )
    add_results(validity, (*FIGURES, *DATA))
    validity.set_defaults(run=partial(guarded, run_validity), parser=validity)


def run_validity(arguments: argparse.Namespace) -> int:
    require_results(arguments)
    from numerics.grains.figures import states as figures
    from numerics.grains.gaps.validity import validity

    names = ("gamma", "omega", "ratio")
    given = {name: value.values() for name in names if (value := getattr(arguments, name))}
    found = validity(arguments.label, form=arguments.form, **given)
    if is_figure(arguments):
        save_figure(arguments, figures.validity_map(found))
    else:
        write_results(arguments, found.table(), validity)
    return OK


def add_sweep(commands: Commands) -> None:
    sweep = command(
        commands, "sweep", "compute over a large grid, on all cores; resumable", SWEEP_EXAMPLES
    )
    sweep.add_argument("function", choices=tuple(FUNCTIONS), help="what to compute")
    add_omega(sweep, "frequencies, for solve and spectrum")
    add_energies(sweep)
    add_axis(sweep)
    add_certified_digits(sweep)
    add_jobs(sweep)
    add_output(sweep)
    sweep.set_defaults(run=partial(guarded, run_sweep), parser=sweep, suffixes=RESUMABLE)


def run_sweep(arguments: argparse.Namespace) -> int:
    if arguments.output is None:
        arguments.parser.error("a sweep needs a file for its results: give -o FILE")
    require_results(arguments)
    for name in ("gamma_m", "gamma_s"):
        rates = getattr(arguments, name)
        if arguments.function == "solve" and min(rates.start, rates.stop) == 0:
            arguments.parser.error(
                f"--{name.replace('_', '-')}: {rates.text!r} contains the rate 0"
            )
    from concurrent.futures import BrokenExecutor

    from numerics.run.sweep import sweep

    try:
        sweep(
            function_of(arguments),
            parameters(arguments),
            output=arguments.output,
            workers=arguments.jobs,
        )
    except KeyboardInterrupt:
        print("interrupted: the same command continues from what is finished", file=sys.stderr)
        return INTERRUPTED
    except BrokenExecutor as error:
        return failed(arguments, error)
    return OK


def guarded(run: Callable[[argparse.Namespace], int], arguments: argparse.Namespace) -> int:
    """Run a command: exit 2 at a bad argument, 1 where there is no result."""
    parser: argparse.ArgumentParser = arguments.parser
    try:
        return run(arguments)
    except ValueError as error:
        parser.error(str(error))
    except (ArithmeticError, OSError) as error:
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


def add_ratio(command: argparse.ArgumentParser) -> None:
    help = "Gamma_M/Gamma_S (default: 1)"
    command.add_argument("--ratio", type=ranges.positive_energy, metavar="X", help=help)


def function_of(arguments: argparse.Namespace) -> Callable[..., Any]:
    module, name = FUNCTIONS[arguments.function]
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function


def require_results(arguments: argparse.Namespace) -> None:
    """Exit 2 where the output file could not be written, or its suffix is none of the command."""
    path = arguments.output
    if path is not None and path.suffix not in arguments.suffixes:
        arguments.parser.error(f"{path} must end in {', '.join(arguments.suffixes)}")
    require_output(arguments)


def is_figure(arguments: argparse.Namespace) -> bool:
    return arguments.output is not None and arguments.output.suffix in FIGURES


def save_figure(arguments: argparse.Namespace, axes: "Axes") -> None:
    from numerics.draw.axes import save

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


ADD = (add_solve, add_spectrum, add_minigap, add_validity, add_sweep)
