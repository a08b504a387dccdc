"""Records of growth at s = 0: a region, what an expression is there, a bound that integrates."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sympy
from flint import acb, arb, fmpq

from numerics.arithmetic.analytic import compiled


@dataclass(frozen=True)
class Region:
    """0 < |s| <= reach < 1/e^2, |arg s| <= angle, and the values of the parameters."""

    s: sympy.Symbol
    reach: arb
    angle: arb
    values: Mapping[sympy.Symbol, acb]

    @property
    def L(self) -> arb:
        """The least log(1/|s|), above 2."""
        return -self.reach.log()

    @property
    def on_axis(self) -> bool:
        return bool(self.angle.is_zero())

    def number(self, form: Any) -> acb:
        """A ball for an expression that is free of s."""
        form = sympy.sympify(form)
        if form.is_Rational:
            return acb(fmpq(int(form.p), int(form.q)))
        symbols = tuple(sorted(form.free_symbols, key=str))
        return acb(function_of(form, symbols)(*(self.values[x] for x in symbols)))

    def real(self, form: Any) -> arb:
        return self.number(form).real


@lru_cache(maxsize=4096)
def function_of(form: sympy.Expr, symbols: tuple[sympy.Symbol, ...]) -> Any:
    return compiled(form, symbols)


@dataclass(frozen=True)
class Growth:
    """s^power L^logs ball exp(exponent), for every s of the region."""

    power: sympy.Expr
    logs: sympy.Expr
    ball: acb
    exponent: sympy.Expr

    def is_plain(self) -> bool:
        return bool(self.logs == 0 and self.exponent == 0)


@dataclass(frozen=True)
class Bound:
    """|f(s)| <= C s^power L^logs exp(-rate s^-degree); rate 0 without an exponential."""

    C: arb
    power: arb
    logs: arb
    rate: arb
    degree: arb

    def at(self, s: arb) -> arb:
        L = -s.log()
        return self.C * s**self.power * L**self.logs * (-self.rate * s**-self.degree).exp()

    def rises(self, s: arb) -> bool:
        """Whether the bound increases from 0 to s: by its derivative, s B'/B, least at s."""
        slope = self.power + self.logs.max(arb(0)) / s.log()
        return bool(slope + self.rate * self.degree * s**-self.degree >= 0)

    def integral(self, s: arb) -> arb | None:
        """A bound of the integral from 0 to s; None where this s is too large for one."""
        if self.rate > 0:
            return s * self.at(s) if self.rises(s) else None
        p, k, L = self.power + 1, self.logs.max(arb(0)), -s.log()
        # By parts: I_k = s^p L^k/p + (k/p) I_(k-1), and I_(k-1) <= I_k/L.
        share = 1 - k / (p * L)
        return s * self.at(s) / (p * share) if p > 0 and share > 0 else None


ONE = acb(1)
ZERO = sympy.S.Zero


def plain(ball: acb) -> Growth:
    return Growth(ZERO, ZERO, ball, ZERO)
