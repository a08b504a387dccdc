"""The command `grains notebooks`: execute the notebooks, and store their outputs."""

import argparse
import sys
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from derive import FIRST
from numerics.command.options import FAILED, INTERRUPTED, OK, Commands, chosen, command
from numerics.command.results import guarded

NEEDED = ("nbclient", "nbformat", "ipykernel", "ipywidgets")
EXAMPLES = """\
examples:
  grains notebooks                     execute all of notebooks/*.ipynb and store their outputs
  grains notebooks 03_limits --check   execute one, and store nothing

Each runs from a clean kernel and is stored whole or not at all; an interrupt keeps what is
finished.  Read and change them with `jupyter lab notebooks/`.
"""


def add_notebooks(commands: Commands) -> None:
    notebooks = command(
        commands, "notebooks", "execute the notebooks and refresh their outputs", EXAMPLES
    )
    notebooks.add_argument("names", nargs="*", metavar="NAME", help="notebooks (default: all)")
    notebooks.add_argument("--check", action="store_true", help="only execute, store nothing")
    notebooks.add_argument(
        "--directory",
        type=Path,
        help="where the notebooks are (default: notebooks, or notebooks/NAME with --paper NAME)",
    )
    notebooks.set_defaults(run=partial(guarded, run_notebooks), parser=notebooks)


def run_notebooks(arguments: argparse.Namespace) -> int:
    folder = Path("notebooks", "" if arguments.paper == FIRST else arguments.paper)
    directory: Path = arguments.directory or folder
    found = {path.stem: path for path in sorted(directory.glob("*.ipynb"))}
    if not found:
        arguments.parser.error(
            f"no notebooks in {directory}: run from a copy of the repository, or give --directory"
        )
    arguments.names = [name.removesuffix(".ipynb") for name in arguments.names]
    names = chosen(arguments, found, "notebook")
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        arguments.parser.error(
            f"notebooks need {', '.join(missing)}: pip install '.[notebooks]' installs them"
        )
    from numerics.command.kernels import NotebookError, executed, refresh
    from numerics.run.progress import with_bar

    run = executed if arguments.check else refresh
    done, failures = 0, []
    try:
        for name in with_bar(names, len(names), lambda name: f"executing {name}"):
            try:
                run(found[name])
                done += 1
            except NotebookError as error:
                failures.append(str(error))
    except KeyboardInterrupt:
        print(f"interrupted: {done} of {len(names)} notebooks executed", file=sys.stderr)
        return INTERRUPTED
    for failure in failures:
        print(f"{arguments.parser.prog}: {failure}", file=sys.stderr)
    return FAILED if failures else OK
