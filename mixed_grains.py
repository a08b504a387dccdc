"""Starts the command `grains`, once it is sure that `derive` and `numerics` are its own.

Other distributions install packages of these names, too.
"""

import sys
from importlib import import_module

PROJECT = "mixed-grains"
PACKAGES = ("derive", "numerics")


def main() -> int:
    """Run the command line and return the exit code; 1 where a package is not this project's.

    A Ctrl-C that comes while modules are imported ends the command in one word, too.
    """
    try:
        try:
            require_own_packages()
        except ImportError as error:
            print(f"grains: {error}", file=sys.stderr)
            return 1
        from numerics.command.cli import main as run

        return run()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130


def require_own_packages() -> None:
    """ImportError, in one sentence with the cure, where another project has taken a name."""
    for name in PACKAGES:
        try:
            project = getattr(import_module(name), "PROJECT", None)
        except Exception:  # whatever the other package does when it is imported
            project = None
        if project != PROJECT:
            raise ImportError(
                f"the package {name!r} that Python finds is not that of {PROJECT}: another "
                f"distribution has a package of this name; install {PROJECT} into a fresh virtual "
                "environment"
            )
