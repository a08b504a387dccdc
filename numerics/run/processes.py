"""Pools of processes that neither a Ctrl-C nor the end of this process leaves behind."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, current_process, get_context, parent_process
from typing import Any


@contextmanager
def process_pool(workers: int | None = None) -> Iterator[ProcessPoolExecutor]:
    """A pool of fresh processes, by default one for each core; an exception ends them at once.

    Submit to it within `interrupts_for_parent_only`.
    """
    others = set(active_children())
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_end_with_parent
    )
    try:
        yield pool
    except BaseException:
        for process in set(active_children()) - others:
            process.terminate()
        # The pool would wait for the rest of a result in whose midst its process was ended, as
        # long as the pipe can still be written to: here, where nobody does.
        pool._result_queue._writer.close()  # type: ignore[attr-defined]
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def can_start_processes() -> bool:
    """Whether this process may start others that import what it runs.

    A daemonic process may not, such as one of a pool of multiprocessing; and a fresh process
    imports the main module, which has no file where Python reads it from standard input.
    """
    main = getattr(sys.modules["__main__"], "__file__", None)
    return not current_process().daemon and (main is None or os.path.exists(main))


class ThisProcess(Executor):
    """An executor that runs a task here and now, in the thread that submits it.

    A thread of its own could wait for a lock that the submitting one holds.  A Ctrl-C ends the
    submission, and is no result of the task.
    """

    def submit(
        self, function: Callable[..., Any], /, *arguments: Any, **options: Any
    ) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(function(*arguments, **options))
        except Exception as error:
            future.set_exception(error)
        return future


def _end_with_parent() -> None:
    """In a worker: do not outlive the parent, even where it is killed."""

    def watch() -> None:
        if parent := parent_process():
            parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def interrupts_for_parent_only() -> Iterator[None]:
    """Processes started within never see a Ctrl-C; this one sees it at the end of the block.

    They inherit that the signal is blocked.  It must not be ignored: one that comes while
    processes start would be lost.
    """
    if sys.platform == "win32":
        yield
        return
    with _interrupts_later():
        before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _interrupts_later() -> Iterator[None]:
    """Keeps a Ctrl-C that reaches another thread, which does not block it, from this one."""
    if threading.current_thread() is not threading.main_thread():
        yield  # handlers run in the main thread alone
        return
    came: list[int] = []
    handler = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
    if came:
        signal.raise_signal(signal.SIGINT)
