"""A "~" or "≃" judged along its regime."""

from dataclasses import replace
from fractions import Fraction
from math import inf
from typing import cast

import sympy
from flint import acb

from derive.record import Form, Regime
from numerics.arithmetic.functions import ball_precision, bits_for
from numerics.judge.asymptotic import Outcome, outcome
from numerics.judge.compare import closed_form, number
from numerics.judge.evidence import SHOWN_DIGITS, counterexample
from numerics.judge.finding import established, judged, off_route, remarked
from numerics.judge.follow import UNEVALUATED, follow
from numerics.judge.forms import Path, Strand, enclosed, explicit_functions, on_rung, strands
from numerics.judge.ladder import rung
from numerics.judge.rates import Rate
from numerics.judge.route import Route
from numerics.judge.verdict import Constant, Counterexample, Number, Verdict

LEAST_DIGITS = 25
FIRST_BITS, FIRST_DEPTH = 128, 8  # at which the shapes of both forms are seen
SHOWN_DEPTHS = (13, 24, 40, 80, 160, 320)  # at which a counterexample is looked for


def limit(verdict: Verdict, derived: Form, route: Route | None, digits: int) -> Verdict:
    """A "~": every entry along its regime; to 25 digits at least."""
    asked, digits = digits, max(digits, LEAST_DIGITS)
    record = verdict.record
    regime = cast(Regime, record.regime)
    printed_form, path = explicit_functions(record.printed, regime.path)
    derived_form, path = explicit_functions(derived, regime.path)
    whole = any(symbol.is_integer for symbol in path)

    def printed(verdict: Verdict) -> Verdict:
        values = enclosed(printed_form, derived_form, path)
        with ball_precision(FIRST_BITS):
            found = strands(values(rung(FIRST_DEPTH, 1, whole)))
        outcomes = [
            (strand.words, outcome(values, strand, _is_alone(strand, found), digits, whole))
            for strand in found
        ]
        points = max(len(each.rungs) for _, each in outcomes)
        verdict = _together(replace(verdict, points=points), outcomes, digits)
        if verdict.printed != "refuted":
            return verdict
        shown = _shown(printed_form, derived_form, path, whole)
        if shown is None:
            return remarked(replace(verdict, printed="undecided"), "no digit shows the difference")
        return replace(verdict, counterexample=shown)

    def derivation(verdict: Verdict, route: Route) -> Verdict:
        course = follow(lambda at: off_route(derived, route, on_rung(path, at)), digits, whole)
        if course.direction != 1:
            return remarked(verdict, "the derived form does not tend to its route")
        reached = _order(course.rate)
        if reached is not None and verdict.order is not None and reached <= verdict.order:
            return remarked(
                verdict,
                f"the derived correction is no better than the leading term: its remainder "
                f"is of order {reached}",
            )
        return established(verdict, route, asked)

    return judged(verdict, printed, derivation, route)


def _is_alone(strand: Strand, strands: list[Strand]) -> bool:
    return sum(each.statement == strand.statement for each in strands) == 1


def _shown(printed: Form, derived: Form, path: Path, whole: bool) -> Counterexample | None:
    """A rung at which the shown digits of both forms differ."""
    for turn, depth in enumerate(SHOWN_DEPTHS):
        with ball_precision(bits_for(10 * SHOWN_DIGITS)):
            try:
                point = on_rung(path, rung(depth, turn, whole))
                found = counterexample(printed, derived, point)
            except UNEVALUATED:
                continue
        if found.printed != found.derived:
            return found
    return None


def _together(
    verdict: Verdict, outcomes: list[tuple[str, Outcome]], digits: int
) -> Verdict:
    """One finding for all entries, each with its words: the worst, and the slowest remainder."""
    findings = [each.finding for _, each in outcomes]
    for worst in ("refuted", "undecided"):
        if worst in findings:
            reasons = [f"{words}: {o.reason}" if words else o.reason
                       for words, o in outcomes if o.finding == worst]
            return remarked(replace(verdict, printed=worst), "; ".join(dict.fromkeys(reasons)))
    rate = min((each.rate for _, each in outcomes if each.rate), key=_speed)
    verdict = replace(verdict, order=_order(rate), rate=_in_words(rate))
    if "scaling" not in findings:
        return replace(verdict, printed="leading")
    constants = [_constant(each.constant, digits) for _, each in outcomes]
    same = constants[:1] if len(set(constants)) == 1 else constants
    return replace(verdict, printed="scaling", ratio=tuple(same))


def _constant(value: acb | None, digits: int) -> Constant:
    """A constant by its decimals and its closed form; None stands for 1."""
    if value is None:
        return Constant(Number("1"), sympy.S.One)
    return Constant(number(value, digits), closed_form(value, digits))


def _speed(rate: Rate) -> tuple[float, ...]:
    """In the order of falling: a slower remainder comes first."""
    if rate.zero or rate.fast:
        return (inf, float(rate.zero))
    return (float(rate.power), -float(rate.log), -float(rate.loglog))


def _order(rate: Rate | None) -> Fraction | None:
    """The power of eps of a remainder where it is a rational resolved to many digits."""
    if rate is None or rate.zero or rate.fast or rate.spread:
        return None
    return rate.power if isinstance(rate.power, Fraction) else None


def _in_words(rate: Rate) -> str:
    """How the ratio approaches its limit."""
    if rate.zero:
        return "no difference to any digit"
    if rate.fast:
        return "the remainder falls faster than any power of eps"
    swing = ", and oscillates" if rate.oscillates else ""
    return f"the remainder falls as {rate.words}{swing}"
