"""Agreement of two forms: at points on a ladder of precisions, and along a path into a limit.

Everything is ball arithmetic.  A value is a list of groups of complex balls: one group for an
expression or a matrix, which is compared as a whole, and one for each entry of a Tuple.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, partial, reduce
from itertools import pairwise, product
from typing import Any

import sympy
from flint import acb, arb
from sympy.core.function import AppliedUndef

from derive.notation import eps
from derive.record import Form, Regime, substitute
from numerics.arithmetic.functions import Evaluator, ball_function, ball_precision, bits_for
from numerics.judge.verdict import Number

Groups = list[list[acb]]
Reference = Callable[[Mapping[Any, Any]], Groups]

FIRST_BITS = 128
MOST_BITS = 1 << 17  # a difference that 39 000 digits do not resolve is given up
FIRST_EXPONENT = 4  # a ladder of eps starts at 10^-4, and squares from rung to rung
MOST_RUNGS = 14
CONSTANT = 1e-6  # a first slope that no power and no logarithm of eps has


def ball(value: Any) -> acb:
    """A number, exact or already a ball, as a ball at the working precision."""
    return value if isinstance(value, acb) else acb(ball_function((), sympy.sympify(value))())


def evaluate(form: Form, point: Mapping[Any, Any]) -> Groups:
    """The form at a point, whose values are exact numbers, functions of tau or balls."""
    form = sympy.sympify(form)
    if form.atoms(AppliedUndef):
        form = substitute(form, point)
    symbols = tuple(sorted(form.free_symbols, key=str))
    flat = _evaluator(form, symbols)(*(ball(point[s]) for s in symbols))
    return [[acb(entry) for entry in _flatten(group)] for group in _groups(form, flat)]


@lru_cache(maxsize=512)
def _evaluator(form: Form, symbols: tuple[sympy.Symbol, ...]) -> Evaluator:
    return ball_function(symbols, form)


def _groups(form: Form, values: Any) -> Sequence[Any]:
    return values if isinstance(form, sympy.Tuple) else [values]


def _flatten(values: Any) -> list[Any]:
    if isinstance(values, list | tuple):
        return [entry for value in values for entry in _flatten(value)]
    return [values]


def deviation(values: Groups, reference: Groups) -> arb:
    """The largest relative difference of a group from its reference, in the maximum norm.

    Where the reference is 0, or where exact zeros are held against what may be 0, there is no
    scale, and it is the difference itself.
    """
    worst = arb(0)
    for group, expected in zip(values, reference, strict=True):
        differences = zip(group, expected, strict=True)
        difference = largest([abs(a - b) for a, b in differences])
        if difference.is_zero():
            continue
        scale = largest([abs(b) for b in expected])
        if scale.is_zero() or (scale.contains(0) and all(a.is_zero() for a in group)):
            scale = arb(1)
        worst = worst.max(difference / scale)
    return worst


def largest(moduli: list[arb]) -> arb:
    """The maximum of balls."""
    return reduce(arb.max, moduli)


def measured(quantity: Callable[[], arb], digits: int) -> arb:
    """A quantity >= 0, at a precision that shows it positive to 5 digits, or below 10^-digits.

    Raises ArithmeticError where no precision does.
    """
    bits = FIRST_BITS
    while bits <= MOST_BITS:
        with ball_precision(bits):
            value = quantity()
            if value < arb(10) ** -digits or (value > 0 and value.rel_accuracy_bits() > 16):
                return value
        bits *= 2
    raise ArithmeticError(f"the difference is not resolved to {digits} digits")


def agreeing_digits(value: arb) -> int:
    """The number of digits that a relative difference leaves."""
    bound = value.abs_upper()
    return 10**6 if bound.is_zero() else int(-_log10(bound))


def _log10(value: arb) -> float:
    return float((value.log() / arb.const_log10()).mid())


@dataclass(frozen=True)
class Descent:
    """How a quantity behaves at eps = 10^-k, k = 4, 8, 16, ...

    vanishes: below 10^-digits at the last k, by a power of eps that has settled.  order: that
    power; None for a quantity that is 0 on the path.  slow: it falls, but by no power.
    """

    vanishes: bool
    order: Fraction | None
    slow: bool
    exponents: tuple[int, ...]


def descent(quantity: Callable[[int], arb], digits: int) -> Descent:
    """Follow quantity(k) >= 0 until it is below 10^-digits, or stops falling."""
    exponents: list[int] = []
    logs: list[float] = []
    for rung in range(MOST_RUNGS):
        k = FIRST_EXPONENT << rung
        # Nothing at the first eps is taken for nothing at all; later, a power has to be told.
        value = measured(partial(quantity, k), digits + 10 if rung == 0 else 3 * digits + 40)
        exponents.append(k)
        if not value > 0:
            order = _settled(_slopes(exponents, logs))
            return Descent(order is not None or not logs, order, False, tuple(exponents))
        logs.append(_log10(value))
        slopes = _slopes(exponents, logs)
        order = _settled(slopes)
        if order is not None and logs[-1] < -digits:
            return Descent(True, order, False, tuple(exponents))
        if slopes and slopes[-1] < (0.01 if len(slopes) >= 3 else CONSTANT):
            break
    slow = all(later < earlier - 0.01 for earlier, later in pairwise(logs))
    return Descent(False, None, slow, tuple(exponents))


def _slopes(exponents: list[int], logs: list[float]) -> list[float]:
    steps = zip(pairwise(exponents[: len(logs)]), pairwise(logs), strict=True)
    return [(a - b) / (k_2 - k) for (k, k_2), (a, b) in steps]


def _settled(slopes: list[float]) -> Fraction | None:
    """The positive rational to which the slopes, or their limit in 1/k, have settled.

    A power of log(eps) beside the power of eps makes the slopes approach it as 1/k, and k
    doubles from slope to slope.
    """
    extrapolated = [2 * later - earlier for earlier, later in pairwise(slopes)]
    for sequence, tolerance in ((slopes, 1e-4), (extrapolated, 3e-3)):
        if len(sequence) < 2 or abs(sequence[-1] - sequence[-2]) > 1e-2:
            continue
        order = Fraction(sequence[-1]).limit_denominator(12)
        if order > 0 and abs(sequence[-1] - order) < tolerance:
            return order
    return None


def on_path(regime: Regime, k: float) -> dict[Any, acb]:
    """Every symbol of the regime at eps = 10^-k."""
    small = {eps: acb(10) ** -k}
    return {symbol: evaluate(value, small)[0][0] for symbol, value in regime.path.items()}


def constants(values: Groups, reference: Groups) -> list[acb]:
    """For each group, its ratio to the reference at the reference's largest entry."""
    ratios = []
    for group, expected in zip(values, reference, strict=True):
        moduli = [abs(entry).mid() for entry in expected]
        index = moduli.index(max(moduli))
        ratios.append(group[index] / expected[index])
    return ratios


