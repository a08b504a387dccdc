"""The paths into the limits of weak coupling and of the transition."""

from sympy import Rational, log

from derive.bcs.symbols import N_0, T, T_c, V, omega_D
from derive.notation import eps
from derive.record import Regime

# All energies go with exp(-1/N(0)V), which is eps here.
WEAK_COUPLING = Regime(
    {N_0: Rational(3, 5), V: -5 / (3 * log(eps)), omega_D: Rational(7, 4)}, "N(0)V << 1"
)
BELOW_TRANSITION = Regime(
    {T_c: Rational(5, 4), T: Rational(5, 4) * (1 - eps)}, "T_c - T << T_c, weak coupling"
)
