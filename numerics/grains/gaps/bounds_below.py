"""Error bounds of the limits below the minigap, in coordinates without a 0/0.

Delta_S, Delta_M and R^2 are those of `steps.reduction`.  Below the minigap all is real, and the
coordinates are such that the solution is explicit:

    rho^2 = 1 - Y - 2 Y tau,   Delta_S = Delta_0 rho/(rho + r),   E_S^2 = Delta_S^2 - omega^2,

with rho = R/Gamma_S, r = Gamma_M/Gamma_S, Y = (omega/Gamma_S)^2 and tau = Gamma_S/E_S.  At given
rates omega has one maximum, the minigap (`steps.minigap`).  The physical solution is the part of
the curve from omega = 0 to it.
"""

from sympy import Expr, Integer, Rational, Symbol, Tuple, diff, sqrt

from derive.grains.steps.limits import superconductor_gap_low
from derive.grains.symbols import Delta_0, Delta_M, Delta_S, Gamma_M, Gamma_S, omega
from derive.papers import equation
from numerics.judge.bounds import Bound, Range
from numerics.judge.sectors import Sector

Half, Tenth = Rational(1, 2), Rational(1, 10)
QUARTER = (Integer(0), Rational(1, 4))  # of Y
TAU = (Integer(0), Integer(3))
RATIO = Range(Gamma_M / Gamma_S, Tenth, Integer(10))
r, Y, tau = (Symbol(name, positive=True) for name in ("r", "Y", "tau"))
eta, theta = (Symbol(name, positive=True) for name in ("eta", "theta"))
lam, t = (Symbol(name, positive=True) for name in ("lambda", "t"))
a, b = (Symbol(name, positive=True) for name in ("a", "b"))

UNDER_MINIGAP = (
    "Below the minigap E_S and R are real and positive, so that every solution has these "
    "coordinates. The physical one starts at omega = 0 and ends at the one maximum of omega at "
    "given rates: it is where omega grows along the curve of solutions. The walls show that the "
    "curve stays in the box of coordinates."
)


def low() -> Bound:
    """Delta_S below the minigap, for weak tunnelling."""
    _, _, first = _weak(Y, tau)
    sector = _low_sector({Y: QUARTER, tau: TAU}, Y, tau, first, Y)
    return _low_bound(None, (omega / Gamma_S) ** 2, (sector,))


def low_with_next_term() -> Bound:
    """Delta_S below the minigap by the derived form, whose error is of the order Y (Y + g).

    Two sectors: Y = eta tau and tau = theta Y, with eta and theta from 0 to 1.
    """
    unit = (Integer(0), Integer(1))
    small = (omega / Gamma_S) ** 2 * ((omega / Gamma_S) ** 2 + Gamma_S / Delta_0)
    sectors = tuple(
        _low_sector(
            coordinates,
            Y_,
            tau_,
            _second_error(Y_, tau_, Y_ / larger, tau_ / larger),
            Y_ * (Y_ + _weak(Y_, tau_)[1]),
        )
        for coordinates, Y_, tau_, larger in (
            ({tau: TAU, eta: unit}, eta * tau, tau, tau),
            ({Y: QUARTER, theta: unit}, Y, theta * Y, Y),
        )
    )
    return _low_bound(superconductor_gap_low(), small, sectors)


def _weak(Y: Expr, tau: Expr) -> tuple[Expr, Expr, Expr]:
    """rho, g = Gamma_S/Delta_0, and the error of Delta_0/(1 + r) over Y."""
    rho = sqrt(1 - Y - 2 * Y * tau)
    g = tau * rho / ((rho + r) * sqrt(1 + Y * tau**2))
    return rho, g, r * (1 + 2 * tau) / ((1 + r) * rho * (1 + rho))


def _second_error(Y: Expr, tau: Expr, Y_share: Expr, tau_share: Expr) -> Expr:
    """The error of Delta_0/(1 + r) (1 - r Y/(2 (1 + r))) over Y (Y + g); shares: over the larger.

    It is first Y - r Y (1 + first Y)/(2 (1 + r)), where first is the quotient of the leading term
    and first - r/(2 (1 + r)) has a factor of Y and one of tau, by 2 - rho - rho^2 =
    (1 - rho) (2 + rho).
    """
    rho, _, first = _weak(Y, tau)
    part = r / (1 + r)
    falls = 4 * tau_share + Y_share * (1 + 2 * tau) * (2 + rho) / (1 + rho)
    g_share = tau_share * rho / ((rho + r) * sqrt(1 + Y * tau**2))
    return part * (falls / (2 * rho * (1 + rho)) - first * Y_share / 2) / (Y_share + g_share)


