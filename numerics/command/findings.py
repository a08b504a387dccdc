"""The command `grains findings`: the table of what was found in the paper."""

import argparse
import sys

from numerics.command.judging import established, judged, selected, the_paper
from numerics.command.options import (
    OK,
    Commands,
    add_into,
    add_judging,
    add_labels,
    command,
    renew,
    require_marks,
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
    add_into(findings, "findings")
    findings.set_defaults(run=run_findings, parser=findings)


def run_findings(arguments: argparse.Namespace) -> int:
    records = selected(arguments, arguments.labels)

    from numerics.judge.papers import simulated
    from numerics.report.findings import findings

    require_marks(arguments, "findings")
    left_out = [record for record in records if simulated(record)]
    at_hand = [record for record in records if not simulated(record)]
    verdicts, code = judged(arguments, at_hand, correct=True)
    text = findings(the_paper(arguments), verdicts, left_out)
    if arguments.into is not None and code == OK:
        renew(arguments, text, "findings")
    else:
        sys.stdout.write(text)
        if arguments.into is not None:
            print(f"{arguments.into} is not written", file=sys.stderr)
    return code or established(verdicts)
