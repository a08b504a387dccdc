"""An "=" judged: proofs, enclosures, shapes, and what leaves it undecided."""

import doctest
from dataclasses import replace
from pathlib import Path

import pytest
from claims import at, x
from flint import acb, arb, ctx
from sympy import (
    Eq,
    Integer,
    Integral,
    Matrix,
    Order,
    Rational,
    Symbol,
    Tuple,
    airyai,
    cos,
    erf,
    exp,
    floor,
    gamma,
    mathieuc,
    oo,
    pi,
    sin,
    sqrt,
)

from numerics import verify
from numerics.judge import identity
from numerics.judge.agreement import agreement
from numerics.judge.compare import measured
from numerics.judge.evidence import counterexample

PROVED = "proved for all values"

# What a finding rests on


def test_a_proof_is_said():
    verdict = verify(at(sin(2 * x), 2 * sin(x) * cos(x), 3))
    assert (verdict.printed, verdict.ground) == ("exact", PROVED)
    assert verdict.as_dict()["ground"] == PROVED
    assert "exact (proved for all values)" in str(verdict)


def test_without_a_proof_many_digits_are_followed():
    reflection = at(gamma(x) * gamma(1 - x) * sin(pi * x), pi, Rational(1, 3), Rational(2, 7))
    verdict = verify(reflection, 20)
    assert (verdict.printed, verdict.ground) == ("exact", "enclosed at 2 points to 1000 digits")


def test_a_function_without_enclosure_is_computed_and_refutes_nothing():
    even = verify(at(mathieuc(1, 2, x) + 1, 1 + mathieuc(1, 2, -x), 2), 15)
    if even.printed == "undecided":  # neither balls nor mpmath have it: that is said by name
        assert "mathieuc" in even.remark
    wrong = verify(at(mathieuc(1, 2, x), mathieuc(1, 2, x + 1), 2), 15)
    assert wrong.printed == "undecided"
    assert "mathieuc" in wrong.remark


@pytest.mark.parametrize(
    ("printed", "derived", "value"),
    [
        (1 - erf(x), Integer(0), 20),
        (exp(-x), Integer(0), 2000),
        (x, Integer(0), Rational(1, 10**300)),
        (exp(pi * sqrt(163)) * x, (640320**3 + 744) * x, 1),
        (1 + x, 1 + x + x**20, Rational(1, 10**30)),
    ],
)
def test_a_tiny_difference_is_found_and_shown(printed, derived, value):
    verdict = verify(at(printed, derived, value), 10)
    assert verdict.printed == "refuted"
    shown = verdict.counterexample
    assert shown.printed != shown.derived


def test_a_contradiction_of_a_proof_is_a_fault_of_the_engine(monkeypatch):
    monkeypatch.setattr(identity, "proved_equal", lambda *_: True)
    verdict = verify(at(x, 2 * x, 3), 10)
    assert verdict.printed == "undecided"
    assert "proved equal, and yet their enclosures are disjoint at x = 3" in verdict.remark


# Shapes


def test_shapes_are_compared_first():
    row, column = Matrix([[x, x**2]]), Matrix([x, x**2])
    verdict = verify(at(row, column, 2), 10)
    assert verdict.printed == "refuted"
    assert "a matrix of 1 by 2, the derived form a matrix of 2 by 1" in verdict.remark
    assert verify(at(Tuple(x, x), Tuple(x), 2), 10).printed == "refuted"
    assert verify(at(x, Matrix([[x]]), 2), 10).printed == "undecided"


def test_a_small_entry_that_is_wrong_by_two_is_seen():
    small = Rational(1, 10**80)
    right = Matrix([[1, 0], [0, small * airyai(x)]])
    assert verify(at(right, right, 2), 10).printed == "exact"
    assert verify(at(Matrix([[1, 0], [0, 2 * small * airyai(x)]]), right, 2), 10).printed == (
        "refuted"
    )
    assert verify(at(Matrix([[1, small], [0, small * airyai(x)]]), right, 2), 10).printed == (
        "refuted"
    )


