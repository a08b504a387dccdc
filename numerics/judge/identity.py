"""An "=" judged: proved for all values where it can be, and tried at points in any case.

A record claims an "=" at its points, or on a whole domain where it has one.  So the finding on
the printed form is made like this:

- `refuted`: at a point of the record, or at a drawn point of its domain, the enclosures of an
  entry are disjoint; or the forms are matrices of different shapes, tuples of different lengths.
- `exact`, proved for all values: the zero test shows it, and no enclosure contradicts.
- `exact`, enclosed or computed at N points to D digits: the forms agree at all points of the
  record, to 1000 digits where time allows, and no drawn point of the domain refutes.
- A record without a domain is tried at drawn points all the same.  A difference there does not
  refute what is claimed at the record's points: the finding stays, and the remark says where
  the forms differ.
- `undecided`: anything else, with the reason.  So is a point on the very cut of a function
  (`numerics.judge.cuts`), where the value from the other side makes the forms agree.
"""

import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

import sympy
from flint import arb
from sympy.logic.boolalg import Boolean

from derive.record import Form, Point
from numerics.judge.agreement import Agreement, agreement
from numerics.judge.compare import agreeing_digits, measured
from numerics.judge.cuts import other_sides
from numerics.judge.evidence import counterexample, place
from numerics.judge.finding import established, judged, off_route, remarked
from numerics.judge.forms import shape
from numerics.judge.points import drawn_points
from numerics.judge.proof import proved_equal
from numerics.judge.route import Route
from numerics.judge.verdict import Verdict

MOST_DIGITS = 1000  # to which an "=" is followed that is not proved
SUSPICIOUS_DIGITS = 10000  # where the forms are known to differ elsewhere
BEYOND_SECONDS = 5.0  # for digits beyond those asked, at all points together
DRAWN_SECONDS = 10.0  # for all drawn points, which as a rule take one
DRAWN_DIGITS = 15  # at least


def identity(verdict: Verdict, derived: Form, route: Route | None, digits: int) -> Verdict:
    """An "=": by proof, at its points to so many digits at least, and at drawn points."""
    record = verdict.record
    verdict = replace(verdict, points=len(record.points))

    def derivation(verdict: Verdict, route: Route) -> Verdict:
        agreed = digits
        for point in record.points:
            difference = measured(partial(off_route, derived, route, point), digits)
            if not difference < arb(10) ** -digits or (route.enclosed and difference > 0):
                return remarked(verdict, f"the route differs at {place(point, derived)}")
            agreed = min(agreed, agreeing_digits(difference))
        return established(verdict, route, agreed)

    return judged(verdict, partial(_printed, derived=derived, digits=digits), derivation, route)


def _printed(verdict: Verdict, derived: Form, digits: int) -> Verdict:
    """The finding on the printed form."""
    record = verdict.record
    printed, points = record.printed, record.points
    if said := _not_comparable(printed, derived) or record.outside(sympy.Tuple(printed, derived)):
        return remarked(verdict, said)
    if (shapes := [shape(printed), shape(derived)])[0] != shapes[1]:
        finding = replace(verdict, printed="refuted")
        return remarked(finding, f"the printed form is {shapes[0]}, the derived form {shapes[1]}")
    proved = proved_equal(printed, derived, record.domain or ())
    most = digits if proved else max(digits, MOST_DIGITS)
    beyond = BEYOND_SECONDS / len(points)
    found = []
    for point in points:
        found.append(agreement(printed, derived, point, digits, most, beyond))
        if found[-1].equal is False:
            return _refuted(verdict, derived, point, proved)
    unknown = [each for each in found if each.equal is None and not (proved and each.defined)]
    if unknown:
        return remarked(verdict, unknown[0].reason)
    if proved:
        return replace(verdict, printed="exact", ground="proved for all values")
    differing = _differing(verdict, derived)
    if differing is not None and record.domain is not None:
        return _refuted(verdict, derived, differing, proved)
    if differing is None:
        return replace(verdict, printed="exact", ground=_ground(found))
    # Forms that are not equal everywhere may differ by a hair where they are claimed to be.
    beyond = BEYOND_SECONDS / len(record.points)
    found = [
        agreement(printed, derived, point, digits, SUSPICIOUS_DIGITS, beyond)
        for point in record.points
    ]
    for point, each in zip(record.points, found, strict=True):
        if each.equal is False:
            return _refuted(verdict, derived, point, proved)
    where = place(differing, sympy.Tuple(printed, derived))
    words = f"agrees at the points given, to the digits said, while the forms differ at {where}"
    return remarked(replace(verdict, printed="exact", ground=_ground(found)), words)


