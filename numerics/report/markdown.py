"""The companion as Markdown, formulas between dollar signs, as code-hosting sites show it."""

import re

from derive.latex import aligned
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


def markdown(companion: Companion, folder: str) -> str:
    """The document; its figures are SVG files in the folder."""
    parts = [
        f"# {escaped(companion.title)}",
        *(block(each, folder) for each in companion.lead),
        *(section(each, 2, folder) for each in companion.sections),
    ]
    return "\n\n".join(parts) + "\n"


def section(part: Section, level: int, folder: str) -> str:
    """A section and those within it."""
    title = inline(part.title)
    if part.finding:
        title += f": {inline([Span('finding', part.finding)])}"
    return "\n\n".join(
        [
            f'<a id="{part.name}"></a>',
            f"{'#' * level} {title}",
            *(block(each, folder) for each in part.blocks),
            *(section(each, level + 1, folder) for each in part.sections),
        ]
    )


def block(part: Block, folder: str) -> str:
    """One block."""
    match part:
        case Paragraph(spans):
            return inline(spans)
        case Formula(statements, tag):
            return f"$$\n{aligned(statements)}\n\\tag{{{tag}}}\n$$"
        case Facts(rows):
            return "\n".join(fact(*row) for row in rows)
        case Steps(rows):
            return "\n".join(
                f"{n}. `{name}` {inline(reason)}" for n, (name, reason) in enumerate(rows, 1)
            )
        case Table(_, head, rows):
            return "\n".join(map(row, [head, [[Span("text", "---")]] * len(head), *rows]))
        case Picture(figure, caption):
            return f"![{escaped(figure.name)}]({folder}/{figure.name}.svg)\n\n{inline(caption)}"


def fact(term: Spans, lines: list[Spans]) -> str:
    """A term and what is said of it, as an item of a list."""
    first, *others = map(inline, lines)
    return "\n".join([f"- **{inline(term)}**: {first}", *(f"  - {line}" for line in others)])


def row(cells: list[Spans]) -> str:
    return "| " + " | ".join(map(inline, cells)) + " |"


def inline(spans: Spans) -> str:
    """A line."""
    return "".join(map(inline_span, spans))


def inline_span(span: Span) -> str:
    match span.kind:
        case "math":
            content = "$" + span.text.replace("|", r"\vert ") + "$"
        case "code":
            content = f"`{span.text}`"
        case "finding":
            content = f"*{span.text}*"
        case "text":
            content = span.text if span.text == "---" else escaped(span.text)
    return f"[{content}](#eq-{span.label})" if span.label else content


def escaped(text: str) -> str:
    """The text with the characters that Markdown would take for its own."""
    return re.sub(r"([\\`*_{}\[\]<>#|$~])", r"\\\1", text)
