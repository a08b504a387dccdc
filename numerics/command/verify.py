"""The commands `grains verify`, `list`, `show` and `latex`."""

import argparse
import sys

from numerics.command.judging import NOT_ESTABLISHED, established, judged, selected
from numerics.command.options import (
    OK,
    Commands,
    add_digits,
    add_judging,
    add_labels,
    add_output,
    command,
    deliver,
    require_output,
)

VERIFY_EXAMPLES = """\
examples:
  grains verify
  grains verify 10-M 10-M-weak
  grains verify --format json --output ledger.json
  grains verify --strict               fail on a misprint, too
  grains verify mine.py --correct      and the smallest change with which a claim holds
"""
SHOW_EXAMPLES = """\
examples:
  grains show 21b
  grains show 11b-G2 --latex
  grains show 21                       all equations with this number
"""
LIST_EXAMPLES = """\
examples:
  grains list
  grains list 10-13
"""
LATEX_EXAMPLES = """\
examples:
  grains latex 21a 21b                 to standard output
  grains latex limits -o limits.tex    Eqs. (10), (11), (13)-(15), with corrections
  grains latex all --standalone -o paper.tex && pdflatex paper.tex
"""


def add_verify(commands: Commands) -> None:
    verify = command(
        commands,
        "verify",
        "derive equations anew and judge what the paper prints",
        VERIFY_EXAMPLES,
    )
    add_labels(verify)
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
    verify.add_argument(
        "--correct",
        action="store_true",
        help="look for the smallest change with which a printed form holds that does not: up to "
        "a minute for each",
    )
    verify.set_defaults(run=run_verify, parser=verify)


def run_verify(arguments: argparse.Namespace) -> int:
    records = selected(arguments, arguments.labels)
    require_output(arguments)
    verdicts, code = judged(arguments, records, arguments.correct)

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
        "show an equation as printed and as derived, how it follows, the verdict, for some limits "
        "a proved error bound and, where the printed form does not hold, its smallest correction",
        SHOW_EXAMPLES,
    )
    show.add_argument("labels", nargs="+", metavar="LABEL", help="equations")
    add_digits(show)
    show.add_argument("--latex", action="store_true", help="formulas in LaTeX")
    show.set_defaults(run=run_show, parser=show)


def run_show(arguments: argparse.Namespace) -> int:
    records = selected(arguments, arguments.labels)

    from numerics.judge.corrections import corrected
    from numerics.judge.theorem import theorems
    from numerics.judge.verify import verify
    from numerics.report.page import page, section
    from numerics.run.progress import working

    verdicts = []
    for record in records:
        with working(f"judging ({record.label}), and looking for a correction where it fails"):
            verdicts.append(corrected(verify(record, arguments.digits)))
        print("\n" * (len(verdicts) > 1) + page(verdicts[-1], in_latex=arguments.latex))
        with working(f"proving an error bound of ({record.label})"):
            for text in theorems(record):
                print("\n" + section("bound", text))
    return established(verdicts)


def add_list(commands: Commands) -> None:
    listed = command(commands, "list", "list the equations: label, relation, title", LIST_EXAMPLES)
    add_labels(listed)
    listed.set_defaults(run=run_list, parser=listed)


def run_list(arguments: argparse.Namespace) -> int:
    from numerics.report.tables import listing

    print(listing(selected(arguments, arguments.labels)), end="")
    return OK


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
    records = selected(arguments, arguments.labels)
    require_output(arguments)
    verdicts, code = judged(arguments, records)

    from numerics.report.source import latex_source

    deliver(arguments, latex_source(verdicts, arguments.standalone), complete=code == OK)
    return code or established(verdicts)
