"""The five steps of CONTRIBUTING.md lead to an equation that is judged, and can fail."""

import doctest
import re
from dataclasses import replace
from pathlib import Path

import pytest
from test_mutants import mutants

from derive.chain import chain
from derive.grains.steps.gaps import greens_function
from numerics.judge.verify import verify

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
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
    for row in rows:
        names = re.findall(r"`(.+?)`", row)
        package = names[0].partition("/")[0]
        for name in names:
            path = name if "/" in name else f"{package}/{name}"
            assert list(ROOT.glob(path)), name


def test_the_commands_that_it_names_are_those_of_ci():
    script = (ROOT / ".ci/run").read_text()
    for check in ("ruff check", "ruff format --check", "mypy"):
        assert check in PAGE
        assert f"\n{check}" in script
