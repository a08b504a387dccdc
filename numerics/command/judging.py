"""What the commands that judge share: which equations, the run, and its exit code."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from numerics.command.options import FAILED, INTERRUPTED, OK

if TYPE_CHECKING:
    from derive.papers import Paper
    from derive.record import Equation
    from numerics.judge.verdict import Verdict

NOT_ESTABLISHED = FAILED


def selected(arguments: argparse.Namespace, words: Sequence[str]) -> list["Equation"]:
    """The equations that the words stand for, in the paper's order; exit 2 at an unknown word."""
    from numerics.command.labels import chosen_equations

    paper = the_paper(arguments)
    try:
        found = chosen_equations(paper, words)
    except ValueError as error:
        arguments.parser.error(str(error))
    return found


def the_paper(arguments: argparse.Namespace) -> "Paper":
    """The paper that is meant; exit 2 where there is none of this name."""
    from derive.modules import UnknownPaper
    from derive.papers import paper

    try:
        found = paper(arguments.paper)
    except UnknownPaper as error:
        arguments.parser.error(str(error))
    return found


def judged(
    arguments: argparse.Namespace, records: Sequence["Equation"], correct: bool = False
) -> tuple[list["Verdict"], int]:
    """The verdicts reached, in the order of the paper, and the exit code of an unfinished run.

    correct: with the smallest corrections of the printed forms that do not hold.
    """
    from concurrent.futures.process import BrokenProcessPool

    from numerics.judge.runs import progress, verdicts

    reached: dict[int, Verdict] = {}
    code, thorough = OK, getattr(arguments, "thorough", False)
    with closing(verdicts(records, arguments.digits, arguments.jobs, thorough, correct)) as run:
        try:
            for verdict in progress(run, len(records)):
                reached[id(verdict.record)] = verdict
        except KeyboardInterrupt:
            code = INTERRUPTED
            print(f"interrupted: {len(reached)} of {len(records)} judged", file=sys.stderr)
        except BrokenProcessPool:
            code = NOT_ESTABLISHED
            print(
                f"a process died: {len(reached)} of {len(records)} judged; "
                "fewer --jobs need less memory",
                file=sys.stderr,
            )
    return [reached[id(r)] for r in records if id(r) in reached], code


def established(verdicts: Sequence["Verdict"]) -> int:
    """The exit code: is every derivation established?"""
    undecided = any(verdict.derivation == "undecided" for verdict in verdicts)
    return NOT_ESTABLISHED if undecided else OK
