"""The only module that touches the disk: safe reads, atomic writes, paths kept inside a folder."""

import contextlib
import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path, PurePosixPath

from pipeline.diagnostics import Diagnostic, Span
from pipeline.errors import EveryleafError

TEXT_LIMIT = 20_000_000
"""The largest text file that is read, in bytes."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder and the only door to what is in it. Paths are relative, with "/" between their parts."""

    root: Path

    def __fspath__(self) -> str:
        return str(self.root)

    def exists(self, path: str) -> bool:
        """Return whether a file is there."""
        return self._inside(path).is_file()

    def read(self, path: str, limit: int = TEXT_LIMIT) -> bytes:
        """Return a file's bytes.

        Raises EveryleafError: `missing-file`, `unsafe-path` (the path or a symbolic link leads out of the folder),
        `too-large`, `disk-read`.
        """
        place = self._inside(path)
        try:
            size = place.stat().st_size
            if size > limit:
                raise EveryleafError(_problem("too-large", f"the file has {size:,} bytes; at most {limit:,} are read", path))
            return place.read_bytes()
        except FileNotFoundError:
            raise EveryleafError(_problem("missing-file", "there is no such file", path)) from None
        except OSError as error:
            raise EveryleafError(_problem("disk-read", f"the file can't be read: {_words(error)}", path)) from error

    def find(self, pattern: str) -> tuple[str, ...]:
        """Return the paths of the files that match a glob pattern, sorted; symbolic links are among them, unread."""
        found = (path.relative_to(self.root).as_posix() for path in self.root.glob(pattern) if not path.is_dir())
        return tuple(sorted(found))

    def folders(self) -> tuple[str, ...]:
        """Return the names of the folders in this one, sorted; none if it is not there."""
        return tuple(sorted(each.name for each in self.root.iterdir() if each.is_dir())) if self.root.is_dir() else ()

    def write(self, path: str, content: bytes) -> None:
        """Write a whole file or nothing: to a temporary file beside it, flushed to the disk, then renamed over it.

        Raises EveryleafError `disk-write`, and leaves what was there as it was.
        """
        place = self._inside(path)
        with _disk_errors(path):
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=".everyleaf-", dir=place.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                Path(temporary).chmod(0o644)
                Path(temporary).replace(place)
            except BaseException:
                with contextlib.suppress(OSError):
                    Path(temporary).unlink()
                raise

    def move(self, path: str, to: str) -> None:
        """Rename a file inside the folder, over what may be there. Raises EveryleafError `disk-write`."""
        with _disk_errors(to):
            place = self._inside(to)
            place.parent.mkdir(parents=True, exist_ok=True)
            self._inside(path).replace(place)

    def remove(self, path: str) -> None:
        """Remove a file if it is there, and the folders above that this leaves empty. Raises EveryleafError `disk-write`."""
        with _disk_errors(path):
            place = self._inside(path)
            place.unlink(missing_ok=True)
            for parent in place.parents:
                if parent == self.root or any(parent.iterdir()):
                    break
                parent.rmdir()

    def clear(self, path: str) -> None:
        """Remove a folder of ours and all that is in it, if it is there. Raises EveryleafError `disk-write`."""
        with _disk_errors(path):
            place = self._inside(path)
            if place.exists():
                shutil.rmtree(place)

    def digest(self, path: str) -> str | None:
        """Return the SHA-256 of a file's bytes in hexadecimal, or None if there is no file."""
        place = self._inside(path)
        if not place.is_file():
            return None
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def inside(self, path: str) -> "Folder":
        """Return a folder in this one."""
        return Folder(self._inside(path))

    def _inside(self, path: str) -> Path:
        pure = PurePosixPath(path)
        place = self.root / pure
        if pure.is_absolute() or ".." in pure.parts or "\0" in path or not _leads_inside(place, self.root):
            raise EveryleafError(
                _problem("unsafe-path", "the path leads out of the publication", path, "keep every file inside its folder")
            )
        return place


def package_file(path: str) -> bytes | None:
    """Return a file that is shipped with the program, such as "styles/html.css", or None if there is none."""
    place = resources.files("pipeline").joinpath(path)
    return place.read_bytes() if place.is_file() else None


def package_tree(path: str) -> tuple[str, ...]:
    """Return the paths of all files below a folder that is shipped with the program, relative to it, sorted."""
    root = Path(str(resources.files("pipeline").joinpath(path)))
    return Folder(root).find("**/*")


def package_folder(path: str) -> tuple[str, ...]:
    """Return the names of what is in a folder that is shipped with the program, sorted."""
    return tuple(sorted(each.name for each in resources.files("pipeline").joinpath(path).iterdir()))


def _leads_inside(place: Path, root: Path) -> bool:
    return place.resolve().is_relative_to(root.resolve())


def _problem(code: str, words: str, path: str, hint: str = "") -> Diagnostic:
    return Diagnostic(code=code, message=words, at=Span(path), hint=hint)


@contextlib.contextmanager
def _disk_errors(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        hint = "free some space, then build again" if full else "check who may write there, then build again"
        raise EveryleafError(_problem("disk-write", f"can't be written: {_words(error)}", path, hint)) from error


def _words(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
