"""Progress bars: for a few long steps, and for many short ones."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Timer
from typing import TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

Item = TypeVar("Item")

PATIENCE = 2.0  # seconds before the bar of many short steps appears


def with_bar(items: Iterable[Item], total: int, words: Callable[[Item], str]) -> Iterator[Item]:
    """The items as they come, with a bar on standard error where that is a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns,
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as bar:
        task = bar.add_task("", total=total)
        for item in items:
            bar.update(task, description=words(item))
            yield item
            bar.advance(task)


def working(words: str) -> AbstractContextManager[object]:
    """A sign on standard error, where that is a terminal, that work goes on."""
    console = Console(stderr=True)
    return console.status(words) if console.is_terminal else nullcontext()


@contextmanager
def progress_bar(
    total: int, done: int, wanted: bool, counted: str = "points"
) -> Iterator[Callable[[int], None]]:
    """Advances a bar on standard error, which appears after a while where that is a terminal."""
    console = Console(stderr=True)
    if not (wanted and console.is_terminal):
        yield lambda count: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, TimeRemainingColumn(), console=console, transient=True)
    task = bar.add_task(counted, total=total, completed=done)
    appears = Timer(PATIENCE, bar.start)
    appears.start()
    try:
        yield lambda count: bar.advance(task, count)
    finally:
        appears.cancel()
        appears.join()
        bar.stop()
