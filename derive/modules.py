"""A module that a paper is in, by its dotted name; loads no SymPy of its own."""

from importlib import import_module
from types import ModuleType


class UnknownPaper(ValueError):
    """No paper has this name, or its module cannot be imported."""


def imported(module: str) -> ModuleType | None:
    """The module, or None where there is none.  Raises UnknownPaper where it fails."""
    if not all(part.isidentifier() for part in module.split(".")):
        return None
    try:
        return import_module(module)
    except Exception as error:  # whatever a module of the reader's own does
        missing = error.name if isinstance(error, ModuleNotFoundError) else None
        if missing is not None and f"{module}.".startswith(f"{missing}."):
            return None
        reason = " ".join(str(error).split())
        raise UnknownPaper(
            f"the module {module} cannot be imported: {type(error).__name__}: {reason}"
        ) from error
