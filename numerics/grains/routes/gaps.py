"""Routes to the gap equations, Eqs. (9), (10), (20), (21), and to pure arrays."""

from collections.abc import Callable, Iterator

import sympy
from flint import acb, acb_mat

from derive.grains import symbols as s
from numerics.arithmetic.functions import ball_precision
from numerics.grains.routes import matrices as m
from numerics.judge.compare import Groups, ball
from numerics.judge.route import Route, Sample, Values, at, grouped, numbers


def greens_function_by_sign(
    density: sympy.Symbol, gap: sympy.Symbol
) -> Callable[[Values], acb_mat]:
    """The xi integral of (omega + gap tau_1 + xi tau_3)^-1 by the matrix sign function."""

    def value(point: Values) -> acb_mat:
        N, omega, Delta = numbers(point, density, s.omega, gap)
        return m.greens_function(N, m.nambu(omega, Delta))

    return value


def gap_from_functions(
    bare_gap: sympy.Symbol | None, gamma: sympy.Symbol, f: sympy.Symbol
) -> Callable[[Values], acb]:
    """omega D/Omega of M_0 - Sigma, Sigma averaged over random amplitudes, from g = omega gamma."""

    def value(point: Values) -> acb:
        omega, t, ratio, pair = numbers(point, s.omega, s.t, gamma, f)
        bare = ball(point.get(bare_gap, 0))
        M_0 = m.grain_matrix(omega, acb(0), acb(0), bare)
        sigma = m.averaged_self_energy(t**2, m.nambu(omega * ratio, -pair))
        return m.gap_of(omega, M_0 - sigma)

    return value


def gap_equation(
    bare_gap: sympy.Symbol | None, rate: sympy.Symbol, gap: sympy.Symbol
) -> Callable[[Values], Iterator[Sample]]:
    """One Born step from the neighbours' matrix to the gap function.

    At the point's own gap of the neighbours; and where the Born iteration of both kinds of
    grains has converged to some 30 digits, with the neighbours' gap taken from there.
    """

    def samples(point: Values) -> Iterator[Sample]:
        omega, gamma, delta = numbers(point, s.omega, rate, gap)
        bare = ball(point.get(bare_gap, 0))

        def stepped(neighbour: acb_mat) -> Groups:
            G = m.greens_function(acb(1), neighbour)
            return grouped(m.gap_of(omega, m.born_step(omega, bare, gamma, G)))

        yield point, stepped(m.nambu(omega, delta))
        rates = tuple(numbers(point, s.Gamma_M, s.Gamma_S))
        gaps = acb(0), ball(point[s.Delta_0])
        with ball_precision(128):
            metal, superconductor = m.self_consistent(omega, rates, gaps)
        iterated = superconductor if gap == s.Delta_S else metal
        neighbour = m.nambu(iterated[0, 0], iterated[0, 1])  # rounding made it unsymmetric
        yield {**point, gap: m.gap_of(omega, neighbour)}, stepped(neighbour)

    return samples


def pure_superconductor(point: Values) -> acb:
    """The gap of a pure array by Born iteration, started elsewhere."""
    omega, rate, gap = numbers(point, s.omega, s.Gamma_S, s.Delta_0)
    return m.gap_of(omega, m.self_consistent(omega, (rate, rate), (gap, gap))[1])


def pure_metal(point: Values) -> acb_mat:
    """The Green's function of a pure array by Born iteration, started with a pair amplitude."""
    omega, rate, N = numbers(point, s.omega, s.Gamma_M, s.N_M)
    metal, _ = m.self_consistent(omega, (rate, rate), (acb(0), acb(0)))
    return m.greens_function(N, metal)


_BORN = "Born iteration of 2 x 2 matrices"
_RANDOM = "random matrices, then the inverse at xi = 0"
_SIGN = "the xi integral as a matrix sign function"

GAP_ROUTES: dict[str, Route] = {
    "9": Route(_SIGN, at(greens_function_by_sign(s.N_M, s.Delta_M))),
    "10-M": Route(_BORN, gap_equation(None, s.Gamma_S, s.Delta_S)),
    "20-M": Route(_RANDOM, at(gap_from_functions(None, s.gamma_S, s.f_S))),
    "20-S": Route(_RANDOM, at(gap_from_functions(s.Delta_0, s.gamma_M, s.f_M))),
    "21a": Route(_BORN, gap_equation(None, s.Gamma_S, s.Delta_S)),
    "21b": Route(_BORN, gap_equation(s.Delta_0, s.Gamma_M, s.Delta_M)),
    "identical-S": Route("Born iteration of a pure array", at(pure_superconductor), enclosed=False),
    "identical-M": Route("Born iteration of a pure array", at(pure_metal), enclosed=False),
}
