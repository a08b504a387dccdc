"""The command `grains coupling`: J_MS and alpha_MS of a bond, with figures."""

import argparse
import json
import math
import sys
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from numerics.command import quantities
from numerics.command.options import Commands, command
from numerics.command.quantities import Quantity
from numerics.command.results import FIGURES, guarded, is_figure, require_results
from numerics.grains.commands.parameters import add_certified_digits

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from numerics.grains.couplings.bond import Ratio

OK = 0
DOUBLE_DIGITS = 12
ONE_AXES, TWO_AXES = (6.4, 4.8), (6.4, 7.2)
GUARD_BITS = 32
HBAR_OVER_R = "hbar/(e^2 R_SM)"
DELTA_0 = "Delta_0"
TIME = "hbar/Delta_0"
EXAMPLES = """\
Energies without a unit are in units of Delta_0, and times in those of hbar/Delta_0.

examples:
  grains coupling --gamma-m 0.02 --gamma-s 0.01
  grains coupling --gamma-m 0.02 --gamma-s 0.01 --temperature 0.05 --format json
  grains coupling --gamma-m 24ueV --gamma-s 12ueV --delta0 1.2meV --resistance 5kohm
  grains coupling --gamma-m 0.02 --gamma-s 0.01 -o ratio.pdf
  grains coupling --gamma-m 2e-4 --gamma-s 1e-4 --draw alpha --tolerance 0.01 -o alpha.pdf
"""


class Scale(NamedTuple):
    """A unit, and what a result in natural units is multiplied by: factor/(2 pi)^turns."""

    factor: Fraction
    turns: int
    unit: str


class Row(NamedTuple):
    """One result; its number is a record with value and radius."""

    quantity: str
    gaps: str
    number: "Ratio"
    unit: str


def add_coupling(commands: Commands) -> None:
    coupling = command(
        commands,
        "coupling",
        "Josephson coupling and dissipation of a bond between unlike grains",
        EXAMPLES,
    )
    rates = {
        "--gamma-m": "rate Gamma_M, out of a superconducting grain",
        "--gamma-s": "rate Gamma_S, out of a metallic grain",
    }
    for name, help in rates.items():
        coupling.add_argument(
            name, type=quantities.positive_energy, metavar="X", help=help, required=True
        )
    coupling.add_argument(
        "--temperature",
        type=quantities.energy,
        default=Quantity(Fraction(0), ""),
        metavar="X",
        help="temperature, with Delta_0 as the gap there (default: 0)",
    )
    coupling.add_argument(
        "--delta0",
        type=quantities.energy_with_unit,
        metavar="X",
        help=f"Delta_0 with its unit: {', '.join(quantities.ENERGIES)}",
    )
    coupling.add_argument(
        "--resistance",
        type=quantities.resistance,
        metavar="X",
        help="normal-state resistance R_SM of the bond with its unit: "
        + ", ".join(quantities.RESISTANCES),
    )
    coupling.add_argument(
        "--tau",
        type=quantities.positive_number,
        metavar="X",
        help="imaginary time at which alpha_MS is read, for the gaps of (21) (default: "
        "1/sqrt(Gamma_S Delta_0), or 1/(2 T) if that is earlier)",
    )
    add_certified_digits(coupling)
    coupling.add_argument("--format", choices=("table", "json"), default="table")
    coupling.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help=f"draw a figure into FILE, which ends in {', '.join(FIGURES)}",
    )
    coupling.add_argument(
        "--draw",
        choices=("ratio", "alpha"),
        default="ratio",
        help="what -o draws: J_MS/J_SS against Gamma_S, at this ratio of the rates, or alpha_MS "
        "against tau, at these rates (default: ratio)",
    )
    coupling.add_argument(
        "--tolerance",
        type=quantities.positive_number,
        default=Quantity(Fraction(1, 10), ""),
        metavar="X",
        help="relative error to which --draw alpha marks where alpha_MS is good (default: 0.1)",
    )
    coupling.set_defaults(run=partial(guarded, run_coupling), parser=coupling, suffixes=FIGURES)


def run_coupling(arguments: argparse.Namespace) -> int:
    names = ("gamma_m", "gamma_s", "temperature")
    energies = {name: in_delta0(arguments, name) for name in names}
    require_results(arguments)
    require_tolerance(arguments)
    rows = results(arguments, energies)
    as_json = arguments.format == "json"
    sys.stdout.write(json_text(rows) if as_json else table(rows, arguments.digits))
    if is_figure(arguments):
        draw(arguments, energies)
    return OK


def require_tolerance(arguments: argparse.Namespace) -> None:
    """Exit 2 for a figure that has no file, or a tolerance outside 0 to 1."""
    if arguments.draw == "alpha" and arguments.output is None:
        arguments.parser.error("--draw alpha needs a file for the figure: give -o FILE")
    if not arguments.tolerance.number < 1:
        arguments.parser.error("--tolerance must be below 1")


def in_delta0(arguments: argparse.Namespace, name: str) -> Fraction:
    """An energy in units of Delta_0; exit 2 where its unit cannot be converted."""
    number, unit = getattr(arguments, name)
    if not unit:
        return number
    if arguments.delta0 is None:
        option = "--" + name.replace("_", "-")
        arguments.parser.error(f"{option} has the unit {unit}: give --delta0 with a unit, too")
    gap = arguments.delta0.number * quantities.ENERGIES[arguments.delta0.unit]
    return number * quantities.ENERGIES[unit] / gap


