"""The values that flow between the stages. All are frozen; all that have a place in a file know it.

A leaflet is a tree of blocks over its text.
In a document the text of a block is a `Message`, as the author wrote it; in a translated document it is a `Passage`, as a
reader gets it.
`map_text` is the one walk over that tree: extracting collects the messages of it, translating turns each into a passage, and
so the two cannot disagree about what a message is.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Generic, TypeVar, assert_never

from pipeline.diagnostics import Diagnostic, Span
from pipeline.languages import Language

# --- Inlines: what a block's text is made of ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters; never empty, no line ends."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words of strong importance."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words. No edition shows them in italics."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Characters to be typed or read exactly as they stand."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end that the author asked for."""


@dataclass(frozen=True, slots=True)
class WebTarget:
    """An address outside the publication: `https:`, `http:`, `mailto:` or `tel:`."""

    url: str


@dataclass(frozen=True, slots=True)
class LeafletTarget:
    """Another leaflet of the publication, in the reader's language."""

    leaflet: str


Target = WebTarget | LeafletTarget


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; never inside another link."""

    target: Target
    children: tuple["Inline", ...]


class FactKind(StrEnum):
    """The type of a fact."""

    PHONE = "phone"
    URL = "url"
    EMAIL = "email"
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactValue:
    """A fact as it stands in one language's text, formatted."""

    name: str
    kind: FactKind
    text: str
    language: Language
    """What the words of the text are in: the source language where a fact of kind text has no value of its own."""
    url: str | None
    """`tel:…`, `mailto:…`, `https:…`, or None for what leads nowhere."""


Inline = Text | Strong | Emphasis | Code | LineBreak | Link | FactValue

# --- The text of a block -----------------------------------------------------------------------------------------------


class Role(StrEnum):
    """What kind of block a message is, in words that translators read."""

    TITLE = "title"
    SUMMARY = "summary"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    STEP = "step of a numbered list"
    TABLE_HEADER = "table header"
    TABLE_CELL = "table cell"
    ALTERNATIVE_TEXT = "alternative text of a picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a translator sees of a block: inline Markdown on one line, with `{fact}` placeholders."""

    markdown: str
    role: Role
    at: Span
    section: str = ""
    """The heading above, as written; empty before the first one."""
    critical: bool = False
    """Whether an out-of-date translation of it must never be seen."""
    comment: str = ""
    """What the author wrote for translators; mostly empty."""


class State(StrEnum):
    """How a passage came to be in its language. Every state but the first two is a fallback to the source language."""

    SOURCE = "source"
    TRANSLATED = "translated"
    MISSING = "missing"
    NEEDS_REVIEW = "needs review"
    UNUSABLE = "unusable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The text that a reader gets for one message, or for words of the tool's own."""

    inlines: tuple[Inline, ...]
    language: Language
    state: State = State.TRANSLATED

    @property
    def is_fallback(self) -> bool:
        """Whether the reader meets the source language here instead of her own."""
        return self.state not in (State.SOURCE, State.TRANSLATED)


C = TypeVar("C")
D = TypeVar("D")

# --- Blocks: C is Message in a document, Passage in a translated document ------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading(Generic[C]):
    """A heading of level 2 to 6; the title is the only one of level 1."""

    level: int
    text: C
    anchor: str
    """An id, unique in the leaflet and the same in every language; made from the source's words."""


@dataclass(frozen=True, slots=True)
class Paragraph(Generic[C]):
    """A paragraph."""

    text: C


@dataclass(frozen=True, slots=True)
class ListItem(Generic[C]):
    """What one bullet or number stands before; never empty. The first block of it is mostly a paragraph."""

    blocks: tuple["Block[C]", ...]


@dataclass(frozen=True, slots=True)
class List(Generic[C]):
    """A list of bullets, or of numbered steps counted from `start`; never empty."""

    ordered: bool
    start: int
    items: tuple[ListItem[C], ...]


@dataclass(frozen=True, slots=True)
class Table(Generic[C]):
    """A table of one header row and at least one row; every row is as long as the header.

    The first cell of a row names the row.
    """

    header: tuple[C, ...]
    rows: tuple[tuple[C, ...], ...]


@dataclass(frozen=True, slots=True)
class Image(Generic[C]):
    """A picture by its path from `source/`; `alternative` is None for a picture that only decorates."""

    path: str
    alternative: C | None


@dataclass(frozen=True, slots=True)
class Quote(Generic[C]):
    """Words of somebody else; never empty."""

    blocks: tuple["Block[C]", ...]


