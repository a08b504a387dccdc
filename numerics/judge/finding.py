"""What both kinds of judgement share: the two findings, and what leaves one undecided."""

import logging
from collections.abc import Callable
from dataclasses import replace

from flint import arb

from derive.record import Form
from numerics.arithmetic.enclosures import NoEnclosure
from numerics.judge.compare import Unresolved, deviation, evaluate, largest
from numerics.judge.route import Route, Values
from numerics.judge.verdict import Verdict

BEYOND = "the engine fails on this form, which is a fault of its own: please report the record"


def judged(
    verdict: Verdict,
    printed: Callable[[Verdict], Verdict],
    derivation: Callable[[Verdict, Route], Verdict],
    route: Route | None,
) -> Verdict:
    """Both findings; an engine that fails leaves its own undecided.

    Where the paper prints nothing there is nothing to find of it: `beyond`.
    """
    if verdict.record.printed is None:
        verdict = replace(verdict, printed="beyond")
    else:
        verdict = _attempt(printed, verdict)
    if route is None:
        return remarked(verdict, f"no independent route is known for {verdict.label}")
    verdict = replace(verdict, route=route.words)
    return _attempt(lambda v: derivation(v, route), verdict)


def _attempt(finding: Callable[[Verdict], Verdict], verdict: Verdict) -> Verdict:
    """A refusal speaks for itself; of any other failure the log has the particulars."""
    try:
        return finding(verdict)
    except (NoEnclosure, Unresolved) as refusal:
        return remarked(verdict, str(refusal))
    except Exception:
        logging.getLogger(__name__).debug("equation %s", verdict.label, exc_info=True)
        return remarked(verdict, BEYOND)


def remarked(verdict: Verdict, remark: str) -> Verdict:
    return replace(verdict, remark="; ".join(filter(None, (verdict.remark, remark))))


def established(verdict: Verdict, route: Route, digits: int) -> Verdict:
    """The rank that the route gives; the digits of a simulation are its error bars."""
    if route.report is not None:
        words = f"{route.words}: {route.report()}"
        return replace(verdict, derivation="statistical", route=words)
    rank = "certified" if route.enclosed else "checked"
    return replace(verdict, derivation=rank, digits=digits)


def apart(form: Form, derived: Form, point: Values) -> arb:
    """Relative difference of two forms at a point."""
    return deviation(evaluate(form, point), evaluate(derived, point))


def off_route(derived: Form, route: Route, point: Values) -> arb:
    """Relative difference of a form from its route, the largest of the route's samples."""
    samples = list(route.samples(point))
    return largest([deviation(evaluate(derived, place), values) for place, values in samples])
