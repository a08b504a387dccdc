"""Statements of the paper's text about Green's functions, gaps and kernels, each under a word."""

from sympy import Integer, Rational, Symbol, Tuple

from derive.grains.catalogue.records import record
from derive.grains.steps import windings
from derive.grains.symbols import alpha, beta, n
from derive.record import Equation

WINDINGS = tuple(
    {n: Integer(half), alpha: Rational(2 * abs(half) + 3, 7), beta: Rational(9 - half, 4)}
    for half in (0, 1, -3, 5)
)
_PARITIES = ("even", r"one\,odd", r"both\,odd")

EQUATIONS: tuple[Equation, ...] = (
    record(
        "odd-windings",
        "Dissipative term of a winding by the parity of the windings of both grains",
        Tuple(*(Symbol(rf"S_\alpha^{{\mathrm{{{name}}}}}") for name in _PARITIES)),
        windings.dissipation_by_parity,
        "For the windings 2n, 2n + 1 and 2n of grains of which none, one or both wind an odd "
        "number of times; the paper has alpha |Delta n|/2 for each. Where both wind the same odd "
        "number of times there is a constant beside, because the frequency zero has no part in "
        "the action.",
        points=WINDINGS,
        domain=None,
        beyond=True,
    ),
)
