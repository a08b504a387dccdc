"""The command `grains validity`."""

import argparse
from functools import partial

from numerics.command import ranges
from numerics.command.options import OK, Commands, command
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
    add_results(validity, (*FIGURES, *DATA))
    validity.set_defaults(run=partial(guarded, run_validity), parser=validity)


def run_validity(arguments: argparse.Namespace) -> int:
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


def add_ratio(command: argparse.ArgumentParser) -> None:
    help = "Gamma_M/Gamma_S (default: 1)"
    command.add_argument("--ratio", type=ranges.positive_energy, metavar="X", help=help)
