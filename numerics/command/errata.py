"""The command `grains errata`: the slips of a paper, tested, as a page for its author."""

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from numerics.command.judging import NOT_ESTABLISHED, judged, the_paper
from numerics.command.options import (
    OK,
    Commands,
    add_into,
    add_judging,
    add_output,
    command,
    renew,
    require_marks,
)
from numerics.command.report import require_report, write_document

if TYPE_CHECKING:
    from numerics.judge.errata import Item

EXAMPLES = """\
examples:
  grains errata                        the erratum, to standard output
  grains errata -o erratum.pdf         needs pdflatex; .tex, .md and .html, too
  grains errata --into README.md       a table without formulas, between two marks in a file
"""


def add_errata(commands: Commands) -> None:
    errata = command(
        commands,
        "errata",
        "list the slips behind the printed forms that do not hold, and what each of them changes",
        EXAMPLES,
    )
    add_judging(errata)
    add_output(errata)
    add_into(errata, "errata")
    errata.set_defaults(run=run_errata, parser=errata)


def run_errata(arguments: argparse.Namespace) -> int:
    paper = the_paper(arguments)
    if not paper.slips:
        arguments.parser.error(f"the paper {paper.name} has no slips to list")
    if arguments.output is not None:
        require_report(arguments)
    require_marks(arguments, "errata")

    from numerics.judge.errata import erratum, untouched
    from numerics.judge.papers import handed_in
    from numerics.report import errata as report
    from numerics.report.markdown import block
    from numerics.run.progress import with_bar, working

    def name(item: "Item") -> str:
        return f"tested {item.slip.name}"

    items = list(with_bar(erratum(paper, arguments.digits), len(paper.slips), name))
    standing, code = judged(arguments, untouched(paper))
    if code != OK:
        return code
    said: dict[str, Callable[[], str]] = handed_in(paper.name, "CONSEQUENCES", {})
    with working("computing what the slips change"):
        names = [slip.name for slip in paper.slips if slip.name in said]
        consequences = {name: said[name]() for name in names}
    if arguments.into is not None:
        renew(arguments, block(report.table(items, consequences), "") + "\n", "errata")
    elif arguments.output is None:
        sys.stdout.write(report.as_text(paper, items, standing, consequences))
    else:
        write_document(
            arguments.output,
            paper,
            lambda naming: report.document(paper, items, standing, consequences, naming),
        )
    return OK if all(item.is_needed and item.suffices for item in items) else NOT_ESTABLISHED
