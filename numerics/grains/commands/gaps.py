"""The commands that solve the gap equations: `grains solve`, `spectrum`, `minigap`, `sweep`.

Heavy libraries are imported where they are used.
"""

import argparse
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from numerics.command.options import (
    INTERRUPTED,
    OK,
    Commands,
    add_jobs,
    add_output,
    command,
)
from numerics.command.results import (
    DATA,
    FIGURES,
    RESUMABLE,
    add_results,
    failed,
    guarded,
    is_figure,
    require_results,
    save_figure,
    write_results,
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
    pass

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


def function_of(arguments: argparse.Namespace) -> Callable[..., Any]:
    module, name = FUNCTIONS[arguments.function]
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function
