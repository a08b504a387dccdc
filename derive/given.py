"""What a reader gives for a record: read where it is exact, else refused in one sentence."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from sympy import (
    Basic,
    Expr,
    Float,
    ImmutableDenseMatrix,
    Lambda,
    MatrixExpr,
    Symbol,
    SympifyError,
    Tuple,
    nan,
    sympify,
    zoo,
)
from sympy.core.function import AppliedUndef
from sympy.logic.boolalg import Boolean
from sympy.matrices import MatrixBase

USUAL = "positive negative nonnegative nonpositive even odd integer rational real nonzero".split()
FORMS = "an expression, a Matrix or a Tuple"


def form(value: Any, where: str, letters: Mapping[str, Basic] | None = None) -> Any:
    """A form as it is judged: of text, of whole numbers and fractions, of a matrix, of a tuple.

    where: what the value is, as errors name it.  letters: the symbols that text may mean, by
    name.  A statement such as Eq(x, 2) is handed on as it is.  Raises ValueError for a float,
    for text that does not read as an expression, and for anything else.
    """
    if isinstance(value, str):
        value = _read(value, where, letters or {})
    if isinstance(value, tuple | Tuple):
        return Tuple(*(form(entry, where, letters) for entry in value))
    if isinstance(value, MatrixBase):
        return without_floats(ImmutableDenseMatrix(value), where)
    if isinstance(value, MatrixExpr):
        try:
            return without_floats(ImmutableDenseMatrix(value.as_explicit()), where)
        except (TypeError, ValueError):
            raise ValueError(f"{where} is a matrix without entries: give each entry") from None
    return number(value, where, FORMS)


def value_of(value: Any, where: str, letters: Mapping[str, Basic] | None = None) -> Any:
    """An expression, of text and of numbers too, that is no matrix, tuple or statement."""
    if isinstance(value, str):
        value = _read(value, where, letters or {})
    value = number(value, where)
    if not isinstance(value, Expr) or isinstance(value, MatrixExpr):
        raise ValueError(f"{where} is {told(value)}: give an exact number or expression")
    return value


def number(value: Any, where: str, what: str = "an exact number or expression") -> Any:
    """An expression as SymPy has it, or a whole number or fraction of Python's as one."""
    if isinstance(value, Boolean) and not isinstance(value, Expr):
        return value
    if isinstance(value, float | complex):
        raise ValueError(_inexact(where, value))
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        value = sympify(value)
    if not isinstance(value, Expr) or isinstance(value, Lambda):
        raise ValueError(f"{where} is {told(value)}: give {what}")
    if value.has(zoo, nan):
        raise ValueError(f"{where} is {value}, which is no number: give a finite value")
    return without_floats(value, where)


def without_floats(value: Any, where: str) -> Any:
    """The value itself.  Raises ValueError where it contains a float."""
    if floats := value.atoms(Float):
        raise ValueError(_inexact(where, min(floats)))
    return value


def mapping(value: Any, where: str) -> dict[Basic, Any]:
    """Values of symbols, or of functions of symbols, as a dict."""
    if not isinstance(value, Mapping):
        raise ValueError(
            f"{where} is {told(value)}: give a dict of symbols with their values, such as "
            "{x: Rational(1, 2)}"
        )
    for key in value:
        if not isinstance(key, Symbol | AppliedUndef):
            raise ValueError(f"{where} has the key {told(key)}: give the symbol itself")
    return dict(value)


def unlike(symbol: Basic, value: Basic) -> str:
    """The assumption of a symbol that a value breaks; empty where it breaks none."""
    assumed = symbol.assumptions0
    for name in (*(name for name in USUAL if assumed.get(name)), *assumed):
        if getattr(value, f"is_{name}", None) is (not assumed[name]):
            return name if assumed[name] else f"not {name}"
    return ""


def text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{where} is {told(value)}: give text")
    return value


def told(value: Any) -> str:
    """A wrong value as a sentence names it."""
    if value is None:
        return "None"
    if isinstance(value, str):
        return f"the text {value!r}"
    if isinstance(value, Expr) and len(str(value)) < 40:
        return f"the expression {value}"
    if callable(value) and not isinstance(value, type | Basic):
        return "a function"
    name = type(value).__name__
    article = "an" if name[0].lower() in "aeiou" else "a"
    shown = str(value)
    return f"{article} {name}, {shown}" if len(shown) < 40 else f"{article} {name}"


def _read(value: str, where: str, letters: Mapping[str, Basic]) -> Any:
    try:
        return sympify(value, locals=dict(letters), strict=False)
    except (SympifyError, SyntaxError, TypeError, AttributeError, NameError, ValueError):
        raise ValueError(f"{where} is the text {value!r}, which is no expression") from None


def _inexact(where: str, value: Any) -> str:
    return (
        f"{where} contains the float {value}: a float carries 15 digits only, "
        "write an exact Rational instead"
    )
