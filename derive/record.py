"""The record of one equation, and the path on which a limit is meant."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from sympy import Basic, Expr, ImmutableDenseMatrix, Lambda, Symbol, Tuple, false, sympify
from sympy.core.function import AppliedUndef
from sympy.logic.boolalg import Boolean

from derive import given
from derive.notation import PLAIN, Notation, eps

Relation = Literal["=", "≃", "~", "definition"]
RELATIONS = ("=", "≃", "~", "definition")
Form: TypeAlias = Expr | ImmutableDenseMatrix | Tuple
Point: TypeAlias = Mapping[Expr, Expr]


@dataclass(frozen=True)
class Regime:
    """A path into a limit: every symbol as a function of eps, which tends to 0 from above.

    Raises ValueError for a path that is no dict of symbols, for a value with a float, and for
    one that leaves another symbol than eps free.
    """

    path: Mapping[Symbol, Expr]
    words: str = ""

    def __post_init__(self) -> None:
        path = given.mapping(self.path, "the path of a regime")
        given.text(self.words, "words of a regime")
        if not path:
            raise ValueError("the path of a regime is empty: give a symbol as a function of eps")
        for symbol, value in path.items():
            where = f"the regime's path of {symbol}"
            path[symbol] = value = given.value_of(value, where, {"eps": eps})
            strangers = _free(value) - {eps, *symbol.args}
            if said := _other_assumptions(strangers, {eps}):
                raise ValueError(f"{where}: {said}; import eps from derive")
            if strangers:
                raise ValueError(
                    f"{where} leaves {_names(strangers)} free: "
                    "give every symbol as a function of eps alone"
                )
        if not any(value.has(eps) for value in path.values()):
            raise ValueError(
                "the path of a regime holds no eps: give a symbol as a function of eps, which tends"
                " to 0"
            )
        object.__setattr__(self, "path", path)


@dataclass(frozen=True, kw_only=True)
class Equation:
    """One equation: what is printed, and how to derive it.

    A Matrix is one object; a Tuple is several statements under one label.  Text such as "x/2" is
    read with the symbols of the points or the regime.  The paper that has the equation sets
    `paper`, its name, and `notation`, its letters.

    printed: None where the paper prints nothing, and the derived form goes beyond it.
    points: where an "=" is judged.  domain: for which values of its symbols, beside their own
    assumptions, an "=" is claimed: conditions such as im(omega) >= 0, Eq(f(-x), f(x)) for an
    even function, or none at all, ().  With a domain the "=" is judged at further points of it
    too, and one that fails refutes it; without one (None) it is claimed at its points alone.

    Raises ValueError, in one sentence, for an argument of the wrong kind, for a float, and for a
    symbol that regime or points leave free.
    """

    label: str
    title: str
    relation: Relation
    lhs: Basic
    printed: Form | None
    derived: Callable[[], Form] = field(repr=False)
    regime: Regime | None = None
    points: tuple[Point, ...] = ()
    domain: tuple[Boolean, ...] | None = None
    note: str = ""
    paper: str = field(default="", repr=False, compare=False)
    notation: Notation = field(default=PLAIN, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not given.text(self.label, "the label of an equation"):
            raise ValueError("the label of an equation is empty: give a number or a word")
        of = f"of equation {self.label}"
        given.text(self.title, f"the title {of}")
        given.text(self.note, f"the note {of}")
        if self.relation not in RELATIONS:
            raise ValueError(
                f"equation {self.label}: unknown relation {self.relation!r}, "
                f"allowed are {', '.join(map(repr, RELATIONS))}"
            )
        if not isinstance(self.regime, Regime | None):
            raise ValueError(f"the regime {of} is {given.told(self.regime)}: give a Regime")
        derived: Any = self.derived
        if not callable(derived) and not isinstance(derived, Basic):
            raise ValueError(
                f"the derived form {of} is {given.told(derived)}: "
                "give a function without arguments that returns it"
            )
        self._set(points=self._read_points(), domain=self._read_domain())
        letters = {str(letter): letter for values in self._places() for letter in values}
        if self.printed is not None:
            self._set(printed=given.form(self.printed, f"the printed form {of}", letters))
        elif self.relation == "definition":
            raise ValueError(f"equation {self.label}: a definition needs a printed form")
        if not isinstance(self.lhs, Basic | Expr | ImmutableDenseMatrix):
            self._set(lhs=given.form(self.lhs, f"the left side {of}", letters))
        if self.relation == "=" and not self.points:
            raise ValueError(
                f"equation {self.label}: an '=' is judged at points, and none is given"
            )
        if self.relation in ("~", "≃") and self.regime is None:
            raise ValueError(
                f"equation {self.label}: a '{self.relation}' is judged along a regime, "
                "and none is given"
            )
        if self.printed is not None and not self.namesakes(self.printed):
            self.require(self.printed, "printed")

    def _repr_latex_(self) -> str:
        """The printed form beside the derived one, for Jupyter."""
        from derive.display import beside

        return beside(self)

    def require(self, form: Form, which: str) -> None:
        """ValueError for a float in the form, or a symbol that regime or points leave free."""
        given.without_floats(sympify(form), f"the {which} form of equation {self.label}")
        place = "point" if self.relation == "=" else "regime"
        for values in self._places():
            if missing := _free(form) - _given(values):
                raise ValueError(
                    f"equation {self.label}: its {place} leaves {_names(missing)} of the {which} "
                    "form free: give a value for every symbol"
                )

    def namesakes(self, form: Form) -> str:
        """A sentence on symbols of the form that are given with other assumptions; else empty."""
        said = (_other_assumptions(_free(form) - _given(v), _given(v)) for v in self._places())
        return next(filter(None, said), "")

    def outside(self, form: Form) -> str:
        """A sentence on a point that lies outside of the domain of a form; else empty."""
        for condition in self.domain or ():
            if condition.free_symbols <= form.free_symbols:
                for point in self.points:
                    if at_point(condition, point) == false:
                        return f"a point lies outside of the domain: {condition} does not hold"
        return ""

    def _places(self) -> list[Mapping[Any, Any]]:
        """Where the forms are evaluated: the points of an "=", the path of a limit."""
        if self.relation == "=":
            return list(self.points)
        return [self.regime.path] if self.regime and self.relation != "definition" else []

    def _read_points(self) -> tuple[Point, ...]:
        of = f"of equation {self.label}"
        if not isinstance(self.points, tuple | list):
            raise ValueError(
                f"points {of} is {given.told(self.points)}: give a tuple of dicts, such as "
                "({x: Rational(1, 2)},)"
            )
        read = []
        for point in self.points:
            values = given.mapping(point, f"a point {of}")
            for symbol, value in values.items():
                where = f"the value of {symbol} at a point {of}"
                values[symbol] = value = given.value_of(value, where)
                if symbol.is_Symbol and value.free_symbols:
                    raise ValueError(f"{where} is {value}: give an exact number")
                if symbol.is_Symbol and (broken := given.unlike(symbol, value)):
                    raise ValueError(f"{where} is {value}, but {symbol} is assumed to be {broken}")
            read.append(values)
        return tuple(read)

    def _read_domain(self) -> tuple[Boolean, ...] | None:
        if self.domain is None:
            return None
        listed = self.domain if isinstance(self.domain, tuple | list) else (self.domain,)
        for condition in listed:
            if not isinstance(condition, Boolean | bool) or isinstance(condition, Expr):
                raise ValueError(
                    f"the domain of equation {self.label} holds {given.told(condition)}: give a "
                    "tuple of conditions, such as (im(omega) >= 0,)"
                )
        return tuple(sympify(condition) for condition in listed)

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)


def substitute(form: Form, point: Point) -> Form:
    """The form with functions, then symbols, replaced by their values at the point.

    A function is given by its value as a function of the arguments that it is written with.
    """
    for function, value in point.items():
        if isinstance(function, AppliedUndef):
            form = form.replace(function.func, Lambda(function.args, value))
    form = form.doit()
    return form.subs({symbol: point[symbol] for symbol in form.free_symbols & point.keys()})


def at_point(form: Any, point: Point) -> Any:
    """The form at the point; integrals and sums stay as they are, unless a function is given."""
    if form.atoms(AppliedUndef):
        return substitute(form, point)
    return form.subs({symbol: point[symbol] for symbol in form.free_symbols & point.keys()})


def _free(form: Any) -> set[Any]:
    """Symbols of the form, and functions as one writes them without regard to the argument."""
    form = sympify(form, strict=True)
    return form.free_symbols | {f.func for f in form.atoms(AppliedUndef)}


def _given(values: Mapping[Any, Any]) -> set[Any]:
    return {key if key.is_Symbol else key.func for key in values}


def _other_assumptions(missing: set[Any], known: set[Any]) -> str:
    names = {str(letter) for letter in known}
    twins = {letter for letter in missing if str(letter) in names}
    if not twins:
        return ""
    return f"{_names(twins)} is given, but with other assumptions"


def _names(symbols: set[Any]) -> str:
    return ", ".join(sorted(map(str, symbols)))
