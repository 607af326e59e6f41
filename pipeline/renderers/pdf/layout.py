"""A translated document to the HTML of its large print.

What print needs otherwise than a screen is decided here: addresses are written out, tables are stacked, running heads and
page numbers are words of the reader's language. How it looks is `styles/large-print.css`.
"""

from dataclasses import dataclass
from itertools import accumulate
from types import MappingProxyType
from typing import assert_never
from unicodedata import east_asian_width

from markupsafe import Markup, escape

from pipeline.interface import ENGLISH, Word, say, say_around
from pipeline.languages import Language, autonym, english_name, typography
from pipeline.model import (
    Block,
    Callout,
    CalloutKind,
    Divider,
    FactKind,
    FactValue,
    Heading,
    Image,
    ImageFile,
    LeafletTarget,
    List,
    Paragraph,
    Passage,
    Quote,
    Table,
    TranslatedDocument,
    map_text,
)
from pipeline.renderers.base import file_name, template
from pipeline.renderers.codes import Code, code
from pipeline.renderers.copies import identity, newest_address, version_anchor, version_line
from pipeline.renderers.markup import language_attributes, passage_markup, plain_text, span_markup
from pipeline.renderers.pdf.addresses import with_addresses

LABELS = MappingProxyType(
    {
        CalloutKind.EMERGENCY: Word.EMERGENCY,
        CalloutKind.URGENT: Word.URGENT,
        CalloutKind.WARNING: Word.WARNING,
        CalloutKind.INFORMATION: Word.INFORMATION,
        CalloutKind.CONTACT: Word.CONTACT,
    }
)
WORDS = frozenset({Word.PAGE, Word.IN_ENGLISH, Word.PUBLISHED_BY, Word.VERSION, Word.SCAN, Word.CODE, *LABELS.values()})
"""The words of the tool that large print says."""

_WIDEST_TABLE = 2
"""How many columns a table may have before it is stacked."""
_TALL = 1.7
"""From this leading on, a script needs it in headings, too."""
_HEADING_LEADING = 1.3
_LINE_WIDTH = 481.9
"""A4 less its margins, in points."""
_NARROW = 0.65
"""The width of most characters in em; the average of Tamil, the widest script that is written in alphabets."""
_WIDE_COLON = frozenset({"Hans", "Hant", "Jpan"})


def to_html(document: TranslatedDocument, *, stack_all_tables: bool = False) -> str:
    """Return the HTML that is printed; its pictures are named `everyleaf:<path>`.

    Raises EveryleafError (`edition-failed`) for a link to anything but http, https, mailto and tel.
    """
    return template("large-print.html.j2").render(page=_Page(document, stack_all_tables))


def own_images(document: TranslatedDocument) -> tuple[ImageFile, ...]:
    """Return the pictures that print adds: the code that leads to the web page, if the publication has an address."""
    drawn = _code(document)
    return (ImageFile(_CODE, "image/svg+xml", drawn.svg.encode()),) if drawn else ()


_CODE = "code"
"""The name of the picture of the code; those of a leaflet are in folders."""


def _code(document: TranslatedDocument) -> Code | None:
    if document.address is None or not document.version:
        return None
    return code(f"{newest_address(document)}#{version_anchor(document.version)}")


