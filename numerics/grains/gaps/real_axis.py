"""The gap equations (21) on the real axis in double precision, on whole arrays.

Energies are in units of Delta_0.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from numerics.arithmetic.functions import plain_numpy_function
from numerics.grains.gaps.system import SystemFunctions, determinant, functions, newton_step
from numerics.grains.gaps.units import is_moderate

Array = NDArray[Any]
Solution = tuple[Array, Array, Any, Array]

DELTA_0 = 1.0
ACCURACY = 1e-12
STEPS = 6
MORE_STEPS = 14
CONVERGED = 1e-8
NEARLY_REAL = 1e-9
SLACK = 1e-4
ROUNDING = 4 * float(np.finfo(float).eps)
MARGIN = 1e-14


@np.errstate(all="ignore")
def solve(w: Array, gamma_m: Array, gamma_s: Array) -> Solution:
    """The gaps for complex w = eta - i omega, eta >= 0, by Newton's method for E_S and R.

    The arguments broadcast.  Then comes an estimate of the relative error of the worse gap, and
    whether the point is solved: the equations hold and the branch is the physical one, by the
    two facts that `gaps.balls` states.  An unsolved point is one for ball arithmetic.
    """
    F = functions(plain_numpy_function)
    fixed = (*F.coefficients(w, gamma_s), gamma_m, DELTA_0)
    # The guess has its cut inside the gap on the real axis: keep to the right of it.
    beside = w + CONVERGED * np.abs(w) + 1e-150
    E, R = F.guess(beside, gamma_m, gamma_s, DELTA_0)
    E, R, size = _iterate(F, fixed, E, R, STEPS)
    late = np.flatnonzero(~(size < CONVERGED))
    if late.size:
        some = [value[late] if np.ndim(value) else value for value in fixed]
        E[late], R[late], _ = _iterate(F, some, E[late], R[late], MORE_STEPS)
    real = (fixed[0].imag == 0) & _is_nearly_real(E) & _is_nearly_real(R)
    E.imag[real] = R.imag[real] = 0
    delta = F.gap_S(gamma_m, DELTA_0, R)
    accuracy, slack = _accuracy(F, fixed, gamma_s, E, R, delta)
    physical = _is_right(F, w, gamma_s, E, R, delta) | _is_inside(E, R, slack)
    moderate = is_moderate(gamma_m) & is_moderate(gamma_s)
    solved = physical & (accuracy <= ACCURACY) & moderate
    return F.gap_M(gamma_s, E, delta), delta, accuracy, solved


def _iterate(F: SystemFunctions, fixed: Any, E: Array, R: Array, steps: int) -> tuple[Array, ...]:
    """E_S and R after so many steps, and the relative size of the last one."""
    for _ in range(steps):
        dE, dR = newton_step(*F.equations(*fixed, E, R, F.gap_S(*fixed[-2:], R)))
        E, R = E - dE, R - dR
    return E, R, np.maximum(np.abs(dE / E), np.abs(dR / R))


def _accuracy(
    F: SystemFunctions, fixed: Any, gamma_s: Array, E: Array, R: Array, delta: Array
) -> tuple[Array, Array]:
    """Bound to first order for the relative errors of the gaps, and 1 - Psi' of the cycle.

    What is left of the equations, and the rounding in them, goes through the inverse of their
    slopes.
    """
    square, _, weight, gamma_m, _ = fixed
    f, g, f_E, f_R, g_E, g_R = F.equations(*fixed, E, R, delta)
    moduli = map(np.abs, (square, weight, gamma_s, E, R, delta))
    size_f, size_g = F.magnitudes(*moduli)
    f, g = np.abs(f) + ROUNDING * size_f, np.abs(g) + ROUNDING * size_g
    d = determinant(f_E, f_R, g_E, g_R)
    error_E = (np.abs(g_R) * f + np.abs(f_R) * g) / np.abs(d)
    error_R = (np.abs(f_E) * g + np.abs(g_E) * f) / np.abs(d)
    by_R, by_E = F.sensitivities(gamma_m, gamma_s, DELTA_0, E, R)
    error = ROUNDING + np.abs(by_R) * error_R + np.abs(by_E) * error_E
    return error, (d / (f_E * g_R)).real


def _is_right(
    F: SystemFunctions, w: Array, gamma_s: Array, E: Array, R: Array, delta: Array
) -> Array:
    """Whether exp(i theta) of both kinds of grains is in the right half-plane, beyond rounding."""
    u, v = F.phases(w, gamma_s, E, R, delta)
    scale_u = (np.abs(w) + np.abs(delta)) / np.abs(E)
    scale_v = (np.abs(w) + np.abs(gamma_s * u)) / np.abs(R)
    return (u.real > MARGIN * scale_u) & (v.real > MARGIN * scale_v)


def _is_inside(E: Array, R: Array, slack: Array) -> Array:
    """Whether the solution is the real one inside the minigap, or indistinguishable from it."""
    return _is_nearly_real(E) & _is_nearly_real(R) & (E.real > 0) & (R.real > 0) & (slack > SLACK)


def _is_nearly_real(z: Array) -> Array:
    return np.abs(z.imag) <= NEARLY_REAL * np.abs(z)
