"""The smallest correction of a printed form: the fewest edits with which the equation holds.

Entry by entry the edits of `numerics.judge.edits` are tried alone, and then in pairs, at the
points of an "=" or on two deep rungs of a limit.  What agrees there is judged as any record, the
smallest first; only what the judge finds to hold is a correction.  The same edit in several
entries of a matrix or a Tuple counts once.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, combinations, product

from flint import acb
from sympy import Expr, ImmutableDenseMatrix, MatrixBase, Tuple
from sympy.core.function import AppliedUndef

from derive.record import Equation, Form
from numerics.arithmetic.functions import ball_precision
from numerics.judge.correction import Changes, Correction, Search, words_of
from numerics.judge.edits import (
    CONSTANTS,
    FACTOR,
    LETTER,
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
from numerics.judge.forms import entries, on_rung, shape
from numerics.judge.ladder import rung
from numerics.judge.samples import Sample, Sampled, evaluated
from numerics.judge.verdict import Verdict
from numerics.judge.verify import verify

DIGITS = 20  # to which what is left is judged
SECONDS = 20.0  # of the processor, for a search
BITS, DEEP_BITS = 96, 400  # of a value: at a point, on a deep rung
DEPTHS = (60, 240)  # of the rungs
CLOSE, ROUGH = 1e-12, 1e-5  # relative, of an "=": of values, and of sums over nodes
NEAR, NEARER = 1e-3, 0.5  # of a limit: on the deeper rung, or against the distance on the other
STEADY = 0.2  # of a limit of unknown constant: how far the ratio changes between the rungs
MOST_IN_PAIRS = 250  # edits of an entry that are tried in pairs
MOST_COMBINED = 512  # combinations of the changes of several entries
MOST_JUDGED = 8

HOLDS = "The printed form holds: no correction is sought."
UNKNOWN = "The printed form is not shown to be wrong: no correction is sought."
SHAPES = "The printed form is {}, the derived form {}: no correction is sought."
NUMBER = "The printed form is a number, which has no part to correct."
NO_VALUES = "No correction is sought: the forms have no values to compare edited forms by."

_KNOWN: dict[tuple[int, float], tuple[Equation, Search]] = {}


def smallest_correction(equation: Equation | str, seconds: float = SECONDS) -> Search:
    """The smallest corrections with which an equation holds: a record, or one by its label.

    Raises what `verify` raises.
    """
    return corrections_of(verify(equation, DIGITS), seconds)


def corrected(verdict: Verdict, seconds: float = SECONDS) -> Verdict:
    """The verdict with the smallest corrections, where the printed form does not hold."""
    return replace(verdict, search=corrections_of(verdict, seconds)) if fails(verdict) else verdict


def corrections_of(verdict: Verdict, seconds: float = SECONDS) -> Search:
    """The smallest corrections of what was judged; searched for once in a process."""
    key = id(verdict.record), seconds
    if key not in _KNOWN:
        _KNOWN[key] = verdict.record, _searched(verdict, seconds)
    return _KNOWN[key][1]


def holds(verdict: Verdict) -> bool:
    """Whether the printed form holds as what it claims to be; a "~" claims no constant."""
    of_this_order = verdict.printed == "scaling" and verdict.relation == "~"
    return verdict.printed in ("exact", "leading", "definition") or of_this_order


def fails(verdict: Verdict) -> bool:
    """Whether the printed form is shown not to hold."""
    return verdict.printed in ("refuted", "scaling") and not holds(verdict)


def _searched(verdict: Verdict, seconds: float) -> Search:
    record = verdict.settled
    if not fails(verdict) or verdict.derived is None:
        return Search(reason=HOLDS if holds(verdict) else UNKNOWN)
    shapes = shape(record.printed), shape(verdict.derived)
    if shapes[0] != shapes[1]:
        return Search(reason=SHAPES.format(*shapes))
    if not record.printed.free_symbols:
        return Search(reason=NUMBER)
    work = _Work(record, time.process_time() + seconds)
    tasks = work.tasks(verdict.derived)
    if any(None in task.expected for task in tasks):
        return Search(reason=NO_VALUES)
    for stage in (_singles, _pairs):
        found = [list(stage(task)) if task.is_wrong else [()] for task in tasks]
        if all(found) and any(task.is_wrong for task in tasks):
            chosen = _judged(work, found)
            if chosen:
                return Search(tuple(chosen), work.tried)
    limit = "" if not work.is_over else f", in the {seconds:g} seconds that the search may take"
    reason = f"No small correction was found among {work.tried} edited forms{limit}."
    return Search(tried=work.tried, reason=reason)


@dataclass
class _Work:
    """The record, the time left, and how much was done."""

    record: Equation
    end: float
    tried: int = 0

    @property
    def is_over(self) -> bool:
        return time.process_time() > self.end

    def tasks(self, derived: Form) -> list["_Task"]:
        """One for each entry."""
        printed, right = _listed(self.record.printed), _listed(derived)
        letters = _letters(self.record, (*printed, *right))
        within = isinstance(self.record.printed, MatrixBase)
        pairs = zip(printed, right, strict=True)
        return [_Task(self, entry, other, letters, within) for entry, other in pairs]


@dataclass
class _Task:
    """One entry, the derived one, and both at the samples."""

    work: _Work
    entry: Expr
    right: Expr
    letters: Letters
    within: bool
    singles: list[Edit] = field(default_factory=list)
    found: list[Changes] = field(default_factory=list)

    def __post_init__(self) -> None:
        samples, bits, self.is_limit = _samples(self.work.record)
        self.printed = [Sampled(self.entry, sample, bits) for sample in samples]
        self.expected = [evaluated(self.right, sample, bits) for sample in samples]
        self.is_wrong = not self.agrees(())
        claims_constant = self.work.record.relation != "~"
        edited = edits(self.entry, self.letters, self.within)
        of_use = (e for e in edited if claims_constant or e.place or e.kind != FACTOR)
        self.singles = sorted(of_use, key=lambda edit: edit.kind)

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
        """Whether ratios on two rungs are on their way to 1; under a "~", to any constant."""
        if len(ratios) < len(DEPTHS):
            return not ratios
        first, second = ratios
        if self.work.record.relation == "~":
            return bool(second != 0 and first != 0 and abs(first / second - 1) < STEADY)
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


def _singles(task: _Task) -> Iterator[Changes]:
    """The single edits with which an entry agrees."""
    seen = set()
    for edit in task.singles:
        if task.work.is_over:
            return
        if task.leaves_something((edit,)) and task.agrees((edit,)):
            new = made(task.entry, (edit,))
            if new not in seen:
                seen.add(new)
                task.found.append((edit,))
                yield (edit,)


def _pairs(task: _Task) -> Iterator[Changes]:
    """The pairs of edits with which an entry agrees, behind the single ones."""
    yield from task.found
    inner = [edit for edit in task.singles if edit.place][:MOST_IN_PAIRS]
    seen = {made(task.entry, changes) for changes in task.found}
    with_all = ((edit, other) for edit in inner for other in _of_all(task.entry, edit))
    for pair in chain(with_all, combinations(inner, 2)):
        if task.work.is_over:
            return
        if not (apart(*pair) or pair[1].place == ()) or not task.leaves_something(pair):
            continue
        changes = pair[1:] if pair[1].place == () else pair
        if task.agrees(changes):
            new = made(task.entry, changes)
            if new not in seen:
                seen.add(new)
                yield pair


def _of_all(entry: Expr, edit: Edit) -> Iterator[Edit]:
    """Sign and factor of the whole entry, in which an edit is made."""
    new, shown = made(entry, (edit,)), made(entry, (edit,), in_boxes=True)
    yield Edit((), -new, -shown, "with the other sign", SIGN)
    yield from (whole(factor, new, shown) for factor in CONSTANTS)


def _judged(work: _Work, found: Sequence[Sequence[Changes]]) -> list[Correction]:
    """Of the changes found for each entry the smallest with which the equation holds."""
    choices = sum(len(each) > 1 for each in found)
    most = max(1, int(MOST_COMBINED ** (1 / max(1, choices))))
    chosen = sorted(product(*(each[:most] for each in found)), key=_size)
    held: list[Correction] = []
    size = None
    for changes in chosen[:MOST_JUDGED]:
        if size is not None and _size(changes) != size:
            break
        correction = _held(work.record, changes)
        if correction is not None:
            held.append(correction)
            size = _size(changes)
    return held


def _held(record: Equation, changes: Sequence[Changes]) -> Correction | None:
    """The record with changes in its entries as a correction; None where it does not hold."""
    printed = _with_changes(record.printed, changes, in_boxes=False)
    # Without its paper, so that the derived form is not held against its route once more.
    verdict = verify(replace(record, printed=printed, paper=""), DIGITS)
    if not holds(verdict):
        return None
    marked = _with_changes(record.printed, changes, in_boxes=True)
    words = words_of(record.printed, changes)
    return Correction(words, printed, marked, verdict.printed, verdict.ground)


def _size(changes: Sequence[Changes]) -> tuple[int, tuple[int, ...]]:
    """Fewer edits before more, the likelier kinds before others; equal words count once."""
    kinds = {edit.words: edit.kind for of_entry in changes for edit in of_entry}
    return len(kinds), tuple(sorted(kinds.values()))


def _samples(record: Equation) -> tuple[list[Sample], int, bool]:
    """Where edited forms are looked at, to how many bits, and whether it is a limit."""
    if record.relation == "=" or record.regime is None:
        return list(record.points), BITS, False
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


def _listed(form: Form) -> list[Expr]:
    return [entry for group in entries(form) for entry in group]


def _with_changes(form: Form, changes: Sequence[Changes], in_boxes: bool) -> Form:
    """The form with the changes of each of its entries made, in its own structure."""
    new = iter(
        # What changes the whole of an entry holds the other changes in it already.
        made(entry, [e for e in of_entry if e.place == ()] or of_entry, in_boxes)
        for entry, of_entry in zip(_listed(form), changes, strict=True)
    )
    return _filled(form, new)


def _filled(form: Form, new: Iterator[Expr]) -> Form:
    if isinstance(form, Tuple):
        return Tuple(*(_filled(part, new) for part in form.args))
    if isinstance(form, MatrixBase):
        return ImmutableDenseMatrix(*form.shape, [next(new) for _ in form])
    return next(new)
