"""Executors with which the tests sweep, and what an unfinished sweep has kept."""

from concurrent.futures import Executor, Future

import numpy as np
import pytest

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


class Idle(Executor):
    """Fails the test where work is begun."""

    def submit(self, *_):
        pytest.fail("work was begun")


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
