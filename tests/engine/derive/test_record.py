"""What a record takes, and the sentence with which it refuses the rest."""

from dataclasses import replace
from fractions import Fraction

import pytest
from sympy import (
    Eq,
    Float,
    Function,
    I,
    Integer,
    Lambda,
    MatMul,
    Matrix,
    Rational,
    Symbol,
    Tuple,
    im,
    nan,
    oo,
    symbols,
    zoo,
)

from derive import Equation, Regime, eps
from derive.record import substitute
from numerics import verify
from numerics.judge.route import Route

x, y = symbols("x y")
f = Function("f")


def make(**changes):
    values = {
        "label": "claim",
        "title": "a claim",
        "relation": "=",
        "lhs": x,
        "printed": x,
        "derived": lambda: x,
        "points": ({x: Integer(2)},),
    }
    return Equation(**(values | changes))


REFUSED = [
    ({"label": 21}, "the label of an equation is an int, 21"),
    ({"label": ""}, "label of an equation is empty"),
    ({"title": None}, "the title of equation claim is None"),
    ({"note": 3}, "the note of equation claim"),
    ({"relation": "=="}, "unknown relation '=='"),
    ({"printed": None, "relation": "definition"}, "a definition needs a printed form"),
    ({"printed": [x]}, "the printed form of equation claim is a list"),
    ({"printed": True}, "the printed form of equation claim is a bool"),
    ({"printed": 0.5}, "contains the float 0.5"),
    ({"printed": "0.5*x"}, "contains the float 0.5"),
    ({"printed": "x +"}, "which is no expression"),
    ({"printed": Tuple(x, Float(1) / 3)}, "contains the float"),
    ({"printed": Matrix([[0.25]])}, "contains the float 0.25"),
    ({"printed": nan}, "which is no number"),
    ({"printed": x + y}, "leaves y of the printed form free"),
    ({"derived": None}, "the derived form of equation claim is None"),
    ({"derived": "x"}, "the derived form of equation claim is the text 'x'"),
    ({"derived": [x]}, "the derived form of equation claim is a list"),
    ({"regime": {x: eps}}, "the regime of equation claim is a dict"),
    ({"points": ()}, "judged at points, and none is given"),
    ({"points": {x: 1}}, "points of equation claim is a dict"),
    ({"points": (Integer(1),)}, "a point of equation claim is the expression 1"),
    ({"points": 3}, "points of equation claim is an int"),
    ({"points": ({"x": 1},)}, "has the key the text 'x': give the symbol itself"),
    ({"points": ({x: 0.5},)}, "contains the float 0.5"),
    ({"points": ({x: 1j},)}, "contains the float 1j"),
    ({"points": ({x: None},)}, "the value of x at a point of equation claim is None"),
    ({"points": ({x: zoo},)}, "zoo, which is no number"),
    ({"points": ({x: nan},)}, "nan, which is no number"),
    ({"points": ({x: y},)}, "the value of x at a point of equation claim is y"),
    ({"points": ({x: Matrix([1])},)}, "give an exact number or expression"),
    ({"domain": im(x)}, "the domain of equation claim holds"),
    ({"domain": (x > 0, "y")}, "the domain of equation claim holds the text 'y'"),
    ({"relation": "~"}, "judged along a regime"),
    ({"relation": "≃"}, "judged along a regime"),
]


