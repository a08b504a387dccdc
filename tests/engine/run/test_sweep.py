"""Sweeps: the grid, batches, executors, deaths of workers, interruption and resumption."""

import functools
import io
import os
import signal
import sys
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import numpy as np
import pytest
import sweep_functions as functions
from rich.console import Console
from running import alive, interrupt, running, wait_for

from numerics.grains.gaps.solve import solve_gaps
from numerics.run import batches, progress, unfinished
from numerics.run.sweep import sweep, tabulate

TESTS = Path(__file__).parents[2]
POINTS = np.arange(100)
ROUNDING = 1e-14  # arrays of other lengths take other paths through the processor


class Here(Executor):
    """Runs each task at once, and remembers how many points it had."""

    def __init__(self):
        self.sizes = []

    def submit(self, task, points, columns):
        self.sizes.append(points.size)
        future = Future()
        try:
            future.set_result(task(points, columns))
        except Exception as error:
            future.set_exception(error)
        return future


# The grid and its results


def test_a_product_of_parameters():
    values = sweep(
        functions.parts,
        {"omega": [1.0, 2.0, 3.0], "delta0": 4.0, "gamma_m": [5.0, 6.0]},
        executor=Here(),
    )
    assert values.dtype.names == ("omega", "delta0", "gamma_m", "total", "ratio")
    assert values.shape == (3, 2)
    assert values[2, 0].item() == (3.0, 4.0, 5.0, 3 + 5j, 3 / 20)
    assert values[0, 1].item() == (1.0, 4.0, 6.0, 1 + 6j, 1 / 24)


def test_one_point_has_no_axes():
    values = sweep(functions.parts, {"omega": 1, "gamma_m": 2}, executor=Here())
    assert values.shape == ()
    assert values["total"] == 1 + 2j


def test_no_points_give_an_empty_array():
    here = Here()
    values = sweep(functions.parts, {"omega": [], "gamma_m": [1.0, 2.0]}, executor=here)
    assert values.shape == (0, 2)
    assert values["total"].dtype == complex
    assert here.sizes == []


def test_a_function_of_single_numbers():
    grid = {"a": [1, 2, 3], "b": [10.0, 20.0]}
    values = sweep(functions.one_number_only, grid, pointwise=True, executor=Here())
    assert values["one_number_only"].tolist() == [[10, 20], [20, 40], [30, 60]]


def test_the_gap_equations_over_processes():
    omega, gamma_m = np.geomspace(1e-3, 3, 40), np.array([0.1, 2.0])
    grid = {"omega": omega, "gamma_m": gamma_m, "gamma_s": 0.3, "axis": "real", "eta": 1e-2}
    values = sweep(solve_gaps, grid)
    direct = solve_gaps(omega[:, None], gamma_m, 0.3, axis="real", eta=1e-2)
    for name in ("metal", "superconductor"):
        assert np.allclose(values[name], getattr(direct, name), rtol=ROUNDING, atol=0)
    assert tabulate(solve_gaps, grid).dtype == values.dtype


# Bad input, before any work


class Idle(Executor):
    def submit(self, *_):
        pytest.fail("work was begun")


@pytest.mark.parametrize(
    ("grid", "words"),
    [
        ({"omega": 1}, "needs gamma_m: its parameters are omega, gamma_m"),
        ({"omega": 1, "gamma_m": 2, "gamma": 3}, "takes no gamma: its parameters are omega"),
        ({"omega": [[1.0]], "gamma_m": 2}, "omega has 2 dimensions"),
        ({"omega": [1.0, float("nan")], "gamma_m": 2}, "omega has values that are not finite"),
        ({"omega": 1, "gamma_m": float("inf")}, "gamma_m has values that are not finite"),
        ({"omega": None, "gamma_m": 2}, "omega = None: give numbers"),
        ({"omega": np.zeros(10**5), "gamma_m": np.ones(10**5)}, "10000000000 points"),
    ],
)
def test_a_bad_grid(grid, words):
    with pytest.raises(ValueError, match=words):
        sweep(functions.parts, grid, executor=Idle())


@pytest.mark.parametrize("option", ["batch", "workers"])
def test_numbers_that_are_not_positive(option):
    with pytest.raises(ValueError, match=f"{option} = 0: give a positive number"):
        sweep(functions.refuses_5, {"a": POINTS}, executor=Idle(), **{option: 0})


def test_workers_and_an_executor():
    with pytest.raises(ValueError, match="give one or the other"):
        sweep(functions.refuses_5, {"a": POINTS}, executor=Idle(), workers=2)


def test_a_callable_without_a_name():
    with pytest.raises(ValueError, match="has no name: give a function"):
        sweep(functools.partial(functions.refuses_5), {"a": POINTS}, executor=Idle())


def test_a_function_that_no_other_process_can_import():
    with pytest.raises(ValueError, match="cannot be sent to another process"):
        sweep(lambda a: a, {"a": POINTS})


def test_bad_arguments_leave_no_file_that_blocks_better_ones(tmp_path):
    output = tmp_path / "x.csv"
    with pytest.raises(ValueError, match="gamma_m contains a number <= 0"):
        sweep(solve_gaps, {"omega": 1, "gamma_m": 0, "gamma_s": 0.3}, output=output)
    assert list(tmp_path.iterdir()) == []


