"""Bounds of limits on whole regions, for made-up equations: proofs, and what stops them."""

from dataclasses import replace

import pytest
from flint import arb, fmpq
from sympy import Integer, Max, Rational, Symbol, Tuple, cos, exp, sin, sqrt

from derive.notation import eps
from derive.record import Equation, Regime
from numerics.judge import boxes
from numerics.judge.bounds import Bound, Range, best_bound, rounded_up, verify_bound
from numerics.judge.boxes import Value, bounded, largest
from numerics.judge.sectors import Sector, Unknown, sector_function, solved

x, k, s = (Symbol(name, positive=True) for name in ("x", "k", "s"))
y = Symbol("y")
UNIT = (Integer(0), Integer(1))


def record(printed, exact):
    regime = Regime({x: eps, k: Rational(3, 2)})
    return Equation(
        label="made-up",
        title="a limit",
        relation="≃",
        lhs=y,
        printed=printed,
        derived=lambda: exact,
        regime=regime,
    )


def bound(printed, exact, sector, power=1):
    return Bound(
        record=record(printed, exact),
        exact=exact,
        region=(Range(x, Integer(0), Integer(1), is_open=True),),
        small=x,
        power=Rational(power),
        sectors=(sector,),
        because="The form is explicit.",
    )


def by_germ(printed, exact, order, end):
    """x from 0 to its end and k from 1 to 2, the error divided by x^order as a germ."""
    sector = Sector(
        coordinates={x: (Integer(0), end), k: (Integer(1), Integer(2))},
        symbols={x: x, k: k},
        quotients=(printed / exact - 1,),
        small=x,
        order=Integer(order),
        germ=x,
    )
    return bound(printed, exact, sector, order)


GERMS = [
    (1 + x / 2, sqrt(1 + x), 2, Rational(1, 2), 1 / 8),
    (k, k * exp(x), 1, Rational(1, 2), 1),
    (k + x, k * sin(x / k) + k, 3, Rational(1, 4), None),
    (Integer(1), cos(k * x), 2, Rational(1, 4), None),
    (exp(-1 / x) + 1, Integer(1) + x**2, 2, Rational(1, 8), 1),
]


@pytest.mark.parametrize(("printed", "exact", "order", "end", "constant"), GERMS)
def test_a_limit_of_explicit_forms_is_bounded_by_germs(printed, exact, order, end, constant):
    best = best_bound(by_germ(printed, exact, order, end))
    assert best.largest <= float(best.constant) <= 1.02 * best.largest
    if constant is not None:
        assert float(best.constant) == pytest.approx(constant, rel=0.01)
    for step in range(1, 11):  # the error itself, at the worst k
        point = {x: end * Rational(step, 10), k: Integer(1)}
        error = abs((printed / exact - 1).subs(point).evalf(30))
        assert error <= best.constant * point[x] ** order
    assert not verify_bound(best.bound, best.constant * Rational(95, 100)).proved
    steeper = replace(best.bound, power=best.bound.power + Rational(1, 2))
    assert not verify_bound(steeper, best.constant).proved


def test_an_error_of_a_lower_order_is_no_germ_of_the_higher():
    """sqrt(1 + x) - 1 - x/3 has a term of first order, which no ball is asked about."""
    wrong = by_germ(1 + x / 3, sqrt(1 + x), 2, Rational(1, 2))
    with pytest.raises(ValueError, match="not of the order 2"):
        best_bound(wrong)


def test_a_bound_fails_across_a_singularity():
    """1/(1 - x) is regular up to 3/4, and has no bound on an interval twice as large."""
    exact = 1 - x
    sector = Sector(
        coordinates={x: (Integer(0), Rational(3, 4))},
        symbols={x: x},
        quotients=(1 / (1 - x),),
        small=x,
    )
    inside = best_bound(bound(Integer(1), exact, sector))
    assert float(inside.constant) == pytest.approx(4, rel=0.01)
    beyond = replace(sector, coordinates={x: (Integer(0), Rational(3, 2))})
    assert not verify_bound(bound(Integer(1), exact, beyond), inside.constant).proved


def test_no_constant_is_found_where_there_is_none(monkeypatch):
    sector = Sector(coordinates={x: UNIT}, symbols={x: x}, quotients=(1 / x,), small=x)
    monkeypatch.setattr(boxes.largest, "__defaults__", (500,))
    with pytest.raises(ArithmeticError, match="not resolved"):
        best_bound(bound(1 + x, Integer(1), sector))


def half_circle(**others):
    """Where x^2 + k^2 <= 1, the largest x + k is sqrt(2)."""
    options = {
        "coordinates": {x: UNIT, k: UNIT},
        "symbols": {x: x, k: k},
        "quotients": (x + k,),
        "small": x,
        "conditions": (1 - x**2 - k**2,),
    }
    return Sector(**(options | others))


