"""Sweeps: the grid and its results, bad input, batches."""

import functools

import numpy as np
import pytest
import sweep_functions as functions
from sweeping import POINTS, ROUNDING, Here, Idle, finished_points

from numerics.grains.gaps.solve import solve_gaps
from numerics.run import batches
from numerics.run.sweep import sweep, tabulate

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
    with pytest.raises(ValueError, match=f"{option} is 0: give an integer from 1"):
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
    with pytest.raises(ValueError, match="gamma_m contains a negative number"):
        sweep(solve_gaps, {"omega": 1, "gamma_m": -1, "gamma_s": 0.3}, output=output)
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
