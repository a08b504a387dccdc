"""One thread at a time for arithmetic whose working precision the whole process shares.

flint and mpmath have one precision for all threads.  A public function that needs another one
holds the lock until it returns, and leaves both precisions as they were: after an exception and
after a Ctrl-C, too.
"""

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import ParamSpec, TypeVar

import flint
import mpmath

P = ParamSpec("P")
T = TypeVar("T")

# A thread that holds it may wait for the lock of `functions.made_once`, never the other way round.
PRECISION = RLock()


def one_at_a_time(function: Callable[P, T]) -> Callable[P, T]:
    """The function, run by one thread at a time, with the working precisions kept as they were."""

    @wraps(function)
    def alone(*arguments: P.args, **options: P.kwargs) -> T:
        with PRECISION, flint.ctx.workprec(flint.ctx.prec), mpmath.workprec(mpmath.mp.prec):
            return function(*arguments, **options)

    return alone
