"""Routes by simulation: statements about the integer model (25a), within error bars.

A ball holds five standard errors.  A short run answers by default, a long one where `thorough`.
"""

from collections.abc import Callable, Iterator
from functools import cache
from math import pi

from flint import acb, arb

from derive.grains import symbols as s
from numerics.arithmetic.functions import ball_precision
from numerics.grains.routes.meanfield import kernel_deficit
from numerics.grains.routes.transition import critical_alpha
from numerics.judge.route import Route, Sample, Values, grouped

SIZES = (12, 24)
SWEEPS = 200
SIGMAS = 5


@cache
def critical_coupling(winding: int) -> float:
    """The dissipative part of (25a) at the critical alpha, per winding; by quadratures."""
    with ball_precision(128):
        small = {s.E_0: acb(1), s.J_R: acb(10) ** -16}
        alpha = critical_alpha(small)
        per_winding = kernel_deficit(alpha, acb(1), 2 * acb.pi()).real / 2
        return float(winding * per_winding)


@cache
def stiffness(coupling: float, size: int) -> tuple[float, float]:
    """K_eff of the |m| model on a size x size lattice, and its standard error."""
    from numerics.grains.heights.sample import simulate

    found = simulate(size, linear=coupling, sweeps=SWEEPS, progress=False).stiffness
    return float(found.value), float(found.error)


def roughness(winding: int) -> Callable[[Values], Iterator[Sample]]:
    """1 where K_eff stays below pi/2 and does not grow with the lattice, -1 where it is above.

    A rough surface has a stiffness of pi/2 at most; that of a smooth one grows as L^2.
    """

    def samples(point: Values) -> Iterator[Sample]:
        small, large = (stiffness(critical_coupling(winding), size) for size in SIZES)
        margin = SIGMAS * large[1]
        grown = large[0] - small[0] > SIGMAS * (small[1] + large[1])
        if large[0] - margin > pi / 2:
            yield point, grouped(acb(-1))
        elif large[0] + margin < pi / 2 and not grown:
            yield point, grouped(acb(1))
        else:
            yield point, grouped(acb(arb(0, 1)))

    return samples


def stiffness_report(winding: int) -> Callable[[], str]:
    def report() -> str:
        coupling = critical_coupling(winding)
        found = [(size, *stiffness(coupling, size)) for size in SIZES]
        values = ", ".join(
            f"{value:.3g}({error:.1g}) at L = {size}" for size, value, error in found
        )
        return f"K = {coupling:.4g}: K_eff = {values}; rough up to pi/2"

    return report


@cache
def roughening_coupling() -> tuple[float, float]:
    """K_R of the |m| model by finite-size scaling, and its error."""
    from numerics.grains.heights.roughening import roughening

    found = roughening(thorough=True)
    return found.value, found.error


def located_roughness(winding: int) -> Callable[[Values], Iterator[Sample]]:
    """The sign of K_R - K, and K_R itself held against the one of the point."""

    def samples(point: Values) -> Iterator[Sample]:
        value, error = roughening_coupling()
        measured = arb(value, SIGMAS * error)
        if not measured.overlaps(acb(arb(str(point[s.K_R].evalf(20)))).real):
            raise ArithmeticError(f"K_R = {value:.4f}({error:.4f}) is not that of the literature")
        yield point, grouped(acb((measured - critical_coupling(winding)).sgn()))

    return samples


def coupling_report(winding: int) -> Callable[[], str]:
    def report() -> str:
        value, error = roughening_coupling()
        return f"K = {critical_coupling(winding):.4g}, K_R = {value:.4f} +- {error:.4f}"

    return report


_WORDS = "Monte Carlo of the |m| model"

SIMULATION_ROUTES: dict[str, Route] = {
    "rough": Route(_WORDS, roughness(1), report=stiffness_report(1))
}
THOROUGH_ROUTES: dict[str, Route] = {
    "rough": Route(
        f"{_WORDS}, K_R by finite-size scaling", located_roughness(1), report=coupling_report(1)
    )
}
