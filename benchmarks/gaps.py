"""Speed of the solver of the gap equations against library routines, as ratios from one run.

    python -m benchmarks.gaps

Both sides solve points drawn from the same decades of Delta_0, and take turns.  The library
routines get good starts: the tightest bracket that is known, or gaps that are 10 % too small.
"""

import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import mpmath
import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from scipy.optimize import elementwise, root
from sympy import Tuple, cancel, lambdify

from derive.grains.steps.gaps import metal_gap, superconductor_gap
from derive.grains.steps.reduction import (
    angle_residual,
    polynomial,
    scalar_map,
    superconductor_gap_of_R,
)
from derive.grains.symbols import Delta_0, Delta_M, Delta_S, Gamma_M, Gamma_S, R, omega, u, w
from derive.root import on_imaginary_axis
from numerics.arithmetic.functions import mpmath_function, plain_numpy_function
from numerics.grains.gaps.solve import solve_gaps

PARAMETERS = (w, Gamma_M, Gamma_S, Delta_0)
PAIR = (*PARAMETERS, Delta_M, Delta_S)
ROUNDS = 3
SECONDS = 2.0
ETA = 1e-3

Points = tuple[NDArray[Any], ...]


@dataclass(frozen=True)
class Row:
    """One line of the table: two solvers, each with its points, and the ratio that is wanted.

    options are those of `solve_gaps`.  theirs returns Delta_S, which is compared with ours unless
    the problems differ.
    """

    work: str
    against: str
    options: dict[str, Any]
    points: Points
    theirs: Callable[[Points], Any]
    their_points: Points
    wanted: float
    compared: bool = True


def draw(count: int) -> Points:
    """omega, gamma_m, gamma_s."""
    rng = np.random.default_rng(2023)
    return 10.0 ** rng.uniform(-4, 2, count), *10.0 ** rng.uniform(-3, 2, (2, count))


def speeds(row: Row) -> tuple[float, float]:
    """Points per second of both, the best of rounds in which they take turns.

    So both meet the machine in the same moods.
    """
    rounds = [
        (seconds(ours(**row.options), row.points), seconds(row.theirs, row.their_points))
        for _ in range(ROUNDS)
    ]
    our_seconds, their_seconds = map(min, zip(*rounds, strict=True))
    return row.points[0].size / our_seconds, row.their_points[0].size / their_seconds


def seconds(work: Callable[[Points], object], points: Points) -> float:
    """The best of as many runs as a slice of time holds."""
    times: list[float] = []
    while sum(times) < SECONDS:
        start = time.perf_counter()
        work(points)
        times.append(time.perf_counter() - start)
    return min(times)


def deviation(row: Row) -> float:
    """The largest relative difference of Delta_S at their points."""
    right = solve_gaps(*row.their_points, **row.options).superconductor
    with mpmath.workdps(row.options.get("digits") or 16):
        return float(np.max(np.abs(row.theirs(row.their_points) / right - 1)))


def pair() -> Tuple:
    """(21) on the imaginary axis, each line minus its left side."""
    both = ((metal_gap(), Delta_M), (superconductor_gap(), Delta_S))
    return Tuple(*(cancel(on_imaginary_axis(gap, omega, w)) - left for gap, left in both))


def starts(points: Points) -> Iterator[tuple[list[float], list[float]]]:
    """Every point, and gaps that are 10 % too small."""
    gaps = solve_gaps(*points)
    rough = 0.9 * np.stack((gaps.metal, gaps.superconductor), axis=1)
    yield from zip(np.stack(points, axis=1).tolist(), rough.tolist(), strict=True)


def point_by_point(points: Points) -> NDArray[Any]:
    residual = lambdify(PAIR, pair(), modules="numpy", cse=True)

    def at(gaps: NDArray[Any], point: list[float]) -> Any:
        return residual(*point, 1.0, *gaps)

    return np.array([root(at, rough, args=(point,)).x[1] for point, rough in starts(points)])


def elementwise_roots(points: Points) -> NDArray[Any]:
    """The scalar equation R = Phi(R), whose root lies between Phi(w + Gamma_S) and w + Gamma_S."""
    phi = lambdify((*PARAMETERS, R), scalar_map(), modules="numpy", cse=True)
    frequency, gamma_m, gamma_s = points
    most = frequency + gamma_s
    bracket = phi(frequency, gamma_m, gamma_s, 1.0, most), most
    found = elementwise.find_root(lambda r, *point: phi(*point, 1.0, r) - r, bracket, args=points)
    gap = lambdify((*PARAMETERS, R), superconductor_gap_of_R(), modules="numpy")
    return np.asarray(gap(*points, 1.0, found.x))


