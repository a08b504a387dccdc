"""Growth at s = 0, by the rules of `growth_rules` and the asymptotic forms of `asymptotics`."""

from numerics.arithmetic.asymptotics import known_growth
from numerics.arithmetic.growth_rules import bound, growth
from numerics.arithmetic.late import define

define("known_growth", known_growth)

__all__ = ["bound", "growth"]
