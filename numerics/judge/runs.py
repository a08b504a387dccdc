"""Many equations judged on several processes, with a progress bar."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import as_completed
from typing import Any

from derive.papers import paper
from derive.record import Equation
from numerics.judge.corrections import corrected
from numerics.judge.verdict import Verdict
from numerics.judge.verify import verify
from numerics.run.processes import can_start_processes, interrupts_for_parent_only, process_pool
from numerics.run.progress import with_bar


def verdicts(
    records: Sequence[Equation],
    digits: int,
    jobs: int,
    thorough: bool = False,
    correct: bool = False,
) -> Generator[Verdict, None, None]:
    """The verdict on each equation, in the order in which they are reached.

    correct: with the smallest corrections of a printed form that does not hold.

    Equations that no paper holds as they are, such as claims, are judged in this process.
    Closing the iterator, or an interrupt, ends the processes at once.
    Raises concurrent.futures.process.BrokenProcessPool where a process dies.
    """
    shared = [record for record in records if _is_held(record)]
    if min(jobs, len(shared)) <= 1 or not can_start_processes():
        yield from (_judged(record, digits, thorough, correct) for record in records)
        return
    with process_pool(min(jobs, len(shared))) as pool:
        with interrupts_for_parent_only():
            judged = {
                pool.submit(_found, record.paper, record.label, digits, thorough, correct): record
                for record in shared
            }
        for future in as_completed(judged):
            yield Verdict(record=judged[future], **future.result())
    alone = (record for record in records if not _is_held(record))
    yield from (_judged(record, digits, thorough, correct) for record in alone)


def _judged(record: Equation, digits: int, thorough: bool, correct: bool) -> Verdict:
    verdict = verify(record, digits, thorough=thorough)
    return corrected(verdict) if correct else verdict


def _is_held(record: Equation) -> bool:
    """Whether a worker finds this very record, by its paper and label."""
    return bool(record.paper) and any(record is other for other in paper(record.paper))


def _found(of: str, label: str, digits: int, thorough: bool, correct: bool) -> dict[str, Any]:
    """In a worker, where the record cannot be sent: what the verdict says beside it."""
    return _judged(paper(of).equation(label), digits, thorough, correct).found()


def progress(run: Iterable[Verdict], total: int) -> Iterator[Verdict]:
    """The verdicts as they come, with a bar on standard error where that is a terminal."""
    return with_bar(run, total, lambda verdict: f"judged {verdict.label}")
