"""Names as macros, so that the notation of a LaTeX file is adapted in one place."""

import re
from dataclasses import dataclass, field

from sympy.core.alphabets import greeks

from derive.notation import PLAIN, Notation

_GREEK = {name for letter in greeks for name in (letter, letter.capitalize())}
_INDEX = r"_(?:\{[^{}]*\}|\w)(?:\(0\))?"
_NAME = re.compile(rf"(?:\\(?P<command>[A-Za-z]+)|(?P<letters>[A-Za-z]+))('?(?:\^\+)?{_INDEX})?")
_WORDS = {"'": "Prime", "+": "Plus", "-": "Minus"} | dict(
    zip("0123456789", "Zero One Two Three Four Five Six Seven Eight Nine".split(), strict=True)
)


@dataclass(frozen=True)
class Macros:
    r"""Replaces the names in LaTeX by macros, and keeps what each stands for.

    A Greek letter with an index becomes \GammaM, another \symRSM; letters that are a symbol of
    the paper on their own become \syme.  What is a command already, such as \omega, stays.
    """

    notation: Notation = PLAIN
    definitions: dict[str, str] = field(default_factory=dict)

    def __call__(self, latex: str) -> str:
        return _NAME.sub(self._macro, latex)

    def _macro(self, match: re.Match[str]) -> str:
        command, letters, index = match.groups()
        is_name = (letters or command in _GREEK) if index else self._is_letter(letters)
        if not is_name:
            return match.group()
        lower = re.sub(r"\(0\)|\^", "", index or "")
        words = "".join(_WORDS.get(character, character) for character in lower)
        name = (command or f"sym{letters}") + re.sub("[^A-Za-z]", "", words)
        self.definitions.setdefault(name, match.group())
        return rf"\{name}"

    def _is_letter(self, letters: str | None) -> bool:
        return letters in {text for text in self.notation.latex.values() if text.isalpha()}

    def preamble(self) -> str:
        r"""The definitions, a line each; a macro that the reader has defined before is kept."""
        return "\n".join(
            rf"\providecommand{{\{name}}}{{{text}}}"
            for name, text in sorted(self.definitions.items())
        )
