"""The command `grains`.

Each subcommand is one function that adds its parser and one that runs it and returns the exit
code.  Heavy libraries are imported where they are used: `grains --help` starts without them.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from numerics.command.figures import add_figures
from numerics.command.findings import add_findings
from numerics.command.judging import NOT_ESTABLISHED, established, judged, selected
from numerics.command.notebooks import add_notebooks
from numerics.command.options import (
    INTERRUPTED,
    OK,
    Commands,
    Version,
    add_digits,
    add_judging,
    add_output,
    command,
    deliver,
    joined,
    require_output,
)
from numerics.command.report import add_report
from numerics.grains.commands import gaps as computing
from numerics.grains.commands.couplings import add_coupling
from numerics.grains.commands.films import add_film, add_strips
from numerics.grains.commands.phases import add_phase_diagram

EXAMPLES = """\
examples:
  grains verify                        judge every equation of the paper
  grains verify 21a 21b --digits 200   two equations, to 200 digits
  grains show 21b                      one equation: printed, derived, and how it follows
  grains latex limits -o limits.tex    LaTeX of the limits, to \\input
  grains report -o companion.pdf       the whole paper, equation by equation
  grains solve --omega 0.1 --gamma-m 0.2 --gamma-s 0.3
  grains spectrum --gamma-m 0.2 --gamma-s 0.3 -o spectrum.pdf
  grains validity 10-S-low -o validity.png
  grains phase-diagram -o fig1.pdf
  grains film --p 0.65 --gamma log:0.002:0.05:30 -o film.pdf

A label is the number in the paper, with a suffix where one number holds several statements.
exit code: 0 done, every derivation established; 1 one is not, or no result; 2 wrong usage;
130 interrupted
"""
VERIFY_EXAMPLES = """\
examples:
  grains verify
  grains verify 10-M 10-M-weak
  grains verify --format json --output ledger.json
  grains verify --strict               fail on a misprint, too
"""
SHOW_EXAMPLES = """\
examples:
  grains show 21b
  grains show 11b-G2 --latex
"""
LATEX_EXAMPLES = """\
examples:
  grains latex 21a 21b                 to standard output
  grains latex limits -o limits.tex    Eqs. (10), (11), (13)-(15), with corrections
  grains latex all --standalone -o paper.tex && pdflatex paper.tex
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    arguments = parser().parse_args(joined(sys.argv[1:] if argv is None else argv))
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOT_ESTABLISHED
    return code


def parser() -> argparse.ArgumentParser:
    """The parser of all subcommands."""
    top = argparse.ArgumentParser(
        prog="grains",
        description="The equations of a model of mixed metallic and superconducting grains,\n"
        "derived anew, judged and solved.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action=Version)
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    judging = (add_verify, add_findings, add_show, add_latex, add_report)
    drawing = (add_coupling, add_phase_diagram, add_film, add_strips, add_figures, add_notebooks)
    for add in (*judging, *computing.ADD, *drawing):
        add(commands)
    return top


def add_verify(commands: Commands) -> None:
    verify = command(
        commands,
        "verify",
        "derive equations anew and judge what the paper prints",
        VERIFY_EXAMPLES,
    )
    verify.add_argument("labels", nargs="*", metavar="LABEL", help="equations (default: all)")
    add_judging(verify)
    verify.add_argument("--format", choices=("table", "json", "markdown"), default="table")
    add_output(verify)
    verify.add_argument(
        "--strict",
        action="store_true",
        help="exit 1 also when a printed form is refuted or undecided",
    )
    verify.add_argument(
        "--thorough",
        action="store_true",
        help="long simulations with small error bars, some minutes each",
    )
    verify.set_defaults(run=run_verify, parser=verify)


def run_verify(arguments: argparse.Namespace) -> int:
    labels = selected(arguments, arguments.labels)
    require_output(arguments)
    verdicts, code = judged(arguments, labels)

    from numerics.report import tables

    texts = {"json": tables.json_text, "markdown": tables.markdown}
    on_terminal = arguments.output is None and sys.stdout.isatty()
    text = (
        tables.table_text(verdicts, on_terminal)
        if arguments.format == "table"
        else texts[arguments.format](verdicts)
    )
    deliver(arguments, text, complete=code == OK)
    refused = {"refuted", "undecided"} if arguments.strict else set()
    misprinted = any(verdict.printed in refused for verdict in verdicts)
    return code or (NOT_ESTABLISHED if misprinted else established(verdicts))


def add_show(commands: Commands) -> None:
    show = command(
        commands,
        "show",
        "show an equation as printed and as derived, how it follows, and the verdict",
        SHOW_EXAMPLES,
    )
    show.add_argument("label", metavar="LABEL")
    add_digits(show)
    show.add_argument("--latex", action="store_true", help="formulas in LaTeX")
    show.set_defaults(run=run_show, parser=show)


def run_show(arguments: argparse.Namespace) -> int:
    (label,) = selected(arguments, [arguments.label])

    from numerics.judge.verify import verify
    from numerics.report import tables

    verdict = verify(label, arguments.digits)
    print(tables.page(verdict, in_latex=arguments.latex))
    return established([verdict])


def add_latex(commands: Commands) -> None:
    latex = command(
        commands,
        "latex",
        "write equations in LaTeX, generated from the expressions",
        LATEX_EXAMPLES,
    )
    latex.add_argument(
        "labels",
        nargs="*",
        metavar="LABEL",
        help="equations; `limits` stands for those that hold in a limit, `all` for every one "
        "(default: all)",
    )
    add_judging(latex)
    latex.add_argument(
        "--standalone", action="store_true", help="a document that pdflatex compiles as it is"
    )
    add_output(latex)
    latex.set_defaults(run=run_latex, parser=latex)


def run_latex(arguments: argparse.Namespace) -> int:
    labels = selected(arguments, arguments.labels)
    require_output(arguments)
    verdicts, code = judged(arguments, labels)

    from numerics.report import tables

    deliver(arguments, tables.latex_text(verdicts, arguments.standalone), complete=code == OK)
    return code or established(verdicts)


if __name__ == "__main__":
    sys.exit(main())
