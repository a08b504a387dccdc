"""All about one verdict as plain text, for a terminal."""

from functools import partial

from derive.chain import Derivation, chain
from derive.latex import latex
from derive.text import text
from numerics.judge.verdict import Verdict
from numerics.judge.words import evidence, findings


def page(verdict: Verdict, in_latex: bool = False) -> str:
    """All about one equation: both forms, regime, chain of derivation, verdict."""
    record = verdict.record
    show = partial(latex if in_latex else text, notation=record.notation)
    parts = [f"{record.label}  {record.title}"]
    parts += [section("equation for", str(record.lhs))]
    if record.printed is not None:
        parts += [section("printed", show(record.printed))]
    if verdict.derived is not None:
        parts += [section("derived", show(verdict.derived))]
    if record.regime is not None:
        path = ", ".join(f"{symbol} = {value}" for symbol, value in record.regime.path.items())
        parts += [section("regime", f"{record.regime.words}\n{path}, eps -> 0".lstrip())]
    if record.note:
        parts += [section("note", record.note)]
    if steps := chain(record.derived):
        parts += [section("follows by", "\n".join(map(link, steps)))]
    parts += [section("verdict", findings(verdict).replace("; ", "\n"))]
    parts += [section(name, text) for name, text in evidence(verdict)]
    return "\n\n".join(parts)


def link(function: Derivation) -> str:
    """A link of a chain of derivation: the function and what it says of itself."""
    reason = (function.__doc__ or "").strip().partition("\n")[0]
    return f"{function.__module__}.{function.__name__}".ljust(44) + f" {reason}"


def detail(verdict: Verdict) -> str:
    """Printed form, derived form and counterexample of a verdict, as plain text."""
    record = verdict.record
    parts = [f"{verdict.label}  {verdict.title}: {findings(verdict)}"]
    if record.printed is not None:
        parts += [section("printed", text(record.printed, record.notation))]
    if verdict.derived is not None:
        parts += [section("derived", text(verdict.derived, record.notation))]
    parts += [section(name, text) for name, text in evidence(verdict)]
    return "\n".join(parts) + "\n"


def section(name: str, text: str) -> str:
    """A named block, its lines indented."""
    first, *others = text.splitlines() or [""]
    rows = [f"  {name:15}{first}", *(" " * 17 + line for line in others)]
    return "\n".join(map(str.rstrip, rows))
