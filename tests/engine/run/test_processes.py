"""Pools of processes: who receives a Ctrl-C."""

import os
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from numerics.run.processes import interrupts_for_parent_only, process_pool

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no signal masks")


def interrupt_itself():
    signal.raise_signal(signal.SIGINT)
    return os.getpid()


def test_a_process_of_a_pool_is_not_interrupted():
    with process_pool(1) as pool:
        with interrupts_for_parent_only():
            interrupted = pool.submit(interrupt_itself)
        assert interrupted.result(timeout=20) != os.getpid()


@pytest.fixture
def another_thread():
    """One that does not block signals; such a thread may receive those of its process."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(threading.get_ident).result()
        yield lambda: pool.submit(interrupt_itself).result()


@pytest.mark.parametrize("receiver", ["this thread", "another thread"])
def test_an_interrupt_that_comes_while_processes_start_is_kept(receiver, another_thread):
    interrupt = {"this thread": interrupt_itself, "another thread": another_thread}[receiver]
    reached = []
    with pytest.raises(KeyboardInterrupt):
        with interrupts_for_parent_only():
            interrupt()
            reached.append("the end of the block")
        reached.append("what comes after it")
    assert reached == ["the end of the block"]


def test_signals_are_handled_as_before():
    mask, handler = signal.pthread_sigmask(signal.SIG_BLOCK, []), signal.getsignal(signal.SIGINT)
    with interrupts_for_parent_only():
        assert signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])
        assert signal.getsignal(signal.SIGINT) is not handler
    assert signal.pthread_sigmask(signal.SIG_BLOCK, []) == mask
    assert signal.getsignal(signal.SIGINT) is handler


def long_result(seconds):
    time.sleep(seconds)
    return bytes(10**6)


def test_a_process_may_be_ended_in_the_midst_of_its_result():
    """Nothing is read of a long result while this thread keeps the interpreter to itself."""
    interval = sys.getswitchinterval()
    with pytest.raises(RuntimeError, match="in the midst"), process_pool(1) as pool:
        with interrupts_for_parent_only():
            pool.submit(long_result, 0).result()
            pool.submit(long_result, 0.3)
        time.sleep(0.15)
        until = time.monotonic() + 0.5
        sys.setswitchinterval(10)
        try:
            while time.monotonic() < until:
                pass
            raise RuntimeError("in the midst")
        finally:
            sys.setswitchinterval(interval)
