"""What a companion consists of, whatever the format: sections of blocks, blocks of spans."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from derive.latex import Statement
from derive.prose import Naming, plain, spans
from numerics.draw.figure import Figure


@dataclass(frozen=True)
class Span:
    """A piece of a line: words, LaTeX without delimiters, a name in the code, or a verdict.

    With a label it points to the entry of that equation.
    """

    kind: Literal["text", "math", "code", "finding"]
    text: str
    label: str = ""


Spans: TypeAlias = list[Span]


@dataclass(frozen=True)
class Paragraph:
    spans: Spans


@dataclass(frozen=True)
class Formula:
    """A displayed equation: its statements, its number, and what it is, for those who listen."""

    statements: list[Statement]
    tag: str
    words: str


@dataclass(frozen=True)
class Facts:
    """Terms, each with the lines that are said of it."""

    rows: list[tuple[Spans, list[Spans]]]


@dataclass(frozen=True)
class Steps:
    """Functions in the order in which they are called, each with its reason."""

    rows: list[tuple[str, Spans]]


@dataclass(frozen=True)
class Table:
    """Cells by row, the first of each row its heading."""

    words: str
    head: list[Spans]
    rows: list[list[Spans]]


@dataclass(frozen=True)
class Picture:
    figure: Figure
    caption: Spans


Block: TypeAlias = Paragraph | Formula | Facts | Steps | Table | Picture


@dataclass(frozen=True)
class Section:
    """A section: its anchor, its title, what stands in it; `label` where it is an equation's."""

    name: str
    title: Spans
    blocks: list[Block]
    sections: list["Section"] = field(default_factory=list)
    label: str = ""
    finding: str = ""


@dataclass(frozen=True)
class Companion:
    """The whole document."""

    title: str
    lead: list[Block]
    sections: list[Section]


def text(words: str) -> Spans:
    """Words as they are."""
    return [Span("text", words)]


def reference(label: str) -> Span:
    """The number of an equation, which points to its entry."""
    return Span("text", f"({label})", label)


def references(labels: Iterable[str]) -> Spans:
    """Numbers in a row."""
    return joined([[reference(label)] for label in labels], ", ")


def joined(parts: Iterable[Spans], between: str) -> Spans:
    """The parts in one line, with words between them."""
    first, *others = parts
    return [*first, *(span for part in others for span in (Span("text", between), *part))]


def words(line: str, among: Collection[str] = (), naming: Naming = plain) -> Spans:
    """A line of plain text: its formulas, and its numbers of equations that are among the labels.

    A number that holds several statements points to the first of them.  What stands between
    dollar signs is LaTeX.
    """
    if "$" in line:
        before, formula, rest = line.split("$", 2)
        span = Span("math", naming(formula))
        return [*words(before, among, naming), span, *words(rest, among, naming)]
    found: Spans = []
    position = 0
    for match in re.finditer(r"(?<!\w)\(([\w-]+)\)", line):
        label = _resolved(match[1], among)
        if label:
            found += _formulas(line[position : match.start()], naming)
            found.append(Span("text", match.group(), label))
            position = match.end()
    return found + _formulas(line[position:], naming)


def _resolved(number: str, among: Collection[str]) -> str:
    """The label that a number in text points to, or nothing."""
    if number in among or not re.fullmatch(r"\d+[a-z]?", number):
        return number if number in among else ""
    return next((each for each in among if re.match(rf"{number}(-|(?<=\d)[a-z])", each)), "")


def _formulas(line: str, naming: Naming) -> Spans:
    return [
        Span(kind, naming(content) if kind == "math" else content) for kind, content in spans(line)
    ]