def test_bad_outputs(tmp_path):
    grid = {"a": POINTS}
    with pytest.raises(ValueError, match=r"results are written as \.csv or \.npz"):
        sweep(functions.refuses_5, grid, output=tmp_path / "x.txt", executor=Idle())
    with pytest.raises(OSError, match="cannot write"):
        sweep(functions.refuses_5, grid, output=tmp_path / "missing" / "x.csv", executor=Idle())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("function", "kind", "words"),
    [
        (functions.refuses_5, ValueError, "refuses_5 at a = 5: five is right out"),
        (functions.diverges_at_5, ArithmeticError, "diverges_at_5 at a = 5: no solution"),
    ],
)
@pytest.mark.parametrize("pointwise", [False, True])
def test_a_failure_names_its_point_and_keeps_the_others(function, kind, words, pointwise, tmp_path):
    output = tmp_path / "x.csv"
    with pytest.raises(kind, match=words):
        sweep(
            function,
            {"a": POINTS},
            batch=10,
            pointwise=pointwise,
            output=output,
            executor=Here(),
        )
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv.part"]
    assert finished_points(output).tolist() == list(range(10, 100))


def finished_points(output):
    """The points in the part file of an unfinished sweep."""
    part = output.with_name(f"{output.name}.part")
    purpose = part.read_bytes().split(b"\n")[0]
    return np.sort(np.concatenate([b["point"] for b in blocks_in(part, purpose)]))


def blocks_in(part, purpose):
    size = part.stat().st_size
    with part.open("rb") as file:
        file.seek(len(purpose) + 1)
        while file.tell() < size:
            yield np.load(file)


# Batches


@pytest.mark.parametrize(
    ("count", "seconds", "size"),
    [(1, 0.0, 8), (1, 1e-3, 8), (100, 0.05, 200), (64, 0.1, 64), (10, 10.0, 1)],
)
def test_batches_take_long_enough(count, seconds, size):
    assert batches._next_size(count, seconds) == size


def test_batches_grow():
    here = Here()
    sweep(functions.refuses_5, {"a": np.arange(6, 100_006)}, executor=here)
    assert sum(here.sizes) == 100_000
    assert here.sizes[0] == 1
    assert len(here.sizes) < 1000


def test_given_batches():
    here = Here()
    sweep(functions.refuses_5, {"a": np.arange(6, 106)}, executor=here, batch=30)
    assert here.sizes == [30, 30, 30, 10]


# Executors


def test_threads():
    with ThreadPoolExecutor(2) as pool:
        values = sweep(functions.parts, {"omega": POINTS, "gamma_m": 2.0}, executor=pool)
    assert values["total"].tolist() == [n + 2j for n in range(100)]


@pytest.fixture(scope="module")
def dask():
    from distributed import Client, LocalCluster

    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


def test_a_dask_cluster(dask):
    grid = {"omega": np.linspace(0.1, 2, 50), "gamma_m": [0.1, 0.2], "gamma_s": 0.3}
    values = sweep(solve_gaps, grid, executor=dask.get_executor(), batch=10)
    direct = solve_gaps(grid["omega"][:, np.newaxis], [0.1, 0.2], 0.3)
    assert np.allclose(values["metal"], direct.metal, rtol=ROUNDING, atol=0)


def test_a_worker_of_a_dask_cluster_dies(dask, tmp_path):
    marker = tmp_path / "marker"
    values = sweep(
        functions.dies_once,
        {"a": POINTS, "marker": str(marker)},
        executor=dask.get_executor(),
        batch=10,
    )
    assert marker.exists()
    assert values["dies_once"].tolist() == [n**2 for n in range(100)]


# Workers that die


def test_the_batch_of_a_dead_worker_is_run_again(tmp_path):
    marker = tmp_path / "marker"
    values = sweep(functions.dies_once, {"a": POINTS, "marker": str(marker)}, batch=10)
    assert marker.exists()
    assert values["dies_once"].tolist() == [n**2 for n in range(100)]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_point_that_kills_every_worker_is_named_and_the_others_are_kept(workers, tmp_path):
    output = tmp_path / "x.npz"
    with pytest.raises(BrokenExecutor, match="10 points are left, the first at a = 0"):
        sweep(functions.dies_at_7, {"a": POINTS}, batch=10, output=output, workers=workers)
    assert finished_points(output).tolist() == list(range(10, 100))


def test_a_broken_executor_of_the_user_is_not_replaced():
    class Broken(Executor):
        def submit(self, *_):
            raise BrokenProcessPool("gone")

    with pytest.raises(BrokenExecutor, match="100 points are left, the first at a = 0"):
        sweep(functions.refuses_5, {"a": POINTS}, executor=Broken())


# Interruption and resumption

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
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS.parent), str(TESTS)])}
    with running([sys.executable, script, output, log], env=environment) as run:
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


# The progress bar


@pytest.mark.parametrize(
    ("terminal", "patience", "shown"), [(True, 0.05, True), (True, 60, False), (False, 0.05, False)]
)
def test_the_progress_bar(terminal, patience, shown, monkeypatch, tmp_path):
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=terminal, width=80)
    monkeypatch.setattr(progress, "Console", lambda stderr: console)
    monkeypatch.setattr(progress, "PATIENCE", patience)
    grid = {"a": np.arange(8), "log": str(tmp_path / "log"), "seconds": 0.05}
    with ThreadPoolExecutor(1) as pool:
        sweep(functions.logged_square, grid, executor=pool, batch=1)
    assert ("/8" in screen.getvalue()) == shown
