"""Two forms at one point: by enclosures at growing precision, or by mpmath where there are none."""

import time
from dataclasses import dataclass

import mpmath
import sympy
from flint import acb

from derive.record import Form, at_point
from numerics.arithmetic.enclosures import NoEnclosure
from numerics.arithmetic.functions import ball_precision, bits_for, mpmath_function
from numerics.judge.compare import FIRST_BITS, MOST_BITS, agreeing_digits, evaluate
from numerics.judge.evidence import place
from numerics.judge.proof import entries_of
from numerics.judge.route import Values

GROWTH = 6  # how much longer an evaluation takes at twice the precision, at most, as a rule
LOST = 4  # a value that is not finite with so many times the bits asked is given up
PATIENCE = 30.0  # seconds for the digits asked, at one point


@dataclass(frozen=True)
class Agreement:
    """What two forms do at a point.

    equal: None where it is not known.  digits: to which they agree.  enclosed: by enclosures.
    defined: False where one of them has no finite value.  reason: why nothing is known, as a
    sentence without a stop.
    """

    equal: bool | None
    digits: int = 0
    enclosed: bool = True
    defined: bool = True
    reason: str = ""


def agreement(
    form: Form,
    derived: Form,
    point: Values,
    digits: int,
    most: int,
    beyond: float,
    patience: float = PATIENCE,
) -> Agreement:
    """Follow both forms at the point to so many digits, and on to `most` for `beyond` seconds.

    They differ where the enclosures of one entry are disjoint.  Without an enclosure they are
    computed, and a difference then shows nothing.  The digits asked may take `patience` seconds.
    """
    where = _at(point, form, derived)
    if any(getattr(value, "is_infinite", False) for value in point.values()):
        return Agreement(None, defined=False, reason=f"{where} is no finite point")
    started, bits, reached = time.monotonic(), FIRST_BITS, 0
    while True:
        begun = time.monotonic()
        try:
            with ball_precision(bits):
                pair = [_entries(each, point) for each in (form, derived)]
                unbounded = _unbounded(pair)
                if not unbounded and any(
                    not (a - b).contains(0) for a, b in zip(*pair, strict=True)
                ):
                    return Agreement(False)
                if not unbounded:
                    reached = max(reached, min(map(_digits, *pair)))
        except NoEnclosure as failure:
            return _computed(form, derived, point, digits, str(failure).rstrip("."))
        except ZeroDivisionError:
            return Agreement(None, defined=False, reason=f"a form is not defined at {where}")
        except Exception:
            words = f"no enclosure could be evaluated at {where}"
            return _computed(form, derived, point, digits, words)
        now = time.monotonic()
        expected = now - started + GROWTH * (now - begun)
        if (
            reached >= most
            or bits >= (LOST * bits_for(digits) if unbounded else MOST_BITS)
            or expected > (patience if reached < digits else beyond)
        ):
            break
        bits *= 2
    if reached >= digits:
        return Agreement(True, min(reached, most))
    if unbounded:
        reason = f"the {unbounded} form has no finite value at {where}"
        return Agreement(None, defined=False, reason=reason)
    return Agreement(None, reason=f"the difference is not resolved to {digits} digits at {where}")


def _entries(form: Form, point: Values) -> list[acb]:
    return [entry for group in evaluate(form, point) for entry in group]


def _digits(a: acb, b: acb) -> int:
    """Digits to which two overlapping balls agree: of the value, or after the point near 0."""
    difference, scale = abs(a - b), abs(b)
    if difference.is_zero():
        return 10**6
    if scale.contains(0):
        return agreeing_digits(abs(a).max(scale)) if abs(a).contains(0) else 0
    return max(agreeing_digits(difference / scale), 0)


def _unbounded(pair: list[list[acb]]) -> str:
    """Which form has an entry that is not finite; empty where none has."""
    for values, name in zip(pair, ("printed", "derived"), strict=True):
        if not all(value.is_finite() for value in values):
            return name
    return ""


def _at(point: Values, form: Form, derived: Form) -> str:
    return place(point, sympy.Tuple(form, derived)) or "the point given"


def _computed(form: Form, derived: Form, point: Values, digits: int, sentence: str) -> Agreement:
    """Both forms by mpmath, at two precisions, each of which must agree with the other."""
    where = _at(point, form, derived)
    try:
        coarse, fine = (
            [_by_mpmath(each, point, working) for each in (form, derived)]
            for working in (digits + 15, 2 * digits + 30)
        )
    except Exception:
        return Agreement(
            None, enclosed=False, reason=f"{sentence}, and no value was found at {where}"
        )
    tolerance = mpmath.mpf(10) ** -digits
    for rough, sharp in zip(coarse, fine, strict=True):
        if not all(_near(a, b, tolerance) for a, b in zip(rough, sharp, strict=True)):
            reason = f"{sentence}, and its value at {where} is not computed to {digits} digits"
            return Agreement(None, enclosed=False, reason=reason)
    if all(_near(a, b, tolerance) for a, b in zip(*fine, strict=True)):
        return Agreement(True, digits, enclosed=False)
    return Agreement(
        None,
        enclosed=False,
        reason=f"{sentence}; the forms differ as computed at {where}, which shows nothing",
    )


def _by_mpmath(form: Form, point: Values, digits: int) -> list[mpmath.mpc]:
    form = at_point(sympy.sympify(form), point)
    with mpmath.workdps(digits):
        values = [mpmath.mpc(mpmath_function((), entry)()) for entry in entries_of(form)]
    if not all(mpmath.isfinite(value) for value in values):
        raise ArithmeticError
    return values


def _near(a: mpmath.mpc, b: mpmath.mpc, tolerance: mpmath.mpf) -> bool:
    with mpmath.workdps(int(-mpmath.log10(tolerance)) + 30):
        return bool(abs(a - b) <= tolerance * max(abs(b), tolerance))
