"""Which equations the words of a command stand for."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from derive.papers import Paper
    from derive.record import Equation

NUMBER = re.compile(r"(\d+)([a-z]?)(?![a-z\d])")
RANGE = re.compile(r"(\d+)([a-z]?)-(\d+)([a-z]?)")
CLAIMS = ".py"  # the suffix of a file of claims


def chosen_equations(paper: "Paper", words: Sequence[str]) -> list["Equation"]:
    """The equations that the words stand for, in the order of the paper; all without a word.

    A word is a label, a number that stands for all its labels, a range of numbers, `limits`,
    `all`, or a Python file, each of whose equations is meant.  Capitals, parentheses and a
    prefix as in eq:21b do not count.
    Raises ValueError where a word stands for none.
    """
    from numerics.judge.claims import equations_of

    files = [word for word in words if word.endswith(CLAIMS)]
    labels = [word for word in words if word not in files]
    found: list[Equation] = []
    if labels or not files:
        wanted = {label for word in labels or ["all"] for label in labels_for(paper, word)}
        found += [equation for equation in paper if equation.label in wanted]
    return found + [equation for file in files for equation in equations_of(file)]


def labels_for(paper: "Paper", word: str) -> list[str]:
    """The labels that a word stands for.  Raises UnknownLabel, a ValueError."""
    plain = re.sub(r"^eqs?\b[.:]?|[()\s]", "", word.lower().replace("\N{EN DASH}", "-"))
    if plain == "all":
        return list(paper.labels)
    if plain == "limits":
        numbers = {number_of(equation.label) for equation in paper if equation.regime}
        return [label for label in paper.labels if number_of(label) in numbers]
    by_name = [label for label in paper.labels if label == word] or [
        label for label in paper.labels if label.lower() in (word.lower(), plain)
    ]
    return by_name or _by_number(paper.labels, plain) or [paper.equation(word).label]


def number_of(label: str) -> str:
    """The paper's number, with its letter, of a label; a label without a number is its own."""
    number = NUMBER.match(label)
    return number.group() if number else label


def _by_number(labels: Iterable[str], word: str) -> list[str]:
    """The labels with a number of the paper, or between two of them, as in 21, 11b, 10-13."""
    numbered = [(label, number) for label in labels if (number := NUMBER.match(label.lower()))]
    if between := RANGE.fullmatch(word):
        first, first_letter, last, last_letter = between.groups()
        ends = (int(first), first_letter), (int(last), last_letter or "z")
        return [label for label, n in numbered if ends[0] <= (int(n[1]), n[2]) <= ends[1]]
    if not (wanted := NUMBER.fullmatch(word)):
        return []
    return [
        label for label, n in numbered if n[1] == wanted[1] and (not wanted[2] or n[2] == wanted[2])
    ]
