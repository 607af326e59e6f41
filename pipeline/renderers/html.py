"""A translated document to a web page: one file that needs no other file, no script and no network."""

import base64
import unicodedata
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar, assert_never

from markupsafe import Markup

from pipeline.interface import ENGLISH, FORMAT_WORDS, Phrase, PortalWord, Word, say, say_around
from pipeline.languages import Language, name_in
from pipeline.model import (
    Block,
    Callout,
    Coverage,
    Divider,
    Edition,
    Heading,
    Image,
    Inline,
    LeafletTarget,
    List,
    Paragraph,
    Passage,
    Quote,
    Table,
    Text,
    TranslatedDocument,
)
from pipeline.renderers.base import bundle_name, file_name, package_version, style, template
from pipeline.renderers.copies import identity, newest_line, version_anchor, version_line
from pipeline.renderers.markup import language_attributes, passage_markup, plain_text, span_markup
from pipeline.renderers.schema_org import description
from pipeline.renderers.webpolicy import content_policy
from pipeline.renderers.webtype import type_rule

CONTENTS_FROM = 4
"""How many headings of level 2 a leaflet has before it gets a list of contents."""


class Html:
    """The `html` edition, for any browser, without a script."""

    name: ClassVar[str] = "html"
    version: ClassVar[int] = 4
    suffix: ClassVar[str] = ".html"
    media_type: ClassVar[str] = "text/html"
    assets: ClassVar[tuple[str, ...]] = ("templates/html.html.j2", "templates/html-blocks.html.j2", "styles/html.css")
    checks: ClassVar[str] = ""

    def narrow(self, document: TranslatedDocument) -> TranslatedDocument:
        """Return the document without the size of print, the counts, and the words that a web page does not say."""
        said = {word.english for word in _WORDS}
        strings = tuple(pair for pair in document.words.strings if pair[0] in said)
        words = replace(document.words, strings=strings)
        return document.without(type_size=0.0, coverage=Coverage(), fallbacks=(), approvals=(), words=words)

    def environment(self, document: TranslatedDocument) -> tuple[str, ...]:  # noqa: ARG002 (the same for every document)
        """Return the versions of what names the languages and of what fills the template."""
        return tuple(map(package_version, ("babel", "jinja2", "markupsafe")))

    def render(self, document: TranslatedDocument) -> Edition:
        """Return the page as UTF-8.

        Raises EveryleafError (`edition-failed`) for a link to anything but http, https, mailto and tel.
        """
        page = _Page(document)
        html = unicodedata.normalize("NFC", template("html.html.j2").render(page=page))  # as the W3C's charmod-norm advises
        return Edition(content=html.encode(), media_type=self.media_type)


