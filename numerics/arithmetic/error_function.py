"""The complementary error function of balls."""

from typing import Any

from flint import acb, arb

from numerics.arithmetic.ball_values import flint_function, real_or_complex, sharp

_erfc = flint_function("erfc")


@sharp
def erfc(z: Any) -> Any:
    """erfc of a ball, a real one for a real ball.

    flint loses all digits of a large argument that is not exact.  So erfc is taken at the middle,
    and the radius is that of z times the largest modulus of the derivative (DLMF 7.2.1) on it.
    """
    z = real_or_complex(z)
    found = _erfc(z)
    if z.is_exact() or not found.is_finite():
        return found
    slope = 2 / arb.pi().sqrt() * abs((-(z * z)).exp()).upper()
    off = (slope * abs(z - z.mid()).upper()).upper()
    around = arb(0, off) if isinstance(z, arb) else acb(arb(0, off), arb(0, off))
    middle = _erfc(z.mid()) + around
    return middle if middle.rel_accuracy_bits() > found.rel_accuracy_bits() else found
