"""Joins printed and derived under one label: the only place that imports both.

A module for each part of the paper, in the paper's order, which is that of the labels.
"""

from difflib import get_close_matches

from derive.equation import Equation
from derive.grains.catalogue import (
    action_and_couplings,
    arrays_and_films,
    gap_equations,
    gaps_and_limits,
    meanfield_and_transition,
    model_and_born,
)


class UnknownLabel(ValueError):
    """No equation has this label."""


WEAK_HIGH, WEAK_LOW = gaps_and_limits.WEAK_HIGH, gaps_and_limits.WEAK_LOW
STRONG = arrays_and_films.STRONG

_EQUATIONS = (
    *model_and_born.EQUATIONS,
    *gaps_and_limits.EQUATIONS,
    *action_and_couplings.EQUATIONS,
    *gap_equations.EQUATIONS,
    *meanfield_and_transition.EQUATIONS,
    *arrays_and_films.EQUATIONS,
)

LABELS: tuple[str, ...] = tuple(equation.label for equation in _EQUATIONS)

_IN_A_LIMIT = {equation.label.split("-")[0] for equation in _EQUATIONS if equation.relation == "~"}
LIMITS = tuple(label for label in LABELS if label.split("-")[0] in _IN_A_LIMIT)  # by paper's number


def equation(label: str) -> Equation:
    """The equation of this label.  Raises UnknownLabel with the nearest labels."""
    for record in _EQUATIONS:
        if record.label == label:
            return record
    nearest = ", ".join(get_close_matches(str(label), LABELS, n=3, cutoff=0))
    raise UnknownLabel(f"unknown label {label!r}; nearest: {nearest}")
