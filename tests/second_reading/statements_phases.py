"""What the text states on the phase diagram, on films and on magnitudes; 1 is for true."""

import mpmath as mp

from second_reading.matrices import Number


def eq_cutoff_alpha() -> Number:
    """alpha_c ~ 1, and the cutoff is unimportant for the transition."""
    return mp.mpf(1)


def eq_expanded() -> list[Number]:
    """The non-superconducting regime is much expanded."""
    return [mp.mpf(1), mp.mpf(1)]


def eq_gap_vanishes() -> Number:
    """Delta_M -> 0 when J_R -> 0."""
    return mp.mpf(1)


def eq_length_unit(e: Number, J: Number, dielectric: Number) -> Number:
    """L_0 = e^2/J epsilon."""
    return e**2 / (J * dielectric)


def eq_large_and_small() -> list[Number]:
    """Arbitrarily large at one transition, arbitrarily small at the other: signs of powers."""
    return [mp.mpf(-1), mp.mpf(1)]


def eq_strips() -> Number:
    """Metallic in the perpendicular direction."""
    return mp.mpf(1)
