"""Green's functions in imaginary time, and couplings at T > 0, against sums and quadratures of (9).

Every judge is shown to fail on a mutant of the derived form.
"""

import mpmath
import numpy as np
import pytest
from mpmath import mpf
from scipy.integrate import quad
from sympy import Rational, Sum, lambdify, simplify, tanh

from derive.grains.steps import couplings, imaginary_time
from derive.grains.symbols import (
    N_M,
    N_S,
    R_SM,
    R_SS,
    Delta_0,
    Delta_1,
    Delta_2,
    Gamma_M,
    T,
    e,
    hbar,
    n,
    s,
    w,
)
from numerics.arithmetic.functions import mpmath_function

DIGITS = 20
GAP, WARM = mpf(5) / 4, mpf(2) / 7
TIMES = (Rational(1, 8), Rational(1, 3), Rational(1, 2), Rational(5, 6))  # in 1/T
IMAGES = 16  # those of K_0 and K_1 fall as exp(-GAP/WARM) = 0.013
UNITS = dict.fromkeys((R_SM, R_SS, e, hbar), 1)


@pytest.fixture(autouse=True)
def more_than_double():
    with mpmath.workdps(DIGITS + 10):
        yield


def functions(gap):
    """f(i w) and g(i w)/i with N = 1: (9) at omega = i w for w of both signs."""
    return (
        lambda w: -mpmath.pi * gap / mpmath.hypot(w, gap),
        lambda w: -mpmath.pi * w / mpmath.hypot(w, gap),
    )


def cold_by_quadrature(time):
    """f and g at T = 0: the even and the odd function of w with cos(w s) and -sin(w s)."""
    f, g = functions(GAP)
    return (
        mpmath.quadosc(lambda w: f(w) * mpmath.cos(w * time), [0, mpmath.inf], omega=time)
        / mpmath.pi,
        -mpmath.quadosc(
            lambda w: (g(w) + mpmath.pi) * mpmath.sin(w * time), [0, mpmath.inf], omega=time
        )
        / mpmath.pi
        + 1 / time,  # that of -pi, a metal
    )


def thermal_by_summation(fraction):
    """f and g at T > 0 and s = fraction/T, from blocks of terms in which the phase comes round."""
    period = 2 * fraction.q

    def total(function, phase):
        def block(k):
            return mpmath.fsum(
                function((2 * j + 1) * mpmath.pi * WARM)
                * phase((2 * j + 1) * mpmath.pi * fraction.p / fraction.q)
                for j in range(int(k) * period, int(k + 1) * period)
            )

        return 2 * WARM * mpmath.nsum(block, [0, mpmath.inf])

    f, g = functions(GAP)
    metal = mpmath.pi * WARM / mpmath.sin(mpmath.pi * fraction.p / fraction.q)
    return total(f, mpmath.cos), metal - total(lambda w: g(w) + mpmath.pi, mpmath.sin)


def summed(form, symbols, point, images=None):
    """A form that is a multiple of an infinite sum: its first terms, or all of them."""
    (total,) = form.atoms(Sum)
    term = mpmath_function((n, *symbols), form / total * total.function)
    if images is not None:
        return mpmath.fsum(term(k, *point) for k in range(images))
    _, *ends = total.limits[0]
    return mpmath.nsum(lambda k: term(int(k), *point), [float(end) for end in ends])


def close(value, expected):
    return abs(value - expected) < mpf(10) ** -DIGITS * abs(expected)


@pytest.mark.parametrize("time", [Rational(2, 3), Rational(4)])
def test_gapped_functions_at_zero_temperature(time):
    forms = imaginary_time.pair_function(Delta_0), imaginary_time.normal_function(Delta_0)
    at = mpf(time.p) / time.q
    for form, expected in zip(forms, cold_by_quadrature(at), strict=True):
        assert close(mpmath_function((s, Delta_0, N_M), form)(at, GAP, 1), expected)
        mutant = form.subs(s, 2 * s)
        assert not close(mpmath_function((s, Delta_0, N_M), mutant)(at, GAP, 1), expected)


