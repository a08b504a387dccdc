"""The exact points at which equalities are judged: from weak coupling to strong, far apart."""

from sympy import Rational

from derive.bcs.symbols import N_0, Delta, T, V, omega_D, xi
from derive.record import Point

PAIRS: tuple[Point, ...] = tuple(
    {xi: Rational(energy), Delta: Rational(gap), T: Rational(temperature)}
    for energy, gap, temperature in (
        ("4/3", "7/5", "1/2"),
        ("-13/5", "1/9", "3"),
        ("1/12", "10/3", "1/11"),
        ("-1/30", "1/40", "1/200"),
    )
)

STATES: tuple[Point, ...] = tuple(
    {Delta: Rational(gap), T: Rational(temperature), omega_D: Rational(cutoff)}
    for gap, temperature, cutoff in (
        ("7/5", "1/2", "5/2"),
        ("1/9", "3", "1/3"),
        ("1/8", "1/11", "6"),
    )
)

COUPLINGS: tuple[Point, ...] = tuple(
    {omega_D: Rational(cutoff), N_0: Rational(density), V: Rational(attraction)}
    for cutoff, density, attraction in (
        ("5/2", "2/7", "3/4"),
        ("1/3", "3/2", "4/5"),
        ("30", "5/9", "1/6"),
        ("7/6", "8/5", "11/3"),
    )
)
