"""Stage 6: editions to files and records.

One build at a time holds the outputs.
Editions are written to a staging folder first; only when all are there are they moved to their places, then the manifest is
replaced, then what no longer belongs is removed: nothing that a manifest lists is ever gone, and undoing needs no room.
What was there before is kept in the staging folder, and the journal, written before the first move, says which paths change.
As long as there is a journal the old outputs count, and whoever meets it puts them back: the build itself if anything fails
or Ctrl-C is pressed, or the next one if it was killed. Removing the journal makes the new outputs count, all at once.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline import manifest
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
_ROOM = f"{STAGING}/room"
_JOURNAL = f"{STAGING}/journal.json"
"""Maps each path that changes to whether there was a file before."""
_JOURNAL_LIMIT = 200_000_000
_EDITION_LIMIT = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Outputs:
    """The outputs of a publication, held by one build. `hold` makes it."""

    folder: Folder

    def stage(self, record: Record, edition: Edition) -> None:
        """Write an edition beside the outputs, not yet among them. Raises EveryleafError `disk-write`."""
        self.folder.write(f"{_NEW}/{record.path}", edition.content)

    def stage_file(self, path: str, parts: Iterable[bytes]) -> str:
        """Write a file that is no edition beside the outputs, and return its SHA-256. Raises EveryleafError `disk-write`."""
        digest = hashlib.sha256()

        def counted() -> Iterator[bytes]:
            for part in parts:
                digest.update(part)
                yield part

        self.folder.write_parts(f"{_NEW}/{path}", counted())
        return digest.hexdigest()

    def read(self, record: Record, *, staged: bool) -> bytes:
        """Return the bytes of an edition: of the one that was staged, or of the one that is published."""
        return self.folder.read(f"{_NEW}/{record.path}" if staged else record.path, _EDITION_LIMIT)

    def place(self, record: Record, *, staged: bool) -> str:
        """Return the absolute path of an edition's file: of the one that was staged, or of the one that is published."""
        return self.folder.place(f"{_NEW}/{record.path}" if staged else record.path)

    def gather(self, records: tuple[Record, ...], staged: frozenset[str]) -> Folder:
        """Return a folder, there while the outputs are held, that has editions in `site/`, for a program of others.

        `staged` are the paths of those that were staged; the others are those that are published.
        """
        for record in records:
            origin = f"{_NEW}/{record.path}" if record.path in staged else record.path
            self.folder.keep(origin, f"{_ROOM}/site/{record.path}")
        return self.folder.inside(_ROOM)

    def publish(self, staged: tuple[str, ...], listed: bytes, stale: tuple[str, ...]) -> None:
        """Move what is staged to its place, then the manifest if it changes, and remove stale paths: all or nothing.

        Raises EveryleafError for whatever the disk refuses.
        """
        changing = [*staged]
        if self.folder.digest(manifest.PATH) != hashlib.sha256(listed).hexdigest():
            self.folder.write(f"{_NEW}/{manifest.PATH}", listed)
            changing.append(manifest.PATH)
        changing += stale
        if not changing:
            return
        was_there = {path: self._keep(path) for path in changing}
        try:
            self.folder.write(_JOURNAL, json.dumps(was_there).encode())
            self._move(tuple(changing), frozenset(stale))
            self.folder.remove(_JOURNAL)
        except BaseException:
            self.undo()
            raise

    def undo(self) -> None:
        """Put back what was there before a build that began to publish and did not end, if there was one.

        If this is stopped itself, it can be done again: what was put back is no longer kept, or is kept as it is.
        """
        for path, was_there in self._journal().items():
            if not was_there:
                self.folder.remove(path)
            elif self.folder.exists(f"{_OLD}/{path}"):
                self.folder.move(f"{_OLD}/{path}", path)
        if self.folder.exists(_JOURNAL):
            self.folder.remove(_JOURNAL)

    def _keep(self, path: str) -> bool:
        """Keep the file at a path, where a file may be written; return whether there is one."""
        self.folder.check_target(path)
        is_there = self.folder.exists(path)
        if is_there:
            self.folder.keep(path, f"{_OLD}/{path}")
        return is_there

    def _move(self, changing: tuple[str, ...], leaving: frozenset[str]) -> None:
        for path in changing:
            if path in leaving:
                self.folder.remove(path)
            else:
                self.folder.move(f"{_NEW}/{path}", path)

    def _journal(self) -> Mapping[str, bool]:
        """Return what the journal says; nothing if there is none, or if no build wrote it like this."""
        if not self.folder.exists(_JOURNAL):
            return {}
        try:
            journal = json.loads(self.folder.read(_JOURNAL, _JOURNAL_LIMIT))
        except (ValueError, RecursionError):
            return {}
        return journal if _is_journal(journal) else {}


@contextmanager
def hold(folder: Folder) -> Iterator[Outputs]:
    """Hold a publication's outputs for one build, with an empty staging folder, as the last build that ended left them.

    Raises EveryleafError `outputs-busy` if another build holds them, `disk-write` if they can't be written.
    """
    with folder.lock(LOCK) as is_held:
        if not is_held:
            words = "another build of this publication is at work"
            raise EveryleafError(
                Diagnostic(code="outputs-busy", message=words, at=Span("outputs"), hint="wait until it has ended")
            )
        held = Outputs(folder)
        held.undo()
        folder.clear(STAGING)
        try:
            yield held
        finally:
            if not folder.exists(_JOURNAL):  # else what was kept is still needed
                folder.clear(STAGING)


def mend(folder: Folder) -> None:
    """Put back what a build left half done that was killed, if there was one. Raises as `hold` does."""
    if folder.exists(_JOURNAL):
        with hold(folder):
            pass


def _is_journal(found: object) -> bool:
    """Return whether something is what a journal holds; nobody is led out of the outputs by a file that lies in them."""
    return isinstance(found, dict) and all(
        type(was_there) is bool and parts and not {"..", "/", "//"} & {*parts}
        for path, was_there in found.items()
        for parts in [PurePosixPath(path).parts]
    )
