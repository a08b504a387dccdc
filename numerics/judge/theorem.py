"""A proved error bound in words: for which parameters it holds, with which constant, and why."""

from collections.abc import Callable, Sequence
from textwrap import fill

from sympy import Expr, Tuple, factor

from derive.record import Equation
from numerics.judge.bounds import Best, Bound, Range, best_bound, named
from numerics.judge.papers import handed_in

Made = Callable[[], Bound]
WIDTH = 80


def bounds_of(record: Equation) -> Sequence[Made]:
    """What the paper of the record can prove of its limit: functions that make each statement."""
    return handed_in(record.paper, "BOUNDS", dict[str, tuple[Made, ...]]()).get(record.label, ())


def theorems(record: Equation) -> list[str]:
    """Every error bound of the record, proved anew; none where the paper hands in none."""
    return [theorem(best_bound(made())) for made in bounds_of(record)]


def theorem(best: Best) -> str:
    """The statement, how tight it is, and on what its proof rests."""
    bound = best.bound
    conditions = [*map(condition, bound.region), *filter(None, [bound.words])]
    tight = (
        f"Proved on {best.boxes} boxes. No constant below {best.largest:.5g} holds, because of "
        f"the point {named(best.at)}."
    )
    return "\n".join(
        [
            "for all",
            *(f"    {line}" for line in conditions),
            *statement(best),
            fill(tight, WIDTH),
            fill(bound.because, WIDTH),
        ]
    )


def statement(best: Best) -> list[str]:
    """The inequality for each entry, by whose worst the constant is."""
    bound = best.bound
    small = _product(f"{float(best.constant):g}", bound.small**bound.power)
    pairs = zip(_entries(bound.judged), _entries(bound.exact), strict=True)
    return [f"|{_in_brackets(form)}/{exact} - 1| <= {small}" for form, exact in pairs]


def condition(each: Range) -> str:
    """An interval of a quotient: 0 < Gamma_S/Delta_0 <= 1/10."""
    sign = "<" if each.is_open else "<="
    return f"{each.low} {sign} {factor(each.quantity)} <= {each.high}"


def _entries(form: object) -> tuple[Expr, ...]:
    return tuple(form) if isinstance(form, Tuple) else (form,)


def _in_brackets(form: Expr) -> str:
    return str(form) if form.is_Symbol else f"({form})"


def _product(number: str, small: Expr) -> str:
    return f"{number} {_in_brackets(small)}"
