"""How far the limits (10), (11) can be trusted: their relative error on a map of energies."""

from dataclasses import dataclass, field
from functools import cache, reduce
from typing import Any, Literal

import numpy as np
import sympy
from numpy.typing import ArrayLike, NDArray

from derive.grains.steps.gaps import greens_function, other_grain
from derive.grains.symbols import (
    N_M,
    N_S,
    Delta_0,
    Delta_M,
    Delta_S,
    Gamma_M,
    Gamma_S,
    omega,
)
from derive.notation import eps
from derive.papers import equation
from derive.record import Form
from numerics.arithmetic.arguments import energies, one_number, require_option, require_positive
from numerics.arithmetic.functions import Evaluator, made_once, numpy_function
from numerics.grains.gaps.solve import solve_gaps
from numerics.grains.gaps.units import InUnitsOfDelta0
from numerics.run.results import structured

Array = NDArray[Any]

ARGUMENTS = (omega, Gamma_M, Gamma_S, Delta_0, N_M, N_S, Delta_M, Delta_S)
FORMS = ("printed", "derived")
TOLERANCES = (0.1, 0.01, 0.001)
POINTS = 140  # even, so that no frequency is Delta_0, where G_1 diverges
DEFAULT_OMEGA = np.logspace(-6, 1, POINTS)


@dataclass(frozen=True, eq=False)
class ValidityMap(InUnitsOfDelta0):
    """Relative error of a limit, `error[i, j]` at omega[i] and Gamma_S = gamma[j].

    Gamma_M = ratio Gamma_S, energies in units of Delta_0.  Several statements under one label
    count by the worst, a matrix by its largest entries.
    """

    label: str
    form: str
    ratio: float
    gamma: Array = field(metadata={"unit": "energy"})
    omega: Array = field(metadata={"unit": "energy"})
    error: Array = field(metadata={"unit": "1"})

    def within(self, tolerance: float) -> Array:
        """Where the error is below the tolerance, be it by accident, as where two curves cross."""
        return np.asarray(self.error < tolerance)

    def table(self) -> Array:
        """The map as a structured array, with the rates and the frequency at every point."""
        rates = {"gamma_m": self.ratio * self.gamma, "gamma_s": self.gamma}
        return structured({**rates, "omega": self.omega[:, np.newaxis], "error": self.error})


@cache
def exact_forms() -> dict[str, Form]:
    """What each limit approximates, in terms of the gap functions that solve (21).

    Green's functions have the form (9); G_2 is what G_S has beyond G_1.
    """
    G_M = greens_function()
    G_S = other_grain(G_M)
    both = sympy.Tuple(Delta_M, Delta_S)
    return {
        "10-M-weak": Delta_M,
        "10-S-high": Delta_S,
        "10-S-low": Delta_S,
        "11a-M": G_M,
        "11a-S": G_S,
        "11b-G2": G_S - equation("11b-G1").printed,
        "11-low": both,
        "strong": both,
    }


def validity(
    label: str,
    *,
    ratio: float = 1.0,
    gamma: "ArrayLike | None" = None,
    omega: "ArrayLike | None" = None,
    form: Literal["printed", "derived"] = "printed",
) -> ValidityMap:
    """Relative error of a limit against the solution of the gap equations at real frequency.

    gamma, omega: 1-d arrays of Gamma_S and of the frequency, > 0, in units of Delta_0, seven
    decades by default.  ratio is Gamma_M/Gamma_S.  form="derived" takes the derived form, with
    its next term.
    Raises ValueError for a label that is no limit, and for bad numbers, before any work.
    """
    require_limit(label)
    require_option("form", form, FORMS)
    given = {
        "gamma": np.atleast_1d(default_gamma(label) if gamma is None else gamma),
        "omega": np.atleast_1d(DEFAULT_OMEGA if omega is None else omega)[:, np.newaxis],
        "ratio": one_number("ratio", ratio),
    }
    arrays = energies(given, None)
    for name, values in zip(given, arrays, strict=True):
        require_positive(name, values)
    gamma_s, frequency, ratio_ = arrays
    error = relative_error(label, form, frequency, ratio_ * gamma_s, gamma_s)
    return ValidityMap(label, form, float(ratio_), gamma_s, frequency[:, 0], error)


def require_limit(label: str) -> None:
    """ValueError for a label that has no map."""
    if not isinstance(label, str) or label not in exact_forms():
        raise ValueError(f"{label!r} is not a limit: give one of {', '.join(exact_forms())}")


def default_gamma(label: str) -> Array:
    """Seven decades of Gamma_S, six of them on the side where the limit is meant."""
    return np.logspace(-1, 6, POINTS) if is_strong(label) else DEFAULT_OMEGA


def is_strong(label: str) -> bool:
    """Is the limit meant for large rates?"""
    regime = equation(label).regime
    return regime is not None and sympy.limit(regime.path[Gamma_S], eps, 0) == sympy.oo


def relative_error(
    label: str, form: str, frequency: Array, gamma_m: Array, gamma_s: Array
) -> Array:
    """Relative error of the limit, printed or derived, at energies that broadcast.

    The energies are in units of Delta_0.
    """
    return error_of(_form(label, form), label, frequency, gamma_m, gamma_s)


@made_once
def _form(label: str, form: str) -> Form:
    return equation(label).printed if form == "printed" else equation(label).derived()


def error_of(form: Form, label: str, frequency: Array, gamma_m: Array, gamma_s: Array) -> Array:
    """Relative error of any form of the limit with this label, as `relative_error` has it.

    The densities N_M and N_S are prefactors, which cancel.
    """
    gaps = solve_gaps(frequency, gamma_m, gamma_s, axis="real")
    values = (frequency, gamma_m, gamma_s, 1.0, 1.0, 1.0, gaps.metal, gaps.superconductor)
    with np.errstate(all="ignore"):
        limit, exact = (_statements(function(*values)) for function in _evaluators(form, label))
        errors = (_apart(a, b) for a, b in zip(limit, exact, strict=True))
        error = reduce(np.maximum, errors)
    if not np.all(np.isfinite(error)):
        at = np.broadcast_to(frequency, error.shape)[~np.isfinite(error)][0]
        raise ArithmeticError(f"{label} has no relative error at omega = {at}, where it diverges")
    return error


@made_once
def _evaluators(form: Form, label: str) -> tuple[Evaluator, Evaluator]:
    """A form of the limit and what it approximates, as functions of arrays."""
    return numpy_function(ARGUMENTS, form), numpy_function(ARGUMENTS, exact_forms()[label])


def _statements(values: Any) -> list[list[Array]]:
    """The entries of each statement: a Tuple has several statements, a matrix several entries."""
    if isinstance(values, tuple):
        return [[value] for value in values]
    return [[entry for row in values for entry in row] if isinstance(values, list) else [values]]


def _apart(values: list[Array], reference: list[Array]) -> Array:
    """Relative difference in the maximum norm."""
    differences = (np.abs(a - b) for a, b in zip(values, reference, strict=True))
    moduli = (np.abs(b) for b in reference)
    return reduce(np.maximum, differences) / reduce(np.maximum, moduli)
