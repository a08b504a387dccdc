"""The command `grains findings`: the table of what was found in the paper."""

import argparse
from pathlib import Path

from numerics.command.judging import established, judged, selected, the_paper
from numerics.command.options import (
    OK,
    Commands,
    add_judging,
    add_labels,
    command,
    deliver,
    require_output,
)

EXAMPLES = """\
examples:
  grains findings                      a table in Markdown, to standard output
  grains findings --into README.md     the same between the two marks in a file
  grains findings 21a 21b              some equations
"""


def add_findings(commands: Commands) -> None:
    findings = command(
        commands,
        "findings",
        "list the printed forms that do not hold, with their smallest correction and their effect "
        "on later equations",
        EXAMPLES,
    )
    add_labels(findings)
    add_judging(findings)
    findings.add_argument(
        "--into",
        dest="output",
        type=Path,
        metavar="FILE",
        help="renew the table in FILE, between its lines <!-- findings: begin --> and "
        "<!-- findings: end -->",
    )
    findings.set_defaults(run=run_findings, parser=findings)


def run_findings(arguments: argparse.Namespace) -> int:
    records = selected(arguments, arguments.labels)

    from numerics.judge.papers import simulated
    from numerics.report.findings import findings, renewed

    if arguments.output is not None:
        require_output(arguments)
        try:
            renewed(arguments.output.read_text(encoding="utf-8"), "")
        except (OSError, ValueError) as error:
            arguments.parser.error(f"cannot renew {arguments.output}: {error}")
    left_out = [record for record in records if simulated(record)]
    at_hand = [record for record in records if not simulated(record)]
    verdicts, code = judged(arguments, at_hand, correct=True)
    text = findings(the_paper(arguments), verdicts, left_out)
    if arguments.output is not None and code == OK:
        text = renewed(arguments.output.read_text(encoding="utf-8"), text)
    deliver(arguments, text, complete=code == OK)
    return code or established(verdicts)
