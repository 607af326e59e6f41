"""Translated document to plain text, for screen readers, braille displays, messages and print at any size.

`docs/reference/plain-text.md` is the grammar of the file; its choices are section 3 of the accessibility specification.
`characters` makes the words of a line, `lines` gives each its direction, `signals` sets apart what looks like a mark, and
`writer` puts them in their order.
"""

import datetime
import unicodedata
from dataclasses import replace
from typing import ClassVar

from pipeline.interface import Word
from pipeline.model import Coverage, Edition, TranslatedDocument
from pipeline.renderers.text.lines import as_file
from pipeline.renderers.text.writer import NAME, SUFFIX, file_lines


class PlainText:
    """Translated document to one UTF-8 file of plain text."""

    name: ClassVar[str] = NAME
    version: ClassVar[int] = 3
    suffix: ClassVar[str] = SUFFIX
    media_type: ClassVar[str] = "text/plain; charset=utf-8"
    assets: ClassVar[tuple[str, ...]] = ()
    checks: ClassVar[str] = ""

    def narrow(self, document: TranslatedDocument) -> TranslatedDocument:
        """Return the document without the pictures' bytes, the type size, the counts, and the words it never says."""
        said = tuple(pair for pair in document.words.strings if pair[0] in _SAID)
        words = replace(document.words, strings=said)
        narrow = document.without(type_size=0.0, images=(), coverage=Coverage(), fallbacks=(), approvals=(), words=words)
        return narrow.without(updated_on=datetime.date.min)

    def environment(self, document: TranslatedDocument) -> tuple[str, ...]:  # noqa: ARG002 (the same for every document)
        """Return the version of the Unicode database, which normalises and gives each character its direction."""
        return (f"library unicodedata {unicodedata.unidata_version}",)

    def render(self, document: TranslatedDocument) -> Edition:
        """Return the file: UTF-8 with one byte order mark, NFC, CRLF, a line for each paragraph. Raises nothing."""
        return Edition(content=as_file(file_lines(document)), media_type=self.media_type)


_NEVER_SAID = (
    *(Word.SKIP, Word.PAGE, Word.TEXT, Word.SCAN, Word.CODE),
    *(Word.UPDATED, Word.REVIEW_BY, Word.PARTLY_TRANSLATED, Word.NOT_APPROVED),
)
"""The words for other formats. The dates and the notices of a document are in words already."""
_SAID = frozenset(word.english for word in Word if word not in _NEVER_SAID)