@pytest.mark.parametrize("fraction", TIMES)
def test_gapped_functions_at_temperature(fraction):
    forms = (
        imaginary_time.pair_function_thermal(Delta_0),
        imaginary_time.normal_function_thermal(Delta_0),
    )
    point = mpf(fraction.p) / fraction.q / WARM, WARM, GAP, 1
    for form, expected in zip(forms, thermal_by_summation(fraction), strict=True):
        value = summed(form, (s, T, Delta_0, N_M), point, IMAGES)
        if fraction == Rational(1, 2) and form is forms[0]:
            assert abs(value) + abs(expected) < mpf(10) ** -DIGITS
            continue
        assert close(value, expected)
        bosonic = form.replace(lambda x: x == (-1) ** n, lambda _: 1)
        assert bosonic != form
        mutant = summed(bosonic, (s, T, Delta_0, N_M), point, IMAGES)
        assert not close(mutant, expected)


@pytest.mark.parametrize("fraction", TIMES)
def test_metallic_function(fraction):
    """The sum of a geometric series, against the images of 1/s, which is odd."""
    at = mpf(fraction.p) / fraction.q / WARM
    cold = imaginary_time.metallic_function_cold()
    images = imaginary_time.sum_over_images(cold, w)
    value = mpmath_function((s, T, N_M), imaginary_time.metallic_function())(at, WARM, 1)
    assert close(value, summed(images, (s, T, N_M), (at, WARM, 1)))
    mutant = imaginary_time.sum_over_images(cold, w**2)
    assert not close(value, summed(mutant, (s, T, N_M), (at, WARM, 1)))


def matsubara(gap_1, gap_2):
    """pi/2 T sum over both signs of w_n of gap_1 gap_2/(E_1 E_2): J in hbar/(e^2 R)."""

    def term(k):
        frequency = (2 * k + 1) * mpmath.pi * WARM
        return gap_1 * gap_2 / mpmath.hypot(frequency, gap_1) / mpmath.hypot(frequency, gap_2)

    return mpmath.pi * WARM * mpmath.nsum(term, [0, mpmath.inf])


def test_equal_gaps_at_temperature():
    form = couplings.josephson_pure_thermal()
    assert simplify(form / tanh(Delta_0 / (2 * T)) - couplings.josephson_pure()) == 0
    value = mpmath_function((Delta_0, T), form.subs(UNITS))(GAP, WARM)
    assert close(value, matsubara(GAP, GAP))
    mutant = form.subs(T, 2 * T).subs(UNITS)
    assert not close(mpmath_function((Delta_0, T), mutant)(GAP, WARM), matsubara(GAP, GAP))


def test_unequal_gaps_at_temperature():
    """The sum over frequencies, and the integral of f_1(s) f_2(-s) over a period."""
    gaps = GAP, mpf(3) / 8
    form = couplings.josephson_of_gaps_thermal().subs(UNITS)
    value = summed(form, (Delta_1, Delta_2, T), (*gaps, WARM))
    assert close(value, matsubara(*gaps))
    (images,) = imaginary_time.pair_function_thermal(Delta_0).atoms(Sum)
    term = lambdify((n, s, T, Delta_0, N_M), images.function, modules="scipy")
    warm = float(WARM)

    def pairs(time):
        in_time = (term(np.arange(18), time, warm, float(gap), 1).sum() for gap in gaps)
        return np.prod(list(in_time))

    half, _ = quad(pairs, 0, 1 / (2 * warm), epsabs=0, epsrel=1e-11, limit=200)
    # 2 |t|^2 = hbar/(2 pi e^2 R N_M N_S); f^2 is the same in both halves of the period
    assert abs(2 * half / (2 * mpmath.pi) / value - 1) < 1e-9


def test_the_leading_densities_of_states_give_the_ratio_of_strengths():
    corrected = couplings.dissipation_ratio_by_frequency()
    change = simplify(corrected / couplings.dissipation_ratio())
    assert couplings.dissipation_ratio() == Gamma_M * N_S / (Delta_0 * N_M)
    assert change.subs({Gamma_M: 0}) == change
    assert len(change.expand().args) == 4
