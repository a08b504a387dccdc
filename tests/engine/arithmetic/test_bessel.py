"""K of exact and of inexact arguments, where its series cancels, against mpmath."""

import mpmath
import pytest
from flint import acb, arb

from numerics.arithmetic.bessel import besselk
from numerics.arithmetic.functions import ball_precision
from numerics.arithmetic.integrals import bessel_overlap

ORDERS = [0, 1, 2, 0.5]
SHARES = [0.05, 0.1, 0.3, 0.49, 0.51]  # of the precision: the asymptotic series holds beyond 1/2
BITS = 700
RADIUS = 2.0**-60


def by_mpmath(order: float, z: complex) -> mpmath.mpc:
    with mpmath.workprec(BITS + 40):
        return mpmath.besselk(mpmath.mpf(order), mpmath.mpmathify(z))


def ball_of(value: mpmath.mpc) -> acb:
    with mpmath.workprec(BITS + 40):
        parts = [mpmath.nstr(part, 222) for part in (mpmath.re(value), mpmath.im(value))]
    return acb(*(arb(part) * (1 + arb(0, "1e-215")) for part in parts))


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("order", ORDERS)
def test_no_digits_are_lost_where_the_series_cancels(order, share):
    size = round(4 * share * BITS) / 4
    for z in (size, complex(0.75 * size, size / 2)):
        with ball_precision(BITS):
            found = acb(besselk(acb(order), acb(z)))
            assert found.rel_accuracy_bits() > BITS - 16
            assert found.overlaps(ball_of(by_mpmath(order, z)))


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("order", ORDERS)
def test_an_inexact_argument_gives_what_its_digits_allow(order, share):
    size = round(4 * share * BITS) / 4
    with ball_precision(BITS):
        found = acb(besselk(acb(order), acb(arb(size, RADIUS))))
        # K'/K is near -1, so that the relative radius is that of the argument.
        assert found.rel_accuracy_bits() > 60 - 8
        for end in (arb(size) - RADIUS, arb(size) + RADIUS):
            assert found.overlaps(acb(besselk(acb(order), acb(end))))


@pytest.mark.parametrize("depth", [1600, 1 << 16, 1 << 60])
def test_an_overlap_of_scales_that_are_enormously_far_apart(depth):
    """pi^2/(4 M(a, b)) with the arithmetic-geometric mean, DLMF 19.8.5."""
    a, b = arb((3, -depth)), arb(2)
    with ball_precision(100):
        found = bessel_overlap(a, b)
        assert found.rel_accuracy_bits() > 90
        # M(a, b) = pi b/(2 log(4 b/a)) for a/b to 0, the rest is of the order (a/b)^2.
        assert found.overlaps(acb(arb.pi() / (2 * b) * (4 * b / a).log()))


def test_an_overlap_of_inexact_scales_holds_those_at_the_ends():
    with ball_precision(100):
        wide = bessel_overlap(arb(1, 0.25), arb(3, 0.5))
        for a in (0.75, 1.25):
            for b in (2.5, 3.5):
                assert wide.contains(bessel_overlap(arb(a), arb(b)))
