"""Files that somebody downloaded once, to whether they are what is published now.

What a file says of itself is only looked up among what the manifest lists; no path or address is taken from it.
"""

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import PurePosixPath
from types import MappingProxyType

from pipeline.characters import shown
from pipeline.diagnostics import Diagnostic, Span
from pipeline.manifest import Manifest, Record
from pipeline.portal import bundles, listing, readme
from pipeline.renderers.base import file_name
from pipeline.renderers.copies import Identity, read_identity

SIZE_LIMIT = bundles.LARGEST + 3_000 * bundles.MOST_FILES
"""The largest file that is read, and the most that the files of a bundle may have together, in bytes."""
_BESIDES = frozenset({readme.NAME, listing.PATH, bundles.SUMS, ".DS_Store", "Thumbs.db", "desktop.ini"})
"""What a bundle holds besides editions: its lists, which change with any of them, and what systems put into folders."""
_OF_MACS = "__MACOSX/"
"""Where macOS puts what zip files have no place for, when it makes one."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LOCKED = 0x1
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, OverflowError, RuntimeError, ValueError)
"""What `zipfile` raises for archives that are damaged, on purpose or not."""


class State(StrEnum):
    """What became of the leaflet that a file is a copy of."""

    CURRENT = "current"
    """It is, byte for byte, a file that is published."""
    SUPERSEDED = "superseded"
    """Another version of it is published now."""
    WITHDRAWN = "withdrawn"
    """It is not published in this language any more."""
    CHANGED = "changed"
    """It says that it is the version that is published, and has other bytes than any file of it."""
    UNKNOWN = "unknown"
    """It is nothing that this publication publishes, and no copy of a leaflet that is there or was withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A file, or a file in a bundle, and what became of its leaflet."""

    name: str
    """That of the file; of one in a bundle "leaflets.zip: ar/help-ar.html", without characters that could mislead."""
    state: State
    identity: Identity | None
    """What it says that it is; of a current one what the manifest says; None if nothing says it."""
    published: str | None
    """The version that is published now, None if there is none."""
    path: str | None
    """A file in the outputs that has it, from the manifest; of the same kind, or else the web page, where there is one."""


class Published:
    """What is published now, to be looked up."""

    def __init__(self, listed: Manifest) -> None:
        self.editions = {each.sha256: each for each in listed.records}
        self.files = {each.sha256: each.path for each in listed.files}
        self.leaflets = dict[tuple[str, str], list[Record]]()
        for each in listed.records:
            self.leaflets.setdefault((each.leaflet, each.language), []).append(each)
        self.pages = {each.path for each in listed.files}
        self.ids = {each.leaflet for each in listed.records}
        self.marks = listed.marks

    def copies(self, name: str, content: bytes) -> Iterator[Copy]:
        """Yield what became of a file; if it is a bundle that is not published as it is, of each edition in it."""
        copy = self.copy(shown(name), content)
        if copy.state is not State.UNKNOWN or not content.startswith(b"PK\x03\x04"):
            yield copy
            return
        try:
            found = [self.copy(f"{copy.name}: {shown(member)}", each) for member, each in _members(content)]
        except _DAMAGE:
            found = []
        yield from found or [copy]

    def copy(self, name: str, content: bytes) -> Copy:
        """Return what became of a file."""
        sha256 = hashlib.sha256(content).hexdigest()
        if path := self.files.get(sha256):
            return Copy(name=name, state=State.CURRENT, identity=None, published=None, path=path)
        if edition := self.editions.get(sha256):
            own = Identity(edition.leaflet, edition.language, edition.version, self.marks[0] if self.marks else "")
            return Copy(name=name, state=State.CURRENT, identity=own, published=edition.version, path=edition.path)
        said = read_identity(content)
        if said and said.publication and said.publication not in self.marks:
            return Copy(name=name, state=State.UNKNOWN, identity=said, published=None, path=None)
        now = _nearest(self.leaflets.get((said.leaflet, said.language), []), content) if said else None
        return Copy(
            name=name,
            state=self._state(said, now.version if now else None),
            identity=said,
            published=now.version if now else None,
            path=now.path if now else None,
        )

    def _state(self, said: Identity | None, now: str | None) -> State:
        if said is None:
            return State.UNKNOWN
        if now is not None:
            return State.CHANGED if said.version == now else State.SUPERSEDED
        was_there = said.leaflet in self.ids or file_name(said.leaflet, said.language, ".html") in self.pages
        return State.WITHDRAWN if was_there else State.UNKNOWN


def _nearest(editions: list[Record], content: bytes) -> Record | None:
    """Return the edition of the same kind as a file, or else the web page, or else any; None if there is none."""
    start = content[:1000].lower()
    own = "application/pdf" if b"%pdf-" in start else "text/html" if b"<html" in start else "text/plain"
    return min(
        editions, key=lambda each: [each.media_type.partition(";")[0] != kind for kind in (own, "text/html")], default=None
    )


def _members(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file of an archive but what is in `_BESIDES`; nothing is written anywhere.

    Raises what is in _DAMAGE, for an archive that is none of ours, too.
    """
    with zipfile.ZipFile(BytesIO(content)) as archive:
        members = [each for each in archive.infolist() if not each.is_dir()]
        if sum(each.file_size for each in members) > SIZE_LIMIT:
            raise ValueError("it is too large when unpacked")
        for each in members:
            if each.compress_type not in _METHODS or each.flag_bits & _LOCKED:
                raise ValueError("it is compressed or locked in a way that is not read")
            if PurePosixPath(each.filename).name not in _BESIDES and not each.filename.startswith(_OF_MACS):
                yield each.filename, archive.read(each)


# --- In words -----------------------------------------------------------------------------------------------------------


def sentence(copy: Copy) -> str:
    """Return what became of a file, in one line."""
    said = (
        f" ({copy.identity.leaflet} in {copy.identity.language}, version {copy.identity.version})" if copy.identity else ""
    )
    return f"{copy.name}: {copy.state}{said}"


def problem(copy: Copy) -> Diagnostic | None:
    """Return why nobody should use a file, as an error; None if it is current."""
    if copy.state is State.CURRENT:
        return None
    words, hint = _RENAMED if copy.state is State.UNKNOWN and copy.identity else _WORDS[copy.state]
    where = {"published": copy.published or "", "path": copy.path or ""}
    code = f"copy-{copy.state}"
    return Diagnostic(code=code, message=words.format(**where), at=Span(copy.name), hint=hint.format(**where))


_WORDS = MappingProxyType(
    {
        State.SUPERSEDED: ("it is out of date: version {published} is published now", "use outputs/{path}"),
        State.WITHDRAWN: (
            "the leaflet is not published in this language any more",
            "do not use it or give it to anyone; look at what is published in outputs/",
        ),
        State.CHANGED: (
            "it says that it is the version that is published, but is none of its files",
            "somebody changed it, a program saved it anew, or the look of leaflets changed since: use outputs/{path}",
        ),
        State.UNKNOWN: (
            "nobody knows this file: it is not published here, and does not say that it was",
            "somebody may have changed it, or another publication has it; use what is published in outputs/",
        ),
    }
)
_RENAMED = (
    "it says that it is a leaflet of another publication, or one that is not there and is not listed as withdrawn either",
    "the leaflet may have another name now, or another publication has it; use what is published in outputs/",
)
