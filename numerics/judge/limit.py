"""A "~" judged along its regime."""

from dataclasses import replace
from fractions import Fraction
from typing import cast

from flint import acb, arb

from derive.record import Form, Regime
from numerics.arithmetic.functions import ball_precision, bits_for
from numerics.judge.compare import (
    Groups,
    closed_form,
    constants,
    descent,
    deviation,
    evaluate,
    largest,
    limit_in_logarithms,
    number,
    on_path,
)
from numerics.judge.evidence import SHOWN_DIGITS, counterexample
from numerics.judge.finding import apart, established, judged, off_route, remarked
from numerics.judge.route import Route
from numerics.judge.verdict import Constant, Verdict


def limit(verdict: Verdict, derived: Form, route: Route | None, digits: int) -> Verdict:
    """A "~": along its regime, at eps = 10^-4, 10^-8, 10^-16, ...; to 25 digits at least."""
    asked, digits = digits, max(digits, 25)
    record = verdict.record
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
                return remarked(verdict, "printed/derived changes slower than any power of eps")
            return _scaling(replace(verdict, order=Fraction(0)), limits, digits)
        with ball_precision(bits_for(10 * SHOWN_DIGITS)):
            point = on_path(regime, smallest)
        return replace(
            verdict,
            printed="refuted",
            counterexample=counterexample(record.printed, derived, point),
        )

    def derivation(verdict: Verdict, route: Route) -> Verdict:
        difference = descent(lambda k: off_route(derived, route, on_path(regime, k)), digits)
        if not difference.vanishes:
            return remarked(verdict, "the derived form does not tend to its route")
        reached, kept = difference.order, verdict.order
        if reached is not None and kept is not None and reached <= kept:
            return remarked(
                verdict,
                f"the derived correction is no better than the leading term: its remainder "
                f"is of order {reached}",
            )
        return established(verdict, route, asked)

    return judged(verdict, printed, derivation, route)


def _scaling(verdict: Verdict, ratio: list[acb], digits: int) -> Verdict:
    """The finding for a printed form whose ratio to the derived one tends to a constant."""
    if all(abs(c - 1) < arb(10) ** -digits for c in ratio):
        return replace(verdict, printed="leading")
    return replace(
        verdict,
        printed="scaling",
        ratio=tuple(dict.fromkeys(_constant(c, digits) for c in ratio)),
    )


def _scaled(values: Groups, factors: list[acb]) -> Groups:
    return [[c * entry for entry in group] for c, group in zip(factors, values, strict=True)]


def _constant(ratio: acb, digits: int) -> Constant:
    return Constant(number(ratio, digits), closed_form(ratio, digits))
