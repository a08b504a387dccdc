"""The mean field at finite temperature in full: (26), (27) with P_n(0) from the integer model."""

from dataclasses import dataclass

import numpy as np

from numerics.arithmetic.arguments import (
    one_number,
    require_not_negative,
    require_positive,
    require_switch,
    require_whole,
)
from numerics.grains.heights.sample import LEAST_SIZE, zero_difference_probability
from numerics.grains.phases import doubles
from numerics.grains.phases.constants import LINEAR, QUADRATIC


@dataclass(frozen=True)
class Loop:
    """J_R and J_MF in the unit of josephson, and P_n(0) with its standard error.

    steps: of the iteration; converged: whether J_R changed by less than its statistical error.
    """

    renormalized: float
    mean_field: float
    probability: float
    error: float
    steps: int
    converged: bool


def thermal_loop(
    josephson: float,
    charging: float,
    alpha: float,
    temperature: float,
    *,
    cutoff: bool = False,
    size: int = 16,
    sweeps: int = 400,
    seed: int = 0,
    most: int = 40,
) -> Loop:
    """The largest J_R of (26): iterated from J_R = J, P_n(0) from (25a) on a size x size lattice.

    alpha is h/(2 e^2 R), as in (25a) and (27).  Energies in
    one unit; josephson, charging and temperature positive, alpha >= 0.  The simulations are
    seeded, so that a run can be repeated.  Ctrl-C returns what was reached.  Raises ValueError for
    bad arguments.
    """
    arguments = {"josephson": josephson, "charging": charging}
    arguments |= {"temperature": temperature, "alpha": alpha}
    numbers = {name: one_number(name, value) for name, value in arguments.items()}
    for name, number in numbers.items():
        (require_not_negative if name == "alpha" else require_positive)(name, np.array(number))
    josephson, charging, temperature, alpha = numbers.values()
    require_switch("cutoff", cutoff)
    require_whole("size", size, LEAST_SIZE)
    require_whole("most", most, 1)
    T, J = temperature / charging, josephson / charging
    quadratic, linear = float(QUADRATIC) * T, float(LINEAR) * alpha
    loop = Loop(josephson, josephson, 1.0, 0.0, 0, False)
    for step in range(1, most + 1):
        y = loop.renormalized / charging
        spread = 0.0
        if y > 0:
            L, a, t = (np.array([v], float) for v in (np.log(y), alpha, T))
            spread = float(doubles.fluctuation(L, a, t, cutoff)[0])
        mean_field = J * float(np.exp(-spread / 2)) if y > 0 else 0.0
        try:
            aligned = zero_difference_probability(
                size, quadratic, linear, mean_field / T, sweeps=sweeps, seed=seed
            )
        except KeyboardInterrupt:
            return loop
        reached = mean_field * float(aligned.value)
        change = abs(reached - y)
        error = float(aligned.error)
        converged = change <= max(mean_field * error, 1e-12 * y)
        loop = Loop(
            reached * charging, mean_field * charging, float(aligned.value), error, step, converged
        )
        if converged or reached < 1e-300:
            break
    return loop
