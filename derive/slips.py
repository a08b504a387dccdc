"""A slip of a paper: what should read otherwise, where, and which equations only carry it on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from sympy import Basic, Tuple

from derive.record import Equation, Form

Kind = Literal["misprint", "sign", "convention", "constant"]
Change = Callable[[Form], Form]


@dataclass(frozen=True, kw_only=True)
class Slip:
    """One slip, however many equations carry it on.

    words: what should read otherwise, in sentences.  corrections: for each label that the slip
    touches, the corrected form as a function of the printed one; the first label is where it
    occurs.  carried: for each label that only carries it on, the form that follows from an
    earlier equation as that one is printed.
    """

    name: str
    kind: Kind
    words: str
    corrections: Mapping[str, Change]
    carried: Mapping[str, Callable[[], Form]] = field(default_factory=dict)


def corrected(equation: Equation, slips: Sequence[Slip]) -> Equation:
    """The equation with the corrections of those slips that touch it."""
    form = equation.printed
    for slip in slips:
        if form is not None and equation.label in slip.corrections:
            form = slip.corrections[equation.label](form)
    return replace(equation, printed=form)


def times(factor: Basic | int) -> Change:
    """The form multiplied by a factor."""
    return lambda form: form * factor


def reading(letter: Basic, other: Basic) -> Change:
    """The form with another expression wherever it has this letter."""
    return lambda form: form.subs(letter, other)


def in_entries(*changes: Change) -> Change:
    """The entries of a Tuple or a matrix, row by row, each with a change of its own."""

    def change(form: Form) -> Form:
        new = [change(entry) for change, entry in zip(changes, form, strict=True)]
        return Tuple(*new) if isinstance(form, Tuple) else type(form)(*form.shape, new)

    return change
