"""A "~" judged along its regime: orders, constants, reasons, and what stays undecided."""

from fractions import Fraction

import pytest
from sympy import (
    E,
    Function,
    I,
    Integer,
    Matrix,
    Rational,
    S,
    Symbol,
    Tuple,
    airyai,
    atan,
    besselj,
    besselk,
    cos,
    erfc,
    exp,
    gamma,
    legendre,
    log,
    loggamma,
    pi,
    sin,
    sqrt,
    symbols,
    tanh,
)

from derive import Equation, Regime, eps
from numerics import verify

x, y, n = symbols("x y n")
k = Symbol("k", integer=True, positive=True)
L = log(1 / x)
LARGE = {x: 1 / eps}
SMALL = {x: eps}


def judged(printed, derived, path=SMALL, relation="~"):
    record = Equation(
        label="claim",
        title="claim",
        relation=relation,
        lhs=Symbol("lhs"),
        printed=printed,
        derived=lambda: derived,
        regime=Regime(path),
    )
    return verify(record)


ORDERS = [
    (x, x + 10**20 * x**2, SMALL, 1),
    (x, x + 10**60 * x**2 + x ** Rational(3, 2), SMALL, Rational(1, 2)),
    (x, x + Rational(1, 10**40) * x**3, SMALL, 2),
    (x, x + x ** Rational(14, 13), SMALL, Rational(1, 13)),
    (x, x + x**2 * L**5, SMALL, 1),
    (x, x + x**2 / L**2, SMALL, 1),
    (L, L + 1, SMALL, 0),
    (L, L + log(L), SMALL, 0),
    (log(L), log(L) + 1, SMALL, 0),
    (1, tanh(L), SMALL, 2),
    (exp(-(x**2)) / (x * sqrt(pi)), erfc(x), LARGE, 2),
    (n * log(n) - n + log(2 * pi / n) / 2, loggamma(n), {n: 1 / eps}, 2),
    (1, (n + cos(n)) / n, {n: 1 / eps}, 1),
    (sqrt(2 / (pi * x)) * cos(x - pi / 4), besselj(0, x), LARGE, 1),
    (
        cos(2 * x ** Rational(3, 2) / 3 - pi / 4) / sqrt(pi) / x ** Rational(1, 4),
        airyai(-x),
        LARGE,
        Rational(3, 2),
    ),
]


@pytest.mark.parametrize("printed, derived, path, order", ORDERS)
def test_the_order_of_a_remainder(printed, derived, path, order):
    verdict = judged(S(printed), derived, path)
    assert (verdict.printed, verdict.order) == ("leading", Fraction(str(order)))


@pytest.mark.parametrize(
    "rest", [exp(-1 / x), exp(-exp(1 / x)), 1 / gamma(1 / x), exp(-(L**2)), exp(-L * log(L))]
)
def test_what_falls_faster_than_every_power_is_leading(rest):
    verdict = judged(Integer(1), 1 + rest)
    assert (verdict.printed, verdict.order) == ("leading", None)
    assert verdict.rate == "the remainder falls faster than any power of eps"


def test_an_irrational_power_is_no_order():
    verdict = judged(x, x + x ** (1 + pi))
    assert (verdict.printed, verdict.order) == ("leading", None)
    assert "eps^3.14159265" in verdict.rate


CONSTANTS = [
    (x, x * (2 - 10**4 * x), SMALL, S.Half),
    (1, atan(L), SMALL, 2 / pi),
    (2 * sqrt(2 / (pi * x)) * cos(x - pi / 4), besselj(0, x), LARGE, Integer(2)),
    (x, I * x + x**2, SMALL, -I),
    (x, -pi * x + x**2, SMALL, -1 / pi),
    (1, 1 + Rational(1, 10**40) + x, SMALL, 1 / (1 + Rational(1, 10**40))),
]


