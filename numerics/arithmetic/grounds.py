"""On what ground a form is evaluated: in balls, by mpmath alone, or not at all."""

from collections.abc import Callable, Iterator
from typing import Any, Literal

import sympy
from sympy.core.function import Application

from numerics.arithmetic.functions import ball_function, mpmath_function

Ground = Literal["enclosed", "computed", "unknown"]

WORDS: dict[Ground, str] = {
    "enclosed": "an enclosure",
    "computed": "mpmath alone",
    "unknown": "none",
}

_MOST_ARGUMENTS = 6

_HEAD = """# Functions

Every function of SymPy, and what this package has for it. With *an enclosure*, ball arithmetic
bounds the value, real or complex, on every branch: a verdict on it may be certified. With *mpmath
alone* there are digits, but no bound: a verdict says so, and refutes nothing. With *none*, a form
that contains the function is not judged.

Branches, values on cuts and parameters are those of SymPy and mpmath. A ball outside the domain
of an enclosure, or at a pole, is not finite; a function of integers is enclosed for integers
alone; `erfinv`, `erfcinv`, `Max`, `Min`, `Heaviside` and a condition with `<` need real numbers.
`hyper` with p = q + 1 > 2 is enclosed inside the unit circle, and `meijerg` where no two of the
parameters that count differ by an integer.
The spherical Bessel functions are those of DLMF 10.47, entire for `jn` of integer order, where
SymPy's own digits have the other sign on the negative axis.

| function | value |
|---|---|
"""


def ground(form: Any) -> Ground:
    """Whether a form has an enclosure, only digits by mpmath, or neither.

    A value may still fail at a point: an enclosure that is not finite there bounds nothing.
    Raises ValueError for a form that contains a float, or an undefined function.
    """
    form = sympy.sympify(form)
    symbols = sorted(form.free_symbols, key=sympy.default_sort_key)
    if _is_made(ball_function, symbols, form):
        return "enclosed"
    return "computed" if _is_made(mpmath_function, symbols, form) else "unknown"


def _is_made(target: Callable[..., Any], symbols: list[sympy.Symbol], form: Any) -> bool:
    try:
        target(symbols, form)
    except NotImplementedError:
        return False
    return True


def function_table() -> dict[str, Ground]:
    """The ground of every function of SymPy, by its name: the best of its numbers of arguments."""
    table: dict[str, Ground] = {
        "hyper": ground(_HYPER),
        "meijerg": ground(_MEIJER),
        "Mod": ground(sympy.Mod(_A, _B)),
    }
    for name in sympy.functions.__all__:
        grounds = [ground(form) for form in _applied(getattr(sympy.functions, name))]
        if grounds and name not in table:
            table[name] = min(grounds, key=list(WORDS).index)
    return dict(sorted(table.items(), key=lambda entry: entry[0].lower()))


def function_page() -> str:
    """The table as a page of the documentation."""
    rows = (f"| `{name}` | {WORDS[value]} |\n" for name, value in function_table().items())
    return _HEAD + "".join(rows)


def _is_function(thing: Any) -> bool:
    return isinstance(thing, type) and issubclass(thing, Application)


_A, _B, _C, _Z = sympy.symbols("a b c z")
_HYPER = sympy.hyper((_A, _B), (_C,), _Z)
_MEIJER = sympy.meijerg(((_A,), ()), ((_B,), (_C,)), _Z)


def _applied(function: Any) -> Iterator[sympy.Expr]:
    """The function of symbols, for every number of them with which it stays as it is."""
    if not _is_function(function):
        return
    symbols = sympy.symbols(f"x:{_MOST_ARGUMENTS}")
    for number in range(1, _MOST_ARGUMENTS + 1):
        if number in function.nargs:
            try:
                form = function(*symbols[:number])
            except (AttributeError, TypeError, ValueError):  # SymPy wants other arguments
                continue
            if isinstance(form, function):
                yield form
