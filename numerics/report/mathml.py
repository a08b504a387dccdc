"""Formulas as MathML, and the font that browsers set them with."""

import re
from base64 import b64encode
from functools import cache
from html import unescape
from importlib.metadata import distribution
from io import BytesIO

from derive.latex import Statement

FONT = ("ziamath", "ziamath/fonts/STIXTwoMath-Regular.ttf")  # which need not be imported
TYPESETTING = (  # what the paper's type has and the library leaves out
    (r"<mi>(&#x0007E;|~)</mi>", "<mo>\N{TILDE OPERATOR}</mo>"),
    (r"<mi>(&#x003[9A][0-9A-F];)</mi>", r'<mi mathvariant="normal">\1</mi>'),
    (r"<mi>([a-z]{2,})</mi>", r'<mrow><mspace width="0.167em"/><mi>\1</mi></mrow>'),
    (r"<mo[^>]*>(&#x0007C;)</mo>", r'<mo lspace="0" rspace="0" stretchy="false">\1</mo>'),
    # Browsers draw no menclose, which MathML Core leaves out: the style sheet draws the box.
    (r'<menclose notation="box">', '<mrow class="marked">'),
    (r"</menclose>", "</mrow>"),
    (r"<mo>(&#x0002F;|/)</mo>", '<mo lspace="0" rspace="0">/</mo>'),
)
ITALICS = {"A": 0x1D434, "a": 0x1D44E, "\N{GREEK SMALL LETTER ALPHA}": 0x1D6FC}
ODD_ITALICS = {
    "h": "\N{PLANCK CONSTANT}",
    "\N{GREEK LUNATE EPSILON SYMBOL}": "\N{MATHEMATICAL ITALIC EPSILON SYMBOL}",
    "\N{GREEK PHI SYMBOL}": "\N{MATHEMATICAL ITALIC PHI SYMBOL}",
    "\N{PARTIAL DIFFERENTIAL}": "\N{MATHEMATICAL ITALIC PARTIAL DIFFERENTIAL}",
}


@cache
def mathml(latex: str) -> str:
    """MathML of LaTeX, without the element math around it."""
    from latex2mathml.converter import convert

    text = re.sub(r"^<math[^>]*>|</math>$", "", convert(latex))
    for found, typeset in TYPESETTING:
        text = re.sub(found, typeset, text)
    return text


def displayed(statements: list[Statement]) -> str:
    """MathML of statements below each other, aligned at their relations."""
    rows = [row for statement in statements for row in _rows(statement)]
    if len(rows) == 1:
        content = f"<mrow>{''.join(rows[0])}</mrow>"
    else:
        lines = "".join(f"<mtr><mtd>{a}</mtd><mtd>{b}</mtd></mtr>" for a, b in rows)
        content = f'<mtable displaystyle="true" class="aligned">{lines}</mtable>'
    return f'<math display="block">{content}</math>'


def _rows(statement: Statement) -> list[tuple[str, str]]:
    """By line, what stands left of the alignment, and right of it."""
    first, *others = statement.right
    start = mathml(statement.left), mathml(f"{{}} {statement.relation} {{{first}}}")
    indent = '<mspace width="2em"/>'
    return [start, *(("", f"{indent}{mathml(f'{{}} {line}')}") for line in others)]


def font(body: str) -> str:
    """The characters of all formulas in the body, as a font in a data URL."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    package, path = FONT
    whole = TTFont(distribution(package).locate_file(path))
    subsetter = Subsetter(Options(layout_features=["*"], hinting=False, notdef_outline=True))
    subsetter.populate(text=characters(body))
    subsetter.subset(whole)
    whole.flavor = "woff"
    buffer = BytesIO()
    whole.save(buffer)
    return "data:font/woff;base64," + b64encode(buffer.getvalue()).decode()


def characters(body: str) -> str:
    """What browsers draw in the formulas: their text, single letters in italics, and roots."""
    formulas = "".join(re.findall(r"<math.*?</math>", body, re.DOTALL))
    found = set(unescape(re.sub(r"<[^>]*>", "", formulas)))
    return "".join(sorted(found | set(map(_italic, found)) | {"\N{SQUARE ROOT}"}))


def _italic(letter: str) -> str:
    """The mathematical italic of a letter, or the character itself."""
    for first, start in ITALICS.items():
        if 0 <= ord(letter) - ord(first) < 26:
            return ODD_ITALICS.get(letter) or chr(start + ord(letter) - ord(first))
    return ODD_ITALICS.get(letter, letter)
