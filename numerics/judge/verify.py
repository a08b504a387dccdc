"""verify: one equation judged.  Every finding is computed at the call; none is stored."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Any, cast

import sympy
from flint import acb, arb
from sympy.core.function import AppliedUndef

from derive.equation import Equation, Form, Regime
from derive.grains.catalogue import equation as catalogued
from numerics.arithmetic.digits import DIGITS
from numerics.arithmetic.functions import ball_precision, bits_for
from numerics.grains.routes.couplings import COUPLING_ROUTES
from numerics.grains.routes.films import FILM_ROUTES
from numerics.grains.routes.gaps import ROUTES, Route, Values
from numerics.grains.routes.heights import SIMULATION_ROUTES, THOROUGH_ROUTES
from numerics.grains.routes.meanfield import MEANFIELD_ROUTES
from numerics.grains.routes.transition import TRANSITION_ROUTES
from numerics.judge.compare import (
    Groups,
    agreeing_digits,
    closed_form,
    constants,
    descent,
    deviation,
    evaluate,
    largest,
    limit_in_logarithms,
    measured,
    number,
    on_path,
)

SHOWN_DIGITS = 20


_BY_NUMBERS = ROUTES | COUPLING_ROUTES | MEANFIELD_ROUTES | TRANSITION_ROUTES


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What one equation was found to be worth.

    printed: exact, leading, scaling, refuted, definition or undecided.
    derivation: proved, certified, checked, statistical or undecided.
    digits: to which the derived form agrees with its route, 0 for a simulation.  order: the
    exponent in eps of the remainder, 0 where it falls as 1/log(eps).  constant: printed/derived.
    remark: why something is undecided.
    """

    label: str
    title: str
    relation: str
    printed: str = "undecided"
    derivation: str = "undecided"
    route: str = ""
    digits: int = 0
    order: Fraction | None = None
    constant: str | None = None
    constant_form: str | None = None
    counterexample: dict[str, Any] | None = None
    points: int = 0
    seconds: float = 0.0
    remark: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The keys of the JSON output, with values that JSON holds."""
        keys = (
            "label title relation printed derivation route digits order constant constant_form "
            "counterexample points seconds"
        )
        values = {key: getattr(self, key) for key in keys.split()}
        return values | {"order": None if self.order is None else str(self.order)}

    def _repr_html_(self) -> str:
        """The findings as a table, for Jupyter."""
        from numerics.report.notebook import verdict_html

        return verdict_html(self)


def verify(
    equation: Equation | str,
    digits: int = 50,
    *,
    route: Route | None = None,
    thorough: bool = False,
) -> Verdict:
    """Judge an equation of the catalogue, by its label, or a record of one's own.

    The derived form is held against `route`, by default the one of its label; a simulation is
    short, or long and more precise where `thorough`.  Raises
    ValueError for an unknown label, digits outside 5..10000, or a record that leaves a symbol
    free or contains a float.
    """
    if not isinstance(digits, int) or digits not in DIGITS:
        raise ValueError(f"digits must be a whole number from 5 to 10000, not {digits!r}")
    record = equation if isinstance(equation, Equation) else catalogued(equation)
    started = time.perf_counter()
    verdict = Verdict(label=record.label, title=record.title, relation=record.relation)
    try:
        derived = record.derived()
    except Exception as failure:
        return _remarked(verdict, f"engine: the derivation raised {failure!r}")
    record.require(derived, "derived")
    judge = {"definition": _definition, "=": _identity, "~": _limit}[record.relation]
    known = route or route_of(record.label, thorough)
    verdict = judge(verdict, record, derived, known, digits)
    return replace(verdict, seconds=time.perf_counter() - started)


def route_of(label: str, thorough: bool = False) -> Route | None:
    """What the derived form of this label is held against, in long simulations if `thorough`."""
    return (_BY_NUMBERS | FILM_ROUTES | (THOROUGH_ROUTES if thorough else SIMULATION_ROUTES)).get(
        label
    )


def _definition(
    verdict: Verdict, record: Equation, derived: Form, route: Route | None, digits: int
) -> Verdict:
    verdict = replace(verdict, printed="definition", route="the starting point of the model")
    if difference := sympy.expand(derived - record.printed):
        return _remarked(verdict, f"the model starts from another form, by {difference}")
    return replace(verdict, derivation="proved", digits=digits)


def _identity(
    verdict: Verdict, record: Equation, derived: Form, route: Route | None, digits: int
) -> Verdict:
    """An "=": at its points, on a ladder of precisions."""
    verdict = replace(verdict, points=len(record.points))

    def printed(verdict: Verdict) -> Verdict:
        for rung in sorted({max(digits // 3, 5), max(2 * digits // 3, 5), digits}):
            for point in record.points:
                if measured(partial(apart, record.printed, derived, point), rung) > 0:
                    return replace(
                        verdict,
                        printed="refuted",
                        counterexample=_counterexample(record.printed, derived, point),
                    )
        return replace(verdict, printed="exact")

    def derivation(verdict: Verdict, route: Route) -> Verdict:
        agreed = digits
        for point in record.points:
            difference = measured(partial(off_route, derived, route, point), digits)
            if not difference < arb(10) ** -digits or (route.enclosed and difference > 0):
                return _remarked(verdict, f"the route differs at {_named(point, derived)}")
            agreed = min(agreed, agreeing_digits(difference))
        return _established(verdict, route, agreed)

    return _judged(verdict, printed, derivation, route)


def _limit(
    verdict: Verdict, record: Equation, derived: Form, route: Route | None, digits: int
) -> Verdict:
    """A "~": along its regime, at eps = 10^-4, 10^-8, 10^-16, ...; to 25 digits at least."""
    asked, digits = digits, max(digits, 25)
    regime = cast(Regime, record.regime)

    def ratios(k: int) -> list[acb]:
        point = on_path(regime, k)
        return constants(evaluate(record.printed, point), evaluate(derived, point))

    def change_of_ratios(k: int) -> arb:
        pairs = list(zip(ratios(k), ratios(2 * k), strict=True))
        return largest([arb(1) if a.is_zero() else abs(b / a - 1) for a, b in pairs])

    def printed(verdict: Verdict) -> Verdict:
        to_one = descent(lambda k: apart(record.printed, derived, on_path(regime, k)), digits)
        verdict = replace(verdict, points=len(to_one.exponents), order=to_one.order)
        if to_one.vanishes:
            return replace(verdict, printed="leading")
        to_constant = descent(change_of_ratios, digits)
        smallest = to_constant.exponents[-1]
        if to_constant.vanishes:
            with ball_precision(bits_for(2 * digits + 10)):
                point = on_path(regime, 2 * smallest)
                values, reference = evaluate(record.printed, point), evaluate(derived, point)
                ratio = constants(values, reference)
                proportional = deviation(values, _scaled(reference, ratio))
            if proportional < arb(10) ** -digits:
                return _scaling(replace(verdict, order=to_constant.order), ratio, digits)
        if to_one.slow or to_constant.slow:
            limits = limit_in_logarithms(ratios, digits)
            if limits is None:
                return _remarked(verdict, "printed/derived changes slower than any power of eps")
            return _scaling(replace(verdict, order=Fraction(0)), limits, digits)
        with ball_precision(bits_for(10 * SHOWN_DIGITS)):
            point = on_path(regime, smallest)
        return replace(
            verdict,
            printed="refuted",
            counterexample=_counterexample(record.printed, derived, point),
        )

    def derivation(verdict: Verdict, route: Route) -> Verdict:
        difference = descent(lambda k: off_route(derived, route, on_path(regime, k)), digits)
        if not difference.vanishes:
            return _remarked(verdict, "the derived form does not tend to its route")
        reached, kept = difference.order, verdict.order
        if reached is not None and kept is not None and reached <= kept:
            return _remarked(
                verdict,
                f"the derived correction is no better than the leading term: its remainder "
                f"is of order {reached}",
            )
        return _established(verdict, route, asked)

    return _judged(verdict, printed, derivation, route)


def _judged(
    verdict: Verdict,
    printed: Callable[[Verdict], Verdict],
    derivation: Callable[[Verdict, Route], Verdict],
    route: Route | None,
) -> Verdict:
    """Both findings; an engine that fails leaves its own undecided."""
    verdict = _attempt(printed, verdict)
    if route is None:
        return _remarked(verdict, f"no independent route is known for {verdict.label}")
    verdict = replace(verdict, route=route.words)
    return _attempt(lambda v: derivation(v, route), verdict)


def _attempt(finding: Callable[[Verdict], Verdict], verdict: Verdict) -> Verdict:
    try:
        return finding(verdict)
    except Exception as failure:
        return _remarked(verdict, f"engine: {type(failure).__name__}: {failure}")


def _remarked(verdict: Verdict, remark: str) -> Verdict:
    return replace(verdict, remark="; ".join(filter(None, (verdict.remark, remark))))


def _scaling(verdict: Verdict, ratio: list[acb], digits: int) -> Verdict:
    """The finding for a printed form whose ratio to the derived one tends to a constant."""
    if all(abs(c - 1) < arb(10) ** -digits for c in ratio):
        return replace(verdict, printed="leading")
    return replace(
        verdict,
        printed="scaling",
        constant=_joined(number(c, digits) for c in ratio),
        constant_form=_joined(closed_form(c, digits) for c in ratio),
    )


def _scaled(values: Groups, factors: list[acb]) -> Groups:
    return [[c * entry for entry in group] for c, group in zip(factors, values, strict=True)]


def apart(form: Form, derived: Form, point: Values) -> arb:
    """Relative difference of two forms at a point."""
    return deviation(evaluate(form, point), evaluate(derived, point))


def off_route(derived: Form, route: Route, point: Values) -> arb:
    """Relative difference of a form from its route, the largest of the route's samples."""
    samples = list(route.samples(point))
    return largest([deviation(evaluate(derived, place), values) for place, values in samples])


