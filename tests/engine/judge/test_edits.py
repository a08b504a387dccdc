"""Edits of a form, and its values with them: each changes one place, and the rest stays."""

import pytest
from flint import acb
from sympy import (
    Abs,
    Derivative,
    Function,
    Integral,
    Rational,
    Sum,
    Symbol,
    besselk,
    cos,
    coth,
    exp,
    log,
    oo,
    pi,
    sin,
    sqrt,
    symbols,
)

from derive.marked import marked, unchanged, unmarked
from derive.root import root
from numerics.arithmetic.functions import ball_precision
from numerics.judge.edits import KINDS, Edit, apart, edits, made
from numerics.judge.nodes import nodes_of
from numerics.judge.phrases import in_text
from numerics.judge.samples import Sampled, evaluated

a, b, x = symbols("a b x", positive=True)
n = Symbol("n", integer=True)
f = Function("f")(x)
BITS = 96
SAMPLE = {a: Rational(2, 3), b: Rational(7, 5), x: Rational(5, 4), f: x**3}
LETTERS = {a: [b], b: [a], x: []}
FORMS = {
    "sum": a**2 - 3 * b / x + a * b,
    "fraction": (a + b * x) / (1 - x / a),
    "functions": a * sin(b * x) + log(a / b) * exp(-x) - besselk(0, a * x),
    "roots": root(x, a) / sqrt(a + b) + Abs(a - b),
    "integral": 1 + Integral(exp(-a * x) * cos(b), (x, 0, oo)) / b,
    "sum over n": Sum(1 / (a * n**2 + b), (n, -oo, oo)),
    "derivative": a * Derivative(f, x) + f**2,
}


@pytest.mark.parametrize("name", FORMS)
def test_an_edit_is_the_form_but_for_what_stands_in_the_box(name):
    form = FORMS[name]
    tried = list(edits(form, LETTERS))
    assert len(tried) > 50
    for edit in tried:
        shown = made(form, (edit,), in_boxes=True)
        assert shown.has(marked)
        assert unchanged(shown) == form
        assert unmarked(shown) == made(form, (edit,))
        assert edit.kind in KINDS


def test_edits_within_each_other_are_not_apart():
    first, *others = (Edit(place, a, a, (), 0) for place in ((0,), (0, 1), (1,), ()))
    assert [apart(first, other) for other in others] == [False, True, False]
    assert [apart(other, first) for other in others] == [False, True, False]


@pytest.mark.parametrize("name", FORMS)
def test_words_tell_edits_apart(name):
    of_words: dict[str, set] = {}
    for edit in edits(FORMS[name], LETTERS):
        words = in_text(edit.words)
        assert words.startswith(("with ", "without "))
        assert "root(" not in words and "**" not in words
        of_words.setdefault(words, set()).add(made(FORMS[name], (edit,)))
    assert all(len(forms) == 1 for forms in of_words.values())


@pytest.mark.parametrize("name", FORMS)
def test_the_value_of_an_edited_form_is_that_of_the_form_that_it_makes(name):
    """Part by part, and at nodes of an integral or a sum, against the whole by the judge."""
    form = FORMS[name]
    sampled = Sampled(form, SAMPLE, BITS)
    compared = 0
    for edit in list(edits(form, LETTERS))[::7]:
        value, whole = sampled.value((edit,)), evaluated(made(form, (edit,)), SAMPLE, BITS)
        if value is not None and whole is not None:
            compared += 1
            assert abs(value - whole) <= abs(whole) * (1e-4 if sampled.is_rough else 1e-20)
    assert compared > 5


@pytest.mark.parametrize(
    ("form", "value"),
    [
        (Integral(exp(-x) / (1 + x), (x, 0, oo)), None),
        (Integral(exp(-(x**2)), (x, -oo, oo)), sqrt(pi)),
        (Integral(sqrt(x), (x, 0, 1)), Rational(2, 3)),
        (Integral(besselk(0, x), (x, 0, oo)), pi / 2),
        (Sum(1 / n**2, (n, 1, oo)), pi**2 / 6),
        (Sum(1 / (1 + n**2), (n, -oo, oo)), pi * coth(pi)),
        (Sum(n**2, (n, 3, 7)), 135),
    ],
)
def test_nodes_give_an_integral_or_a_sum(form, value):
    with ball_precision(BITS):
        expected = evaluated(form if value is None else value + 0 * a, {}, BITS)
        nodes = nodes_of(form, lambda end: acb(int(end)))
        variable = form.limits[0][0]
        total = acb(0)
        for at, weight in nodes:
            total += weight * evaluated(form.args[0], {variable: at}, BITS)
        assert abs(total - expected) < 1e-6 * abs(expected)


@pytest.mark.parametrize(
    "form",
    [
        Integral(sin(x), x),
        Integral(a * x, (a, 0, 1), (x, 0, 1)),
        Sum(n, (n, 1, 10**6)),
        Sum(1 / n, (n, a, oo)),
    ],
)
def test_no_rule_for_other_ends(form):
    assert nodes_of(form, lambda end: acb(str(end)) if end.is_number else None) is None


def test_what_nodes_do_not_resolve_is_evaluated_as_a_whole():
    form = b * Integral(exp(-a * x) * cos(40 * x), (x, 0, oo))
    sampled = Sampled(form, SAMPLE, BITS)
    (edit,) = [e for e in edits(form, LETTERS) if e.new == b and e.place]
    value, whole = sampled.value((edit,)), evaluated(made(form, (edit,)), SAMPLE, BITS)
    assert not sampled.is_rough
    assert abs(value - whole) < 1e-20 * abs(whole)
    expected = SAMPLE[b] ** 2 / (SAMPLE[b] ** 2 + 1600)
    assert abs(value - evaluated(expected + 0 * a, {}, BITS)) < 1e-15
