"""The verdict on one equation, as a record that travels with the equation itself."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from functools import wraps
from typing import Any

from sympy import Expr

from derive.record import Equation, Form


@dataclass(frozen=True)
class Number:
    """A complex number in decimals, as it is shown; the imaginary part is empty where it is 0."""

    real: str
    imaginary: str = ""

    def __str__(self) -> str:
        if not self.imaginary:
            return self.real
        sign = "-" if self.imaginary.startswith("-") else "+"
        return f"{self.real} {sign} {self.imaginary.lstrip('-')}i"


@dataclass(frozen=True)
class Constant:
    """A constant of printed/derived: its decimals, and its closed form where one is known."""

    number: Number
    form: Expr | None = None


@dataclass(frozen=True)
class Counterexample:
    """A point at which two forms differ, and the entries of both there."""

    point: Mapping[Expr, Expr | Number]
    printed: tuple[Number, ...]
    derived: tuple[Number, ...]


@dataclass(frozen=True, kw_only=True, repr=False)
class Verdict:
    """What one equation was found to be worth.

    printed: exact, leading, scaling, refuted, definition or undecided.  ground: what an exact form
    rests on: "proved for all values", "enclosed at N points to D digits", or "computed at N points
    to D digits, without enclosure".
    derivation: proved, certified, checked, statistical or undecided.
    digits: to which the derived form agrees with its route, 0 for a simulation.  order: the
    exponent in eps of the remainder, 0 where it falls as 1/log(eps), None where it falls faster
    than every power or is no rational.  rate: how it falls, in words.  ratio: printed/derived,
    one constant for all statements of the label or one for each.  derived: the derived form,
    None where the derivation failed.  remark: why something is undecided.
    """

    record: Equation
    derived: Form | None = None
    printed: str = "undecided"
    ground: str = ""
    derivation: str = "undecided"
    route: str = ""
    digits: int = 0
    order: Fraction | None = None
    rate: str = ""
    ratio: tuple[Constant, ...] = ()
    counterexample: Counterexample | None = None
    points: int = 0
    seconds: float = 0.0
    remark: str = ""

    @property
    def settled(self) -> Equation:
        """The record with the derived form that was found, which is not derived anew."""
        if self.derived is None:
            return self.record

        @wraps(self.record.derived)
        def found() -> Form | None:
            return self.derived

        return replace(self.record, derived=found)

    @property
    def label(self) -> str:
        return self.record.label

    @property
    def title(self) -> str:
        return self.record.title

    @property
    def relation(self) -> str:
        return self.record.relation

    @property
    def constant(self) -> str | None:
        """The decimals of printed/derived, or None where it tends to no constant but 1."""
        return ", ".join(str(each.number) for each in self.ratio) or None

    @property
    def constant_form(self) -> str | None:
        """printed/derived in closed form, or None where one of its constants has none."""
        forms = [each.form for each in self.ratio]
        return None if None in forms else ", ".join(map(str, forms)) or None

    def found(self) -> dict[str, Any]:
        """All but the record, which a process that judges it has already."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name != "record"}

    def as_dict(self) -> dict[str, Any]:
        """The keys of the JSON output, with values that JSON holds."""
        keys = (
            "label title relation printed ground derivation route digits order rate constant "
            "constant_form counterexample points seconds remark"
        )
        values = {key: getattr(self, key) for key in keys.split()}
        values["order"] = None if self.order is None else str(self.order)
        if self.counterexample is not None:
            point = {str(symbol): str(value) for symbol, value in self.counterexample.point.items()}
            values["counterexample"] = {"point": point} | {
                form: _text_or_texts(getattr(self.counterexample, form))
                for form in ("printed", "derived")
            }
        return values

    def __repr__(self) -> str:
        from numerics.judge.words import one_line

        return f"<Verdict {one_line(self)}>"

    def __str__(self) -> str:
        from numerics.judge.words import told

        return told(self)

    def _repr_html_(self) -> str:
        """The findings as a table, for Jupyter."""
        from numerics.judge.shown import verdict_html

        return verdict_html(self)


def _text_or_texts(values: tuple[Number, ...]) -> str | list[str]:
    texts = [str(value) for value in values]
    return texts[0] if len(texts) == 1 else texts
