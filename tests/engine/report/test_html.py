"""The companion as one page of HTML, and how a browser lays it out."""

import base64
import re
from collections import Counter
from itertools import pairwise

import pytest
from browser import Page, assert_laid_out
from fontTools.ttLib import TTFont
from made_up import FIGURES
from sympy import Abs, Sum

from derive.grains.symbols import NOTATION, n
from derive.latex import Statement, latex
from derive.papers import paper
from numerics.report import mathml
from numerics.report.content import Formula
from numerics.report.html import html

PAPER = paper()
LABELS = PAPER.labels

FEW = ("2a", "10-S-low", "14-J", "21b")  # exact, leading, scaling, refuted
WIDTHS = (360, 1200)


def test_html_is_one_file_that_loads_nothing(page):
    parsed = Page(page)
    assert all(address.startswith("data:") for address in parsed.loaded)
    assert not set(parsed.tags) & {"script", "img", "iframe", "object", "embed"}
    assert not re.findall(r"@import|url\((?!\"data:|#)", page)


def test_html_links_lead_somewhere_and_ids_are_unique(page):
    parsed = Page(page)
    assert {f"eq-{label}" for label in FEW} <= set(parsed.links)
    assert set(parsed.links) <= set(parsed.ids)
    assert not [name for name, count in Counter(parsed.ids).items() if count > 1]


def test_html_headings_go_down_by_single_steps(page):
    levels = Page(page).headings
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_a_displayed_sum_has_its_limits_above_and_below():
    shown = mathml.displayed([Statement("a", "=", [latex(Sum(Abs(n), (n, 1, 3)), NOTATION)])])
    assert re.search(r"<munderover><mo>&#x02211;</mo>", shown)
    assert shown.count('lspace="0" rspace="0" stretchy="false">&#x0007C;') == 2


def test_every_formula_of_the_catalogue_becomes_mathml(whole):
    formulas = [
        part
        for each in whole.sections[-1].sections
        for part in each.blocks
        if isinstance(part, Formula)
    ]
    beyond = [record for record in PAPER if record.printed is None]
    assert len(formulas) == 2 * len(LABELS) - len(beyond)
    for part in formulas:
        text = mathml.displayed(part.statements)
        assert not re.findall(r"\\|&amp;|<mi>&</mi>|merror|~", text), part.tag
        lines = [line for statement in part.statements for line in statement.right]
        assert text.count("<msqrt>") == sum(line.count(r"\sqrt") for line in lines)
        assert text.count("<mtable>") == sum(line.count(r"\begin{pmatrix}") for line in lines)


def test_the_font_has_every_character_of_the_formulas(page, tmp_path):
    (data,) = re.findall(r"data:font/woff;base64,([^\"]*)", page)
    path = tmp_path / "font.woff"
    path.write_bytes(base64.b64decode(data))
    with TTFont(path) as font:
        known = set(font.getBestCmap())
        assert "MATH" in font
    wanted = set(map(ord, mathml.characters(page)))
    assert ord("\N{SQUARE ROOT}") in wanted
    assert not {code for code in wanted - known if not chr(code).isspace()}


@pytest.mark.parametrize("width", WIDTHS)
def test_every_formula_is_laid_out(whole, tmp_path, width):
    assert_laid_out(html(whole), tmp_path, width, len(FIGURES))


@pytest.mark.parametrize(
    "harm",
    [
        '<p style="width: 2000px">wide</p>',
        '<p><math style="display: none"><mi>x</mi></math></p>',
        '<img alt="" src="http://127.0.0.1:9/nothing.png">',
    ],
)
def test_the_measure_sees_what_is_wrong(page, tmp_path, harm):
    with pytest.raises(AssertionError):
        assert_laid_out(page.replace("</main>", f"{harm}</main>"), tmp_path, 360, len(FIGURES))
