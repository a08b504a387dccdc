"""The cycle on the imaginary axis, from its equations as the paper has them."""

import pytest
from mpmath import diff, hypot, mp, mpf, sqrt
from numpy.random import default_rng

from numerics.arithmetic.functions import mpmath_function
from numerics.grains.gaps.cycle import cycle

POINTS = 10 ** default_rng(4).uniform(-2, 2, (12, 4))


@pytest.mark.parametrize("point", POINTS)
def test_one_cycle_and_one_step_of_newtons_method(point):
    """In units of Delta_0."""
    F = cycle(mpmath_function)
    with mp.workdps(40):
        w, gamma_m, gamma_s, energy = map(mpf, point)

        def superconductor(R):
            return 1 / (1 + gamma_m / R)

        def gap_after(E):
            return superconductor(sqrt(w**2 + gamma_s**2 + 2 * w**2 * gamma_s / E))

        square, constant, weight, stiffness = F.coefficients(w, gamma_m, gamma_s)
        gap = gap_after(energy)
        psi = hypot(w, gap)
        slope = diff(lambda E: E / hypot(w, gap_after(E)), energy)
        gaps = F.gaps(constant, weight, gamma_m, gamma_s, 1 / energy)
        step = F.step(square, constant, weight, stiffness, gamma_m, 1 / energy)
        start = F.start(square, gamma_m, gamma_s)
        computed_and_expected = (
            (gaps[0], gap / (energy / gamma_s + 1)),
            (gaps[1], gap),
            (F.following(square, gap), 1 / psi),
            (F.agreement(square, 1 / energy, gap), (psi / energy) ** 2),
            (start, 1 / hypot(w, superconductor(w + gamma_s))),
            (step, 1 / (energy - (energy / psi - 1) / slope)),
        )
        for computed, expected in computed_and_expected:
            assert abs(computed / expected - 1) < mpf("1e-15")
