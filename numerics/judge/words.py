"""A verdict in words: its findings, its evidence, and the counts of many."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from textwrap import shorten
from typing import TYPE_CHECKING

from numerics.judge.values import Constant, Number

if TYPE_CHECKING:
    from numerics.judge.verdict import Verdict

# How a finding stands, for every colour in which it is shown.
STANDING = {
    **dict.fromkeys(("exact", "leading", "proved", "certified", "checked", "statistical"), "good"),
    "scaling": "warn",
    "scaling, holds": "good",
    **dict.fromkeys(("refuted", "undecided"), "bad"),
}
NAMES = 15  # characters for the names of what was found
LINE = 150  # characters that a verdict may take where it is one of many
MARKS = {
    "exact": "✓",
    "leading": "✓",
    "scaling": "∝",
    "scaling, holds": "✓",
    "refuted": "✗",
    "undecided": "?",
}


def equations(count: int) -> str:
    """So many equations, in words that fit one of them, too."""
    return f"{count} equation" + "s" * (count != 1)


def told(verdict: "Verdict") -> str:
    """A short table: one line for each thing found, below each other the entries of a matrix."""
    rows = [("equation", f"({verdict.label}) {verdict.title}")]
    rows += [("printed", printed_words(verdict)), ("derivation", derivation_words(verdict))]
    below = "\n" + " " * NAMES
    lines = ((name, text.replace("\n", below)) for name, text in [*rows, *evidence(verdict)])
    return "\n".join(f"{name:<{NAMES}}{text}" for name, text in lines)


def standing(verdict: "Verdict") -> str:
    """The finding on the printed form as it is shown: under "~" another constant is no fault.

    A constant that is not positive is one, because "~" leaves open neither the sign nor the phase.
    """
    positive = all(not (c.number.imaginary or c.number.real[0] == "-") for c in verdict.ratio)
    if verdict.printed == "scaling" and verdict.relation == "~" and positive:
        return "scaling, holds"
    return verdict.printed


def holds(verdict: "Verdict") -> bool:
    """Whether the printed form is shown to hold as what it claims to be, or is a definition."""
    return standing(verdict) in ("exact", "leading", "scaling, holds", "definition")


def fails(verdict: "Verdict") -> bool:
    """Whether the printed form is shown not to hold."""
    return standing(verdict) in ("refuted", "scaling")


def one_line(verdict: "Verdict") -> str:
    """Label and findings, without what they are held against, shortened to the width of a line."""
    words = f"({verdict.label}): {findings(replace(verdict, route=''))}"
    return shorten(words, LINE, placeholder=" ...")


def order_or_constant(verdict: "Verdict") -> str:
    """The constant of the ratio printed/derived, and the order of the remainder."""
    parts = [equality(each) for each in verdict.ratio]
    if verdict.order is not None:
        parts.append(f"order {verdict.order}")
    return ", ".join(parts)


def equality(constant: Constant) -> str:
    """The closed form of a constant, where it has one, and its first digits."""
    digits = shortened(constant.number)
    return digits if str(constant.form or digits) == digits else f"{constant.form} = {digits}"


def shortened(number: Number) -> str:
    """The first digits of a number, with dots where others follow that are not zero."""
    parts = (number.real, number.imaginary)
    return str(Number(*(_shortened(part) for part in parts)))


def _shortened(part: str) -> str:
    first, rest = part[:12], part[12:]
    if not rest.strip("0"):
        return first.rstrip("0").rstrip(".") if "." in first else part
    return f"{first}..."


def summary(verdicts: Sequence["Verdict"]) -> str:
    """The findings counted."""
    if not verdicts:
        return "No equation was judged."

    def counts(findings: Iterable[str]) -> str:
        return ", ".join(f"{n} {finding}" for finding, n in Counter(findings).most_common())

    return (
        f"{equations(len(verdicts))}.  Printed: {counts(v.printed for v in verdicts)}.  "
        f"Derivation: {counts(v.derivation for v in verdicts)}."
    )


def in_question(verdicts: Iterable["Verdict"]) -> list["Verdict"]:
    """The verdicts that need more than a row: a printed form that fails, or nothing shown."""
    return [v for v in verdicts if fails(v) or "undecided" in (v.printed, v.derivation)]


def findings(verdict: "Verdict") -> str:
    """Both findings of a verdict, and what they rest on, in one line."""
    return f"printed {printed_words(verdict)}; derivation {derivation_words(verdict)}"


def printed_words(verdict: "Verdict") -> str:
    """The finding on the printed form, with constant, order and ground."""
    if verdict.printed == "beyond":
        return "nothing: it goes beyond the paper"
    more = ", ".join(filter(None, (order_or_constant(verdict), verdict.ground)))
    return standing(verdict) + (f" ({more})" if more else "")


def derivation_words(verdict: "Verdict") -> str:
    """The finding on the derived form, with its digits and what it is held against."""
    words = verdict.derivation
    if verdict.digits:
        words += f" to {verdict.digits} digits"
    if verdict.route:
        words += f" against {verdict.route}"
    if verdict.printed == "beyond" and verdict.order is not None:
        words += f"; remainder of order {verdict.order}"
    return words


def evidence(verdict: "Verdict") -> list[tuple[str, str]]:
    """The counterexample, the correction and the remark of a verdict, each with its name."""
    pairs: list[tuple[str, str]] = []
    if (found := verdict.counterexample) is not None:
        pairs.append(("at", ", ".join(f"{name} = {value}" for name, value in found.point.items())))
        pairs.append(("printed there", "\n".join(map(str, found.printed))))
        pairs.append(("derived there", "\n".join(map(str, found.derived))))
    if verdict.search is not None:
        pairs.append(("correction", str(verdict.search)))
    if verdict.remark:
        pairs.append(("remark", verdict.remark))
    return pairs