# Undecided, with the reason


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (at(sin(x) / x, 1, 0), "has no finite value at x = 0|not defined at x = 0"),
        (at(1 / x, 0, oo), "x = oo is no finite point"),
        (at(Eq(x, 2), Eq(x, 2), 2), "holds the statement Eq"),
        (at(x, x + Order(x**2), 2), "leave it out by removeO"),
        (at(x, [x], 2), "the derivation returned a list"),
        (replace(at(x, x, 2), derived=x), "is no function"),
        (at(x, Symbol("x", positive=True), 2), "x is given, but with other assumptions"),
        (at(x, x, {Symbol("x", positive=True): 1}), "x is given, but with other assumptions"),
        (at(x, x, 2, domain=(x > 3,)), "a point lies outside of the domain"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_undecided_says_why(record, reason):
    verdict = verify(record, 10)
    assert verdict.printed == "undecided"
    assert any(part in verdict.remark for part in reason.split("|"))
    assert "Error" not in verdict.remark


def test_a_floor_of_an_exact_number_is_exact():
    assert verify(at(floor(3 * x), Integer(1), Rational(1, 3)), 10).printed == "exact"
    assert verify(at(floor(3 * x), Integer(0), Rational(1, 3)), 10).printed == "refuted"


def test_agreement_at_one_point():
    found = agreement(exp(x) ** 2, exp(2 * x), {x: Rational(1, 3)}, 20, 100, 1)
    assert found.equal and found.enclosed and found.digits == 100
    assert agreement(exp(x), 1 + x, {x: Rational(1, 3)}, 20, 100, 1).equal is False
    hidden = sin(x) ** 2 + cos(x) ** 2 - 1
    assert agreement(hidden, Integer(0), {x: Rational(1, 3)}, 20, 20, 1).equal


def test_a_counterexample_shows_digits_that_differ():
    near = counterexample(x, x + Rational(1, 10**60), {x: Rational(1, 7)})
    assert near.printed != near.derived
    assert len(near.printed[0].real) > 60
    plain = counterexample(x, 2 * x, {x: acb(3)})
    assert len(plain.printed[0].real) < 25


# The paper

NOT_PROVED = {"expanded", "film-4", "film-5", "film-6"}


def test_exact_forms_of_the_paper_are_proved():
    from derive import paper

    found = {}
    for record in paper("grains"):
        if record.relation == "=":
            verdict = identity.identity(verify_without_route(record), record.derived(), None, 20)
            if verdict.printed == "exact":
                found[record.label] = verdict.ground
    unproved = {label for label, ground in found.items() if ground != PROVED}
    assert len(found) > 30
    assert unproved == NOT_PROVED


def verify_without_route(record):
    from numerics.judge.verdict import Verdict

    return Verdict(record=record)


def test_the_page_on_equalities_is_right():
    page = Path(__file__).parents[3] / "docs" / "equalities.md"
    assert doctest.testfile(str(page), module_relative=False).attempted > 8
    assert not doctest.testfile(str(page), module_relative=False).failed


def test_a_difference_that_is_never_finite_is_given_up_early():
    asked = []

    def never() -> arb:
        asked.append(ctx.prec)
        return arb("nan")

    with pytest.raises(ArithmeticError, match="not shown to be finite"):
        measured(never, 20)
    assert max(asked) < 2000


def test_a_bound_variable_is_not_taken_for_the_symbol_of_its_name():
    t = Symbol("t", positive=True)
    form = Integral(exp(-x * t), (t, 0, oo)) + t
    assert verify(at(form, 1 / x + t, {x: 2, t: 3}), 20).printed == "exact"
    assert verify(at(form, 2 / x + t, {x: 2, t: 3}), 20).printed == "refuted"
