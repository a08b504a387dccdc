"""Mutants of every step of the derivation: does a label lose its derivation?

Run as a script it prints a JSON object: for each mutant of a step, the label that lost its
derivation, or null.  A step is changed in its own module and wherever `derive` imported it by its
name; caches of what rests on it are emptied.  The routes, which are not to change, are remembered
from the verdicts before.
"""

import functools
import importlib
import json
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import combinations
from multiprocessing import get_context
from types import FunctionType
from typing import Any

import flint
import sympy
from derive.equation import Equation

from derive.chain import MODULES, chain
from derive.grains.catalogue import LABELS, equation
from numerics.grains.routes import ROUTES
from numerics.judge.route import Route
from numerics.judge.verify import Verdict, verify

DIGITS = 15
SECONDS = 20  # of a processor, for one label of a mutant
LETTERS = ("Gamma_M Gamma_S", "N_M N_S", "Delta_M Delta_S", "g_M f_M", "Delta_0 Gamma_S")

Step = Callable[..., Any]
Change = Callable[[Any], Any]


def steps() -> dict[str, FunctionType]:
    """Every function of the derivation, by module and name."""
    modules = {name.rpartition(".")[2]: importlib.import_module(name) for name in MODULES}
    return {
        f"{name}.{attribute}": value.__wrapped__ if hasattr(value, "__wrapped__") else value
        for name, module in modules.items()
        for attribute, value in vars(module).items()
        if callable(value) and getattr(value, "__module__", None) == module.__name__
        if isinstance(getattr(value, "__wrapped__", value), FunctionType)
    }


def each(form: Any, change: Change) -> Any:
    """The change applied to an expression, a matrix, or to every part of a tuple."""
    if isinstance(form, tuple):
        return tuple(each(part, change) for part in form)
    if isinstance(form, sympy.Tuple):
        return sympy.Tuple(*(change(part) for part in form))
    if isinstance(form, sympy.Poly):
        return sympy.Poly(change(form.as_expr()), *form.gens)
    return change(form) if isinstance(form, sympy.Expr | sympy.MatrixBase) else form


def exchanged(form: Any) -> Any:
    """Two letters of the form exchanged: of a known pair, or the first two that change it."""
    letters = {symbol.name: symbol for symbol in form.free_symbols}
    known = [names.split() for names in LETTERS]
    for a, b in (*known, *combinations(sorted(letters), 2)):
        if a in letters and b in letters:
            pair = {letters[a]: letters[b], letters[b]: letters[a]}
            changed = form.subs(pair, simultaneous=True)
            if changed != form:
                return changed
    return form


CHANGES: dict[str, Change] = {
    "times 11/10": lambda form: form * sympy.Rational(11, 10),
    "sign flipped": lambda form: -form,
    "letters exchanged": exchanged,
}


def same_function(value: Any, step: FunctionType) -> bool:
    return callable(value) and getattr(value, "__wrapped__", value) is step


@contextmanager
def mutated(step: FunctionType, change: Change) -> Iterator[list[bool]]:
    """The step changed everywhere in `derive`; yields a list that says whether a result changed."""
    altered: list[bool] = []

    @functools.wraps(step)
    def mutant(*arguments: Any, **options: Any) -> Any:
        result = step(*arguments, **options)
        changed = each(result, change)
        altered.append(changed != result)
        return changed

    places = [
        (module, name, value)
        for key, module in list(sys.modules.items())
        if key.startswith("derive.")
        for name, value in list(vars(module).items())
        if same_function(value, step)
    ]
    clear_caches(step)
    for module, name, _ in places:
        setattr(module, name, mutant)
    try:
        yield altered
    finally:
        for module, name, value in places:
            setattr(module, name, value)
        clear_caches(step)


def clear_caches(step: FunctionType) -> None:
    """Empty the caches of all that rests on the step."""
    for name in MODULES:
        for value in vars(sys.modules[name]).values():
            if hasattr(value, "cache_clear") and step in chain(value):
                value.cache_clear()


def remembered(route: Route) -> Route:
    """The route, which calculates its values at a point and a precision once."""
    known: dict[Any, list[Any]] = {}

    def samples(point: Any) -> Iterator[Any]:
        key = flint.ctx.prec, tuple(sorted((str(x), str(value)) for x, value in point.items()))
        if key not in known:
            known[key] = list(route.samples(point))
        yield from known[key]

    return replace(route, samples=samples)


def judged(record: Equation, route: Route) -> Verdict | None:
    """The verdict, or None where it takes too long."""

    def stop(*_: Any) -> None:
        raise TimeoutError

    previous = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        return verify(record, DIGITS, route=route)
    except TimeoutError:
        return None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, previous)


ROUTE: dict[str, Route] = {label: remembered(route) for label, route in ROUTES.items()}
BEFORE: dict[str, Verdict] = {}  # set before the processes fork


def loses(label: str, step: FunctionType, mutant: Step) -> bool:
    """Whether the label's derivation is worth less with the mutant than it was before.

    One that takes too long decides nothing.
    """
    record = equation(label)
    if same_function(record.derived, step):
        record = replace(record, derived=mutant)
    try:
        verdict = judged(record, ROUTE[label])
    except ValueError:  # a symbol that the record does not know
        return True
    before = BEFORE[label]
    if verdict is None or "TimeoutError" in verdict.remark:
        return False
    return (verdict.derivation, verdict.order) != (before.derivation, before.order)


def outcome(name: str) -> dict[str, str | None]:
    """For each mutant of the step that changes something, the label that it costs."""
    step = steps()[name]
    labels = [label for label in BEFORE if step in chain(equation(label).derived)]
    found: dict[str, str | None] = {}
    for words, change in CHANGES.items():
        with mutated(step, change) as altered:
            mutant = getattr(sys.modules[step.__module__], step.__name__)
            caught = next((label for label in labels if loses(label, step, mutant)), None)
            if caught or any(altered):
                found[f"{name}, {words}"] = caught
    return found


def main() -> None:
    verdicts = [verify(label, DIGITS, route=ROUTE[label]) for label in LABELS if label in ROUTE]
    BEFORE.update({v.label: v for v in sorted(verdicts, key=lambda v: v.seconds)})
    used = {step for label in BEFORE for step in chain(equation(label).derived)}
    names = [name for name, step in steps().items() if step in used]
    with get_context("fork").Pool(2) as pool:
        parts = pool.imap_unordered(outcome, names, chunksize=1)
        found = {mutant: label for part in parts for mutant, label in part.items()}
    json.dump({"mutants": found, "unused": sorted(set(steps()) - set(names))}, sys.stdout)


if __name__ == "__main__":
    main()
