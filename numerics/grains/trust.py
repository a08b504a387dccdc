"""What the companion says of the limits beyond their verdicts: how far each can be trusted."""

from collections.abc import Iterable, Sequence

from derive.grains.symbols import NOTATION, Delta_0, Gamma_S, omega
from derive.latex import latex
from derive.record import Equation
from numerics.grains.gaps.reach import Reach, Which, reaches
from numerics.grains.gaps.validity import TOLERANCES, exact_forms, is_strong
from numerics.judge.papers import FactTable
from numerics.judge.verdict import Verdict

FORMS: dict[Which, str] = {"printed": "as printed", "derived": "with the next term"}
LIMITS = (
    "Each limit is followed along the path of its regime, at unequal rates, and compared with the "
    "gap equations (21a) and (21b) solved at real frequency. A column has the rate at which the "
    "error first exceeds the percentage; a dash means that it is larger all along. The second row "
    "of a limit is its derived form, with the next term."
)


def facts(record: Equation) -> list[tuple[str, list[str]]]:
    """For a limit of (10), (11): up to which rates each form is within the tolerances."""
    if record.label not in exact_forms():
        return []
    return [("Trusted", [_trusted(record, form) for form in FORMS])]


def _trusted(record: Equation, form: Which) -> str:
    found = reaches(record, form)
    percentages = ", ".join(f"{100 * reach.tolerance:g} %" for reach in found)
    if all(reach.gamma_s is None for reach in found):
        return f"{FORMS[form]}: error above {percentages} all along"
    side = "from" if is_strong(record.label) else "up to"
    rates = _listed(Gamma_S, (reach.gamma_s for reach in found))
    frequencies = _listed(omega, (reach.omega for reach in found))
    return f"{FORMS[form]}: error below {percentages} {side} {rates}, at {frequencies}"


def _listed(energy: object, values: Iterable[float | None]) -> str:
    """The values of an energy in units of Delta_0."""
    return f"{_ratio(energy)} = {', '.join(map(_bound, values))}"


def _ratio(energy: object) -> str:
    return f"${latex(energy, NOTATION)}/{latex(Delta_0, NOTATION)}$"


def _bound(value: float | None, sign: str = "") -> str:
    """A rate at which an error is reached, or a dash where it is reached by none."""
    if value is None:
        return "\N{EN DASH}"
    mantissa, _, exponent = f"{value:.3g}".partition("e")
    power = rf" \cdot 10^{{{int(exponent)}}}" if exponent else ""
    return f"${sign}{mantissa}{power}$"


def tables(verdicts: Sequence[Verdict]) -> list[FactTable]:
    """How far the limits among the equations can be trusted."""
    limits = [verdict for verdict in verdicts if verdict.label in exact_forms()]
    if not limits:
        return []
    rate = _ratio(Gamma_S)
    head = ("limit", "form", "order", *(f"{rate} at {100 * t:g} %" for t in TOLERANCES))
    rows = [_row(verdict, form) for verdict in limits for form in FORMS]
    return [FactTable("How far the limits can be trusted", LIMITS, head, rows)]


def _row(verdict: Verdict, form: Which) -> tuple[str, ...]:
    sign = r"\ge " if is_strong(verdict.label) else r"\le "
    found: tuple[Reach, ...] = reaches(verdict.settled, form)
    order = rf"$\epsilon^{{{verdict.order}}}$" if verdict.order and form == "printed" else ""
    return f"({verdict.label})", form, order, *(_bound(each.gamma_s, sign) for each in found)
