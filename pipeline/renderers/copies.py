"""What every copy of a leaflet says of itself: its version, where the newest one is, and both for programs.

A program finds it in the bytes of the file, so that `everyleaf verify` and a page without a server can: in the head of a web
page, in the metadata of a PDF, in the last lines of plain text.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from functools import partial

from pipeline.interface import Word, say_around
from pipeline.markdown import plain
from pipeline.model import FactKind, FactValue, Passage, Text, TranslatedDocument, Words
from pipeline.renderers.addresses import as_ascii
from pipeline.renderers.base import file_name


@dataclass(frozen=True, slots=True)
class Identity:
    """Which leaflet a file says that it is; whoever made the file may have written that."""

    leaflet: str
    """An id, of a-z, 0-9 and hyphens."""
    language: str
    """What looks like a BCP 47 tag."""
    version: str
    """Eight digits: "4821-7730"."""
    publication: str
    """One of its `marks`; empty if the file does not say."""

    def __str__(self) -> str:
        """Return it as files have it: "everyleaf:0b9f5a1c:help:ar:4821-7730"."""
        return f"everyleaf:{self.publication}:{self.leaflet}:{self.language}:{self.version}"


def identity(document: TranslatedDocument) -> Identity | None:
    """Return what the editions of a leaflet say; nothing for one without a version, which is published nowhere."""
    if not document.version:
        return None
    own = marks(plain(document.publisher.inlines), document.address)[0]
    return Identity(document.id, document.language.tag, document.version, own)


def marks(publisher: str, address: str | None) -> tuple[str, ...]:
    """Return by what copies say that they are of a publication, as it is now first.

    That is its address; or its publisher as long as it has none, which older copies may still say. Another publication may
    have leaflets of the same names, and its copies are not to be taken for ours.
    """
    return (*((_mark(as_ascii(address)),) if address else ()), _mark(publisher))


def _mark(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:8]


def version_line(document: TranslatedDocument) -> Passage:
    """Return "Version 4821-7730"; the number is said digit by digit and never broken, as a telephone number is."""
    return version_words(document.words, document.version)


def version_words(words: Words, version: str) -> Passage:
    """Return the same of a leaflet in the language of the words."""
    number = Passage(inlines=(Text(version),), language=words.language)
    return _with_fact(say_around(words, Word.VERSION, "version", number), kind=FactKind.PHONE)


def newest_line(document: TranslatedDocument) -> Passage | None:
    """Return where the newest version is, as a sentence; None if the publication is published nowhere yet."""
    if document.address is None or not document.version:
        return None
    address = newest_address(document)
    shown = Passage(inlines=(Text(address),), language=document.source_language)
    return _with_fact(say_around(document.words, Word.NEWEST, "address", shown), kind=FactKind.URL, url=address)


def newest_address(document: TranslatedDocument) -> str:
    """Return the address of a leaflet's web page; its path in the outputs if the publication has no address yet.

    There is always a page: without an edition as a web page it leads to the others, and it stays when they go.
    """
    path = file_name(document.id, document.language.tag, ".html")
    return f"{document.address}/{path}" if document.address else path


def version_anchor(version: str) -> str:
    """Return the fragment of a web page's address that is there only while the page has a version."""
    return f"v-{version}"


def _with_fact(said: Passage, **changes: object) -> Passage:
    change = partial(replace, **changes)
    return replace(said, inlines=tuple(change(each) if isinstance(each, FactValue) else each for each in said.inlines))


# --- Reading it back ----------------------------------------------------------------------------------------------------

_VERSION = rb"(?P<version>\d{4}-\d{4})"
_ID, _TAG = rb"(?P<leaflet>[a-z0-9-]{1,200})", rb"(?P<language>[A-Za-z0-9-]{1,100})"
_NAME = rb"everyleaf:(?P<publication>[0-9a-f]{8}):" + _ID + rb":" + _TAG + rb":" + _VERSION
_WEB_PAGE = re.compile(rb'<meta name="dcterms\.identifier" content="' + _NAME + rb'"', re.IGNORECASE)
_PDF = re.compile(rb"<pdf:Keywords>" + _NAME + rb"</pdf:Keywords>")
_SENTENCE = rb"(?:[^\r\n]*\r?\n)?"
_PATH = rb"(?:(?P<place>[!-~]*)/)?" + _TAG + rb"/" + _ID + rb"-(?P=language)\.[a-z]+"
_PLAIN_TEXT = re.compile(_VERSION + rb"[^\r\n\d]*\r?\n" + _SENTENCE + _PATH + rb"(?:\r?\n)*\Z")
_LAST = 5000
"""How many bytes at the end of a plain text hold its last lines."""
_START = 1000


def read_identity(content: bytes) -> Identity | None:
    """Return what a file says that it is; None for one that does not. It reads no more than that, and trusts nothing."""
    start = content[:_START].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf-"):
        found = _PDF.search(content)
    elif start.startswith((b"<!doctype html", b"<html")):
        found = _WEB_PAGE.search(content)
    else:
        found = _PLAIN_TEXT.search(content[-_LAST:])
    if not found:
        return None
    said = {name: (part or b"").decode() for name, part in found.groupdict().items()}
    place = said.pop("place", "")
    return Identity(**{"publication": _mark(place) if place else "", **said})
