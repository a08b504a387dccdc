"""One entry of a printed form against the derived one, as eps tends to 0."""

from dataclasses import dataclass, replace
from functools import partial

from flint import acb, arb

from numerics.arithmetic.functions import ball_precision, bits_for
from numerics.judge.compare import largest
from numerics.judge.follow import Course, follow
from numerics.judge.forms import Strand, Values, largest_entry, pair
from numerics.judge.ladder import Rung, following, rung
from numerics.judge.rates import Rate
from numerics.judge.reading import (
    DEEPEST_WRITTEN,
    GUARD_DIGITS,
    LEAST_DIGITS,
    UNEVALUATED,
    Quantity,
    reading,
)

LOOKED_AT = (4, 9, 33, 90)  # depths at which a form is looked at for being 0
FREE_DEPTH = 24  # a ladder that ends before has no values further down
FACTOR_BEYOND = 16  # from the last depth to one at which a distance from 1 is the same, or fell
UNCHANGED = 1e-6  # of its logarithm
LAST_DEPTH = 1 << 14  # of a rung at which a constant is read, where powers of eps count


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a strand was found to be.

    finding: leading, scaling, refuted or undecided.  rate: of the remainder.  constant: of the
    ratio printed/derived, to so many digits; precise: to twice as many, where it is resolved.
    reason: why, for what is refuted or undecided, or what is to be said of a constant.
    """

    finding: str
    rate: Rate | None = None
    constant: acb | None = None
    reason: str = ""
    rungs: tuple[Rung, ...] = ()
    digits: int = 0
    precise: acb | None = None


def outcome(values: Values, strand: Strand, alone: bool, digits: int, whole: bool) -> Outcome:
    """Leading where printed/derived tends to 1, scaling where it tends to another constant.

    alone: the strand is no entry of a matrix.  In a matrix, which is compared to leading order,
    a 0 in one form is right where the entry of the other is small beside the largest one.
    """
    gone = [_nothing(values, strand, side, whole) for side in (0, 1)]
    if all(gone):
        return Outcome("leading", Rate(zero=True))
    if any(gone):
        return _against_nothing(values, strand, alone, digits, whole, gone.index(True))
    follows = partial(follow, digits=digits, whole=whole)

    def gap(at: Rung) -> arb:
        printed, derived = pair(values, strand, at)
        return abs(printed - derived) / abs(derived)

    def size(at: Rung) -> arb:
        printed, derived = pair(values, strand, at)
        return abs(printed) / abs(derived)

    to_one = follows(gap)
    if to_one.direction == 1:
        return Outcome("leading", to_one.rate, rungs=to_one.rungs)
    course = Course(None)
    if to_one.direction != -1:
        course = follow(_change(values, strand), LEAST_DIGITS, whole)
        if course.direction == 1:
            return _constant(values, strand, digits, course, whole, (gap, to_one))
    of_ratio = follows(size)
    if of_ratio.rate is not None and of_ratio.direction and _leaves_1(of_ratio):
        reason = f"the ratio printed/derived {_went(of_ratio.rate)}"
        return Outcome("refuted", of_ratio.rate, reason=reason, rungs=of_ratio.rungs)
    oscillates = any(c.rate is not None and c.rate.oscillates for c in (to_one, course, of_ratio))
    what = "oscillates" if oscillates else f"is not resolved to {digits} digits"
    return Outcome("undecided", reason=f"the ratio printed/derived {what}")


def _leaves_1(of_ratio: Course) -> bool:
    """Whether a ratio that grows is above 1 by now, one that falls below: it has passed 1."""
    last = of_ratio.points[-1][1] if of_ratio.points else None
    return last is None or bool(last * of_ratio.direction < 0)


def in_matrix_norm(
    values: Values, strands: list[Strand], outcomes: list[Outcome], digits: int, whole: bool
) -> list[Outcome]:
    """The outcomes with the remainder of a whole matrix where all of its entries are leading."""
    found = list(outcomes)
    for statement in {strand.statement for strand in strands}:
        places = [n for n, strand in enumerate(strands) if strand.statement == statement]
        if len(places) == 1 or any(found[n].finding != "leading" for n in places):
            continue

        def gap(at: Rung, places: list[int] = places) -> arb:
            pairs = [pair(values, strands[n], at) for n in places]
            apart = largest([abs(printed - derived) for printed, derived in pairs])
            return apart / largest([abs(derived) for _, derived in pairs])

        course = follow(gap, digits, whole)
        for n in places:
            found[n] = replace(found[n], rate=course.rate or found[n].rate)
    return found


def _change(values: Values, strand: Strand) -> Quantity:
    """How much the ratio changes from a rung to one that is deeper by a factor."""

    def change(at: Rung) -> arb:
        here, there = (ratio(values, strand, each) for each in (at, following(at)))
        return abs(here - there) / abs(there)

    return change


def ratio(values: Values, strand: Strand, at: Rung) -> acb:
    """printed/derived on a rung."""
    printed, derived = pair(values, strand, at)
    return printed / derived


def _digits_apart(gap: Quantity, course: Course, whole: bool) -> int:
    """-log10 of a distance from 1 that much smaller eps do not change; 0 where there is none."""
    if not course.rungs:
        return 0
    last = course.rungs[-1].depth
    beyond = min(FACTOR_BEYOND * last, max(2 * last, DEEPEST_WRITTEN))
    try:
        here, there = (reading(gap, rung(d, t, whole)) for t, d in enumerate((last, beyond)))
    except UNEVALUATED:
        return 0
    if here is None or there is None or abs(here - there) > UNCHANGED:
        return 0
    return max(0, round(float((-there / arb(10).log()).mid())))


def _constant(
    values: Values,
    strand: Strand,
    digits: int,
    course: Course,
    whole: bool,
    to_one: tuple[Quantity, Course],
) -> Outcome:
    """Scaling, where the ratio settles; a ratio that settles to 1 is leading.

    to_one: the distance from 1 and its course, which may have gone deeper.
    """
    rungs = max(course.rungs, to_one[1].rungs, key=lambda each: each[-1].depth if each else 0)
    course = replace(course, rungs=rungs)
    constant, reason = read(values, strand, digits, course, whole), ""
    if constant is not None and abs(constant - 1) < arb(10) ** -digits:
        apart = _digits_apart(*to_one, whole)
        if not apart:
            return Outcome("leading", course.rate, rungs=course.rungs)
        digits += apart
        reason = f"the ratio printed/derived tends to 1 to {apart} digits only"
        constant = read(values, strand, digits, course, whole)
    if constant is None:
        reason = f"the constant of the ratio printed/derived is not resolved to {digits} digits"
        return Outcome("undecided", reason=reason)
    precise = read(values, strand, 2 * digits, course, whole)
    return Outcome("scaling", course.rate, constant, reason, course.rungs, digits, precise)


def read(
    values: Values, strand: Strand, digits: int, course: Course, whole: bool = False
) -> acb | None:
    """The constant that the ratio tends to, where two deep rungs agree to all digits."""
    for at, deeper in _places(course, digits, whole):
        with ball_precision(bits_for(digits + GUARD_DIGITS)):
            here, there = (_precise(values, strand, each, digits) for each in (at, deeper))
            if here is None or there is None:
                continue
            if abs(here - there) < arb(10) ** -digits * abs(there):
                return there
    return None


def _places(course: Course, digits: int, whole: bool) -> list[tuple[Rung, Rung]]:
    """Pairs of rungs at which the ratio should be its constant to so many digits."""
    rate = course.rate
    assert rate is not None
    depth = course.rungs[-1].depth
    if rate.power and not rate.fast:
        wanted = int((3.33 * (digits + 5) + 40) / float(rate.power))
        depth = max(wanted, depth) if depth >= FREE_DEPTH else min(wanted, depth)
    elif not (rate.zero or rate.fast):
        exponent = int(bits_for(digits + GUARD_DIGITS) / abs(float(rate.log or 1)))
        return [(rung(1 << exponent, 0), rung(1 << exponent + 1, 1))]
    return [
        (rung(factor * depth, 0, whole), rung(factor * depth + depth // 2, 1, whole))
        for factor in (1, 2)
        if factor * depth < LAST_DEPTH
    ]


def _precise(values: Values, strand: Strand, at: Rung, digits: int) -> acb | None:
    """The ratio to so many digits, or None where no precision gives them."""
    bits = bits_for(digits + GUARD_DIGITS)
    cancelling = [bits + n * at.depth for n in (2, 4) if at.depth <= DEEPEST_WRITTEN]
    for working in (bits, 2 * bits, 4 * bits, *(b for b in cancelling if b > 4 * bits)):
        with ball_precision(working):
            try:
                value = ratio(values, strand, at)
            except UNEVALUATED:
                return None
            if value.rel_accuracy_bits() >= bits_for(digits + 2):
                return value
    return None


def _nothing(values: Values, strand: Strand, side: int, whole: bool) -> bool:
    """Whether one of the forms is 0 on every rung that is looked at."""

    def modulus(at: Rung) -> arb:
        return abs(pair(values, strand, at)[side])

    found = []
    for turn, depth in enumerate(LOOKED_AT[:2] if whole else LOOKED_AT):
        try:
            found.append(reading(modulus, rung(depth, turn, whole)) is None)
        except UNEVALUATED:
            continue
        if not found[-1]:
            return False
    return bool(found)


def _against_nothing(
    values: Values, strand: Strand, alone: bool, digits: int, whole: bool, side: int
) -> Outcome:
    """One form is 0: right in a matrix alone, beside an entry that is larger by any factor."""
    reason = ("the printed form is 0, the derived one is not", "the derived form is 0")[side]
    if not alone:

        def share(at: Rung) -> arb:
            return abs(pair(values, strand, at)[1 - side]) / largest_entry(values, strand, at)

        course = follow(share, digits, whole)
        if course.direction == 1:
            return Outcome("leading", course.rate, rungs=course.rungs)
        if course.rate is None:
            return Outcome("undecided", reason=f"{reason}; its size is not resolved")
    return Outcome("refuted", reason=reason)


def _went(rate: Rate) -> str:
    """Such as "grows as ln(1/eps)^2"."""
    how = "" if rate.fast or rate.vague else "as "
    return f"{'tends to 0' if rate.direction > 0 else 'grows'} {how}{rate.words}"
