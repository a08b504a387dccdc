"""The mean field (26)-(28) in ball arithmetic, energies in units of E_0; alpha as in (27).

(26) at P_n(0) = 1 reads ln J = h(ln y), y = J_R/E_0, see `phases.doubles`.  A solution is
enclosed by a change of sign of h - ln J from below; that it is the stable one, and that there is
none, rests on h having one minimum.  With the cutoff at T > 0, h jumps down; there ln J - D/2
rises with ln y, and a descent by its upper bounds passes no solution.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from flint import acb, arb, ctx
from numpy.typing import NDArray
from sympy import Expr, Symbol

from derive.grains.steps.criticality import (
    fluctuation_at_zero_above_cutoff,
)
from derive.grains.steps.meanfield import phase_fluctuation, phase_fluctuation_above_cutoff
from derive.grains.symbols import E_0, J_R, alpha, beta
from numerics.arithmetic.functions import Evaluator, ball_function, made_once
from numerics.grains.phases import constants, doubles

Array = NDArray[Any]

STEPS = 20_000  # of a descent
WIDTHS = (1e-6, 1e-3, 1)  # half the width in ln y of a bracket of the minimum
PIECES = 64  # of such a bracket
SECANTS = 100
SLACK_BITS = 16  # of a change of sign, at first


class Mean(NamedTuple):
    """The parameters of the mean field: alpha, T and whether (28) cuts off frequencies."""

    alpha: arb
    T: arb
    cutoff: bool


@made_once
def _evaluator(constant: Expr) -> Evaluator:
    return ball_function((), constant)


def _number(constant: Expr) -> arb:
    return arb(_evaluator(constant)())


def damping() -> arb:
    """b/alpha, where (27) sums 1/(omega^2 + 2 b |omega| + y)."""
    return _number(constants.DAMPING)


def arc(x: acb) -> acb:
    """arccos(x)/sqrt(1 - x^2), regular at x = 1 (DLMF 15.4.16)."""
    if x.real > 2:
        root = (x * x - 1).sqrt()
        return (x + root).log() / root
    return ((1 - x) / 2).hypgeom_2f1(1, 1, acb(3) / 2)


def arc_slope(x: acb) -> acb:
    """Its derivative."""
    return -((1 - x) / 2).hypgeom_2f1(2, 2, acb(5) / 2) / 3


def alpha_over_x(x: acb) -> acb:
    """alpha/x of `steps.criticality.boundary_alpha`, in a form that is regular at x = 0 and 1."""
    return arc(x) + x * arc_slope(x)


def coupling_on_boundary(x: acb) -> acb:
    """J_R/E_0 at the jump."""
    return (damping() * alpha_over_x(x)) ** 2


def josephson_on_boundary(x: acb) -> acb:
    """J/E_0 on the boundary."""
    return coupling_on_boundary(x) * (2 * arc(x) / alpha_over_x(x)).exp()


@made_once
def _derived(cold: bool, cutoff: bool) -> Evaluator:
    """D as derived, of y, alpha and, unless cold, T."""
    T = Symbol("T", positive=True)
    thermal = phase_fluctuation_above_cutoff() if cutoff else phase_fluctuation()
    form = fluctuation_at_zero_above_cutoff() if cold else thermal.subs(beta, 1 / T)
    return ball_function((J_R, alpha) if cold else (J_R, alpha, T), form.subs(E_0, 1))


def fluctuation(y: arb, mean: Mean) -> arb:
    """D of (27), or of (28)."""
    arguments = (acb(y), acb(mean.alpha))
    if not mean.T.is_zero():
        return acb(_derived(False, mean.cutoff)(*arguments, acb(mean.T))).real
    root, b = y.sqrt(), damping() * mean.alpha
    if mean.cutoff and y > 2 * b**2:
        return _derived(True, True)(*arguments).real
    whole = arc(acb(b / root)) / root
    return ((whole - below_cutoff(y, b) if mean.cutoff else whole) / (2 * arb.pi())).real


def below_cutoff(y: arb, b: arb) -> acb:
    """2 pi times what the cutoff takes from D at T = 0: arctan(r/(1 + b))/r, r^2 = y - b^2.

    The arctangents of (27) and (28) differ by this one, by their addition theorem.
    """
    square = acb((b**2 - y) / (1 + b) ** 2)
    return square.hypgeom_2f1(acb(1) / 2, 1, acb(3) / 2) / (1 + b)


def height(y: arb, mean: Mean) -> arb:
    """h(ln y)."""
    return y.log() + fluctuation(y, mean) / 2


def renormalized(
    josephson: arb, charging: arb, alpha: arb, temperature: arb, *, cutoff: bool
) -> tuple[arb] | None:
    """J_R of the stable solution, an exact 0 where there is none; None: not certain."""
    y = in_units(josephson / charging, Mean(alpha, temperature / charging, cutoff))
    return None if y is None else (y * charging,)


def in_units(josephson: arb, mean: Mean) -> arb | None:
    """The same in units of E_0."""
    if josephson.is_zero():
        return arb(0)
    J, a, T = (np.array([float(v)]) for v in (josephson, mean.alpha, mean.T))
    stable, _ = doubles.solutions(J, a, T, mean.cutoff)
    if np.isfinite(stable[0]):
        return solution(josephson, mean, arb(float(stable[0])).exp())
    return arb(0) if destroyed(josephson, mean, a, T) else None


def solution(josephson: arb, mean: Mean, start: arb) -> arb | None:
    """The stable solution near the start."""
    target = josephson.log()
    y = rising_zero(lambda y: height(y, mean) - target, start)
    if y is not None and mean.cutoff and mean.T > 0:
        return y if descends(target, mean, y.upper()) else None
    return y


def rising_zero(function: Callable[[arb], arb], start: arb) -> arb | None:
    """A zero near the start > 0, by secants; enclosed by a change of sign from below, or None."""
    x, other = start.mid(), (start * (1 + arb(2) ** -20)).mid()
    at_x, at_other = function(x).mid(), function(other).mid()
    for _ in range(SECANTS):
        if abs(at_other) < abs(at_x):
            x, other, at_x, at_other = other, x, at_other, at_x
        if at_x == at_other:
            break
        closer = (x - at_x * (x - other) / (at_x - at_other)).mid()
        at_closer = function(closer).mid() if closer > 0 else at_other
        if not abs(at_closer) < abs(at_x):
            break
        x, other, at_x, at_other = closer, x, at_closer, at_x
    slack = SLACK_BITS
    while slack < ctx.prec:
        margin = (x * arb(2) ** (slack - ctx.prec)).mid()
        if function(x - margin) < 0 < function(x + margin):
            return arb(x, margin)
        slack *= 2
    return None


def descends(target: arb, mean: Mean, stop: arb) -> bool:
    """Whether no solution lies above `stop`: ln J - D/2 rises with y, and is below ln y there."""
    y = target.exp().upper()
    for _ in range(STEPS):
        if y <= stop:
            return True
        lower = (target - fluctuation(arb(y), mean) / 2).exp().upper()
        if not lower < y:
            return False
        y = lower
    return False


def destroyed(josephson: arb, mean: Mean, a: Array, T: Array) -> bool:
    """Whether h stays above ln J; a and T: alpha and T in double precision, of shape (1,)."""
    if mean.T.is_zero() and not mean.alpha < 1:
        return bool(mean.alpha == 1 and josephson < limit_at_one(mean.cutoff))
    turn, _ = doubles.turning_point(a, T, mean.cutoff)
    centre = float(turn[0])
    return any(stays_above(josephson.log(), mean, centre, width) for width in WIDTHS)


def stays_above(target: arb, mean: Mean, centre: float, width: float) -> bool:
    """Whether h, whose minimum a bracket holds, is above the target in all pieces of it.

    D falls with y, so that in a piece h is above ln y at its lower end plus D/2 at its upper one.
    """
    nodes = [arb(centre) + width * arb(n) / PIECES for n in range(-PIECES, PIECES + 1)]
    low, middle, high = (height(nodes[n].exp(), mean) for n in (0, PIECES, -1))
    if not (low > middle and high > middle):
        return False
    return all(
        lower + fluctuation(upper.exp(), mean) / 2 > target for lower, upper in pairwise(nodes)
    )


def boundary(value: arb) -> tuple[arb, arb] | None:
    """J/E_0 and J_R/E_0 on the boundary at alpha, 0 beyond alpha = 1; None: not certain."""
    if value > 1:
        return arb(0), arb(0)
    if value == 1:
        return limit_at_one(False), arb(0)
    x = arb(0)
    if not value.is_zero():
        turn, _ = doubles.turning_point(np.array([float(value)]), np.zeros(1), False)
        start = damping() * value * (-arb(float(turn[0])) / 2).exp()
        root = rising_zero(lambda x: x * alpha_over_x(acb(x)).real - value, start)
        if root is None:
            return None
        x = root
    return josephson_on_boundary(acb(x)).real, coupling_on_boundary(acb(x)).real


def limit_at_one(cutoff: bool) -> arb:
    """J/E_0 at alpha = 1 up to which no J_R > 0 is left."""
    end = _number(constants.END)
    return end / (1 + 2 * damping()) if cutoff else end
