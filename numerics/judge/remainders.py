"""How fast a limit is approached: its relative error along its regime, and the slope."""

from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
from flint import acb
from numpy.typing import ArrayLike, NDArray

from derive.notation import eps
from derive.record import Equation, Form, Regime
from numerics.judge.compare import evaluate, measured
from numerics.judge.finding import apart, off_route
from numerics.judge.papers import route_of
from numerics.judge.route import Route
from numerics.judge.verify import recorded

Array = NDArray[Any]

EPS = np.logspace(-0.5, -5, 10)
DIGITS = 60  # a smaller error is not told from 0


@dataclass(frozen=True, eq=False)
class Remainders:
    """Relative errors of both forms of a limit at each eps, and what they are held against.

    An error that is 0 to 60 digits is 0.  A form that is not there has the error None.
    """

    label: str
    title: str
    reference: str
    eps: Array = field(metadata={"unit": "1"})
    printed: Array | None = field(metadata={"unit": "1"})
    derived: Array | None = field(metadata={"unit": "1"})


def remainders(
    equation: Equation | str, *, route: Route | None = None, eps: ArrayLike = EPS
) -> Remainders:
    """Relative error of a "~" along its regime, of the printed and of the derived form.

    equation: a label, or a record of one's own.  Both forms are held against the route, by
    default that of the label; without one the printed form is held against the derived one.
    eps: 1-d array of values between 0 and 1.
    Raises ValueError for an equation without a regime, and for other eps, before any work.
    """
    record = recorded(equation)
    if record.relation not in ("~", "≃"):
        raise ValueError(f"equation {record.label} is no limit: its relation is not '~' or '≃'")
    values = np.ravel(np.asarray(eps, float))
    if not np.all((values > 0) & (values < 1)):
        raise ValueError("eps must lie between 0 and 1")
    route = route or route_of(record)
    derived = record.derived()
    record.require(derived, "derived")

    def errors(form: Form) -> Array:
        return np.array([_error(form, derived, route, record, -np.log10(e)) for e in values])

    return Remainders(
        label=record.label,
        title=record.title,
        reference=route.words if route else "the derived form",
        eps=values,
        printed=None if record.printed is None else errors(record.printed),
        derived=errors(derived) if route else None,
    )


def slope(eps: Array, error: Array) -> float | None:
    """The exponent of eps between the two smallest eps; None where an error there is 0."""
    last = np.argsort(eps)[:2]
    if eps.size < 2 or not np.all(error[last] > 0):
        return None
    (x, x_), (y, y_) = np.log10(eps[last]), np.log10(error[last])
    return float((y_ - y) / (x_ - x))


def _error(form: Form, derived: Form, route: Route | None, record: Equation, k: float) -> float:
    """Relative error of the form at eps = 10^-k."""
    regime = cast(Regime, record.regime)

    def difference() -> Any:
        point = on_path(regime, k)
        return off_route(form, route, point) if route else apart(form, derived, point)

    value = measured(difference, DIGITS)
    return float(value.mid()) if value > 0 else 0.0


def on_path(regime: Regime, k: float) -> dict[Any, acb]:
    """Every symbol of the regime at eps = 10^-k."""
    small = {eps: acb(10) ** -k}
    return {symbol: evaluate(value, small)[0][0] for symbol, value in regime.path.items()}
