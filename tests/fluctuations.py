"""The fluctuation of a bond by quadrature or direct summation, and the equation that it enters."""

from itertools import pairwise

import numpy as np
from scipy.integrate import quad
from scipy.special import zeta


def fluctuation(y, alpha, temperature, cutoff):
    """D of (27), (28) for E_0 = 1: an integral over ln omega, or terms and a rest by zeta.

    Of T sum 1/A over n >= first, with A = w^2 + a w + y and half of it for n = 0; the rest, from
    n = 20 000 on, expanded in 1/n.
    """
    a = alpha / (4 * np.pi)
    if temperature == 0:
        lowest = y if cutoff else 0

        def mode(log_w):
            w = np.exp(log_w)
            return w / (w * w + a * w + y)

        start = np.log(lowest) if lowest else np.log(y) - 40
        ends = (min(start, 0) - 1e-9, 40)
        middle = [p for p in (np.log(y) / 2, np.log(a) if a else 0, 0) if start < p < 40]
        parts = np.unique([start, *middle, ends[1]])
        found = [
            quad(mode, *pair, epsabs=0, epsrel=1e-12, limit=400)[0] for pair in pairwise(parts)
        ]
        return sum(found) / (2 * np.pi)
    unit = 2 * np.pi * temperature
    first = int(np.floor(y / unit)) + 1 if cutoff else 1
    last = max(20_000, 100 * first)
    w = unit * np.arange(first, last)
    total = np.sum(1 / (w * w + a * w + y))
    p, q = a / unit, y / unit**2
    tail = zeta(2, last) - p * zeta(3, last) + (p * p - q) * zeta(4, last)
    total += tail / unit**2
    return temperature * (total if cutoff else total + 1 / (2 * y))


def off_26(coupling, josephson, charging, alpha, temperature, cutoff):
    """ln J_R - ln J + D/2 of a solution."""
    D = fluctuation(coupling / charging, alpha, temperature / charging, cutoff)
    return np.log(coupling / josephson) + D / 2
