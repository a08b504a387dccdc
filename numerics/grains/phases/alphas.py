"""The alphas of the paper: what each equation means by alpha, found from the equations.

alpha is h/(2 e^2 R) for a bond between normal metals; the kernel of (25b) is then
(alpha/2) (kT/sin(pi kT s))^2.  An equation that prints another coefficient of alpha than follows
from the action speaks of another alpha, which differs by the ratio of both coefficients.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sympy import Abs, Expr, Sum

from derive.grains.steps.criticality import critical_alpha
from derive.grains.symbols import alpha, m
from derive.papers import equation
from numerics.grains.phases.constants import ALPHA_OF_CONDUCTANCE

Array = NDArray[Any]

NORMALISATIONS = ("25-kernel", "25a", "27", "28", "14-alpha")
PHASES = "27"  # prints alpha = h/(2 e^2 R), which all functions take


@cache
def alpha_at_one(label: str) -> Expr:
    """h/(2 e^2 R) where the alpha of the equation, as printed, is 1.  ValueError: unknown."""
    if label not in NORMALISATIONS:
        allowed = ", ".join(NORMALISATIONS)
        raise ValueError(f"no normalisation of alpha is known for {label!r}: give one of {allowed}")
    record = equation(label)
    printed, derived = record.printed, record.derived()
    if label == "14-alpha":
        return derived / printed
    return coefficient(printed) / coefficient(derived)


def coefficient(form: Expr) -> Expr:
    """What multiplies alpha: of |m| in an action, of |omega_n| under a sum, of a kernel."""
    if sums := form.atoms(Sum):
        (total,) = sums
        return (1 / total.function).expand().coeff(alpha)
    return form.coeff(Abs(m)).coeff(alpha) if form.has(Abs(m)) else form.coeff(alpha)


@cache
def critical_resistances() -> Mapping[str, Expr]:
    """R at which alpha = 1 holds in each normalisation, in units of h/e^2."""
    return {label: ALPHA_OF_CONDUCTANCE / alpha_at_one(label) for label in NORMALISATIONS}


def critical_alphas() -> Mapping[str, Expr]:
    """The critical alpha in each normalisation."""
    return {label: critical_alpha() / alpha_at_one(label) for label in NORMALISATIONS}


def converted(value: ArrayLike, given: str, wanted: str = PHASES) -> Array:
    """alpha of one normalisation in another one; both are labels of NORMALISATIONS."""
    return np.asarray(value, float) * float(alpha_at_one(given) / alpha_at_one(wanted))


def alpha_of_resistance(resistance: ArrayLike, normalisation: str = PHASES) -> Array:
    """alpha of a bond between normal metals.  resistance: in units of h/e^2, positive."""
    values = np.asarray(resistance, float)
    if not np.all(values > 0):
        raise ValueError("resistance contains a number <= 0: give positive ones, in h/e^2")
    return converted(float(ALPHA_OF_CONDUCTANCE) / values, PHASES, normalisation)


def resistance_of_alpha(value: ArrayLike, normalisation: str = PHASES) -> Array:
    """The resistance, in units of h/e^2, of a bond between normal metals with this alpha > 0."""
    values = np.asarray(value, float)
    if not np.all(values > 0):
        raise ValueError("alpha contains a number <= 0: give positive ones")
    return float(ALPHA_OF_CONDUCTANCE) / converted(values, normalisation, PHASES)
