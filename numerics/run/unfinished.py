"""The file of an unfinished sweep: its purpose in the first line, then blocks of results.

Each block is one write at the end of the file, so that a process that is killed loses no more
than the block that it was writing.
"""

import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

try:
    import fcntl
except ImportError:  # Windows has no such lock
    fcntl = None  # type: ignore[assignment]

Array = NDArray[Any]


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """The file, which is begun where it does not exist, for one sweep alone.

    Raises OSError where another sweep has it.  The system ends the lock with the process.
    """
    with path.open("ab") as file:
        if fcntl:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise OSError(
                    f"another sweep is writing {path}: wait for it, or choose another output"
                ) from None
        yield


def resume(path: Path, purpose: Mapping[str, Any]) -> list[Array]:
    """The blocks in the file, which is begun where it does not exist.

    A last line or block that a kill has cut off is removed.  Raises ValueError where the file
    has another purpose, and names the difference.
    """
    line = json.dumps(purpose, default=str).encode() + b"\n"
    path.touch()
    blocks = []
    with path.open("r+b") as file:
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        first = file.readline()
        if first != line and line.startswith(first):
            file.seek(0)
            file.write(line)
            return []
        _require_same(path, first, line)
        while (start := file.tell()) < size:
            try:
                blocks.append(np.lib.format.read_array(file))
            except ValueError:
                file.truncate(start)
                break
    return blocks


def append(path: Path, block: Array) -> None:
    """Add a block, in one write."""
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, block)
    with path.open("ab", buffering=0) as file:
        file.write(buffer.getvalue())


def _require_same(path: Path, first: bytes, line: bytes) -> None:
    if first == line:
        return
    here = json.loads(line)
    try:
        there = dict(json.loads(first))
    except (ValueError, TypeError):
        raise ValueError(
            f"{path} does not hold results of a sweep: remove it, or choose another output"
        ) from None
    names = [name for name in here | there if there.get(name) != here.get(name)]
    raise ValueError(
        f"{path} belongs to another sweep, with another {', '.join(names)}: "
        "remove it, or choose another output"
    )
