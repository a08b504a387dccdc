"""Which steps of the derivation each route enters, traced in a process of its own.

Prints a JSON object: for each label, and for the import of the routes, the names of functions of
`derive.grains.steps` that were called.  Each route runs in a fork of its own, with empty caches, so
that nothing made before hides a call.
"""

import functools
import gc
import importlib
import json
import sys
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from types import FrameType
from typing import Any

STEPS = str(Path("derive", "grains", "steps"))
BITS, DEPTH = 64, 27  # precision of a traced route, and the depth of its eps near 2^-DEPTH


def traced(work: Callable[[], Any]) -> list[str]:
    """The names, module and function, of the steps that are called while the work runs."""
    entered: set[str] = set()

    def profile(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and STEPS in frame.f_code.co_filename:
            module = Path(frame.f_code.co_filename).stem
            entered.add(f"{module}.{frame.f_code.co_qualname.partition('.')[0]}")

    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
    return sorted(entered - {name for name in entered if name.endswith(".<module>")})


def clear_caches() -> None:
    """Empty every cache of a function of this project."""
    caches = (x for x in gc.get_objects() if isinstance(x, functools._lru_cache_wrapper))
    for cache in caches:
        if str(cache.__module__).startswith(("derive.", "numerics.")):
            cache.cache_clear()


def steps_of(label: str) -> tuple[str, list[str]]:
    """The label, and the steps that its route enters in this process, which has no other work."""
    from derive.papers import equation
    from numerics.arithmetic.functions import ball_precision
    from numerics.grains.routes import ROUTES
    from numerics.judge.forms import on_rung
    from numerics.judge.ladder import rung

    record, route = equation(label), ROUTES[label]

    def work() -> None:
        list(route.samples(point))
        if route.report is not None:
            route.report()

    clear_caches()
    with ball_precision(BITS):
        path = record.regime.path if record.regime is not None else {}
        eps = rung(DEPTH, 0, any(symbol.is_integer for symbol in path))
        point = on_rung(path, eps) if path else record.points[0]
        return label, traced(work)


def load() -> None:
    """Import the routes, and what they import at once."""
    importlib.import_module("numerics.grains.routes")


def main() -> None:
    entered = {"import": traced(load)}
    labels = list(sys.modules["numerics.grains.routes"].ROUTES)
    with get_context("fork").Pool(2, maxtasksperchild=1) as pool:
        entered |= dict(pool.imap_unordered(steps_of, labels, chunksize=1))
    json.dump(entered, sys.stdout)


if __name__ == "__main__":
    main()
