"""Working precisions are of the whole process: threads take turns, and leave them as they were."""

import sys
from concurrent.futures import ThreadPoolExecutor

import flint
import mpmath
import numpy as np
import pytest

from numerics.arithmetic.alone import one_at_a_time
from numerics.arithmetic.functions import ball_precision
from numerics.grains.gaps.minigap import minigap
from numerics.grains.gaps.solve import solve_gaps
from numerics.judge.verify import verify


@pytest.fixture
def hasty():
    """Threads that take turns a thousand times as often."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(interval)


def precisions():
    return flint.ctx.prec, mpmath.mp.prec


def in_threads(function, tasks):
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(function, tasks))


def test_certified_digits_in_threads(hasty):
    random = np.random.default_rng(1)
    tasks = [
        (*10.0 ** random.uniform(-3, 3, 3), int(digits))
        for digits in random.choice([5, 20, 100, 300, 700], 100)
    ]

    def gap(task):
        return solve_gaps(*task[:3], digits=task[3], axis="real").metal

    before = precisions()
    assert in_threads(gap, tasks) == [gap(task) for task in tasks]
    assert precisions() == before


def test_refined_points_in_threads(hasty):
    edge = float(minigap(0.2, 0.3).energy)
    tasks = edge * (1 + np.geomspace(1e-15, 1e-9, 200))

    def gap(omega):
        return solve_gaps(omega, 0.2, 0.3, axis="real").metal

    before = precisions()
    assert in_threads(gap, tasks) == [gap(omega) for omega in tasks]
    assert precisions() == before


def test_verdicts_in_threads(hasty):
    labels = ["21a", "21b", "9", "10-S-low"]
    before = precisions()
    assert {v.derivation for v in in_threads(lambda label: verify(label, 30), labels)} <= {
        "proved",
        "certified",
    }
    assert precisions() == before


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt])
def test_precisions_after_a_failure(failure):
    @one_at_a_time
    def fails():
        flint.ctx.prec, mpmath.mp.prec = 1000, 2000
        with ball_precision(3000):
            raise failure

    before = precisions()
    with pytest.raises(failure):
        fails()
    assert precisions() == before


def test_the_lock_is_free_after_a_failure():
    with pytest.raises(ValueError, match="digits"):
        verify("21a", 1)
    (verdict,) = in_threads(verify, ["4a"])
    assert verdict.label == "4a"
