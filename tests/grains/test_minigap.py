"""The discriminant, its factor that holds the gap edges, and the expansions of the minigap."""

from functools import cache

import pytest
from mpmath import mp, mpf
from sympy import I, Poly, Rational, expand, symbols

from derive.grains.regimes import STRONG_TUNNELLING, WEAK_TUNNELLING
from derive.grains.steps.minigap import (
    discriminant,
    edge_condition,
    edge_polynomial,
    minigap_strong,
    minigap_weak,
)
from derive.grains.steps.reduction import polynomial, scalar_map
from derive.grains.symbols import Delta_0, Gamma_M, Gamma_S, R, omega, w, x
from derive.notation import eps
from numerics.arithmetic.functions import mpmath_function
from numerics.grains.gaps.minigap import minigap

ENERGIES = (Gamma_M, Gamma_S, Delta_0)
POINTS = (
    (Rational(3, 5), Rational(6, 5), Rational(1)),
    (Rational(7, 2), Rational(1, 3), Rational(7, 4)),
    (Rational(1, 9), Rational(5), Rational(2, 3)),
)


@cache
def function(form, *arguments):
    return mpmath_function(arguments, form)


def test_factors_of_the_discriminant():
    *others, (_, power) = discriminant()
    assert power == 1
    assert {f.as_expr(): power for f, power in others} == {
        Gamma_M: 4,
        omega: 4,
        omega**2 + Gamma_S**2: 2,
    }


def test_the_factors_make_up_the_discriminant_at_any_delta_0():
    ratios = set()
    for point in POINTS:
        values = dict(zip(ENERGIES, point, strict=True)) | {omega: Rational(5, 8)}
        at_point = polynomial().as_expr().subs(w, -I * omega).subs(values)
        factors = edge_polynomial().as_expr() * (
            Delta_0**4 * Gamma_M**4 * omega**4 * (omega**2 + Gamma_S**2) ** 2
        )
        ratios.add(expand(Poly(at_point, x).discriminant()) / factors.subs(values))
    assert len(ratios) == 1
    assert ratios.pop().is_integer


def test_shape_of_the_edge_polynomial():
    edges = Poly(edge_polynomial().as_expr(), omega, *ENERGIES)
    assert edges.degree(omega) == 24
    assert {sum(powers) for powers in edges.monoms()} == {24}
    assert all(power % 2 == 0 for powers in edges.monoms() for power in powers)
    assert edges.domain.is_ZZ
    assert edges.is_irreducible


def turning_point(point, start):
    """omega and R where R = Phi(R) and Phi' = 1, by differentiation of the scalar equation."""
    arguments = (omega, R, *ENERGIES)
    phi = scalar_map().subs(w, -I * omega)
    equations = [function(e, *arguments) for e in (R - phi, 1 - phi.diff(R))]
    values = [mpf(value.p) / value.q for value in point]
    return mp.findroot(lambda *z: [f(*z, *values) for f in equations], start)


@pytest.mark.parametrize("point", POINTS)
def test_the_edge_is_a_turning_point_and_a_zero_of_the_polynomial(point):
    with mp.workdps(60):
        edge = minigap(*map(str, point), digits=50).energy
        values = [mpf(value.p) / value.q for value in point]
        R_start = edge_R(edge, *values)
        found, R_found = turning_point(point, (edge * mpf("1.001"), R_start * mpf("1.001")))
        assert abs(found - edge) < mpf(10) ** -48
        assert abs(R_found - R_start) < mpf(10) ** -45
        polynomial_at = function(edge_polynomial().as_expr(), omega, *ENERGIES)
        size = abs(polynomial_at(edge * mpf("1.01"), *values))
        assert abs(polynomial_at(edge, *values)) < size * mpf(10) ** -45


def edge_R(edge, gamma_m, gamma_s, delta0):
    """R at the edge from E_S (R + Gamma_M) = cbrt(Delta_0^2 Gamma_M Gamma_S omega^2)."""
    scale = mp.cbrt(delta0**2 * gamma_m * gamma_s * edge**2)
    # Delta_0^2 R^2 = scale^2 + omega^2 (R + Gamma_M)^2
    a, b = delta0**2 - edge**2, edge**2 * gamma_m
    return (b + mp.sqrt(b**2 + a * (scale**2 + b * gamma_m))) / a


