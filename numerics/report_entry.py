"""One equation in the companion: both forms, how it follows, where it holds, what it is worth."""

import re
from collections.abc import Mapping, Sequence

from sympy import SympifyError, sympify

from derive.catalogue import equation
from derive.chain import Derivation, reason
from derive.equation import Equation
from derive.latex import latex, latex_regime, statements
from derive.lineage import lineage
from derive.prose import Naming
from derive.symbols import LATEX, Delta_0, Gamma_S, omega, tau
from numerics.content import (
    Block,
    Facts,
    Formula,
    Paragraph,
    Section,
    Span,
    Spans,
    Steps,
    Table,
    references,
    text,
    words,
)
from numerics.ledger import Verdict
from numerics.reach import Reach
from numerics.tables import shortened
from numerics.validity import is_strong

NAMES = {str(symbol): symbol for symbol in LATEX}


def entry(
    verdict: Verdict, judged: Mapping[str, Verdict], ranges: Sequence[Reach], naming: Naming
) -> Section:
    """The entry of one equation."""
    record = equation(verdict.label)
    blocks: list[Block] = [*forms(record, verdict, naming)]
    blocks.append(Facts(facts(record, verdict, judged, ranges, naming)))
    if verdict.counterexample is not None:
        blocks += counterexample(verdict.counterexample, naming)
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
    path = Span("math", latex_regime(record.regime, naming))
    lines = [words(record.regime.words, judged, naming)] if record.regime.words else []
    return [*lines, [*text("judged along "), path]]


def trusted(label: str, ranges: Sequence[Reach], form: str, naming: Naming) -> Spans:
    """Up to which rates one of the forms is within the tolerances."""
    side = "from" if is_strong(label) else "up to"
    name = "as printed" if form == "printed" else "with the next term"
    found = text(f"{name}: ")
    for reach in (each for each in ranges if each.form == form):
        found += text(f"{'; ' if len(found) > 1 else ''}within {100 * reach.tolerance:g} % ")
        if reach.gamma_s is None or reach.omega is None:
            found += text("nowhere")
            continue
        rate = f"{latex(Gamma_S, naming)} = {decimal(reach.gamma_s)}\\,{latex(Delta_0, naming)}"
        frequency = f"{latex(omega, naming)} = {decimal(reach.omega)}\\,{latex(Delta_0, naming)}"
        found += [*text(f"{side} "), Span("math", rate), *text(" (at "), Span("math", frequency)]
        found += text(")")
    return found


def counterexample(found: Mapping[str, object], naming: Naming) -> list[Block]:
    """Where the printed form differs, and both values there."""
    point = found["point"]
    assert isinstance(point, Mapping)
    place = text("Counterexample at ")
    for name, value in point.items():
        equal = f"{latex(NAMES[name], naming) if name in NAMES else name} = {number(value, naming)}"
        place += [*text(", " if len(place) > 1 else ""), Span("math", equal)]
    printed, derived = (_listed(found[form]) for form in ("printed", "derived"))
    entries = [str(n + 1) for n in range(len(printed))] if len(printed) > 1 else ["value"]
    rows = [
        [text(entry), [Span("math", number(a, naming))], [Span("math", number(b, naming))]]
        for entry, a, b in zip(entries, printed, derived, strict=True)
    ]
    head = [text("entry" if len(printed) > 1 else ""), text("printed"), text("derived")]
    return [Paragraph(place), Table("Both values at the counterexample", head, rows)]


def _listed(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(map(str, value))  # type: ignore[call-overload]


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
    decimals = ",\\; ".join(shortened(number).replace("...", r"\ldots") for number in digits)
    exact = bool(forms) and all(sympify(form).is_Rational for form in forms)
    return [Span("math", shown if exact else " = ".join(filter(None, (shown, decimals))))]


def remainder(verdict: Verdict) -> Spans:
    """The order of the remainder as a power of eps; 0 stands for a logarithm."""
    if verdict.order is None:
        return text("")
    if verdict.order == 0:
        return [Span("math", r"1/\ln \epsilon")]
    return [Span("math", rf"\epsilon^{{{verdict.order}}}" if verdict.order != 1 else r"\epsilon")]


def number(value: object, naming: Naming) -> str:
    """LaTeX of a number in text: a rational, a decimal, or a function of tau."""
    shown = str(value)
    if re.search(r"\d\.\d|\de[+-]?\d", shown):
        return decimal(shown)
    try:
        return latex(sympify(shown, locals=NAMES | {"tau": tau}), naming)
    except SympifyError:
        return rf"\text{{{shown}}}"


def decimal(value: object) -> str:
    """LaTeX of a decimal number, three digits of a float."""
    shown = f"{value:.3g}" if isinstance(value, float) else str(value)
    power = re.sub(r"e([+-]?)0*(\d+)", lambda m: rf" \cdot 10^{{{m[1].strip('+')}{m[2]}}}", shown)
    return re.sub(r"i\b", r"\\,i", power)
