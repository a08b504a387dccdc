"""The companion: its content, its formats, and the pages that they make."""

import base64
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from browser import measured
from fontTools.ttLib import TTFont
from made_up import unjudged
from sympy import Abs, Sum
from typesetting import compiled, require

from derive.grains.symbols import NOTATION, n
from derive.latex import Statement, latex
from derive.lineage import effects, lineage, links
from derive.macros import Macros
from derive.papers import equation, paper
from derive.prose import plain
from numerics.command import report as report_command
from numerics.command.cli import main
from numerics.draw.figure import Figure
from numerics.grains import facts
from numerics.grains.figures import gallery
from numerics.grains.figures.gallery import FIGURES
from numerics.grains.gaps.reach import Reach, reaches
from numerics.grains.gaps.validity import TOLERANCES
from numerics.judge.verify import verify
from numerics.report import mathml
from numerics.report import tex as report_tex
from numerics.report.companion import companion, effect
from numerics.report.content import Formula, Paragraph, Span, reference, words
from numerics.report.entry import entry
from numerics.report.html import html
from numerics.report.markdown import markdown

PAPER = paper()
LABELS = PAPER.labels

FEW = ("2a", "10-S-low", "15-J", "21b")  # exact, leading, scaling, refuted
WIDTHS = (360, 1200)


def line(ax):
    ax.plot([0, 1], [1, 2], label=r"$\Gamma_M$")
    ax.legend()
    return ax


QUICK = (Figure("line", "A line, by (21b).", line), Figure("same", "The same, by (21b).", line))


@pytest.fixture(scope="module")
def verdicts():
    return [verify(label, 10) for label in FEW]


@pytest.fixture(scope="module")
def quick():
    """Figures that are drawn in a moment, ranges of validity that are not computed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gallery, "FIGURES", QUICK)
        patch.setattr(facts, "reaches", unreached)
        yield


def unreached(label, form):
    return tuple(Reach(label, form, tolerance) for tolerance in TOLERANCES)


@pytest.fixture(scope="module")
def all_forms():
    """A verdict for each label, such that every form is shown, printed and derived."""
    return [unjudged(record) for record in PAPER]


@pytest.fixture(scope="module")
def page(verdicts, quick):
    return html(companion(PAPER, verdicts))


@pytest.fixture(scope="module")
def whole(all_forms, quick):
    return companion(PAPER, all_forms)


class Page(HTMLParser):
    """The ids, links, headings and loaded addresses of a page."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.headings, self.loaded, self.tags = [], [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.tags.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name in ("href", "xlink:href", "src", "srcset", "data", "action"):
            address = values.get(name) or ""
            if address.startswith("#"):
                self.links.append(address[1:])
            elif address:
                self.loaded.append(address)


# What follows from what


def effects_of(label):
    return effects(equation(label), PAPER.equations)


@pytest.mark.parametrize("label", LABELS)
def test_steps_and_predecessors_make_the_whole_chain(label):
    record = equation(label)
    line = lineage(record, PAPER.equations)
    assert links(record)[-1] == line.steps[-1]
    inherited = {step for other in line.builds_on for step in links(equation(other))}
    assert inherited | set(line.steps) == set(links(record))
    assert label not in line.builds_on
    assert set(lineage(record, [record]).steps) == set(links(record))


@pytest.mark.parametrize("label", LABELS)
def test_an_equation_that_builds_on_another_is_among_its_effects(label):
    for other in lineage(equation(label), PAPER.equations).builds_on:
        assert label in effects_of(other)


def test_effects_do_not_depend_on_the_place_in_the_paper():
    assert LABELS.index("10-S-low") < LABELS.index("21b")
    assert "10-S-low" in effects_of("21b")
    assert "21b" not in effects_of("10-S-low")


def test_of_two_labels_with_one_derived_form_the_later_rests_on_the_earlier():
    assert links(equation("13-alpha"))[-1] == links(equation("13-alphaMS"))[-1]
    assert "13-alphaMS" in effects_of("13-alpha")
    assert "13-alpha" not in effects_of("13-alphaMS")


def test_an_effect_tells_what_falls_with_it_from_what_stands(verdicts):
    judged = {verdict.label: verdict for verdict in verdicts}
    lines = ["".join(span.text for span in line) for line in effect(judged["21b"], PAPER, judged)]
    assert lines[0] == "Follow from it, and are right as printed: (10-S-low)."
    assert lines[1].startswith("Follow from it, and are not judged here: 10-M-weak, ")
    judged["10-S-low"] = replace(judged["10-S-low"], printed="refuted")
    lines = ["".join(span.text for span in line) for line in effect(judged["21b"], PAPER, judged)]
    assert lines[0] == "Follow from it, and are in question too: (10-S-low)."


