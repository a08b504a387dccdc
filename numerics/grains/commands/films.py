"""The commands `grains film` and `grains strips`: random films, and alternating strips."""

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from numerics.command import ranges
from numerics.command.options import INTERRUPTED, OK, Commands, add_jobs, command, whole_number
from numerics.command.results import (
    DATA,
    FIGURES,
    RESUMABLE,
    add_results,
    failed,
    guarded,
    is_figure,
    require_results,
    write_results,
)
from numerics.grains.films import options as films

if TYPE_CHECKING:
    from numerics.grains.films.bonds import BondModel
    from numerics.grains.films.disorder import Disorder
    from numerics.grains.films.strips import StripTransitions

COUNTS, SEEDS = range(2, 100_001), range(2**32)
WIDTHS, REACHES = range(1, 1001), range(10**6)
FILM_EXAMPLES = """\
Energies and rates are in units of Delta_0.  RANGE is a number, start:stop:count or
log:start:stop:count.

examples:
  grains film --p 0.65 --gamma log:0.002:0.05:30
  grains film --p 0.65 --gamma log:0.002:0.05:30 -o film.pdf   phases and conductance
  grains film --p 0.65 --gamma 0.012 --size 100 -o film.png    a picture of one film
  grains film --p 0.65 --gamma log:0.002:0.05:200 --size 300 --raw samples.npz -o film.csv

With --raw, an interrupted run continues where it was when the same command is run again.
"""
STRIPS_EXAMPLES = """\
Energies and rates are in units of Delta_0.  RANGE is a number, start:stop:count or
log:start:stop:count.

examples:
  grains strips --gamma log:0.0002:0.02:40 -o strips.pdf
  grains strips --gamma log:0.0002:0.02:40 --mixed quasiparticles -o strips.pdf
  grains strips --superconducting 4 --metallic 1 --sigma 0.3 --gamma log:0.0002:0.02:20
"""


def add_film(commands: Commands) -> None:
    film = command(
        commands,
        "film",
        "films of random grains: their state and conductance against the mean rate",
        FILM_EXAMPLES,
    )
    help = "share of metallic grains, 0 to 1"
    film.add_argument("--p", type=ranges.number, metavar="X", required=True, help=help)
    _add_gamma(film)
    _add_number(film, "--size", films.SIZE, films.SIZES, "L x L grains", metavar="L")
    _add_samples(film, films.SIGMA)
    _add_model(film)
    _add_run(film)
    film.set_defaults(run=partial(guarded, run_film), parser=film)


def add_strips(commands: Commands) -> None:
    strips = command(
        commands,
        "strips",
        "alternating strips: conductance along and across them against the mean rate",
        STRIPS_EXAMPLES,
    )
    _add_gamma(strips)
    for name, default, allowed, help in (
        ("--superconducting", 2, WIDTHS, "width of a superconducting strip, in grains"),
        ("--metallic", 2, WIDTHS, "width of a metallic strip, in grains"),
        (
            "--pairs",
            films.PAIRS,
            WIDTHS,
            "strips of each kind; one superconducting strip more closes them",
        ),
        ("--length", films.LENGTH, films.SIZES, "length of the strips, in grains"),
    ):
        _add_number(strips, name, default, allowed, help)
    _add_samples(strips, films.STRIP_SIGMA)
    _add_model(strips)
    _add_run(strips)
    strips.set_defaults(run=partial(guarded, run_strips), parser=strips)


def run_film(arguments: argparse.Namespace) -> int:
    _require(arguments)
    gamma, model, disorder = _values(arguments)
    if is_figure(arguments) and gamma.size == 1:
        from numerics.draw.figure import save
        from numerics.grains.figures.films import film_picture

        save(film_picture(arguments.p, gamma[0], arguments.size, model, disorder), arguments.output)
        return OK

    from numerics.grains.figures.films import film_figure
    from numerics.grains.films.samples import UNITS, film_averages

    given = {"p": arguments.p, "size": arguments.size}
    return _averaged(arguments, film_averages, UNITS, film_figure, given)


def run_strips(arguments: argparse.Namespace) -> int:
    _require(arguments)
    gamma, model, disorder = _values(arguments)
    if is_figure(arguments) and gamma.size == 1:
        arguments.parser.error("a figure needs a range of rates for --gamma")

    from dataclasses import asdict

    from numerics.grains.figures.films import strip_figure
    from numerics.grains.films.strips import UNITS, strip_averages, strip_transitions

    names = ("superconducting", "metallic", "pairs", "length")
    shape = {name: getattr(arguments, name) for name in names}
    found = strip_transitions(**shape, **asdict(disorder), **asdict(model))
    _report(found)
    title = (
        f"strips of {arguments.superconducting} superconducting and {arguments.metallic} metallic "
        f"rows\nbonds between unlike grains: {arguments.mixed}"
    )
    figure = partial(strip_figure, found=found, title=title)
    return _averaged(arguments, strip_averages, UNITS, figure, shape)


