"""Other paths of the same regime: a constant that changes with the path is a function.

Every symbol that is c eps^a on the given path is c r eps^a on another, with a positive rational
r of its own.  The relation between two symbols of which one is no power of eps is meant, and
such a regime has one path.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from random import Random

import sympy
from flint import acb, acb_mat, arb

from numerics.arithmetic.functions import ball_precision, bits_for
from numerics.judge.compare import ball
from numerics.judge.forms import Path, monomial

SEED = 12  # of the drawn ratios
DIGITS = 30  # to which constants on other paths are read
AGREE = 20  # digits in which a function holds on a drawn path
# Ratios that no path is likely to be given with; balls hold them exactly.
FACTOR = sympy.Rational(17, 8)
DEGREES = ((1, 0), (0, 1), (1, 1), (2, 0), (0, 2), (2, 1), (1, 2), (2, 2))
NODES = tuple(map(sympy.Rational, ("1", "17/8", "11/16", "29/16", "13/32", "37/8", "19/32")))

Factors = Mapping[sympy.Symbol, sympy.Rational]
Reader = Callable[[Path], acb | None]  # the constant on a path
Namer = Callable[[acb], sympy.Expr | None]


def variable(path: Path, used: set[sympy.Symbol]) -> dict[sympy.Symbol, sympy.Expr]:
    """The symbols that other paths may change, with their exponents; none in a meant relation."""
    powers = {symbol: monomial(value) for symbol, value in path.items()}
    if None in powers.values():
        return {}
    return {
        symbol: power[1]
        for symbol, power in powers.items()
        if power is not None and symbol in used and not symbol.is_integer and power[0] != 0
    }


def scaled(path: Path, factors: Factors) -> Path:
    """The path with some symbols multiplied."""
    return {symbol: value * factors.get(symbol, 1) for symbol, value in path.items()}


def drawn(symbols: Mapping[sympy.Symbol, sympy.Expr]) -> Iterator[Factors]:
    """Ratios for all the symbols, the same at every call."""
    source = Random(SEED)
    while True:
        yield {
            symbol: sympy.Rational(2 * source.randint(3, 40) + 1, 16)
            for symbol in sorted(symbols, key=str)
        }


def changed(path: Path, used: set[sympy.Symbol], here: acb, read: Reader) -> bool:
    """Whether the constant is another one where symbols that change with eps change otherwise.

    A single symbol that does is eps itself by another name.
    """
    symbols = {s: a for s, a in variable(path, used).items() if a}
    if len(symbols) < 2:
        return False
    there = read(scaled(path, next(drawn(symbols))))
    return there is not None and not _same(there, here)


def function_of_path(
    path: Path, symbols: Mapping[sympy.Symbol, sympy.Expr], here: acb, read: Reader, name: Namer
) -> sympy.Expr | None:
    """The constant as a function of the symbols: a power of them, or rational in one ratio.

    None where it is a number, or where no such function agrees with a drawn path.
    """
    there = read(scaled(path, next(drawn(symbols)))) if symbols else None
    if there is None or _same(there, here):
        return None
    alone = {symbol: read(scaled(path, {symbol: FACTOR})) for symbol in symbols}
    changing = {s: value for s, value in alone.items() if value is None or not _same(value, here)}
    if None in changing.values():
        return None
    factors = next(drawn(symbols))
    powers = {symbol: _power(value, here) for symbol, value in changing.items()}
    for form in (
        _monomial(path, here, powers, name),
        *(_in_ratio(path, symbols, powers, first, read, name) for first in changing),
    ):
        if form is None:
            continue
        with ball_precision(bits_for(2 * DIGITS)):
            at = {s: c * factors.get(s, 1) for s, (c, _) in _monomials(path).items()}
            if _same(ball(form.subs(at)), there):
                return form
    return None


def _monomials(path: Path) -> dict[sympy.Symbol, tuple[sympy.Expr, sympy.Expr]]:
    return {s: power for s, v in path.items() if (power := monomial(v)) is not None}


def _same(value: acb, other: acb) -> bool:
    with ball_precision(bits_for(2 * DIGITS)):
        return bool(abs(value - other) < arb(10) ** -AGREE * abs(other))


def _power(value: acb, here: acb) -> sympy.Rational | None:
    """a where value/here is FACTOR^a with a simple rational a."""
    with ball_precision(bits_for(2 * DIGITS)):
        quotient = value / here
        exponent = (abs(quotient).log() / ball(FACTOR).real.log()).mid()
        near = Fraction(float(exponent)).limit_denominator(12)
        holds = abs(exponent - arb(near.numerator) / near.denominator) < arb(10) ** -AGREE
        positive = quotient.real > 0 and abs(quotient.imag) < arb(10) ** -AGREE
    return sympy.Rational(near.numerator, near.denominator) if holds and positive else None


def _monomial(
    path: Path,
    here: acb,
    powers: Mapping[sympy.Symbol, sympy.Rational | None],
    name: Namer,
) -> sympy.Expr | None:
    """A product of powers of the symbols."""
    if None in powers.values():
        return None
    coefficients = _monomials(path)
    at_here = sympy.Mul(*(coefficients[s][0] ** a for s, a in powers.items() if a is not None))
    with ball_precision(bits_for(2 * DIGITS)):
        factor = name(here / ball(at_here))
    return None if factor is None else factor * sympy.Mul(*(s**a for s, a in powers.items()))


def _in_ratio(
    path: Path,
    symbols: Mapping[sympy.Symbol, sympy.Expr],
    powers: Mapping[sympy.Symbol, sympy.Rational | None],
    first: sympy.Symbol,
    read: Reader,
    name: Namer,
) -> sympy.Expr | None:
    """Rational in the ratio of one symbol to another of the same origin, or in a constant.

    A change of eps changes no constant: two symbols eps^a and eps^b that alone change one enter
    as first/second^(a/b).  The others enter by powers.
    """
    coefficients = _monomials(path)
    partners = [s for s in powers if s != first and powers[s] is None and symbols[s]]
    ratio, at_here = first, coefficients[first][0]
    if symbols[first] and len(partners) == 1:
        exponent = symbols[first] / symbols[partners[0]]
        ratio = first / partners[0] ** exponent
        at_here = coefficients[first][0] / coefficients[partners[0]][0] ** exponent
    rest = {s: a for s, a in powers.items() if a is not None and s != first}
    values = [read(scaled(path, {first: node})) for node in NODES]
    if None in values:
        return None
    with ball_precision(bits_for(2 * DIGITS)):
        places = [ball(at_here * node) for node in NODES]
        factor = ball(sympy.Mul(*(coefficients[s][0] ** a for s, a in rest.items())))
        reduced = [value / factor for value in values if value is not None]
        form = _rational_function(places, reduced, ratio, name)
    return None if form is None else form * sympy.Mul(*(s**a for s, a in rest.items()))


def _rational_function(
    places: list[acb], values: list[acb], ratio: sympy.Expr, name: Namer
) -> sympy.Expr | None:
    """The simplest rational function through all the values, its coefficients named."""
    for up, down in DEGREES:
        for lowest in range(down + 1):
            solved = _through(places, values, up, down, lowest)
            if solved is None:
                continue
            forms = [sympy.S.Zero if abs(c) < arb(10) ** -AGREE else name(c) for c in solved]
            if None in forms:
                continue
            top = sympy.Add(*(c * ratio**k for k, c in enumerate(forms[: up + 1])))
            under = [k for k in range(down + 1) if k != lowest]
            bottom = ratio**lowest
            bottom += sympy.Add(
                *(c * ratio**k for k, c in zip(under, forms[up + 1 :], strict=True))
            )
            return sympy.cancel(top / bottom) if down else top
    return None


def _through(
    places: list[acb], values: list[acb], up: int, down: int, lowest: int
) -> list[acb] | None:
    """Coefficients with that of x^lowest below the line equal to 1; all values must agree."""
    under = [k for k in range(down + 1) if k != lowest]
    rows = [
        [x**k for k in range(up + 1)] + [-f * x**k for k in under]
        for x, f in zip(places, values, strict=True)
    ]
    right = [f * x**lowest for x, f in zip(places, values, strict=True)]
    size = up + 1 + len(under)
    try:
        found = acb_mat(rows[:size]).solve(acb_mat([[b] for b in right[:size]])).entries()
    except ZeroDivisionError:
        return None
    for row, b in zip(rows[size:], right[size:], strict=True):
        total = sum((a * c for a, c in zip(row, found, strict=True)), acb(0))
        if not abs(total - b) < arb(10) ** -AGREE * abs(b):
            return None
    return found
