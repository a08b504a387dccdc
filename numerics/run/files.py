"""Files that are written whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile


def require_writable(path: Path) -> None:
    """OSError, in a sentence, where `whole_file` could not write; nothing is left behind."""
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise OSError(f"cannot write {path}: it is not a regular file")
    if target.exists() and not os.access(target, os.W_OK):
        raise OSError(f"cannot write {path}: it is read-only")
    try:
        TemporaryFile(dir=target.parent).close()
    except OSError as error:
        raise OSError(f"cannot write {path}: {error.strerror}") from None


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A path beside the file, moved onto it when the block ends, removed when the block fails.

    It has the suffix of the file, from which plotting libraries choose the format.
    """
    target = path.resolve()
    draft = target.with_name(f".{target.stem}.{os.getpid()}{target.suffix}")
    try:
        yield draft
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)
