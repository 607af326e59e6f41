"""The only package that touches the disk: safe reads, atomic writes, paths kept inside a folder."""

import contextlib
import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BufferedReader
from pathlib import Path, PurePosixPath

from pipeline.characters import shown
from pipeline.diagnostics import Diagnostic, Span
from pipeline.errors import EveryleafError
from pipeline.files import locking, watching
from pipeline.files.finding import Stamp, search, stamp, stamps
from pipeline.files.package import package_file, package_folder, package_tree

__all__ = ["TEXT_LIMIT", "Folder", "Stamp", "package_file", "package_folder", "package_tree"]

TEXT_LIMIT = 20_000_000
"""The largest text file that is read, in bytes."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder and the only door to what is in it. Paths are relative, with "/" between their parts.

    Every method raises EveryleafError `unsafe-path` for a path that leads out of the folder, by itself or by a symbolic
    link, or that no disk could hold.
    Those that read raise `disk-read`, those that write `disk-write`, for whatever the disk refuses.
    """

    root: Path
    name: str = ""
    """What stands before its paths in problems: "outputs/"."""

    @classmethod
    def at(cls, place: str) -> "Folder":
        """Return the folder that somebody named on the command line."""
        return cls(Path(place))

    @classmethod
    def of_file(cls, place: str) -> tuple["Folder", str]:
        """Return the folder of a file that somebody named on the command line, links followed, and its name there."""
        path = Path(os.path.realpath(place))
        return cls(path.parent, os.path.join(path.parent, "")), path.name  # noqa: PTH118

    def __fspath__(self) -> str:
        return str(self.root)

    def exists(self, path: str) -> bool:
        """Return whether anything is there, if only a folder or a pipe, which `read` refuses."""
        return self._status(path) is not None

    def read(self, path: str, limit: int = TEXT_LIMIT) -> bytes:
        """Return a file's bytes. Raises EveryleafError `missing-file` and `too-large`, too."""
        with self.opened(path) as file, self._read_errors(path):
            size = os.fstat(file.fileno()).st_size
            if size > limit:
                raise self._problem("too-large", f"the file has {size:,} bytes; at most {limit:,} are read", path)
            return file.read()

    @contextlib.contextmanager
    def opened(self, path: str) -> Iterator[BufferedReader]:
        """Open a file for reading, but nothing that is no ordinary file, which might never end or never begin.

        Reading it raises OSError. What is renamed over it meanwhile does not change what is read.
        """
        place = self._inside(path)
        with contextlib.ExitStack() as stack:
            with self._read_errors(path):
                file = stack.enter_context(open(place, "rb", opener=locking.at_once))
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise self._problem("disk-read", "can't be read: it is no ordinary file, but a pipe or a device", path)
            yield file

    def find(self, pattern: str) -> tuple[str, ...]:
        """Return the paths of the files that match, sorted: "*" in the folder itself, "source/**/*.md" at any depth below.

        Whatever is no folder is a file here, unread: a symbolic link, a pipe.
        None if the folder is not there; but one that can't be read raises, since what is in it is not gone.
        """
        try:
            found = search(self.root, PurePosixPath(pattern).parts) if self.root.exists() else ()
            return tuple(sorted(place.relative_to(self.root).as_posix() for place in found))
        except OSError as error:
            path = Path(error.filename or self.root).relative_to(self.root).as_posix()
            raise self._problem("disk-read", f"can't be read: {_words(error)}", path) from error

    def folders(self) -> tuple[str, ...]:
        """Return the names of the folders in this one, sorted; none if it is not there."""
        with self._read_errors("."):
            return tuple(sorted(each.name for each in self.root.iterdir() if each.is_dir())) if self.root.is_dir() else ()

    def digest(self, path: str) -> str | None:
        """Return the SHA-256 of a file's bytes in hexadecimal, or None if there is no file, but perhaps a folder."""
        status = self._status(path)
        if status is None or not stat.S_ISREG(status.st_mode):
            return None
        with self.opened(path) as file, self._read_errors(path):
            return hashlib.file_digest(file, "sha256").hexdigest()

    def stamp(self, path: str) -> Stamp | None:
        """Return the stamp of a file; None if there is nothing."""
        status = self._status(path)
        return stamp(status) if status else None

    def scan(self, path: str) -> tuple[tuple[str, Stamp], ...] | None:
        """Return the stamp of every file below a folder, by its path, sorted; none if there is no folder.

        None if a symbolic link is among them: whether that leads to the same as before, a stamp can't tell.
        """
        with self._read_errors(path):
            return stamps(os.fspath(self._inside(path)), path)

    def write(self, path: str, content: bytes) -> None:
        """Write a whole file or nothing: to a temporary file beside it, flushed to the disk, then renamed over it.

        Who may read it follows the umask of the process.
        """
        self.write_parts(path, (content,))

    def write_parts(self, path: str, parts: Iterable[bytes]) -> None:
        """Do as `write` does, with contents that come part by part, so that they need not fit in memory at once."""
        place = self._inside(path)
        with self._write_errors(path):
            place.parent.mkdir(parents=True, exist_ok=True)
            temporary, file = locking.open_temporary(place.parent)
            try:
                with file:
                    file.writelines(parts)
                    file.flush()
                    os.fsync(file.fileno())
                    temporary.replace(place)
            except BaseException:
                with contextlib.suppress(OSError):
                    temporary.unlink()
                raise

    def sweep(self, path: str) -> None:
        """Remove the temporary files that writes left which were killed: in a folder, or beside a file."""
        place = self._inside(path)
        with self._write_errors(path):
            locking.remove_orphans(place if place.is_dir() else place.parent)

    def check_target(self, path: str) -> None:
        """Raise EveryleafError `disk-write` if no file can be moved to a path: a folder is there, or we may not write."""
        place = self._inside(path)
        with self._write_errors(path):
            above = next(parent for parent in place.parents if parent.exists())
            if place.is_dir():
                raise IsADirectoryError(errno.EISDIR, "a folder is in its place")
            if not above.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, "a file is in the place of its folder")
            if not os.access(above, os.W_OK | os.X_OK, effective_ids=True):
                raise PermissionError(errno.EACCES, "you may not write in its folder")

    def move(self, path: str, to: str) -> None:
        """Rename a file inside the folder, over what may be there."""
        origin, place = self._inside(path), self._inside(to)
        with self._write_errors(to):
            place.parent.mkdir(parents=True, exist_ok=True)
            origin.replace(place)

    def keep(self, path: str, to: str) -> None:
        """Give a file a second name inside the folder, or a copy where the disk knows no second names."""
        origin, place = self._inside(path), self._inside(to)
        with self._write_errors(path):
            place.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(origin, place)
            except OSError:
                shutil.copy2(origin, place)

    def remove(self, path: str) -> None:
        """Remove a file if it is there, and the folders above that this leaves empty."""
        place = self._inside(path)
        with self._write_errors(path):
            place.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # the first folder that holds something ends this
            for parent in place.relative_to(self.root).parents[:-1]:
                (self.root / parent).rmdir()

    def clear(self, path: str) -> None:
        """Remove what is at a path, be it a folder and all that is in it."""
        place = self._inside(path)
        with self._write_errors(path):
            if place.is_dir() and not place.is_symlink():
                shutil.rmtree(place)
            else:
                place.unlink(missing_ok=True)

    @contextlib.contextmanager
    def lock(self, path: str) -> Iterator[bool]:
        """Hold a lock on an empty file, which is removed afterwards; yield False if another process holds it.

        The lock of a process that is killed ends with it; the file that it leaves is used again.
        """
        place = self._inside(path)
        with contextlib.ExitStack() as stack:
            with self._write_errors(path):
                place.parent.mkdir(parents=True, exist_ok=True)
                file = stack.enter_context(open(place, "ab", opener=locking.at_once))
                is_held = locking.is_locked(file, place)
            try:
                yield is_held
            finally:
                if is_held:
                    with self._write_errors(path):
                        place.unlink(missing_ok=True)

    def changes(self, trees: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """Yield the paths of what is changed below some of its folders, sorted, whenever something is; for ever.

        The first of them are none: from then on nothing is missed.
        """
        with self._read_errors("/".join(trees[:1])):
            yield from watching.changes(self.root, trees)

    def inside(self, path: str) -> "Folder":
        """Return a folder in this one."""
        return Folder(self._inside(path), f"{self.name}{path}/")

    def place(self, path: str) -> str:
        """Return the absolute path of a file in it, for a program of others that is to read it."""
        return os.path.abspath(self._inside(path))  # noqa: PTH100

    def _inside(self, path: str) -> Path:
        pure = PurePosixPath(path)
        if not _can_be_a_name(path):
            raise self._problem("unsafe-path", "the name is not text in UTF-8", path, "give it another name")
        place = self.root / pure
        leads_out = pure.is_absolute() or ".." in pure.parts or not pure.parts
        if leads_out or not os.path.realpath(place).startswith(_start(os.fspath(self.root), os.getcwd())):  # noqa: PTH109
            hint = "keep every file inside its folder"
            raise self._problem("unsafe-path", "the path leads out of the publication", path, hint)
        return place

    def _status(self, path: str) -> os.stat_result | None:
        place = self._inside(path)
        with self._read_errors(path), contextlib.suppress(FileNotFoundError, NotADirectoryError):
            return place.stat()
        return None

    @contextlib.contextmanager
    def _read_errors(self, path: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            raise self._problem("missing-file", "there is no such file", path) from None
        except OSError as error:
            raise self._problem("disk-read", f"can't be read: {_words(error)}", path) from error

    @contextlib.contextmanager
    def _write_errors(self, path: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            hint = "free some space, then build again" if full else "check who may write there, then build again"
            raise self._problem("disk-write", f"can't be written: {_words(error)}", path, hint) from error

    def _problem(self, code: str, words: str, path: str, hint: str = "") -> EveryleafError:
        return EveryleafError(Diagnostic(code=code, message=words, at=Span(shown(f"{self.name}{path}")), hint=hint))


@lru_cache(maxsize=64)
def _start(root: str, _: str) -> str:
    """Return how the real paths of what is in a folder begin, given the present folder.

    It is found once: should a link lead elsewhere later, what is there is outside.
    """
    return os.path.join(os.path.realpath(root), "")  # noqa: PTH118


def _can_be_a_name(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in path


def _words(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
