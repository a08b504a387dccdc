"""How a positive quantity behaves as eps tends to 0, from its values on the rungs of a ladder.

A quantity is followed by its logarithm y against X = log(1/eps): y = c - p X + q log X + ... is
eps^p log(1/eps)^q.  On deep rungs X = log(log(1/eps)) tells in the same way powers of
log(1/eps) and of its logarithm.  A law is told only where several parts of the ladder give the
same one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Context
from fractions import Fraction
from itertools import pairwise
from math import isfinite, sqrt

from flint import arb, arb_mat

Point = tuple[
    arb, arb | None
]  # log(1/eps) or its logarithm, and y; None for what is not told from 0
Known = tuple[arb, arb]

EXACT = 1e-10  # of two slopes: by a pure power
FITTED = 2e-6  # of two powers of eps, each fitted beside a power of the logarithm
LOGARITHM = 2e-3  # of two fitted powers of the logarithm
CLEAR = 3  # times its scatter: a fall of what oscillates
SWING = 0.5  # of a logarithm between values of eps beside each other: an oscillation
BEND = 0.1  # of the whole fall: means that bend more follow no power
SHORT = 20.0  # of a ladder in log(1/eps) that ends where a function has no values further down
MEANT = 0.005  # of a power that is told from means
ROUNDED_UP = Context(prec=1, rounding=ROUND_CEILING)  # of an uncertainty
STEADY = 0.1  # an excess over a power that shrinks more slowly than this does not vanish
LOOSE = 1.0  # of a mean of logarithms, by a swing that is slower than the values lie apart
SMOOTH = 0.02  # scatter about a power: nothing oscillates
LEAST_POWER = 1e-3  # of eps: smaller ones do not show on any ladder


@dataclass(frozen=True)
class Rate:
    """eps^power log(1/eps)^log log(log(1/eps))^loglog; both 0 for a constant that is not 0.

    fast: +1 where it falls faster than every power of eps, -1 where it grows so.  zero: nothing
    was told from 0 on any rung.  spread: the uncertainty of the power, 0 where it is a rational
    resolved to many digits.  oscillates: only the mean behaves so.  vague: it falls or grows, but
    by no power that stays the same.
    """

    power: Fraction | float = Fraction(0)
    log: Fraction | float = Fraction(0)
    loglog: Fraction | float = Fraction(0)
    fast: int = 0
    zero: bool = False
    spread: float = 0.0
    oscillates: bool = False
    vague: bool = False

    @property
    def direction(self) -> int:
        """+1 where it falls to 0, -1 where it grows beyond bounds, 0 for a constant."""
        if self.zero or self.fast:
            return 1 if self.zero else self.fast
        for exponent in (self.power, -self.log, -self.loglog):
            if abs(float(exponent)) > self.spread:
                return 1 if float(exponent) > 0 else -1
        return 0

    @property
    def words(self) -> str:
        """Such as "eps^2 ln(1/eps)"."""
        if self.zero:
            return "0"
        if self.fast:
            return "faster than any power of eps"
        if self.vague:
            return "at a rate that is not resolved"
        factors = [("eps", self.power), ("ln(1/eps)", self.log), ("ln(ln(1/eps))", self.loglog)]
        return " ".join(_factor(base, x, self.spread) for base, x in factors if x) or "a constant"


def _factor(base: str, exponent: Fraction | float, spread: float) -> str:
    if isinstance(exponent, Fraction):
        text = str(exponent) if exponent.denominator == 1 else f"({exponent})"
        return base if exponent == 1 else f"{base}^{text}"
    within = f" (within {ROUNDED_UP.create_decimal_from_float(spread)})" if spread else ""
    return f"{base}^{exponent:.10g}{within}"


def rate(points: Sequence[Point], log: bool = False) -> Rate | None:
    """The law that the points follow, or None where they follow none.

    log: X is log(log(1/eps)).
    """
    known = [(x, y) for x, y in points if y is not None]
    if not known:
        return Rate(zero=True) if len(points) >= 3 else None
    if points[-1][1] is None:
        return _fast(known) if not log else None
    if (law := _pure(known) or _fitted(known)) is not None:
        p, q = law
        return Rate(log=_negated(p), loglog=q) if log else Rate(power=p, log=q)
    return None if log else _fast(known)


def _negated(value: Fraction | float) -> Fraction | float:
    return -value


def slopes(known: Sequence[Known]) -> list[arb]:
    """-dy/dX from point to point."""
    return [-(y_ - y) / (x_ - x) for (x, y), (x_, y_) in pairwise(known)]


def _pure(known: Sequence[Known]) -> tuple[Fraction | float, Fraction] | None:
    """A power alone: three slopes agree, the last two to many digits."""
    if len(known) < 4:
        return None
    before, earlier, last = (float(s.mid()) for s in slopes(known[-4:]))
    scale = 1 + abs(last)
    if (
        not isfinite(scale)
        or abs(last - earlier) > EXACT * scale
        or abs(earlier - before) > 1e4 * EXACT * scale
    ):
        return None
    if EXACT < abs(last) < LEAST_POWER:
        return None
    return _rational(last, 2000, EXACT * scale), Fraction(0)


def _fitted(known: Sequence[Known]) -> tuple[Fraction | float, Fraction | float] | None:
    """A power beside a power of X, and a series in 1/X: fitted to two stretches of the ladder."""
    if len(known) < 7:
        return None
    try:
        (p, q), (p_, q_) = (_fit(known[len(known) - n - 5 : len(known) - n]) for n in (0, 1))
    except ZeroDivisionError:
        return None
    scale = 1 + abs(p)
    if not (abs(p - p_) < FITTED * scale and abs(q - q_) < LOGARITHM * (1 + abs(q))):
        return None
    power = _rational(p, 12, 10 * FITTED * scale)
    # As many denominators as the fit tells apart.
    doubt = max(10 * abs(q - q_), 1e-5)
    log = _rational(q, max(2, min(12, int(0.2 / sqrt(doubt)))), 10 * LOGARITHM * sqrt(doubt))
    return (power, log) if isinstance(power, Fraction) else None


def _fit(known: Sequence[Known]) -> tuple[float, float]:
    """p and q of y = c - p X + q log X + r/X + s/X^2 through five points."""
    rows = [[arb(1), -x, x.log(), 1 / x, 1 / x**2] for x, _ in known]
    found = arb_mat(rows).solve(arb_mat([[y] for _, y in known]))
    return float(found[1, 0].mid()), float(found[2, 0].mid())


def _rational(value: float, denominator: int, tolerance: float) -> Fraction | float:
    """The rational that a number is within the tolerance, or the number."""
    if not isfinite(value):
        return value
    near = Fraction(value).limit_denominator(denominator)
    return near if abs(value - near) <= tolerance else value


def _fast(known: Sequence[Known]) -> Rate | None:
    """Faster than every power: log|y| grows faster than log X, and goes on to do so."""
    tail = [(x.log(), y) for x, y in known if x > 1 and abs(y) > 1][-5:]
    signs = {1 if y > 0 else -1 for _, y in tail}
    if len(tail) < 4 or len(signs) != 1:
        return None
    excess = [float((-s - 1).mid()) for s in slopes([(x, abs(y).log()) for x, y in tail])]
    lasting = all(b > (1 - STEADY) * a for a, b in pairwise(excess))
    return Rate(fast=-signs.pop()) if excess[-1] > 0.03 and min(excess) > 0 and lasting else None


def mean_rate(groups: Sequence[Sequence[Known]]) -> Rate:
    """The law of means over values of eps beside each other, of what oscillates.

    The mean of y falls by p times the step of X, up to the scatter of y.  A fall counts that is
    larger than the scatter; on a short ladder, than the errors of the means, which lie on a line.
    """
    means = [(_mean([x for x, _ in g]), _mean([y for _, y in g])) for g in groups]
    pairs = list(zip(groups, means, strict=True))
    off = [float((y - m).mid()) for g, (_, m) in pairs for _, y in g]
    error = sqrt(sum(d * d for d in off) / len(off) / len(groups[0]))  # of a mean
    x, y = (float((means[-1][k] - means[0][k]).mid()) for k in (0, 1))
    power = -y / x
    start = (float(means[0][0].mid()), float(means[0][1].mid()))
    line = [start[1] - power * (float(m[0].mid()) - start[0]) - float(m[1].mid()) for m in means]
    bent = max(line) - min(line)  # where an oscillation in log(1/eps) outlasts a group
    spread = max(4 * error, 2 * bent, LOOSE) / x
    steady = x < SHORT and bent < 1 + 6 * error
    falls = abs(y) > CLEAR * (1 + max(map(abs, off))) or (steady and abs(y) > CLEAR + 6 * error)
    if not falls or (x > SHORT and bent > BEND * abs(y)):
        return Rate(oscillates=max(map(abs, off)) > SWING)
    steps = [float((x_ - m).mid()) for g, (m, _) in pairs for x_, _ in g]
    if max(abs(d + power * step) for d, step in zip(off, steps, strict=True)) < SMOOTH:
        return Rate(power=power, spread=spread, vague=True)
    near = _rational(power, 6, min(spread, MEANT))
    exact = isinstance(near, Fraction) and spread < MEANT
    return Rate(power=near if exact else power, spread=0 if exact else spread, oscillates=True)


def _mean(values: Sequence[arb]) -> arb:
    return sum(values, arb(0)) / len(values)
