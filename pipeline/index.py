"""Digests of a publication's files by their stamps, so that a file is read only if it may have changed.

The rule is that of git's index (its documentation calls the danger "racy git"): a file is the same if its times, size and
inode are, and if it is older than the index by more than the clock of any disk may lag. Whatever is younger is read again.
A file whose times somebody set back keeps the time of its change of status, which no program can set.
"""

import hashlib
import time
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pipeline.files import Folder, Stamp

TREES = ("source", "locales", "outputs")
SLACK = 2_100_000_000
"""How far the clock of a disk may lag, in nanoseconds: FAT counts two seconds as one."""
FINE_SLACK = 50_000_000
"""The same for disks that count nanoseconds: they take the time of the system's last tick."""


@dataclass(frozen=True, slots=True)
class Index:
    """What the files of a publication held when it was taken."""

    taken: int
    """When the first of them was looked at, in nanoseconds since 1970."""
    files: Mapping[str, tuple[Stamp, str | None]]
    """The stamp and the SHA-256 of each, by its path from the publication's root, sorted; None for what was not read."""

    def digest(self, trees: Iterable[str]) -> str:
        """Return one digest of the names and contents of all files in some of the folders; of those not read, the stamps."""
        starts = tuple(f"{tree}/" for tree in trees)
        found = hashlib.sha256()
        for path, (stamp, sha256) in self.files.items():
            if path.startswith(starts):
                found.update(f"{path}\0{sha256 or stamp}\n".encode("utf-8", "surrogateescape"))
        return found.hexdigest()


NOTHING = Index(0, MappingProxyType({}))


def take(folder: Folder, before: Index, built: Collection[str] = ()) -> Index | None:
    """Return the index of a publication now, reading only the files that may have changed since an earlier one.

    Of the outputs only those are read that are known to be a build's own: `built`, paths in `outputs/`, and those that the
    earlier index has read. Who else put what there is nobody's business, and it may be much.
    None if it can't be known: there are symbolic links, a file is changing just now, or one can't be read.
    """
    taken = time.time_ns()
    scanned: list[tuple[str, Stamp]] = []
    for tree in TREES:
        found = folder.scan(tree)
        if found is None:
            return None
        scanned += found
    own = {f"outputs/{path}" for path in built}
    files: dict[str, tuple[Stamp, str | None]] = {}
    for path, stamp in scanned:
        known_stamp, sha256 = before.files.get(path, (None, None))
        if path.startswith("outputs/") and sha256 is None and path not in own:
            files[path] = (stamp, None)
            continue
        if sha256 is None or known_stamp != stamp or not _is_settled(stamp, before.taken):
            sha256 = folder.digest(path)
        if sha256 is None:
            return None
        files[path] = (stamp, sha256)
    return Index(taken, MappingProxyType(files))


def digest(folder: Folder, path: str, before: Index) -> str | None:
    """Return the SHA-256 of a file, read only if it may have changed since an index; None if there is no file.

    The folder is one of those in the publication, by its own name.
    """
    known = before.files.get(f"{folder.name}{path}")
    if known and known[1] and known[0] == folder.stamp(path) and _is_settled(known[0], before.taken):
        return known[1]
    return folder.digest(path)


def dump(index: Index) -> dict[str, Any]:
    """Return an index as JSON."""
    return {"taken": index.taken, "files": {path: [*stamp, digest] for path, (stamp, digest) in index.files.items()}}


def parse(document: Mapping[str, Any]) -> Index:
    """Return an index from its JSON. Raises KeyError, TypeError, ValueError or AttributeError for anything else."""
    files = {
        str(path): ((int(modified), int(changed), int(size), int(inode)), None if digest is None else str(digest))
        for path, (modified, changed, size, inode, digest) in document["files"].items()
    }
    return Index(int(document["taken"]), MappingProxyType(files))


def _is_settled(stamp: Stamp, taken: int) -> bool:
    """Return whether a file is so much older than an index that it can't have changed under the same stamp."""
    newest = max(stamp[:2])
    slack = FINE_SLACK if any(each % 1_000_000_000 for each in stamp[:2]) else SLACK
    return newest < taken - slack
