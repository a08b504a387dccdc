"""What goes beyond the paper has no printed form; under "~" another constant is no fault."""

from dataclasses import replace

import pytest
from claims import SMALL_X, claim, identity, limit, x
from sympy import I, Rational

from derive.display import beside
from derive.latex import latex_equation
from derive.papers import paper
from numerics import verify
from numerics.judge.compare import ball
from numerics.judge.remainders import remainders
from numerics.judge.route import Route, at
from numerics.judge.words import in_question, one_line, printed_words, standing, summary
from numerics.report import page, source, tables
from numerics.report.companion import companion
from numerics.report.findings import findings
from numerics.report.html import html
from numerics.report.markdown import markdown

SQUARE = Route("a square", at(lambda point: ball(point[x]) ** 2))
SINE = Route("a sine", at(lambda point: ball(point[x]).sin()))

EQUALITY = identity(None, x**2)
LIMIT = claim("≃", None, x - x**3 / 6, regime=SMALL_X)


def test_an_equality_beyond_the_paper_is_held_against_its_route():
    verdict = verify(EQUALITY, 30, route=SQUARE)
    assert (verdict.printed, verdict.derivation) == ("beyond", "certified")
    assert verify(identity(None, x**2 + 1), 30, route=SQUARE).derivation == "undecided"
    assert verify(EQUALITY, 30).derivation == "undecided"


@pytest.mark.parametrize(("derived", "order"), [(x, 2), (x - x**3 / 6, 4), (x + x**3 / 6, 2)])
def test_the_order_of_a_limit_beyond_the_paper_is_that_of_the_derived_form(derived, order):
    verdict = verify(claim("≃", None, derived, regime=SMALL_X), 30, route=SINE)
    assert (verdict.printed, verdict.derivation, verdict.order) == ("beyond", "certified", order)
    assert f"remainder of order {order}" in str(verdict)


def test_a_limit_beyond_the_paper_with_another_constant_is_not_established():
    verdict = verify(claim("≃", None, 2 * x, regime=SMALL_X), 30, route=SINE)
    assert (verdict.printed, verdict.derivation) == ("beyond", "undecided")


def test_what_goes_beyond_the_paper_is_never_in_question():
    verdict = verify(EQUALITY, 30, route=SQUARE)
    assert in_question([verdict]) == []
    assert "1 beyond" in summary([verdict])
    assert "beyond the paper" in one_line(verdict)


PAPER = paper()


@pytest.fixture(autouse=True)
def no_figures(monkeypatch):
    monkeypatch.setattr("numerics.grains.figures.gallery.FIGURES", ())


SHOWN = {
    "page": page.page,
    "page in LaTeX": lambda v: page.page(v, in_latex=True),
    "table": lambda v: tables.table_text([v]),
    "Markdown of the table": lambda v: tables.markdown([v]),
    "JSON": lambda v: tables.json_text([v]),
    "LaTeX": lambda v: source.latex_source([v]),
    "findings": lambda v: findings(PAPER, [v]),
    "HTML": lambda v: html(companion(PAPER, [v])),
    "Markdown": lambda v: markdown(companion(PAPER, [v]), "figures"),
    "notebook": lambda v: v._repr_html_(),
}


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("record", [EQUALITY, LIMIT], ids=["equality", "limit"])
def test_every_format_shows_the_derived_form_alone(name, record):
    route = SQUARE if record is EQUALITY else SINE
    shown = SHOWN[name](verify(record, 30, route=route))
    assert "None" not in shown.replace('"order": null', "")
    assert "mine, printed" not in shown and "mine, as printed" not in shown
    if name != "findings":
        assert "beyond" in shown


def test_a_record_beyond_the_paper_shows_itself():
    assert "derived:" in beside(LIMIT) and "printed:" not in beside(LIMIT)
    assert latex_equation(LIMIT).count("\\begin{equation}") == 1
    assert r"\simeq" in latex_equation(LIMIT)


def test_the_error_of_a_limit_beyond_the_paper_is_that_of_the_derived_form():
    found = remainders(LIMIT, route=SINE, eps=[1e-2, 1e-3])
    assert found.printed is None
    assert found.derived[1] == pytest.approx(1e-12 / 120, rel=1e-3)


@pytest.mark.parametrize(
    ("relation", "printed", "shown"),
    [
        ("~", 3 * x, "scaling, holds"),
        ("~", x, "leading"),
        ("≃", 3 * x, "scaling"),
        ("~", -3 * x, "scaling"),
        ("~", 3 * I * x, "scaling"),
        ("~", x**2, "refuted"),
    ],
)
def test_under_a_tilde_another_positive_constant_is_no_fault(relation, printed, shown):
    verdict = verify(claim(relation, printed, x + x**2, regime=SMALL_X), 30)
    assert standing(verdict) == shown
    assert printed_words(verdict).startswith(shown)
    routed = replace(verdict, derivation="certified")  # so that the printed form alone counts
    assert bool(in_question([routed])) == (shown in ("scaling", "refuted"))


def test_the_json_keeps_the_finding_beside_the_constant():
    verdict = verify(limit(Rational(1, 2) * x, x + x**2), 30)
    assert verdict.as_dict()["printed"] == "scaling"
    assert verdict.as_dict()["constant_form"] == "1/2"