# Words


def test_numbers_in_words_point_to_entries():
    assert words("by (21a), not (3)", ["21a"]) == [
        Span("text", "by "),
        Span("text", "(21a)", "21a"),
        Span("text", ", not (3)"),
    ]
    assert words("(10)", ["1a", "10-M", "10-S-low"]) == [Span("text", "(10)", "10-M")]
    assert words("(12)", ["1a", "2b", "12b-J"]) == [Span("text", "(12)", "12b-J")]
    assert words("f(9)", ["9"]) == [Span("text", "f(9)")]
    assert words("(9)", []) == [Span("text", "(9)")]


def test_names_in_words_are_formulas():
    assert words("of G_S", []) == [Span("text", "of "), Span("math", "G_{S}")]
    macros = Macros(NOTATION)
    assert words("of G_S", [], macros) == [Span("text", "of "), Span("math", r"\symGS")]


# The content


def test_front_page_counts_and_lists_what_fails(verdicts, quick):
    findings = companion(PAPER, verdicts).sections[0]
    counts, doubts = findings.sections
    rows = {row[0][0].text: row[1][0].text for row in counts.blocks[1].rows}
    assert rows == {"exact": "1", "leading": "1", "scaling": "1", "refuted": "1"}
    assert [term for term, _ in doubts.blocks[1].rows] == [[reference("15-J")], [reference("21b")]]


def test_nothing_is_listed_where_nothing_fails(verdicts, quick):
    doubts = companion(PAPER, verdicts[:1]).sections[0].sections[1]
    assert doubts.blocks == [Paragraph([Span("text", "Nothing.")])]


def test_an_entry_says_all_about_its_equation(verdicts, monkeypatch):
    monkeypatch.setattr(facts, "reaches", reaches)
    judged = {verdict.label: verdict for verdict in verdicts}
    low, ratio, gap = (
        report_tex.section(entry(verdict, judged, plain), 1, "") for verdict in verdicts[1:]
    )
    assert judged["21b"].route in gap
    assert judged["21b"].counterexample.printed[0].real in gap
    assert judged["21b"].counterexample.derived[0].real in gap
    assert r"gaps.\allowbreak{}superconductor" in gap
    assert equation("21b").note[:20] in gap
    assert r"error below 10 \%, 1 \%, 0.1 \% up to" in low
    assert r"\epsilon^{2}" in low
    assert r"\frac{\pi}{2}" in ratio


# HTML


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
    assert len(formulas) == 2 * len(LABELS)
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


def assert_laid_out(page, folder, width, figures):
    found = measured(page, folder, width)
    assert found["window"] == width
    assert found["page"] <= width
    assert len(found["formulas"]) == page.count("<math")
    assert all(w > 2 and h > 2 for w, h in found["formulas"])
    assert len(found["figures"]) == figures
    assert all(w > 200 and h > 100 for w, h in found["figures"])
    assert found["fetched"] == []
    assert found["fonts"] == ["loaded"]


@pytest.mark.parametrize("width", WIDTHS)
def test_every_formula_is_laid_out(whole, tmp_path, width):
    assert_laid_out(html(whole), tmp_path, width, len(QUICK))


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
        assert_laid_out(page.replace("</main>", f"{harm}</main>"), tmp_path, 360, len(QUICK))


# LaTeX, PDF, Markdown


def test_tex_compiles_with_its_figures_and_links(verdicts, quick, tmp_path):
    report_command.write(tmp_path / "a b.tex", PAPER, verdicts)
    assert sorted(path.name for path in (tmp_path / "a-b-figures").iterdir()) == [
        "line.pdf",
        "same.pdf",
    ]
    text = (tmp_path / "a b.tex").read_text(encoding="utf-8")
    log = compiled(text, tmp_path, runs=3)
    assert not re.findall(r"Overfull|undefined|multiply|Missing character|Rerun to get", log)


@pytest.mark.slow
def test_every_formula_compiles_and_fits_on_the_page(all_forms, quick, tmp_path):
    macros = Macros(NOTATION)
    text = report_tex.tex(companion(PAPER, all_forms, macros), macros, "figures")
    text = re.sub(r"\\includegraphics.*", "", text)
    log = compiled(text, tmp_path, runs=3)
    assert not re.findall(r"Overfull.*|.*undefined.*|.*multiply.*|.*Missing character.*", log)


