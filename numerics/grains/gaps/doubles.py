"""The gap equations (21) in double precision on both axes, on whole arrays.

In chunks, over two threads; points that double precision does not solve, in ball arithmetic.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import Any

import numpy as np
from flint import acb, arb
from numpy.typing import NDArray

from numerics.arithmetic.alone import PRECISION
from numerics.arithmetic.arguments import named
from numerics.arithmetic.functions import ball_precision
from numerics.grains.gaps import imaginary_axis, real_axis
from numerics.grains.gaps.balls import enclose_gaps
from numerics.grains.gaps.one_way import ACCURACY as ONE_WAY_ACCURACY
from numerics.grains.gaps.one_way import one_way_gaps
from numerics.grains.gaps.units import is_normal, solve_in_units

Array = NDArray[Any]
Solve = Callable[..., Array]  # fills rows for energies in units of Delta_0; which are solved

NAMES = ("omega", "gamma_m", "gamma_s", "delta0")
# Points at a time: few enough that the arrays stay in the processor's cache, and more than those
# for which handing the interpreter from thread to thread takes longer than the arithmetic.  Points
# of the real axis are complex, and take twice the memory.
IMAGINARY_CHUNK, REAL_CHUNK = 100_000, 25_000
THREADS = 2
REFINED_BITS = 64
REFINED_ACCURACY = 2.0**-52


def gaps_on_imaginary_axis(
    omega: Array, gamma_m: Array, gamma_s: Array, delta0: Array
) -> tuple[Array, Array, np.float64]:
    """Delta_M and Delta_S, float64, and a bound of their relative errors at all points."""
    values = (omega, gamma_m, gamma_s, delta0)
    gaps = _empty(values, float), _empty(values, float)
    unsolved = _unsolved(imaginary_axis.solver, IMAGINARY_CHUNK, values, gaps)
    for index in _after_one_way(unsolved, lambda omega, *_: 1j * np.abs(omega), values, gaps):
        point = _point(values, index)
        for gap, number in zip(gaps, _refined(acb(0, abs(point[0])), point), strict=True):
            gap.flat[index] = number.real
    return gaps[0][()], gaps[1][()], np.float64(imaginary_axis.ACCURACY)


def gaps_on_real_axis(
    omega: Array, gamma_m: Array, gamma_s: Array, delta0: Array, eta: Array
) -> tuple[Array, Array, Array]:
    """Delta_M and Delta_S at omega + i eta, complex128, and estimates of their relative errors."""
    values = (omega, gamma_m, gamma_s, delta0, eta)
    metal, superconductor = _empty(values, complex), _empty(values, complex)
    accuracy = _empty(values, float)
    rows = metal, superconductor, accuracy
    unsolved = _unsolved(lambda _: _retarded, REAL_CHUNK, values, rows)
    for index in _after_one_way(
        unsolved, lambda omega, *others: omega + 1j * others[-1], values, rows
    ):
        *point, broadening = _point(values, index)
        gaps = _refined(acb(point[0], broadening), point)
        metal.flat[index], superconductor.flat[index] = gaps
        accuracy.flat[index] = REFINED_ACCURACY
    return metal[()], superconductor[()], accuracy[()]


def _empty(values: Sequence[Array], dtype: type) -> Array:
    return np.empty(np.broadcast_shapes(*(value.shape for value in values)), dtype)


def _unsolved(
    make: Callable[[int], Solve], chunk: int, values: Sequence[Array], rows: Sequence[Array]
) -> list[int]:
    """Fills the rows; places in the flattened arrays of the points that are left unsolved.

    make: the solver for so many points at a time.
    """
    shape, size = rows[0].shape, rows[0].size
    flat = [row.reshape(-1) for row in rows]
    length = min(chunk, size)
    firsts = iter(range(0, size, chunk))

    def work(_: int) -> list[int]:
        """Takes chunk after chunk."""
        solve = make(length)
        unsolved: list[int] = []
        for first in firsts:
            part = slice(first, first + length)
            omega, gamma_m, gamma_s, unit, *eta = (_piece(value, shape, part) for value in values)
            others = (omega, gamma_m, gamma_s, *eta)
            solved = solve_in_units(solve, others, unit, [row[part] for row in flat])
            unsolved += (first + np.flatnonzero(~solved)).tolist()
        return unsolved

    with ThreadPoolExecutor(THREADS) as pool:
        return list(chain(*(pool.map(work, range(THREADS)) if size > length else [work(0)])))


def _after_one_way(
    unsolved: list[int],
    frequency: Callable[..., Array],
    values: Sequence[Array],
    rows: Sequence[Array],
) -> list[int]:
    """The unsolved points but for those where a rate is 0, whose gaps are written.

    frequency: the complex one, of the values; rows: Delta_M, Delta_S and perhaps their accuracy.
    """
    if not unsolved:
        return unsolved
    places = np.array(unsolved)
    columns = [np.broadcast_to(value, rows[0].shape).flat[places] for value in values]
    of_rate_0 = (columns[1] == 0) | (columns[2] == 0)
    places, columns = places[of_rate_0], [column[of_rate_0] for column in columns]
    *gaps, known = one_way_gaps(frequency(*columns), *columns[1:4])
    for row, gap in zip(rows, (*gaps, np.full(places.size, ONE_WAY_ACCURACY)), strict=False):
        row.flat[places[known]] = (gap if np.iscomplexobj(row) else gap.real)[known]
    written = set(places[known].tolist())
    return [place for place in unsolved if place not in written]


def _piece(value: Array, shape: tuple[int, ...], part: slice) -> Any:
    """The part of the flattened array, without a copy of the whole; a single number as it is."""
    if value.size == 1:
        return value.reshape(-1)[0]
    if value.shape == shape and value.flags.c_contiguous:
        return value.reshape(-1)[part]
    return np.broadcast_to(value, shape).flat[part]


def _point(values: Sequence[Array], index: int) -> list[float]:
    """The numbers at a place of the flattened arrays."""
    shape = np.broadcast_shapes(*(value.shape for value in values))
    return [float(np.ravel(_piece(value, shape, slice(index, index + 1)))[0]) for value in values]


def _retarded(energies: Sequence[Any], gap_M: Array, gap_S: Array, accuracy: Array) -> Array:
    """Writes the gaps and their accuracy; whether each point is solved."""
    omega, gamma_m, gamma_s, eta = energies
    w = np.empty(gap_M.shape, complex)
    w.real, w.imag = eta, -omega
    gap_M[:], gap_S[:], accuracy[:], solved = real_axis.solve(w, gamma_m, gamma_s)
    return solved


def _refined(z: acb, point: Sequence[float]) -> tuple[complex, complex]:
    """The gaps at z by ball arithmetic, as doubles; point: frequency, rates and delta0."""
    with PRECISION, ball_precision(REFINED_BITS):
        metal, superconductor = map(complex, enclose_gaps(z, *map(arb, point[1:])))
    one_way = 0.0 in point[1:3]  # one gap may then be exactly 0
    if not all(is_normal(gap) or (one_way and gap == 0) for gap in (metal, superconductor)):
        where = named(dict(zip(NAMES, point, strict=True)))
        raise ArithmeticError(
            f"a gap is too small for double precision at {where}: solve_gaps takes digits"
        )
    return metal, superconductor
