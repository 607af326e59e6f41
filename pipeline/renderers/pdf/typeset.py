"""Print HTML to PDF/UA-1, by WeasyPrint 70.0. Imported late, for it takes half a second."""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.logger import LOGGER
from weasyprint.text.ffi import ffi, gobject, pangoft2
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from pipeline.diagnostics import Diagnostic
from pipeline.errors import EveryleafError
from pipeline.languages import english_name, parse_language
from pipeline.model import ImageFile
from pipeline.renderers.base import asset
from pipeline.renderers.pdf import fonts
from pipeline.renderers.pdf.crowding import Breaking, crowded, let_break
from pipeline.renderers.pdf.fetcher import SCHEME, PictureFetcher, huge_pictures
from pipeline.renderers.pdf.glyphs import watched_glyphs
from pipeline.renderers.pdf.linebreak import repaired_lines
from pipeline.renderers.pdf.overflow import overflows
from pipeline.renderers.pdf.reading import Reading, UnfitError, read_pages
from pipeline.renderers.pdf.tagging import tagging

STYLE = asset("styles/large-print.css").decode()


@dataclass(frozen=True, slots=True)
class Layout:
    """Pages that are laid out but not yet painted."""

    html: HTML
    document: Any
    reading: Reading

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.document.pages)


def lay_out(html: str, images: tuple[ImageFile, ...], style: str = STYLE) -> Layout:
    """Return HTML laid out on pages, by default in the style of large print; boxes stay whole where a page has room.

    Raises UnfitError if a text has no room in its place or was left out, and EveryleafError (`edition-failed`) for a picture
    or anything else that is not among the images, and for a picture of too many pixels.
    """
    if huge := huge_pictures(images):
        raise EveryleafError(*huge)
    breaking: Breaking = {}
    with _complaints() as complaints, repaired_lines():
        source, document = _pages(html, images, style, breaking)
        while (more := crowded(document.pages, source.etree_element, breaking)) != breaking:
            breaking = more
            source, document = _pages(html, images, style, breaking)
    _refuse(complaints)
    sticking_out = dict.fromkeys(overflows(document.pages))
    if sticking_out:
        raise UnfitError(*map(_too_wide, sticking_out))
    return Layout(source, document, read_pages(document.pages, source.etree_element))


def _pages(html: str, images: tuple[ImageFile, ...], style: str, breaking: Breaking) -> tuple[HTML, Any]:
    """Return the HTML as WeasyPrint reads it, and its pages; the boxes `breaking` may break over them."""
    source = HTML(string=html, base_url=SCHEME, url_fetcher=PictureFetcher(images))
    let_break(source.etree_element, breaking)
    return source, source.render(stylesheets=[_style_sheet(style)], font_config=_fonts())


def paint(layout: Layout) -> bytes:
    """Return laid-out pages as PDF/UA-1; the same bytes for the same pages.

    Raises EveryleafError: `glyph-missing` for characters that no font has, `glyph-broken` for signs that have no letter,
    `font-unexpected` for letters that only the font of another language has.
    """
    document, reading = layout.document, layout.reading
    for page in document.pages:
        page.links = [link for link in page.links if link[3].element.tag == "a"]  # else one more for each element in it
    root = layout.html.etree_element
    document.metadata.include_in_pdf = partial(_plain_metadata, document.metadata.include_in_pdf)
    with _complaints() as complaints, watched_glyphs() as watch, tagging(reading, root, watch.units):
        content: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=True)
    missing = {chr(int(match[1], 16)) for record in complaints if (match := _NO_GLYPH.search(record.getMessage()))}
    if missing:
        raise EveryleafError(*(_glyph_missing(character, reading) for character in sorted(missing)))
    if watch.problems:
        raise EveryleafError(*watch.problems.values())
    _refuse(complaints)
    return content


def _plain_metadata(include: Callable[..., None], *arguments: object, **options: object) -> None:
    """Write the metadata uncompressed, so that programs that know nothing of PDF find them (ISO 16684-3, 4)."""
    include(*arguments, **{**options, "compress": False})


class _LockedFonts(FontConfiguration):  # type: ignore[misc]  # WeasyPrint has no types
    """WeasyPrint's font configuration over the locked one instead of the machine's."""

    def __init__(self) -> None:
        self._config = ffi.cast("FcConfig *", fonts.locked_configuration())
        self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", self.font_map), self._config)
        self.strut_layouts: dict[object, object] = {}
        self.font_features: dict[object, object] = {}


@cache
def _fonts() -> _LockedFonts:
    """Return the one font configuration of this process: it is what takes the memory."""
    return _LockedFonts()


@cache
def _style_sheet(style: str) -> CSS:
    return CSS(string=style, base_url=SCHEME, url_fetcher=PictureFetcher(()), font_config=_fonts())


# --- What WeasyPrint only logs --------------------------------------------------------------------------------------------


@contextmanager
def _complaints() -> Iterator[list[logging.LogRecord]]:
    """Yield a list that gets what WeasyPrint warns of in here.

    Raises EveryleafError (`edition-failed`) if it wants to fetch what it may not.
    """

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record)

    heard: list[logging.LogRecord] = []
    listener = Listener(logging.WARNING)
    LOGGER.addHandler(listener)
    try:
        yield heard
    except FatalURLFetchingError as error:
        raise EveryleafError(_failed(str(error.__cause__ or error))) from error
    finally:
        LOGGER.removeHandler(listener)


_NO_GLYPH = re.compile(r"^\.notdef glyph.*\(U\+([0-9A-F]+)\)$", re.DOTALL)


def _refuse(complaints: list[logging.LogRecord]) -> None:
    """Raise EveryleafError if WeasyPrint has warned of anything: each warning is something that readers would not get."""
    if complaints:
        raise EveryleafError(*(_failed(words) for words in dict.fromkeys(map(logging.LogRecord.getMessage, complaints))))


def _too_wide(text: str) -> Diagnostic:
    return Diagnostic(
        code="edition-failed",
        message=f'"{text.strip()}" is too wide or too high for a page of large print',
        hint="shorten it, or put a space where it may be broken",
    )


def _failed(words: str) -> Diagnostic:
    return Diagnostic(code="edition-failed", message=f"large print can't be made: {words}")


def _glyph_missing(character: str, reading: Reading) -> Diagnostic:
    """Return the problem that no font has a character, with the first text that has it."""
    piece = next((piece for piece in reading.pieces if character in piece.text), None)
    place = "a picture or the running title"
    if piece is not None:
        language = parse_language(piece.box.style["lang"])
        place = f'"{piece.text.strip()}", in {english_name(language)}'
    return Diagnostic(
        code="glyph-missing",
        message=f"no font for large print has the character {character} (U+{ord(character):04X}) of {place}",
        hint="write it in another way: large print has no pictures among its letters",
    )
