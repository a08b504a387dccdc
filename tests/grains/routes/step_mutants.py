"""Mutants of every step of the derivation: does a label lose its derivation?

Run as a script it prints a JSON object: for each mutant of a step, the label that lost its
derivation, or null; and the steps on which no label rests.  A step is changed in its own module
and wherever `derive` imported it by its name; caches of what rests on it are emptied.  The routes,
which are not to change, are remembered from the verdicts before.
"""

import functools
import importlib
import json
import pkgutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import combinations
from multiprocessing import get_context
from types import FunctionType
from typing import Any

import flint
import sympy
from flint import arb

import derive.chain
import derive.grains.steps
from derive.grains import PAPER
from derive.lineage import links
from derive.record import Equation
from numerics.grains.routes import ROUTES
from numerics.judge.compare import measured
from numerics.judge.descent import descent
from numerics.judge.finding import off_route
from numerics.judge.forms import on_rung
from numerics.judge.papers import simulated
from numerics.judge.route import Route
from numerics.judge.verify import verify

DIGITS = 15
SECONDS = 20  # of a processor, for one label of a mutant
LETTERS = ("Gamma_M Gamma_S", "N_M N_S", "Delta_M Delta_S", "g_M f_M", "Delta_0 Gamma_S")

Change = Callable[[Any], Any]
Worth = tuple[bool, Any]

MODULES = [
    importlib.import_module(f"derive.grains.steps.{found.name}")
    for found in pkgutil.iter_modules(derive.grains.steps.__path__)
]


def plain(value: Any) -> Any:
    """The function behind a cache."""
    return getattr(value, "__wrapped__", value)


def steps() -> dict[str, FunctionType]:
    """Every function of the derivation, by module and name."""
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}": plain(value)
        for module in MODULES
        for name, value in vars(module).items()
        if isinstance(plain(value), FunctionType) and value.__module__ == module.__name__
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


@contextmanager
def mutated(step: FunctionType, change: Change) -> Iterator[tuple[Callable[..., Any], list[bool]]]:
    """The step changed everywhere in `derive`; and a list that says whether a result changed."""
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
        if callable(value) and plain(value) is step
    ]
    cached = any(hasattr(value, "cache_clear") for _, _, value in places)
    replacement = functools.cache(mutant) if cached else mutant
    above = [value for value in CACHED if step in BELOW[plain(value)]]
    empty(above)
    for module, name, _ in places:
        setattr(module, name, replacement)
    try:
        yield replacement, altered
    finally:
        for module, name, value in places:
            setattr(module, name, value)
        empty(above)


def empty(caches: list[Any]) -> None:
    for value in caches:
        value.cache_clear()


CACHED = [v for module in MODULES for v in vars(module).values() if hasattr(v, "cache_clear")]
BELOW = {plain(value): set(derive.chain.chain(value)) for value in CACHED}  # what each rests on


def remembered(route: Route) -> Route:
    """The route, which calculates its values at a point and a precision once."""
    known: dict[Any, list[Any]] = {}

    def samples(point: Any) -> Iterator[Any]:
        key = flint.ctx.prec, tuple(sorted((str(x), str(value)) for x, value in point.items()))
        if key not in known:
            known[key] = list(route.samples(point))
        yield from known[key]

    return replace(route, samples=samples)


RECORDS = {record.label: record for record in PAPER}
ROUTE = {label: remembered(route) for label, route in ROUTES.items()}
BEFORE: dict[str, Worth] = {}  # the shortest derivation first; set before the processes fork


def worth(record: Equation) -> Worth:
    """Whether the derived form is established by its route, as `verify` has it; and the order.

    A definition is held against what is printed.  Raises what derivation and comparison raise.
    """
    if record.relation == "definition":
        return verify(record, DIGITS).derivation == "proved", None
    form, route = record.derived(), ROUTE[record.label]
    record.require(form, "derived")
    if record.regime is not None:
        path = record.regime.path
        whole = any(symbol.is_integer for symbol in path)  # then 1/eps has to be one, too
        fall = descent(lambda at: off_route(form, route, on_rung(path, at)), DIGITS, whole)
        return fall.vanishes, fall.order
    differences = (
        measured(partial(off_route, form, route, point), DIGITS) for point in record.points
    )
    return all(each < arb(10) ** -DIGITS for each in differences), None


def loses(record: Equation) -> bool:
    """Whether the derivation is worth less than before; one that takes too long decides nothing."""

    def stop(*_: Any) -> None:
        raise TimeoutError

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        return worth(record) != BEFORE[record.label]
    except TimeoutError:
        return False
    except Exception:
        return True
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def outcome(name: str) -> dict[str, str | None]:
    """For each mutant of the step that changes something, the label that it costs."""
    step = steps()[name]
    records = [RECORDS[label] for label in BEFORE if step in links(RECORDS[label])]
    found: dict[str, str | None] = {}
    for words, change in CHANGES.items():
        with mutated(step, change) as (mutant, altered):
            changed = (
                replace(record, derived=mutant) if plain(record.derived) is step else record
                for record in records
            )
            caught = next((record.label for record in changed if loses(record)), None)
            if any(altered):
                found[f"{name}, {words}"] = caught
    print(found, file=sys.stderr, flush=True)
    return found


def main() -> None:
    nearest = sorted(RECORDS.values(), key=lambda record: (simulated(record), len(links(record))))
    BEFORE.update({record.label: worth(record) for record in nearest})
    used = {step for label in BEFORE for step in links(RECORDS[label])}
    names = [name for name, step in steps().items() if step in used]
    with get_context("fork").Pool(2) as pool:
        parts = pool.imap_unordered(outcome, names, chunksize=1)
        found = {mutant: label for part in parts for mutant, label in part.items()}
    json.dump({"mutants": found, "unused": sorted(set(steps()) - set(names))}, sys.stdout)


if __name__ == "__main__":
    main()