def _refuted(verdict: Verdict, derived: Form, point: Point, proved: bool) -> Verdict:
    """The finding where enclosures are disjoint: an engine that proved the contrary erred."""
    record = verdict.record
    if proved:
        where = place(point, sympy.Tuple(record.printed, derived))
        words = f"the forms are proved equal, and yet their enclosures are disjoint at {where}"
        return remarked(verdict, words)
    if name := _on_cut(record.printed, derived, point):
        where = place(point, sympy.Tuple(record.printed, derived))
        words = f"{where} lies on the cut of {name}, and from its other side the forms agree"
        return remarked(verdict, words)
    evidence = counterexample(record.printed, derived, point)
    return replace(verdict, printed="refuted", counterexample=evidence)


def _on_cut(printed: Form, derived: Form, point: Point) -> str:
    """The function on whose cut the point lies, where its other value makes the forms agree."""
    pairs = chain(
        ((name, other, derived) for name, other in other_sides(printed, point)),
        ((name, printed, other) for name, other in other_sides(derived, point)),
    )
    for name, left, right in pairs:
        if agreement(left, right, point, DRAWN_DIGITS, DRAWN_DIGITS, 0).equal:
            return name
    return ""


def _differing(verdict: Verdict, derived: Form) -> Point | None:
    """A drawn point at which the forms are shown to differ; None where none was found.

    Integrals and sums are tried on a stated domain alone: they may take long anywhere.
    """
    record = verdict.record
    forms = sympy.Tuple(record.printed, derived)
    if record.domain is None and forms.has(sympy.Integral, sympy.Sum, sympy.Product):
        return None
    points, started = drawn_points(record, derived), time.monotonic()
    # Forms may differ by a hair there, as at the points of the record.
    beyond = BEYOND_SECONDS / max(1, len(points))
    for point in points:
        left = DRAWN_SECONDS - (time.monotonic() - started)
        if left < 0:
            return None
        found = agreement(
            record.printed, derived, point, DRAWN_DIGITS, MOST_DIGITS, beyond, patience=left
        )
        if found.equal is False:
            return point
    return None


def _ground(found: Sequence[Agreement]) -> str:
    """What an equality rests on that is not proved."""
    digits = min(each.digits for each in found)
    where = f"at {len(found)} point{'s' * (len(found) > 1)} to {digits} digits"
    if all(each.enclosed for each in found):
        return f"enclosed {where}"
    return f"computed {where}, without enclosure"


def _not_comparable(printed: Form, derived: Form) -> str:
    """Why two forms cannot be compared; empty where they can."""
    for name, form in (("printed", printed), ("derived", derived)):
        parts = [form, *form] if isinstance(form, sympy.Tuple) else [form]
        for part in parts:
            if isinstance(part, Boolean) and not isinstance(part, sympy.Expr):
                return f"the {name} form holds the statement {part}: give an expression"
    structured = [isinstance(form, sympy.Tuple | sympy.MatrixBase) for form in (printed, derived)]
    if structured[0] != structured[1]:
        return f"the printed form is {shape(printed)}, the derived form {shape(derived)}"
    return ""
