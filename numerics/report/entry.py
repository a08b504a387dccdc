"""One equation in the companion: both forms, how it follows, where it holds, what it is worth."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sympy import sympify

from derive.chain import Derivation, reason
from derive.grains.symbols import LATEX, Delta_0, Gamma_S, omega
from derive.latex import latex, statements
from derive.lineage import lineage
from derive.notation import eps
from derive.papers import equation
from derive.prose import Naming
from derive.record import Equation
from numerics.grains.gaps.reach import Reach
from numerics.grains.gaps.validity import is_strong
from numerics.judge.verify import Verdict
from numerics.report.content import (
    Block,
    Facts,
    Formula,
    Paragraph,
    Section,
    Span,
    Spans,
    Steps,
    joined,
    references,
    text,
    words,
)
from numerics.report.tables import shortened

NAMES = {str(symbol): symbol for symbol in LATEX}


def entry(
    verdict: Verdict, judged: Mapping[str, Verdict], ranges: Sequence[Reach], naming: Naming
) -> Section:
    """The entry of one equation."""
    record = equation(verdict.label)
    blocks: list[Block] = [*forms(record, verdict, naming)]
    said = facts(record, verdict, judged, ranges, naming)
    if verdict.counterexample is not None:
        said += counterexample(verdict.counterexample, naming)
    blocks.append(Facts(said))
    blocks += derivation(record, judged, naming)
    title = [*text(f"({record.label}) "), *words(record.title, (), naming)]
    return Section(f"eq-{record.label}", title, blocks, label=record.label, finding=verdict.printed)


def forms(record: Equation, verdict: Verdict, naming: Naming) -> list[Formula]:
    """The printed form and, where it differs, the derived one, which has the number."""
    printed = statements(record, record.printed, naming)
    if verdict.printed in ("exact", "definition"):
        return [Formula(printed, record.label, f"Equation {record.label}, printed and derived")]
    return [
        Formula(printed, f"{record.label}, printed", f"Equation {record.label}, as printed"),
        Formula(
            statements(record, record.derived(), naming),
            record.label,
            f"Equation {record.label}, as derived",
        ),
    ]


def facts(
    record: Equation,
    verdict: Verdict,
    judged: Mapping[str, Verdict],
    ranges: Sequence[Reach],
    naming: Naming,
) -> list[tuple[Spans, list[Spans]]]:
    """What is said of the equation in a line or two each."""
    printed = [Span("finding", verdict.printed)]
    if verdict.constant is not None:
        printed += [*text(": printed/derived tends to "), *constant(verdict)]
    if verdict.order is not None:
        printed += [*text("; remainder of order "), *remainder(verdict)]
    derived = [Span("finding", verdict.derivation)]
    if verdict.derivation != "undecided":
        derived += text(f" to {verdict.digits} digits")
    if verdict.route:
        derived += [*text(" against: "), *words(verdict.route, judged, naming)]
    rows = [(text("Printed form"), [printed]), (text("Derived form"), [derived])]
    rows += [(text("Holds"), holds(record, judged, naming))]
    if ranges:
        rows += [
            (
                text("Trusted"),
                [trusted(record.label, ranges, f, naming) for f in ("printed", "derived")],
            )
        ]
    for term, line in (("Note", record.note), ("Remark", verdict.remark)):
        if line:
            rows += [(text(term), [words(line, judged, naming)])]
    return rows


def holds(record: Equation, judged: Mapping[str, Verdict], naming: Naming) -> list[Spans]:
    """The regime, or the number of points."""
    if record.relation == "definition":
        return [text("by definition")]
    if record.regime is None:
        number = len(record.points)
        return [text(f"without approximation; judged at {number} exact points")]
    path = [
        [Span("math", f"{latex(symbol, naming)} = {latex(value, naming)}")]
        for symbol, value in record.regime.path.items()
    ]
    towards = [Span("math", rf"{latex(eps, naming)} \to 0^{{+}}")]
    lines = [words(record.regime.words, judged, naming)] if record.regime.words else []
    return [*lines, [*text("judged along "), *joined([*path, towards], ", ")]]


def trusted(label: str, ranges: Sequence[Reach], form: str, naming: Naming) -> Spans:
    """Up to which rates one of the forms is within the tolerances."""
    found = [reach for reach in ranges if reach.form == form]
    name = "as printed" if form == "printed" else "with the next term"
    percentages = ", ".join(f"{100 * reach.tolerance:g} %" for reach in found)
    if all(reach.gamma_s is None for reach in found):
        return text(f"{name}: error above {percentages} all along")
    side = "from" if is_strong(label) else "up to"
    unit = latex(Delta_0, naming)
    return [
        *text(f"{name}: error below {percentages} {side} "),
        *_listed(latex(Gamma_S, naming), unit, [reach.gamma_s for reach in found]),
        *text(", at "),
        *_listed(latex(omega, naming), unit, [reach.omega for reach in found]),
    ]


def _listed(name: str, unit: str, values: Iterable[float | None]) -> Spans:
    """The values of an energy in its unit."""
    numbers = [[bound(value)] for value in values]
    return [Span("math", f"{name}/{unit}"), *text(" = "), *joined(numbers, ", ")]


def bound(value: float | None, sign: str = "") -> Span:
    """A rate at which an error is reached, or a dash where it is reached by none."""
    if value is None:
        return Span("text", "\N{EN DASH}")
    return Span("math", f"{sign} {decimal(value)}".strip())


def counterexample(found: Mapping[str, Any], naming: Naming) -> list[tuple[Spans, list[Spans]]]:
    """Where the printed form differs, and both values there, an entry of a matrix a line."""
    equalities = [
        [Span("math", name_of(name, naming)), *text(" = "), *number(value, naming)]
        for name, value in found["point"].items()
    ]
    rows = [(text("Differs at"), [joined(equalities, ", ")])]
    for form in ("printed", "derived"):
        values = [found[form]] if isinstance(found[form], str) else found[form]
        rows.append(
            (text(f"{form.capitalize()} there"), [number(value, naming) for value in values])
        )
    return rows


def name_of(name: str, naming: Naming) -> str:
    """LaTeX of a symbol or function of the paper, from its name in text."""
    return latex(NAMES[name], naming) if name in NAMES else rf"\text{{{name}}}"


def derivation(record: Equation, judged: Mapping[str, Verdict], naming: Naming) -> list[Block]:
    """How the equation follows: from which others, and by which steps beyond theirs."""
    line = lineage(record.label, tuple(judged))
    origin = text("Follows")
    if line.builds_on:
        origin += [*text(" from "), *references(line.builds_on)]
    steps = [(step_name(step), words(reason(step), judged, naming)) for step in line.steps]
    return [Paragraph([*origin, *text(" by")]), Steps(steps)]


def step_name(step: Derivation) -> str:
    """Module and function, without the package."""
    return f"{step.__module__.removeprefix('derive.')}.{step.__name__}"


def constant(verdict: Verdict) -> Spans:
    """The constant of a ratio, in closed form where it has one, and its digits."""
    digits = (verdict.constant or "").split(", ")
    forms = (verdict.constant_form or "").split(", ") if verdict.constant_form else []
    shown = ",\\; ".join(latex(sympify(form)) for form in forms)
    decimals = ",\\; ".join(
        f"{{{shortened(number)}}}".replace("...", r"\ldots") for number in digits
    )
    exact = bool(forms) and all(sympify(form).is_Rational for form in forms)
    return [Span("math", shown if exact else " = ".join(filter(None, (shown, decimals))))]


def remainder(verdict: Verdict) -> Spans:
    """The order of the remainder as a power of eps; 0 stands for a logarithm."""
    if verdict.order is None:
        return text("")
    if verdict.order == 0:
        return [Span("math", r"1/\ln \epsilon")]
    return [Span("math", rf"\epsilon^{{{verdict.order}}}" if verdict.order != 1 else r"\epsilon")]


def number(value: object, naming: Naming) -> Spans:
    """A number in text: a decimal by its parts, a rational, or a function of tau."""
    shown = str(value)
    if re.search(r"\d[.e][+-]?\d", shown):
        parts = re.split(r" ([+-]) ", shown)
        parts[1::2] = [f" {sign} ".replace("-", "\N{MINUS SIGN}") for sign in parts[1::2]]
        numbers = [[Span("math", decimal(part))] for part in parts[::2]]
        return joined(numbers, *parts[1::2]) if len(numbers) > 1 else numbers[0]
    return [Span("math", latex(sympify(shown, locals=NAMES), naming))]


def decimal(value: object) -> str:
    """LaTeX of a decimal number, three digits of a float."""
    shown = f"{value:.3g}" if isinstance(value, float) else str(value)
    power = re.sub(r"e([+-]?)0*(\d+)", lambda m: rf" \cdot 10^{{{m[1].strip('+')}{m[2]}}}", shown)
    return re.sub(r"i\b", r"\\,i", power)
