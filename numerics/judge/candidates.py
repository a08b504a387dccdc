"""Edited forms that have the values of the derived form at a few samples.

The samples are the points of an "=", or two deep rungs of a limit.  What agrees there is a
candidate for a correction, and no more: the judge decides (`numerics.judge.corrections`).
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations

from flint import acb
from sympy import Expr, MatrixBase
from sympy.core.function import AppliedUndef

from derive.marked import marked
from derive.record import Equation, Form
from numerics.arithmetic.functions import ball_precision
from numerics.judge.correction import Changes
from numerics.judge.edits import (
    CONSTANTS,
    LETTER,
    OTHER_SIGN,
    SIGN,
    TERM,
    Edit,
    Letters,
    apart,
    edits,
    made,
    places,
    whole,
)
from numerics.judge.forms import entries, on_rung
from numerics.judge.ladder import rung
from numerics.judge.samples import Sample, Sampled, evaluated

BITS, DEEP_BITS = 96, 400  # of a value: at a point, on a deep rung
DEPTHS = (60, 240)  # of the rungs
CLOSE, ROUGH = 1e-12, 1e-4  # relative, of an "=": of values, and of sums over nodes
NEAR, NEARER = 1e-3, 0.5  # of a limit: on the deeper rung, or against the distance on the other
STEADY = 0.2  # of a limit of unknown constant: how far the ratio changes between the rungs
MOST_IN_PAIRS = 250  # edits of an entry that are tried in pairs


@dataclass
class Work:
    """The record, where it fails, the time at which a search ends, and how much was done."""

    record: Equation
    end: float
    counterexamples: tuple[Sample, ...] = ()
    tried: int = 0
    refused: set[Form] = field(default_factory=set)  # by the judge

    @property
    def is_over(self) -> bool:
        return time.process_time() > self.end

    def tasks(self, derived: Form) -> list["Task"]:
        """One for each entry."""
        printed, right = listed(self.record.printed), listed(derived)
        letters = _letters(self.record, (*printed, *right))
        within = isinstance(self.record.printed, MatrixBase)
        pairs = zip(printed, right, strict=True)
        return [Task(self, entry, other, letters, within) for entry, other in pairs]


@dataclass
class Task:
    """One entry, the derived one, and both at the samples."""

    work: Work
    entry: Expr
    right: Expr
    letters: Letters
    within: bool
    singles: list[Edit] = field(default_factory=list)
    found: list[Changes] = field(default_factory=list)

    def __post_init__(self) -> None:
        samples, bits, self.is_limit = _samples(self.work)
        self.printed = [Sampled(self.entry, sample, bits) for sample in samples]
        self.expected = [evaluated(self.right, sample, bits) for sample in samples]
        self.is_wrong = not self.agrees(())
        edited = edits(self.entry, self.letters, self.within)
        self.singles = sorted(edited, key=lambda edit: edit.kind)

    def agrees(self, changes: Changes) -> bool:
        """Whether the entry with these changes has the derived values, or tends to them."""
        self.work.tried += 1
        ratios: list[acb] = []
        for each, expected in zip(self.printed, self.expected, strict=True):
            value = each.value(changes)
            if value is None or expected is None or expected.is_zero():
                if value is None or not value.is_zero():
                    return False
                continue
            ratios.append(value / expected)
            if not self.is_limit:
                most = ROUGH if each.is_rough else CLOSE
                if not abs(ratios[-1] - 1) < most:
                    return False
        return not self.is_limit or self._tends(ratios)

    def _tends(self, ratios: Sequence[acb]) -> bool:
        """Whether ratios on two rungs are on their way to 1; under "~", to a positive constant."""
        if len(ratios) < len(DEPTHS):
            return not ratios
        first, second = ratios
        if self.work.record.relation == "~":
            is_steady = second != 0 and first != 0 and abs(first / second - 1) < STEADY
            return bool(is_steady and abs(second / abs(second) - 1) < STEADY)
        off = [float(abs(ratio - 1).upper()) for ratio in (first, second)]
        return off[1] < NEAR or (off[1] < NEARER * off[0] and off[1] < STEADY)

    def leaves_something(self, changes: Changes) -> bool:
        """Whether a letter of the entry stands where it stood: else all of it is replaced."""
        if self.within:
            return True
        replaced = [edit.place for edit in changes if edit.kind in (LETTER, TERM)]
        return any(
            not any(place[: len(other)] == other for other in replaced)
            for place, node, _ in places(self.entry)
            if node.is_Symbol or isinstance(node, AppliedUndef)
        )


def singles(task: Task, kinds: Sequence[int]) -> list[Changes]:
    """The single edits of these kinds with which an entry agrees."""
    chosen = ((edit,) for edit in task.singles if edit.kind in kinds)
    return _agreeing(task, ((changes, changes) for changes in chosen))


def pairs(task: Task) -> list[Changes]:
    """The pairs of edits with which an entry agrees."""
    inner = [edit for edit in task.singles if edit.place][:MOST_IN_PAIRS]
    # What changes the whole of an entry holds the other change already.
    with_all = (((edit, other), (other,)) for edit in inner for other in _of_all(task.entry, edit))
    both_inner = ((pair, pair) for pair in combinations(inner, 2) if apart(*pair))
    return _agreeing(task, chain(with_all, both_inner))


def _agreeing(task: Task, tried: Iterable[tuple[Changes, Changes]]) -> list[Changes]:
    """The changes with which an entry agrees, each form once; beside each what is to be made."""
    seen = {made_of(task.entry, changes) for changes in task.found}
    found: list[Changes] = []
    for changes, to_make in tried:
        if task.work.is_over:
            break
        if task.leaves_something(changes) and task.agrees(to_make):
            new = made(task.entry, to_make)
            # sin(-x) and -sin(x) are one change; letters are two, though both give the same.
            if new not in seen or all(each.kind == LETTER for each in changes):
                seen.add(new)
                found.append(changes)
    return found


def made_of(entry: Expr, changes: Changes, in_boxes: bool = False) -> Expr:
    """The entry with its changes; one of the whole entry holds the others in it."""
    return made(entry, [each for each in changes if not each.place] or changes, in_boxes)


def _of_all(entry: Expr, edit: Edit) -> Iterator[Edit]:
    """Sign and factor of the whole entry, in which an edit is made."""
    new, shown = made(entry, (edit,)), made(entry, (edit,), in_boxes=True)
    yield Edit((), -new, marked(-shown, shown), OTHER_SIGN, SIGN)
    yield from (whole(factor, new, shown) for factor in CONSTANTS)


def _samples(work: Work) -> tuple[list[Sample], int, bool]:
    """Where edited forms are looked at, to how many bits, and whether it is a limit."""
    record = work.record
    if record.relation == "=" or record.regime is None:
        return [*work.counterexamples, *record.points], BITS, False
    with ball_precision(DEEP_BITS):
        rungs = (rung(depth, turn) for turn, depth in enumerate(DEPTHS))
        return [on_rung(record.regime.path, at) for at in rungs], DEEP_BITS, True


def _letters(record: Equation, forms: Sequence[Expr]) -> Letters:
    """For each letter and function of either form the others of its unit."""
    known = {s for form in forms for s in form.free_symbols | form.atoms(AppliedUndef)}
    units: Mapping[Expr, str] = record.notation.units
    ordered = sorted(known, key=str)
    return {
        letter: [
            other
            for other in ordered
            if other != letter
            and units.get(other) == units.get(letter)
            and other.is_Symbol == letter.is_Symbol
            and (letter.is_Symbol or other.args == letter.args)
        ]
        for letter in ordered
    }


def listed(form: Form) -> list[Expr]:
    """The entries of all statements in one row."""
    return [entry for group in entries(form) for entry in group]