def languages(document: TranslatedDocument) -> tuple[Language, ...]:
    """Return the languages that a document may show, its own first, each once; the tool's own words may be in English."""
    around = (document.title, document.summary, document.updated, document.review_by, document.publisher, *document.notices)
    found = [document.language, document.source_language, ENGLISH, *(passage.language for passage in around if passage)]
    map_text(document.blocks, lambda passage: found.append(passage.language))
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Page:
    """What the template asks. Each answer that is shown says which language it is in, unless it is the document's."""

    document: TranslatedDocument
    stack_all_tables: bool

    # --- Text ---

    def text(self, passage: Passage) -> Markup:
        """Return a passage, its addresses written out, as the contents of an element that has its `attributes`."""
        return passage_markup(with_addresses(passage), leaflet_address=self._leaflet_address)

    def phrase(self, passage: Passage) -> Markup:
        """Return a passage, its addresses written out, as part of a line."""
        return span_markup(with_addresses(passage), self.document.language, leaflet_address=self._leaflet_address)

    def attributes(self, passage: Passage) -> Markup:
        """Return `lang` and `dir` of a passage if it is not in the document's language."""
        return language_attributes(passage.language, self.document.language)

    def plain(self, passage: Passage) -> str:
        """Return the characters of a passage."""
        return plain_text(passage)

    def _leaflet_address(self, target: LeafletTarget) -> str | None:
        path = file_name(target.leaflet, self.document.language.tag, ".html")
        return f"{self.document.address}/{path}" if self.document.address else None

    # --- Blocks ---

    def kind(self, block: Block[Passage]) -> str:
        """Return the name of the macro that shows a block."""
        match block:
            case Table():
                return "stack" if len(block.header) > _WIDEST_TABLE or self.stack_all_tables else "table"
            case Heading() | Paragraph() | List() | Image() | Quote() | Callout() | Divider():
                return type(block).__name__.lower()
            case _:
                assert_never(block)

    def is_fallback(self, block: Block[Passage]) -> bool:
        """Return whether all text of a block is shown in the source language; False if it has none."""
        passages = self._passages(block)
        return bool(passages) and all(passage.is_fallback for passage in passages)

    def block_attributes(self, block: Block[Passage]) -> Markup:
        """Return `lang` and `dir` of a block that is wholly in another language."""
        passages = self._passages(block)
        return self.attributes(passages[0]) if len({passage.language for passage in passages}) == 1 else Markup()

    def has_lists(self, blocks: tuple[Block[Passage], ...]) -> bool:
        """Return whether a list is among the blocks of a list item, which may then break over pages between its parts."""
        return any(isinstance(block, List) for block in blocks)

    def _passages(self, block: Block[Passage]) -> list[Passage]:
        passages: list[Passage] = []
        map_text((block,), passages.append)
        return passages

    # --- Words of the tool ---

    @property
    def in_english(self) -> Passage:
        """What stands before a part that is in the source language."""
        return say(self.document.words, Word.IN_ENGLISH)

    def label(self, kind: CalloutKind) -> Passage:
        """Return the words that say what a callout is."""
        return say(self.document.words, LABELS[kind])

    @property
    def colon(self) -> str:
        """What stands between a table's header and a value: the wide sign has its space within."""
        return "：" if self.document.language.script in _WIDE_COLON else ": "

    @property
    def publisher(self) -> Passage:
        """Who published the leaflet, as a sentence."""
        return say_around(self.document.words, Word.PUBLISHED_BY, "publisher", self.document.publisher)

    @property
    def identity(self) -> str:
        """What programs know the leaflet by; empty for one that is published nowhere."""
        return str(identity(self.document) or "")

    @property
    def version(self) -> Passage:
        """The number that readers compare, as a sentence."""
        return version_line(self.document)

    @property
    def code(self) -> Code | None:
        """The code that leads to the web page; None if the publication is published nowhere."""
        return _code(self.document)

    @property
    def code_name(self) -> str:
        """What the picture of the code is called."""
        return _CODE

    @property
    def code_description(self) -> Passage:
        """What is said of the code to who does not see it."""
        return say(self.document.words, Word.CODE, address=newest_address(self.document))

    @property
    def scan(self) -> Passage:
        """What to do with the code and the address."""
        return say(self.document.words, Word.SCAN)

    @property
    def newest(self) -> Passage:
        """The address of the web page."""
        address, source = newest_address(self.document), self.document.source_language
        shown = FactValue(name="address", kind=FactKind.URL, text=address, language=source, url=address)
        return Passage(inlines=(shown,), language=self.document.language)

    @property
    def running_title(self) -> str:
        """The title, or as many words of it as one line at the head of a page has room for."""
        title = self.document.title
        em = self.document.type_size * typography(title.language).size
        return shortened(plain_text(title), _LINE_WIDTH / em)

    @property
    def page_number(self) -> Markup:
        """The words of the page number, as an element with the two counters in it."""
        counters = {
            "\ue000": Markup('<span class="page" dir="ltr"></span>'),
            "\ue001": Markup('<span class="pages" dir="ltr"></span>'),
        }
        page, pages = counters  # characters that no text has, for they have no meaning
        said = say(self.document.words, Word.PAGE, page=page, pages=pages)
        words = Markup().join(counters.get(character, character) for character in plain_text(said))
        return Markup("<span{}>{}</span>").format(self.attributes(said), words)

    @property
    def language_name(self) -> Markup:
        """The name of the document's language, and its English name for those who hand the leaflet out.

        The style sheet hides the latter where the line, which the page number is in, too, has no room for it.
        """
        own, english = autonym(self.document.language), english_name(self.document.language)
        if own == english or self.document.language.base == "en":
            return escape(own)
        return Markup("{} <span{}>({})</span>").format(own, language_attributes(ENGLISH, self.document.language), english)

    @property
    def type_rules(self) -> Markup:
        """The rules that set the type of each language, and put the page number on the side where lines end."""
        own = self.document.language
        start, end = ("left", "right") if own.direction == "ltr" else ("right", "left")
        rules = [
            f"html {{ --latin: {self.document.type_size:g} }}",
            f"@page {{ @bottom-{start} {{ content: element(language) }} }}",
            f"@page {{ @bottom-{end} {{ content: element(page-number) }} }}",
            *(self._type_rule(f'[lang="{each}"]', each, typography(each).families) for each in languages(self.document)),
        ]
        if own.direction == "rtl":  # numbers and Latin words, in the family and the size that Latin has beside this script
            families = dict.fromkeys((*typography(ENGLISH).families, *typography(own).families))
            rules.append(self._type_rule('[dir="ltr"]:not([lang])', ENGLISH, tuple(families)))
            rules.append(f':is(a, span)[dir="ltr"] {{ margin-inline: {typography(own).latin_gap}em }}')
        return Markup("\n".join(rules))  # noqa: S704 (no text of the document is in it)

    def _type_rule(self, selector: str, language: Language, families: tuple[str, ...]) -> str:
        own = typography(language)
        names = ", ".join(f'"{family}"' for family in families)
        size = round(self.document.type_size * own.size, 2)
        heading = _HEADING_LEADING if own.leading < _TALL else own.leading
        return (
            f"{selector} {{ font-family: {names}; line-height: {own.leading}; "
            f"--body: {size}pt; --heading-leading: {heading} }}"
        )


def shortened(text: str, width: float) -> str:
    """Return a text, or its first words and "…", so that it is at most `width` em wide by a careful estimate."""
    widths = (1.0 if east_asian_width(character) in "WF" else _NARROW for character in text)
    room = sum(total <= width - 1 for total in accumulate(widths))
    if room == len(text):
        return text
    start = text[: room + 1].rpartition(" ")[0] or text[:room]
    return start.rstrip(" ,;:.،؛、，") + "…"
