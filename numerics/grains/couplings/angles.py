"""The angles theta, tan(theta) = Delta/w, of both kinds of grains enclosed for Re w > 0.

w = -i omega.  u = exp(i theta) and 1/u are analytic and have a positive real part, so that by
the lemma of Schwarz and Pick, from one point w_0 to another,

    |u(w) - u(w_0)| <= 2 r/(1 - r) Re u(w_0),   r = |w - w_0|/|w + conj(w_0)|,

and the same for 1/u.  The mean of both bounds the changes of cos(theta) and of sin(theta):
2 r/(1 - r) Re cos(theta_0).  So one solution of (21) gives an enclosure for any box.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import flint
import numpy as np
from flint import acb, arb

from numerics.grains.gaps import imaginary_axis
from numerics.grains.gaps.balls import enclose_gaps, enclose_imaginary

GapChoice = Literal["self-consistent", "frozen"]  # of (21), or of (13)
Angle = tuple[acb, acb]  # cos(theta) and sin(theta)

IN_DOUBLE = 1e-100, 1e100  # frequencies at which double precision knows E_S


@dataclass(frozen=True)
class GapFunctions:
    """Delta_M and Delta_S for Re w > 0, and what bounds P = sin(theta_M) sin(theta_S) for real w.

    0 <= 1 - P <= (w/knee)^2/2 for w <= edge, where both gaps are larger than knee, and
    0 <= 1 - P w^power/weight <= (spread/w)^settling.
    """

    gaps: Callable[[acb], tuple[acb, acb]]
    edge: arb
    knee: arb
    weight: arb
    power: int
    spread: arb
    settling: int


def self_consistent(gamma_m: arb, gamma_s: arb, delta0: arb) -> GapFunctions:
    """The gaps of (21).

    For P: sin(theta) is less than 1 and Delta/w, and more than 1 - (w/Delta)^2/2 and
    Delta/(w + Delta).  R is more than Gamma_S and w.  So Delta_S, which is
    Delta_0 R/(R + Gamma_M), is more than its value `low` at w = 0 and Delta_0 w/(w + Gamma_M),
    and less than Delta_0; Delta_M, which is Gamma_S Delta_S/(E_S + Gamma_S), is less than
    Gamma_S Delta_0/w and Delta_0, and more than Gamma_S Delta_S/(w + Delta_S + Gamma_S).
    """
    low = delta0 * gamma_s / (gamma_m + gamma_s)
    edge = low * gamma_s / (low + gamma_s)
    low_M = gamma_s * low / (edge + low + gamma_s)

    def both(w: acb) -> tuple[acb, acb]:
        if w.imag == 0 and IN_DOUBLE[0] < w.real < IN_DOUBLE[1]:
            start = float(
                imaginary_axis.energy(*np.array([w.real, gamma_m, gamma_s, delta0], float))
            )
            energies = gamma_m, gamma_s, delta0
            gaps = enclose_imaginary(w.real, *energies, start, flint.ctx.prec)
            return acb(gaps[0]), acb(gaps[1])
        return enclose_gaps(acb(0, 1) * w, gamma_m, gamma_s, delta0)

    return GapFunctions(
        gaps=both,
        edge=edge,
        knee=low * low_M / (low**2 + low_M**2).sqrt(),
        weight=gamma_s * delta0**2,
        power=3,
        spread=2 * gamma_m + gamma_s + 3 * delta0,
        settling=1,
    )


def frozen(gamma_m: arb, gamma_s: arb, delta0: arb) -> GapFunctions:
    """The gaps Gamma_S and Delta_0 of (13); for P, as in `self_consistent`."""
    root_of_sum = (gamma_s**2 + delta0**2).sqrt()
    return GapFunctions(
        gaps=lambda _: (acb(gamma_s), acb(delta0)),
        edge=gamma_s.min(delta0),
        knee=gamma_s * delta0 / root_of_sum,
        weight=gamma_s * delta0,
        power=2,
        spread=root_of_sum,
        settling=2,
    )


def enclose_angles(functions: GapFunctions, w: acb) -> list[Angle] | None:
    """Both angles at every point of the box w; None where the box is too wide."""
    middle = w.mid()
    r = abs((w - middle) / (w + middle.conjugate())).upper()
    if not (w.real > 0 and r < 1):
        return None
    try:
        tangents = [gap / middle for gap in functions.gaps(middle)]
    except ArithmeticError:
        return None
    angles = []
    for tangent in tangents:
        cosine = 1 / (1 + tangent * tangent).sqrt()
        change = arb(0, (2 * r / (1 - r) * abs(cosine.real)).upper())
        angles.append((cosine + acb(change, change), tangent * cosine + acb(change, change)))
    return angles
