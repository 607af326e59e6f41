"""Which files there are, and what the disk says of them unread."""

import fnmatch
import os
from collections.abc import Iterator
from pathlib import Path

Stamp = tuple[int, int, int, int]
"""What the disk says of a file without reading it: when it was modified and when changed, in ns, its size, its inode."""


def stamp(status: os.stat_result) -> Stamp:
    """Return the stamp that a status holds."""
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def stamps(folder: str, name: str) -> tuple[tuple[str, Stamp], ...] | None:
    """Return the path and stamp of every file below a folder that has a name, sorted; None if there is a symbolic link.

    Raises OSError.
    """
    found: list[tuple[str, Stamp]] = []
    waiting = [(folder, name)]
    while waiting:
        place, above = waiting.pop()
        try:
            entries = list(os.scandir(place))
        except FileNotFoundError:
            continue
        for entry in entries:
            path = f"{above}/{entry.name}"
            if entry.is_symlink():
                return None
            if entry.is_dir():
                waiting.append((entry.path, path))
            else:
                found.append((path, stamp(entry.stat())))
    return tuple(sorted(found))


def search(folder: Path, pattern: tuple[str, ...]) -> Iterator[Path]:
    """Yield the files below a folder whose paths match the parts of a pattern.

    Raises OSError for a folder that can't be read; `Path.glob` would take it for an empty one.
    """
    first, *others = pattern
    rest = tuple(others)
    if first == "**":
        yield from search(folder, rest)
    with os.scandir(folder) as entries:
        for entry in entries:
            place = folder / entry.name
            if first == "**":
                if _is_folder(entry) and not entry.is_symlink():  # a link may lead back to where we are
                    yield from search(place, pattern)
            elif fnmatch.fnmatchcase(entry.name, first):
                if not rest and (entry.is_symlink() or not _is_folder(entry)):
                    yield place
                elif rest and _is_folder(entry):
                    yield from search(place, rest)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself; who reads it will be told
        return False
