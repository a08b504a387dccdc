"""The error bound of Delta_M above the minigap by its derived form, one order better.

With x, a, b, kappa of `bounds_above`, q = E_S/Delta_S and 1 - Delta_S = i a Delta_S/kappa, the
error of Gamma_S (1 + x^2/2 - b x) has the factors x, X = max(x, b) and M = max(x, a, b).
"""

from sympy import Expr, I, Integer, Max, Rational, Symbol, sqrt

from derive.grains.symbols import Delta_0, Delta_M, Gamma_M, Gamma_S, omega
from derive.papers import equation
from numerics.grains.gaps.bounds_above import (
    PHYSICAL,
    REGION,
    E,
    Tenth,
    a,
    b,
    gap_S,
    radius,
    required,
    x,
)
from numerics.judge.bounds import Bound
from numerics.judge.sectors import Sector, Unknown

share_x, share_y = (Symbol(name, positive=True) for name in ("xi", "eta"))
X_LARGER, B_LARGER = (Integer(1), share_x), (share_x, Integer(1))  # x/X and b/X


def metal_weak_with_next_term() -> Bound:
    """Delta_M by the derived form; a sector for each order of x and b, and of X and a."""
    X = Max(omega / Delta_0, Gamma_S / omega)
    M = Max(omega / Delta_0, Gamma_S / omega, Gamma_M / omega)
    sectors = (
        _sector(x, {b: x * share_x, a: x * share_y}, X_LARGER, (Integer(1), share_y)),
        _sector(b, {x: b * share_x, a: b * share_y}, B_LARGER, (Integer(1), share_y)),
        _sector(a, {x: a * share_y, b: a * share_y * share_x}, X_LARGER, (share_y, Integer(1))),
        _sector(a, {b: a * share_y, x: a * share_y * share_x}, B_LARGER, (share_y, Integer(1))),
    )
    return Bound(
        record=equation("10-M-weak"),
        form=equation("10-M-weak").derived(),
        exact=Delta_M,
        region=REGION,
        small=omega / Delta_0 * X * M,
        power=Integer(1),
        sectors=sectors,
        because=PHYSICAL,
    )


def quotient(x_X: Expr, b_X: Expr, X_M: Expr, a_M: Expr) -> Expr:
    """The error over x X M, where x_X is x/X and so on.

    It is q (1 + x^2/2 - b x) + (b x/Delta_S) (1 + x^2/2 - b x) - 1.  The terms without b have the
    factor x^2, by 1 - q = x^2/(Delta_S^2 (1 + q)); those with it have b x.
    """
    gap, kappa = gap_S(x, b), radius(x, b)
    q = E / gap
    falls = I * gap / kappa  # (1 - Delta_S)/a
    x_M, b_M = x_X * X_M, b_X * X_M
    without_b = -x * x_M * (q + 2) / (gap**2 * (1 + q)) - a_M * falls * (1 + gap) * q * (1 + q)
    with_b = a_M * falls + x * x_M * (1 / (gap * (1 + q)) + Rational(1, 2)) - x * b_M
    return x_X * without_b / (2 * gap**2 * (1 + q)) + b_X * with_b / gap


def _sector(
    largest: Symbol,
    inserted: dict[Symbol, Expr],
    shares_of_X: tuple[Expr, Expr],
    shares_of_M: tuple[Expr, Expr],
) -> Sector:
    def here(form: Expr) -> Expr:
        return form.subs(inserted, simultaneous=True)

    unit = (Integer(0), Integer(1))
    X = x if shares_of_X == X_LARGER else b
    return Sector(
        coordinates={largest: (Integer(0), Tenth), share_x: unit, share_y: unit},
        symbols={
            omega: here(x),
            Gamma_M: here(a * x),
            Gamma_S: here(b * x),
            Delta_0: Integer(1),
        },
        quotients=(here(quotient(*shares_of_X, *shares_of_M)),),
        small=here(x * X * largest),
        unknowns=(Unknown(E, here(sqrt(gap_S(x, b) ** 2 - x**2)), Integer(1), Rational(1, 4)),),
        required=tuple(map(here, required(x, b))),
    )