def test_a_macro_that_is_changed_changes_every_formula(verdicts, quick):
    macros = Macros(NOTATION)
    text = report_tex.tex(companion(PAPER, verdicts, macros), macros, "figures")
    body = text.split(r"\begin{document}")[1]
    assert r"\providecommand{\GammaM}{\Gamma_" in text
    assert r"\GammaM" in body
    assert r"\Gamma_" not in body


def test_markdown_formulas_and_links(verdicts, quick):
    text = markdown(companion(PAPER, verdicts), "figures")
    targets = set(re.findall(r'<a id="([^"]*)">', text))
    assert set(re.findall(r"\]\(#([^)]*)\)", text)) <= targets
    assert len(re.findall(r"^\$\$$", text, re.MULTILINE)) == 2 * text.count(r"\tag{")
    assert r"\tag{21b}" in text
    inline = re.sub(r"^\$\$$.*?^\$\$$", "", text, flags=re.DOTALL | re.MULTILINE)
    assert all(each.count("$") % 2 == 0 for each in inline.splitlines())
    table_rows = [each for each in text.splitlines() if each.startswith("| (") or "| [" in each]
    assert len({each.count("|") for each in table_rows if "proved" not in each}) <= 2


# The command


@pytest.fixture
def never_judged(monkeypatch):
    monkeypatch.setattr(
        "numerics.judge.runs.verify", lambda *_: pytest.fail("an equation was judged")
    )


@pytest.mark.parametrize("arguments", [(), ("-o", "c.docx"), ("-o", "companion")])
def test_a_suffix_is_needed_that_is_known(refused, never_judged, arguments):
    assert "needs one of the suffixes .pdf, .html, .tex, .md" in refused("report", *arguments)


def test_a_file_that_cannot_be_written_is_refused(refused, never_judged, tmp_path):
    assert "cannot write" in refused("report", "-o", tmp_path / "no" / "c.html")
    (tmp_path / "c-figures").touch()
    assert "in the place of its figures" in refused("report", "-o", tmp_path / "c.md")


def test_without_tex_the_package_is_named(refused, never_judged, monkeypatch, tmp_path):
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert "texlive-latex-base" in refused("report", "-o", tmp_path / "c.pdf")


def test_an_unknown_label_is_refused(refused, never_judged, tmp_path):
    assert "21b" in refused("report", "21c", "-o", tmp_path / "c.html")


def test_nothing_is_written_when_interrupted(capsys, monkeypatch, tmp_path):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("numerics.judge.runs.verify", interrupted)
    output = tmp_path / "c.md"
    assert main(["report", "2a", "-o", str(output), "--jobs", "1"]) == 130
    assert f"{output} is not written" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".html", ".tex", ".md"])
def test_an_interrupt_while_writing_leaves_nothing(quick, monkeypatch, tmp_path, suffix):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("numerics.report.companion.companion", interrupted)
    assert main(["report", "2a", "-o", str(tmp_path / f"c{suffix}"), "--jobs", "1"]) == 130
    assert list(tmp_path.iterdir()) == []


def test_what_pdflatex_refuses_is_not_written(capsys, quick, monkeypatch, tmp_path):
    require("pdflatex", "texlive-latex-base")
    monkeypatch.setattr(report_tex, "tex", lambda *_: r"\documentclass{article}\nonsense")
    output = tmp_path / "c.pdf"
    assert main(["report", "2a", "-o", str(output), "--jobs", "1"]) == 1
    message = capsys.readouterr().err
    assert "nonsense" in message and f"{output} is not written" in message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".pdf", ".html"])
def test_the_command_writes_one_file(quick, tmp_path, suffix):
    if suffix == ".pdf":
        require("pdflatex", "texlive-latex-base")
    output = tmp_path / f"c{suffix}"
    assert main(["report", "2a", "21b", "-o", str(output), "--digits", "10", "--jobs", "1"]) == 0
    assert list(tmp_path.iterdir()) == [output]
    start = output.read_bytes()[:15]
    assert start.startswith(b"%PDF" if suffix == ".pdf" else b"<!DOCTYPE html>")


@pytest.mark.slow
def test_the_whole_paper_with_its_figures(monkeypatch, tmp_path):
    monkeypatch.setattr(gallery, "FIGURES", FIGURES)
    monkeypatch.setattr(facts, "reaches", reaches)
    output = tmp_path / "companion.html"
    assert main(["report", "-o", str(output)]) == 0
    page = output.read_text(encoding="utf-8")
    parsed = Page(page)
    assert {f"eq-{label}" for label in LABELS} <= set(parsed.ids)
    assert not [name for name, count in Counter(parsed.ids).items() if count > 1]
    for width in WIDTHS:
        assert_laid_out(page, tmp_path, width, len(FIGURES))
