"""What a search for the smallest correction of a printed form came to, as a record and in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sympy import MatrixBase, Tuple

from derive.display import Formula, displayed
from derive.record import Form
from numerics.judge.edits import Edit
from numerics.judge.forms import entries, strands
from numerics.judge.phrases import Words, in_latex, in_text

Changes = tuple[Edit, ...]  # of one entry


@dataclass(frozen=True)
class Correction:
    """A printed form with few changes, which the judge finds to hold.

    changes: what changes, in words with expressions between them.  printed: the form with the
    changes made.  formula: the equation with each change in a box.  finding, ground: what the
    judge finds of it, "exact", "leading" or, under a "~", "scaling", and what that rests on.
    """

    changes: Words
    printed: Form
    formula: Formula
    finding: str
    ground: str = ""

    @property
    def words(self) -> str:
        """What changes, such as "with Gamma_M for Gamma_S in the second term"."""
        return in_text(self.changes)

    @property
    def words_in_latex(self) -> str:
        """The same with each expression in LaTeX, between dollar signs."""
        return in_latex(self.changes, self.formula.notation)


@dataclass(frozen=True)
class Search:
    """The corrections that were found, all of one size; and where there is none, why.

    tried: the edited forms that were looked at.
    """

    corrections: tuple[Correction, ...] = ()
    tried: int = 0
    reason: str = ""

    def __str__(self) -> str:
        """A sentence, or two."""
        return self._sentence([each.words for each in self.corrections])

    @property
    def in_latex(self) -> str:
        """The same with each expression in LaTeX, between dollar signs."""
        return self._sentence([each.words_in_latex for each in self.corrections])

    def _sentence(self, changes: Sequence[str]) -> str:
        if not changes:
            return self.reason
        choice = " These changes are equally small." * (len(changes) > 1)
        return f"The equation holds {', or '.join(changes)}.{choice}"

    def as_dict(self) -> dict[str, Any]:
        """The same with the corrected forms, for JSON."""
        forms = [{"words": e.words, "printed": str(e.printed)} for e in self.corrections]
        return {"said": str(self), "forms": forms, "tried": self.tried}

    def _repr_latex_(self) -> str:
        """The sentence, and each corrected equation with its changes in boxes, for Jupyter."""
        shown = [displayed(each.formula.statements()) for each in self.corrections]
        return "\n".join([self.in_latex, *shown])


def words_of(form: Form, changes: Iterable[Changes]) -> Words:
    """The changes of all entries; a change that is made in several entries is said once."""
    where: dict[Words, list[int]] = {}
    for number, of_entry in enumerate(changes):
        for edit in of_entry:
            where.setdefault(edit.words, []).append(number)
    said = [(*words, _in_entries(form, numbers)) for words, numbers in where.items()]
    return tuple(part for each in said for part in (*each, " and "))[:-1]


def _in_entries(form: Form, numbers: Sequence[int]) -> str:
    """Which entries are meant; nothing where they are all that the form has."""
    every = [entry for group in entries(form) for entry in group]
    changeable = [number for number, entry in enumerate(every) if entry != 0]
    if isinstance(form, MatrixBase):
        if list(numbers) == changeable:
            return ""
        columns = form.shape[1]
        named = [f"row {n // columns + 1}, column {n % columns + 1}" for n in numbers]
        return f" in {' and in '.join(named)}"
    if not isinstance(form, Tuple):
        return ""
    if list(numbers) == changeable:
        return f" in {'both' if len(every) == 2 else 'all'} statements"
    found = strands(form)
    return f" in {' and in '.join(found[n].words for n in numbers)}"
