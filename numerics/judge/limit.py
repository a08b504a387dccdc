"""A "~" or "≃" judged along its regime."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from math import inf
from typing import cast

import sympy
from flint import acb

from derive.record import Form, Regime
from numerics.arithmetic.functions import ball_precision, bits_for
from numerics.judge.asymptotic import Outcome, in_matrix_norm, outcome, read
from numerics.judge.compare import number
from numerics.judge.constants import named
from numerics.judge.descent import descent
from numerics.judge.evidence import SHOWN_DIGITS, counterexample
from numerics.judge.finding import established, judged, off_route, remarked
from numerics.judge.follow import Course
from numerics.judge.forms import (
    Path,
    Strand,
    Values,
    computed,
    enclosed,
    entries,
    explicit_functions,
    on_rung,
    shape,
    strands,
)
from numerics.judge.ladder import Rung, rung
from numerics.judge.paths import DIGITS as PATH_DIGITS
from numerics.judge.paths import changed, function_of_path, variable
from numerics.judge.rates import Rate
from numerics.judge.reading import LEAST_DIGITS, UNEVALUATED
from numerics.judge.route import Route
from numerics.judge.values import Constant, Counterexample, Number
from numerics.judge.verdict import Verdict

PROBED = (4, 20)  # depths at which it is seen whether there is an enclosure
SHOWN_DEPTHS = (13, 24, 40, 80, 160, 320)  # at which a counterexample is looked for


def limit(verdict: Verdict, derived: Form, route: Route | None, digits: int) -> Verdict:
    """A "~": every entry along its regime; to 25 digits at least."""
    asked, digits = digits, max(digits, LEAST_DIGITS)
    record = verdict.record
    regime = cast(Regime, record.regime)
    derived_form, path = explicit_functions(derived, regime.path)
    printed_form = derived_form
    if record.printed is not None:
        printed_form, _ = explicit_functions(record.printed, regime.path)
    whole = _counts(sympy.Tuple(printed_form, derived_form), path)

    def printed(verdict: Verdict) -> Verdict:
        if (shapes := [shape(printed_form), shape(derived_form)])[0] != shapes[1]:
            words = f"the printed form is {shapes[0]}, the derived form is {shapes[1]}"
            return remarked(replace(verdict, printed="refuted"), words)
        forms = (printed_form, derived_form, path)
        values = enclosed(*forms)
        lacking = [_lacking(values, rung(depth, 0, whole)) for depth in PROBED]
        if all(lacking):
            return _without_enclosure(verdict, lacking[0], *forms, digits, whole)
        return _judged(verdict, values, *forms, digits, whole)

    def derivation(verdict: Verdict, route: Route) -> Verdict:
        point = partial(on_rung, regime.path)
        fall = descent(lambda at: off_route(derived, route, point(at)), digits, whole)
        if not fall.vanishes:
            return remarked(verdict, "the derived form does not tend to its route")
        reached = fall.order
        if record.printed is None:
            return established(replace(verdict, order=reached), route, asked)
        if reached is not None and verdict.order is not None and reached <= verdict.order:
            return remarked(
                verdict,
                f"the derived correction is no better than the leading term: its remainder "
                f"is of order {reached}",
            )
        return established(verdict, route, asked)

    return judged(verdict, printed, derivation, route)


def _lacking(values: Values, at: Rung) -> str:
    """The sentence on what has no enclosure on a rung; empty where nothing lacks one."""
    try:
        values(at)
    except NotImplementedError as lacking:
        return str(lacking)
    except UNEVALUATED:
        pass
    return ""


def _counts(forms: sympy.Tuple, path: Path) -> bool:
    """Whether 1/eps is a whole number: a symbol is one by assumption, or the end of a sum."""
    ends = [
        end
        for each in forms.atoms(sympy.Sum, sympy.Product)
        for _, *limits in each.limits
        for end in limits
    ]
    return any(s.is_integer or any(end.has(s) for end in ends) for s in path)


def _judged(
    verdict: Verdict,
    values: Values,
    printed: Form,
    derived: Form,
    path: Path,
    digits: int,
    whole: bool,
) -> Verdict:
    """The finding on the printed form, from its values and those of the derived form."""
    found = strands(derived)
    judge = partial(outcome, values, digits=digits, whole=whole)
    outcomes = _each_once(judge, found, printed, derived)
    outcomes = in_matrix_norm(values, found, outcomes, digits, whole)
    rungs = [at for each in outcomes for at in each.rungs]
    verdict = replace(verdict, points=len(set(rungs)))
    others: dict[Outcome, _Paths] = {}
    for strand, each in zip(found, outcomes, strict=True):
        if each not in others:
            others[each] = _on_other_paths(printed, derived, path, strand, each)
    entries = zip(found, outcomes, strict=True)
    verdict = _together(verdict, [(s.words, each, others[each]) for s, each in entries], digits)
    if verdict.printed in ("leading", "scaling") and rungs:
        deepest = max(at.depth for at in rungs)
        return replace(verdict, ground=f"enclosed on rungs down to {_eps_of(deepest)}")
    if verdict.printed != "refuted":
        return verdict
    shown = _shown(printed, derived, path, whole)
    if shown is None:
        return remarked(replace(verdict, printed="undecided"), "no digit shows the difference")
    return replace(verdict, counterexample=shown)


def _eps_of(depth: int) -> str:
    """2^-depth, the depth itself as a power where it is long."""
    length = depth.bit_length() - 1
    return f"eps = 2^-{depth}" if length < 20 else f"eps = 2^-(2^{length})"


def _without_enclosure(
    verdict: Verdict,
    lacking: str,
    printed: Form,
    derived: Form,
    path: Path,
    digits: int,
    whole: bool,
) -> Verdict:
    """The same from computed values, which support a finding, but refute nothing."""
    values = computed(printed, derived, path)
    try:
        found = _judged(verdict, values, printed, derived, path, LEAST_DIGITS, whole)
    except Exception:
        return remarked(verdict, f"{lacking}, and no value was computed along the regime")
    if found.printed not in ("leading", "scaling"):
        words = f"{lacking}; {found.remark or 'the forms differ'} as computed, which shows nothing"
        return remarked(verdict, words)
    ground = found.ground.replace("enclosed on", "computed, without enclosure, on")
    return remarked(replace(found, ground=ground), lacking)


def _each_once(
    judge: Callable[..., Outcome], found: list[Strand], printed: Form, derived: Form
) -> list[Outcome]:
    """The outcome of each entry; entries that are the same in both forms are judged once."""
    pairs = [
        (place, *pair)
        for place, groups in enumerate(zip(entries(printed), entries(derived), strict=True))
        for pair in zip(*groups, strict=True)
    ]
    known: dict[object, Outcome] = {}
    for strand, pair in zip(found, pairs, strict=True):
        if pair not in known:
            known[pair] = judge(strand, alone=_is_alone(strand, found))
    return [known[pair] for pair in pairs]


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


@dataclass(frozen=True)
class _Paths:
    """Whether a constant changes with the path, and the function that it is, where it is known."""

    changes: bool = False
    form: sympy.Expr | None = None


def _on_other_paths(
    printed: Form, derived: Form, path: Path, strand: Strand, found: Outcome
) -> _Paths:
    """What the constant of a strand does on other paths of the same regime."""
    if found.finding not in ("leading", "scaling") or not found.rungs:
        return _Paths()
    here = acb(1) if found.constant is None else found.constant
    used = sympy.Tuple(printed, derived).free_symbols
    course = Course(found.rate, found.rungs)

    def read_on(other: Path) -> acb | None:
        return read(enclosed(printed, derived, other), strand, PATH_DIGITS, course)

    changes = changed(path, used, here, read_on)
    if not changes and found.finding == "leading":
        return _Paths()
    name = partial(named, digits=LEAST_DIGITS)
    return _Paths(changes, function_of_path(path, variable(path, used), here, read_on, name))


def _together(
    verdict: Verdict, outcomes: list[tuple[str, Outcome, _Paths]], digits: int
) -> Verdict:
    """One finding for all entries, each with its words: the worst, and the slowest remainder."""
    findings = [each.finding for _, each, _ in outcomes]
    for worst in ("refuted", "undecided"):
        if worst in findings:
            reasons = [_reason(words, o) for words, o, _ in outcomes if o.finding == worst]
            return remarked(replace(verdict, printed=worst), "; ".join(dict.fromkeys(reasons)))
    rate = min((each.rate for _, each, _ in outcomes if each.rate), key=_speed)
    verdict = replace(verdict, order=_order(rate), rate=_in_words(rate))
    changes = [words for words, _, paths in outcomes if paths.changes]
    if "scaling" not in findings and not changes:
        return replace(verdict, printed="leading")
    constants = [_constant(each, paths.form, digits) for _, each, paths in outcomes]
    same = constants[:1] if len(set(constants)) == 1 else constants
    verdict = replace(verdict, printed="scaling", ratio=tuple(same))
    for said in dict.fromkeys(_reason(words, each) for words, each, _ in outcomes if each.reason):
        verdict = remarked(verdict, said)
    if "scaling" not in findings:
        verdict = remarked(verdict, "the ratio printed/derived is 1 on the given path alone")
    if any(paths.changes and paths.form is None for _, _, paths in outcomes):
        words = "the constant depends on the path, and no closed form was found for it"
        verdict = remarked(verdict, words)
    return verdict


def _reason(words: str, found: Outcome) -> str:
    return f"{words}: {found.reason}" if words else found.reason


def _constant(found: Outcome, function: sympy.Expr | None, digits: int) -> Constant:
    """A constant by its decimals on the given path and its closed form; that of leading is 1."""
    value, digits = found.constant, found.digits or digits
    if value is None:
        return Constant(Number("1"), sympy.S.One if function is None else function)
    if function is None:
        twice = found.precise
        known = value if twice is None else {digits: value, 2 * digits: twice}.__getitem__
        function = named(known, digits)
    return Constant(number(value, digits), function)


def _speed(rate: Rate) -> tuple[float, ...]:
    """In the order of falling: a slower remainder comes first."""
    if rate.zero or rate.fast:
        return (inf, float(rate.zero))
    return (float(rate.power), -float(rate.log), -float(rate.loglog))


def _order(rate: Rate | None) -> Fraction | None:
    """The power of eps of a remainder where it is a rational resolved to many digits."""
    if rate is None or rate.zero or rate.fast or rate.spread or rate.vague:
        return None
    return rate.power if isinstance(rate.power, Fraction) else None


def _in_words(rate: Rate) -> str:
    """How the ratio approaches its limit."""
    if rate.zero:
        return "no difference to any digit"
    if rate.fast:
        return "the remainder falls faster than any power of eps"
    if rate.vague:
        return f"the remainder falls {rate.words}"
    # A mean does not tell powers of the logarithm.
    swing = " up to powers of ln(1/eps), and oscillates" if rate.oscillates else ""
    return f"the remainder falls as {rate.words}{swing}"
