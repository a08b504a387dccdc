"""Hypergeometric functions pFq and Meijer's G of balls."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from flint import acb, fmpq

from numerics.arithmetic.ball_values import (
    is_rational,
    nowhere,
    power,
    real_or_complex,
    sharp,
    whole,
)

Parameters = Sequence[Any]


def hyper(upper: Parameters, lower: Parameters, z: Any) -> Any:
    """pFq of upper and lower parameters: on the cut z > 1 the limit from below, as in mpmath.

    Not finite where flint has no convergent expansion: beyond the unit circle for p > 2 and
    p = q + 1, and for p > q + 1 unless the series ends.
    """
    return _hyper(len(upper), *upper, *lower, z)


@sharp
def _hyper(p: int, *arguments: Any) -> Any:
    values = [acb(a) for a in arguments]
    upper, lower, z = values[:p], values[p:-1], values[-1]
    upper, lower = _without_common(upper, lower)
    degree = _degree(upper, lower)
    if degree is not None:
        return real_or_complex(_polynomial(upper, lower, z, degree))
    shape = (len(upper), len(lower))
    if shape == (1, 0):
        return power(1 - real_or_complex(z), -real_or_complex(upper[0]))
    if shape == (2, 1):
        integers = _integer_differences(*arguments[:-1]) if len(arguments) == 4 else {}
        return real_or_complex(z.hypgeom_2f1(*upper, *lower, **integers))
    if shape == (2, 0):
        a, b = upper
        return (-1 / z).pow(a) * (-1 / z).hypgeom_u(a, a - b + 1)  # DLMF 13.6.21
    return real_or_complex(z.hypgeom(upper, lower))


def _integer_differences(a: Any, b: Any, c: Any) -> dict[str, bool]:
    """Which differences of rational parameters are integers, which their balls do not show."""
    if not all(map(is_rational, (a, b, c))):
        return {}
    a, b, c = map(fmpq, (a, b, c))
    differences = {"ab": a - b, "ac": a - c, "bc": b - c, "abc": a + b - c}
    return {name: difference.q == 1 for name, difference in differences.items()}


def _without_common(upper: list[acb], lower: list[acb]) -> tuple[list[acb], list[acb]]:
    """The parameters without those that are above and below and cancel."""
    rest = list(lower)
    kept = []
    for a in upper:
        same = [b for b in rest if a.is_exact() and (a - b).is_zero()]
        rest = [b for b in rest if b is not same[0]] if same else rest
        kept += [] if same else [a]
    return kept, rest


def _degree(upper: list[acb], lower: list[acb]) -> int | None:
    """The degree of the polynomial that an upper parameter 0, -1, -2, ... makes of the series."""
    ends = [-n for n in map(whole, upper) if n is not None and n <= 0]
    return min(ends) if ends else None


def _polynomial(upper: list[acb], lower: list[acb], z: acb, degree: int) -> acb:
    total = term = acb(1)
    for k in range(degree):
        for a in upper:
            term *= a + k
        for b in lower:
            term /= b + k
        term *= z / (k + 1)
        total += term
    return total


def meijer_g(
    a_first: Parameters, a_rest: Parameters, b_first: Parameters, b_rest: Parameters, z: Any
) -> Any:
    """Meijer's G by Slater's theorem (DLMF 16.17.2), a sum of pFq.

    Not finite where two of the parameters that count differ by an integer.
    """
    counts = len(a_first), len(a_rest), len(b_first)
    return _meijer_g(*counts, *a_first, *a_rest, *b_first, *b_rest, z)


@sharp
def _meijer_g(n: int, rest: int, m: int, *arguments: Any) -> Any:
    values = [acb(v) for v in arguments]
    a, b, z = values[: n + rest], values[n + rest : -1], values[-1]
    inner = abs(z) < 1
    if len(a) > len(b) or (len(a) == len(b) and not inner):
        # G(a; b; z) = G(1 - b; 1 - a; 1/z), DLMF 16.19.1
        a, b, n, m, z = [1 - v for v in b], [1 - v for v in a], m, n, 1 / z
    if any((x - y).contains_integer() for x, y in combinations(b[:m], 2)):
        return nowhere()
    sign = (-1) ** (len(a) - m - n)
    total = acb(0)
    for k in range(m):
        others = b[:k] + b[k + 1 :]
        weight = z.pow(b[k])
        for j, other in enumerate(others):
            weight *= (other - b[k]).gamma() if j < m - 1 else (1 + b[k] - other).rgamma()
        for j, upper in enumerate(a):
            weight *= (1 + b[k] - upper).gamma() if j < n else (upper - b[k]).rgamma()
        tops, bottoms = [1 + b[k] - v for v in a], [1 + b[k] - v for v in others]
        total += weight * acb(_hyper(len(tops), *tops, *bottoms, sign * z))
    return real_or_complex(total)
