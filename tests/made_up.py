"""Verdicts and figures made up for tests: no equation is judged, no figure takes its time."""

from sympy import Rational

from derive.grains.symbols import c_ij
from derive.papers import equation
from numerics.draw.figure import Figure
from numerics.judge.values import Counterexample, Number
from numerics.judge.verdict import Verdict

JUDGED = Verdict(
    record=equation("1c"),
    printed="refuted",
    derivation="certified",
    route="another way",
    digits=50,
    counterexample=Counterexample(
        {c_ij: Rational(3, 7)}, (Number("0.5"),), (Number("1.25"), Number("2.5"))
    ),
    points=4,
    seconds=0.25,
)


def unjudged(record):
    """A verdict that shows both forms of the record."""
    return Verdict(record=record, derived=record.derived(), printed="refuted")


def line(ax):
    ax.plot([0, 1], [1, 2], label=r"$\Gamma_M$")
    ax.legend()
    return ax


FIGURES = (Figure("line", "A line, by (21b).", line), Figure("same", "The same, by (21b).", line))
