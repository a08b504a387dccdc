"""verify: one equation judged.  Every finding is computed at the call; none is stored."""

import time
from dataclasses import replace
from typing import cast

import sympy
from sympy import Basic, Order, Tuple

from derive.given import FORMS, form, told
from derive.papers import equation as labelled
from derive.record import Equation, Form
from numerics.arithmetic.alone import one_at_a_time
from numerics.arithmetic.arguments import require_switch, require_whole
from numerics.arithmetic.digits import DIGITS
from numerics.judge.finding import remarked
from numerics.judge.identity import identity
from numerics.judge.limit import limit
from numerics.judge.papers import route_of
from numerics.judge.proof import entries_of
from numerics.judge.route import Route
from numerics.judge.verdict import Verdict


class NoEquation(TypeError, ValueError):
    """What is to be judged is neither a record nor a label."""


@one_at_a_time
def verify(
    equation: Equation | str,
    digits: int = 50,
    *,
    route: Route | None = None,
    thorough: bool = False,
) -> Verdict:
    """Judge an equation: a record of one's own, or one of the first paper by its label.

    The derived form is held against `route`, by default the one that the record's paper hands
    in for its label; a simulation is short, or long and more precise where `thorough`.  Raises
    ValueError for an unknown label, digits outside 5..10000, a route that is no Route, anything
    that is no equation, or a derived form that leaves a symbol free or contains a float.
    """
    require_whole("digits", digits, DIGITS.start, DIGITS.stop - 1)
    require_switch("thorough", thorough)
    if not isinstance(route, Route | None):
        raise ValueError(f"route is {told(route)}: give a Route, such as Route(words, at(value))")
    record = recorded(equation)
    started = time.perf_counter()
    verdict = Verdict(record=record)
    if isinstance(record.derived, Basic):
        words = "the derived form is no function: give one without arguments that returns it"
        return remarked(verdict, words)
    try:
        given = record.derived()
    except Exception as failure:
        return remarked(verdict, f"the derivation ended in an error of its own: {failure!r}")
    if isinstance(given, list | dict | set | str | bool) or given is None:
        return remarked(verdict, f"the derivation returned {told(given)}: {FORMS} is judged")
    derived = form(given, f"the derived form of equation {record.label}")
    verdict = replace(verdict, derived=derived)
    forms = [derived] if record.printed is None else [record.printed, derived]
    if Tuple(*forms).has(Order):
        return remarked(verdict, "a form holds an O(...): leave it out by removeO()")
    if said := next(filter(None, map(record.namesakes, forms)), ""):
        return remarked(verdict, said)
    record.require(derived, "derived")
    judge = JUDGES[record.relation]
    verdict = judge(verdict, derived, route or route_of(record, thorough), digits)
    return replace(verdict, seconds=time.perf_counter() - started)


def recorded(equation: Equation | str) -> Equation:
    """The record itself, or that of the first paper with this label."""
    if isinstance(equation, str):
        return labelled(equation)
    if not isinstance(equation, Equation):
        raise NoEquation(
            f"what is judged is {told(equation)}: give an Equation, or a label of the first paper"
        )
    return equation


def definition(verdict: Verdict, derived: Form, route: Route | None, digits: int) -> Verdict:
    """Where the model starts: entry by entry, the printed form is the derived one written out."""
    verdict = replace(verdict, printed="definition", route="the starting point of the model")
    printed = cast(Form, verdict.record.printed)
    entries, others = entries_of(derived), entries_of(printed)
    if len(entries) != len(others):
        return remarked(verdict, f"the model starts from {len(entries)} entries, not {len(others)}")
    for entry, other in zip(entries, others, strict=True):
        if difference := sympy.expand(entry - other):
            return remarked(verdict, f"the model starts from another form, by {difference}")
    return replace(verdict, derivation="proved", digits=digits)


JUDGES = {"definition": definition, "=": identity, "~": limit, "≃": limit}
