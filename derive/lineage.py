"""Which equations of a paper follow from which, read off from the code itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from derive.chain import Derivation, chain
from derive.record import Equation


@dataclass(frozen=True)
class Lineage:
    """How an equation follows: from the nearest other equations, by the steps beyond theirs."""

    label: str
    builds_on: tuple[str, ...]
    steps: tuple[Derivation, ...]


def links(record: Equation) -> tuple[Derivation, ...]:
    """The chain of functions behind the derived form of the record, its own last."""
    return _links(record.derived)


@cache
def _links(derived: Derivation) -> tuple[Derivation, ...]:
    return tuple(chain(derived))


def lineage(record: Equation, among: Sequence[Equation]) -> Lineage:
    """How the equation follows from those among the others."""
    own = links(record)
    known: dict[Derivation, Equation] = {}
    for other in among:
        (last,) = links(other)[-1:] or (None,)
        if last in own[:-1]:
            known.setdefault(last, other)
    covered = {step for other in known.values() for step in links(other)}
    nearest = tuple(
        other.label
        for step, other in known.items()
        if not any(step in links(later)[:-1] for later in known.values())
    )
    return Lineage(record.label, nearest, tuple(step for step in own if step not in covered))


def effects(record: Equation, among: Sequence[Equation]) -> tuple[str, ...]:
    """The labels whose derivation uses the derived form of this one, be they printed before it.

    Of two labels with one derived form, the later rests on the earlier.
    """
    (own,) = links(record)[-1:] or (None,)
    labels = [other.label for other in among]
    position = labels.index(record.label) if record.label in labels else len(labels)
    return tuple(
        other.label
        for place, other in enumerate(among)
        if own in links(other)[: None if place > position else -1]
    )
