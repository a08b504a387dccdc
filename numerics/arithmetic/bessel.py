"""The modified Bessel function K of arguments that are not exact, without loss of digits.

flint adds I's that grow, so that a ball loses 2 |z|/log(2) bits.  For Re z > 0 the integral
K_nu(z) = int exp(-z cosh t) cosh(nu t) dt over t > 0 (DLMF 10.32.9) gives |K_nu(z)| <= K_mu(Re z)
with mu = |Re nu|, and the same for its slopes in z and in nu with mu + 1 (cosh t cosh(mu t) and
t |sinh(nu t)| are at most cosh((mu + 1) t)).  The bound falls with Re z and grows with mu: so
the value at the midpoint, where z is exact, and a bound of the slopes enclose it.
"""

from typing import Any

from flint import acb, arb, ctx

from numerics.arithmetic.ball_values import flint_function
from numerics.arithmetic.enclosures import disc

LOSS = 8  # bits that flint's own ball may lose
BOUND_BITS = 32  # of bounds, and what the value at the midpoint has more than the argument
_at_exact = flint_function("bessel_k", 1)


def besselk(order: Any, z: Any) -> arb | acb:
    """K_order(z); real for a real order and z > 0."""
    own = _at_exact(order, z)
    nu, box = acb(order), acb(z)
    accuracy = min(box.rel_accuracy_bits(), nu.rel_accuracy_bits())
    is_exact = nu.is_exact() and box.is_exact()
    if is_exact or not box.real > 0 or acb(own).rel_accuracy_bits() >= accuracy - LOSS:
        return own
    radii = (part.rad() for part in (box.real, box.imag, nu.real, nu.imag))
    radius = sum(map(arb, radii), arb(0))
    mu, nearest = arb(abs(nu.real).upper().mid()), arb(box.real.lower().mid())
    with ctx.workprec(BOUND_BITS):
        slope, height = (acb(_at_exact(acb(m), acb(nearest))).real for m in (mu + 1, mu))
        change = arb((radius * slope).abs_upper())
    with ctx.workprec(min(ctx.prec, max(accuracy, 0) + BOUND_BITS)):
        middle = acb(nu.mid()), acb(box.mid())
        value = acb(_at_exact(*middle)) if change < height else acb(0)
    if not change < height:
        change = arb(height.abs_upper())
    if nu.imag.is_zero() and box.imag.is_zero():
        return value.real + arb(0, change)
    return value + disc(change)
