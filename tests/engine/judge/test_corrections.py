"""The smallest correction of claims made up: which it is, in words, and that the judge has it."""

import pytest
from claims import claim
from sympy import (
    Function,
    Integral,
    Matrix,
    Rational,
    Sum,
    Symbol,
    Tuple,
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

from derive.marked import marked, unmarked
from derive.notation import Notation, eps
from derive.record import Regime
from numerics.judge import candidates, corrections
from numerics.judge.corrections import corrected, smallest_correction
from numerics.judge.edits import LETTER, SIGN, Edit
from numerics.judge.verify import verify

a, b, c, x = symbols("a b c x", positive=True)
n = Symbol("n", integer=True)
f = Function("f")(x)
AT = tuple(
    {a: Rational(1, k), b: Rational(3, 7) * k, c: Rational(5, 4) + k, x: Rational(2, 3) * k}
    for k in (2, 3)
)
WITH_F = tuple({**point, f: x**k + 1} for point, k in zip(AT, (2, 3), strict=True))
SMALL = Regime({a: eps, b: Rational(3, 7), c: 1 + eps, x: Rational(2, 3)})


def equality(printed, derived, points=AT):
    return claim("=", printed, derived, points=points)


def limit(relation, printed, derived):
    return claim(relation, printed, derived, regime=SMALL)


def matrix(*entries):
    return Matrix(2, 2, entries)


SINGLE = {
    "with the other sign": equality(a / (b + c), -a / (b + c)),
    "with the other sign of the term c": equality(a * b - c, a * b + c),
    "with the other sign of the exponent": equality(a * exp(-b / c), a * exp(b / c)),
    "with the other sign of the term x of the denominator of the term a/(b + x)": equality(
        a / (b + x) - c, a / (b - x) - c
    ),
    "with b for a in the term a c": equality(x + a * c + a**2, x + b * c + a**2),
    "with c for b in the argument of sin": equality(b * sin(b * x), b * sin(c * x)),
    "with a further factor 2/pi": equality(a / b, 2 * a / (pi * b)),
    "with a further factor -1/4": equality(a + b, -(a + b) / 4),
    "with a further factor 2 in the term a": equality(a + b * c, 2 * a + b * c),
    "with a further factor sqrt(pi) in the exponent": equality(exp(-x), exp(-sqrt(pi) * x)),
    "with c in the numerator": equality(a / (2 * c), a * c / 2),
    "with ln(a/b) in the denominator": equality(c * log(a / b), c / log(a / b)),
    "with the inverse of the argument of K in its place": equality(
        besselk(0, a / b), besselk(0, b / a)
    ),
    "without the term c x": equality(a + b + c * x, a + b),
    "with cos for sin in the term a sin(x)": equality(a * sin(x) + b, a * cos(x) + b),
    "with the order 1 of K": equality(a * besselk(0, x), a * besselk(1, x)),
    "with the other sign of the term a exp(-b x) of the integrand": equality(
        Integral(exp(-x) - a * exp(-b * x), (x, 0, oo)), 1 + a / b
    ),
    "with b for a in the term a of the denominator of the summand": equality(
        Sum(1 / (a + n**2), (n, -oo, oo)), pi * coth(pi * sqrt(b)) / sqrt(b)
    ),
    "with the other sign in row 1, column 2 and in row 2, column 1": equality(
        matrix(a, b, c, x), matrix(a, -b, -c, x)
    ),
    "with x for b in row 1, column 2": equality(matrix(a, b, c, 0), matrix(a, x, c, 0)),
    "with a further factor 1/2": equality(matrix(a, 0, 0, b), matrix(a, 0, 0, b) / 2),
    "with the other sign of the term b in statement 2": equality(
        Tuple(a + b, a - b), Tuple(a + b, a + b)
    ),
    "with the other sign in both statements": equality(Tuple(a, b * c), Tuple(-a, -b * c)),
    "with a further factor 1/2 in the term f(x)^2": equality(c + f**2, c + f**2 / 2, points=WITH_F),
    "with ln(a) in the denominator": limit("~", a * b * log(a), 7 * a / log(a / b)),
    "with a further factor pi/2": limit("≃", log(1 / a), pi * log(b / a) / 2),
}


@pytest.mark.parametrize("words", SINGLE)
def test_the_smallest_correction_and_what_the_judge_says(words):
    record = SINGLE[words]
    search = smallest_correction(record)
    (correction,) = search.corrections
    assert correction.words == words
    assert str(search) == f"The equation holds {words}."
    again = verify(claim(record.relation, correction.printed, record.derived(), **where(record)))
    assert again.printed == correction.finding == expected(record)


def where(record):
    return {"points": record.points} if record.relation == "=" else {"regime": record.regime}


def expected(record):
    return {"=": "exact", "≃": "leading", "~": "scaling"}[record.relation]


@pytest.mark.parametrize("words", SINGLE)
def test_another_derived_form_has_another_correction_or_none(words):
    record = SINGLE[words]
    mutant = claim(record.relation, record.printed, other(record.derived()), **where(record))
    search = smallest_correction(mutant, seconds=3)
    assert words not in [correction.words for correction in search.corrections]


def other(form):
    """The form times a factor, a power of the small parameter, that no edit brings in."""
    factor = Rational(11, 10) * a ** Rational(1, 3)
    if isinstance(form, Tuple):
        return Tuple(*(factor * part for part in form))
    return factor * form


# Of the search


def test_the_printed_structure_stays_and_the_change_stands_in_a_box():
    record = SINGLE["with b for a in the term a c"]
    (correction,) = smallest_correction(record).corrections
    assert correction.printed == x + b * c + a**2
    assert correction.formula.form == x + marked(b, a) * c + a**2
    assert unmarked(correction.formula.form) == correction.printed
    assert r"c \boxed{b}" in smallest_correction(record)._repr_latex_()


def test_the_form_of_an_integral_stays_an_integral():
    record = SINGLE["with the other sign of the term a exp(-b x) of the integrand"]
    (correction,) = smallest_correction(record).corrections
    assert correction.printed == Integral(exp(-x) + a * exp(-b * x), (x, 0, oo))


@pytest.mark.parametrize(
    ("printed", "derived", "words"),
    [
        (a * b + c, a * x - c, {"with x for b in the term a b", "the other sign of the term c"}),
        (a * cos(b), -a * sin(b), {"with sin for cos", "with the other sign"}),
        (
            matrix(a, b, b, a),
            matrix(-a, b, x, a),
            {"with the other sign in row 1, column 1", "with x for b in row 2, column 1"},
        ),
    ],
)
def test_a_pair_is_found_where_no_single_change_helps(printed, derived, words):
    (correction,) = smallest_correction(equality(printed, derived)).corrections
    assert correction.words.count(" and ") == 1
    assert all(part in correction.words for part in words)
    assert verify(equality(correction.printed, derived)).printed == "exact"


def test_equally_small_changes_are_all_said():
    search = smallest_correction(equality(c + a / b, c + 1))
    words = [
        "with a for b in the denominator of the term a/b",
        "with b for a in the term a/b",
    ]
    assert sorted(correction.words for correction in search.corrections) == words
    assert str(search).count(", or with ") == 1
    assert str(search).endswith(" These changes are equally small.")


def test_a_form_that_holds_at_a_lone_point_alone_is_no_correction():
    """With c for b both are 2 at the point, and nowhere else."""
    record = equality(a * b / c, a / (b * c), [{a: 2, b: 3, c: Rational(1, 3)}])
    assert str(smallest_correction(record)) == "The equation holds with b in the denominator."


def test_a_sign_is_smaller_than_a_letter():
    """-a and b agree where b = -a: with the sign changed nothing else is said."""
    p, q = symbols("p q")
    record = claim("=", p + 1, 1 - p, points=({p: Rational(2, 3), q: Rational(-2, 3)},))
    (correction,) = smallest_correction(record).corrections
    assert correction.words == "with the other sign of the term p"


def test_no_small_correction():
    search = smallest_correction(equality(a + b, a**2 + sqrt(b) + 1))
    assert search.corrections == ()
    assert str(search).startswith(f"No small correction was found among {search.tried} edited")
    assert search.tried > 1000
    assert "seconds" not in str(search)


def test_a_search_that_is_cut_short_says_so():
    search = smallest_correction(equality(a + b, a**2 + sqrt(b) + 1), seconds=0.05)
    assert str(search).endswith(", in the 0.05 seconds that the search may take.")
    assert search.tried < 1000


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (equality(a + b, b + a), corrections.HOLDS),
        (limit("≃", a + a**2, a), corrections.HOLDS),
        (limit("~", 3 * a, a), corrections.HOLDS),
        (equality(2 + 0 * a, 3 + 0 * a), corrections.NUMBER),
        (equality(matrix(a, b, c, x), matrix(a, b, c, x)[:, 0]), "a matrix of 2 by 1"),
    ],
)
def test_nothing_is_sought_where_nothing_can_be_corrected(record, reason, monkeypatch):
    monkeypatch.setattr(candidates.Work, "tasks", lambda *_: pytest.fail("a search was begun"))
    search = smallest_correction(record)
    assert search.corrections == () and search.tried == 0
    assert reason in str(search)


