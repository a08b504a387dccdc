"""The alphas of the paper: each equation's normalisation by the kernel, found from the equations.

alpha of the kernel is that of (25-kernel): -alpha_ij(s) of (12b) = alpha (kT/sin(pi kT s))^2.  An
equation that prints another coefficient of alpha than follows from the action speaks of
another alpha: its factor is that coefficient over the derived one.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sympy import Abs, Expr, Sum, pi

from derive.grains.steps.criticality import critical_alpha
from derive.grains.symbols import alpha, m
from derive.papers import equation
from numerics.grains.phases.constants import METALS

Array = NDArray[Any]

NORMALISATIONS = ("25-kernel", "25a", "27", "28", "14-alpha")
PHASES = "27"  # the normalisation of `phases.boundary`
KERNEL_OF_METALS = METALS / (2 * pi)  # alpha of the kernel of normal metals, times R e^2/h


@cache
def kernel_alpha(label: str) -> Expr:
    """alpha of the kernel where the equation, as printed, has alpha = 1.  ValueError: unknown."""
    if label not in NORMALISATIONS:
        allowed = ", ".join(NORMALISATIONS)
        raise ValueError(f"no normalisation of alpha is known for {label!r}: give one of {allowed}")
    record = equation(label)
    printed, derived = record.printed, record.derived()
    if label == "14-alpha":
        return abs(derived / printed)
    return coefficient(printed) / coefficient(derived)


def coefficient(form: Expr) -> Expr:
    """What multiplies alpha: of |m| in an action, of |omega_n| under a sum, of a kernel."""
    if sums := form.atoms(Sum):
        (total,) = sums
        return (1 / total.function).expand().coeff(alpha)
    return form.coeff(Abs(m)).coeff(alpha) if form.has(Abs(m)) else form.coeff(alpha)


@cache
def critical_resistances() -> Mapping[str, Expr]:
    """R at which alpha_c = 1 holds in each normalisation, in units of h/e^2."""
    return {label: KERNEL_OF_METALS / kernel_alpha(label) for label in NORMALISATIONS}


def critical_alphas() -> Mapping[str, Expr]:
    """The critical alpha in each normalisation."""
    return {label: critical_alpha() / kernel_alpha(label) for label in NORMALISATIONS}


def converted(value: ArrayLike, given: str, wanted: str = PHASES) -> Array:
    """alpha of one normalisation in another one; both are labels of NORMALISATIONS."""
    return np.asarray(value, float) * float(kernel_alpha(given) / kernel_alpha(wanted))


def alpha_of_resistance(resistance: ArrayLike, normalisation: str = PHASES) -> Array:
    """alpha of a bond between normal metals.  resistance: in units of h/e^2, positive."""
    values = np.asarray(resistance, float)
    if not np.all(values > 0):
        raise ValueError("resistance contains a number <= 0: give positive ones, in h/e^2")
    return converted(float(KERNEL_OF_METALS) / values, "25-kernel", normalisation)


def resistance_of_alpha(value: ArrayLike, normalisation: str = PHASES) -> Array:
    """The resistance, in units of h/e^2, of a bond between normal metals with this alpha > 0."""
    values = np.asarray(value, float)
    if not np.all(values > 0):
        raise ValueError("alpha contains a number <= 0: give positive ones")
    return float(KERNEL_OF_METALS) / converted(values, normalisation, "25-kernel")
