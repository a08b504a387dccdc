"""Points beyond those of a record: drawn, seeded, from assumptions and domain.

Values are exact, of every sign and in every quadrant that the assumptions of a symbol allow;
large and small ones too, where the forms hold elementary functions alone: others may take long
to evaluate far from 1.  Of many candidates those are taken at which the arguments of functions,
and the bases of roots and powers, lie in different quadrants, inside and outside of the unit
circle: so that points lie on every side of every cut.
"""

import random
from collections.abc import Iterator, Sequence
from itertools import islice

import mpmath
import sympy
from sympy.core.function import AppliedUndef
from sympy.functions.elementary.hyperbolic import HyperbolicFunction, InverseHyperbolicFunction
from sympy.functions.elementary.trigonometric import (
    InverseTrigonometricFunction,
    TrigonometricFunction,
)

from derive.record import Equation, Form, Point, at_point
from derive.root import explicit
from numerics.arithmetic.functions import mpmath_function
from numerics.judge.proof import given_symbols
from numerics.judge.turning import turning_points

SEED = 20230515
MOST_POINTS = 24
CANDIDATES = 300  # in the domain
ATTEMPTS = 600  # to meet it, and
FIRST_ATTEMPTS = 40  # to meet it at all
INTEGER_SCALES = (1, 1, 1, 1, 17, 211)
TRIES = 40  # for a value that the assumptions of a symbol allow

Signature = tuple[tuple[int, int, bool], ...]


def drawn_points(record: Equation, derived: Form) -> list[Point]:
    """Points in the domain of a record, 24 at most; none where none was found.

    Functions are those of the record's points.  Points of the record's are no part of them.
    """
    forms = sympy.Tuple(*map(explicit, (sympy.sympify(record.printed), sympy.sympify(derived))))
    arguments = _arguments(forms)
    taken: dict[Signature, Point] = {}
    others: list[Point] = []
    for point in islice(_candidates(record, forms), CANDIDATES):
        found = _signature(arguments, point)
        if found is not None and found not in taken:
            taken[found] = point
        elif len(others) < MOST_POINTS // 3:
            others.append(point)
        if len(taken) == MOST_POINTS:
            break
    return sorted([*taken.values(), *others][:MOST_POINTS], key=_length)


def _candidates(record: Equation, forms: sympy.Tuple) -> Iterator[Point]:
    """Points of the domain, as they are met."""
    source = random.Random(SEED)
    dependent = given_symbols(record.domain or ())
    met = 0
    exponents = (0, 0, 0, 0, 0, -1, 1, -5, 5) if _elementary(forms) else (0, 0, 0, -1)
    switches = sympy.Tuple(*forms, *(record.domain or ()))
    turns = {symbol: turning_points(switches, symbol) for symbol in forms.free_symbols}
    for number in range(ATTEMPTS):
        if met == 0 and number == FIRST_ATTEMPTS:
            return
        functions = {
            key: value
            for key, value in record.points[number % len(record.points)].items()
            if isinstance(key, AppliedUndef) and forms.has(key.func)
        }
        symbols = set().union(
            forms.free_symbols,
            *(value.free_symbols | key.free_symbols for key, value in functions.items()),
            *(value.free_symbols for key, value in dependent.items() if forms.has(key)),
        )
        point = dict(functions)
        for symbol in sorted(symbols - dependent.keys(), key=sympy.default_sort_key):
            value = _value(symbol, source, exponents, turns.get(symbol, []))
            if value is None:
                return
            point[symbol] = value
        if not symbols - dependent.keys():
            return
        for symbol in symbols & dependent.keys():
            point[symbol] = dependent[symbol].subs(point)
        if all(_holds(condition, point) for condition in record.domain or ()):
            met += 1
            yield point


def _length(point: Point) -> int:
    """How long a point is in print: short ones are tried first, as counterexamples."""
    return sum(len(str(value)) for value in point.values())


def _holds(condition: sympy.Basic, point: Point) -> bool:
    """Whether a condition holds at the point; one on other symbols does not count."""
    if not condition.free_symbols & point.keys():
        return True
    known = {key if key.is_Symbol else key.func for key in point}
    used = condition.free_symbols | {f.func for f in condition.atoms(AppliedUndef)}
    return not used <= known or _is_true(condition, point)


