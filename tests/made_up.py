"""Verdicts made up for tests, so that no equation is judged."""

from sympy import Rational

from derive.grains.symbols import c_ij
from derive.papers import equation
from numerics.judge.verdict import Counterexample, Number, Verdict

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
