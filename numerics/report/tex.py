"""The companion as LaTeX, for pdflatex with what texlive-latex-base holds, and as PDF."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from derive.latex import display
from derive.macros import Macros
from derive.prose import escaped
from numerics.judge.words import STANDING
from numerics.report.content import (
    Block,
    Companion,
    Facts,
    Formula,
    Paragraph,
    Picture,
    Section,
    Span,
    Spans,
    Steps,
    Table,
)

PACKAGE = "texlive-latex-base"
RUNS = 3  # references and the widths of tables settle in so many
NARROWEST = 70  # in characters: a table with less text does not fill the line
PREAMBLE = r"""\documentclass[a4paper]{article}
\usepackage[margin=25mm]{geometry}
\usepackage{amsmath,array,color,graphicx,longtable}
\usepackage[colorlinks,linkcolor=link,urlcolor=link]{hyperref}
\definecolor{link}{rgb}{0.11,0.31,0.51}
\definecolor{good}{rgb}{0.14,0.40,0.23}
\definecolor{warn}{rgb}{0.54,0.35,0}
\definecolor{bad}{rgb}{0.64,0.15,0.16}
\allowdisplaybreaks
\setlength{\parindent}{0pt}
\setlength{\parskip}{4pt plus 2pt}
\setlength{\emergencystretch}{9em}
\newenvironment{facts}{\begin{list}{}{%
  \setlength{\labelwidth}{26mm}\setlength{\leftmargin}{30mm}\setlength{\labelsep}{4mm}%
  \setlength{\itemsep}{2pt}\setlength{\parsep}{1pt}%
  \renewcommand{\makelabel}[1]{\textit{##1}\hfil}}}{\end{list}}
"""


def tex(companion: Companion, macros: Macros, folder: str) -> str:
    """The document; its figures are PDF files in the folder, its names are the macros."""
    parts = [
        PREAMBLE,
        "% The notation: change a line, and every equation follows.",
        macros.preamble(),
        rf"\hypersetup{{pdftitle={{{escaped(companion.title)}}}}}",
        r"\begin{document}",
        rf"\begin{{center}}\LARGE {escaped(companion.title)}\end{{center}}",
        *(block(each, folder) for each in companion.lead),
        *(section(each, 1, folder) for each in companion.sections),
        r"\end{document}",
    ]
    return "\n".join(parts) + "\n"


def pdf(document: str, figures: dict[str, bytes]) -> bytes:
    """The document typeset, with its figures by their paths.

    Raises RuntimeError with the end of what pdflatex says where it fails.
    """
    with TemporaryDirectory() as folder:
        for path, content in figures.items():
            place = Path(folder, path)
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(content)
        Path(folder, "companion.tex").write_text(document, encoding="utf-8")
        command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "companion.tex"]
        for _ in range(RUNS):
            run = subprocess.run(command, cwd=folder, capture_output=True, check=False)
            if run.returncode:
                last = run.stdout.decode(errors="replace")[-1500:]
                raise RuntimeError(f"pdflatex failed:\n{last}")
        return Path(folder, "companion.pdf").read_bytes()


def has_tex() -> bool:
    """Is pdflatex installed?"""
    return shutil.which("pdflatex") is not None


def section(part: Section, level: int, folder: str) -> str:
    """A section and those within it."""
    command = {1: "section", 2: "subsection"}.get(level, "subsubsection")
    finding = rf"\quad\normalfont\small {inline([Span('finding', part.finding)])}" * bool(
        part.finding
    )
    plain = escaped("".join(span.text.replace("\\", "") for span in part.title))
    title = f"{inline(part.title)}{finding}"
    lines = [
        rf"\pdfbookmark[{level}]{{{plain}}}{{{part.name}}}",
        rf"\{command}*{{\phantomsection\label{{entry:{part.name}}}\raggedright {title}}}",
        *(block(each, folder) for each in part.blocks),
        *(section(each, level + 1, folder) for each in part.sections),
    ]
    return "\n".join(["", *lines])


def block(part: Block, folder: str) -> str:
    """One block."""
    match part:
        case Paragraph(spans):
            return f"{inline(spans)}\\par"
        case Formula(statements, tag):
            return display(statements, tag, "" if "," in tag else tag)
        case Facts(rows):
            return environment("facts", (fact(*row) for row in rows))
        case Steps(rows):
            steps = (rf"\item {code(name)} {inline(reason)}" for name, reason in rows)
            return environment("enumerate", [r"\setlength{\itemsep}{0pt}", *steps])
        case Table():
            return table(part)
        case Picture(figure, caption):
            path = f"{folder}/{figure.name}.pdf"
            return environment(
                "center",
                [
                    r"\begin{minipage}{0.86\linewidth}",
                    rf"\includegraphics[width=\linewidth]{{{path}}}\\[2pt]",
                    rf"\small {inline(caption)}",
                    r"\end{minipage}",
                ],
            )


def environment(name: str, lines: Iterable[str]) -> str:
    return "\n".join([rf"\begin{{{name}}}", *lines, rf"\end{{{name}}}"])


def fact(term: Spans, lines: list[Spans]) -> str:
    """A term and what is said of it."""
    return rf"\item[{{{inline(term)}}}] " + "\n\n".join(map(inline, lines))


def table(part: Table) -> str:
    """A table over pages, its columns as wide as what they hold."""
    columns = list(zip(part.head, *part.rows, strict=True))
    widths = [min(max(map(length, column)), 40) + 3 for column in columns]
    whole = max(sum(widths), NARROWEST)
    fractions = (rf"\dimexpr{width / whole:.3f}\linewidth-2\tabcolsep\relax" for width in widths)
    format = "".join(rf">{{\raggedright\arraybackslash}}p{{{each}}}" for each in fractions)
    rows = [" & ".join(map(inline, row)) + r" \\" for row in part.rows]
    head = " & ".join(rf"\textit{{{inline(cell)}}}" for cell in part.head)
    return environment(
        "longtable",
        [
            rf"[l]{{@{{}}{format}@{{}}}}",
            rf"{head} \\ \hline \endhead",
            *rows,
        ],
    ).replace("\\begin{longtable}\n", r"\begin{longtable}")


def length(cell: Spans) -> int:
    """The width of a cell in characters, roughly."""
    return sum(len(span.text) // (2 if span.kind == "math" else 1) for span in cell)


def inline(spans: Spans) -> str:
    """A line."""
    return "".join(map(inline_span, spans))


def inline_span(span: Span) -> str:
    match span.kind:
        case "math":
            content = f"${span.text}$"
        case "code":
            content = code(span.text)
        case "finding" if span.text in STANDING:
            content = rf"\textcolor{{{STANDING[span.text]}}}{{{span.text}}}"
        case _:
            content = escaped(span.text).replace("\N{MINUS SIGN}", "$-$")
    return rf"\hyperref[entry:eq-{span.label}]{{\mbox{{{content}}}}}" if span.label else content


def code(name: str) -> str:
    """A name in the code, which may be broken after a dot or an underscore."""
    breakable = escaped(name).replace(".", r".\allowbreak{}").replace(r"\_", r"\_\allowbreak{}")
    return rf"\texttt{{\small {breakable}}}"
