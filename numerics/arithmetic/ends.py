"""What is left out near a singular or infinite end of an integral, bounded."""

from collections.abc import Callable, Iterable

import sympy
from flint import acb, arb, ctx

from numerics.arithmetic.analytic import Switched, chosen, switched
from numerics.arithmetic.enclosures import NoEnclosure
from numerics.arithmetic.growth import bound, growth
from numerics.arithmetic.growth_records import Bound, Region

Values = dict[sympy.Symbol, acb]
REACHES = (4, 7, 12, 20, 40, 80)  # s up to 2^-n: where a bound is looked for
FARTHEST = 4000  # times the working precision: the end of x


def end_bound(form: sympy.Expr, s: sympy.Symbol, values: Values) -> tuple[Bound, arb]:
    """A bound of the form near s = 0 that can be integrated, and how far it reaches."""

    def is_integrable(found: Bound) -> bool:
        return bool(found.rate > 0 or found.power > -1)

    return bound_near_zero(
        form, s, values, REACHES, is_integrable, "it is not shown to converge at an end"
    )


def bound_near_zero(
    form: sympy.Expr,
    s: sympy.Symbol,
    values: Values,
    reaches: Iterable[int],
    serves: Callable[[Bound], bool],
    otherwise: str,
) -> tuple[Bound, arb]:
    """The first bound that serves, for s up to 2^-n with n among the reaches, and how far it holds.

    Raises NoEnclosure with the last reason: `otherwise` where the last bound does not serve.
    """
    failure = NoEnclosure(otherwise)
    if form.has(sympy.Integral, sympy.Sum, sympy.Product):
        raise failure
    parts = switched(form)
    with ctx.workprec(64):
        for n in reaches:
            region = Region(s, arb(2) ** -n, arb(0), values)
            try:
                found = bound(chosen_near(parts, region), region)
            except NoEnclosure as new:
                failure = new
                continue
            if serves(found):
                return found, region.reach
            failure = NoEnclosure(otherwise)
    raise failure


def chosen_near(parts: Switched, region: Region) -> sympy.Expr:
    """The branch that the switches choose near s = 0."""
    pattern: list[int] = []
    for switch in parts.switches:
        argument = chosen(switch.argument, parts.switches, pattern)
        level = _level(argument, region) if switch.is_floor else 0
        ball = growth(argument - level, region).ball.real
        if ball.contains(0):
            raise NoEnclosure("the branch that it takes near an end is not known")
        above = bool(ball > 0)
        pattern.append(level - (not above) if switch.is_floor else 1 if above else -1)
    return chosen(parts.body, parts.switches, pattern)


def _level(argument: sympy.Expr, region: Region) -> int:
    """The integer that the argument of a floor function tends to at s = 0."""
    there = argument.subs(region.s, 0)
    if not there.is_Integer:
        raise NoEnclosure("a floor function has no known value near an end")
    return int(there)


def cut(tail: tuple[Bound, arb], goal: int) -> tuple[arb, arb]:
    """The x at which the rest is below 2^-goal, rounded up a little, and a bound of the rest."""
    bound_, reach = tail
    with ctx.workprec(64):
        small = arb(2) ** -goal
        x = -reach.log()
        step = x / 4
        while x < FARTHEST * goal:
            rest = bound_.integral((-x).exp())
            if rest is not None and rest < small:
                return arb(x.mid()), arb(rest.abs_upper())
            x = arb((x + step).mid())
            step = step * 5 / 4
    raise NoEnclosure("it falls too slowly at an end")
