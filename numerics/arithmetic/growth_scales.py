"""What the rules for growing arguments share: a leading term times a ball, and 1/argument."""

import sympy
from flint import acb, arb

from numerics.arithmetic.analytic import reflected
from numerics.arithmetic.enclosures import NoEnclosure
from numerics.arithmetic.growth_records import Growth, Region
from numerics.arithmetic.growth_rules import growth, range_of


def scaled(leading: sympy.Expr, ball: acb, region: Region) -> Growth:
    g = growth(leading, region)
    return Growth(g.power, g.logs, g.ball * ball, g.exponent)


def inverse(z: sympy.Expr, region: Region, most_turned: arb | None = None) -> arb:
    """The largest 1/|z|, for an argument that grows within the right half-plane, or a sector."""
    g = growth(z, region)
    inverse = range_of(growth(1 / z, region), region)
    turned = abs(region.real(g.power)) * region.angle + abs(g.ball.arg())
    if inverse is None or g.exponent != 0 or not turned <= (most_turned or arb.pi() / 2):
        raise NoEnclosure(f"ball arithmetic has no bound for a function of {z}")
    return inverse.abs_upper()


def real_inverse(e: sympy.Expr, region: Region) -> arb:
    """The largest 1/z, at most 1, for an argument that grows along the positive axis."""
    (z,) = e.args
    largest = inverse(z, region)
    if not (region.on_axis and reflected(z) == z and largest <= 1):
        raise NoEnclosure(f"ball arithmetic has no bound for {e}")
    return largest