@pytest.mark.parametrize(
    ("printed", "derived"), [(a, b), (a * b, c * x), (a + b, c + x), (Tuple(a, b), Tuple(a, c))]
)
def test_another_formula_in_its_place_is_no_correction(printed, derived):
    assert smallest_correction(equality(printed, derived)).corrections == ()


def test_a_factor_is_one_under_an_asymptotic_equality_alone():
    record = limit("≃", 3 * a, a)
    assert str(smallest_correction(record)) == "The equation holds with a further factor 1/3."


def test_a_constant_of_the_other_sign_is_a_slip_under_a_scaling_law():
    record = limit("~", -3 * a, a)
    assert str(smallest_correction(record)) == "The equation holds with the other sign."


def test_the_judge_decides(monkeypatch):
    """Where every edit passes the filter, what is said is still what the judge finds to hold."""
    monkeypatch.setattr(candidates.Task, "agrees", lambda task, changes: bool(changes))
    search = smallest_correction(equality(a * b - c, a * b + c))
    assert [each.words for each in search.corrections] == ["with the other sign of the term c"]
    assert smallest_correction(equality(a * b - c, a * b**2 + c)).corrections == ()


def test_without_the_filter_nothing_is_found(monkeypatch):
    monkeypatch.setattr(candidates.Task, "agrees", lambda *_: False)
    assert smallest_correction(equality(a * b - c, a * b + c), seconds=1).corrections == ()


