"""The modified Bessel function K of arguments that are not exact, without loss of digits.

flint adds I's that grow, so that a ball loses 2 |z|/log(2) bits.  For Re z > 0 the integral
K_nu(z) = int exp(-z cosh t) cosh(nu t) dt over t > 0 (DLMF 10.32.9) gives |K_nu(z)| <= K_mu(Re z)
with mu = |Re nu|, and the same for its slopes in z and in nu with mu + 1 (cosh t cosh(mu t) and
t |sinh(nu t)| are at most cosh((mu + 1) t)).  The bound falls with Re z and grows with mu: so
the value at the midpoint, where z is exact, and a bound of the slopes enclose it.

flint takes the asymptotic series from |z| = prec/2 on.  Before, where the I's cancel more than
half of the bits, it integrates, which takes minutes at 1000 bits: more bits keep it from that.
"""

from typing import Any

from flint import acb, arb, ctx

from numerics.arithmetic.ball_values import flint_function
from numerics.arithmetic.enclosures import disc

LOSS = 8  # bits that flint's own ball may lose
BOUND_BITS = 32  # of bounds, and what the value at the midpoint has more than the argument
LOST_BITS = 3  # for a unit of |z|, 2/log(2) rounded up
SPARE = 3  # times the bits that are lost
_flint_besselk = flint_function("bessel_k", 1)


def besselk(order: Any, z: Any) -> arb | acb:
    """K_order(z); real for a real order and z > 0."""
    nu, box = acb(order), acb(z)
    if nu.is_exact() and box.is_exact():
        return _at_exact(order, z)
    if not box.real > 0:
        return _flint_besselk(order, z)
    accuracy = max(0, min(box.rel_accuracy_bits(), nu.rel_accuracy_bits()))
    with ctx.workprec(min(ctx.prec, accuracy + BOUND_BITS)):
        own = acb(arb.nan()) if _cancels(box) else _flint_besselk(order, z)
        if acb(own).rel_accuracy_bits() >= accuracy - LOSS:
            return own
        return _about_the_midpoint(nu, box)


def _cancels(z: acb) -> bool:
    """Whether flint sums the series at this precision, and many of its bits cancel."""
    return bool(ctx.prec / 16 < abs(z).mid() < ctx.prec / 2)


def _at_exact(order: Any, z: Any) -> arb | acb:
    """K_order(z), with bits to spare where its series is summed and cancels."""
    if not _cancels(acb(z)):
        return _flint_besselk(order, z)
    with ctx.workprec(ctx.prec + SPARE * LOST_BITS * int(float(abs(acb(z)).mid()))):
        value = _flint_besselk(order, z)
    return +value


def _about_the_midpoint(nu: acb, box: acb) -> arb | acb:
    """The value at the midpoints, and a bound of what changes over the radii; Re z > 0."""
    radii = (part.rad() for part in (box.real, box.imag, nu.real, nu.imag))
    radius = sum(map(arb, radii), arb(0))
    mu, nearest = arb(abs(nu.real).upper().mid()), arb(box.real.lower().mid())
    with ctx.workprec(BOUND_BITS):
        slope, height = (acb(_at_exact(acb(m), acb(nearest))).real for m in (mu + 1, mu))
        change = arb((radius * slope).abs_upper())
    value = acb(_at_exact(acb(nu.mid()), acb(box.mid()))) if change < height else acb(0)
    if not change < height:
        change = arb(height.abs_upper())
    if nu.imag.is_zero() and box.imag.is_zero():
        return value.real + arb(0, change)
    return value + disc(change)
