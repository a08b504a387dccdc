"""verify: one equation judged.  Every finding is computed at the call; none is stored."""

import time
from dataclasses import replace

import sympy

from derive.papers import equation as labelled
from derive.record import Equation, Form
from numerics.judge.finding import remarked
from numerics.judge.identity import identity
from numerics.judge.limit import limit
from numerics.judge.papers import route_of
from numerics.judge.route import Route
from numerics.judge.verdict import Verdict

DIGITS = range(5, 10001)


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
    ValueError for an unknown label, digits outside 5..10000, or a record that leaves a symbol
    free or contains a float; TypeError for anything that is no equation.
    """
    if not isinstance(digits, int) or digits not in DIGITS:
        raise ValueError(f"digits must be a whole number from 5 to 10000, not {digits!r}")
    record = recorded(equation)
    started = time.perf_counter()
    verdict = Verdict(record=record)
    try:
        derived = record.derived()
    except Exception as failure:
        return remarked(verdict, f"engine: the derivation raised {failure!r}")
    record.require(derived, "derived")
    verdict = replace(verdict, derived=derived)
    judge = {"definition": definition, "=": identity, "~": limit}[record.relation]
    verdict = judge(verdict, derived, route or route_of(record, thorough), digits)
    return replace(verdict, seconds=time.perf_counter() - started)


def recorded(equation: Equation | str) -> Equation:
    """The record itself, or that of the first paper with this label."""
    if isinstance(equation, str):
        return labelled(equation)
    if not isinstance(equation, Equation):
        raise TypeError(f"an Equation is judged, or a label of the first paper, not {equation!r}")
    return equation


def definition(verdict: Verdict, derived: Form, route: Route | None, digits: int) -> Verdict:
    verdict = replace(verdict, printed="definition", route="the starting point of the model")
    if difference := sympy.expand(derived - verdict.record.printed):
        return remarked(verdict, f"the model starts from another form, by {difference}")
    return replace(verdict, derivation="proved", digits=digits)
