"""The smallest correction of a printed form: the fewest edits with which the equation holds.

Entry by entry the edits of `numerics.judge.edits` are tried alone, and then in pairs, at the
points of an "=" or on two deep rungs of a limit.  What agrees there is judged as any record, the
smallest first; only what the judge finds to hold is a correction.  The same edit in several
entries of a matrix or a Tuple counts once.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product as every_choice

from sympy import Expr, ImmutableDenseMatrix, Integral, MatrixBase, Product, Sum, Tuple

from derive.display import Formula
from derive.record import Equation, Form
from numerics.arithmetic.alone import one_at_a_time
from numerics.arithmetic.arguments import one_number
from numerics.judge.candidates import Work, listed, made_of, pairs, singles
from numerics.judge.correction import Changes, Correction, Search, words_of
from numerics.judge.edits import KINDS
from numerics.judge.forms import shape
from numerics.judge.verdict import Verdict
from numerics.judge.verify import verify
from numerics.judge.words import fails, holds

DIGITS = 20  # to which what is left is judged
SECONDS = 20.0  # of the processor, for a search
MOST_COMBINED = 512  # combinations of the changes of several entries
MOST_JUDGED = 8

HOLDS = "The printed form holds: no correction is sought."
UNKNOWN = "The printed form is not shown to be wrong: no correction is sought."
SHAPES = "The printed form is {}, the derived form {}: no correction is sought."
NUMBER = "The printed form is a number, which has no part to correct."
NO_VALUES = "No correction is sought: the forms have no values to compare edited forms by."

Known = tuple[int, str, Form | None, float]
_KNOWN: dict[Known, tuple[Equation, Search]] = {}


def smallest_correction(equation: Equation | str, seconds: float = SECONDS) -> Search:
    """The smallest corrections with which an equation holds: a record, or one by its label.

    Raises what `verify` raises.
    """
    if not one_number("seconds", seconds) > 0:
        raise ValueError(f"seconds is {seconds!r}: give a positive number")
    return corrections_of(verify(equation, DIGITS), seconds)


def corrected(verdict: Verdict, seconds: float = SECONDS) -> Verdict:
    """The verdict with the smallest corrections, where the printed form does not hold."""
    return replace(verdict, search=corrections_of(verdict, seconds)) if fails(verdict) else verdict


@one_at_a_time
def corrections_of(verdict: Verdict, seconds: float = SECONDS) -> Search:
    """The smallest corrections of what was judged; searched for once in a process."""
    key = id(verdict.record), verdict.printed, verdict.derived, seconds
    if key not in _KNOWN:  # which keeps the record, so that no other has its id
        _KNOWN[key] = verdict.record, _searched(verdict, seconds)
    return _KNOWN[key][1]


def _searched(verdict: Verdict, seconds: float) -> Search:
    record = verdict.settled
    if not fails(verdict) or verdict.derived is None or record.printed is None:
        return Search(reason=HOLDS if holds(verdict) else UNKNOWN)
    shapes = shape(record.printed), shape(verdict.derived)
    if shapes[0] != shapes[1]:
        return Search(reason=SHAPES.format(*shapes))
    if not record.printed.free_symbols:
        return Search(reason=NUMBER)
    seen = () if verdict.counterexample is None else (verdict.counterexample.point,)
    work = Work(record, time.process_time() + seconds, seen)
    tasks = work.tasks(verdict.derived)
    if any(None in task.expected for task in tasks):
        return Search(reason=NO_VALUES)
    wrong = [task for task in tasks if task.is_wrong]
    # The same edit in several entries counts once, so that none is left out before all are known.
    stages = [(kind,) for kind in KINDS] if len(wrong) == 1 else [tuple(KINDS)]
    for kinds in (*stages, ()):
        for task in wrong:
            task.found += singles(task, kinds) if kinds else pairs(task)
        if wrong and all(task.found for task in wrong):
            held = _judged(work, [task.found if task.is_wrong else [()] for task in tasks])
            if held:
                return Search(tuple(held), work.tried)
    limit = "" if not work.is_over else f", in the {seconds:g} seconds that the search may take"
    reason = f"No small correction was found among {work.tried} edited forms{limit}."
    return Search(tried=work.tried, reason=reason)


def _judged(work: Work, found: Sequence[Sequence[Changes]]) -> list[Correction]:
    """Of the changes found for each entry the smallest with which the equation holds."""
    choices = sum(len(each) > 1 for each in found)
    most = max(1, int(MOST_COMBINED ** (1 / max(1, choices))))
    chosen = sorted(every_choice(*(each[:most] for each in found)), key=_size)
    held: list[Correction] = []
    size, judged = None, 0
    for changes in chosen:
        if judged == MOST_JUDGED or (held and _size(changes) != size):
            break
        printed = _with_changes(work.record.printed, changes, in_boxes=False)
        if printed in work.refused:
            continue
        judged += 1
        if correction := _held(work.record, changes, printed):
            held.append(correction)
            size = _size(changes)
        else:
            work.refused.add(printed)
    return held


def _held(record: Equation, changes: Sequence[Changes], printed: Form) -> Correction | None:
    """The record with changes in its entries as a correction; None where it does not hold."""
    domain = record.domain
    if domain is None and not printed.has(Integral, Sum, Product):
        domain = ()  # what happens to agree at a few points is no correction
    # Without its paper, so that the derived form is not held against its route once more.
    verdict = verify(replace(record, printed=printed, domain=domain, paper=""), DIGITS)
    if not holds(verdict):
        return None
    marked = _with_changes(record.printed, changes, in_boxes=True)
    formula = Formula(record.lhs, marked, record.notation, record.relation)
    said = words_of(record.printed, changes)
    return Correction(said, printed, formula, verdict.printed, verdict.ground)


def _size(changes: Sequence[Changes]) -> tuple[int, tuple[int, ...]]:
    """Fewer edits before more, the likelier kinds before others; equal words count once."""
    kinds = {edit.words: edit.kind for of_entry in changes for edit in of_entry}
    return len(kinds), tuple(sorted(kinds.values()))


def _with_changes(form: Form, changes: Sequence[Changes], in_boxes: bool) -> Form:
    """The form with the changes of each of its entries made, in its own structure."""
    new = iter(
        made_of(entry, of_entry, in_boxes)
        for entry, of_entry in zip(listed(form), changes, strict=True)
    )
    return _filled(form, new)


def _filled(form: Form, new: Iterator[Expr]) -> Form:
    if isinstance(form, Tuple):
        return Tuple(*(_filled(part, new) for part in form.args))
    if isinstance(form, MatrixBase):
        return ImmutableDenseMatrix(*form.shape, [next(new) for _ in form])
    return next(new)
