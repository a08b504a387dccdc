"""The command `grains phase-diagram`: Fig. 1 of the paper, computed."""

import argparse
import sys
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
from numerics.grains.commands.validity import add_ratio

EXAMPLES = """\
alpha is h/(2 e^2 R) of the bond between normal metals; the axes are those of the pure array.

examples:
  grains phase-diagram -o fig1.pdf
  grains phase-diagram --gamma 0.01 --ratio 2 --format csv > boundaries.csv
  grains phase-diagram --cut 0.5 --cut 1.5 -o cuts.pdf
  grains phase-diagram --normalisations
"""
UNITS = {"alpha": "1", "rsj": "E_0", "mixed": "E_0", "printed": "E_0"}
CUT_UNITS = {"alpha": "1", "josephson": "E_0", "renormalized": "J"}


def add_phase_diagram(commands: Commands) -> None:
    phases = command(
        commands,
        "phase-diagram",
        "where superconducting order is lost, in the pure and in the mixed array",
        EXAMPLES,
    )
    phases.add_argument(
        "--gamma",
        type=ranges.positive_energy,
        metavar="X",
        help="Gamma_S/Delta_0, below 1 (default: 0.1)",
    )
    add_ratio(phases)
    phases.add_argument(
        "--alpha",
        type=ranges.energy_range,
        metavar="RANGE",
        help="alpha of the pure array, for data (default: to the end of both boundaries)",
    )
    phases.add_argument(
        "--cut",
        type=ranges.energy,
        action="append",
        metavar="ALPHA",
        help="J_R/J against J/E_0 at this alpha instead, for several where it is repeated",
    )
    phases.add_argument("--cutoff", action="store_true", help="in a cut, (28) in place of (27)")
    phases.add_argument(
        "--normalisations",
        action="store_true",
        help="print what alpha means in each equation, and which resistance is critical",
    )
    add_results(phases, (*FIGURES, *DATA))
    phases.set_defaults(run=partial(guarded, run_phase_diagram), parser=phases)


def run_phase_diagram(arguments: argparse.Namespace) -> int:
    require_results(arguments)
    if arguments.normalisations:
        sys.stdout.write(normalisations())
        return OK
    from numerics.grains.figures import phases as figures
    from numerics.run.results import structured

    if arguments.cut:
        alphas = [float(value.values()) for value in arguments.cut]
        if is_figure(arguments):
            save_figure(arguments, figures.renormalization(alphas, cutoff=arguments.cutoff))
        else:
            table = figures.cut_table(alphas, cutoff=arguments.cutoff)
            write_results(arguments, structured(table), figures.cut_table, CUT_UNITS)
        return OK
    given = {"gamma": arguments.gamma, "rates": arguments.ratio}
    given = {name: float(value.values()) for name, value in given.items() if value}
    if is_figure(arguments):
        save_figure(arguments, figures.phase_diagram(**given))
    else:
        wanted = arguments.alpha.values() if arguments.alpha else None
        table = figures.boundary_table(**given, alphas=wanted)
        write_results(arguments, structured(table), figures.boundary_table, UNITS)
    return OK


def normalisations() -> str:
    """h/(2 e^2 R) at alpha = 1, the critical alpha, and R at alpha = 1, by equation."""
    from numerics.grains.phases.alphas import alpha_at_one, critical_alphas, critical_resistances

    alphas, resistances = critical_alphas(), critical_resistances()
    titles = ("equation", "h/(2 e^2 R) at alpha = 1", "critical alpha", "R at alpha = 1 [h/e^2]")
    rows = [titles] + [
        (label, str(alpha_at_one(label)), str(alphas[label]), str(resistances[label]))
        for label in alphas
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
    return "\n".join(lines) + "\n"
