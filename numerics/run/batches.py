"""Points handed to an executor in batches, and again where a worker dies."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import nullcontext
from typing import Any

from numpy.typing import NDArray

from numerics.run.processes import (
    ThisProcess,
    can_start_processes,
    interrupts_for_parent_only,
    process_pool,
)

Array = NDArray[Any]
Outcome = Future[tuple[Array, float]]

IN_FLIGHT = 256  # tasks handed to the executor: enough for the workers of a cluster
LONG_ENOUGH = 0.1  # seconds of a task, so that handing it over costs little
GROWTH = 8  # of a batch, at most, from one task to another
DEATHS = 3  # of pools, without a finished batch in between


def run(
    points: Array,
    submit: Callable[[Executor, Array], Outcome],
    keep: Callable[[Array], None],
    *,
    executor: Executor | None = None,
    workers: int | None = None,
    batch: int | None = None,
) -> None:
    """Submit all points in batches, and keep each result as soon as it is there.

    A batch answers its result and the seconds that it took, from which the size of later
    batches follows unless `batch` gives it.  Without an executor this starts a pool of so many
    processes, and another one where a process dies; or it works in this process, where that may
    not start others.  `ThisProcess` gets one batch at a time.

    Results that are there are kept, whatever exception ends the run.  Raises what a task
    raises, and BrokenExecutor where processes die again and again, or the executor breaks.
    """
    pending = deque([points] if points.size else [])
    if executor is None and not can_start_processes():
        executor = ThisProcess()
    deaths = 0
    most = 1 if isinstance(executor, ThisProcess) else IN_FLIGHT
    while pending:
        left = _count(pending)
        window = 1 if deaths else most
        with process_pool(workers) if executor is None else nullcontext(executor) as pool:
            try:
                _run(pool, pending, submit, keep, batch, window, most, executor is not None)
            except BrokenExecutor:
                deaths = 1 + (deaths if _count(pending) == left else 0)
                if executor is not None or deaths == DEATHS:
                    raise


def _run(
    pool: Executor,
    pending: deque[Array],
    submit: Callable[[Executor, Array], Outcome],
    keep: Callable[[Array], None],
    batch: int | None,
    window: int,
    most: int,
    cancel: bool,
) -> None:
    """Work on what is pending; what an exception leaves undone is pending again, as the last.

    The window, of batches in flight, doubles up to `most` with each one that is finished: after
    a death it starts from 1, so that a batch which kills its process takes few others with it.
    Batches in a pool that is to be terminated must not be cancelled: its manager does not expect
    both.
    """
    running: dict[Outcome, Array] = {}
    size = batch or 1
    try:
        while pending or running:
            here = isinstance(pool, ThisProcess)
            with nullcontext() if here else interrupts_for_parent_only():
                while pending and len(running) < window:
                    points = pending[0][:size]
                    running[submit(pool, points)] = points
                    _drop(pending, points)
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                block, seconds = future.result()
                keep(block)
                count = running.pop(future).size
                size = batch or _next_size(count, seconds)
                window = min(2 * window, most)
    finally:
        for future, points in running.items():
            if cancel:
                future.cancel()
            if future.done() and not future.cancelled() and future.exception() is None:
                keep(future.result()[0])
            else:
                pending.append(points)


def _next_size(count: int, seconds: float) -> int:
    """Points of a batch that takes long enough, from one that took so many seconds."""
    wanted = count * LONG_ENOUGH / max(seconds, 1e-9)
    return max(1, min(int(wanted), GROWTH * count))


def _drop(pending: deque[Array], points: Array) -> None:
    """Remove the first points, those that were submitted."""
    rest = pending.popleft()[points.size :]
    if rest.size:
        pending.appendleft(rest)


def _count(pending: deque[Array]) -> int:
    return sum(points.size for points in pending)
