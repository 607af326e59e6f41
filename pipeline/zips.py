"""Files to the bytes of a zip archive that are the same on every machine and on every day."""

import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip archive can hold: no clock is asked."""
_UNIX = 3


def member(name: str, compression: int) -> zipfile.ZipInfo:
    """Return what an archive says of a file, the same on every machine."""
    found = zipfile.ZipInfo(name, _FIRST_DAY)
    found.compress_type = compression
    found.create_system = _UNIX
    found.external_attr = (stat.S_IFREG | 0o644) << 16
    return found


def stored(files: Iterable[tuple[str, Callable[[], bytes]]]) -> Iterator[bytes]:
    """Yield an archive of files by their names, part by part; only one of them is in memory at a time.

    They are not compressed: what zlib makes of the same bytes differs between its versions and its replacements.
    So the size of the archive follows from those of its files, and every program that knows zip opens it (APPNOTE 4.4.5).
    """
    sink = _Sink()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, content in files:
            archive.writestr(member(name, zipfile.ZIP_STORED), content())
            yield sink.taken()
    yield sink.taken()


class _Sink(BytesIO):
    """A file of which the beginning is written elsewhere already; `zipfile` goes back only within the newest member."""

    gone = 0

    def tell(self) -> int:
        return self.gone + super().tell()

    def seek(self, offset: int, whence: int = 0, /) -> int:
        assert whence == 0, "only from the start"
        return self.gone + super().seek(offset - self.gone)

    def taken(self) -> bytes:
        """Return what was written since the last time, and forget it."""
        content = self.getvalue()
        self.gone += len(content)
        super().seek(0)
        super().truncate(0)
        return content
