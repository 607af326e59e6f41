"""Files that a process holds while it lives: locks, and temporary files. Only `files` uses them."""

import contextlib
import fcntl
import os
import re
import secrets
from pathlib import Path
from typing import IO

_TEMPORARY = ".everyleaf-"
_NAME = re.compile(re.escape(_TEMPORARY) + "[0-9a-f]{16}")


def at_once(path: str, flags: int) -> int:
    """Open a file without waiting for somebody to write into it, should it be a pipe."""
    return os.open(path, flags | os.O_NONBLOCK | os.O_NOCTTY, 0o666)


def is_locked(file: IO[bytes], place: Path) -> bool:
    """Lock a file unless another process has, or removed it just now, for then it locks nothing any more."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(file.fileno()), place.stat())
    except (BlockingIOError, FileNotFoundError):
        return False


def open_temporary(folder: Path) -> tuple[Path, IO[bytes]]:
    """Return a new file in a folder, open for writing; nobody takes it for an orphan before it is closed.

    Raises OSError.
    """
    while True:
        place = folder / f"{_TEMPORARY}{secrets.token_hex(8)}"
        file = place.open("xb")
        try:
            if is_locked(file, place):
                return place, file
        except OSError:  # a disk without locks, on which no orphan is found either
            return place, file
        file.close()  # somebody took it for an orphan before we locked it


def remove_orphans(folder: Path) -> None:
    """Remove the temporary files of processes that live no more: those that nobody holds."""
    for place in folder.iterdir() if folder.is_dir() else ():
        if _NAME.fullmatch(place.name) and place.is_file() and not place.is_symlink():
            with contextlib.suppress(OSError), place.open("r+b") as file:  # such as that of a disk without locks: it stays
                if is_locked(file, place):
                    place.unlink()
