"""The slips of a paper put to the test: whether they suffice, are needed, and what carries them on.

With all corrections every equation that a slip touches must hold.  Without those of one slip
one of its equations must fail, or the slip is superfluous.  An equation only carries a slip on
where the form that follows from the printed predecessor is the one that is printed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from derive.papers import Paper
from derive.record import Equation
from derive.slips import Slip, corrected
from numerics.judge.verdict import Verdict
from numerics.judge.verify import verify
from numerics.judge.words import fails, holds


@dataclass(frozen=True)
class Item:
    """A slip, and the verdicts on the equations that it touches.

    left: with the corrections of all other slips.  corrected: with those of all.  carried: on the
    printed forms as what follows from an earlier printed form.
    """

    slip: Slip
    left: tuple[Verdict, ...]
    corrected: tuple[Verdict, ...]
    carried: tuple[Verdict, ...]

    @property
    def is_needed(self) -> bool:
        """Whether an equation is shown to fail without its corrections."""
        return any(map(fails, self.left))

    @property
    def suffices(self) -> bool:
        """Whether every equation that it touches holds with all corrections."""
        return all(map(holds, self.corrected))

    @property
    def carries_on(self) -> tuple[str, ...]:
        """The labels that are shown to carry it on."""
        return tuple(verdict.label for verdict in self.carried if holds(verdict))


def erratum(paper: Paper, digits: int = 50, slips: Sequence[Slip] | None = None) -> Iterator[Item]:
    """Each slip of a paper, or each of those given, judged.  Raises what `verify` raises."""
    every = paper.slips if slips is None else slips
    right: dict[str, Verdict] = {}  # an equation may be touched by several slips
    for slip in every:
        others = [other for other in every if other is not slip]
        touched = [paper.equation(label) for label in slip.corrections]
        right |= {
            record.label: verify(corrected(record, every), digits)
            for record in touched
            if record.label not in right
        }
        yield Item(
            slip,
            tuple(of_printed(corrected(record, others), digits) for record in touched),
            tuple(right[record.label] for record in touched),
            tuple(
                of_printed(replace(paper.equation(label), derived=form), digits)
                for label, form in slip.carried.items()
            ),
        )


def untouched(paper: Paper) -> list[Equation]:
    """The equations that the paper prints and no slip touches."""
    touched = {label for slip in paper.slips for label in slip.corrections}
    return [
        record for record in paper if record.printed is not None and record.label not in touched
    ]


def of_printed(record: Equation, digits: int = 50) -> Verdict:
    """The verdict on the printed form alone: without its paper no route confirms the derived."""
    return verify(replace(record, paper=""), digits)
