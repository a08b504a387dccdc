"""What the README shows is what happens."""

import doctest
import re
import shlex
import shutil
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from sympy import Rational

from derive.grains.symbols import L_0, Delta_0, Gamma
from derive.papers import equation, paper
from numerics.command.cli import main, parser
from numerics.grains.phases.boundary import phase_boundary
from numerics.grains.phases.mixed import ratios
from numerics.judge import runs
from numerics.judge.papers import simulated
from numerics.judge.values import Constant, Number
from numerics.judge.verdict import Verdict
from numerics.judge.verify import verify
from numerics.report.findings import findings, renewed

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PICTURES = sorted(path.name for path in (ROOT / "docs/figures").iterdir())


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


COMMANDS = [
    line
    for block in blocks("sh")
    for line in block.splitlines()
    if shlex.split(line, comments=True)[0] == "grains"
]


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A directory in which what a reader runs leaves its files."""
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# Examples and commands


def test_python_examples(elsewhere):
    examples = "".join(blocks("python"))
    test = doctest.DocTestParser().get_doctest(examples, {}, "README.md", "README.md", 0)
    assert len(test.examples) > 25
    assert doctest.DocTestRunner().run(test).failed == 0


@pytest.mark.parametrize("block", blocks("console"))
def test_commands_print_what_is_shown(block, capsys):
    command, _, shown = block.partition("\n")
    program, *arguments = shlex.split(command.removeprefix("$ "))
    assert program == "grains"
    main(arguments)
    seconds = re.compile(r" +\d+\.\d$", re.MULTILINE)
    assert seconds.sub("", capsys.readouterr().out) == seconds.sub("", shown)


def test_there_is_a_console_example():
    assert blocks("console")


@pytest.mark.slow
@pytest.mark.parametrize("line", COMMANDS)
def test_commands_run(line, elsewhere, capsys):
    _, *arguments = shlex.split(line, comments=True)
    assert main(arguments) == 0
    written = [word for option, word in pairwise(arguments) if option == "-o"]
    assert all((elsewhere / name).stat().st_size > 100 for name in written)
    assert written or capsys.readouterr().out or arguments[0] in ("figures", "notebooks")


def test_every_command_is_shown():
    (choices,) = (action.choices for action in parser("grains")._actions if action.choices)
    assert {line.split()[1] for line in COMMANDS} == set(choices)


def test_the_test_command_is_the_one_of_ci():
    (pattern,) = re.findall(r"grep -E '(.*)' README\.md", (ROOT / ".ci/run").read_text())
    (command,) = re.findall(pattern, README, re.MULTILINE)
    assert f"```sh\n{command}\n```" in README


def test_the_extras_that_it_installs_exist():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert set(re.findall(r"'\.\[(\w+)\]'", README)) <= set(project["optional-dependencies"])


def test_the_files_that_it_names_exist():
    names = re.findall(r"`((?:[\w.]+/)*\w+\.(?:md|cff|ipynb))`", README)
    assert "CONTRIBUTING.md" in names
    assert [name for name in names if not (ROOT / name).is_file()] == []


# Pictures


def test_every_picture_is_shown_and_links_to_itself():
    shown = re.findall(
        r'<a href="docs/figures/(.+?)"><img src="docs/figures/(.+?)" .*></a>', README
    )
    assert sorted(shown) == [(name, name) for name in PICTURES]
    assert set(re.findall(r'src="docs/figures/(.+?)"', README)) == set(PICTURES)


# What was found

BEGIN, END = "<!-- findings: begin -->", "<!-- findings: end -->"
FINDINGS = ROOT / "docs/findings.md"


def test_the_numbers_of_the_first_sentences():
    gamma = 0.01
    own, printed = (
        [round(1 / float(ratio)) for ratio in ratios(gamma, gamma, couplings=couplings)]
        for couplings in ("self-consistent", "printed")
    )
    sentences = " ".join(README.split("## What was found")[1].split("<a ")[0].split())
    counted = (ROOT / "docs/erratum.md").read_text("utf-8")
    counts = re.search(r"(\d+) printed .* other (\d+) .* the (\d+) slips", counted)
    assert f"statements {counts[1]} hold" in sentences
    assert f"the other {counts[2]} come down to the {counts[3]} slips" in sentences
    assert f"by {own[0]} along J/E_0, where (15) says {printed[0]}" in sentences
    assert own[1] == pytest.approx(printed[1], rel=0.02)
    assert f"by {printed[1]} along alpha, as (15) says" in sentences
    assert f"= {phase_boundary(0).josephson:.2g} (the" in sentences
    values = {Gamma: Delta_0 / 100, L_0: 1}
    record = equation("grain-size")
    right, wrong = (
        round(float(form.subs(values).subs(Delta_0, 1)))
        for form in (record.derived(), record.printed)
    )
    assert f"{right} L_0 and not {wrong} L_0" in sentences


@pytest.mark.slow
def test_the_slips_are_those_that_the_program_finds(tmp_path):
    copy = tmp_path / "README.md"
    copy.write_text(renewed(README, "", "errata"), encoding="utf-8")
    assert main(["errata", "--into", str(copy), "--digits", "25"]) == 0
    assert copy.read_text(encoding="utf-8") == README
    page = tmp_path / "erratum.md"
    assert main(["errata", "-o", str(page), "--digits", "25"]) == 0
    assert page.read_text(encoding="utf-8") == (ROOT / "docs/erratum.md").read_text("utf-8")


@pytest.mark.slow
def test_the_table_is_what_the_program_finds(tmp_path):
    stored = FINDINGS.read_text(encoding="utf-8")
    copy = tmp_path / "findings.md"
    copy.write_text(renewed(stored, ""), encoding="utf-8")
    assert main(["findings", "--into", str(copy), "--digits", "25"]) == 0
    assert copy.read_text(encoding="utf-8") == stored


def judged(label, printed, **found):
    record = equation(label)
    return Verdict(record=record, derived=record.derived(), printed=printed, **found)


def table(verdicts, left_out=()):
    return findings(paper(), verdicts, [equation(label) for label in left_out])


def test_the_table_has_what_does_not_hold_and_its_effect():
    quarters = Constant(Number("3.25"), Rational(13, 4))
    verdicts = [
        judged("20-M", "refuted", derivation="certified"),
        judged("21a", "exact", derivation="certified"),
        judged("strong-S", "scaling", derivation="certified", ratio=(quarters,)),
        judged("strong", "scaling", derivation="certified", ratio=(quarters,)),
    ]
    _, _, first, second, _, end = table(verdicts, ["rough"]).splitlines()
    assert first.startswith(r"| **20-M** Gap function of the metallic grains")
    assert first.endswith("| refuted | not right as printed either: strong-S; 2 that hold |")
    assert r"| scaling: printed/derived → $`\frac{13}{4}`$ | none |" in second
    assert end.startswith("4 equations judged, 2 of them in the table.")
    assert end.endswith("simulations judge them: rough.")


def test_a_bar_in_a_formula_does_not_end_its_cell():
    row = table([judged("4a", "refuted", derivation="certified")]).splitlines()[2]
    assert row.count("|") == 6
    assert r"\vert \Delta\vert" in row


def test_simulations_are_left_out(monkeypatch, capsys):
    monkeypatch.setattr(runs, "verify", lambda record, digits, **_: judged(record.label, "exact"))
    assert simulated(equation("rough"))
    assert not simulated(equation("21b"))
    main(["findings", "21b", "rough", "--jobs", "1"])
    assert "1 equation judged" in (out := capsys.readouterr().out)
    assert "Left out, as simulations judge them: rough." in out


def test_a_misprint_that_is_mended_leaves_the_table():
    assert "**21a**" not in table([verify("21a", 20)])
    assert "**21b**" in table([verify("21b", 20)])


@pytest.mark.parametrize("content", ["no marks", BEGIN, END, f"{END} {BEGIN}", None])
def test_a_file_without_a_place_for_the_table_is_refused(content, tmp_path, monkeypatch, refused):
    monkeypatch.setattr(runs, "verify", lambda *_, **__: pytest.fail("judged in vain"))
    path = tmp_path / "notes.md"
    if content is not None:
        path.write_text(content)
    assert f"cannot renew {path}: " in refused("findings", "--into", path, "21b")
    assert path.exists() == (content is not None)
