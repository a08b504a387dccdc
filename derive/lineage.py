"""Which equations of the catalogue follow from which, read off from the code itself."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from derive.chain import Derivation, chain
from derive.grains.catalogue import LABELS, equation


@dataclass(frozen=True)
class Lineage:
    """How an equation follows: from the nearest other equations, by the steps beyond theirs."""

    label: str
    builds_on: tuple[str, ...]
    steps: tuple[Derivation, ...]


@cache
def links(label: str) -> tuple[Derivation, ...]:
    """The chain of functions behind the derived form of the label, its own last."""
    return tuple(chain(equation(label).derived))


def lineage(label: str, among: Collection[str] = LABELS) -> Lineage:
    """How the equation follows from those among the labels."""
    own = links(label)[-1]
    known: dict[Derivation, str] = {}
    for other in LABELS:
        function = links(other)[-1]
        if other in among and function != own and function in links(label):
            known.setdefault(function, other)
    covered = {step for other in known.values() for step in links(other)}
    nearest = tuple(
        other
        for function, other in known.items()
        if not any(function in links(later)[:-1] for later in known.values())
    )
    return Lineage(label, nearest, tuple(step for step in links(label) if step not in covered))


def effects(label: str) -> tuple[str, ...]:
    """The labels whose derivation uses the derived form of this one, be they printed before it.

    Of two labels with one derived form, the later rests on the earlier.
    """
    own, position = links(label)[-1], LABELS.index(label)
    return tuple(
        other
        for place, other in enumerate(LABELS)
        if own in links(other)[: None if place > position else -1]
    )
