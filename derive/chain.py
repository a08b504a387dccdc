"""The functions of derive that lead to a derived form, read off from the code itself."""

import inspect
import re
from collections.abc import Callable, Iterator
from functools import partial
from types import CodeType, FunctionType, ModuleType
from typing import Any

Derivation = Callable[..., Any]

STEPS = "steps"  # the package of a paper that holds its derivations


def chain(function: Derivation) -> list[Derivation]:
    """The steps that the function uses, deepest first, each once.

    A step is a named function of a module in a package `steps`, or of the module that has the
    function itself, and its own last link; any other, such as a lambda, contributes what it calls.
    """
    home = getattr(_plain(_parts(function)[0]), "__module__", "")
    links: dict[Derivation, None] = {}
    visited: set[Derivation] = set()

    def visit(candidate: Any) -> None:
        link = _plain(candidate)
        if link is None or link in visited:
            return
        visited.add(link)
        for used in _globals_used(link):
            if _is_step(used, home):
                visit(used)
        if _is_step(link, home):
            links[link] = None

    for part in _parts(function):
        visit(part)
    return list(links)


def reason(function: Derivation) -> str:
    """The first sentence of what a function says of itself."""
    text = " ".join((inspect.getdoc(function) or "").split("\n\n")[0].split())
    sentence = re.match(r".*?(?<!\bEq)(?<!\bEqs)\.(?=\s|$)", text)
    return sentence.group() if sentence else text


def _is_step(function: Any, home: str) -> bool:
    """Whether it is a step of a derivation that starts in this module."""
    module = getattr(function, "__module__", None) or ""
    named = getattr(function, "__name__", "<").isidentifier()
    return named and (STEPS in module.split(".") or module == home)


def _parts(function: Any) -> list[Any]:
    """The function, or what a partial consists of."""
    if isinstance(function, partial):
        return [function.func, *function.args, *function.keywords.values()]
    return [function]


def _plain(candidate: Any) -> FunctionType | None:
    """The function behind a cache or decorator, or None for anything else."""
    plain = inspect.unwrap(candidate) if callable(candidate) else None
    return plain if isinstance(plain, FunctionType) else None


def _globals_used(function: FunctionType) -> Iterator[Any]:
    """The values of the global and enclosed names in a function, module attributes included."""
    names = list(_names(function.__code__))
    values = [function.__globals__[name] for name in names if name in function.__globals__]
    for value in values:
        if isinstance(value, ModuleType):
            yield from (vars(value)[name] for name in names if name in vars(value))
        yield value
    for cell in function.__closure__ or ():
        yield from _parts(cell.cell_contents)


def _names(code: CodeType) -> Iterator[str]:
    """The global names and attributes that a code object and the functions in it mention."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)