def scales(arguments: argparse.Namespace) -> tuple[Scale, Scale, Scale]:
    """Those of J_MS, J_MS/J_SS and alpha_MS; hbar/(e^2 R) is h/(e^2 R) over 2 pi."""
    gap = arguments.delta0 or Quantity(Fraction(1), DELTA_0)
    strength = Scale(Fraction(1), 0, HBAR_OVER_R)
    if arguments.resistance:
        ohms = arguments.resistance.number * quantities.RESISTANCES[arguments.resistance.unit]
        strength = Scale(quantities.PLANCK / quantities.CHARGE**2 / ohms, 1, "")
    energy = Scale(strength.factor * gap.number, strength.turns, f"{strength.unit} {gap.unit}")
    return energy, Scale(Fraction(1), 0, ""), strength


def results(arguments: argparse.Namespace, energies: dict[str, Fraction]) -> list[Row]:
    """J_MS, J_MS/J_SS and alpha_MS, for both kinds of gaps."""
    from numerics.grains.couplings import bond as couplings

    digits = arguments.digits
    number = Fraction if digits else float
    given: dict[str, Any] = {name: number(value) for name, value in energies.items()}
    time = number(arguments.tau.number) if arguments.tau else None
    rows = []
    for gaps, tau in (("self-consistent", time), ("frozen", None)):
        given |= {"gaps": gaps, "digits": digits}
        strength = couplings.dissipation_strength(**given, tau=tau)
        read_at = "" if strength.tau is None else f" at tau = {float(strength.tau):.6g} {TIME}"
        found = {
            "J_MS": couplings.josephson_coupling(**given),
            "J_MS/J_SS": couplings.josephson_ratio(**given),
            f"alpha_MS{read_at}": strength,
        }
        for (name, result), scale in zip(found.items(), scales(arguments), strict=True):
            rows.append(Row(name, gaps, scaled(result, scale, digits), scale.unit.strip()))
    return rows


def scaled(result: Any, scale: Scale, digits: int | None) -> "Ratio":
    """A result in another unit."""
    from numerics.grains.couplings.bond import Ratio

    if digits is None:
        return Ratio(float(result.value) * float(scale.factor) / math.tau**scale.turns)
    from flint import arb, fmpq

    from numerics.arithmetic.arguments import to_mpf
    from numerics.arithmetic.functions import ball_precision, bits_for

    with ball_precision(bits_for(digits) + GUARD_BITS):
        factor = fmpq(scale.factor.numerator, scale.factor.denominator)
        ball = arb(arb(result.value), arb(result.radius)) * factor / (2 * arb.pi()) ** scale.turns
        return Ratio(to_mpf(ball), to_mpf(ball.rad()))


def table(rows: list[Row], digits: int | None) -> str:
    """The rows in columns, their values to so many digits."""

    def decimal(value: Any) -> str:
        if digits is None:
            return f"{value:.{DOUBLE_DIGITS}g}"
        import mpmath

        return str(mpmath.nstr(value, digits))

    texts = [(row.quantity, row.gaps, decimal(row.number.value), row.unit) for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    lines = ("  ".join(map(str.ljust, cells, widths)).rstrip() for cells in texts)
    return "\n".join(lines) + "\n"


def json_text(rows: list[Row]) -> str:
    """A JSON list of the rows; certified numbers are text, with bounds that are rounded up."""
    from numerics.run.results import quantities as columns

    objects = []
    for row in rows:
        numbers = {name: column.item() for name, column in columns(row.number, "value").items()}
        objects.append({"quantity": row.quantity, "gaps": row.gaps, "unit": row.unit} | numbers)
    return json.dumps(objects, indent=2) + "\n"


def draw(arguments: argparse.Namespace, energies: dict[str, Fraction]) -> None:
    """The figure that was asked for."""
    from matplotlib.figure import Figure

    from numerics.draw.figure import save

    figure = Figure(layout="constrained")
    {"ratio": draw_ratio, "alpha": draw_alpha}[arguments.draw](figure, arguments, energies)
    save(figure, arguments.output)


def draw_ratio(
    figure: "Figure", arguments: argparse.Namespace, energies: dict[str, Fraction]
) -> None:
    """J_MS/J_SS with its limits, and their relative errors below."""
    from numerics.grains.figures import couplings as coupling_figures

    figure.set_size_inches(TWO_AXES)
    above, below = figure.subplots(2, 1, sharex=True)
    ratio = float(energies["gamma_m"] / energies["gamma_s"])
    options = {"rates": ratio, "temperature": float(energies["temperature"])}
    coupling_figures.ratio(**options, ax=above)
    coupling_figures.error(**options, ax=below)


def draw_alpha(
    figure: "Figure", arguments: argparse.Namespace, energies: dict[str, Fraction]
) -> None:
    """alpha_MS against tau, and where it is good."""
    from numerics.grains.figures import couplings as coupling_figures

    figure.set_size_inches(ONE_AXES)
    given = {name: float(value) for name, value in energies.items()}
    tolerance = float(arguments.tolerance.number)
    coupling_figures.strength(**given, tolerance=tolerance, ax=figure.subplots())
