"""The gap equations on the imaginary axis as one cycle E_S -> R -> Delta_S -> Psi(E_S).

It decreases, so that it has one fixed point, and every E_S > 0 has the fixed point between
itself and Psi(E_S).  All is written in t = 1/E_S, with sums of positive terms: no digits are
lost.  What stays the same in a cycle is computed once.  Energies are in units of Delta_0.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sympy import Expr, Symbol, Tuple, expand, factor, solve, sqrt

from derive.grains.steps.reduction import E_S, superconductor_gap_of_R
from derive.grains.symbols import Delta_0, Delta_S, Gamma_M, Gamma_S, R, w
from numerics.arithmetic.functions import Evaluator, made_once
from numerics.grains.gaps.system import (
    CONSTANT,
    SQUARE,
    WEIGHT,
    coefficients,
    energy_squared,
    gap_slope,
    metal_gap_of_E,
    radius_squared,
)

STIFFNESS, t = Symbol("stiffness"), Symbol("t")
# On the way: R^2, B = R + Gamma_M, and X = (B Psi)^2.
R_SQUARED, B, X = Symbol("R_squared"), Symbol("B"), Symbol("X")


@dataclass(frozen=True)
class Cycle:
    """The expressions below as functions for one kind of numbers."""

    coefficients: Evaluator
    start: Evaluator
    step: Evaluator
    gaps: Evaluator
    following: Evaluator
    agreement: Evaluator


@made_once
def cycle(target: Callable[..., Evaluator]) -> Cycle:
    """The functions for a target of `arithmetic.functions` or `arithmetic.in_place`."""
    return Cycle(
        coefficients=target((w, Gamma_M, Gamma_S), cycle_coefficients()),
        start=target((SQUARE, Gamma_M, Gamma_S), start()),
        step=target((SQUARE, CONSTANT, WEIGHT, STIFFNESS, Gamma_M, t), step()),
        gaps=target((CONSTANT, WEIGHT, Gamma_M, Gamma_S, t), gaps()),
        following=target((SQUARE, Delta_S), following()),
        agreement=target((SQUARE, t, Delta_S), agreement()),
    )


def cycle_coefficients() -> Tuple:
    """`coefficients` and the stiffness."""
    fixed = coefficients()
    return Tuple(*fixed, stiffness().subs(WEIGHT, fixed[-1]))


def stiffness() -> Expr:
    """What scales the slope of the cycle."""
    return WEIGHT * Gamma_M / 2


def start() -> Expr:
    """t after the cycle from R = |w| + Gamma_S: right to 41 %, and each step squares the error."""
    radius = sqrt(SQUARE) + Gamma_S
    return _written_out(B / sqrt(X), radius, radius**2)


def step() -> Expr:
    """t after a step of Newton's method for E_S/Psi = 1.

    The step leads to (Psi + kappa E_S)/(1 + kappa), with kappa = -d log(Psi)/d log(E_S) by the
    chain rule, and Psi = sqrt(X)/B.
    """
    slope = gap_slope().subs(Delta_0, 1)
    chain = radius_squared().diff(E_S) / (2 * R) * slope * energy_squared().diff(Delta_S)
    kappa = -chain.subs(Delta_S, gap_of_R()) * E_S / (2 * X / B**2)
    (weight,) = solve(stiffness() - STIFFNESS, WEIGHT)
    kappa = factor(kappa.subs({WEIGHT: weight, E_S: 1 / t})).subs(R + Gamma_M, B)
    return _in_terms_of_t(factor((1 + kappa) / (kappa / t + sqrt(X) / B)))


def gaps() -> Tuple:
    """Delta_M and Delta_S."""
    gap_M = factor(metal_gap_of_E().subs(E_S, 1 / t)).subs(Delta_S, gap_of_R())
    return _in_terms_of_t(Tuple(gap_M, gap_of_R()))


def following() -> Expr:
    """t after a cycle, from the Delta_S that it leads to."""
    return 1 / sqrt(energy_squared())


def agreement() -> Expr:
    """(t/following)^2, which is 1 at the fixed point."""
    return t**2 * energy_squared()


def square() -> Expr:
    """X in terms of R^2 and B."""
    gap = gap_of_R().subs(Gamma_M, B - R)
    return expand(energy_squared().subs(Delta_S, gap) * B**2).subs(R**2, R_SQUARED)


def gap_of_R() -> Expr:
    """Delta_S in terms of R."""
    return superconductor_gap_of_R().subs(Delta_0, 1)


def _in_terms_of_t(form: Expr) -> Expr:
    squared = radius_squared().subs(E_S, 1 / t)
    return _written_out(form, sqrt(squared), squared)


def _written_out(form: Expr, radius: Expr, squared: Expr) -> Expr:
    """The form in R, R^2, B and X for some R."""
    form = form.subs(X, square()).subs(B, R + Gamma_M)
    return form.subs({R: radius, R_SQUARED: squared}, simultaneous=True)
