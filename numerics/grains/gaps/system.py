"""The gap equations as two equations for E_S and R, in the form that the solvers evaluate.

`steps.reduction` has Delta_S and Delta_M in terms of E = E_S and R, and R^2 in terms of E.
Together with E^2 = w^2 + Delta_S^2 these are rational equations: no square root, hence no cut.
What stays the same during an iteration is computed once, and Delta_S is an argument beside E
and R.  This saves work, and powers beyond the square, at which NumPy and flint are slow.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sympy import Add, Expr, I, Symbol, Tuple, expand, factor, fraction, sign

from derive.grains.steps.reduction import (
    E_S,
    energy_of_R,
    metal_angle,
    reduction,
    superconductor_gap_of_R,
)
from derive.grains.symbols import Delta_0, Delta_S, Gamma_M, Gamma_S, R, u, w
from derive.root import root
from numerics.arithmetic.functions import Evaluator, made_once

PARAMETERS = (w, Gamma_M, Gamma_S, Delta_0)
SQUARE, CONSTANT, WEIGHT = Symbol("square"), Symbol("constant"), Symbol("weight")
SOLUTION = (E_S, R, Delta_S)


@dataclass(frozen=True)
class SystemFunctions:
    """The expressions below as functions for one kind of numbers."""

    coefficients: Evaluator
    guess: Evaluator
    gap_S: Evaluator
    gap_M: Evaluator
    energy_squared: Evaluator
    equations: Evaluator
    magnitudes: Evaluator
    sensitivities: Evaluator
    phases: Evaluator


@made_once
def functions(target: Callable[..., Evaluator]) -> SystemFunctions:
    """The functions for a target of `numerics.arithmetic.functions`."""
    fixed = (SQUARE, CONSTANT, WEIGHT, Gamma_M, Delta_0)
    return SystemFunctions(
        coefficients=target((w, Gamma_S), coefficients()),
        guess=target(PARAMETERS, guess()),
        gap_S=target((Gamma_M, Delta_0, R), superconductor_gap_of_R()),
        gap_M=target((Gamma_S, E_S, Delta_S), metal_gap_of_E()),
        energy_squared=target((SQUARE, Delta_S), energy_squared()),
        equations=target((*fixed, *SOLUTION), equations()),
        magnitudes=target((SQUARE, WEIGHT, Gamma_S, *SOLUTION), magnitudes()),
        sensitivities=target((Gamma_M, Gamma_S, Delta_0, E_S, R), sensitivities()),
        phases=target((w, Gamma_S, *SOLUTION), phases()),
    )


def coefficients() -> Tuple:
    """w^2, and the two coefficients of R^2 = constant + weight/E_S."""
    R_squared = reduction()[2]
    return Tuple(w**2, R_squared.coeff(E_S, 0), R_squared.coeff(E_S, -1))


def guess() -> Tuple:
    """E_S and R from R = w + Gamma_S, good for small and large w, and small and large Gamma."""
    energy = root(w, -I * superconductor_gap_of_R())
    return Tuple(energy.subs(R, w + Gamma_S), w + Gamma_S)


def metal_gap_of_E() -> Expr:
    """Delta_M in terms of E_S and Delta_S."""
    return reduction()[1].subs(superconductor_gap_of_R(), Delta_S)


def energy_squared() -> Expr:
    """E_S^2 in terms of Delta_S."""
    squared = (energy_of_R() ** 2).subs(superconductor_gap_of_R() ** 2, Delta_S**2)
    return squared.subs(w**2, SQUARE)


def radius_squared() -> Expr:
    """R^2 in terms of E_S."""
    return CONSTANT + WEIGHT / E_S


def gap_slope() -> Expr:
    """d Delta_S/dR."""
    return factor(superconductor_gap_of_R().diff(R))


def equations() -> Tuple:
    """Two expressions that vanish at a solution, then their slopes in E_S and R, row by row."""
    both = (E_S**2 - energy_squared(), R**2 - radius_squared())
    rows = ((e.diff(E_S), e.diff(R) + e.diff(Delta_S) * gap_slope()) for e in both)
    return Tuple(*both, *(slope for row in rows for slope in row))


def determinant(f_E: Any, f_R: Any, g_E: Any, g_R: Any) -> Any:
    """That of the slopes; over f_E g_R it is 1 - Psi', Psi the cycle E -> R -> Delta_S -> E."""
    return f_E * g_R - f_R * g_E


def newton_step(f: Any, g: Any, f_E: Any, f_R: Any, g_E: Any, g_R: Any) -> tuple[Any, Any]:
    """What Newton's method subtracts from E_S and R, by Cramer's rule from `equations`."""
    d = determinant(f_E, f_R, g_E, g_R)
    return (g_R * f - f_R * g) / d, (f_E * g - g_E * f) / d


def magnitudes() -> Tuple:
    """Size of the terms of the two equations, from the moduli of the arguments."""
    f, g, *_ = (e.subs(CONSTANT, coefficients()[1].subs(w**2, SQUARE)) for e in equations())
    return Tuple(*(Add(*(t * sign(t.as_coeff_Mul()[0]) for t in e.args)) for e in (f, g)))


def sensitivities() -> Tuple:
    """d log(Delta_S)/dR, which Delta_M shares, and d log(Delta_M)/dE_S."""
    gap_S, gap_M = superconductor_gap_of_R(), metal_gap_of_E()
    return Tuple(factor(gap_S.diff(R) / gap_S), factor(gap_M.diff(E_S) / gap_M))


def phases() -> Tuple:
    """u = exp(i theta_S), and v = exp(i theta_M) with the sign that goes with R.

    cos(theta) = w/E and sin(theta) = Delta/E; R^2 is the product of the parts of `metal_angle`.
    """
    phase = (w + I * Delta_S) / E_S
    numerator, _ = fraction(metal_angle())
    return Tuple(phase, expand(numerator / u).subs(u, phase) / R)
