"""A paper of a reader's own, in one module of their own: every command of the engine knows it."""

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from derive import paper
from derive.papers import UnknownPaper

ROOT = Path(__file__).parents[2]
NAME = "mypaper.companion"
MODULE = '''
"""A pendulum: three equations, a misprint among them."""

from flint import acb
from sympy import Rational, Symbol, cos, sin

from derive import Equation, Notation, Paper, Regime, Section, eps
from numerics.draw.axes import new_axes
from numerics.draw.figure import Figure
from numerics.judge.route import Route, at, numbers

notation = Notation()
theta = notation.letter("theta", "1", r"\\vartheta", real=True)
Delta = notation.letter("Delta", "energy", r"\\mathsf{D}", positive=True)


def lift():
    """The height of a pendulum of length 1."""
    return 1 - cos(theta)


def energy():
    """The energy at rest, Delta times the height."""
    return Delta * lift()


def swing():
    """The energy to the fourth power of the angle."""
    return Delta * (theta**2 / 2 - theta**4 / 24)


POINTS = tuple(
    {theta: Rational(a), Delta: Rational(b)} for a, b in (("1/3", "2"), ("-5/2", "1/7"))
)
SMALL = Regime({theta: eps, Delta: Rational(3, 2)}, "theta << 1")


def height(point):
    """Twice the square of the sine of half the angle."""
    (angle,) = numbers(point, theta)
    return 2 * (angle / 2).sin() ** 2


def height_times(point):
    (scale,) = numbers(point, Delta)
    return scale * height(point)


ROUTES = {
    "h": Route("half the angle", at(height)),
    "E": Route("half the angle", at(height_times)),
    "E-small": Route("half the angle", at(height_times)),
}


def record(label, printed, derived, **where):
    """One equation."""
    return Equation(
        label=label, title=f"The {label}", lhs=Symbol(label), printed=printed, derived=derived,
        **{"relation": "=", **where},
    )


PAPER = Paper(
    name="mypaper.companion",
    title="On pendulums",
    authors="A. Reader",
    reference="unpublished",
    notation=notation,
    sections=(
        Section("At rest", (record("h", 2 * sin(theta / 2) ** 2, lift, points=POINTS),)),
        Section(
            "Energies",
            (
                record("E", Delta * (1 + cos(theta)), energy, points=POINTS),
                record("E-small", Delta * theta**2, swing, relation="≃", regime=SMALL),
            ),
        ),
    ),
)


def draw(*, ax=None):
    """A line."""
    ax = ax or new_axes()
    ax.plot([0, 1], [0, 1])
    return ax


FIGURES = (Figure("swing", "The energy (E) by theta.", draw),)
'''
NOTEBOOK = "from derive import paper\npaper('mypaper.companion').equation('E')"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the paper and a notebook."""
    where = tmp_path_factory.mktemp("reader")
    (where / "mypaper").mkdir()
    (where / "mypaper" / "companion.py").write_text(MODULE)
    notebooks = where / "notebooks" / NAME
    notebooks.mkdir(parents=True)
    cells = [nbformat.v4.new_code_cell(NOTEBOOK, id="only")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), notebooks / "one.ipynb")
    return where


def grains(folder, *words, of=NAME):
    """The command, run in the folder as a reader runs it."""
    return subprocess.run(
        [sys.executable, "-m", "numerics.command.cli", "--paper", of, *words],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": str(folder)},
        capture_output=True,
        text=True,
    )


def out(folder, *words):
    run = grains(folder, *words)
    assert run.stderr == ""
    assert run.returncode == 0
    return run.stdout


def test_list(folder):
    assert out(folder, "list").splitlines() == [
        "h        =           The h",
        "E        =           The E",
        "E-small  ≃           The E-small",
    ]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_verify(folder, jobs):
    found = json.loads(out(folder, "verify", "--format", "json", "--jobs", jobs))
    assert [entry["printed"] for entry in found] == ["exact", "refuted", "scaling"]
    assert {entry["derivation"] for entry in found} == {"certified"}
    assert "2" in str(found[2])


def test_strict_fails_at_the_misprint(folder):
    assert grains(folder, "verify", "--strict", "--jobs", "1").returncode == 1
    assert grains(folder, "verify", "h", "--strict").returncode == 0


def test_show(folder):
    page = out(folder, "show", "e")
    assert "mypaper.companion.lift" in page
    assert "The height of a pendulum of length 1." in page
    assert r"\mathsf{D}" in out(folder, "show", "E", "--latex")


def test_latex(folder):
    text = out(folder, "latex", "all", "--jobs", "1")
    assert r"\mathsf{D}" in text
    assert r"\vartheta" in text
    assert r"\Delta" not in text


def test_findings(folder):
    table = out(folder, "findings", "--jobs", "1")
    assert "| **E** The E |" in table
    assert "3 equations judged, 2 of them in the table." in table


def test_findings_into_a_file(folder):
    page = folder / "README.md"
    page.write_text("Mine\n<!-- findings: begin -->\n<!-- findings: end -->\n")
    assert out(folder, "findings", "--into", "README.md") == ""
    assert "**E-small**" in page.read_text()


@pytest.mark.parametrize("suffix", ["html", "md", "tex"])
def test_report(folder, suffix):
    assert out(folder, "report", "-o", f"mine.{suffix}", "--jobs", "1") == ""
    text = (folder / f"mine.{suffix}").read_text()
    for part in ("On pendulums", "A. Reader", "The height of a pendulum"):
        assert part in text
    assert "grains" not in text.replace("mixed-grains", "").replace("grains report", "")


def test_figures(folder):
    assert out(folder, "figures", "drawn") == ""
    assert [path.name for path in (folder / "drawn").iterdir()] == ["swing.svg"]


def test_notebooks(folder):
    assert out(folder, "notebooks") == ""
    text = (folder / "notebooks" / NAME / "one.ipynb").read_text()
    assert r"\\mathsf{D}" in text


# What is no paper


@pytest.fixture
def sentence(tmp_path):
    """A function of a module's text and a command: the sentence that refuses it as a paper."""
    (tmp_path / "other").mkdir()

    def refused(text, *words, of="other.module"):
        (tmp_path / "other" / "module.py").write_text(text)
        run = grains(tmp_path, *words, of=of)
        assert run.returncode == 2
        assert run.stdout == ""
        assert run.stderr.startswith("grains")
        assert "error: " in run.stderr
        assert "Traceback" not in run.stderr
        return run.stderr.splitlines()[-1]

    return refused


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("nosuch", ["list"]),
        ("no.such", ["verify"]),
        ("other.nosuch", ["figures", "."]),
        ("numerics.judge", ["findings"]),
    ],
)
def test_an_unknown_paper(sentence, name, command):
    assert f"there is no paper '{name}': give the name of a folder" in sentence(
        "", *command, of=name
    )


@pytest.mark.parametrize("text", ["", "PAPER = 3", "from derive import Paper as PAPER"])
def test_a_paper_that_is_none(sentence, text):
    assert "there is no paper 'other.module': give" in sentence(text, "list")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1/0", "ZeroDivisionError: division by zero"),
        ("import nosuchmodule", "ModuleNotFoundError: No module named 'nosuchmodule'"),
        ("def (", "SyntaxError: invalid syntax"),
        ("raise ValueError('two\\nlines')", "ValueError: two lines"),
    ],
)
def test_a_paper_that_does_not_import(sentence, text, words):
    found = sentence(text, "verify")
    assert "the module other.module cannot be imported: " in found
    assert words in found


def test_a_paper_under_another_name(sentence):
    assert (
        "the paper in other.module has the name 'mypaper.companion': give it the name "
        "'other.module', by which it is found"
    ) in sentence(MODULE, "list")


@pytest.mark.parametrize("name", ["", ".", "..", "no such", None, 3])
def test_a_name_that_no_paper_can_have(name):
    with pytest.raises(UnknownPaper, match="there is no paper"):
        paper(name)
