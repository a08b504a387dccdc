"""What a search for the smallest correction of a printed form came to, as a record and in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sympy import MatrixBase, Tuple

from derive.display import Formula, displayed
from derive.prose import prose
from derive.record import Form
from numerics.judge.edits import Edit
from numerics.judge.forms import entries, strands

Changes = tuple[Edit, ...]  # of one entry


@dataclass(frozen=True)
class Correction:
    """A printed form with few changes, which the judge finds to hold.

    words: what changes, such as "with Gamma_M for Gamma_S in the second term".  printed: the form
    with the changes made.  formula: the equation with each change in a box.  finding, ground:
    what the judge finds of it, "exact", "leading" or, under a "~", "scaling", and what that rests
    on.
    """

    words: str
    printed: Form
    formula: Formula
    finding: str
    ground: str = ""


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
        if not self.corrections:
            return self.reason
        said = ", or ".join(each.words for each in self.corrections)
        choice = " These changes are equally small." * (len(self.corrections) > 1)
        return f"The equation holds {said}.{choice}"

    def as_dict(self) -> dict[str, Any]:
        """The same with the corrected forms, for JSON."""
        forms = [{"words": e.words, "printed": str(e.printed)} for e in self.corrections]
        return {"said": str(self), "forms": forms, "tried": self.tried}

    def _repr_latex_(self) -> str:
        """The sentence, and each corrected equation with its changes in boxes, for Jupyter."""
        shown = [displayed(each.formula.statements()) for each in self.corrections]
        return "\n".join([prose(str(self)), *shown])


def words_of(form: Form, changes: Iterable[Changes]) -> str:
    """The changes of all entries; a change that is made in several entries is said once."""
    where: dict[str, list[int]] = {}
    for number, of_entry in enumerate(changes):
        for edit in of_entry:
            where.setdefault(edit.words, []).append(number)
    return " and ".join(words + _in_entries(form, numbers) for words, numbers in where.items())


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
