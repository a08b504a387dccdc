"""The paths into a limit: powers of eps for the energies, unequal rates, Delta_0 != 1.

Both rates come from the same tunnelling amplitude, Gamma_M = 4 pi |t|^2 N_M and Gamma_S =
4 pi |t|^2 N_S, so that on every path Gamma_M/Gamma_S = N_M/N_S.
"""

from collections.abc import Mapping

from sympy import Integer, Rational, Symbol, sqrt

from derive.grains.symbols import (
    L_0,
    N_M,
    N_S,
    R_MM,
    R_SM,
    R_SS,
    Delta_0,
    Gamma,
    Gamma_M,
    Gamma_S,
    J,
    T,
    delta,
    e,
    hbar,
    m,
    n,
    omega,
    omega_n,
    s,
    w,
    xi,
)
from derive.notation import eps
from derive.record import Regime

Exponents = Mapping[Symbol, Rational]

# Gamma << omega << Delta_0, omega << Gamma << Delta_0, and Gamma >> Delta_0, omega.
WEAK_HIGH: Exponents = {Gamma_M: Rational(1), Gamma_S: Rational(1), w: Rational(1, 2)}
WEAK_LOW: Exponents = {Gamma_M: Rational(1), Gamma_S: Rational(1), w: Rational(2)}
STRONG: Exponents = {Gamma_M: Rational(-1), Gamma_S: Rational(-1), w: Rational(0)}

# Their ratio is that of the rates, 3/2 to 2/3.
DENSITIES = {N_M: Rational(27, 20), N_S: Rational(3, 5)}


def regime(exponents: Exponents, words: str) -> Regime:
    """The path at real omega, with unequal rates and densities and Delta_0 != 1."""
    numbers = {Gamma_M: Rational(3, 2), Gamma_S: Rational(2, 3), w: Rational(1, 3)}
    path = {symbol: number * eps ** exponents[symbol] for symbol, number in numbers.items()}
    path[omega] = path.pop(w)
    return Regime(path | {Delta_0: Rational(5, 4)} | DENSITIES, words)


ABOVE_MINIGAP = regime(WEAK_HIGH, "Gamma_M, Gamma_S << omega << Delta_0, omega real")
BELOW_MINIGAP = regime(WEAK_LOW, "omega << Gamma_M, Gamma_S << Delta_0, omega real")
STRONG_COUPLING = regime(STRONG, "Gamma_M, Gamma_S >> Delta_0 > omega, omega real")


WEAK_TUNNELLING = Regime(
    {Gamma_M: Rational(3, 2) * eps, Gamma_S: Rational(2, 3) * eps, Delta_0: Rational(5, 4)},
    "Gamma_M, Gamma_S << Delta_0",
)
STRONG_TUNNELLING = Regime(
    {Gamma_M: Rational(3, 2) / eps, Gamma_S: Rational(2, 3) / eps, Delta_0: Rational(5, 4)},
    "Gamma_M, Gamma_S >> Delta_0",
)

# hbar, e, resistances, temperature and time of a coupling, beside its weak-tunnelling rates
_COUPLING = {hbar: Rational(7, 5), e: Rational(3, 4), R_SM: Rational(5, 3), R_SS: Rational(9, 7)}
_COUPLING |= {R_MM: Rational(8, 5), s: Rational(7, 3), T: eps}
WEAK = Regime(
    {Gamma_M: 3 * eps / 2, Gamma_S: 2 * eps / 3, Delta_0: Rational(5, 4)} | DENSITIES | _COUPLING,
    "Gamma_M, Gamma_S << Delta_0; low temperature",
)
BEFORE_MINIGAP = Regime(
    dict(WEAK.path) | {s: 1 / sqrt(eps), T: eps / 5},
    WEAK.words + "; 1/Delta_0 << s << 1/Gamma_S",
)
LATE = Regime(
    {symbol: value for symbol, value in WEAK.path.items() if symbol != T} | {s: 7 / (3 * eps)},
    "Gamma_M, Gamma_S << Delta_0; zero temperature; s >> 1/Delta_0",
)
LATE_AT_GIVEN_RATES = Regime(
    {Gamma_M: Rational(3, 20), Gamma_S: Rational(1, 15), Delta_0: Rational(5, 4)}
    | {s: 1 / eps, T: eps / 5},
    "s >> 1/Delta_0 at given rates; low temperature",
)
DEEP_BELOW_MINIGAP = Regime(
    {Gamma_M: 3 * eps / 2, Gamma_S: 2 * eps / 3, Delta_0: Rational(5, 4), omega_n: eps**2},
    "omega_n << Gamma_M, Gamma_S << Delta_0, zero temperature",
)
WEAK_EQUAL = Regime(
    {Gamma: 2 * eps / 3, Delta_0: Rational(5, 4), J: Rational(3, 7), L_0: Rational(9, 5)},
    "Gamma << Delta_0, equal grains, at zero temperature",
)
FINE_SPECTRUM = Regime(
    {delta: 3 * eps / 7, Delta_0: Rational(5, 4)},
    "level spacing delta << Delta_0, equal grains, at zero temperature",
)
# A state of the energy sqrt(Delta_0^2 + xi^2) = 13/4.
LIFE = Regime(dict(WEAK_TUNNELLING.path) | {xi: Integer(3)}, WEAK_TUNNELLING.words)
COLD_MODE = Regime({n: 1 / eps, m: Integer(4)}, "omega_n = 2 pi n kT >> kT")
