"""The values of a form and of its edited copies at a sample, part by part.

Each part is evaluated once; an edit changes only the parts that its place lies in.  So many
thousand edited forms are looked at before one of them is judged.  An integral or a sum is a
finite sum over nodes where that gives its value to some digits, and is evaluated as a whole,
which is slow, where not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import sympy
from flint import acb
from sympy import Add, Expr, Mul
from sympy.core.function import AppliedUndef

from derive.record import substitute
from numerics.arithmetic.functions import Evaluator, ball_function, ball_precision
from numerics.judge.compare import ball, evaluate
from numerics.judge.edits import Edit, Place, made
from numerics.judge.nodes import nodes_of

Sample = Mapping[Any, Any]
Values = list[acb | None]

OVER = (sympy.Integral, sympy.Sum)  # a variable, at nodes
LEAVES = (AppliedUndef, sympy.Derivative, sympy.Subs)
WHOLE = (*OVER, sympy.Product, sympy.Piecewise)
FAILURES = (ArithmeticError, ValueError, NotImplementedError, TypeError, KeyError)
BY_NODES = 1e-6  # to which a sum over nodes is the value of the unchanged integral or sum


class Sampled:
    """One entry at one sample, to so many bits; None stands for what has no value."""

    def __init__(self, entry: Expr, sample: Sample, bits: int) -> None:
        self.entry, self.sample, self.bits = entry, sample, bits
        self.is_rough = False  # whether some value is a sum over nodes
        self._known: dict[Expr, acb | None] = {}
        self._nodes: dict[Expr, list[tuple[acb, Sampled]] | None] = {}

    def value(self, edits: Sequence[Edit] = ()) -> acb | None:
        """The value of the entry with these edits made, at places apart from each other."""
        with ball_precision(self.bits):
            return self._edited(self.entry, (), {edit.place: edit for edit in edits})

    def _edited(self, node: Expr, place: Place, edits: Mapping[Place, Edit]) -> acb | None:
        if place in edits:
            return self._plain(edits[place].new)
        inner = {p: edit for p, edit in edits.items() if p[: len(place)] == place}
        if not inner:
            return self._plain(node)
        depth = len(place)
        if isinstance(node, OVER) and (nodes := self._at_nodes(node)) is not None:
            # The argument of the integral or sum is its first one, the integrand.
            below = [replace(edit, place=p[depth + 1 :]) for p, edit in inner.items()]
            self.is_rough = True
            return _sum([_times(weight, each.value(below)) for weight, each in nodes])
        if isinstance(node, WHOLE):
            shifted = [replace(edit, place=p[depth:]) for p, edit in inner.items()]
            return self._plain(made(node, shifted))
        parts = (self._edited(each, (*place, n), inner) for n, each in enumerate(node.args))
        return _joined(node, list(parts))

    def _plain(self, node: Expr) -> acb | None:
        if node not in self._known:
            self._known[node] = self._found(node)
        return self._known[node]

    def _found(self, node: Expr) -> acb | None:
        try:
            if node.is_number and not isinstance(node, WHOLE):
                return ball(node)
            if node.is_Symbol:
                return ball(self.sample[node])
            if isinstance(node, LEAVES):
                functions = {f: v for f, v in self.sample.items() if isinstance(f, AppliedUndef)}
                return self._evaluated(substitute(node, functions))
            if isinstance(node, WHOLE):
                return self._evaluated(node)
        except FAILURES:
            return None
        return _joined(node, [self._plain(argument) for argument in node.args])

    def _evaluated(self, node: Expr) -> acb | None:
        ((value,),) = evaluate(node, self.sample)
        return value if value.is_finite() else None

    def _at_nodes(self, node: Expr) -> list[tuple[acb, "Sampled"]] | None:
        """The weights and the integrand at the nodes; None where they do not give the value."""
        if node not in self._nodes:
            self._nodes[node] = self._tried(node)
        return self._nodes[node]

    def _tried(self, node: Expr) -> list[tuple[acb, "Sampled"]] | None:
        exact = self._plain(node)
        nodes = nodes_of(node, self._plain)
        if exact is None or nodes is None:
            return None
        variable = node.limits[0][0]
        found = [
            (weight, Sampled(node.args[0], {**self.sample, variable: at}, self.bits))
            for at, weight in nodes
        ]
        total = _sum([_times(weight, each.value()) for weight, each in found])
        if total is None or not abs(total - exact) < BY_NODES * abs(exact):
            return None
        return found


def evaluated(entry: Expr, sample: Sample, bits: int) -> acb | None:
    """The value of an entry as the judge evaluates it; None where it has none."""
    try:
        with ball_precision(bits):
            ((value,),) = evaluate(entry, sample)
    except FAILURES:
        return None
    return value if value.is_finite() else None


def _times(weight: acb, value: acb | None) -> acb | None:
    return None if value is None else weight * value


def _sum(parts: Values) -> acb | None:
    known = [part for part in parts if part is not None]
    return sum(known, acb(0)) if len(known) == len(parts) else None


def _joined(node: Expr, parts: Values) -> acb | None:
    """The value of a node from those of its arguments."""
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    if isinstance(node, Add):
        return sum(known, acb(0))
    if isinstance(node, Mul):
        product = acb(1)
        for part in known:
            product *= part
        return product
    fixed = tuple(argument if argument.is_number else None for argument in node.args)
    moving = [part for part, number in zip(known, fixed, strict=True) if number is None]
    try:
        value = acb(_head(node.func, fixed)(*moving))
    except FAILURES:
        return None
    return value if value.is_finite() else None


@lru_cache(maxsize=512)
def _head(head: Any, fixed: tuple[Expr | None, ...]) -> Evaluator:
    """The function of the arguments that are no fixed numbers."""
    symbols = tuple(sympy.Dummy() for number in fixed if number is None)
    free = iter(symbols)
    arguments = [next(free) if number is None else number for number in fixed]
    return ball_function(symbols, head(*arguments))
