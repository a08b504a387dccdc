"""What a derived form is held against: an independent calculation of its value."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy
from flint import acb, acb_mat

from derive.record import substitute
from numerics.judge.compare import Groups, ball

Values = Mapping[Any, Any]
Sample = tuple[Values, Groups]


@dataclass(frozen=True)
class Route:
    """What a derived form is held against.

    samples: at a point it yields points and the values there.  Balls make a certificate; a route
    that only converges has enclosed = False.  A simulation has a report of what it measured; its
    balls hold the error bars.
    given: labels whose derivation the route builds on, where it shares steps with the one that it
    is to confirm.  The words name them.  Raises ValueError where they do not.
    """

    words: str
    samples: Callable[[Values], Iterator[Sample]]
    enclosed: bool = True
    report: Callable[[], str] | None = None
    given: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        unsaid = [label for label in self.given if f"({label})" not in self.words]
        if unsaid:
            raise ValueError(
                f"the route '{self.words}' builds on ({unsaid[0]}) without a word of it: "
                f"write 'given ({unsaid[0]})'"
            )


def at(
    value: Callable[[Values], acb | acb_mat | Sequence[acb]],
) -> Callable[[Values], Iterator[Sample]]:
    """Samples of a function of the point: a number, a matrix, or a list of statements."""

    def samples(point: Values) -> Iterator[Sample]:
        yield point, grouped(value(point))

    return samples


def grouped(value: acb | acb_mat | Sequence[acb]) -> Groups:
    """A number or a matrix as one group of balls, a list of statements as one group for each."""
    if isinstance(value, acb_mat):
        return [value.entries()]
    return [[entry] for entry in value] if isinstance(value, list | tuple) else [[value]]


def numbers(point: Values, *symbols: sympy.Symbol) -> list[acb]:
    """Values of symbols, or of functions of tau, at the point."""
    return [ball(point[x] if x.is_Symbol else substitute(x, point)) for x in symbols]