class CalloutKind(StrEnum):
    """What a callout is for, from the gravest on."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    WARNING = "warning"
    INFORMATION = "information"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Callout(Generic[C]):
    """Blocks set apart in a box; never empty. The first one is mostly a heading."""

    kind: CalloutKind
    critical: bool
    blocks: tuple["Block[C]", ...]


@dataclass(frozen=True, slots=True)
class Divider(Generic[C]):
    """A change of subject without a heading."""


Block = Heading[C] | Paragraph[C] | List[C] | Table[C] | Image[C] | Quote[C] | Callout[C] | Divider[C]


def map_text(blocks: tuple[Block[C], ...], change: Callable[[C], D]) -> tuple[Block[D], ...]:
    """Return the same blocks with each text changed, in reading order: the one walk over a leaflet's text."""
    return tuple(_map_block(block, change) for block in blocks)


def _map_block(block: Block[C], change: Callable[[C], D]) -> Block[D]:  # noqa: PLR0911 (one return a kind of block)
    match block:
        case Heading():
            return Heading(block.level, change(block.text), block.anchor)
        case Paragraph():
            return Paragraph(change(block.text))
        case List():
            return List(block.ordered, block.start, tuple(ListItem(map_text(i.blocks, change)) for i in block.items))
        case Table():
            header = tuple(map(change, block.header))
            return Table(header, tuple(tuple(map(change, row)) for row in block.rows))
        case Image():
            return Image(block.path, None if block.alternative is None else change(block.alternative))
        case Quote():
            return Quote(map_text(block.blocks, change))
        case Callout():
            return Callout(block.kind, block.critical, map_text(block.blocks, change))
        case Divider():
            return Divider()
        case _:
            assert_never(block)


# --- Leaflets ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A leaflet as its author wrote it."""

    id: str
    language: Language
    path: str
    """Where it was read, relative to the publication."""
    title: Message
    summary: Message | None
    updated: datetime.date
    review_by: datetime.date | None
    topics: tuple[str, ...]
    audience: str
    blocks: tuple[Block[Message], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallback:
    """One message of a translated leaflet that the reader gets in the source language, and why."""

    message: Message
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many messages of a translated leaflet are in which state. A message that stands twice counts twice."""

    translated: int = 0
    needs_review: int = 0
    missing: int = 0
    unusable: int = 0

    @property
    def fallbacks(self) -> int:
        """How many are shown in the source language."""
        return self.needs_review + self.missing + self.unusable

    @property
    def total(self) -> int:
        """All of them."""
        return self.translated + self.fallbacks

    @property
    def percent(self) -> int:
        """The share that is translated, from 0 to 100, rounded down so that 100 means all; 100 of nothing."""
        return self.translated * 100 // self.total if self.total else 100


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same leaflet in another language, for a reader to go to."""

    language: Language
    autonym: str


@dataclass(frozen=True, slots=True)
class FormatName:
    """A format: its name, "large-print", and how its files' names end after `<id>-<tag>`, "-large-print.pdf"."""

    name: str
    suffix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedDocument:
    """A leaflet in one language, complete: all that any renderer may use, and nothing else.

    A renderer narrows it to what it does use (`Renderer.narrow`), and the digest of that is the edition's fingerprint.
    """

    id: str
    language: Language
    source_language: Language
    title: Passage
    summary: Passage | None
    blocks: tuple[Block[Passage], ...]
    updated: Passage
    """The date of the last change, in words: "Updated 22 November 2026"."""
    review_by: Passage | None
    publication: Passage
    """The publication's title, in the source language."""
    publisher: Passage
    notices: tuple[Passage, ...]
    """What the reader must know first: that parts are in English, that no one approved the translation."""
    alternates: tuple[Alternate, ...]
    """Every language of the leaflet, this one included, in the publication's order, the source language first."""
    formats: tuple["FormatName", ...]
    """The formats that it is published in."""
    type_size: float
    """Large print's body size for Latin script, in points."""
    address: str | None
    """Where the publication is published, without a last slash."""
    words: "Words"
    images: tuple["ImageFile", ...]
    """The pictures that the blocks name, each once, in the order of their paths."""
    coverage: Coverage
    fallbacks: tuple[Fallback, ...]

    def without(self, **unused: object) -> "TranslatedDocument":
        """Return a copy with the fields that an edition does not use set to what is given."""
        return replace(self, **unused)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class ImageFile:
    """A picture: its path from `source/`, its media type, its bytes."""

    path: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The tool's own words in one language: what `interface.say` looks up.

    A word that is not translated is not among `strings`.
    """

    language: Language
    plural_forms: str
    strings: tuple[tuple[str, tuple[str, ...]], ...]
    """Pairs of an English word and its translations, one for each plural form; in the order of the English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One leaflet in one language in one format: the bytes that a reader downloads."""

    content: bytes
    media_type: str
    pages: int | None = None
    """How many pages it has, where the format has pages."""
    problems: tuple[Diagnostic, ...] = ()
    """Warnings about it, such as a word that does not fit its line; mostly empty."""
