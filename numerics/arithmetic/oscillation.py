"""Integrals to infinity that converge by oscillation: the path is turned to where they decay.

For A(t) exp(i w t^n + ...), with A analytic and |A| <= C |t|^P, P < n - 1, in the sector between
the real axis and the ray of angle pi/(3 n) sign(w), the arc at infinity gives nothing (Jordan's
lemma), and on a parallel of the ray the integrand falls as exp(-|w| sin(pi/3) y^n).  The angle
pi/(2 n), steepest, would meet the cut of sqrt(1 + t^2).
"""

from collections.abc import Sequence
from functools import lru_cache

import sympy
from flint import acb, arb, ctx

from numerics.arithmetic.analytic import reflected
from numerics.arithmetic.enclosures import NoEnclosure
from numerics.arithmetic.growth import growth
from numerics.arithmetic.growth_records import Region

STARTS = (16, 128, 1024, 8192)  # a sector is looked for beyond these
DEGREES = (1, 2, 3)  # of exponents, as polynomials in t
Term = tuple[sympy.Expr, sympy.Expr]


class _FreeOfExponentials(sympy.Function):
    """exp(z) K_nu(z), while exponentials are collected."""


@lru_cache(maxsize=256)
def terms(form: sympy.Expr, t: sympy.Symbol) -> list[Term]:
    """Amplitudes and exponents, whose A exp(E) sum to the form for t > 0."""

    def hankel(order: sympy.Expr, z: sympy.Expr) -> sympy.Expr:
        """J_nu(z) by K_nu(-i z) and K_nu(i z), |arg z| <= pi/2 (DLMF 10.27.9)."""
        if not (z / t).is_positive:
            return sympy.besselj(order, z)
        turn = sympy.exp(sympy.I * sympy.pi * order / 2)
        out, back = (_FreeOfExponentials(order, side * sympy.I * z) for side in (-1, 1))
        wave = sympy.exp(sympy.I * z)
        return (wave * out / turn - turn * back / wave) / (sympy.pi * sympy.I)

    form = form.replace(sympy.besselj, hankel)
    form, kept = _kept(form.rewrite([sympy.sin, sympy.cos], sympy.exp), t)
    found: dict[sympy.Expr, sympy.Expr] = {}
    for term in sympy.Add.make_args(sympy.expand(form)):
        waves: list[sympy.Expr] = []
        rest: list[sympy.Expr] = []
        for factor in sympy.Mul.make_args(term):
            is_wave = (
                isinstance(factor, sympy.exp)
                and factor.args[0].is_polynomial(t)
                and not factor.has(*kept)
            )
            (waves if is_wave else rest).append(factor)
        exponent = sympy.expand(sum(wave.args[0] for wave in waves))
        found[exponent] = found.get(exponent, sympy.S.Zero) + sympy.Mul(*rest)
    whole = [(A.xreplace(kept).replace(_FreeOfExponentials, _written), E) for E, A in found.items()]
    return [(A, E) for A, E in whole if A != 0]


def _kept(form: sympy.Expr, t: sympy.Symbol) -> tuple[sympy.Expr, dict[sympy.Symbol, sympy.Expr]]:
    """Symbols for denominators and roots, which are not to be expanded, and what they stand for."""
    kept: dict[sympy.Expr, sympy.Symbol] = {}
    for e in form.atoms(sympy.Pow):
        if e.has(t) and not (e.exp.is_Integer and e.exp > 0):
            kept[e] = sympy.Dummy("kept")
    return form.xreplace(kept), {symbol: e for e, symbol in kept.items()}


def _written(order: sympy.Expr, z: sympy.Expr) -> sympy.Expr:
    return sympy.exp(z) * sympy.besselk(order, z)


def with_powers_for_exponentials(
    form: sympy.Expr, t: sympy.Symbol, lower: sympy.Expr
) -> tuple[sympy.Expr, sympy.Symbol, sympy.Expr]:
    """In u = exp(t), an integrand over t > lower that has waves of exp(t), such as sin(cosh t)."""
    hyperbolic = (sympy.sinh, sympy.cosh, sympy.exp)
    waves = form.atoms(sympy.sin, sympy.cos)
    if not any(e.has(t) for wave in waves for e in wave.args[0].atoms(*hyperbolic)):
        return form, t, lower
    u = sympy.Dummy("u", positive=True)
    written = form.rewrite([sympy.sinh, sympy.cosh], sympy.exp).subs(t, sympy.log(u)) / u
    return written, u, sympy.exp(lower)


def start_of_tail(lower: acb) -> int:
    """Where the path is turned: beyond the lower limit."""
    for start in STARTS:
        if lower.real < start:
            return start
    raise NoEnclosure(f"it oscillates, and is not enclosed beyond t = {STARTS[-1]}")


def turned(
    amplitude: sympy.Expr,
    exponent: sympy.Expr,
    t: sympy.Symbol,
    y: sympy.Symbol,
    start: int,
    symbols: Sequence[sympy.Symbol],
    boxes: Sequence[acb],
) -> sympy.Expr:
    """The integrand on the ray t = start + direction y, whose integral over y > 0 is the tail.

    Raises NoEnclosure where the exponent does not oscillate, or the amplitude is not shown to be
    analytic and small enough in the sector.
    """
    values = dict(zip(symbols, boxes, strict=True))
    n = int(sympy.degree(exponent, t)) if exponent.has(t) else 0
    if n not in DEGREES or reflected(exponent) != -exponent:
        raise NoEnclosure("it neither decays nor oscillates at an end, as far as bounds show")
    region = Region(y, arb(1) / start, arb(0), values)
    speed = region.number(exponent.coeff(t, n) / sympy.I).real
    if speed.contains(0):
        raise NoEnclosure("its oscillation at an end may have frequency 0")
    side = 1 if speed > 0 else -1
    direction = sympy.exp(side * sympy.I * sympy.pi / (3 * n))
    _require_small(amplitude, t, n, side, start, values)
    whole = sympy.powsimp(amplitude * sympy.exp(exponent), combine="exp")
    on_ray = whole.subs(t, start + direction * y) * direction
    return on_ray.replace(sympy.exp, lambda z: sympy.exp(sympy.expand(z)))


def _require_small(
    amplitude: sympy.Expr,
    t: sympy.Symbol,
    n: int,
    side: int,
    start: int,
    values: dict[sympy.Symbol, acb],
) -> None:
    """P < n - 1 in the sector, whose middle is turned to the real axis."""
    s = sympy.Dummy("s", positive=True)
    middle = sympy.exp(side * sympy.I * sympy.pi / (6 * n))
    with ctx.workprec(64):
        region = Region(s, arb(1) / start, arb.pi() / (6 * n), values)
        g = growth(amplitude.subs(t, middle / s), region)
        if g.exponent != 0 or not region.real(g.power) > 1 - n:
            raise NoEnclosure("it oscillates at an end, but its amplitude is not shown to be small")
