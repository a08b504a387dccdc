"""The cycle on the imaginary axis, from its equations as the paper has them."""

import pytest
from mpmath import diff, hypot, mp, mpf, sqrt
from numpy.random import default_rng

from numerics.cycle import cycle
from numerics.functions import mpmath_function

POINTS = 10 ** default_rng(4).uniform(-2, 2, (12, 5))


@pytest.mark.parametrize("point", POINTS)
def test_one_cycle_and_one_step_of_newtons_method(point):
    F = cycle(mpmath_function)
    with mp.workdps(40):
        w, gamma_m, gamma_s, delta0, energy = map(mpf, point)

        def superconductor(R):
            return delta0 / (1 + gamma_m / R)

        def gap_after(E):
            return superconductor(sqrt(w**2 + gamma_s**2 + 2 * w**2 * gamma_s / E))

        fixed = *F.coefficients(w, gamma_m, gamma_s, delta0**2), delta0**2, gamma_m
        gap = gap_after(energy)
        excess = energy / hypot(w, gap) - 1
        slope = diff(lambda E: E / hypot(w, gap_after(E)), energy)
        computed_and_expected = (
            *zip(
                F.gaps_and_following(*fixed, gamma_s, delta0, 1 / energy),
                (gap / (energy / gamma_s + 1), gap, 1 / hypot(w, gap)),
                strict=True,
            ),
            *zip(
                F.gaps_and_agreement(*fixed, gamma_s, delta0, 1 / energy),
                (gap / (energy / gamma_s + 1), gap, (hypot(w, gap) / energy) ** 2),
                strict=True,
            ),
            (
                F.start(fixed[0], gamma_m, gamma_s, delta0**2),
                1 / hypot(w, superconductor(w + gamma_s)),
            ),
            (F.step(*fixed, 1 / energy), 1 / (energy - excess / slope)),
        )
        for computed, expected in computed_and_expected:
            assert abs(computed / expected - 1) < mpf("1e-15")
