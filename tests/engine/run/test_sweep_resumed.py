"""Sweeps that are interrupted continue, and leave the files of others alone."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import sweep_functions as functions
from running import alive, interrupt, running, wait_for
from sweeping import POINTS, Here, Idle, finished_points

from numerics.grains.gaps.minigap import minigap
from numerics.run import unfinished
from numerics.run.processes import ThisProcess
from numerics.run.sweep import sweep

TESTS = Path(__file__).parents[2]
ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS.parent), str(TESTS)])}
SCRIPT = """
import sys
import sweep_functions
from numerics.run.sweep import sweep

if __name__ == "__main__":
    grid = {"a": list(range(100)), "log": sys.argv[2], "seconds": 0.02}
    sweep(sweep_functions.logged_square, grid, output=sys.argv[1], batch=2, workers=2)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no process groups")
@pytest.mark.parametrize("how", ["ctrl-c", "kill"])
def test_a_stopped_sweep_continues(how, tmp_path):
    """A Ctrl-C goes to all processes, as from a terminal; a kill to the first one alone."""
    script, log, output = (tmp_path / name for name in ("script.py", "log", "x.csv"))
    script.write_text(SCRIPT)
    with running([sys.executable, script, output, log], env=ENVIRONMENT) as run:
        wait_for(lambda: log.exists() and len(log.read_text().splitlines()) > 15)
        if how == "kill":
            os.kill(run.pid, signal.SIGKILL)
        else:
            interrupt(run)
        _, errors = run.communicate(timeout=20)
    assert run.returncode != 0
    assert errors.count("Traceback") == (1 if how == "ctrl-c" else 0)
    lines = [line.split() for line in log.read_text().splitlines()]
    wait_for(lambda: not any(alive(int(pid)) for _, pid in lines))

    lines = [line.split() for line in log.read_text().splitlines()]
    finished = set(finished_points(output).tolist())
    assert len(finished) >= len(lines) - 4  # two batches were running
    log.write_text("")
    grid = {"a": list(range(100)), "log": str(log), "seconds": 0.02}
    values = sweep(functions.logged_square, grid, output=output, executor=Here())
    assert values["logged_square"].tolist() == [n**2 for n in range(100)]
    again = {int(line.split()[0]) for line in log.read_text().splitlines()}
    assert again == set(range(100)) - finished
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log", "script.py", "x.csv"]


@pytest.fixture
def half(tmp_path):
    """A sweep that has stopped, with the points 10 to 99 finished: arguments, output, part."""
    marker, output = tmp_path / "marker", tmp_path / "x.npz"
    marker.touch()
    arguments = (functions.stops_while, {"a": POINTS, "marker": str(marker)})
    with pytest.raises(ValueError, match="at a = 5"):
        sweep(*arguments, output=output, executor=Here(), batch=10)
    marker.unlink()
    return arguments, output, tmp_path / "x.npz.part"


@pytest.mark.parametrize("cut", [1, 100, 200])
def test_a_block_that_was_cut_off_is_computed_again(cut, half):
    arguments, output, part = half
    with part.open("r+b") as file:
        file.truncate(part.stat().st_size - cut)
    here = Here()
    values = sweep(*arguments, output=output, executor=here, batch=5)
    assert values["stops_while"].tolist() == [n**2 for n in range(100)]
    assert sum(here.sizes) == 20
    assert not part.exists()


def test_blocks_after_one_that_was_cut_off(tmp_path):
    part, purpose = tmp_path / "x.part", {"function": "f"}
    first, second, third = (np.full(3, n) for n in range(3))
    assert unfinished.resume(part, purpose) == []
    unfinished.append(part, first)
    unfinished.append(part, second)
    with part.open("r+b") as file:
        file.truncate(part.stat().st_size - 1)
    assert len(unfinished.resume(part, purpose)) == 1
    unfinished.append(part, third)
    assert np.array_equal(unfinished.resume(part, purpose), [first, third])


def test_a_first_line_that_was_cut_off_is_written_again(half):
    arguments, output, part = half
    part.write_bytes(part.read_bytes()[:20])
    here = Here()
    sweep(*arguments, output=output, executor=here)
    assert sum(here.sizes) == 100