def companion_eigenvalues(points: Points) -> NDArray[Any]:
    """Delta_S from all roots of the polynomial: of those on the physical side, the best one."""
    coefficients = plain_numpy_function(PARAMETERS, Tuple(*polynomial().all_coeffs()))
    residual = plain_numpy_function((*PARAMETERS, u), angle_residual())
    z, gamma_m, gamma_s = ETA - 1j * points[0][:, None], points[1][:, None], points[2][:, None]
    values = np.hstack(np.broadcast_arrays(*coefficients(z, gamma_m, gamma_s, 1.0)))
    companion = np.zeros((len(z), 6, 6), complex)
    companion[:, 1:, :-1] = np.eye(5)
    companion[:, 0, :] = -values[:, 1:] / values[:, :1]
    x = np.linalg.eigvals(companion)
    phase = (1 + 1j * x) / (1 - 1j * x)
    error = np.abs(residual(z, gamma_m, gamma_s, 1.0, phase))
    best = np.argmin(np.where(phase.real > 0, error, np.inf), axis=1)[:, None]
    tangent = np.take_along_axis(2 * x / (1 - x**2), best, axis=1)
    return (z * tangent)[:, 0]


def findroot_on_the_pair(points: Points) -> NDArray[Any]:
    residual, gaps = mpmath_function(PAIR, pair()), []
    with mpmath.workdps(50):
        for point, rough in starts(points):
            exact = [*map(mpmath.mpf, point), mpmath.mpf(1)]
            solution = mpmath.findroot(lambda *x, exact=exact: list(residual(*exact, *x)), rough)
            gaps.append(solution[1])
    return np.array(gaps)


def polynomial_roots(points: Points) -> NDArray[Any]:
    """Delta_S from the root that `companion_eigenvalues` would choose."""
    gaps = []
    residual = mpmath_function((*PARAMETERS, u), angle_residual())
    coefficients = mpmath_function(PARAMETERS, Tuple(*polynomial().all_coeffs()))
    with mpmath.workdps(200):
        for frequency, gamma_m, gamma_s in np.stack(points, axis=1).tolist():
            z = mpmath.mpc(ETA, -frequency)
            rates_and_gap = (mpmath.mpf(gamma_m), mpmath.mpf(gamma_s), mpmath.mpf(1))
            values = coefficients(z, *rates_and_gap)
            errors = {}
            for x in mpmath.polyroots(list(values), maxsteps=200, extraprec=200):
                phase = (1 + 1j * x) / (1 - 1j * x)
                if phase.real > 0:
                    errors[x] = abs(residual(z, *rates_and_gap, phase))
            best = min(errors, key=errors.__getitem__)
            gaps.append(z * 2 * best / (1 - best**2))
    return np.array(gaps)


def ours(**options: Any) -> Callable[[Points], Any]:
    return lambda points: solve_gaps(*points, **options)


def rows() -> list[Row]:
    some, fewer, fewest = draw(10_000), draw(300), draw(30)
    million, many = draw(1_000_000), draw(100_000)
    broadened = {"axis": "real", "eta": ETA}
    return [
        Row(
            "imaginary axis, 1e6 points",
            "scipy.optimize.root point by point",
            {},
            million,
            point_by_point,
            some,
            2000,
        ),
        Row(
            "imaginary axis, 1e6 points",
            "scipy.optimize.elementwise.find_root",
            {},
            million,
            elementwise_roots,
            million,
            25,
        ),
        Row(
            "real axis, 1e5 points, eta = 1e-3",
            "companion-matrix eigenvalues, filtered",
            broadened,
            many,
            companion_eigenvalues,
            many,
            10,
        ),
        Row(
            "real axis, 1e5 points, eta = 0",
            "the same at eta = 1e-3",
            {"axis": "real"},
            many,
            ours(**broadened),
            many,
            0.5,
            compared=False,
        ),
        Row(
            "50 certified digits, imaginary axis",
            "mpmath.findroot on the pair",
            {"digits": 50},
            some,
            findroot_on_the_pair,
            fewer,
            60,
        ),
        Row(
            "200 certified digits, real axis",
            "mpmath.polyroots, uncertified",
            broadened | {"digits": 200},
            draw(500),
            polynomial_roots,
            fewest,
            20,
        ),
    ]


def memory(axis: Literal["matsubara", "real"], count: int) -> float:
    """Peak memory of a call, its arguments included, over that of arguments and results."""
    points = draw(count)
    tracemalloc.start()
    solution = solve_gaps(*points, axis=axis)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    arguments = sum(array.nbytes for array in points)
    results = solution.metal.nbytes + solution.superconductor.nbytes + solution.accuracy.nbytes
    return (arguments + peak) / (arguments + results)


def main() -> None:
    table = Table(
        "work", "against", "points/s", "points/s of that", "ratio", "to reach", "deviation"
    )
    for row in rows():
        both = speeds(row)
        ratio = both[0] / both[1]
        apart = f"{deviation(row):.1g}" if row.compared else ""
        numbers = (f"{number:.3g}" for number in (*both, ratio))
        table.add_row(row.work, row.against, *numbers, f"{row.wanted:g}", apart)
    console = Console()
    console.print(table)
    peaks = memory("matsubara", 1_000_000), memory("real", 300_000)
    console.print("Peak memory of a call, as a multiple of its arguments and results (at most 4):")
    console.print("{:.2f} on the imaginary axis, {:.2f} on the real axis".format(*peaks))


if __name__ == "__main__":
    main()