def _add_gamma(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--gamma", type=ranges.energy_range, metavar="RANGE", required=True, help="mean rate"
    )


def _add_samples(command: argparse.ArgumentParser, sigma: float) -> None:
    command.add_argument(
        "--sigma",
        type=ranges.number,
        default=sigma,
        metavar="X",
        help="standard deviation of the rates over their mean, below 1 (default: %(default)s)",
    )
    command.add_argument(
        "--distribution",
        choices=get_args(films.Distribution),
        default=get_args(films.Distribution)[0],
        help="of the rates (default: %(default)s)",
    )
    _add_number(command, "--samples", films.SAMPLES, COUNTS, "number of films")
    _add_number(command, "--seed", 0, SEEDS, "seed of the first film; the others follow")


def _add_model(command: argparse.ArgumentParser) -> None:
    for name, default, help in (
        ("--charging", films.CHARGING, "charging energy E_0"),
        ("--spacing", films.SPACING, "level spacing delta of a grain, per spin"),
    ):
        help = f"{help} (default: {default:g})"
        command.add_argument(name, type=ranges.number, default=default, metavar="X", help=help)
    command.add_argument(
        "--couplings",
        choices=get_args(films.BondCouplings),
        default=get_args(films.BondCouplings)[0],
        help="J_MS and alpha_MS from the gaps of (21), or the asymptotics of (15) "
        "(default: %(default)s)",
    )
    command.add_argument(
        "--unshunted",
        action="store_true",
        help="alpha_SS = 0, as for gapped quasi-particles (default: alpha_MM, as in the RSJ model)",
    )
    command.add_argument(
        "--mixed",
        choices=get_args(films.Mixed),
        default=get_args(films.Mixed)[0],
        help="what a bond between unlike grains is without proximity effect (default: %(default)s)",
    )
    help = "bonds between metallic grains over which the proximity effect reaches"
    _add_number(command, "--reach", 0, REACHES, help)


def _add_number(
    command: argparse.ArgumentParser,
    name: str,
    default: int,
    allowed: range,
    help: str,
    metavar: str = "N",
) -> None:
    command.add_argument(
        name,
        type=partial(whole_number, allowed=allowed),
        default=default,
        metavar=metavar,
        help=f"{help} (default: %(default)s)",
    )


def _add_run(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--raw", type=Path, metavar="FILE", help="keep every sample in FILE, .csv or .npz"
    )
    add_jobs(command)
    add_results(command, (*FIGURES, *DATA))


def _require(arguments: argparse.Namespace) -> None:
    """Exit 2 where a file could not be written."""
    from numerics.run.files import require_writable

    require_results(arguments)
    if arguments.raw is None:
        return
    if arguments.raw.suffix not in RESUMABLE:
        arguments.parser.error(f"{arguments.raw} must end in {', '.join(RESUMABLE)}")
    try:
        require_writable(arguments.raw)
    except OSError as error:
        arguments.parser.error(str(error))


def _values(arguments: argparse.Namespace) -> tuple[Any, "BondModel", "Disorder"]:
    """The rates, the model, and how the rates of bonds are drawn."""
    from numerics.grains.films.bonds import BondModel
    from numerics.grains.films.disorder import Disorder
    from numerics.grains.films.samples import rates_of

    model = BondModel(
        charging=arguments.charging,
        spacing=arguments.spacing,
        couplings=arguments.couplings,
        shunted=not arguments.unshunted,
        mixed=arguments.mixed,
        reach=arguments.reach,
    )
    disorder = Disorder(arguments.sigma, arguments.distribution, arguments.seed)
    return rates_of(arguments.gamma.values()), model, disorder


def _averaged(
    arguments: argparse.Namespace, average: Any, units: Any, figure: Any, given: dict[str, Any]
) -> int:
    """Average over the samples, and write the table or draw it."""
    from concurrent.futures import BrokenExecutor
    from dataclasses import asdict

    gamma, model, disorder = _values(arguments)
    how = {"samples": arguments.samples, "workers": arguments.jobs, "output": arguments.raw}
    try:
        table = average(gamma, **given, **asdict(disorder), **asdict(model), **how)
    except KeyboardInterrupt:
        kept = f": the same command continues from {arguments.raw}.part" if arguments.raw else ""
        print(f"interrupted{kept}", file=sys.stderr)
        return INTERRUPTED
    except BrokenExecutor as error:
        return failed(arguments, error)
    if is_figure(arguments):
        from numerics.draw.figure import save

        save(figure(table, model), arguments.output)
    else:
        write_results(arguments, table, average, units)
    return OK


def _report(found: "StripTransitions") -> None:
    """The windows of the first film, to standard error."""
    windows = {
        "superconducting along the strips, not across": found.anisotropic,
        "superconducting along the strips, metallic across": found.metallic_across,
    }
    for words, window in windows.items():
        rates = "at no rate" if window is None else "{:.6g} <= Gamma < {:.6g}".format(*window)
        print(f"{words}: {rates}", file=sys.stderr)
