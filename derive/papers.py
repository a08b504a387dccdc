"""A paper: its title, its notation, its equations in order; found by name."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from sympy import Basic

from derive import FIRST
from derive.display import Formula
from derive.modules import UnknownPaper, imported
from derive.notation import Notation
from derive.record import Equation, Form
from derive.slips import Slip


class UnknownLabel(ValueError):
    """No equation has this label."""


@dataclass(frozen=True)
class Section:
    """A part of a paper, and its equations in order."""

    title: str
    equations: tuple[Equation, ...]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper, as a folder or a module has it under the name PAPER.

    aim: what the companion to it is, in a few sentences.  slips: those behind its printed forms
    that do not hold.  Its records take its notation.
    """

    name: str
    title: str
    authors: str
    reference: str
    notation: Notation
    sections: tuple[Section, ...]
    aim: str = ""
    slips: tuple[Slip, ...] = ()

    def __post_init__(self) -> None:
        sections = tuple(
            Section(s.title, tuple(map(self._own, s.equations))) for s in self.sections
        )
        object.__setattr__(self, "sections", sections)
        twice = {label for label in self.labels if self.labels.count(label) > 1}
        if twice:
            raise ValueError(f"the paper {self.name} has two equations {', '.join(sorted(twice))}")

    def _own(self, equation: Equation) -> Equation:
        return replace(equation, paper=self.name, notation=self.notation)

    def __iter__(self) -> Iterator[Equation]:
        return (equation for section in self.sections for equation in section.equations)

    @property
    def equations(self) -> tuple[Equation, ...]:
        """All equations, in the order of the paper."""
        return tuple(self)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the equations, in the order of the paper."""
        return tuple(equation.label for equation in self)

    def formula(self, lhs: Basic | str, form: Form) -> Formula:
        """A left and a right side that show themselves in a notebook, in the paper's letters.

        The left side may be a name; one with a backslash is LaTeX already.
        """
        return Formula(lhs, form, self.notation)

    def equation(self, label: str) -> Equation:
        """The equation of this label.  Raises UnknownLabel with the nearest labels."""
        for equation in self:
            if equation.label == label:
                return equation
        nearest = ", ".join(get_close_matches(str(label), self.labels, n=3, cutoff=0))
        raise UnknownLabel(f"unknown label {label!r}; nearest: {nearest}")


def paper(name: str = FIRST) -> Paper:
    """The paper of this name: a folder of `derive`, or a dotted module with a PAPER of its own.

    Raises UnknownPaper where there is none, or one that has another name or cannot be imported.
    """
    module = name if "." in str(name) else f"derive.{name}"
    found = getattr(imported(module), "PAPER", None)
    if not isinstance(found, Paper):
        raise UnknownPaper(
            f"there is no paper {name!r}: give the name of a folder of derive, or a module that "
            "can be imported, with a Paper called PAPER in it"
        )
    if found.name != name:
        raise UnknownPaper(
            f"the paper in {module} has the name {found.name!r}: give it the name {name!r}, by "
            "which it is found"
        )
    return found


def equation(label: str, of: str = FIRST) -> Equation:
    """An equation of a paper, by its label.  Raises UnknownLabel and UnknownPaper."""
    return paper(of).equation(label)
