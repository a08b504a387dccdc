"""Every check can fail: wrong forms must turn the verdict.

Mutants of a form: doubled, with its sign flipped, with one term of one sum dropped, and with
Gamma_M and Gamma_S exchanged.  They stand in for the printed form, and for the derived one.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from sympy import Add, Tuple, nan, zoo

from derive.grains.symbols import Gamma_M, Gamma_S
from derive.papers import equation, paper
from derive.record import Equation, Form
from numerics.judge.verify import Verdict, verify

DIGITS = 20
CAUGHT = "mutants caught"  # printed at the end of the run
JUDGED = [label for label in paper().labels if equation(label).relation != "definition"]


def mutants(form: Form) -> Iterator[tuple[str, Form]]:
    """Names and forms, without those that are the form itself (no sum, no rate in it)."""
    yield "doubled", each(form, lambda e: 2 * e)
    yield "sign flipped", each(form, lambda e: -e)
    for total in sorted(form.atoms(Add), key=str):
        for term in total.args:
            dropped = form.xreplace({total: total - term})
            yield f"{term} dropped from {total}", dropped
    exchanged = form.subs({Gamma_M: Gamma_S, Gamma_S: Gamma_M}, simultaneous=True)
    if exchanged != form:
        yield "Gamma_M and Gamma_S exchanged", exchanged


def each(form: Form, change) -> Form:
    return Tuple(*map(change, form)) if isinstance(form, Tuple) else change(form)


def worth(verdict: Verdict) -> tuple:
    return verdict.printed, verdict.order, verdict.constant, verdict.counterexample


@cache
def judged(label: str) -> Equation:
    """The record, its derivation run once."""
    form = equation(label).derived()
    return replace(equation(label), derived=lambda: form)


def differs(record: Equation, mutant: Form, original: tuple) -> bool:
    """Whether the mutant, as printed form, changes the verdict, or the one at a single point.

    Where a printed form is refuted already, its counterexample shows the first point alone.
    """
    changed = replace(record, printed=mutant)
    if worth(verify(changed, DIGITS)) != original:
        return True
    return any(
        worth(verify(replace(changed, points=(point,)), DIGITS))
        != worth(verify(replace(record, points=(point,)), DIGITS))
        for point in record.points[1:]
    )


def without_route(record: Equation) -> Equation:
    """The record under a label that has no route: only its printed form is judged."""
    return replace(record, label=f"mutant of {record.label}")


@pytest.mark.parametrize("label", [la for la in JUDGED if equation(la).printed is not None])
def test_mutants_of_the_printed_form_turn_the_verdict(label, record_property):
    record = without_route(judged(label))
    original = worth(verify(record, DIGITS))
    tried = list(mutants(record.printed))
    survivors = [name for name, form in tried if not differs(record, form, original)]
    record_property(CAUGHT, ("printed", len(tried) - len(survivors), len(tried)))
    assert survivors == []


@pytest.mark.parametrize("label", JUDGED)
def test_mutants_of_the_derived_form_are_not_established(label, record_property):
    """By the route, or for a next term that was dropped by the order of the remainder."""
    record = judged(label)
    original = verify(record, DIGITS)
    assert original.derivation in ("certified", "checked", "statistical")
    tried = [
        (name, form)
        for name, form in mutants(record.derived())
        if form.has(zoo, nan)
        or not (beyond_the_next_term(record, form, original) or unseen(record, form))
    ]
    survivors = [name for name, form in tried if established(record, form, original)]
    record_property(CAUGHT, ("derived", len(tried) - len(survivors), len(tried)))
    assert survivors == []


def established(record: Equation, mutant: Form, original: Verdict) -> bool:
    """Whether the mutant, as derived form, is worth as much as the derived form itself."""
    if mutant.has(zoo, nan):
        return False  # no number, which a record refuses
    verdict = verify(replace(record, derived=lambda: mutant), DIGITS)
    return verdict.derivation == original.derivation and verdict.order == original.order


def beyond_the_next_term(record: Equation, mutant: Form, original: Verdict) -> bool:
    """Whether a limit's mutant agrees with the derived form to a higher order than is claimed.

    The next term of a limit may hold factors of higher order, to which no check is sensitive.
    """
    if record.relation == "=" or record.printed is None:
        return False
    closeness = verify(without_route(replace(record, printed=mutant)), DIGITS)
    if closeness.printed != "leading" or original.order is None:
        return closeness.printed == "leading" and closeness.order is None
    return closeness.order is None or closeness.order > original.order


def unseen(record: Equation, mutant: Form) -> bool:
    """Whether the mutant has the values of the derived form, and the record says to be blind."""
    if "blind" not in record.note:
        return False
    return verify(without_route(replace(record, printed=mutant)), DIGITS).printed == "exact"
