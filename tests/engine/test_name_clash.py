"""Another package under the name of one of ours is told in a sentence, with the cure."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def started(words, *folders):
    path = os.pathsep.join([*map(str, folders), str(ROOT)])
    return subprocess.run(
        [sys.executable, "-c", words],
        env={**os.environ, "PYTHONPATH": path},
        cwd="/",
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("name", ["derive", "numerics"])
@pytest.mark.parametrize("content", ["", "raise RuntimeError('a stranger')"])
def test_a_start_with_a_stranger_is_one_sentence(tmp_path, name, content):
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").write_text(content)
    run = started("import sys, mixed_grains; sys.exit(mixed_grains.main())", tmp_path)
    assert run.returncode == 1
    assert run.stdout == ""
    (line,) = run.stderr.splitlines()
    assert f"{name!r}" in line
    assert "fresh virtual environment" in line


def test_an_import_from_numerics_with_a_strange_derive_says_so(tmp_path):
    (tmp_path / "derive").mkdir()
    (tmp_path / "derive" / "__init__.py").write_text("")
    run = started("from numerics import verify", tmp_path)
    assert run.returncode == 1
    assert "ImportError: the package 'derive'" in run.stderr.splitlines()[-1]


def test_without_a_stranger_it_starts():
    words = "import sys, mixed_grains; sys.argv[1:] = ['--version']; mixed_grains.main()"
    assert started(words).stdout.startswith("grains ")
