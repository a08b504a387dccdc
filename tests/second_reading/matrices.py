"""Numbers and matrices of the second transcription, and what its Green's functions share."""

from __future__ import annotations

from typing import TypeAlias

import mpmath as mp

Number: TypeAlias = mp.mpf | mp.mpc | complex | float | int
Matrix: TypeAlias = list[list[Number]]


def root(omega: Number, X: Number) -> Number:
    """sqrt(omega^2 - |X|^2) for Im omega > 0."""
    return (omega + X) * mp.sqrt((omega - X) / (omega + X))


def product(left: Matrix, right: Matrix) -> Matrix:
    return [
        [sum((left[i][k] * right[k][j] for k in range(2)), mp.mpf(0)) for j in range(2)]
        for i in range(2)
    ]


def scaled(factor: Number, matrix: Matrix) -> Matrix:
    return [[factor * entry for entry in row] for row in matrix]


def green(density: Number, omega: Number, gap: Number) -> Matrix:
    prefactor = -1j * mp.pi * density / root(omega, gap)
    return scaled(prefactor, [[omega, -gap], [-gap, omega]])


def integrand(omega: Number, gap: Number, xi: Number) -> Matrix:
    denominator = omega**2 - xi**2 - gap**2
    return scaled(1 / denominator, [[omega - xi, -gap], [-gap, omega + xi]])
