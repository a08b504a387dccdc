"""Whether an infinite sum, product or integral that mpmath extrapolates converges at all.

mpmath sums 1 + 2 + 4 + ... to -1 without a word, as the continuation has it.  What is shown here
is evidence, no proof, as all that mpmath computes.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import mpmath
import sympy

STARTS = (8, 32, 128, 512)  # of the windows in which terms and partial results are looked at
LENGTH = 8  # of a window of terms, and samples of an integrand in it
SHRINKS = 0.9  # the largest term from one window to the next, at most
CLOSER = 0.99  # the distance from the result, likewise
NOTHING = 1e-12  # relative to the result: a distance that is rounding
CHANGES = (  # functions whose value may change far out, where no term was looked at
    sympy.Piecewise,
    sympy.KroneckerDelta,
    sympy.Heaviside,
    sympy.floor,
    sympy.ceiling,
    sympy.frac,
    sympy.sign,
    sympy.Mod,
    sympy.Max,
    sympy.Min,
)

Function = Callable[[Any], Any]


def require_regular(inner: sympy.Expr, index: sympy.Symbol) -> None:
    """ArithmeticError for terms that may change where none is looked at."""
    for each in inner.atoms(*CHANGES):
        if each.has(index):
            raise ArithmeticError(f"terms with {type(each).__name__} may change late")


def require_convergence(
    function: Function, a: Any, b: Any, result: Any, starts: tuple[int, ...], product: bool
) -> None:
    """ArithmeticError unless terms shrink and partial results come closer to the result."""
    neutral = 1 if product else 0
    terms: list[Any] = []
    distances: list[Any] = []
    total: Any = mpmath.mpf(neutral)
    wanted = {n for start in starts for n in range(start, start + LENGTH)}
    for n, values in enumerate(_outwards(function, a, b)):
        for value in values:
            total = total * value if product else total + value
        if n in wanted:
            terms.append(max(abs(value - neutral) for value in values))
            distances.append(abs(total - result))
        if n >= max(wanted):
            break
    _require_falling(_largest(terms), SHRINKS, mpmath.mpf(0), "its terms do not fall to 0")
    floor = NOTHING * (abs(result) + 1)
    _require_falling(_largest(distances), CLOSER, floor, "its partial results do not approach it")


def require_decay(function: Function, a: Any, b: Any) -> None:
    """ArithmeticError unless the integrand falls to 0 towards each infinite end."""
    for end, sign in ((a, -1), (b, 1)):
        if mpmath.isinf(end):
            sizes = [
                max(abs(function(sign * (start + mpmath.mpf(k) * 0.83))) for k in range(LENGTH))
                for start in STARTS[1:]
            ]
            _require_falling(sizes, SHRINKS, mpmath.mpf(10) ** -30, "its integrand does not decay")


def _outwards(function: Function, a: Any, b: Any) -> Iterator[tuple[Any, ...]]:
    """The terms from the finite end on, or in pairs from the middle."""
    if not mpmath.isinf(a):
        n = a
        while True:
            yield (function(n),)
            n += 1
    if not mpmath.isinf(b):
        n = b
        while True:
            yield (function(n),)
            n -= 1
    yield (function(mpmath.mpf(0)),)
    n = mpmath.mpf(1)
    while True:
        yield function(n), function(-n)
        n += 1


def _largest(values: list[Any]) -> list[Any]:
    """The largest value of each window."""
    return [max(values[k : k + LENGTH]) for k in range(0, len(values), LENGTH)]


def _require_falling(sizes: list[Any], factor: float, floor: Any, reason: str) -> None:
    for earlier, later in pairwise(sizes):
        if later > floor and not later < factor * earlier:
            raise ArithmeticError(reason)
