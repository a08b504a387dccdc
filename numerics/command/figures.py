"""The command `grains figures`: a picture of every figure."""

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from numerics.command.judging import the_paper
from numerics.command.options import INTERRUPTED, OK, Commands, chosen, command, require_directory
from numerics.command.results import FIGURES as SUFFIXES
from numerics.command.results import guarded

EXAMPLES = """\
examples:
  grains figures docs/figures          every figure, as the README shows it
  grains figures . spectrum gaps --format pdf

The same figure is the same file, byte for byte, with the same version of Matplotlib.
"""


def add_figures(commands: Commands) -> None:
    figures = command(commands, "figures", "draw a picture of every figure", EXAMPLES)
    figures.add_argument("directory", type=Path, metavar="DIRECTORY")
    figures.add_argument(
        "names", nargs="*", default=[], metavar="NAME", help="figures (default: all)"
    )
    figures.add_argument(
        "--format",
        choices=tuple(suffix.removeprefix(".") for suffix in SUFFIXES),
        default="svg",
        help="default: %(default)s",
    )
    figures.set_defaults(run=partial(guarded, run_figures), parser=figures)


def run_figures(arguments: argparse.Namespace) -> int:
    from numerics.draw.figure import Figure, draw
    from numerics.judge.papers import handed_in
    from numerics.run.progress import with_bar

    paper = the_paper(arguments)
    handed: Sequence[Figure] = handed_in(paper.name, "FIGURES", ())
    figures = {figure.name: figure for figure in handed}
    if not figures:
        arguments.parser.error(f"the paper {paper.name} has no figures")
    names = chosen(arguments, figures, "figure")
    require_directory(arguments, arguments.directory)
    drawn = 0
    try:
        for name in with_bar(names, len(names), lambda name: f"drawing {name}"):
            draw(figures[name], arguments.directory / f"{name}.{arguments.format}")
            drawn += 1
    except KeyboardInterrupt:
        print(f"interrupted: {drawn} of {len(names)} figures drawn", file=sys.stderr)
        return INTERRUPTED
    return OK
