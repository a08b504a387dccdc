"""Plain text of titles, notes and docstrings, with the formulas in it told from the words."""

import re
from collections.abc import Callable
from typing import Literal, TypeAlias

from sympy.core.alphabets import greeks

Naming: TypeAlias = Callable[[str], str]
plain: Naming = str  # names are written as they are

Span: TypeAlias = tuple[Literal["text", "math"], str]

_GREEK = "|".join(["hbar", *(n for letter in greeks for n in (letter, letter.capitalize()))])
_INDEX = r"_\w+(?:'(?!s\b)\w*)*"
_POWER = r"\^[-+*]?\w*"
_NAME = rf"\b(?:(?:{_GREEK})'?(?:{_INDEX})?|[A-Za-z](?:{_INDEX}|(?=\^)))(?!\w)(?:{_POWER})?"
_TERM = rf"(?:\|(?:{_NAME}|\w)(?:\(\w+\))?\|(?:{_POWER})?|{_NAME})"
_RELATION = r"\s*(?:<<|>>|->|[<>=~/])\s*"
_NUMBER = r"\d+(?:\.\d+)?(?!\w)"
_FORMULA = re.compile(
    rf"(?:\b\d+{_RELATION})?{_TERM}(?:{_RELATION}(?:{_TERM}|{_NUMBER}))*|(?<=\)){_POWER}|<<|>>|->|<=|>=|~"
)
_SIGNS = {"<<": r"\ll", ">>": r"\gg", "->": r"\to", "~": r"\sim", "<=": r"\le", ">=": r"\ge"}


def spans(text: str) -> list[Span]:
    """The words and, in LaTeX without delimiters, the formulas of the text, in their order.

    A formula is a name with an index or a Greek letter, and relations between such.
    """
    parts: list[Span] = []
    position = 0
    for match in _FORMULA.finditer(text):
        parts += [("text", text[position : match.start()]), ("math", _latex(match.group()))]
        position = match.end()
    parts.append(("text", text[position:]))
    return [part for part in parts if part[1]]


def prose(text: str, naming: Naming = plain) -> str:
    """The text as LaTeX sets it."""
    return "".join(
        f"${naming(part)}$" if kind == "math" else escaped(part) for kind, part in spans(text)
    )


def escaped(text: str) -> str:
    """The text with the characters that LaTeX would take for its own."""
    return re.sub(r"[\\{}$&#%_^~<>|]", lambda match: SPECIAL[match.group()], text)


def _latex(formula: str) -> str:
    """LaTeX of a formula in plain text."""

    def name(match: re.Match[str]) -> str:
        letter, prime, index = match.groups()
        return (
            (f"\\{letter}" if len(letter) > 1 else letter) + prime + f"_{{{index}}}" * bool(index)
        )

    text = re.sub(rf"\b({_GREEK}|[A-Za-z])('?)(?:_([\w']+))?", name, formula)
    text = re.sub(r"\^([-+*]?\w*)", r"^{\1}", text.replace("^", "{}^", text.startswith("^")))
    return re.sub(r"\s*(<<|>>|->|<=|>=|~)\s*", lambda sign: f" {_SIGNS[sign[1]]} ", text).strip()


SPECIAL = {character: f"\\{character}" for character in "{}$&#%_"} | {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}