@pytest.mark.parametrize("point", POINTS)
def test_the_condition_has_one_sign_on_each_side(point):
    values = [mpf(value.p) / value.q for value in point]
    edge = minigap(*values).energy
    condition = function(edge_condition(), omega, *ENERGIES)
    highest = min(values[1], values[2])
    below = [edge * k / 20 for k in range(1, 20)]
    above = [edge + (highest - edge) * k / 20 for k in range(1, 20)]
    assert all(condition(z, *values) > 0 for z in below)
    assert all(condition(z, *values) < 0 for z in above)


def remainder(form, path, exponent):
    """form/minigap - 1 at eps = 10^-exponent."""
    point = [path[s].subs(eps, Rational(1, 10**exponent)) for s in ENERGIES]
    with mp.workdps(500):
        edge = minigap(*map(str, point), digits=400).energy
        return function(form, *ENERGIES)(*(mpf(value.p) / value.q for value in point)) / edge - 1


def order_and_constant(form, path, power):
    """p and c of the remainder c eps^p, to some 20 digits; c for p = power."""
    first, second = remainder(form, path, 90), remainder(form, path, 120)
    with mp.workdps(60):
        order = -mp.log10(abs(second / first)) / 30
        return order, second * mpf(10) ** (120 * decimal(power))


def decimal(number):
    with mp.workdps(60):
        return mpf(str(number.evalf(60)))


def is_close(value, number):
    with mp.workdps(60):
        return abs(value / decimal(number) - 1) < mpf(10) ** -15


def paths(sign):
    for rate_M, rate_S in ((Rational(3, 2), Rational(2, 3)), (1, 1), (Rational(1, 5), 4)):
        yield {
            Gamma_M: rate_M * eps**sign,
            Gamma_S: rate_S * eps**sign,
            Delta_0: Rational(5, 4),
        }


THIRD = Rational(1, 3)


@pytest.mark.parametrize("path", [*paths(1), WEAK_TUNNELLING.path])
def test_weak_tunnelling(path):
    loss, shift = ((path[s] / eps / path[Delta_0]) for s in (Gamma_M, Gamma_S))
    following = {1: (2 * THIRD, loss ** (2 * THIRD) * 3 / 2), 2: (3 * THIRD, shift)}
    for terms, (power, constant) in following.items():
        order, value = order_and_constant(minigap_weak(terms), path, power)
        assert is_close(order, power)
        assert is_close(value, constant)
    order, _ = order_and_constant(minigap_weak(3), path, 4 * THIRD)
    assert is_close(order, 4 * THIRD)


@pytest.mark.parametrize("path", [*paths(-1), STRONG_TUNNELLING.path])
def test_strong_tunnelling(path):
    rate_M, rate_S = path[Gamma_M] * eps, path[Gamma_S] * eps
    constant = (path[Delta_0] * rate_M / (rate_M + rate_S) ** 2) ** (2 * THIRD) * 3 / 2
    uniform = Delta_0 * Gamma_S / (Gamma_M + Gamma_S)
    order, value = order_and_constant(uniform, path, 2 * THIRD)
    assert is_close(order, 2 * THIRD)
    assert is_close(value, constant)
    order, _ = order_and_constant(minigap_strong(), path, 4 * THIRD)
    assert is_close(order, 4 * THIRD)


def test_closed_forms():
    uniform, loss = Delta_0 * Gamma_S / (Gamma_M + Gamma_S), symbols("loss")
    weak = Gamma_S * (1 - loss * 3 / 2 - Gamma_S / Delta_0)
    assert minigap_weak(3).equals(weak.subs(loss, (Gamma_M / Delta_0) ** (2 * THIRD)))
    strong = uniform * (1 - 3 * loss / 2)
    ratio = Delta_0 * Gamma_M / (Gamma_M + Gamma_S) ** 2
    assert minigap_strong().equals(strong.subs(loss, ratio ** (2 * THIRD)))
