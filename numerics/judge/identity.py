"""An "=" judged."""

from dataclasses import replace
from functools import partial

from flint import arb

from derive.record import Form
from numerics.judge.compare import agreeing_digits, measured
from numerics.judge.evidence import counterexample, place
from numerics.judge.finding import apart, established, judged, off_route, remarked
from numerics.judge.route import Route
from numerics.judge.verdict import Verdict


def identity(verdict: Verdict, derived: Form, route: Route | None, digits: int) -> Verdict:
    """An "=": at its points, on a ladder of precisions."""
    record = verdict.record
    verdict = replace(verdict, points=len(record.points))

    def printed(verdict: Verdict) -> Verdict:
        for rung in sorted({max(digits // 3, 5), max(2 * digits // 3, 5), digits}):
            for point in record.points:
                if measured(partial(apart, record.printed, derived, point), rung) > 0:
                    return replace(
                        verdict,
                        printed="refuted",
                        counterexample=counterexample(record.printed, derived, point),
                    )
        return replace(verdict, printed="exact")

    def derivation(verdict: Verdict, route: Route) -> Verdict:
        agreed = digits
        for point in record.points:
            difference = measured(partial(off_route, derived, route, point), digits)
            if not difference < arb(10) ** -digits or (route.enclosed and difference > 0):
                return remarked(verdict, f"the route differs at {place(point, derived)}")
            agreed = min(agreed, agreeing_digits(difference))
        return established(verdict, route, agreed)

    return judged(verdict, printed, derivation, route)
