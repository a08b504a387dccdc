"""The error bound of the minigap for weak tunnelling, in coordinates without a 0/0.

At the minigap omega has its maximum at given rates.  With s = (Gamma_M/Delta_0)^(1/3), r =
Gamma_M/Gamma_S, Y = (omega/Gamma_S)^2 = c^3, tau = Gamma_S/E_S and rho = R/Gamma_S = s q, the
equation of the solution and that of the maximum are

    q = c sqrt(1 + Y tau^2),   tau = s^2 (1 + s q/r)/c,   1 - Y = s^2 c^2 (3 + Y tau^2 + 2 s q/r).

The last one is 1 = c^2 (c + s^2 (...)), and as c = (c + s^2 (...))^(-1/2) it is a contraction.
"""

from sympy import Integer, Rational, Symbol, sqrt

from derive.grains.steps.minigap import minigap_weak
from derive.grains.symbols import Delta_0, Gamma_M, Gamma_S, omega
from derive.papers import equation
from numerics.judge.bounds import Bound, Range
from numerics.judge.sectors import Sector, Unknown

s, r = (Symbol(name, positive=True) for name in ("s", "r"))
c, q = Symbol("c"), Symbol("q")
Fourth, Twentieth = Rational(1, 4), Rational(1, 20)
LARGEST_S = Rational(737, 2000)  # above 20^(-1/3) = 0.36840
ANGLE = (1 + s * q / r) / c  # tau/s^2
CURVE = c**3 * s**4 * ANGLE**2  # Y tau^2
BECAUSE = (
    "At given rates omega has one maximum between R = 0 and R = Gamma_S, where E_S and R are "
    "positive: the minigap. A solution of the two equations for positive c and q is there."
)


def weak() -> Bound:
    """The minigap against its first two terms, Gamma_S (1 - (3/2) (Gamma_M/Delta_0)^(2/3))."""
    sum_ = 3 + CURVE + 2 * s * q / r
    start = 1 - s**2 * (1 + 2 * s / (3 * r))
    unknowns = (
        Unknown(c, 1 / sqrt(c + s**2 * sum_), start, Rational(1, 5), is_real=True),
        Unknown(q, c * sqrt(1 + CURVE), start, Fourth, is_real=True),
    )
    # 1 - Y = s^2 k and k = 3 + s change, where c^2 - 1 = -s^2 k (1 + c)/(1 + c + c^2).
    k = c**2 * sum_
    change = -3 * s * k * (1 + c) / (1 + c + c**2) + c**2 * (c**3 * s**3 * ANGLE**2 + 2 * q / r)
    two_terms = 1 - 3 * s**2 / 2
    # (two_terms^2 - Y)/s^3 = change + 9 s/4
    quotient = r * (change + 9 * s / 4) / (sqrt(c**3) * (two_terms + sqrt(c**3)))
    sector = Sector(
        coordinates={s: (Integer(0), LARGEST_S), r: (Fourth, Integer(4))},
        symbols={omega: sqrt(c**3), Gamma_S: Integer(1), Gamma_M: r, Delta_0: r / s**3},
        quotients=(quotient,),
        small=s**3 / r,
        conditions=(Twentieth - s**3,),
        unknowns=unknowns,
    )
    return Bound(
        record=equation("minigap-weak"),
        form=minigap_weak(),
        exact=omega,
        region=(
            Range(Gamma_M / Delta_0, Integer(0), Twentieth, is_open=True),
            Range(Gamma_M / Gamma_S, Fourth, Integer(4)),
        ),
        small=Gamma_S / Delta_0,
        power=Integer(1),
        sectors=(sector,),
        because=BECAUSE,
    )
