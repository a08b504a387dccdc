"""Many labels judged on several processes, with a progress bar."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import as_completed

from numerics.judge.verify import Verdict, verify
from numerics.run.processes import interrupts_for_parent_only, process_pool
from numerics.run.progress import with_bar


def verdicts(
    labels: Sequence[str], digits: int, jobs: int, thorough: bool = False
) -> Generator[Verdict, None, None]:
    """The verdict on each label, in the order in which they are reached.

    Closing the iterator, or an interrupt, ends the processes at once.
    Raises concurrent.futures.process.BrokenProcessPool where a process dies.
    """
    if min(jobs, len(labels)) <= 1:
        yield from (verify(label, digits, thorough=thorough) for label in labels)
        return
    with process_pool(min(jobs, len(labels))) as pool:
        with interrupts_for_parent_only():
            judged = [pool.submit(verify, label, digits, thorough=thorough) for label in labels]
        for future in as_completed(judged):
            yield future.result()


def progress(run: Iterable[Verdict], total: int) -> Iterator[Verdict]:
    """The verdicts as they come, with a bar on standard error where that is a terminal."""
    return with_bar(run, total, lambda verdict: f"judged {verdict.label}")
