"""Files that several people and programs write, to files of which nobody's words are lost."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.diagnostics import Diagnostic, Span
from pipeline.errors import EveryleafError
from pipeline.files import Folder


@contextmanager
def alone(folder: Folder, path: str) -> Iterator[None]:
    """Hold the lock of a file, or of a folder with all that is in it: no other process of Everyleaf writes there meanwhile.

    What writes that were killed left beside the file, or in the folder, is removed.
    Raises EveryleafError `disk-write` if another process holds it.
    """
    with folder.lock(f"{path}.lock") as is_held:
        if not is_held:
            words, hint = "somebody else writes here right now", "wait a moment, then try again"
            raise EveryleafError(Diagnostic(code="disk-write", message=words, at=Span(path), hint=hint))
        folder.sweep(path)
        yield


def check_unchanged(folder: Folder, path: str, as_read: bytes) -> None:
    """Raise EveryleafError `disk-write` if a file is not as it was read: what somebody saved since would be lost."""
    if folder.digest(path) != hashlib.sha256(as_read).hexdigest():
        words, hint = "somebody saved this file while Everyleaf was at work", "run the command again"
        raise EveryleafError(Diagnostic(code="disk-write", message=words, at=Span(path), hint=hint))
