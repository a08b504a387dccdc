"""Options for the parameters of a computation, and the values that they give."""

import argparse
from typing import Any

from numerics.command import ranges
from numerics.command.options import digits

RANGES = """\
RANGE is a number, start:stop:count or log:start:stop:count.  Energies are in units of Delta_0,
or of what --delta0 is given in.
"""


def add_omega(command: argparse.ArgumentParser, help: str, required: bool = False) -> None:
    command.add_argument(
        "--omega", type=ranges.any_range, metavar="RANGE", help=help, required=required
    )


def add_energies(command: argparse.ArgumentParser) -> None:
    """Options for the rates and delta0, with a line on ranges in front of the examples."""
    for name, help in (
        ("--gamma-m", "rate Gamma_M, out of a superconducting grain"),
        ("--gamma-s", "rate Gamma_S, out of a metallic grain"),
    ):
        command.add_argument(
            name, type=ranges.energy_range, metavar="RANGE", help=help, required=True
        )
    command.add_argument(
        "--delta0",
        type=ranges.positive_energy,
        metavar="X",
        help="Delta_0 in your unit, which all energies then have (default: 1, their unit)",
    )
    command.epilog = f"{RANGES}\n{command.epilog}"


def add_eta(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--eta",
        type=ranges.energy,
        metavar="X",
        help="imaginary part of a real frequency (default: 0, the limit from above)",
    )


def add_axis(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--axis",
        choices=("matsubara", "real"),
        help="where the frequencies are (default: matsubara)",
    )
    add_eta(command)


def add_certified_digits(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--digits",
        type=digits,
        metavar="N",
        help="certify so many digits; arguments then stand for their decimal values "
        "(default: double precision)",
    )


def parameters(arguments: argparse.Namespace) -> dict[str, Any]:
    """The parameters of the function that were given."""
    exact = getattr(arguments, "digits", None) is not None
    given: dict[str, Any] = {}
    for name in ("omega", "gamma_m", "gamma_s", "delta0", "eta"):
        if value := getattr(arguments, name, None):
            given[name] = value.decimals() if exact else value.values()
    for name in ("axis", "digits"):
        if value := getattr(arguments, name, None):
            given[name] = value
    return given
