"""Sweeps over executors: threads, a cluster, workers that die, and the bar of progress."""

import io
from concurrent.futures import BrokenExecutor, Executor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import numpy as np
import pytest
import sweep_functions as functions
from rich.console import Console
from sweeping import POINTS, ROUNDING, finished_points

from numerics.grains.gaps.solve import solve_gaps
from numerics.run import progress
from numerics.run.sweep import sweep


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
