"""Error bounds of the limits above the minigap, where the gaps are complex.

In units of Delta_0, x = omega, a = Gamma_M/omega, b = Gamma_S/omega and kappa = i R/omega:

    kappa^2 = 1 - b^2 + 2 b x/E_S,   Delta_S = 1/(1 + i a/kappa),   E_S^2 = Delta_S^2 - x^2.

There are two small numbers, x and b, and a sector for each order of them: in one x = b xi, in the
other b = x beta, with xi and beta from 0 to 1.
"""

from collections.abc import Callable

from sympy import Expr, I, Integer, Max, Rational, Symbol, sqrt

from derive.grains.symbols import Delta_0, Delta_M, Delta_S, Gamma_M, Gamma_S, omega
from derive.papers import equation
from numerics.judge.bounds import Bound, Range
from numerics.judge.sectors import Sector, Unknown

x, a, b, beta, xi = (Symbol(name, positive=True) for name in ("x", "a", "b", "beta", "xi"))
E = Symbol("E")
Tenth = Rational(1, 10)
REGION = tuple(
    Range(quantity, Integer(0), Tenth, is_open=True)
    for quantity in (omega / Delta_0, Gamma_M / omega, Gamma_S / omega)
)
PHYSICAL = (
    "E_S is the only solution in a square around Delta_0. With kappa = i R/omega, balls show on "
    "every box that kappa, (Delta_S - omega)/E_S and exp(i theta_M) = (1 - Delta_M/omega) "
    "(1 + Gamma_S/E_S)/kappa have positive real parts. The first makes Im Delta_S negative, and "
    "with the second exp(i theta_S) = i (Delta_S - omega)/E_S has a positive real part, too. A "
    "solution for which both exponentials have one is the physical one (Schwarz and Pick)."
)

# The quotient by x or b, the smaller part of the other, and both as they are.
Quotient = Callable[[Expr, Expr, Expr, Expr], Expr]


def metal_weak() -> Bound:
    """Delta_M: Gamma_S/Delta_M - 1 = (b x + E_S - Delta_S)/Delta_S, of which x is divided out."""

    def quotient(x: Expr, b: Expr, x_share: Expr, b_share: Expr) -> Expr:
        gap = gap_S(x, b)
        return b_share / gap - x_share / (gap * (E + gap))

    return Bound(
        record=equation("10-M-weak"),
        exact=Delta_M,
        region=REGION,
        small=omega / Delta_0 * Max(omega / Delta_0, Gamma_S / omega),
        power=Integer(1),
        sectors=sectors(quotient, x),
        because=PHYSICAL,
    )


def superconductor_high() -> Bound:
    """Delta_S: the error is i a (1 - kappa)/(kappa (1 + i a)), of which a b is divided out."""

    def quotient(x: Expr, b: Expr, x_share: Expr, b_share: Expr) -> Expr:
        kappa = radius(x, b)
        return I * (b_share - 2 * x_share / E) / (kappa * (1 + I * a) * (1 + kappa))

    return Bound(
        record=equation("10-S-high"),
        exact=Delta_S,
        region=REGION,
        small=Gamma_M * Gamma_S / omega**2 * Max(omega / Delta_0, Gamma_S / omega),
        power=Integer(1),
        sectors=sectors(quotient, a * b),
        because=PHYSICAL,
    )


def radius(x: Expr, b: Expr) -> Expr:
    """kappa"""
    return sqrt(1 - b**2 + 2 * b * x / E)


def gap_S(x: Expr, b: Expr) -> Expr:
    """Delta_S"""
    return 1 / (1 + I * a / radius(x, b))


def required(x: Expr, b: Expr) -> tuple[Expr, Expr, Expr]:
    """What is positive at the physical solution, as PHYSICAL says."""
    kappa, gap = radius(x, b), gap_S(x, b)
    metal = (1 - b * gap / (E + b * x)) * (1 + b * x / E) / kappa
    return kappa, (gap - x) / E, metal


def sectors(quotient: Quotient, factor: Expr) -> tuple[Sector, Sector]:
    """Where b <= x and where x <= b; the small quantity is max(x, b) times a factor of x, a, b."""
    return (
        _sector(quotient, factor, (x, beta), {b: x * beta}, x, (Integer(1), beta)),
        _sector(quotient, factor, (b, xi), {x: b * xi}, b, (xi, Integer(1))),
    )


def _sector(
    quotient: Quotient,
    factor: Expr,
    coordinates: tuple[Symbol, Symbol],
    inserted: dict[Symbol, Expr],
    larger: Symbol,
    shares: tuple[Expr, Expr],
) -> Sector:
    size, share = coordinates
    x_, b_ = (each.subs(inserted) for each in (x, b))
    energy = Unknown(E, sqrt(gap_S(x_, b_) ** 2 - x_**2), Integer(1), Rational(1, 4))
    return Sector(
        coordinates={
            size: (Integer(0), Tenth),
            share: (Integer(0), Integer(1)),
            a: (Integer(0), Tenth),
        },
        symbols={omega: x_, Gamma_M: a * x_, Gamma_S: b_ * x_, Delta_0: Integer(1)},
        quotients=(quotient(x_, b_, *shares),),
        small=factor.subs(inserted) * larger,
        unknowns=(energy,),
        required=required(x_, b_),
    )
