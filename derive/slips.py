"""A slip of a paper: what should read otherwise, where, and which equations only carry it on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from sympy import Tuple

from derive.record import Equation, Form

Kind = Literal["misprint", "sign", "convention", "constant"]
Change = Callable[[Form], Form]


@dataclass(frozen=True, kw_only=True)
class Slip:
    """One slip, however many equations carry it on.

    words: what should read otherwise, as a sentence.  corrections: for each label that the slip
    touches, the corrected form as a function of the printed one; the first label is where it
    occurs.  carried: for each label that only carries the slip on, the form that follows from the
    printed form of an earlier equation.
    """

    name: str
    kind: Kind
    words: str
    corrections: Mapping[str, Change]
    carried: Mapping[str, Callable[[], Form]] = field(default_factory=dict)


def corrected(equation: Equation, slips: tuple[Slip, ...]) -> Equation:
    """The equation with the corrections of all slips that touch it."""
    form = equation.printed
    for slip in slips:
        form = slip.corrections.get(equation.label, _unchanged)(form)
    return replace(equation, printed=form)


def entries(*changes: Change) -> Change:
    """A change of the entries of a Tuple or a matrix, in their order."""

    def change(form: Form) -> Form:
        new = [change(entry) for change, entry in zip(changes, form, strict=True)]
        return Tuple(*new) if isinstance(form, Tuple) else form.func(*form.shape, new)

    return change


def times(factor: object) -> Change:
    """Multiplication of a form by a factor."""
    return lambda form: form * factor


def to(new: Form) -> Change:
    """Another form in place of the printed one."""
    return lambda _: new


def _unchanged(form: Form) -> Form:
    return form
