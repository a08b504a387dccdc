"""The verdict on one equation, as a record that travels with the equation itself."""

from dataclasses import dataclass, fields, replace
from fractions import Fraction
from functools import wraps
from typing import Any

from derive.record import Equation, Form
from numerics.judge.shown import verdict_html
from numerics.judge.values import Constant, Counterexample, Number
from numerics.judge.words import one_line, told


@dataclass(frozen=True, kw_only=True, repr=False)
class Verdict:
    """What one equation was found to be worth.

    printed: exact, leading, scaling, refuted, beyond, definition or undecided.  ground: what an
    exact form rests on: "proved for all values", "enclosed at N points to D digits", or "computed
    at N points to D digits, without enclosure".
    derivation: proved, certified, checked, statistical or undecided.
    digits: to which the derived form agrees with its route, 0 for a simulation.  order: the
    exponent in eps of the remainder, 0 where it falls as 1/log(eps), None where it falls faster
    than every power or is no rational; beyond the paper, where nothing is printed, it is that of
    the derived form against its route.  rate: how it falls, in words.  ratio: printed/derived,
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
        return f"<Verdict {one_line(self)}>"

    def __str__(self) -> str:
        return told(self)

    def _repr_html_(self) -> str:
        """The findings as a table, for Jupyter."""
        return verdict_html(self)


def _text_or_texts(values: tuple[Number, ...]) -> str | list[str]:
    texts = [str(value) for value in values]
    return texts[0] if len(texts) == 1 else texts
