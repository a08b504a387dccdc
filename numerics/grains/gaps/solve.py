"""The gap equations (21) solved on the imaginary and on the real axis, in any precision."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Any, Literal

import mpmath
import numpy as np
from flint import acb, arb
from numpy.typing import NDArray

from numerics.arithmetic.arguments import (
    energies,
    named,
    require_not_negative,
    require_positive,
    to_mpf,
)
from numerics.arithmetic.functions import ball_precision, bits_for
from numerics.grains.gaps import imaginary_axis, real_axis
from numerics.grains.gaps.balls import enclose_gaps, enclose_imaginary
from numerics.grains.gaps.units import is_normal, solve_in_units

__all__ = ["Gaps", "enclose_gaps", "solve_gaps"]

Array = NDArray[Any]

AXES = ("matsubara", "real")
NAMES = ("omega", "gamma_m", "gamma_s", "delta0", "eta")
# Operations on shorter arrays take less time than handing the interpreter from thread to thread.
CHUNK = {"matsubara": 100_000, "real": 50_000}
THREADS = 2
REFINED_BITS = 64
REFINED_ACCURACY = 2.0**-52
GUARD_BITS = (0, 64, 256, 1024, 4096, 16384)


@dataclass(frozen=True, eq=False)
class Gaps:
    """Delta_M and Delta_S at every point, in the unit of delta0.

    In double precision, `accuracy` estimates the error of the worse one of the two gaps, relative
    to its modulus.  It is one number on the imaginary axis, an array on the real axis, and never
    exceeds 1e-12.  With digits=N it is None, and `radius` bounds the error of both gaps,
    rigorously; it is smaller than 10^-N times either gap.
    """

    metal: Any = field(metadata={"unit": "energy"})
    superconductor: Any = field(metadata={"unit": "energy"})
    accuracy: Any = field(default=None, metadata={"unit": "1"})
    radius: Any = field(default=None, metadata={"unit": "energy"})


def solve_gaps(
    omega: Any,
    gamma_m: Any,
    gamma_s: Any,
    delta0: Any = 1.0,
    *,
    axis: Literal["matsubara", "real"] = "matsubara",
    eta: Any = 0.0,
    digits: int | None = None,
) -> Gaps:
    """Gap functions of the metallic and the superconducting grains, Eq. (21).

    axis="matsubara": omega is the Matsubara frequency, of any sign or 0; the gaps are float64.
    axis="real": the retarded gaps at omega + i eta, complex128; eta = 0 is the limit from above.
    All arguments broadcast, and empty arrays are answered by empty arrays.  Units: that of
    delta0 for all.

    digits=N, from 5 to 10000, answers mpmath numbers, certified in ball arithmetic.  Arguments
    may then also be fractions, mpf, and strings such as "0.1"; a float stands for its binary value.

    Every point has passed a check of its residual and its branch.  Where double precision does
    not give 12 digits, as close to a gap edge, the point is solved again in ball arithmetic.
    Raises ValueError for bad arguments, before any work, and ArithmeticError, which names the
    point, where there is no certified solution, as at a gap edge itself, or where a gap in double
    precision is below 2e-308.
    """
    if axis not in AXES:
        raise ValueError(f"axis is {axis!r}: give one of {', '.join(map(repr, AXES))}")
    given = (omega, gamma_m, gamma_s, delta0, eta)
    values = energies(dict(zip(NAMES, given, strict=True)), digits)
    for name, value in zip(NAMES[1:4], values[1:4], strict=True):
        require_positive(name, value)
    require_not_negative("eta", values[4])
    if axis == "matsubara" and np.any(values[4] > 0):
        raise ValueError(
            "eta has no meaning on the Matsubara axis: choose the real axis, or no eta"
        )
    shape = np.broadcast_shapes(*(value.shape for value in values))
    if digits is None:
        return _solve_in_double(values, shape, axis)
    return _solve_in_balls(values, shape, axis, digits)


def _solve_in_double(values: list[Array], shape: tuple[int, ...], axis: str) -> Gaps:
    """In chunks, over two threads; then the unsolved points in ball arithmetic."""
    on_real_axis = axis == "real"
    dtype = complex if on_real_axis else float
    metal, superconductor = np.empty(shape, dtype), np.empty(shape, dtype)
    accuracy = np.full(shape if on_real_axis else (), imaginary_axis.ACCURACY)
    rows = [result.reshape(-1) for result in (metal, superconductor, accuracy)]
    if not on_real_axis:
        rows, values = rows[:2], values[:4]
    chunk = min(CHUNK[axis], metal.size)
    firsts = iter(range(0, metal.size, CHUNK[axis]))

    def work(_: int) -> list[int]:
        """Takes chunk after chunk; the unsolved points."""
        solve = _retarded if on_real_axis else imaginary_axis.solver(chunk)
        unsolved: list[int] = []
        for first in firsts:
            part = slice(first, first + chunk)
            omega, gamma_m, gamma_s, unit, *eta = (_piece(value, shape, part) for value in values)
            others = (omega, gamma_m, gamma_s, *eta)
            solved = solve_in_units(solve, others, unit, [row[part] for row in rows])
            unsolved += (first + np.flatnonzero(~solved)).tolist()
        return unsolved

    with ThreadPoolExecutor(THREADS) as pool:
        unsolved = pool.map(work, range(THREADS)) if metal.size > chunk else [work(0)]
    for index in chain(*unsolved):
        one = slice(index, index + 1)
        point = [np.ravel(_piece(value, shape, one))[0] for value in values]
        for row, number in zip(rows, _refined(*point), strict=False):
            row[one] = number
    return Gaps(metal[()], superconductor[()], accuracy[()])


def _piece(value: Array, shape: tuple[int, ...], part: slice) -> Any:
    """The part of the flattened array, without a copy of the whole; a single number as it is."""
    if value.size == 1:
        return value.reshape(-1)[0]
    if value.shape == shape and value.flags.c_contiguous:
        return value.reshape(-1)[part]
    return np.broadcast_to(value, shape).flat[part]


def _retarded(energies: Sequence[Any], gap_M: Array, gap_S: Array, accuracy: Array) -> Array:
    """Writes the gaps and their accuracy; whether each point is solved."""
    omega, gamma_m, gamma_s, eta = energies
    w = np.empty(gap_M.shape, complex)
    w.real, w.imag = eta, -omega
    gap_M[:], gap_S[:], accuracy[:], solved = real_axis.solve(w, gamma_m, gamma_s)
    return solved


def _refined(
    omega: float, gamma_m: float, gamma_s: float, delta0: float, eta: float | None = None
) -> tuple[Any, Any, float]:
    """The gaps at one point by ball arithmetic, as doubles, and their accuracy."""
    z = acb(0, abs(omega)) if eta is None else acb(omega, eta)
    with ball_precision(REFINED_BITS):
        gaps = enclose_gaps(z, *map(arb, (gamma_m, gamma_s, delta0)))
    metal, superconductor = map(complex, gaps)
    if not (is_normal(metal) and is_normal(superconductor)):
        where = named(dict(zip(NAMES, (omega, gamma_m, gamma_s, delta0), strict=False)))
        raise ArithmeticError(
            f"a gap is too small for double precision at {where}: solve_gaps takes digits"
        )
    if eta is None:
        return metal.real, superconductor.real, REFINED_ACCURACY
    return metal, superconductor, REFINED_ACCURACY


def _solve_in_balls(values: list[Array], shape: tuple[int, ...], axis: str, digits: int) -> Gaps:
    """Point by point; those with too few digits again, with more bits."""
    points = list(zip(*(np.broadcast_to(value, shape).flat for value in values), strict=True))
    starts = _starts(values, shape) if axis == "matsubara" else [None] * len(points)
    results = np.empty((3, *shape), dtype=object)
    rows = results.reshape(3, len(points)).T
    unsolved = list(range(len(points)))
    for less, guard in pairwise(GUARD_BITS):
        todo, unsolved, bits = unsolved, [], bits_for(digits) + less
        with ball_precision(bits_for(digits) + guard):
            tolerance = arb(10) ** -digits
            for index in todo:
                gap_M, gap_S = _enclosed(points[index], axis, starts[index], bits)
                radius = gap_M.rad().max(gap_S.rad())
                if radius < tolerance * abs(gap_M) and radius < tolerance * abs(gap_S):
                    rows[index] = _to_mpmath(gap_M), _to_mpmath(gap_S), to_mpf(radius)
                else:
                    unsolved.append(index)
        if not unsolved:
            metal, superconductor, radii = results
            return Gaps(metal, superconductor, None, radii)
    numbers = (arb(number).str(17, radius=False) for number in points[unsolved[0]])
    where = named(dict(zip(NAMES, numbers, strict=True)))
    raise ArithmeticError(f"no {digits} certified digits of the gaps at {where}")


def _starts(values: list[Array], shape: tuple[int, ...]) -> list[float]:
    """E_S in double precision, which ball arithmetic starts from on the imaginary axis."""
    doubles = [np.reshape([float(arb(x)) for x in v.flat], v.shape) for v in values[:4]]
    start = imaginary_axis.energy(*doubles)
    return np.broadcast_to(start, shape).ravel().tolist()


def _enclosed(point: tuple[Any, ...], axis: str, start: float | None, bits: int) -> tuple[Any, Any]:
    omega, gamma_m, gamma_s, delta0, eta = map(arb, point)
    if start is None:
        return enclose_gaps(acb(omega, eta), gamma_m, gamma_s, delta0)
    gaps = enclose_imaginary(abs(omega), gamma_m, gamma_s, delta0, start, bits)
    if gaps[0].is_finite():
        return gaps
    metal, superconductor = enclose_gaps(acb(0, abs(omega)), gamma_m, gamma_s, delta0)
    return metal.real, superconductor.real


def _to_mpmath(number: arb | acb) -> Any:
    """The midpoint, exactly."""
    if isinstance(number, arb):
        return to_mpf(number)
    parts = to_mpf(number.real), to_mpf(number.imag)
    return mpmath.mp.make_mpc(tuple(part._mpf_ for part in parts))
