"""The square root, the Born average, and the exact consequences of the gap equations.

The latter against 2 x 2 matrices iterated to self-consistency, without gap functions.
"""

import numpy as np
import pytest
from flint import acb, arb
from sympy import I, Rational, Symbol, Tuple, diff, simplify

from derive.grains.steps import gaps, model, reduction
from derive.grains.symbols import (
    Delta,
    Delta_0,
    Gamma_M,
    Gamma_S,
    R,
    i,
    i_,
    j,
    j_,
    k,
    k_,
    omega,
    p,
    p_,
    u,
    w,
)
from derive.root import explicit, root
from numerics.arithmetic.functions import ball_precision, numpy_function
from numerics.grains.routes import matrices
from numerics.judge.compare import ball, evaluate

POINTS = [
    {w: Rational(1, 10), Gamma_M: Rational(3, 10), Gamma_S: Rational(1, 5), Delta_0: Rational(1)},
    {w: Rational(3, 5), Gamma_M: Rational(1, 2), Gamma_S: Rational(6, 5), Delta_0: Rational(7, 4)},
    {w: Rational(1, 4), Gamma_M: Rational(2), Gamma_S: Rational(5), Delta_0: Rational(1)},
    {w: Rational(6, 5), Gamma_M: Rational(1, 9), Gamma_S: Rational(6, 5), Delta_0: Rational(2, 3)},
]
TINY = arb(10) ** -45


@pytest.fixture(autouse=True)
def sixty_digits():
    with ball_precision(200):
        yield


def iterated(point):
    """Delta_M and Delta_S at omega = i w."""
    frequency, gamma_m, gamma_s, gap = (ball(point[s]) for s in (w, Gamma_M, Gamma_S, Delta_0))
    z = acb(0, 1) * frequency
    inverses = matrices.self_consistent(z, (gamma_m, gamma_s), (acb(0), gap))
    return [matrices.gap_of(z, inverse) for inverse in inverses]


def value(form, point):
    return evaluate(form, point)[0][0]


def test_root_keeps_the_density_of_states_positive_where_a_product_of_roots_does_not():
    """At negative frequency, with the complex gap of a broadened superconductor."""
    z = acb(-0.2)
    gap = z / (z + acb(0, 1))
    density = (z / value(root(omega, Delta), {omega: z, Delta: gap})).real
    product = (z / ((z - gap).sqrt() * (z + gap).sqrt())).real
    assert density > 0
    assert product < 0
    assert abs(abs(density) - abs(product)) < TINY


def test_root_is_homogeneous_and_differentiable():
    a = Symbol("a")
    point = {omega: Rational(3, 5) + I * Rational(4, 7), Delta: Rational(2, 3), a: I - 3}
    scaled = root(a * omega, a * Delta) - a * root(omega, Delta)
    assert abs(value(scaled, point)) < TINY
    for symbol in (omega, Delta):
        by_rule = diff(root(omega, Delta), symbol)
        assert abs(value(by_rule - diff(explicit(root(omega, Delta)), symbol), point)) < TINY
    assert root(omega, Delta) ** 2 == omega**2 - Delta**2


def test_self_energy_is_diagonal_in_the_states():
    other_state = {i_: i, j_: j, k_: k + 1, p_: p}
    assert model.tunnelling_correlator().subs(other_state).doit() == 0


def test_the_other_grain_of_the_other_grain_is_the_grain():
    letters = Tuple(*(pair[n] for pair in gaps.KINDS for n in (0, 1)))
    assert gaps.other_grain(letters) == Tuple(*(pair[n] for pair in gaps.KINDS for n in (1, 0)))
    width = Gamma_M + 2 * Gamma_S
    assert gaps.other_grain(width) == Gamma_S + 2 * Gamma_M


@pytest.mark.parametrize("point", POINTS)
def test_scalar_equation(point):
    metal, superconductor = iterated(point)
    excess = ball(point[Delta_0]) - superconductor
    solved = point | {R: superconductor * ball(point[Gamma_M]) / excess}
    assert abs(value(reduction.scalar_map(), solved) - solved[R]) < TINY
    assert abs(value(reduction.superconductor_gap_of_R(), solved) - superconductor) < TINY
    assert abs(value(reduction.metal_gap_of_R(), solved) - metal) < TINY


@pytest.mark.parametrize("point", POINTS)
def test_polynomial_and_angle_residual(point):
    _, superconductor = iterated(point)
    theta = (superconductor / ball(point[w])).atan()
    phase = (acb(0, 1) * theta).exp()
    assert abs(value(reduction.angle_residual(), point | {u: phase})) < TINY
    tangent = (theta / 2).tan()
    coefficients = [value(c, point) for c in reduction.polynomial().all_coeffs()]
    total = acb(0)
    for coefficient in coefficients:
        total = total * tangent + coefficient
    assert abs(total) < TINY


def test_degree_of_the_polynomial_drops_from_six_to_four():
    polynomial = reduction.polynomial()
    at_drop = polynomial.as_expr().subs(w, Gamma_S)
    assert polynomial.degree() == 6
    assert simplify(at_drop).as_poly(*polynomial.gens).degree() == 4


@pytest.mark.parametrize("point", POINTS)
def test_gaps_at_zero_frequency(point):
    near_zero = point | {w: Rational(1, 10**25)}
    with ball_precision(400):
        expected = [value(gap, point) for gap in reduction.gaps_at_zero()]
        for gap, limit in zip(iterated(near_zero), expected, strict=True):
            assert abs(gap - limit) < arb(10) ** -47


def test_iteration_of_the_scalar_map_contracts():
    """|d ln Phi/d ln R| stays below 1/(3 sqrt 3): the root is unique, and iteration converges."""
    Phi = reduction.scalar_map()
    slope = numpy_function((R, w, Gamma_M, Gamma_S, Delta_0), diff(Phi, R) * R / Phi)
    samples = 10.0 ** np.random.default_rng(20260101).uniform(-3, 3, (5, 400_000))
    steepest = np.abs(slope(*samples)).max()
    assert 0.1 < steepest < 1 / (3 * np.sqrt(3))
