"""The record of one equation, and the path on which a limit is meant."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from sympy import Basic, Expr, Float, ImmutableDenseMatrix, Lambda, Symbol, Tuple, sympify
from sympy.core.function import AppliedUndef

from derive.notation import PLAIN, Notation, eps

Relation = Literal["=", "~", "definition"]
RELATIONS = ("=", "~", "definition")
Form: TypeAlias = Expr | ImmutableDenseMatrix | Tuple
Point: TypeAlias = Mapping[Expr, Expr]


@dataclass(frozen=True)
class Regime:
    """A path into a limit: every symbol as a function of eps, which tends to 0 from above."""

    path: Mapping[Symbol, Expr]
    words: str = ""

    def __post_init__(self) -> None:
        for symbol, value in self.path.items():
            _reject_floats(value, f"the regime's path of {symbol}")
            if strangers := _free(value) - {eps}:
                raise ValueError(
                    f"the regime's path of {symbol} leaves {_names(strangers)} free: "
                    "give every symbol as a function of eps alone"
                )


@dataclass(frozen=True, kw_only=True)
class Equation:
    """One equation: what is printed, and how to derive it.

    A Matrix is one object, compared as a whole; a Tuple is several statements under one label.
    The paper that has the equation sets `paper`, its name, and `notation`, its letters.
    """

    label: str
    title: str
    relation: Relation
    lhs: Basic
    printed: Form
    derived: Callable[[], Form] = field(repr=False)
    regime: Regime | None = None
    points: tuple[Point, ...] = ()
    note: str = ""
    paper: str = field(default="", repr=False, compare=False)
    notation: Notation = field(default=PLAIN, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.relation not in RELATIONS:
            raise ValueError(
                f"equation {self.label}: unknown relation {self.relation!r}, "
                f"allowed are {', '.join(map(repr, RELATIONS))}"
            )
        if self.relation == "=" and not self.points:
            raise ValueError(
                f"equation {self.label}: an '=' is judged at points, and none is given"
            )
        if self.relation == "~" and self.regime is None:
            raise ValueError(
                f"equation {self.label}: a '~' is judged along a regime, and none is given"
            )
        self.require(self.printed, "printed")
        for point in self.points:
            for symbol, value in point.items():
                _reject_floats(value, f"the value of {symbol} at a point of equation {self.label}")

    def _repr_latex_(self) -> str:
        """The printed form beside the derived one, for Jupyter."""
        from derive.display import beside

        return beside(self)

    def require(self, form: Form, which: str) -> None:
        """ValueError for a float in the form, or a symbol that regime or points leave free."""
        _reject_floats(form, f"the {which} form of equation {self.label}")
        places: list[tuple[str, Mapping[Any, Expr]]] = []
        if self.relation == "~" and self.regime is not None:
            places = [("regime", self.regime.path)]
        elif self.relation == "=":
            places = [("point", point) for point in self.points]
        for place, values in places:
            if missing := _free(form) - {k if k.is_Symbol else k.func for k in values}:
                raise ValueError(
                    f"equation {self.label}: its {place} leaves {_names(missing)} of the {which} "
                    "form free: give a value for every symbol"
                )


def substitute(form: Form, point: Point) -> Form:
    """The form with functions, then symbols, replaced by their values at the point.

    A function is given by its value as a function of the argument that it is written with.
    """
    for function, value in point.items():
        if isinstance(function, AppliedUndef):
            (argument,) = function.args
            form = form.replace(function.func, Lambda(argument, value))
    form = form.doit()
    return form.subs({symbol: point[symbol] for symbol in form.free_symbols & point.keys()})


def _free(form: Form) -> set[Basic]:
    """Symbols of the form, and functions as one writes them without regard to the argument."""
    form = sympify(form, strict=True)
    return form.free_symbols | {f.func for f in form.atoms(AppliedUndef)}


def _names(symbols: set[Basic]) -> str:
    return ", ".join(sorted(map(str, symbols)))


def _reject_floats(form: Form, where: str) -> None:
    if floats := sympify(form, strict=True).atoms(Float):
        raise ValueError(
            f"{where} contains the float {min(floats)}: a float carries 15 digits only, "
            "write an exact Rational instead"
        )
