"""Edits of a printed form: each changes one place, and says in words what it changes.

They are the slips of a typesetter or of a calculation: a sign, a letter for another of the same
unit, a constant factor, a part that belongs below the fraction line or above it, a term too many
or twice, a function for its companion.  A place is the path of arguments that leads to it; a part
that stands twice has two places.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import sympy
from sympy import Add, Expr, Function, I, Mul, Pow, Rational, S, Symbol, pi, sqrt
from sympy.core.function import AppliedUndef

from derive.marked import marked
from derive.printer import in_paper_order
from derive.root import root
from numerics.judge.phrases import Words, in_text

Place = tuple[int, ...]
Letters = Mapping[Expr, Iterable[Expr]]

RATIONALS = tuple(map(Rational, ("2", "1/2", "4", "1/4", "3", "1/3", "8", "1/8", "16", "1/16")))
POWERS_OF_PI = (pi, 1 / pi, pi**2, 1 / pi**2)
CONSTANTS: tuple[Expr, ...] = (
    *RATIONALS,
    *(r * p for p in POWERS_OF_PI for r in (S.One, *RATIONALS[:4])),
    *(power for base in (2, pi) for power in (sqrt(base), 1 / sqrt(base))),
    *(I, -I),
)
OTHER_SIGN: Words = ("with the other sign",)
KINDS = range(7)  # the likelier first; FACTOR is one of the whole, PART_FACTOR one of a part
SIGN, LETTER, FACTOR, PART_FACTOR, INVERTED, TERM, FUNCTION = KINDS
COMPANIONS = (
    (sympy.sin, sympy.cos, sympy.sinh, sympy.cosh),
    (sympy.tan, sympy.cot, sympy.tanh, sympy.coth),
    (sympy.elliptic_k, sympy.elliptic_e),
    (sympy.besselj, sympy.bessely, sympy.besseli, sympy.besselk),
    (sympy.exp, sympy.log),
)
ORDERS = COMPANIONS[3]  # functions of an order, of which 0 and 1 are taken for each other
INNER = {  # what stands in a function, where it is not called its argument
    sympy.exp: "the exponent",
    sympy.Abs: "the modulus",
    sympy.Integral: "the integrand",
    sympy.Sum: "the summand",
    sympy.Product: "the product",
    root: "the square root",
}
NAMES = {sympy.log: "ln", sympy.besselk: "K", sympy.besselj: "J", sympy.besseli: "I"} | {
    sympy.bessely: "Y",
    sympy.elliptic_k: "the elliptic integral K",
    sympy.elliptic_e: "the elliptic integral E",
}
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
SHORT = 40  # characters of a term that is named by itself: its place depends on who prints


@dataclass(frozen=True)
class Edit:
    """One change: what stands at a place then, with the change in a box, and in words.

    The words complete "the equation holds".
    """

    place: Place
    new: Expr
    shown: Expr
    words: Words
    kind: int


def edits(entry: Expr, letters: Letters, within: bool = False) -> Iterator[Edit]:
    """Every edit of an entry at one place.

    letters: those that may stand for a letter.  within: whether the entry is one of a matrix, so
    that another letter in its place leaves something of the printed form.
    """
    yield Edit((), -entry, marked(-entry, entry), OTHER_SIGN, SIGN)
    yield from (whole(factor, entry) for factor in (*CONSTANTS, *(-c for c in CONSTANTS)))
    inverse = 1 / entry
    yield Edit((), inverse, marked(inverse, entry), ("with its inverse in its place",), INVERTED)
    for place, node, inside in places(entry):
        if place or within:
            for other in letters.get(node, ()):
                words = ("with ", other, " for ", node, *_in(inside))
                yield Edit(place, other, marked(other, node), words, LETTER)
        if isinstance(node, Add):
            yield from _of_terms(place, node, inside)
        elif isinstance(node, Mul):
            yield from _of_factors(place, node, inside)
        elif isinstance(node, Function) and not isinstance(node, AppliedUndef):
            yield from _of_a_function(place, node, inside)


def whole(factor: Expr, entry: Expr, shown: Expr | None = None) -> Edit:
    """A factor of the whole entry; shown: the entry with the other changes in boxes."""
    new, boxed = factor * entry, marked(factor, S.One) * (entry if shown is None else shown)
    return Edit((), new, boxed, ("with a further factor ", factor), FACTOR)


def places(entry: Expr) -> Iterator[tuple[Place, Expr, Words]]:
    """Each place, what stands there, and what it lies in, in words."""

    def visit(node: Expr, place: Place, inside: Words) -> Iterator[tuple[Place, Expr, Words]]:
        yield place, node, inside
        if isinstance(node, AppliedUndef | sympy.Derivative | sympy.Subs):
            return
        inner = node.args
        if isinstance(node, sympy.Integral | sympy.Sum | sympy.Product):
            inner = node.args[:1]  # not its limits
        for turn, argument in enumerate(inner):
            if isinstance(argument, Expr) and not argument.is_number:
                yield from visit(argument, (*place, turn), _of(_part(node, argument), inside))

    yield from visit(entry, (), ())


def made(entry: Expr, changes: Iterable[Edit], in_boxes: bool = False) -> Expr:
    """The entry with its changes made, the rest of its structure as it was."""
    new = {edit.place: edit.shown if in_boxes else edit.new for edit in changes}

    def rebuilt(node: Expr, place: Place) -> Expr:
        if place in new:
            return new[place]
        if not any(other[: len(place)] == place for other in new):
            return node
        return node.func(*(rebuilt(a, (*place, turn)) for turn, a in enumerate(node.args)))

    return rebuilt(entry, ())


def apart(one: Edit, other: Edit) -> bool:
    """Whether neither place lies within the other."""
    shared = min(len(one.place), len(other.place))
    return one.place[:shared] != other.place[:shared]


def _in(inside: Words) -> Words:
    return (" in ", *inside) if inside else ()


def _of(part: Words, inside: Words) -> Words:
    """A part of what it lies in."""
    return (*part, " of ", *inside) if part and inside else part or inside


def _part(node: Expr, argument: Expr) -> Words:
    """In words, which part of a node an argument of it is; nothing where that needs no words."""
    if isinstance(node, Add):
        return _term(node, argument)
    if isinstance(node, Mul):
        return _factor(node, argument) if isinstance(argument, Add) else ()
    if node.func in INNER:
        return (INNER[node.func],)
    if isinstance(node, Pow):
        if argument == node.exp:
            return ("the exponent",)
        below = node.exp.could_extract_minus_sign()
        root_of = ("the square root",) * bool(abs(node.exp) == Rational(1, 2))
        return _of(root_of, ("the denominator",) * below)
    return (f"the argument of {_name(node)}",) * isinstance(node, Function)


def _factor(product: Mul, factor: Add) -> Words:
    """In words, which sum of a product is meant."""
    if sum(isinstance(each, Add) for each in product.args) > 1:
        return ("the factor ", factor)
    return ("the sum",) if sympy.fraction(product)[1] == 1 else ("the numerator",)


def _term(total: Add, term: Expr) -> Words:
    """The term itself, without its sign; first, second, ... in print where it is long."""
    plain = -term if term.could_extract_minus_sign() else term
    if len(in_text((plain,))) <= SHORT:
        return ("the term ", plain)
    turn = in_paper_order(total.as_ordered_terms()).index(term)
    return (f"the {ORDINALS[turn] if turn < len(ORDINALS) else f'{turn + 1}th'} term",)


def _name(node: Expr) -> str:
    return NAMES.get(node.func, node.func.__name__)


def _of_terms(place: Place, total: Add, inside: Words) -> Iterator[Edit]:
    for turn, term in enumerate(total.args):
        here, name = (*place, turn), _of(_term(total, term), inside)
        sign = (*OTHER_SIGN, " of ", *name)
        yield Edit(here, -term, marked(-term, term), sign, SIGN)
        yield Edit(here, S.Zero, marked(S.Zero, term), ("without ", *name), TERM)
        if not term.is_number:
            yield _inverted(here, term, name)
        yield from _of_factor(here, term, name)


def _inverted(place: Place, part: Expr, name: Words) -> Edit:
    words = ("with the inverse of ", *name, " in its place")
    return Edit(place, 1 / part, marked(1 / part, part), words, INVERTED)


def _of_factor(place: Place, node: Expr, inside: Words) -> Iterator[Edit]:
    for factor in CONSTANTS:
        shown = marked(factor, S.One) * node
        words = ("with a further factor ", factor, *_in(inside))
        yield Edit(place, factor * node, shown, words, PART_FACTOR)


def _of_factors(place: Place, product: Mul, inside: Words) -> Iterator[Edit]:
    for turn, factor in enumerate(product.args):
        if not factor.is_number:
            is_power = isinstance(factor, Pow)
            below = is_power and factor.exp.could_extract_minus_sign()
            name, side = (1 / factor, "numerator") if below else (factor, "denominator")
            words = ("with ", name, f" in the {side}", *((" of ", *inside) if inside else ()))
            shown = marked(1 / factor, factor)
            yield Edit((*place, turn), 1 / factor, shown, words, INVERTED)


def _of_a_function(place: Place, node: Expr, inside: Words) -> Iterator[Edit]:
    for group in COMPANIONS:
        for other in group if node.func in group else ():
            if other != node.func:
                new = other(*node.args)
                words = (f"with {_name(new)} for {_name(node)}", *_in(inside))
                yield Edit(place, new, marked(new, node), words, FUNCTION)
    if node.func in ORDERS and node.args[0] in (0, 1):
        new = node.func(1 - node.args[0], node.args[1])
        words = (f"with the order {new.args[0]} of {_name(node)}", *_in(inside))
        yield Edit(place, new, marked(new, node), words, FUNCTION)
    *_, last = node.args
    here, name = (*place, len(node.args) - 1), _of(_part(node, last), inside)
    if not last.is_number:
        yield Edit(here, -last, marked(-last, last), (*OTHER_SIGN, " of ", *name), SIGN)
        if not isinstance(last, Symbol | Add):
            yield _inverted(here, last, name)
        if not isinstance(last, Add):
            yield from _of_factor(here, last, name)