def _is_true(condition: sympy.Basic, point: Point) -> bool:
    if isinstance(condition, sympy.Or | sympy.And):  # SymPy takes long to join their parts
        parts = (_is_true(part, point) for part in condition.args)
        return any(parts) if isinstance(condition, sympy.Or) else all(parts)
    try:
        return bool(at_point(condition, point) == sympy.true)
    except TypeError:  # SymPy compares no complex numbers
        return False


def _elementary(forms: sympy.Tuple) -> bool:
    heads = {type(function) for function in forms.atoms(sympy.Function)}
    known = (
        HyperbolicFunction,
        InverseHyperbolicFunction,
        TrigonometricFunction,
        InverseTrigonometricFunction,
        AppliedUndef,
        sympy.exp,
        sympy.log,
        sympy.Abs,
        sympy.sign,
        sympy.re,
        sympy.im,
        sympy.conjugate,
        sympy.KroneckerDelta,
        sympy.Heaviside,
        sympy.Max,
        sympy.Min,
        sympy.Piecewise,
        sympy.ceiling,
        sympy.floor,
        sympy.frac,
    )
    return all(issubclass(head, known) for head in heads)


def _value(
    symbol: sympy.Symbol,
    source: random.Random,
    exponents: Sequence[int],
    turns: Sequence[sympy.Rational],
) -> sympy.Expr | None:
    """An exact number that the assumptions of the symbol allow; None where none was found.

    Every third one lies on one side of a value at which a form may change its branch.
    """
    wanted = {
        name: truth
        for name, truth in symbol.assumptions0.items()
        if name not in ("commutative", "finite", "infinite")
    }
    for _ in range(TRIES):
        kind = source.choice(("real", "complex", "complex", "complex", "integer"))
        scale = _magnitude(source, source.choice(exponents))
        if turns and source.randrange(3) == 0:
            value = _beside(source.choice(turns), source, bool(symbol.is_integer))
        elif kind == "integer":
            value = sympy.Integer(source.randint(-6, 12) * source.choice(INTEGER_SCALES))
        elif kind == "real":
            value = source.choice((1, -1)) * scale
        else:
            parts = (scale * sympy.Rational(source.randint(-12, 12), 7) for _ in range(2))
            value = next(parts) + sympy.I * next(parts)
        if all(getattr(value, f"is_{name}") == truth for name, truth in wanted.items()):
            return value
    return None


def _beside(turn: sympy.Rational, source: random.Random, whole: bool) -> sympy.Rational:
    """A number on either side, nearer to the value than to 0; or the value itself."""
    side = source.choice((1, -1, 0))
    step = sympy.Rational(side, source.choice((2, 8, 1000)))
    value = turn * (1 + step) if turn else step
    if not whole:
        return value
    return sympy.ceiling(value) if side > 0 else sympy.floor(value)


def _magnitude(source: random.Random, exponent: int) -> sympy.Rational:
    """A positive rational of about this power of ten."""
    ratio = sympy.Rational(source.randint(1, 40), source.randint(3, 17))
    return ratio * sympy.Integer(10) ** exponent


def _arguments(forms: sympy.Tuple) -> sympy.Tuple:
    """The arguments of functions, and the bases of powers that are not whole, in both forms."""
    bases = {
        power.base
        for power in forms.atoms(sympy.Pow)
        if not power.exp.is_Integer and not power.base.is_Number
    }
    inner = {
        argument
        for function in forms.atoms(sympy.Function)
        if not isinstance(function, AppliedUndef | sympy.exp | sympy.sin | sympy.cos)
        for argument in function.args
        if isinstance(argument, sympy.Expr) and not argument.is_Number
    }
    bound = set().union(
        *(set(inner_form.variables) for inner_form in forms.atoms(sympy.Integral, sympy.Sum))
    )
    free = [form for form in bases | inner if not form.free_symbols & bound]
    return sympy.Tuple(*sorted(free, key=sympy.default_sort_key))


def _signature(arguments: sympy.Tuple, point: Point) -> Signature | None:
    """For each argument the signs of its parts, and whether it lies outside the unit circle."""
    arguments = at_point(arguments, point)
    try:
        values = [mpmath.mpc(value) for value in mpmath_function((), arguments)()]
    except (ArithmeticError, ValueError, TypeError, NotImplementedError, NameError):
        return None
    return tuple((_sign(z.real), _sign(z.imag), bool(abs(z) > 1)) for z in values)


def _sign(part: mpmath.mpf) -> int:
    return int(part > 0) - int(part < 0)
