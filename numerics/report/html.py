"""The companion as one HTML file: formulas as MathML, figures as SVG, nothing to fetch."""

import re
from collections.abc import Iterable
from html import escape
from importlib.resources import files

from numerics.draw.figure import Figure, svg
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
from numerics.report.mathml import displayed, font, mathml


def html(companion: Companion) -> str:
    """The whole file."""
    body = "\n".join(
        [
            '<a class="skip" href="#main">Skip to the equations</a>',
            f"<header>\n<h1>{escape(companion.title)}</h1>",
            *map(block, companion.lead),
            "</header>",
            navigation(companion.sections),
            '<main id="main" tabindex="-1">',
            *(section(each, 2) for each in companion.sections),
            "</main>",
        ]
    )
    style = (files("numerics.report") / "report.css").read_text(encoding="utf-8")
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(companion.title)}</title>
<link rel="icon" href="data:,">
<style>
@font-face {{ font-family: "Companion Math"; src: url("{font(body)}"); }}
{style}</style>
</head>
<body>
{body}
</body>
</html>
"""


def navigation(sections: Iterable[Section]) -> str:
    """Links to the sections."""
    links = "".join(
        f'<li><a href="#{each.name}">{inline(each.title)}</a></li>' for each in sections
    )
    return f'<nav aria-label="Sections"><ul>{links}</ul></nav>'


def section(part: Section, level: int) -> str:
    """A section and those within it."""
    finding = f" {inline([Span('finding', part.finding)])}" if part.finding else ""
    title = f'<h{level} id="{part.name}-title">{inline(part.title)}{finding}</h{level}>'
    inner = [*map(block, part.blocks), *(section(each, level + 1) for each in part.sections)]
    kind = ' class="equation"' if part.label else ""
    return "\n".join(
        [
            f'<section id="{part.name}"{kind} aria-labelledby="{part.name}-title">',
            title,
            *inner,
            "</section>",
        ]
    )


def block(part: Block) -> str:
    """One block."""
    match part:
        case Paragraph(spans):
            return f"<p>{inline(spans)}</p>"
        case Formula():
            return formula(part)
        case Facts(rows):
            return f"<dl>\n{''.join(fact(*row) for row in rows)}</dl>"
        case Steps(rows):
            steps = "".join(
                f"<li><code>{breakable(name)}</code> {inline(reason)}</li>\n"
                for name, reason in rows
            )
            return f'<ol class="steps">\n{steps}</ol>'
        case Table():
            return table(part)
        case Picture(figure, caption):
            return picture(figure, caption)


def fact(term: Spans, lines: list[Spans]) -> str:
    """A term and what is said of it."""
    said = "".join(f"<dd>{inline(line)}</dd>" for line in lines)
    return f"<div><dt>{inline(term)}</dt>{said}</div>\n"


def formula(part: Formula) -> str:
    """A displayed equation in a box of its own, which scrolls where it is too wide."""
    return (
        f'<div class="formula" role="group" aria-label="{escape(part.words)}">'
        f'<div class="scroll">{displayed(part.statements)}</div>'
        f'<span class="tag">({escape(part.tag)})</span></div>'
    )


def table(part: Table) -> str:
    """A table in a box that scrolls where it is too wide."""
    head = "".join(f'<th scope="col">{inline(cell)}</th>' for cell in part.head)
    rows = "".join(
        f'<tr><th scope="row">{inline(first)}</th>'
        + "".join(f"<td>{inline(cell)}</td>" for cell in others)
        + "</tr>\n"
        for first, *others in part.rows
    )
    return (
        f'<div class="scroll"><table aria-label="{escape(part.words)}">'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody></table></div>"
    )


def picture(figure: Figure, caption: Spans) -> str:
    """A figure with its caption."""
    return (
        f'<figure id="figure-{figure.name}"><div class="scroll">{inline_svg(figure)}</div>'
        f"<figcaption>{inline(caption)}</figcaption></figure>"
    )


def inline_svg(figure: Figure) -> str:
    """The figure's SVG for use in HTML: sized by its box, its ids unlike those of others."""
    text = svg(figure, transparent=True)
    text = re.sub(r"<metadata>.*?</metadata>", "", text[text.index("<svg") :], flags=re.DOTALL)
    prefix = f"{figure.name}-"
    text = re.sub(r'\bid="', f'id="{prefix}', text)
    text = re.sub(r'href="#', f'href="#{prefix}', text)
    text = text.replace("url(#", f"url(#{prefix}")
    first, rest = text.split(">", 1)
    (box,) = re.findall(r'viewBox="[^"]*"', first)
    return f'<svg {box} role="img" aria-label="{escape(figure.caption)}">{rest}'.strip()


def inline(spans: Spans) -> str:
    """A line, in which no formula is torn from the comma behind it."""
    line = "".join(map(inline_span, spans))
    return re.sub(
        r"(<math>(?:(?!</math>).)*</math>[,;.:)]+)", r'<span class="joined">\1</span>', line
    )


def inline_span(span: Span) -> str:
    match span.kind:
        case "math":
            content = f"<math>{mathml(span.text)}</math>"
        case "code":
            content = f"<code>{breakable(span.text)}</code>"
        case "finding":
            standing = STANDING.get(span.text, "")
            content = f'<span class="finding {standing}">{span.text}</span>'
        case "text":
            content = escape(span.text, quote=False)
    return (
        f'<a class="equation-number" href="#eq-{span.label}">{content}</a>'
        if span.label
        else content
    )


def breakable(name: str) -> str:
    """A name in the code, which may be broken after a dot or an underscore."""
    return re.sub(r"(?<=[._])(?=\w)", "<wbr>", escape(name))
