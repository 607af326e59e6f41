"""What the text of a box is for programs that read the pages instead of the structure tree: searching, copying, indexing.

They go by the characters of the glyphs, which are wrong wherever several glyphs show one cluster, unless a mark on the page
has a text of its own (/ActualText).
Measured with poppler 22.12 and pdfium on sentences of TICO-19, as the share of words that come out, and in order:
Bengali, Tamil and Devanagari from about a third to all; Urdu in Nastaliq from 7 and 5 to 97 and 76 percent.
"""

import re

from pipeline.renderers.pdf.reading import FORMATS, Kind, Piece
from pipeline.renderers.runs import RTL_LETTER

BROKEN_FAMILIES = frozenset({"Noto Nastaliq Urdu"})
"""Right-to-left families whose glyphs tell too little; with the others, readers do better by themselves."""

_FROM_LEFT = re.compile(rf"(?:(?!{RTL_LETTER.pattern})\w)(?:(?:(?!{RTL_LETTER.pattern})\S)*(?!{RTL_LETTER.pattern})\w)?")


_FORMAT = FORMATS.pattern[1:-1]
_WORD = re.compile(rf"[ {_FORMAT}]*[^ {_FORMAT}][^ ]* *(?:[ {_FORMAT}]+$)?")


def content_texts(piece: Piece) -> tuple[str | None, ...]:
    """Return the texts of the marks on the page for a piece, one or more; None for a mark whose glyphs tell its text.

    Readers take a text in the order of the page, from left to right, so one from right to left is turned round; each word of
    it has a mark then (see `words`).
    """
    if piece.kind is not Kind.TEXT:
        return (None,)
    if piece.box.style["font_family"][0] in BROKEN_FAMILIES and piece.box.style["direction"] == "rtl":
        return tuple(turned(word) if RTL_LETTER.search(word) else word for word in words_of(piece.text)) or (piece.text,)
    return (None if RTL_LETTER.search(piece.text) else piece.text,)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, each with the spaces after it; all together are the text, if it has any word."""
    return tuple(_WORD.findall(text))


def turned(text: str) -> str:
    """Return right-to-left text in the order in which it stands on the page, from left to right.

    Numbers and Latin words in it keep their own order (UAX #9, L2).
    """
    return _FROM_LEFT.sub(lambda kept: kept[0][::-1], text)[::-1]
