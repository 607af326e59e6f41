"""Stage 6: editions to files and records.

One build at a time holds the outputs.
Editions are written to a staging folder first; only when all are there are they moved to their places, then what no longer
belongs is removed, then the manifest is replaced.
What was there before is kept in the staging folder until then, and put back if anything fails or Ctrl-C is pressed.
So a build that does not end well leaves the outputs as they were.
One that is killed in the short time of the moves leaves whole files, old and new; the next build mends what is amiss.
"""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from pipeline.diagnostics import Diagnostic, Span
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.manifest import Record
from pipeline.model import Edition

LOCK = ".everyleaf.lock"
"""Is there while a build runs, and is empty."""
STAGING = ".everyleaf"
"""Is there while a build runs; whatever else it holds was left by a build that was killed, and is removed."""
_NEW, _OLD = f"{STAGING}/new", f"{STAGING}/old"


@dataclass(frozen=True, slots=True)
class Outputs:
    """The outputs of a publication, held by one build. `hold` makes it."""

    folder: Folder

    def stage(self, record: Record, edition: Edition) -> None:
        """Write an edition beside the outputs, not yet among them. Raises EveryleafError `disk-write`."""
        self.folder.write(f"{_NEW}/{record.path}", edition.content)

    def place(self, record: Record, *, staged: bool) -> str:
        """Return the absolute path of an edition's file: of the one that was staged, or of the one that is published."""
        return self.folder.place(f"{_NEW}/{record.path}" if staged else record.path)

    def publish(self, staged: tuple[str, ...], files: tuple[tuple[str, bytes], ...], stale: tuple[str, ...]) -> None:
        """Move what is staged to its place, remove stale paths, write other files where they change: all or nothing.

        `files` are paths with their contents; the last of them, the manifest, is written last.
        Raises EveryleafError for whatever the disk refuses.
        """
        changing = [*staged, *stale]
        for path, content in files:
            if self.folder.digest(path) != hashlib.sha256(content).hexdigest():
                self.folder.write(f"{_NEW}/{path}", content)
                changing.append(path)
        for path in changing:
            self.folder.check_target(path)
            if self.folder.exists(path):
                self.folder.keep(path, f"{_OLD}/{path}")
        leaving = frozenset(stale)
        with ExitStack() as undo:
            for path in changing:
                undo.callback(self._put_back, path)
                if path in leaving:
                    self.folder.remove(path)
                else:
                    self.folder.move(f"{_NEW}/{path}", path)
            undo.pop_all()

    def _put_back(self, path: str) -> None:
        """Restore what was at a path before, be it nothing."""
        if self.folder.exists(f"{_OLD}/{path}"):
            self.folder.move(f"{_OLD}/{path}", path)
        else:
            self.folder.remove(path)


@contextmanager
def hold(folder: Folder) -> Iterator[Outputs]:
    """Hold a publication's outputs for one build, with an empty staging folder.

    Raises EveryleafError `outputs-busy` if another build holds them, `disk-write` if they can't be written.
    """
    with folder.lock(LOCK) as is_held:
        if not is_held:
            words = "another build of this publication is at work"
            raise EveryleafError(
                Diagnostic(code="outputs-busy", message=words, at=Span("outputs"), hint="wait until it has ended")
            )
        folder.clear(STAGING)
        try:
            yield Outputs(folder)
        finally:
            folder.clear(STAGING)
