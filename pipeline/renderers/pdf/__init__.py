"""A translated document to a large-print PDF: tagged, PDF/UA-1, set in 18 points or more.

The way through this package: `layout` makes HTML of the document; `typeset` has WeasyPrint lay it out (with the repairs of
`linebreak`, the locked `fonts` and the `fetcher`) and paint it; `reading` finds out what is read on the pages, `structure`
makes a tree of that, `tagging` writes the tree into the PDF, `words` paints words one by one where each needs a mark, and
`glyphs` watches what is painted; `readback` then reads the file itself. Only `typeset` and what it imports know WeasyPrint.
"""

import datetime
from dataclasses import replace
from typing import ClassVar

from pipeline.errors import EveryleafError
from pipeline.model import Coverage, Edition, Passage, TranslatedDocument
from pipeline.renderers.pdf import fonts, layout
from pipeline.renderers.pdf.libraries import found_by_name


class LargePrint:
    """The `large-print` edition, in the sizes of UKAAF's and ACB's guidance (docs/explanation.md)."""

    name: ClassVar[str] = "large-print"
    version: ClassVar[int] = 4
    suffix: ClassVar[str] = "-large-print.pdf"
    media_type: ClassVar[str] = "application/pdf"
    assets: ClassVar[tuple[str, ...]] = ("templates/large-print.html.j2", "styles/large-print.css")
    checks: ClassVar[str] = (
        "every word can be read back in its order, every character has a glyph, and nothing sticks out of its page"
    )

    def narrow(self, document: TranslatedDocument) -> TranslatedDocument:
        """Return the document without its other editions, the counts, and the words that large print does not say."""
        said = {word.english for word in layout.WORDS}
        strings = tuple(pair for pair in document.words.strings if pair[0] in said)
        words = replace(document.words, strings=strings)
        return document.without(
            alternates=(),
            formats=tuple(each for each in document.formats if document.address and each.name == "html"),
            updated_on=datetime.date.min,
            publication=Passage(inlines=(), language=document.source_language),
            coverage=Coverage(),
            fallbacks=(),
            approvals=(),
            words=words,
        )

    def environment(self, document: TranslatedDocument) -> tuple[str, ...]:
        """Return the versions of the libraries that make the PDF, and digests of the fonts."""
        return fonts.environment(layout.languages(document))

    def render(self, document: TranslatedDocument) -> Edition:
        """Return the PDF; the same bytes for the same document.

        Raises EveryleafError: `font-missing`; `glyph-missing` for a character that no font has; `glyph-broken` for a sign
        without a letter; `font-unexpected` for a letter that only another language's font has; `text-lost` if the finished
        PDF does not give its words back; `edition-failed` for text that fits on no page, a picture that can't be read, or a
        link to anything but http, https, mailto and tel.
        """
        missing = fonts.missing_fonts(layout.languages(document))
        if missing:
            raise EveryleafError(*missing)
        with found_by_name():
            from pipeline.renderers.pdf import readback, reading, typeset  # noqa: PLC0415 (they take half a second to import)

        html, images = layout.to_html(document), (*document.images, *layout.own_images(document))
        try:
            pages = typeset.lay_out(html, images)
        except reading.UnfitError:
            html = layout.to_html(document, stack_all_tables=True)
            pages = typeset.lay_out(html, images)
        content = typeset.paint(pages)
        lost = readback.lost_text(content, html)
        if lost:
            raise EveryleafError(*lost)
        return Edition(content=content, media_type=self.media_type, pages=pages.count)
