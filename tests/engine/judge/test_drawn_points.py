"""Points that the engine draws: on every side of a cut, on the domain, and what they refute."""

from dataclasses import replace

import pytest
from claims import at, x, y
from sympy import (
    Abs,
    Eq,
    Function,
    Heaviside,
    I,
    Integer,
    Integral,
    Max,
    Or,
    Rational,
    Symbol,
    asin,
    atan,
    atanh,
    conjugate,
    floor,
    hankel1,
    hankel2,
    im,
    log,
    pi,
    re,
    sqrt,
    tanh,
)

from derive import equation
from derive.grains import symbols as s
from derive.root import root
from numerics import verify
from numerics.judge.points import drawn_points

f = Function("f")


def test_a_claim_at_points_is_not_refuted_elsewhere():
    verdict = verify(at(sqrt(x**2), x, 3), 10)
    assert verdict.printed == "exact"
    assert verdict.ground.startswith("enclosed at 1 point")
    assert "while the forms differ at x = " in verdict.remark


def test_a_claim_on_a_domain_is_refuted_where_it_fails():
    everywhere = verify(at(sqrt(x**2), x, 3, domain=()), 10)
    assert everywhere.printed == "refuted"
    right = verify(at(sqrt(x**2), x, 3, domain=(re(x) > 0,)), 10)
    assert (right.printed, right.remark.split(";")[0]) == (
        "exact",
        "no independent route is known for mine",
    )


@pytest.mark.parametrize(("label", "gap"), [("9", s.Delta_M), ("10-M", s.Delta_S)])
def test_points_lie_on_every_side_of_the_cuts(label, gap):
    """sqrt(w - D) sqrt(w + D) is the physical root at all points of the record."""
    record = equation(label)
    derived = record.derived()

    def wrong(form):
        return form.replace(root, lambda w, delta: sqrt(w - delta) * sqrt(w + delta))

    printed = derived.applyfunc(wrong) if derived.is_Matrix else wrong(derived)
    claim = replace(record, label="mine", printed=printed, derived=lambda: derived)
    assert verify(claim, 20).printed == "refuted"
    assert verify(replace(claim, domain=None), 20).printed == "exact"
    at_one = {**record.points[0], s.omega: Rational(-3, 2), gap: Rational(4, 5) + I / 3}
    assert verify(replace(claim, points=(at_one,)), 20).printed == "refuted"


def test_drawn_points_keep_assumptions_and_domain():
    p = Symbol("p", positive=True)
    n = Symbol("n", integer=True, even=True)
    t = Symbol("t", real=True)
    record = at(
        p + n + t + x + y + f(t),
        x,
        {p: 1, n: 2, t: 3, x: I, y: 2 * I, f(t): t**2},
        domain=(im(x) > 0, Eq(y, 2 * x), Eq(f(-t), f(t)), Or(t > 1, t < -1)),
    )
    points = drawn_points(record, x)
    assert len(points) > 8
    for point in points:
        assert point[p] > 0 and point[n] % 2 == 0 and abs(point[t]) > 1
        assert im(point[x]) > 0 and point[y] == 2 * point[x]
        assert point[f(t)] == t**2
    assert points == drawn_points(record, x)
    assert {point[t] > 0 for point in points} == {True, False}
    assert {bool(re(point[x]) > 0) for point in points} == {True, False}


def test_no_point_is_drawn_where_the_domain_is_not_met():
    assert drawn_points(at(x, x, 3, domain=(Eq(x, 3),)), x) == []
    assert drawn_points(at(x, x, 3, domain=(Eq(x**5 - x, 1),)), x) == []


def test_a_value_on_a_cut_may_be_that_of_the_other_side():
    """Programs differ in atanh(2), asin(2), atan(2 i); nobody does in log(-3)."""
    for claim in (
        at(atanh(x), (log(3) + I * pi) / 2, 2),
        at(atanh(x), (log(3) - I * pi) / 2, 2),
        at(atan(x), pi / 2 + I * log(3) / 2, 2 * I),
        at(atan(x), -pi / 2 + I * log(3) / 2, 2 * I),
        at(x + asin(2) + atanh(2), x + conjugate(asin(2)) + conjugate(atanh(2)), 1),
    ):
        assert verify(claim, 20).printed in ("exact", "undecided")
    said = {verify(at(atanh(x), (log(3) + i * pi) / 2, 2), 20).printed for i in (I, -I)}
    assert said == {"exact", "undecided"}
    assert verify(at(atanh(x), (log(3) + I * pi) / 3, 2), 20).printed == "refuted"
    assert verify(at(log(x), log(3) - I * pi, -3), 20).printed == "refuted"
    assert verify(at(sqrt(x), -I * sqrt(3), -3), 20).printed == "refuted"
    assert verify(at(hankel1(0, x), hankel2(0, x), 3), 20).printed == "refuted"


def test_integrals_are_tried_at_drawn_points_of_a_domain_alone():
    t = Symbol("t")
    claim = at(Integral(t, (t, 0, x)), x**2 / 2 + x - 3, 3)
    assert "while the forms differ" not in verify(claim, 10).remark
    assert verify(replace(claim, domain=()), 10).printed == "refuted"


p, r = Symbol("p", positive=True), Symbol("r", real=True)
k = Symbol("k", integer=True)
FAR_OFF = [
    (floor(p / 30), 0, {p: Rational(1, 3)}, ()),
    (floor(p / 10**15), 0, {p: Rational(1, 3)}, ()),
    (Max(r, 10**12), 10**12, {r: Rational(1, 3)}, ()),
    (floor(k / 100), 0, {k: 3}, (k >= 0,)),
    (Heaviside(p - Rational(1, 10**4)), 1, {p: Rational(1, 3)}, ()),
    (p + Heaviside(p - 5000), p, {p: Rational(1, 3)}, ()),
    (sqrt((x - 200) ** 2), 200 - x, {x: 3}, (Eq(im(x), 0),)),
    (Heaviside(r - Rational(99, 100)), 0, {r: Rational(1, 3)}, (Abs(r) < 1,)),
    (floor(p), 0, {p: Rational(1, 3)}, (p <= 1,)),
]


@pytest.mark.parametrize("printed, derived, point, domain", FAR_OFF)
def test_a_switch_is_looked_at_from_both_sides_wherever_it_lies(printed, derived, point, domain):
    verdict = verify(at(printed, derived, point, domain=domain), 20)
    assert verdict.printed == "refuted"


def test_what_holds_on_both_sides_of_its_switch_stays_exact():
    form = (r + 100 + Abs(r - 100)) / 2
    assert verify(at(Max(r, 100), form, {r: 3}, domain=()), 20).printed == "exact"


@pytest.mark.parametrize("power", [45, 60, 300])
@pytest.mark.parametrize("form", [x, tanh(x)])
def test_forms_that_differ_by_a_hair_on_their_domain(form, power):
    """The difference vanishes at the points of the record, and has no digit before so many."""
    hair = (x - 1) * (x - 2) * (x - 3) / Integer(10) ** power
    assert verify(at(form + hair, form, 1, 2, 3, domain=())).printed == "refuted"
    assert verify(at(form, form, 1, 2, 3, domain=())).printed == "exact"
