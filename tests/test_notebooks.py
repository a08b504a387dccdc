"""The notebooks: each runs from a clean kernel, and is committed as it then reads."""

import ast
import os
import signal
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import nbformat
import pytest
from running import wait_for

from numerics.command import notebooks as notebook_command
from numerics.command.cli import main
from numerics.command.kernels import NotebookError, executed, tidied

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SECONDS = 60
LOGIC = (ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.If, ast.comprehension)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def outputs(notebook):
    return [output for cell in code_cells(notebook) for output in cell.outputs]


def assert_runs(notebook):
    kinds = {output.output_type for output in outputs(notebook)}
    assert kinds <= {"display_data", "execute_result", "stream"}
    assert "stderr" not in {output.get("name") for output in outputs(notebook)}
    counts = [cell.execution_count for cell in code_cells(notebook)]
    assert counts == list(range(1, len(counts) + 1))


def written(directory, name, *sources):
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in sources]
    path = directory / f"{name}.ipynb"
    nbformat.write(notebook, path)
    return path


def cpu_seconds():
    usage = getrusage(RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def test_there_are_notebooks():
    assert len(NOTEBOOKS) >= 5


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_each_runs_from_a_clean_kernel(path):
    """Within a minute of one core, whatever else the machine does; and shows what it did."""
    before = cpu_seconds()
    notebook = executed(path)
    assert cpu_seconds() - before < SECONDS
    assert_runs(notebook)
    committed = nbformat.read(path, as_version=4)
    assert [
        [sorted(output.get("data", {"text": ""})) for output in cell.outputs]
        for cell in code_cells(notebook)
    ] == [
        [sorted(output.get("data", {"text": ""})) for output in cell.outputs]
        for cell in code_cells(committed)
    ]
    for output, shown in zip(outputs(notebook), outputs(committed), strict=True):
        for kind in ("text/html", "text/latex"):
            assert output.get("data", {}).get(kind) == shown.get("data", {}).get(kind)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_each_is_committed_executed_and_tidy(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert_runs(notebook)
    assert any("image/png" in output.get("data", {}) for output in outputs(notebook))
    assert any("text/latex" in output.get("data", {}) for output in outputs(notebook))
    text = path.read_text(encoding="utf-8")
    assert "widget-view" not in text
    assert str(ROOT) not in text
    assert tidied(notebook) == nbformat.read(path, as_version=4)
    assert path.stat().st_size < 500_000


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_cell_has_logic_of_its_own(path):
    for cell in code_cells(nbformat.read(path, as_version=4)):
        assert not [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, LOGIC)]


# The command


def test_refreshing_stores_outputs_and_a_second_time_changes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    source = "import numerics\nfrom IPython.display import Latex\nprint(1)\nLatex('$x$')"
    path = written(tmp_path, "short", source)
    assert main(["notebooks", "--directory", "."]) == 0
    first = path.read_bytes()
    (cell,) = code_cells(nbformat.read(path, as_version=4))
    assert [output.get("text", output.get("data")) for output in cell.outputs] == [
        "1\n",
        {"text/latex": "$x$"},
    ]
    assert main(["notebooks", "short.ipynb", "--directory", str(tmp_path)]) == 0
    assert path.read_bytes() == first
    assert list(tmp_path.iterdir()) == [path]


def test_a_failing_cell_fails_and_stores_nothing(tmp_path, capsys):
    wrong = written(tmp_path, "1_wrong", "1 / 0")
    right = written(tmp_path, "2_right", "2")
    before = wrong.read_bytes()
    assert main(["notebooks", "--directory", str(tmp_path)]) == 1
    assert "1_wrong.ipynb does not run" in (error := capsys.readouterr().err)
    assert "ZeroDivisionError" in error
    assert wrong.read_bytes() == before
    assert outputs(nbformat.read(right, as_version=4))


def test_checking_stores_nothing(tmp_path):
    path = written(tmp_path, "short", "2")
    before = path.read_bytes()
    assert main(["notebooks", "--check", "--directory", str(tmp_path)]) == 0
    assert path.read_bytes() == before


def test_what_is_no_notebook_is_named(tmp_path):
    path = tmp_path / "no.ipynb"
    path.write_text("{")
    with pytest.raises(NotebookError, match=r"no\.ipynb is no notebook"):
        executed(path)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--directory", "nowhere"], "no notebooks in nowhere"),
        (["99_none"], "no notebook '99_none': give one of 01_born_self_energy"),
    ],
)
def test_wrong_usage(arguments, words, refused, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert words in refused("notebooks", *arguments)


def test_without_the_extra_the_message_names_it(refused, monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(notebook_command, "find_spec", lambda name: None)
    assert "pip install '.[notebooks]'" in refused("notebooks")


def test_an_interrupt_keeps_what_is_finished(tmp_path):
    done = written(tmp_path, "1_done", "2")
    sources = "from pathlib import Path\nPath('started').touch()", "import time\ntime.sleep(600)"
    slow = written(tmp_path, "2_slow", *sources)
    before = slow.read_bytes()
    command = [
        sys.executable,
        "-m",
        "numerics.command.cli",
        "notebooks",
        "--directory",
        str(tmp_path),
    ]
    run = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    wait_for((tmp_path / "started").exists, seconds=120)
    run.send_signal(signal.SIGINT)
    _, error = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "interrupted: 1 of 2 notebooks executed" in error
    assert outputs(nbformat.read(done, as_version=4))
    assert slow.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == ["1_done.ipynb", "2_slow.ipynb", "started"]
