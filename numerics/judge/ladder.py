"""The rungs of a limit: exact values of eps between which nothing periodic can hide.

A rung is eps = m 2^-k with m a power of 3, 5, 7, 11, 13, 17, 19 or 23 in turn, so that neither
1/eps nor log(eps) runs through multiples of one number.  Its depth is log2(1/eps).  Balls have
exponents of any size: deep rungs, log2(1/eps) = 2^j, tell a constant from 1/log(1/eps).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import log2
from random import Random

from flint import acb, arb, fmpq

MANTISSAS = (3**15, 5**10, 7**8, 11**7, 13**6, 17**6, 19**5, 23**5)
SHALLOW = (1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 10, 12)
DEPTHS = (16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096)
DEEP = (14, 18, 24, 32, 44, 60, 84, 120, 170, 240, 340, 480, 680, 960)  # log2 of the depth
DEEPER = (10, 11, 12, 13, 14)  # log2 of log2 of the depth
PHASES = 12  # values of eps beside each other, where a quantity oscillates


@dataclass(frozen=True)
class Rung:
    """eps = mantissa 2^exponent, or 1/mantissa for symbols that are whole numbers."""

    mantissa: int
    exponent: int
    whole: bool = False

    def eps(self) -> acb | fmpq:
        """The value: exact."""
        if self.whole:
            return fmpq(1, self.mantissa)
        return acb(arb((self.mantissa, self.exponent)))

    def log(self) -> arb:
        """log(1/eps), at the working precision."""
        if self.whole:
            return arb(self.mantissa).log()
        return -(arb(self.mantissa).log() + self.exponent * arb(2).log())

    @property
    def depth(self) -> int:
        """log2(1/eps), rounded."""
        if self.whole:
            return self.mantissa.bit_length()
        return -self.exponent - round(log2(self.mantissa))


def rung(depth: float, turn: int, whole: bool = False) -> Rung:
    """The rung next to a depth, with the mantissa whose turn it is."""
    if whole:
        return Rung(_whole(depth, turn), 0, whole=True)
    mantissa = MANTISSAS[turn % len(MANTISSAS)]
    exponent = round(log2(mantissa) + depth) if depth < 2**40 else int(depth)
    return Rung(mantissa, -exponent)


@cache
def _whole(depth: float, turn: int) -> int:
    """A whole number near 2^depth, even and odd in turn, with no factor that others share."""
    draw = Random(f"{depth} {turn}")
    size = round(2 ** (depth - int(depth)) * 2**20)
    number = (size << int(depth)) >> 20
    number += draw.randrange(max(2, number // 4))
    return number - (number + turn) % 2 or 1


def ladder(whole: bool = False) -> Iterator[Rung]:
    """Rungs from eps = 2^-16 to 2^-4096."""
    for turn, depth in enumerate(DEPTHS):
        yield rung(depth, turn, whole)


def shallow_ladder(whole: bool = False) -> Iterator[Rung]:
    """Rungs from eps near 1/3 to 2^-12, for what falls steeply or has no values further down."""
    for turn, depth in enumerate(SHALLOW):
        yield rung(depth, turn + 3, whole)


def following(at: Rung) -> Rung:
    """A rung that is deeper by half; of two that follow each other on the ladder, the second."""
    rungs = _rungs(at.whole)
    if at in rungs[:-1]:
        return rungs[rungs.index(at) + 1]
    return rung(at.depth + at.depth // 2 + 1, at.mantissa, at.whole)


@cache
def _rungs(whole: bool) -> tuple[Rung, ...]:
    return tuple(ladder(whole))


def deep_ladder() -> Iterator[Rung]:
    """Rungs at which log(1/eps) itself grows by powers of 2."""
    for turn, exponent in enumerate(DEEP):
        yield rung(1 << exponent, turn)


def deeper_ladder() -> Iterator[Rung]:
    """Rungs at which log(log(1/eps)) grows by powers of 2."""
    for turn, exponent in enumerate(DEEPER):
        yield rung(1 << (1 << exponent), turn)


def beside(depth: float, whole: bool = False) -> Iterator[Rung]:
    """Rungs of nearly one depth, at other phases of whatever oscillates in 1/eps."""
    for turn in range(PHASES):
        if whole:
            yield rung(depth + turn / 64, turn, whole)
        else:
            mantissa = MANTISSAS[turn % len(MANTISSAS)] ** (1 + turn // len(MANTISSAS))
            yield Rung(mantissa, -round(log2(mantissa) + depth))