_TEXT_WORDS = frozenset({Word.END_OF_BOX, Word.PICTURE, Word.TABLE, Word.ROW, Word.LINK})
_SITE = MappingProxyType(
    {
        PortalWord.ALL_LEAFLETS: "index.html",
        PortalWord.ALL_LANGUAGES: "../index.html",
        PortalWord.CHECK_COPY: "copies.html",
    }
)
"""The pages around the leaflet, by the words that lead to them."""
_WORDS: frozenset[Phrase] = (
    frozenset(Word) - _TEXT_WORDS - {Word.PAGE, Word.UPDATED, Word.REVIEW_BY, Word.SCAN, Word.CODE}
).union({*_SITE, PortalWord.IS_CURRENT, PortalWord.DOWNLOAD_LEAFLET})
"""The words that a page may say. The dates and the notices of a document are in words already."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What the template asks. Each answer that is shown says which language it is in, unless it is the page's."""

    document: TranslatedDocument

    # --- Text ---

    def text(self, passage: Passage) -> Markup:
        """Return a passage as the contents of an element that has its `attributes`."""
        return passage_markup(passage, leaflet_address=self._leaflet_address)

    def attributes(self, passage: Passage) -> Markup:
        """Return `lang` and `dir` of a passage, if it is not in the page's language."""
        return language_attributes(passage.language, self.document.language)

    def phrase(self, passage: Passage) -> Markup:
        """Return a passage as part of a line."""
        return span_markup(passage, self.document.language, leaflet_address=self._leaflet_address)

    def plain(self, passage: Passage) -> str:
        """Return the characters of a passage, for an attribute."""
        return plain_text(passage)

    def word(self, name: str) -> Passage:
        """Return a word of the tool by its name in `Word` or `PortalWord`."""
        return say(self.document.words, Word[name] if name in Word.__members__ else PortalWord[name])

    # --- Around the leaflet ---

    @property
    def title(self) -> str:
        """The title of the window, in one language, for it can't have marks within (W3C, qa-translate-flag)."""
        title, publication = self.document.title, self.document.publication
        parts = (title, publication) if title.language == publication.language else (title,)
        return " – ".join(map(plain_text, parts))

    @property
    def policy(self) -> str:
        """The Content-Security-Policy under which the page works: its own style, and no script."""
        return content_policy(self.styles, data=self.description if self.identity else "")

    @property
    def identity(self) -> str | None:
        """What programs know the page by; None for one that is published nowhere."""
        own = identity(self.document)
        return str(own) if own else None

    @property
    def description(self) -> Markup:
        """What the page is, for search engines and libraries."""
        return description(self.document, Html.name, has_contents=bool(self.contents))

    @property
    def styles(self) -> Markup:
        """The style sheet, with the type of each language that the page has."""
        languages = {each.language: None for each in self.document.alternates}
        languages |= {self.document.language: None, self.document.source_language: None, ENGLISH: None}
        styles = style("styles/html.css") + "".join(map(type_rule, languages))
        return Markup(styles.strip())  # noqa: S704 (our own)

    @property
    def publisher(self) -> Passage:
        """Who published the leaflet, as a sentence."""
        return say_around(self.document.words, Word.PUBLISHED_BY, "publisher", self.document.publisher)

    @property
    def language_name(self) -> Passage:
        """What language the page is in, as a sentence."""
        name = next(each.autonym for each in self.document.alternates if each.language == self.document.language)
        own = Passage(inlines=_text(name), language=self.document.language)
        return say_around(self.document.words, Word.LANGUAGE, "language", own)

    @property
    def version(self) -> Passage:
        """The number that readers compare, as a sentence."""
        return version_line(self.document)

    @property
    def version_anchor(self) -> str:
        """The id of the line with the version: a code on paper leads to the one of its copy."""
        return version_anchor(self.document.version)

    @property
    def newest(self) -> Passage | None:
        """Where the newest version is, as a sentence; None if it is published nowhere."""
        return newest_line(self.document)

    @property
    def site(self) -> tuple[tuple[Passage, str], ...]:
        """The words and the address, from here, of each page around the leaflet."""
        bundle = {PortalWord.DOWNLOAD_LEAFLET: f"../{bundle_name(self.document.id)}"}
        return tuple((say(self.document.words, word), address) for word, address in (_SITE | bundle).items())

    @property
    def other_formats(self) -> tuple[tuple[Passage, str], ...]:
        """The name and the address of each other format."""
        return tuple(
            (self._format_name(each.name), self._address(self.document.language, self.document.id, each.suffix))
            for each in self.document.formats
            if each.name != Html.name
        )

    def _format_name(self, name: str) -> Passage:
        word = FORMAT_WORDS.get(name)
        return say(self.document.words, word) if word else Passage(inlines=_text(name), language=ENGLISH)

    @property
    def source_version(self) -> str | None:
        """The address of the leaflet in the source language, unless this is it, or it is not there."""
        return self.address(self.document.source_language) if self.document.has_source_version else None

    def name_here(self, language: Language) -> Passage:
        """Return the name of a language in the page's language, or in English if CLDR has no other."""
        own, among = self.document.language, [each.language for each in self.document.alternates]
        name = name_in(language, own, among=among)
        translated = own.base == ENGLISH.base or name != name_in(language, ENGLISH, among=among)
        return Passage(inlines=_text(name), language=own if translated else ENGLISH)

    def address(self, language: Language) -> str:
        """Return the address, from here, of this leaflet in a language."""
        return self._address(language, self.document.id, Html.suffix)

    def published_address(self, language: Language) -> str:
        """Return the whole address of this leaflet in a language; only if the publication has one."""
        return f"{self.document.address}/{file_name(self.document.id, language.tag, Html.suffix)}"

    def _leaflet_address(self, target: LeafletTarget) -> str:
        return self._address(self.document.language, target.leaflet, Html.suffix)

    def _address(self, language: Language, document_id: str, suffix: str) -> str:
        return "../" + file_name(document_id, language.tag, suffix)

    # --- The leaflet ---

    @property
    def contents(self) -> tuple[Heading[Passage], ...]:
        """The headings that the list of contents has; none if the leaflet has few."""
        headings = tuple(each for each in self.document.blocks if isinstance(each, Heading) and each.level == _SECTION)
        return headings if len(headings) >= CONTENTS_FROM else ()

    def kind(self, block: Block[Passage]) -> str:
        """Return the name of the macro that shows a block."""
        match block:
            case Heading() | Paragraph() | List() | Table() | Image() | Quote() | Callout() | Divider():
                return type(block).__name__.lower()
            case _:
                assert_never(block)

    def picture(self, path: str) -> str:
        """Return a picture as a `data:` address."""
        image = next(each for each in self.document.images if each.path == path)
        return f"data:{image.media_type};base64,{base64.b64encode(image.content).decode()}"


_SECTION = 2


def _text(text: str) -> tuple[Inline, ...]:
    return (Text(text),) if text else ()
