"""What tests do with processes that they start."""

import os
import signal
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def running(command, **options):
    """A command that leads a group of processes, as in a terminal; an exception ends them all."""
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_accept_interrupts,
        **options,
    ) as run:
        try:
            yield run
        except BaseException:
            with suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGKILL)
            raise


def interrupt(run):
    """Ctrl-C: a signal to the whole group."""
    os.killpg(run.pid, signal.SIGINT)


def _accept_interrupts():
    """Undo what a shell does to the processes that it runs in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def alive(pid):
    """Whether the process runs; one that has ended may remain as a zombie."""
    try:
        os.kill(pid, 0)
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False


def wait_for(condition, seconds=20):
    """AssertionError where it does not come about in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)
