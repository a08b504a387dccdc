"""What the subcommands of `grains` share: options, their checks, and where the output goes."""

import argparse
import os
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn, TypeAlias

from numerics.arithmetic.digits import DIGITS

OK, FAILED, INTERRUPTED = 0, 1, 130  # exit codes; argparse has 2 for wrong usage

JOBS = range(1, 1025)
NEGATIVE_NUMBER = re.compile(r"-\.?\d")

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence, without the lines of usage that would hide it."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: error: {message}\n")


class Version(argparse.Action):
    """Print the installed version, read only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="print the version and exit")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"{parser.prog} {version('mixed-grains')}")
        parser.exit()


def command(commands: Commands, name: str, help: str, epilog: str) -> argparse.ArgumentParser:
    """A subcommand with its examples."""
    return commands.add_parser(
        name,
        help=help,
        description=help[0].upper() + help[1:] + ".",
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def joined(words: Sequence[str]) -> list[str]:
    """The words, a negative number as one with its option: argparse takes -1e-3 for an option."""
    result: list[str] = []
    for word in words:
        follows_option = bool(result) and result[-1].startswith("--") and "=" not in result[-1]
        if follows_option and NEGATIVE_NUMBER.match(word):
            result[-1] += f"={word}"
        else:
            result.append(word)
    return result


def add_digits(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--digits",
        type=digits,
        default=50,
        metavar="N",
        help=f"decimal digits of every comparison, {DIGITS.start} to {DIGITS.stop - 1} "
        "(default: %(default)s)",
    )


def add_labels(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "labels", nargs="*", default=[], metavar="LABEL", help="equations (default: all)"
    )


def add_judging(command: argparse.ArgumentParser) -> None:
    add_digits(command)
    add_jobs(command)


def add_jobs(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--jobs",
        type=jobs,
        default=os.cpu_count() or 1,
        metavar="N",
        help="processes to use (default: one for each core)",
    )


def add_output(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help="write to FILE, whole or not at all, instead of standard output",
    )


def digits(text: str) -> int:
    """A number of digits, for argparse."""
    return whole_number(text, DIGITS)


def jobs(text: str) -> int:
    """A number of processes, for argparse."""
    return whole_number(text, JOBS)


def whole_number(text: str, allowed: range) -> int:
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None
    if number not in allowed:
        limits = f"{allowed.start} to {allowed.stop - 1}"
        raise argparse.ArgumentTypeError(f"{number} is out of range, allowed are {limits}")
    return number


def add_into(command: argparse.ArgumentParser, name: str) -> None:
    """The option of a table that is renewed within a file, between two marks of this name."""
    command.add_argument(
        "--into",
        type=Path,
        metavar="FILE",
        help=f"renew the table in FILE, between its lines <!-- {name}: begin --> and "
        f"<!-- {name}: end -->",
    )


def require_marks(arguments: argparse.Namespace, name: str) -> None:
    """Exit 2 where the file of --into has no such marks, or could not be written."""
    if arguments.into is None:
        return

    from numerics.report.findings import renewed
    from numerics.run.files import require_writable

    try:
        require_writable(arguments.into)
    except OSError as error:
        arguments.parser.error(str(error))
    try:
        renewed(arguments.into.read_text(encoding="utf-8"), "", name)
    except (OSError, ValueError) as error:
        arguments.parser.error(f"cannot renew {arguments.into}: {error}")


def renew(arguments: argparse.Namespace, table: str, name: str) -> None:
    """Put the table between the marks of the file of --into."""
    from numerics.report.findings import renewed
    from numerics.run.files import whole_file

    document = arguments.into.read_text(encoding="utf-8")
    with whole_file(arguments.into) as draft:
        draft.write_text(renewed(document, table, name), encoding="utf-8")


def require_output(arguments: argparse.Namespace) -> None:
    """Exit 2 where the output file could not be written."""
    if arguments.output is None:
        return

    from numerics.run.files import require_writable

    try:
        require_writable(arguments.output)
    except OSError as error:
        arguments.parser.error(str(error))


def chosen(arguments: argparse.Namespace, known: Iterable[str], kind: str) -> list[str]:
    """The names that were given, in the order of the known ones, or all; exit 2 at another."""
    names = list(known)
    for name in arguments.names:
        if name not in names:
            arguments.parser.error(f"no {kind} {name!r}: give one of {', '.join(names)}")
    return [name for name in names if name in (arguments.names or names)]


def require_directory(arguments: argparse.Namespace, directory: Path) -> None:
    """Exit 2 where the directory, which is made if it is missing, could not be written to."""
    from numerics.run.files import require_writable

    try:
        directory.mkdir(parents=True, exist_ok=True)
        require_writable(directory / "draft")
    except OSError as error:
        reason = error.strerror or error
        arguments.parser.error(f"cannot write into {directory}: {reason}")


def deliver(arguments: argparse.Namespace, text: str, *, complete: bool) -> None:
    """Write the text to the output file, or to standard output where there is no whole file."""
    if arguments.output is None or not complete:
        sys.stdout.write(text)
        if arguments.output is not None:
            print(f"{arguments.output} is not written", file=sys.stderr)
        return

    from numerics.run.files import whole_file

    with whole_file(arguments.output) as draft:
        draft.write_text(text, encoding="utf-8")
