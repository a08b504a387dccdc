"""Errors of explicit forms over a power of the coordinate that tends to 0, by germs."""

from collections.abc import Sequence
from typing import Any

from flint import acb, arb
from sympy import Expr, Symbol, Tuple, simplify

from numerics.arithmetic.functions import Evaluator, germ_function, plain_ball_function
from numerics.arithmetic.germs import Germ, identity

KNOWN = 6  # coefficients of a germ before the last ball


def germ_quotients(
    coordinates: Sequence[Symbol],
    variable: Symbol,
    order: int,
    small: Expr,
    errors: tuple[Expr, ...],
) -> Evaluator:
    """The small quantity, then each error over variable^order, as functions of balls.

    variable: the coordinate that tends to 0.  A germ is made up to the end of each box.  That the
    coefficients below the order vanish is shown by the exact series, because a ball that contains
    0 does not show it.  On a box away from 0 the plain quotient counts where it is sharper.
    Raises ValueError for an error of a lower order, and NoEnclosure where a germ cannot be made.
    """
    for error in errors:
        _require_order(error, variable, order)
    place = list(coordinates).index(variable)
    made = germ_function(coordinates, Tuple(*errors))
    plain = plain_ball_function(coordinates, Tuple(small, *(e / variable**order for e in errors)))

    def evaluate(*values: Any) -> list[Any]:
        s = values[place]
        size, *quotients = map(acb, plain(*values))
        germ = identity(arb(s.upper()), KNOWN + order)
        found = made(*values[:place], germ, *values[place + 1 :])
        by_germ = [_divided(each, order, s) for each in found]
        return [size, *map(_sharper, by_germ, quotients)]

    return evaluate


def _sharper(a: acb, b: acb) -> acb:
    return b if b.is_finite() and b.rad() < a.rad() else a


def _divided(error: Any, order: int, s: arb) -> acb:
    """The values at s of the error over s^order; those of a constant error, which is 0."""
    if not isinstance(error, Germ):
        return acb(error)
    if error.exponent < order:
        error = error.without(order - error.exponent)
    return Germ(error.exponent - order, error.coefficients, error.end).at(s)


def _require_order(error: Expr, variable: Symbol, order: int) -> None:
    below = simplify(error.series(variable, 0, order).removeO()) if order else 0
    if below != 0:
        raise ValueError(f"the error is not of the order {order} in {variable}: it has {below}")
