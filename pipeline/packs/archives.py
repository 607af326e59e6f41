"""Files to a zip archive, and an archive that somebody sent to its files, after it was judged."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import PurePosixPath
from types import MappingProxyType

from pipeline import zips
from pipeline.catalogues import store
from pipeline.characters import shown
from pipeline.diagnostics import Diagnostic, Span
from pipeline.errors import EveryleafError

SIZE_LIMIT = 200_000_000
"""The largest archive that is read, and the most that its files may have together when unpacked, in bytes."""
_MEMBER_LIMIT = store.SIZE_LIMIT
_MOST_MEMBERS = 10_000
_RATIO_LIMIT = 200
_RATIO_COUNTS_FROM = 1_000_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, OverflowError, RuntimeError, ValueError)
"""What `zipfile` raises for archives that are damaged, on purpose or not."""


def dump(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of files by their names; the same files give the same bytes, for no clock is asked."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            archive.writestr(zips.member(name, zipfile.ZIP_DEFLATED), files[name])
    return buffer.getvalue()


def read(content: bytes, path: str, wanted: Callable[[str], bool] = lambda _: True) -> Mapping[str, bytes]:
    """Return the wanted files of an archive by their names, folders apart, in its order; nothing is written anywhere.

    Raises EveryleafError `pack-unsafe` with all that is wrong with any file of it, wanted or not: a name that leads out of
    the archive or stands twice, a link, a password, another compression than zip's own, a size that no pack has.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            if problems := tuple(_problems(members, path)):
                raise EveryleafError(*problems)
            return MappingProxyType(
                {_name(each): archive.read(each) for each in members if not each.is_dir() and wanted(_name(each))}
            )
    except _DAMAGE as error:
        hint = "ask for it again"
        raise EveryleafError(_unsafe(f"the file is no whole zip archive: {shown(str(error))}", path, hint)) from error


def _name(member: zipfile.ZipInfo) -> str:
    return member.filename.replace("\\", "/")  # as some tools for Windows write it


def _problems(members: list[zipfile.ZipInfo], path: str) -> Iterator[Diagnostic]:
    if len(members) > _MOST_MEMBERS:
        yield _unsafe(f"the archive has {len(members):,} files; at most {_MOST_MEMBERS:,} are read", path)
        return
    size = sum(member.file_size for member in members)
    if size > SIZE_LIMIT:
        yield _unsafe(f"the archive has {size:,} bytes when unpacked; at most {SIZE_LIMIT:,} are read", path)
    seen: set[str] = set()
    for member in members:
        name = _name(member)
        if fault := "its name stands twice in the archive" if name in seen else _fault(member, name):
            yield _unsafe(f'"{shown(name)}": {fault}', path)
        seen.add(name)


def _fault(member: zipfile.ZipInfo, name: str) -> str:
    """Return what is wrong with one file, mostly nothing."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    is_packed_tight = member.file_size > _RATIO_LIMIT * max(member.compress_size, 1)
    faults = {
        "its name leads out of the archive": PurePosixPath(name).is_absolute() or ".." in name.split("/") or ":" in name,
        "it is a link or a device, and no file": kind not in (0, stat.S_IFREG, stat.S_IFDIR),
        "it is locked with a password": bool(member.flag_bits & _ENCRYPTED),
        "it is compressed in a way that is not read": member.compress_type not in _METHODS,
        f"it has {member.file_size:,} bytes; at most {_MEMBER_LIMIT:,} are read": member.file_size > _MEMBER_LIMIT,
        f"it grows from {member.compress_size:,} to {member.file_size:,} bytes": (
            is_packed_tight and member.file_size > _RATIO_COUNTS_FROM
        ),
    }
    return next((words for words, is_so in faults.items() if is_so), "")


def _unsafe(words: str, path: str, hint: str = "ask for the files that were sent, in an ordinary zip archive") -> Diagnostic:
    return Diagnostic(code="pack-unsafe", message=words, at=Span(path), hint=hint)