def test_a_finished_sweep_is_read(half):
    arguments, output, part = half
    left_over = part.read_bytes()
    values = sweep(*arguments, output=output, executor=Here())
    part.write_bytes(left_over)
    assert np.array_equal(sweep(*arguments, output=output, executor=Idle()), values)
    assert not part.exists()


@pytest.mark.parametrize("finished", [False, True])
def test_a_file_of_another_sweep_is_left_alone(finished, half):
    (function, grid), output, part = half
    if finished:
        sweep(function, grid, output=output, executor=Here())
    file = output if finished else part
    before = file.read_bytes()
    others = [
        (function, grid | {"a": POINTS + 1}, "another a"),
        (function, grid | {"a": POINTS[:50]}, "another a"),
        (function, grid | {"marker": "elsewhere"}, "another marker"),
        (functions.dies_once, grid, "another function"),
    ]
    for function_, grid_, difference in others:
        with pytest.raises(ValueError, match="another sweep" if finished else difference):
            sweep(function_, grid_, output=output, executor=Idle())
    assert file.read_bytes() == before


@pytest.mark.parametrize("text", ["hello", '{"function": 1}\n', "a,b\n1,2\n", "PK\3\4"])
@pytest.mark.parametrize("name", ["x.csv", "x.npz", "x.csv.part"])
def test_a_file_of_something_else_is_left_alone(text, name, tmp_path):
    file = tmp_path / name
    file.write_text(text)
    with pytest.raises(ValueError, match=r"another sweep|does not hold results"):
        sweep(
            functions.refuses_5,
            {"a": POINTS},
            output=tmp_path / name.removesuffix(".part"),
            executor=Idle(),
        )
    assert file.read_text() == text


def test_two_sweeps_into_one_file(tmp_path):
    output, grid = tmp_path / "x.csv", {"a": POINTS, "log": str(tmp_path / "log")}
    words = r"another sweep is writing .*x.csv.part: wait for it"
    with unfinished.locked(tmp_path / "x.csv.part"), pytest.raises(OSError, match=words):
        sweep(functions.logged_square, grid, output=output, executor=Idle())
    assert not (tmp_path / "log").exists()
    sweep(functions.logged_square, grid, output=output, executor=ThisProcess())
    assert output.exists() and not (tmp_path / "x.csv.part").exists()


def test_a_bad_value_in_the_midst_of_a_grid(tmp_path):
    """It is found before the first point, and leaves no file."""
    rates = np.linspace(0.1, 1, 50)
    rates[30] = -1
    for grid in ({"gamma_m": rates, "gamma_s": 0.3}, {"gamma_m": [0.1, 0.2], "gamma_s": -1.0}):
        with pytest.raises(ValueError, match="contains a negative number: give 0 or more"):
            sweep(minigap, grid, output=tmp_path / "x.csv", executor=Idle(), batch=1)
    assert list(tmp_path.iterdir()) == []


NESTED = """
import multiprocessing, sys
from numerics import minigap, sweep

def nested():
    values = sweep(minigap, {"gamma_m": [0.1, 0.2], "gamma_s": 0.3}, progress=False)
    sys.exit(0 if values.shape == (2,) else 1)

if __name__ == "__main__":
    process = multiprocessing.get_context("spawn").Process(target=nested, daemon=True)
    process.start()
    process.join()
    sys.exit(process.exitcode)
"""


def test_a_sweep_in_a_daemonic_process(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(NESTED)
    run = subprocess.run([sys.executable, script], env=ENVIRONMENT, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")


def test_a_sweep_of_a_script_from_standard_input():
    code = (
        "from numerics import minigap, sweep\n"
        "print(sweep(minigap, {'gamma_m': [0.1, 0.2], 'gamma_s': 0.3}, progress=False).shape)"
    )
    run = subprocess.run(
        [sys.executable, "-"], input=code, env=ENVIRONMENT, capture_output=True, text=True
    )
    assert (run.stdout, run.stderr) == ("(2,)\n", "")