def _established(verdict: Verdict, route: Route, digits: int) -> Verdict:
    """The rank that the route gives; the digits of a simulation are its error bars."""
    if route.report is not None:
        words = f"{route.words}: {route.report()}"
        return replace(verdict, derivation="statistical", route=words)
    rank = "certified" if route.enclosed else "checked"
    return replace(verdict, derivation=rank, digits=digits)


def _joined(constants: Iterable[str | None]) -> str | None:
    """One text for equal constants, a list for several; None where one has no closed form."""
    texts = list(dict.fromkeys(constants))
    known = [text for text in texts if text is not None]
    return ", ".join(known) if len(known) == len(texts) else None


def _counterexample(form: Form, derived: Form, point: Values) -> dict[str, Any]:
    """The point and both values there, to 20 digits."""
    for digits in (3 * SHOWN_DIGITS, 10 * SHOWN_DIGITS):
        with ball_precision(bits_for(digits)):
            printed, expected = evaluate(form, point), evaluate(derived, point)
            if all(map(_is_shown, (printed, expected))):
                break
    with ball_precision(bits_for(10 * SHOWN_DIGITS)):
        return {
            "point": _named(point, sympy.Tuple(form, derived)),
            "printed": _shown(printed),
            "derived": _shown(expected),
        }


def _is_shown(values: Groups) -> bool:
    """Whether every part of every entry is accurate to the digits that are shown."""
    parts = [part for group in values for entry in group for part in (entry.real, entry.imag)]
    bits = bits_for(SHOWN_DIGITS)
    return all(part.is_zero() or part.rel_accuracy_bits() > bits for part in parts)


def _named(point: Values, form: Form) -> dict[str, str]:
    """The values of the point that the form depends on."""
    used = form.free_symbols | form.atoms(AppliedUndef)
    return {
        str(symbol): number(value, SHOWN_DIGITS) if isinstance(value, acb) else str(value)
        for symbol, value in point.items()
        if symbol in used
    }


def _shown(values: Groups) -> str | list[str]:
    texts = [number(entry, SHOWN_DIGITS) for group in values for entry in group]
    return texts[0] if len(texts) == 1 else texts
