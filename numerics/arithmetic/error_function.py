"""The complementary error function of balls."""

from typing import Any

from flint import acb, arb

from numerics.arithmetic.ball_values import flint_function, real, real_or_complex, sharp

erf = flint_function("erf")
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


@sharp
def erf2(a: Any, b: Any) -> Any:
    """erf(b) - erf(a), by the complements where both have the same sign."""
    a, b = real_or_complex(a), real_or_complex(b)
    if acb(a).real > 0 and acb(b).real > 0:
        return erfc(a) - erfc(b)
    if acb(a).real < 0 and acb(b).real < 0:
        return erfc(-b) - erfc(-a)
    return erf(b) - erf(a)


@sharp
def erfinv(x: Any) -> arb:
    return real(x, "erfinv").erfinv()


@sharp
def erfcinv(x: Any) -> arb:
    """The inverse of erfc: by the odd inverse of erf where x > 1."""
    x = real(x, "erfcinv")
    return x.erfcinv() if x < 1 else (1 - x).erfinv()