def limit_in_logarithms(quantity: Callable[[int], list[acb]], digits: int) -> list[acb] | None:
    """Limits at eps -> 0 of quantities that are power series in 1/log(eps), at eps = 10^-k.

    Polynomials in 1/k through more and more points, k from 2 digits on, where powers of eps no
    longer count, are extrapolated to 1/k = 0.  None unless the last three extrapolations agree
    to so many digits.
    """
    with ball_precision(2 * bits_for(digits)):
        nodes = [2 * digits + 8 * n for n in range(2 * digits)]
        tableau: list[list[acb]] = []
        estimates: list[list[acb]] = []
        for n, k in enumerate(nodes):
            row = [quantity(k)]
            for m in range(n):
                first = nodes[n - m - 1]
                weight = acb(first) / (k - first)
                row.append([b + (b - a) * weight for a, b in zip(tableau[m], row[m], strict=True)])
            tableau = row
            estimates.append(row[-1])
            if n > 3 and all(_agree(row[-1], earlier, digits) for earlier in estimates[-4:-1]):
                return row[-1]
    return None


def _agree(values: list[acb], others: list[acb], digits: int) -> bool:
    return all(
        abs(a - b) < arb(10) ** -digits * abs(a) for a, b in zip(values, others, strict=True)
    )


def number(value: acb, digits: int) -> Number:
    """The midpoint in decimals, to so many significant digits."""
    parts = (value.real.mid(), value.imag.mid())
    real, imaginary = (part.str(digits, radius=False) for part in parts)
    return Number(real, "" if parts[1].is_zero() else imaginary)


def closed_form(value: acb, digits: int) -> sympy.Expr | None:
    """A real number as a rational times powers of pi, e, sqrt(2) and log(2), where it is one.

    A denominator has up to 4 digits; the form holds to all of the digits, 25 or more.
    """
    exponents = product((0, 1, -1, 2, -2), (0, 1, -1, 2, -2), (0, 1), (0, 1, -1))
    for a, b, c, d in sorted(exponents, key=lambda powers: sum(map(abs, powers))):
        unit = sympy.pi**a * sympy.E**b * sympy.sqrt(2) ** c * sympy.log(2) ** d
        with ball_precision(bits_for(digits + 10)):
            rest = (value / ball(unit)).real.mid().str(digits, radius=False)
            form = sympy.Rational(Fraction(rest).limit_denominator(10**4)) * unit
            if abs(ball(form) - value) < arb(10) ** (3 - digits) * abs(value):
                return form
    return None
