"""Constants that change with the path of a limit, and functions that they are."""

import pytest
from sympy import Rational, pi, sqrt, symbols

from derive import eps
from tests.engine.judge.test_limits import judged

x, y, a = symbols("x y a")

FUNCTIONS = [
    (x + y, x, {x: eps, y: 3 * eps / 2}, (x + y) / x),
    (x, 2 * x + y / 3, {x: eps, y: 3 * eps / 2}, 3 * x / (6 * x + y)),
    (x * a, pi * x / sqrt(a), {x: eps, a: 2}, a ** Rational(3, 2) / pi),
    (x**2, 3 * y, {x: 2 * eps, y: eps**2}, x**2 / (3 * y)),
    (x + y**2, x - y**2, {x: eps**2, y: eps / 3}, (x + y**2) / (x - y**2)),
]


@pytest.mark.parametrize("printed, derived, path, function", FUNCTIONS)
def test_a_constant_that_changes_with_the_path_is_a_function(printed, derived, path, function):
    verdict = judged(printed, derived, path)
    assert verdict.printed == "scaling"
    (found,) = verdict.ratio
    assert (found.form - function).cancel() == 0
    at_path = function.subs({s: value / eps ** _power(value) for s, value in path.items()})
    assert float(found.number.real) == pytest.approx(float(at_path))


def _power(value):
    return value.as_coeff_exponent(eps)[1] if hasattr(value, "as_coeff_exponent") else 0


def test_a_form_that_is_right_on_the_given_path_alone():
    verdict = judged(x, y, {x: eps, y: eps})
    assert (verdict.printed, verdict.constant_form) == ("scaling", "x/y")
    assert "on the given path alone" in verdict.remark


def test_a_relation_that_is_meant_is_kept():
    """Where one symbol is a logarithm of eps, another path would be another regime."""
    from sympy import exp

    assert judged(x, exp(y) + x**2, {x: eps, y: -1 / eps}).printed == "refuted"
    from sympy import log

    assert judged(x, exp(y) + x**2, {x: eps, y: log(eps)}).printed == "leading"


def test_a_constant_that_is_the_same_on_every_path_is_a_number():
    verdict = judged(x + y**2, 2 * x, {x: eps, y: eps})
    assert (verdict.printed, verdict.constant_form) == ("scaling", "1/2")
