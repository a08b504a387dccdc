"""The command `grains validity`."""

import argparse
from functools import partial

from numerics.command import ranges
from numerics.command.options import OK, Commands, command, deliver, require_output
from numerics.command.results import (
    DATA,
    FIGURES,
    add_results,
    guarded,
    is_figure,
    require_results,
    save_figure,
    write_results,
)

EXAMPLES = """\
examples:
  grains validity 10-S-low -o validity.png
  grains validity 10-S-high --ratio 3 --gamma log:1e-3:1:31 --omega log:1e-3:1:31
  grains validity 10-S-low --bound
"""


def add_validity(commands: Commands) -> None:
    validity = command(
        commands,
        "validity",
        "how far a limit of (10), (11) can be trusted: its error on a map of energies",
        EXAMPLES,
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
    validity.add_argument(
        "--bound",
        action="store_true",
        help="prove an error bound for all parameters of a region, instead of the map",
    )
    add_results(validity, (*FIGURES, *DATA))
    validity.set_defaults(run=partial(guarded, run_validity), parser=validity)


def run_validity(arguments: argparse.Namespace) -> int:
    if arguments.bound:
        return prove(arguments)
    require_results(arguments)
    from numerics.grains.figures.validity import validity_map
    from numerics.grains.gaps.validity import validity

    names = ("gamma", "omega", "ratio")
    given = {name: value.values() for name in names if (value := getattr(arguments, name))}
    found = validity(arguments.label, form=arguments.form, **given)
    if is_figure(arguments):
        save_figure(arguments, validity_map(found))
    else:
        write_results(arguments, found.table(), validity)
    return OK


def prove(arguments: argparse.Namespace) -> int:
    """The theorems of a label to standard output, or to a file of text."""
    require_output(arguments)
    from derive.papers import equation
    from numerics.grains.gaps.bounds import BOUNDS
    from numerics.judge.theorem import theorems
    from numerics.run.progress import working

    label = arguments.label
    if label not in BOUNDS:
        raise ValueError(f"{label!r} has no proved bound: give one of {', '.join(BOUNDS)}")
    with working(f"proving an error bound of ({label})"):
        found = theorems(equation(label))
    deliver(arguments, "\n".join(f"{text}\n" for text in found), complete=True)
    return OK


def add_ratio(command: argparse.ArgumentParser) -> None:
    help = "Gamma_M/Gamma_S (default: 1)"
    command.add_argument("--ratio", type=ranges.positive_energy, metavar="X", help=help)
