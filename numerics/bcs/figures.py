"""The figures: the gap from T = 0 to the transition, and the ratio from weak coupling to strong.

Each function draws into the Axes given, or into a new figure, and returns the Axes.
"""

from typing import TYPE_CHECKING

import numpy as np
from flint import arb

from derive.bcs import PAPER
from derive.bcs.symbols import T, T_c
from numerics.arithmetic.functions import numpy_function
from numerics.bcs.pairing import pairing, transition_at, transition_of
from numerics.draw.axes import BLUE, ORANGE, new_axes
from numerics.draw.figure import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

RATIOS = np.geomspace(0.01, 40, 60)  # of the gap to the temperature, from T_c to T = 0
COUPLINGS = np.linspace(0.2, 2, 40)  # N(0)V, about


def gap_of_temperature(*, ax: "Axes | None" = None) -> "Axes":
    """The gap in units of T_c by quadrature, and the printed form near the transition."""
    ax = ax or new_axes()
    transitions = np.array([float(transition_of(arb(gap), arb(1)).mid()) for gap in RATIOS])
    ax.plot(1 / transitions, RATIOS / transitions, color=BLUE, label="gap equation")
    printed = numpy_function((T, T_c), PAPER.equation("gap-near-transition").printed)
    near = np.linspace(0.5, 1, 101)
    ax.plot(near, printed(near, 1.0), "--", color=ORANGE, label="near the transition")
    ax.set(xlabel=r"$T/T_c$", ylabel=r"$\Delta/kT_c$", xlim=(0, 1), ylim=(0, None))
    ax.legend(frameon=False)
    return ax


def ratio_of_coupling(*, ax: "Axes | None" = None) -> "Axes":
    """Twice the gap at T = 0 over T_c, by quadrature, and the printed form for weak coupling."""
    ax = ax or new_axes()
    gaps = [arb(gap) for gap in 1 / np.sinh(1 / COUPLINGS)]
    inverse = [pairing(arb(1), gap, arb(0)) for gap in gaps]
    ratios = [2 * gap / transition_at(arb(1), 1 / i) for gap, i in zip(gaps, inverse, strict=True)]
    ax.plot(
        [float(1 / i) for i in inverse],
        [float(ratio.mid()) for ratio in ratios],
        color=BLUE,
        label="gap equation",
    )
    weak = PAPER.equation("ratio").printed
    assert weak is not None
    ax.axhline(float(weak), color=ORANGE, linestyle="--", label="weak coupling")
    ax.set(xlabel="$N(0)V$", ylabel=r"$2\Delta(0)/kT_c$")
    ax.legend(frameon=False)
    return ax


FIGURES = (
    Figure(
        "gap-of-temperature",
        "The gap by the gap equation, at weak coupling, and its form (gap-near-transition).",
        gap_of_temperature,
    ),
    Figure(
        "ratio-of-coupling",
        "Twice the gap at T = 0 over T_c by the gap equation, and (ratio), its limit for weak "
        "coupling.",
        ratio_of_coupling,
    ),
)
