"""The command `grains report`: the companion written to a file, whole or not at all."""

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from numerics.command.judging import NOT_ESTABLISHED, established, judged, selected, the_paper
from numerics.command.options import OK, Commands, add_judging, add_output, command, require_output

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from derive.papers import Paper
    from derive.prose import Naming
    from numerics.draw.figure import Figure
    from numerics.judge.verdict import Verdict
    from numerics.report.content import Companion

FORMATS = (".pdf", ".html", ".tex", ".md")
EXAMPLES = """\
examples:
  grains report -o companion.pdf       needs pdflatex, Debian's package texlive-latex-base
  grains report -o companion.html      one file, which fetches nothing
  grains report -o companion.tex       for pdflatex; figures in companion-figures/
  grains report -o companion.md        formulas between dollar signs; figures as for .tex
  grains report 21a 21b -o gaps.html   some equations
"""


def add_report(commands: Commands) -> None:
    report = command(
        commands, "report", "write the companion to the paper, equation by equation", EXAMPLES
    )
    report.add_argument(
        "labels",
        nargs="*",
        metavar="LABEL",
        help="equations; `limits` stands for those that hold in a limit (default: all)",
    )
    add_judging(report)
    add_output(report)
    report.set_defaults(run=run_report, parser=report)


def run_report(arguments: argparse.Namespace) -> int:
    records = selected(arguments, arguments.labels)
    require_report(arguments)
    verdicts, code = judged(arguments, records, correct=True)

    from numerics.run.progress import working

    if code != OK:
        print(f"{arguments.output} is not written", file=sys.stderr)
        return code
    try:
        with working(f"writing {arguments.output}"):
            write(arguments.output, the_paper(arguments), verdicts)
    except RuntimeError as failure:
        print(f"{failure}\n{arguments.output} is not written", file=sys.stderr)
        return NOT_ESTABLISHED
    return established(verdicts)


def require_report(arguments: argparse.Namespace) -> None:
    """Exit 2 where the companion could not be written."""
    output: Path = arguments.output or Path()
    allowed = ", ".join(FORMATS)
    if output.suffix not in FORMATS:
        given = "no file is given" if arguments.output is None else f"cannot write {output}"
        arguments.parser.error(f"{given}: -o FILE needs one of the suffixes {allowed}")
    require_output(arguments)
    folder = output.with_name(folder_of(output))
    if output.suffix in (".tex", ".md") and folder.exists() and not folder.is_dir():
        arguments.parser.error(f"cannot write {output}: {folder} is in the place of its figures")
    if output.suffix == ".pdf":
        from numerics.report.tex import PACKAGE, has_tex

        if not has_tex():
            arguments.parser.error(
                f"cannot write {output}: pdflatex is missing, install Debian's package {PACKAGE}, "
                f"or choose another suffix of {allowed}"
            )


def folder_of(output: Path) -> str:
    """The name of the folder of figures beside the file, in letters that TeX leaves alone."""
    return re.sub(r"[^A-Za-z0-9-]", "-", output.stem) + "-figures"


def write(output: Path, paper: "Paper", verdicts: "Sequence[Verdict]") -> None:
    """The companion in the format of the suffix.  Raises RuntimeError where pdflatex fails."""
    from numerics.judge.papers import handed_in
    from numerics.report.companion import companion

    figures: Sequence[Figure] = handed_in(paper.name, "FIGURES", ())
    write_document(output, paper, lambda naming: companion(paper, verdicts, naming), figures)


def write_document(
    output: Path,
    paper: "Paper",
    document: "Callable[[Naming], Companion]",
    figures: "Sequence[Figure]" = (),
) -> None:
    """A document in the format of the suffix; the figures before it.

    document: a function of how LaTeX names the letters.  Raises RuntimeError where pdflatex fails.
    """
    from derive.macros import Macros
    from derive.prose import plain
    from numerics.draw.figure import pdf, svg
    from numerics.run.files import whole_file

    files: dict[str, bytes] = {}
    folder = folder_of(output)
    if output.suffix == ".html":
        from numerics.report.html import html

        content = html(document(plain)).encode()
    elif output.suffix == ".md":
        from numerics.report.markdown import markdown

        files = {f"{folder}/{each.name}.svg": svg(each).encode() for each in figures}
        content = markdown(document(plain), folder).encode()
    else:
        from numerics.report import tex as report_tex

        macros = Macros(paper.notation)
        files = {f"{folder}/{each.name}.pdf": pdf(each) for each in figures}
        source = report_tex.tex(document(macros), macros, folder)
        content = source.encode()
        if output.suffix == ".pdf":
            content, files = report_tex.pdf(source, files), {}
    if files:
        output.with_name(folder).mkdir(exist_ok=True)
    for path, drawn in files.items():
        with whole_file(output.parent / path) as draft:
            draft.write_bytes(drawn)
    with whole_file(output) as draft:
        draft.write_bytes(content)