@pytest.mark.parametrize(("changes", "sentence"), REFUSED, ids=lambda value: str(value)[:40])
def test_a_record_refuses_in_one_sentence(changes, sentence):
    with pytest.raises(ValueError) as raised:
        make(**changes)
    assert sentence in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        (None, "the path of a regime is None"),
        ([(x, eps)], "the path of a regime is a list"),
        ({}, "the path of a regime is empty"),
        ({"x": eps}, "has the key the text 'x'"),
        ({x: 0.5}, "path of x contains the float 0.5"),
        ({x: y * eps}, "leaves y free"),
        ({x: Symbol("eps")}, "eps is given, but with other assumptions; import eps"),
        ({x: Tuple(eps)}, "path of x is a Tuple"),
        ({x: zoo}, "no number"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_regime_refuses_in_one_sentence(path, sentence):
    with pytest.raises(ValueError) as raised:
        Regime(path)
    assert sentence in str(raised.value)


def test_what_is_read():
    p = Symbol("x", positive=True)
    record = make(printed="x/2", points=[{p: "1/3"}], derived=lambda: p / 2)
    assert record.printed == p / 2
    assert record.points == ({p: Rational(1, 3)},)
    assert make(points=({x: Fraction(1, 3)},)).points[0][x] == Rational(1, 3)
    assert make(printed=(x, 2 * x)).printed == Tuple(x, 2 * x)
    assert make(printed=MatMul(Matrix([[x, 1]]), Matrix([1, x]))).printed == Matrix([[2 * x]])
    assert make(lhs="L").lhs == Symbol("L")
    assert make(points=({x: oo},)).points[0][x] == oo
    assert Regime({x: "eps/2"}).path[x] == eps / 2
    assert make(printed=Eq(x, 2)).printed == Eq(x, 2)
    assert make(relation="≃", regime=Regime({x: eps}), points=()).relation == "≃"


def test_namesakes_are_named():
    p = Symbol("x", positive=True)
    assert make(points=({p: 1},)).namesakes(x) == "x is given, but with other assumptions"
    assert make(points=({p: 1, x: 2},)).namesakes(x + p) == ""


def test_functions_of_several_arguments():
    assert substitute(f(x, y) + f(1, y), {f(x, y): x * y, x: 2, y: 3}) == 9


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((make(), "50"), ": give an integer from 5 to 10000"),
        ((make(), True), ": give an integer from 5 to 10000"),
        ((make(), 3), ": give an integer from 5 to 10000"),
        ((x,), "what is judged is the expression x"),
        ((None,), "what is judged is None"),
    ],
)
def test_verify_refuses_in_one_sentence(arguments, sentence):
    with pytest.raises(ValueError) as raised:
        verify(*arguments)
    assert sentence in str(raised.value)


def test_a_route_is_a_route():
    with pytest.raises(ValueError, match="route is a function: give a Route"):
        verify(make(), 20, route=lambda point: 3)
    assert Route("words", lambda point: iter(())).words == "words"


def test_a_derivation_that_needs_an_argument_is_undecided():
    verdict = verify(make(derived=lambda z: z))
    assert verdict.printed == "undecided"
    assert "the derivation ended in an error of its own" in verdict.remark


def test_definitions_may_be_tuples_and_matrices():
    def definition(printed, derived):
        return make(relation="definition", printed=printed, derived=lambda: derived, points=())

    assert verify(definition(Tuple(x + y, x), Tuple(y + x, x))).derivation == "proved"
    assert verify(definition(Matrix([[x, I]]), Matrix([[x, I]]))).derivation == "proved"
    other = verify(definition(Tuple(x, y), Tuple(x, 2 * y)))
    assert (other.derivation, "by y" in other.remark) == ("undecided", True)
    assert verify(definition(Tuple(x), Tuple(x, x))).derivation == "undecided"


def test_a_replaced_record_is_checked_as_well():
    with pytest.raises(ValueError, match="the printed form"):
        replace(make(), printed=[x])


@pytest.mark.parametrize(
    "assumed, value", [({"positive": True}, -2), ({"integer": True}, Rational(1, 3))]
)
def test_a_value_that_its_symbol_excludes_is_refused(assumed, value):
    letter = Symbol("p", **assumed)
    with pytest.raises(ValueError, match=f"but p is assumed to be {next(iter(assumed))}"):
        make(lhs=letter, printed=letter, derived=lambda: letter, points=({letter: value},))


def test_a_path_that_goes_nowhere_is_refused():
    with pytest.raises(ValueError, match="holds no eps"):
        Regime({x: Integer(1)})


def test_a_function_is_no_form():
    with pytest.raises(ValueError, match="give an expression, a Matrix or a Tuple"):
        make(printed=Lambda(x, x))
