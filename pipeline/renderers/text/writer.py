"""A translated document to the lines of its plain-text edition."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import assert_never

from pipeline.interface import FORMAT_WORDS, Word, say
from pipeline.languages import Language
from pipeline.model import (
    Block,
    Callout,
    Code,
    Divider,
    Emphasis,
    FactValue,
    Heading,
    Image,
    Inline,
    LeafletTarget,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Passage,
    Quote,
    Strong,
    Table,
    Target,
    Text,
    TranslatedDocument,
    WebTarget,
)
from pipeline.renderers.base import file_name
from pipeline.renderers.text.characters import SLOT, as_addresses, as_ascii, typed_addresses
from pipeline.renderers.text.lines import Line, Lines, filled, item_lines, lines_of, named, prefixed, stacked, within

NAME = "text"
SUFFIX = ".txt"

CONTENTS_FROM = 4
"""The number of sections from which there is a list of contents, as in the web page."""

_SECTION_LEVEL = 2


def file_lines(document: TranslatedDocument) -> Lines:
    """Return the front, the body and the other languages of an edition."""
    writer = _Writer(document, _heading_numbers(document.blocks))
    front = (
        writer.text(document.title),
        writer.text(document.summary) if document.summary else (),
        writer.about(),
        writer.formats(),
        *map(lines_of, document.notices),
        writer.english_version(),
        writer.contents(),
    )
    return stacked(((0, stacked((1, part) for part in front)), (2, writer.blocks(document.blocks)), (2, writer.languages())))


@dataclass(frozen=True, slots=True)
class _Writer:
    document: TranslatedDocument
    numbers: Mapping[str, str]

    def text(self, passage: Passage, number: str = "") -> Lines:
        """Return a passage with its number before it and the addresses of its links after it."""
        return self.marked(passage, prefixed(number, lines_of(passage)) + self.addresses(passage.inlines))

    def marked(self, passage: Passage, lines: Lines) -> Lines:
        return (*self.say(Word.IN_ENGLISH), *lines) if passage.is_fallback and lines else lines

    def say(self, word: Word, count: int | None = None, **parts: Passage) -> Lines:
        """Return words of the tool's own, filled with passages."""
        lines = lines_of(say(self.document.words, word, count, **dict.fromkeys(parts, SLOT)))
        return tuple(filled(line, *parts.values()) for line in lines)

    def addresses(self, inlines: tuple[Inline, ...]) -> Lines:
        """Return a line for each address that inlines lead to, once."""
        return tuple(map(Line, dict.fromkeys(self.inlines_addresses(inlines))))

    def inlines_addresses(self, inlines: tuple[Inline, ...]) -> tuple[str, ...]:
        return tuple(address for inline in inlines for address in self.inline_addresses(inline))

    def inline_addresses(self, inline: Inline) -> tuple[str, ...]:
        match inline:
            case Text():
                return typed_addresses(inline.text)
            case Strong() | Emphasis():
                return self.inlines_addresses(inline.children)
            case Link():
                return self.target_addresses(inline.target) + self.inlines_addresses(inline.children)
            case FactValue():
                return as_addresses(inline.url) if inline.url else ()
            case Code() | LineBreak():
                return ()
            case _:
                assert_never(inline)

    def target_addresses(self, target: Target) -> tuple[str, ...]:
        match target:
            case WebTarget():
                return as_addresses(target.url)
            case LeafletTarget():
                return (self.place(target.leaflet, self.document.language, SUFFIX),)
            case _:
                assert_never(target)

    def place(self, leaflet: str, language: Language, suffix: str) -> str:
        """Return where an edition is published; its path inside outputs if the publication has no address yet."""
        path = file_name(leaflet, language.tag, suffix)
        return as_ascii(f"{self.document.address}/{path}" if self.document.address else path)

    # --- What stands around the leaflet --------------------------------------------------------------------------------

    def about(self) -> Lines:
        document = self.document
        name = next(each.autonym for each in document.alternates if each.language == document.language)
        return (
            *self.say(Word.ABOUT_THIS_LEAFLET),
            *lines_of(document.publication),
            *self.say(Word.PUBLISHED_BY, publisher=document.publisher),
            *self.say(Word.LANGUAGE, language=named(name, document.language)),
            *lines_of(document.updated),
            *(lines_of(document.review_by) if document.review_by else ()),
        )

    def formats(self) -> Lines:
        document = self.document
        items = (
            self.choice(self.format_name(other.name), self.place(document.id, document.language, other.suffix))
            for other in document.formats
            if other.name != NAME
        )
        return self.choices(Word.OTHER_FORMATS, items)

    def format_name(self, name: str) -> Passage:
        word = FORMAT_WORDS.get(name)
        return say(self.document.words, word) if word else named(name, self.document.source_language)

    def languages(self) -> Lines:
        document = self.document
        items = (
            self.choice(named(other.autonym, other.language), self.place(document.id, other.language, SUFFIX))
            for other in document.alternates
            if other.language != document.language
        )
        return self.choices(Word.OTHER_LANGUAGES, items)

    def choice(self, name: Passage, place: str) -> Lines:
        direction = self.document.language.direction
        return item_lines("- ", (Line(within(name, direction), direction), Line(place)))

    def choices(self, label: Word, items: Iterable[Lines]) -> Lines:
        lines = tuple(line for item in items for line in item)
        return (*self.say(label), *lines) if lines else ()

    def english_version(self) -> Lines:
        document = self.document
        if document.language == document.source_language:
            return ()
        return (*self.say(Word.ENGLISH_VERSION), Line(self.place(document.id, document.source_language, SUFFIX)))

    def contents(self) -> Lines:
        sections = [block for block in self.document.blocks if isinstance(block, Heading) and block.level == _SECTION_LEVEL]
        entries = (self.marked(each.text, prefixed(self.numbers[each.anchor], lines_of(each.text))) for each in sections)
        return self.choices(Word.CONTENTS, entries) if len(sections) >= CONTENTS_FROM else ()

    # --- Blocks --------------------------------------------------------------------------------------------------------

    def blocks(self, blocks: Iterable[Block[Passage]]) -> Lines:
        return stacked((_gap(block), self.block(block)) for block in blocks)

    def block(self, block: Block[Passage]) -> Lines:  # noqa: PLR0911 (one return a kind of block)
        match block:
            case Heading():
                return self.text(block.text, self.numbers.get(block.anchor, ""))
            case Paragraph():
                return self.text(block.text)
            case List():
                return self.list(block)
            case Table():
                return self.table(block)
            case Image():
                return self.picture(block.alternative) if block.alternative else ()
            case Quote():
                return item_lines("> ", self.blocks(block.blocks))
            case Callout():
                return self.callout(block)
            case Divider():
                return (Line("*", self.document.language.direction),)
            case _:
                assert_never(block)

    def list(self, block: List[Passage]) -> Lines:
        markers = (f"{block.start + index}. " if block.ordered else "- " for index in range(len(block.items)))
        items = (item_lines(marker, self.item(item)) for marker, item in zip(markers, block.items, strict=True))
        return tuple(line for item in items for line in item)

    def item(self, item: ListItem[Passage]) -> Lines:
        return stacked((0 if isinstance(block, List) else 1, self.block(block)) for block in item.blocks)

    def table(self, table: Table[Passage]) -> Lines:
        english = tuple(line for name in table.header if name.is_fallback for line in lines_of(name))
        opening = self.say(Word.TABLE, len(table.rows)) + (self.say(Word.IN_ENGLISH) + english if english else ())
        rows = (self.row(number, table.header, row) for number, row in enumerate(table.rows, 1))
        return stacked((1, lines) for lines in (opening, *rows))

    def row(self, number: int, header: tuple[Passage, ...], row: tuple[Passage, ...]) -> Lines:
        cells = (self.cell(name, cell) for name, cell in zip(header, row, strict=True))
        return (
            *lines_of(say(self.document.words, Word.ROW, number=str(number))),
            *(line for cell in cells for line in cell),
        )

    def cell(self, header: Passage, cell: Passage) -> Lines:
        frame = self.document.language.direction
        name, lines = within(header, frame), self.text(cell)
        if not name:
            return lines
        if cell.is_fallback or not lines:
            return (Line(f"{name}:", frame), *lines)
        return prefixed(f"{name}: ", lines)

    def picture(self, alternative: Passage) -> Lines:
        lines = self.say(Word.PICTURE, description=alternative) if lines_of(alternative) else ()
        return self.marked(alternative, lines + self.addresses(alternative.inlines))

    def callout(self, callout: Callout[Passage]) -> Lines:
        label = say(self.document.words, Word[callout.kind.name])
        first, *rest = callout.blocks
        if isinstance(first, Heading):
            opening = self.box_heading(label, first.text)
        else:
            opening, rest = lines_of(label), [first, *rest]
        body = ((_gap(block), self.block(block)) for block in rest)
        return stacked(((0, opening), *body, (1, self.say(Word.END_OF_BOX, label=label))))

    def box_heading(self, label: Passage, heading: Passage) -> Lines:
        direction = label.language.direction
        words = ": ".join(filter(None, (within(label, direction), within(heading, direction))))
        return self.marked(heading, (Line(words, direction), *self.addresses(heading.inlines)))


def _gap(block: Block[Passage]) -> int:
    return 2 if isinstance(block, Heading | Callout) else 1


def _heading_numbers(blocks: tuple[Block[Passage], ...]) -> dict[str, str]:
    """Return the number of each heading that stands in no box, by its anchor: "1. ", "1.1 "."""
    numbers, counts = dict[str, str](), list[int]()
    for block in blocks:
        if isinstance(block, Heading):
            depth = block.level - 1
            counts = [*counts, *[0] * depth][:depth]
            counts[-1] += 1
            numbers[block.anchor] = ".".join(map(str, counts)) + (". " if depth == 1 else " ")
    return numbers