def test_where_the_points_do_not_tell_the_counterexample_does():
    """At the points of the record a = b; the judge has drawn another, where they differ."""
    points = tuple({a: k, b: k, c: k + 1} for k in (2, 3))
    record = claim("=", a * c + b**2, b * c + b**2, points=points, domain=())
    assert str(smallest_correction(record)) == "The equation holds with b for a in the term a c."


def test_letters_of_another_unit_are_not_exchanged():
    notation = Notation()
    e, g, t = (
        notation.letter(name, unit, name, positive=True)
        for name, unit in (("e", "energy"), ("g", "energy"), ("t", "time"))
    )
    points = ({e: 2, g: 3, t: 5}, {e: Rational(1, 2), g: 7, t: 3})
    for other, found in ((g, 1), (t, 0)):
        record = claim("=", e + e**2, e**2 + other, points=points, notation=notation)
        assert len(smallest_correction(record, seconds=3).corrections) == found


def test_a_verdict_takes_its_correction_along_once(monkeypatch):
    verdict = verify(equality(a * b - c, a * b + c))
    found = corrected(verdict).search
    assert found.corrections
    monkeypatch.setattr(corrections, "Work", lambda *_: pytest.fail("searched for twice"))
    assert corrected(verdict).search is found
    right = verify(equality(a, a))
    assert corrected(right) is right


def test_the_size_counts_words_before_kinds():
    """Fewer changes first, then signs before letters; the same words in two entries count once."""

    def edit(words, kind):
        return Edit((), a, a, (words,), kind)

    sign, letter, other = edit("sign", SIGN), edit("letter", LETTER), edit("other", SIGN)
    in_order = [((sign,), (sign,)), ((letter,), (letter,)), ((sign,), (other,)), ((sign, letter),)]
    sizes = [corrections._size(changes) for changes in in_order]
    assert sizes == sorted(sizes)
    assert len(set(sizes)) == len(sizes)
