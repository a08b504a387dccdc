"""What the commands that judge share: which equations, the run, and its exit code."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from numerics.command.options import FAILED, INTERRUPTED, OK

if TYPE_CHECKING:
    from numerics.judge.verify import Verdict

NOT_ESTABLISHED = FAILED


def selected(arguments: argparse.Namespace, words: Sequence[str]) -> list[str]:
    """The labels that the words stand for, in the order of the paper; exit 2 at an unknown one."""
    from derive.grains.catalogue import LABELS, LIMITS, UnknownLabel, equation

    groups = {"all": LABELS, "limits": LIMITS}
    wanted: set[str] = set()
    for word in words or ["all"]:
        try:
            wanted.update(groups[word] if word in groups else [equation(word).label])
        except UnknownLabel as error:
            arguments.parser.error(error.args[0])
    return [label for label in LABELS if label in wanted]


def judged(arguments: argparse.Namespace, labels: Sequence[str]) -> tuple[list["Verdict"], int]:
    """The verdicts reached, in the order of the paper, and the exit code of an unfinished run."""
    from concurrent.futures.process import BrokenProcessPool

    from numerics.judge.runs import progress, verdicts

    reached: dict[str, Verdict] = {}
    code, thorough = OK, getattr(arguments, "thorough", False)
    with closing(verdicts(labels, arguments.digits, arguments.jobs, thorough)) as run:
        try:
            for verdict in progress(run, len(labels)):
                reached[verdict.label] = verdict
        except KeyboardInterrupt:
            code = INTERRUPTED
            print(f"interrupted: {len(reached)} of {len(labels)} judged", file=sys.stderr)
        except BrokenProcessPool:
            code = NOT_ESTABLISHED
            print(
                f"a process died: {len(reached)} of {len(labels)} judged; "
                "fewer --jobs need less memory",
                file=sys.stderr,
            )
    return [reached[label] for label in labels if label in reached], code


def established(verdicts: Sequence["Verdict"]) -> int:
    """The exit code: is every derivation established?"""
    undecided = any(verdict.derivation == "undecided" for verdict in verdicts)
    return NOT_ESTABLISHED if undecided else OK
