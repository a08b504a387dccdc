"""One equation in the companion: both forms, how it follows, where it holds, what it is worth."""

import re
from collections.abc import Mapping

from sympy import Expr

from derive.chain import Derivation, reason
from derive.latex import latex, latex_path, statements
from derive.lineage import lineage
from derive.prose import Naming
from derive.record import Equation
from numerics.judge.papers import facts_of
from numerics.judge.values import Constant, Counterexample, Number
from numerics.judge.verdict import Verdict
from numerics.judge.words import shortened, standing
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

ByLabel = Mapping[str, Verdict]


def entry(verdict: Verdict, judged: ByLabel, naming: Naming) -> Section:
    """The entry of one equation."""
    record = verdict.record
    blocks: list[Block] = [*forms(record, verdict, naming)]
    said = facts(record, verdict, judged, naming)
    if verdict.counterexample is not None:
        said += counterexample(verdict.counterexample, record, naming)
    blocks.append(Facts(said))
    blocks += derivation(record, judged, naming)
    title = [*text(f"({record.label}) "), *words(record.title, (), naming)]
    return Section(
        f"eq-{record.label}", title, blocks, label=record.label, finding=standing(verdict)
    )


def forms(record: Equation, verdict: Verdict, naming: Naming) -> list[Formula]:
    """The printed form and, where it differs, the derived one, which has the number."""
    both = verdict.printed in ("exact", "definition") or verdict.derived is None
    shown = []
    if record.printed is not None:
        name, words = f"{record.label}, printed", f"Equation {record.label}, as printed"
        if both:
            name, words = record.label, f"Equation {record.label}, printed and derived"
        shown.append(Formula(statements(record, record.printed, naming), name, words))
    if verdict.derived is not None and not both:
        derived = statements(record, verdict.derived, naming)
        shown.append(Formula(derived, record.label, f"Equation {record.label}, as derived"))
    return shown


def facts(
    record: Equation, verdict: Verdict, judged: ByLabel, naming: Naming
) -> list[tuple[Spans, list[Spans]]]:
    """What is said of the equation in a line or two each."""
    printed = [Span("finding", standing(verdict))]
    if verdict.ratio:
        printed += [*text(": printed/derived tends to "), *constant(verdict, naming)]
    derived = [Span("finding", verdict.derivation)]
    if verdict.derivation != "undecided":
        derived += text(f" to {verdict.digits} digits")
    if verdict.order is not None:
        of = derived if verdict.printed == "beyond" else printed
        of += [*text("; remainder of order "), *remainder(verdict)]
    if verdict.route:
        derived += [*text(" against: "), *words(verdict.route, judged, naming)]
    rows = [(text("Printed form"), [printed]), (text("Derived form"), [derived])]
    rows += [(text("Holds"), holds(record, judged, naming))]
    for term, lines in facts_of(verdict.settled):
        rows += [(text(term), [words(line, judged, naming) for line in lines])]
    for term, line in (("Note", record.note), ("Remark", verdict.remark)):
        if line:
            rows += [(text(term), [words(line, judged, naming)])]
    return rows


def holds(record: Equation, judged: ByLabel, naming: Naming) -> list[Spans]:
    """The regime, or the number of points."""
    if record.relation == "definition":
        return [text("by definition")]
    if record.regime is None:
        number = len(record.points)
        return [text(f"without approximation; judged at {number} exact points")]
    path = [[Span("math", each)] for each in latex_path(record.regime, record.notation, naming)]
    lines = [words(record.regime.words, judged, naming)] if record.regime.words else []
    return [*lines, [*text("judged along "), *joined(path, ", ")]]


def counterexample(
    found: Counterexample, record: Equation, naming: Naming
) -> list[tuple[Spans, list[Spans]]]:
    """Where the printed form differs, and both values there, an entry of a matrix a line."""
    equalities = [
        [
            Span("math", latex(symbol, record.notation, naming)),
            *text(" = "),
            *number(value, record, naming),
        ]
        for symbol, value in found.point.items()
    ]
    rows = [(text("Differs at"), [joined(equalities, ", ")])] if equalities else []
    for form, values in (("Printed", found.printed), ("Derived", found.derived)):
        rows += [(text(f"{form} there"), [number(value, record, naming) for value in values])]
    return rows


def derivation(record: Equation, judged: ByLabel, naming: Naming) -> list[Block]:
    """How the equation follows: from which others, and by which steps beyond theirs."""
    line = lineage(record, [verdict.record for verdict in judged.values()])
    origin = text("Follows")
    if line.builds_on:
        origin += [*text(" from "), *references(line.builds_on)]
    steps = [(step_name(step), words(reason(step), judged, naming)) for step in line.steps]
    return [Paragraph([*origin, *text(" by")]), Steps(steps)]


def step_name(step: Derivation) -> str:
    """Module and function, without the package."""
    return f"{step.__module__.rpartition('.')[2]}.{step.__name__}"


def constant(verdict: Verdict, naming: Naming) -> Spans:
    """The constants of a ratio, in closed form where they have one, and their digits."""
    notation = verdict.record.notation
    forms = [each.form for each in verdict.ratio]
    known = [form for form in forms if form is not None]
    shown = ",\\; ".join(latex(form, notation, naming) for form in known)
    if len(known) < len(forms):
        shown = ""
    decimals = ",\\; ".join(map(digits, verdict.ratio))
    exact = bool(shown) and all(form.is_Rational for form in known)
    return [Span("math", shown if exact else " = ".join(filter(None, (shown, decimals))))]


def digits(constant: Constant) -> str:
    """LaTeX of the first digits of a constant."""
    return f"{{{shortened(constant.number)}}}".replace("...", r"\ldots")


def remainder(verdict: Verdict) -> Spans:
    """The order of the remainder as a power of eps; 0 stands for a logarithm."""
    if verdict.order is None:
        return text("")
    if verdict.order == 0:
        return [Span("math", r"1/\ln \epsilon")]
    return [Span("math", rf"\epsilon^{{{verdict.order}}}" if verdict.order != 1 else r"\epsilon")]


def number(value: Expr | Number, record: Equation, naming: Naming) -> Spans:
    """A decimal by its parts, or a number or function of tau as it is written."""
    if not isinstance(value, Number):
        return [Span("math", latex(value, record.notation, naming))]
    if not value.imaginary:
        return [Span("math", decimal(value.real))]
    sign = "\N{MINUS SIGN}" if value.imaginary.startswith("-") else "+"
    parts = (value.real, value.imaginary.lstrip("-") + r"\,i")
    return joined([[Span("math", decimal(part))] for part in parts], f" {sign} ")


def decimal(number: str) -> str:
    """LaTeX of a decimal number."""
    return re.sub(r"e([+-]?)0*(\d+)", lambda m: rf" \cdot 10^{{{m[1].strip('+')}{m[2]}}}", number)