@pytest.mark.parametrize("printed, derived, path, constant", CONSTANTS)
@pytest.mark.parametrize("relation", ["~", "≃"])
def test_the_constant_of_a_ratio(printed, derived, path, constant, relation):
    verdict = judged(S(printed), derived, path, relation)
    assert verdict.printed == "scaling"
    (found,) = verdict.ratio
    assert complex(str(found.number).replace(" ", "").replace("i", "j")) == pytest.approx(
        complex(constant), rel=1e-14
    )
    assert found.form is None or found.form == constant


REFUTED = [
    (L, L**2, SMALL, "tends to 0 as ln(1/eps)^-1"),
    (L**2, Integer(1), SMALL, "grows as ln(1/eps)^2"),
    (1, tanh(1000 / L), SMALL, "grows as ln(1/eps)"),
    (x, x + Rational(1, 10**3000), SMALL, "tends to 0 as eps"),
    (exp(x), x, LARGE, "grows faster than any power of eps"),
    (0, besselk(0, x), LARGE, "the printed form is 0"),
    (x, sin(x) ** 2 + cos(x) ** 2 - 1, SMALL, "the derived form is 0"),
]


@pytest.mark.parametrize("printed, derived, path, reason", REFUTED)
def test_a_refutation_says_what_the_ratio_does_and_shows_digits_that_differ(
    printed, derived, path, reason
):
    verdict = judged(S(printed), derived, path)
    assert verdict.printed == "refuted"
    assert reason in verdict.remark
    assert verdict.counterexample.printed != verdict.counterexample.derived


UNDECIDED = [
    (1, cos(pi * n), {n: 1 / eps}),
    (1, 1 + sin(2 * pi * log(x) / log(10)), SMALL),
    (1, 1 + sin(2 * pi * log(x) / log(2)) / 2, SMALL),
    (1, 2 + cos(log(x)), SMALL),
    (1, (-1) ** k, {k: 1 / eps}),
    (sin(x) / sqrt(x), besselj(0, x) * sqrt(pi / 2), LARGE),
]


@pytest.mark.parametrize("printed, derived, path", UNDECIDED)
def test_a_ratio_that_oscillates_is_not_guessed(printed, derived, path):
    verdict = judged(S(printed), derived, path)
    assert verdict.printed == "undecided"
    assert "oscillates" in verdict.remark or "not resolved" in verdict.remark


def test_whole_numbers_are_followed_at_whole_numbers():
    assert judged(Integer(1), cos(2 * pi * k), {k: 1 / eps}).printed == "leading"
    assert judged(Integer(1), 2 + cos(pi * k), {k: 1 / eps}).printed == "undecided"


def test_large_degree_has_values_at_shallow_rungs_alone():
    theta = Rational(7, 10)
    amplitude, phase = sqrt(2 / (pi * n * sin(theta))), (n + S.Half) * theta
    form = legendre(n, cos(theta))
    assert judged(amplitude * cos(phase - pi / 4), form, {n: 1 / eps}).printed == "leading"
    assert judged(amplitude * cos(phase + pi / 4), form, {n: 1 / eps}).printed == "undecided"


def test_entries_of_a_matrix_are_judged_one_by_one():
    printed = Matrix([[1, x], [0, 1]])
    assert judged(printed, Matrix([[1, x], [x, 1 + x]])).printed == "leading"
    wrong = judged(printed, Matrix([[1, 2 * x], [x, 1 + x]]))
    assert (wrong.printed, wrong.constant_form) == ("scaling", "1, 1/2, 1, 1")
    assert judged(printed, Matrix([[1, x], [2, 1]])).printed == "refuted"
    assert judged(printed, Tuple(x, x)).printed == "refuted"


def test_statements_of_a_tuple_have_a_constant_each():
    verdict = judged(Tuple(x, E * x), Tuple(x + x**2, x))
    assert (verdict.printed, verdict.constant_form) == ("scaling", "1, E")


def test_functions_given_in_a_regime():
    t, f = Symbol("t"), Function("f")
    path = {t: 1 / eps, f(t): eps + eps**2}
    assert judged(1 / t, f(t), path).order == 1
    assert judged(-1 / t**2, f(t).diff(t), path).order == 1
    assert judged(1 / t**2, f(t).diff(t), path).constant_form == "-1"
