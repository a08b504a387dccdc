"""The command `grains`.

Each subcommand is one function that adds its parser and one that runs it and returns the exit
code.  Heavy libraries are imported where they are used: `grains --help` starts without them.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from derive import FIRST
from derive.modules import UnknownPaper
from numerics.command.errata import add_errata
from numerics.command.figures import add_figures
from numerics.command.findings import add_findings
from numerics.command.notebooks import add_notebooks
from numerics.command.options import FAILED, INTERRUPTED, Parser, Version, joined
from numerics.command.report import add_report
from numerics.command.verify import add_latex, add_list, add_show, add_verify
from numerics.judge.papers import handed_in

EXAMPLES = """\
examples:
  grains verify                        judge every equation of the paper
  grains verify 21a 21b --digits 200   two equations, to 200 digits
  grains verify mine.py                every equation that a file of your own defines
  grains show 21b                      one equation: printed, derived, and how it follows
  grains latex limits -o limits.tex    LaTeX of the limits, to \\input
  grains errata                        the slips of the paper, and what each of them changes
  grains report -o companion.pdf       the whole paper, equation by equation
  grains --paper bcs list              the equations of another paper
"""
END = """
A label is the number in the paper, with a suffix where one number holds several statements: 21
stands for 21a and 21b, 10-13 for all from (10) to (13).
exit code: 0 done, every derivation established; 1 one is not, or no result; 2 wrong usage;
130 interrupted
"""
ENGINE = (
    add_verify,
    add_list,
    add_show,
    add_latex,
    add_findings,
    add_errata,
    add_report,
    add_figures,
    add_notebooks,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    sys.path.append(os.getcwd())  # where a paper of the reader's own may lie
    paper, words = paper_of(joined(sys.argv[1:] if argv is None else argv))
    try:
        top = parser(paper)
    except UnknownPaper as error:
        Parser(prog="grains").error(str(error))
    arguments = top.parse_args(words, argparse.Namespace(paper=paper))
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return FAILED
    except OSError as error:  # a full disk
        _discard_output()
        place = error.filename or getattr(arguments, "output", None) or "standard output"
        said = f"cannot write {place}: {error.strerror}" if error.strerror else str(error)
        print(f"{arguments.parser.prog}: {said}", file=sys.stderr)
        return FAILED
    return code


def _discard_output() -> None:
    """Send what is left for standard output nowhere: at its end Python would try once more."""
    with suppress(io.UnsupportedOperation):  # output that a test keeps has no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def paper_of(words: Sequence[str]) -> tuple[str, list[str]]:
    """The paper that the words name, wherever they do, and the other words.

    It decides what commands there are, so that it is read before all else.
    """
    for place, word in enumerate(words):
        if word.startswith("--paper="):
            return word.removeprefix("--paper="), [*words[:place], *words[place + 1 :]]
        if word == "--paper" and place + 1 < len(words):
            return words[place + 1], [*words[:place], *words[place + 2 :]]
    return FIRST, list(words)


def parser(paper: str) -> argparse.ArgumentParser:
    """The parser of all subcommands: those of the engine, and those that the paper adds."""
    top: argparse.ArgumentParser = Parser(
        prog="grains",
        description="The equations of a paper, derived anew, judged and solved.",
        epilog=f"{EXAMPLES}{handed_in(paper, 'EXAMPLES', '')}{END}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action=Version)
    top.add_argument(
        "--paper",
        default=paper,
        metavar="NAME",
        help="a paper in a folder of derive, or a module of your own with a PAPER in it "
        f"(default: {FIRST})",
    )
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in (*ENGINE, *handed_in(paper, "COMMANDS", ())):
        add(commands)
    return top


if __name__ == "__main__":
    sys.exit(main())
