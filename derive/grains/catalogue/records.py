"""How a record is written, with the usual points and the printed form of its label."""

from collections.abc import Callable

from sympy import Basic, Symbol
from sympy.logic.boolalg import Boolean

from derive.grains.points import DOMAIN, POINTS
from derive.grains.printed import PRINTED
from derive.record import Equation, Form, Point, Regime, Relation

CONTINUED = "The modulus of a complex Delta is left out, as analytic continuation requires."
PREFACTOR = "The paper writes a prefactor after its ~: the constant is part of what it claims."


def record(
    label: str,
    title: str,
    lhs: Basic | str,
    derived: Callable[[], Form],
    note: str = "",
    *,
    relation: Relation = "=",
    regime: Regime | None = None,
    points: tuple[Point, ...] = POINTS,
    domain: tuple[Boolean, ...] | None = DOMAIN,
    beyond: bool = False,
) -> Equation:
    """A record of what the paper prints under the label, or of what goes beyond the paper.

    In a regime an "=" is read as "~", which claims no constant.  Beyond the paper nothing is
    printed; there the derived form has its constant, and next to a limit stands "≃".
    """
    if regime and relation == "=":
        relation = "≃" if beyond else "~"
    return Equation(
        label=label,
        title=title,
        relation=relation,
        lhs=Symbol(lhs) if isinstance(lhs, str) else lhs,
        printed=None if beyond else PRINTED[label],
        derived=derived,
        regime=regime,
        points=points if relation == "=" else (),
        domain=domain if relation == "=" else None,
        note=note,
    )


def definition(
    label: str, title: str, lhs: str, derived: Callable[[], Form], note: str = ""
) -> Equation:
    """A record of where the model starts, which is not judged."""
    return record(label, title, lhs, derived, note, relation="definition")


def film_point(
    number: int,
    title: str,
    derived: Callable[[], Form],
    points: tuple[Point, ...],
    note: str = "",
    domain: tuple[Boolean, ...] | None = None,
) -> Equation:
    """One of the six points of the section "Anomalous metal state"."""
    return record(
        f"film-{number}",
        title,
        rf"\mathrm{{film}}_{number}",
        derived,
        f"1 where it holds, -1 where it fails. {note}".strip(),
        points=points,
        domain=domain,
    )
