"""Each number of the mean field against its derivation, or against the printed form."""

from sympy import Abs, Sum, limit, oo, pi, simplify

from derive.grains.steps.criticality import josephson_at_critical_alpha
from derive.grains.symbols import E_0, R_MM, R_SS, Delta_0, alpha, beta, e, hbar, m
from derive.papers import equation
from numerics.grains.phases import constants

UNITS = {R_MM: 1, R_SS: 1, e: 1, hbar: 1}


def test_metals():
    """h/(2 e^2 R) = pi hbar/(e^2 R), which is 1/2 where the conductance is e^2/h."""
    assert equation("14-alpha").derived().subs(UNITS) == constants.METALS == pi
    assert 2 * constants.ALPHA_OF_CONDUCTANCE == 1


def test_pure_josephson_coupling():
    assert equation("14-J").derived().subs(UNITS) / Delta_0 == constants.PURE_JOSEPHSON


def test_damping():
    """omega_n = 2 pi n/beta; E_0 times the denominator is omega^2 + 2 b |omega| + E_0 J_R."""
    (total,) = equation("27").printed.atoms(Sum)
    n = total.limits[0][0]
    denominator = E_0 / total.function
    frequency = 2 * pi * n / beta
    assert simplify(limit(denominator / frequency**2, n, oo)) == 1
    linear = denominator.expand().coeff(Abs(n)) / (2 * pi / beta)
    assert simplify(linear / E_0 - 2 * constants.DAMPING * alpha) == 0


def test_end():
    assert josephson_at_critical_alpha() == constants.END


def test_the_integer_model():
    action = equation("25a").printed
    assert action.coeff(Abs(m)) == constants.LINEAR * alpha
    assert action.coeff(m, 2) * beta * E_0 == constants.QUADRATIC