def test_a_region_that_is_no_box():
    best = best_bound(bound(1 + x, Integer(1), half_circle()))
    assert best.largest <= 2**0.5 <= float(best.constant) <= 1.01 * 2**0.5
    assert best.at[x] == pytest.approx(0.7, abs=0.1)


def test_a_wall_must_be_outside_of_the_region():
    open_ = half_circle(walls=((x, Rational(1, 2)),))
    said = verify_bound(bound(1 + x, Integer(1), open_), Integer(2))
    assert not said.proved and "a wall of the region fails at x = 0.5" in said.said
    closed = half_circle(
        walls=((x, Integer(2)),), coordinates={x: (Integer(0), Integer(2)), k: UNIT}
    )
    assert verify_bound(bound(1 + x, Integer(1), closed), Integer(2)).proved


COMPLEX = Unknown(y, sqrt(1 + x * y / 4), Integer(1), Rational(1, 2))


@pytest.mark.parametrize("is_real", [False, True])
def test_an_unknown_is_enclosed(is_real):
    """y^2 = 1 + x y/4 has the positive solution x/8 + sqrt(1 + x^2/64)."""
    sector = Sector(
        coordinates={x: UNIT},
        symbols={x: x},
        quotients=(y / 4 / (1 + y),),
        small=x,
        unknowns=(replace(COMPLEX, is_real=is_real),),
    )
    for end in (fmpq(0), fmpq(1, 3), fmpq(1)):
        value = solved(sector, ((end, end),))[y]
        root = arb(end) / 8 + (1 + arb(end) ** 2 / 64).sqrt()
        assert value.real.overlaps(root) and value.real.rad() < 1e-6
    wide = solved(sector, ((fmpq(0), fmpq(1)),))[y]
    assert wide.real.contains(1) and wide.real.contains(1.1328)
    best = best_bound(bound(Integer(1), y, sector))
    assert float(best.constant) == pytest.approx(1.13278 / 4 / 2.13278, rel=0.01)


@pytest.mark.parametrize(
    "map_",
    [2 * y, sqrt(x * y - 4), 1 / (y - 1), y + 1],
    ids=["expands", "cut", "pole", "shifts"],
)
def test_an_unknown_without_a_proof_is_not_used(map_):
    unknown = replace(COMPLEX, map=map_)
    sector = Sector(
        coordinates={x: UNIT},
        symbols={x: x},
        quotients=(y,),
        small=x,
        unknowns=(unknown,),
    )
    value = sector_function(sector, Integer(1))(sector.box())
    assert not value.upper.is_finite() and not value.is_inside


def peak(box):
    """1 - |u - 1/3| on an interval."""
    u = boxes.ball(box[0])
    value = 1 - abs(u - arb(fmpq(1, 3)))
    return Value(value.lower(), value.upper())


def test_branch_and_bound_finds_a_maximum_inside():
    found = largest(peak, ((fmpq(0), fmpq(1)),), arb("0.001"))
    assert found.lower <= 1 <= found.upper and found.upper <= found.lower * arb("1.001")
    assert bounded(peak, ((fmpq(0), fmpq(1)),), arb("1.0001")).proved
    failed = bounded(peak, ((fmpq(0), fmpq(1)),), arb("0.99"))
    assert failed.fails and not failed.proved
    unresolved = bounded(peak, ((fmpq(0), fmpq(1)),), arb(1))
    assert not unresolved.proved and not unresolved.fails  # attained: balls do not decide it


@pytest.mark.parametrize(
    ("number", "expected"),
    [("0.12345", "0.1235"), ("12.345", "12.35"), ("4567.8", "4568"), ("0", "0"), ("1", "1")],
)
def test_a_constant_is_rounded_upwards(number, expected):
    up = rounded_up(arb(number))
    assert arb(fmpq(int(up.p), int(up.q))) >= arb(number).mid()
    assert float(up) == pytest.approx(float(expected), rel=1.1e-3)


def test_a_constant_is_a_number():
    sector = half_circle()
    for wrong in (0.5, Integer(-1), "1", Symbol("C")):
        with pytest.raises(ValueError, match="give a Rational"):
            verify_bound(bound(1 + x, Integer(1), sector), wrong)


def test_the_worst_statement_counts():
    sector = Sector(
        coordinates={x: UNIT}, symbols={x: x}, quotients=(x, 3 - x, -5 * x), small=Max(x, s)
    )
    sector = replace(sector, small=x)
    assert float(best_bound(bound(Tuple(x, k), Tuple(x, k), sector)).constant) >= 5
