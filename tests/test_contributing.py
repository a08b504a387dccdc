"""The five steps of CONTRIBUTING.md lead to an equation that is judged, and can fail."""

import doctest
import os
import re
import shlex
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from grains.test_mutants import mutants

from derive.chain import chain
from derive.grains.steps.gaps import greens_function
from numerics.judge.verify import verify

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
OWN = PAGE.partition("# A paper of your own")[2]
(MODULE,) = re.findall(r"^```python\n(.*?)^```$", OWN, re.DOTALL | re.MULTILINE)
STEPS = re.findall(r"^\*\*(\d)\. .*?^```python\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
DIGITS = 20


@pytest.fixture(scope="module")
def carried_out():
    """What the names of the example stand for after its steps, each of which does as it says."""
    examples = "".join(code for _, code in STEPS)
    test = doctest.DocTestParser().get_doctest(examples, {}, "example", "CONTRIBUTING.md", 0)
    assert doctest.DocTestRunner().run(test, clear_globs=False).failed == 0
    return test.globs


def test_there_are_five_steps(carried_out):
    assert [number for number, _ in STEPS] == list("12345")
    assert carried_out["verdict"].printed == "exact"


def test_the_derivation_builds_on_the_catalogue(carried_out):
    assert chain(greens_function)[-1] in chain(carried_out["record"].derived)


def test_mutants_of_the_example_are_caught(carried_out):
    record, route = carried_out["record"], carried_out["route"]
    tried = list(mutants(record.printed))
    assert len(tried) >= 2
    for name, form in tried:
        assert verify(replace(record, printed=form), DIGITS, route=route).printed == "refuted", name
    for name, form in mutants(record.derived()):
        wrong = replace(record, derived=lambda form=form: form)
        assert verify(wrong, DIGITS, route=route).derivation == "undecided", name


def test_the_rooms_that_it_names_exist():
    rows = re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE)
    assert len(rows) > 8
    for name in (name for row in rows for name in re.findall(r"`(.+?)`", row)):
        assert list(ROOT.glob(name)), name


def test_the_commands_that_it_names_are_those_of_ci():
    script = (ROOT / ".ci/run").read_text()
    for check in ("ruff check", "ruff format --check", "mypy"):
        assert check in PAGE
        assert f"\n{check}" in script


# A paper of one's own


def test_a_paper_takes_thirty_lines():
    assert len([line for line in MODULE.splitlines() if line]) <= 30


def test_the_commands_on_a_paper_of_ones_own(tmp_path):
    """Carried out beside the folder, in order; verify finds the misprint."""
    (tmp_path / "mypaper").mkdir()
    (tmp_path / "mypaper" / "companion.py").write_text(MODULE)
    (block,) = re.findall(r"^```sh\n(.*?)^```$", OWN, re.DOTALL | re.MULTILINE)
    said = {}
    for line in block.splitlines():
        name, *words = shlex.split(line)
        assert name == "grains"
        run = subprocess.run(
            [sys.executable, "-m", "numerics.command.cli", *words],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
        )
        assert (run.returncode, run.stderr) == (0, "")
        said[words[2]] = run.stdout
    assert said["list"] == "1  =           Height of a pendulum\n"
    assert "mypaper.companion.height" in said["show"]
    assert "1 equation.  Printed: 1 refuted.  Derivation: 1 certified." in said["verify"]
    assert "On pendulums: a companion" in (tmp_path / "companion.html").read_text()