def _low_sector(
    coordinates: dict[Symbol, tuple[Rational, Rational]],
    Y: Expr,
    tau: Expr,
    quotient: Expr,
    small: Expr,
) -> Sector:
    """The slope of log g in log tau at given Y is rho^2 (rho + r) - fold, times a positive number.

    It vanishes where omega has its maximum at given g, and is positive before.
    """
    rho, g, _ = _weak(Y, tau)
    fold = tau * Y * r * (1 + Y * tau**2)
    return Sector(
        coordinates=coordinates | {r: _ends()},
        symbols={omega: sqrt(Y), Gamma_S: Integer(1), Gamma_M: r, Delta_0: 1 / g},
        quotients=(quotient,),
        small=small,
        conditions=(
            rho**2,
            QUARTER[1] - Y,
            rho**2 * (1 + r) - fold,  # rho <= 1: the next one without a root
            rho**2 * (rho + r) - fold,
            Tenth - g,
        ),
        walls=tuple((tau_, TAU[1]) for tau_ in coordinates if tau_ == tau),
    )


def _low_bound(form: Expr | None, small: Expr, sectors: tuple[Sector, ...]) -> Bound:
    return Bound(
        record=equation("10-S-low"),
        form=form,
        exact=Delta_S,
        region=(
            RATIO,
            Range(Gamma_S / Delta_0, Integer(0), Tenth, is_open=True),
            Range(omega / Gamma_S, Integer(0), Half, is_open=True),
        ),
        words="omega at most the minigap",
        small=small,
        power=Integer(1),
        sectors=sectors,
        because=UNDER_MINIGAP,
    )


def strong_metal() -> Bound:
    """Delta_M for strong tunnelling, against the uniform gap."""
    return _strong(Delta_M)


def strong_superconductor() -> Bound:
    """Delta_S for strong tunnelling, against the uniform gap."""
    return _strong(Delta_S)


def _strong(gap: Symbol) -> Bound:
    rho = sqrt(1 - lam**2 * t**2 - 2 * lam * t**2)
    stretch = sqrt(1 + t**2) * (rho + r) / rho  # Delta_0/E_S
    error_S = r * t**2 * (2 + lam) / ((1 + r) * (1 + rho) * sqrt(1 + t**2) * (rho + r))
    error_M = error_S * (1 + lam) + 1 / stretch
    uniform = Delta_0 * Gamma_S / (Gamma_M + Gamma_S)
    sector = Sector(
        coordinates={lam: (Integer(0), Tenth), t: (Integer(0), Integer(1)), r: _ends()},
        symbols={omega: lam * t, Gamma_S: Integer(1), Gamma_M: r, Delta_0: lam * stretch},
        quotients=(error_M if gap == Delta_M else error_S,),
        small=lam * stretch,
        conditions=(
            rho**2,
            Tenth - lam * stretch,
            stretch / (2 * (1 + r)) - t,
        ),
        # d omega/dt at given rates, times a positive number: half the uniform gap is below the
        # minigap.
        required=(stretch + lam * diff(stretch, lam) - t * diff(stretch, t),),
        walls=((t, Integer(1)),),
    )
    return Bound(
        record=equation("strong"),
        form=uniform,
        exact=gap,
        region=(
            RATIO,
            Range(Delta_0 / Gamma_S, Integer(0), Tenth, is_open=True),
            Range(omega / uniform, Integer(0), Half),
        ),
        small=Delta_0 / Gamma_S,
        power=Integer(1),
        sectors=(sector,),
        because=UNDER_MINIGAP,
    )


def zero() -> Bound:
    """Both gaps at omega = 0, where the solution is explicit."""
    sector = Sector(
        coordinates={a: (Integer(0), Integer(1)), b: (Integer(0), Integer(1))},
        symbols={omega: Integer(0), Gamma_M: a, Gamma_S: b, Delta_0: Integer(1)},
        quotients=(Integer(1), Integer(0)),
        small=a + b,
        conditions=(1 - a - b,),
    )
    return Bound(
        record=equation("11-low"),
        exact=Tuple(Delta_M, Delta_S),
        region=(Range((Gamma_M + Gamma_S) / Delta_0, Integer(0), Integer(1), is_open=True),),
        words="omega = 0",
        small=(Gamma_M + Gamma_S) / Delta_0,
        power=Integer(1),
        sectors=(sector,),
        because="At omega = 0 R is Gamma_S, and (21) gives both gaps without an equation to solve.",
    )


def _ends() -> tuple[Rational, Rational]:
    return RATIO.low, RATIO.high
