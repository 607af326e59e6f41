"""What of this machine editions depend on, apart from the publication: told by stamps, without reading it."""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

_ENVIRONMENT = ("PATH", "HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS", "PYTHONPATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH")


def font_folders() -> tuple[str, ...]:
    """Return the folders in which large print looks for fonts: the system's, then the user's (XDG Base Directory)."""
    of_user = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")  # noqa: PTH111
    return "/usr/share/fonts", "/usr/local/share/fonts", os.path.join(of_user, "fonts")  # noqa: PTH118


def places() -> tuple[str, ...]:
    """Return the files and folders that matter, sorted: this program, what it has loaded, fonts, and what is on the path.

    Raises OSError where the system does not tell what is loaded.
    """
    package = Path(__file__).parent
    own = (str(path) for path in package.rglob("*") if "__pycache__" not in path.parts)
    on_path = (each for each in (*sys.path, *os.environ.get("PATH", "").split(os.pathsep)) if each)
    return tuple(sorted({sys.executable, *own, *on_path, *_loaded(), *_fonts()}))


def digest(known: Iterable[str]) -> str:
    """Return a digest of the stamps of places, and of what in the environment decides which others there are."""
    said = [sys.version, *(f"{name}={os.environ.get(name)}" for name in _ENVIRONMENT), *map(_stamp, known)]
    return hashlib.sha256("\n".join(said).encode("utf-8", "surrogateescape")).hexdigest()


def _loaded() -> Iterator[str]:
    """Yield the files of the libraries that this process has loaded."""
    lines = Path("/proc/self/maps").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    yield from {line.split(maxsplit=5)[5] for line in lines if ".so" in line}


def _fonts() -> Iterator[str]:
    """Yield all that the folders of fonts hold, and themselves, for a new font changes the time of its folder."""
    for place in font_folders():
        yield place
        for folder, _, files in os.walk(place):
            yield folder
            yield from (f"{folder}/{file}" for file in files)


def _stamp(place: str) -> str:
    try:
        status = os.stat(place)  # noqa: PTH116 (of hundreds of places)
    except OSError:
        return f"{place} -"
    return f"{place} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_size} {status.st_ino}"
