"""Error bounds above the minigap by the derived forms, one order better than the printed ones.

With x, a, b, kappa of `bounds_above`, X = max(x, b), M = max(x, a, b), q = E_S/Delta_S and
1 - Delta_S = i a Delta_S/kappa, the error of Delta_M has the factors x, X and M, and that of
Delta_S the factors a b, X and M.  There is a sector for each order of x and b, and of X and a.
"""

from collections.abc import Callable

from sympy import Expr, I, Integer, Max, Rational, Symbol, sqrt

from derive.grains.steps.limits import metal_gap_weak, superconductor_gap_high
from derive.grains.symbols import Delta_0, Delta_M, Delta_S, Gamma_M, Gamma_S, omega
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


# The quotient by x/X, b/X, X/M and a/M.
Quotient = Callable[[Expr, Expr, Expr, Expr], Expr]


def metal_weak() -> Bound:
    """Delta_M by the derived form of (10-M-weak)."""
    return _bound("10-M-weak", metal_gap_weak(), Delta_M, omega / Delta_0, metal_quotient, x)


def superconductor_high() -> Bound:
    """Delta_S by the derived form of (10-S-high)."""
    form = superconductor_gap_high()
    return _bound("10-S-high", form, Delta_S, Gamma_M * Gamma_S / omega**2, high_quotient, a * b)


def metal_quotient(x_X: Expr, b_X: Expr, X_M: Expr, a_M: Expr) -> Expr:
    """The error of Gamma_S (1 + x^2/2 - b x) over x X M, where x_X is x/X and so on.

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


def high_quotient(x_X: Expr, b_X: Expr, X_M: Expr, a_M: Expr) -> Expr:
    """The error of 1/(1 + i a) - i a b (b - 2 x)/(2 (1 + i a)^2) over a b X M.

    Over i a b it is ((b - 2 x/E)/(1 + kappa) - (b - 2 x) (kappa + i a)/(2 (1 + i a)))/(kappa
    (1 + i a)).  Both fractions differ by 1 - kappa = b (b - 2 x/E)/(1 + kappa), times b - 2 x, and
    by 1 - E = (1 - Delta_S^2 + x^2)/(1 + E), times x.
    """
    gap, kappa = gap_S(x, b), radius(x, b)
    falls = I * gap / kappa  # (1 - Delta_S)/a
    x_M, b_M = x_X * X_M, b_X * X_M
    by_kappa = (b_X - 2 * x_X) * b_M * (b - 2 * x / E) * (2 + kappa + I * a)
    by_E = 2 * x_X * (a_M * falls * (1 + gap) + x * x_M) / (E * (1 + E))
    both = by_kappa / (2 * (1 + I * a) * (1 + kappa) ** 2) - by_E / (1 + kappa)
    return I * both / (kappa * (1 + I * a))


def _bound(
    label: str, form: Expr, gap: Symbol, factor_told: Expr, quotient: Quotient, factor: Expr
) -> Bound:
    X = Max(omega / Delta_0, Gamma_S / omega)
    M = Max(omega / Delta_0, Gamma_S / omega, Gamma_M / omega)
    near, far = (Integer(1), share_y), (share_y, Integer(1))  # X/M and a/M
    cases = (
        (x, {b: x * share_x, a: x * share_y}, X_LARGER, near),
        (b, {x: b * share_x, a: b * share_y}, B_LARGER, near),
        (a, {x: a * share_y, b: a * share_y * share_x}, X_LARGER, far),
        (a, {b: a * share_y, x: a * share_y * share_x}, B_LARGER, far),
    )
    return Bound(
        record=equation(label),
        form=form,
        exact=gap,
        region=REGION,
        small=factor_told * X * M,
        power=Integer(1),
        sectors=tuple(
            _sector(
                largest,
                inserted,
                quotient(*of_X, *of_M),
                factor * (x if of_X == X_LARGER else b) * largest,
            )
            for largest, inserted, of_X, of_M in cases
        ),
        because=PHYSICAL,
    )


def _sector(largest: Symbol, inserted: dict[Symbol, Expr], quotient: Expr, small: Expr) -> Sector:
    """One order of the small numbers, the largest of them and the others' shares as coordinates."""

    def here(form: Expr) -> Expr:
        return form.subs(inserted, simultaneous=True)

    unit = (Integer(0), Integer(1))
    return Sector(
        coordinates={largest: (Integer(0), Tenth), share_x: unit, share_y: unit},
        symbols={
            omega: here(x),
            Gamma_M: here(a * x),
            Gamma_S: here(b * x),
            Delta_0: Integer(1),
        },
        quotients=(here(quotient),),
        small=here(small),
        unknowns=(Unknown(E, here(sqrt(gap_S(x, b) ** 2 - x**2)), Integer(1), Rational(1, 4)),),
        required=tuple(map(here, required(x, b))),
    )
