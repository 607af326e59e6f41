"""A translated document to the lines of its plain-text edition."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from pipeline.interface import FORMAT_WORDS, Word, say
from pipeline.languages import Direction, Language
from pipeline.model import (
    Block,
    Callout,
    Divider,
    Heading,
    Image,
    LeafletTarget,
    List,
    Paragraph,
    Passage,
    Quote,
    Table,
    TranslatedDocument,
)
from pipeline.renderers.addresses import ADDRESS, as_ascii, implied_words, site
from pipeline.renderers.base import file_name
from pipeline.renderers.copies import newest_address
from pipeline.renderers.text.characters import SLOT, bare
from pipeline.renderers.text.lines import (
    Line,
    Lines,
    filled,
    in_one_line,
    indented,
    item_lines,
    lines_of,
    named,
    prefixed,
    stacked,
    within,
)
from pipeline.renderers.text.links import links
from pipeline.renderers.text.numbering import Numbers, heading_numbers
from pipeline.renderers.text.signals import WORDS_MARK, as_words

NAME = "text"
SUFFIX = ".txt"

CONTENTS_FROM = 4
"""The number of sections from which there is a list of contents, as in the web page."""

_SECTION_LEVEL = 2


def file_lines(document: TranslatedDocument) -> Lines:
    """Return the front, the body, the other languages and the version of an edition."""
    writer = _Writer(document, heading_numbers(document.blocks))
    front = (
        writer.text(document.title),
        writer.text(document.summary) if document.summary else (),
        writer.about(),
        writer.formats(),
        *map(writer.words, document.notices),
        writer.english_version(),
        writer.contents(),
    )
    parts = (stacked((1, part) for part in front), writer.blocks(document.blocks), writer.languages(), writer.version())
    return stacked((2, part) for part in parts)


@dataclass(frozen=True, slots=True)
class _Writer:
    document: TranslatedDocument
    numbers: Numbers

    def text(self, passage: Passage, number: str = "") -> Lines:
        """Return a passage with its number before it and its links after it."""
        return self.marked(passage, prefixed(number, self.words(passage)) + self.links(passage))

    def words(self, passage: Passage) -> Lines:
        """Return the words of a passage, each line marked as words if it looks like something else."""
        return tuple(replace(line, text=as_words(line.text, self.document.words)) for line in lines_of(passage))

    def words_within(self, passage: Passage, direction: Direction) -> str:
        """Return the words of a passage as part of a line, marked as words if they look like something else."""
        return as_words(within(passage, direction), self.document.words)

    def marked(self, passage: Passage, lines: Lines) -> Lines:
        return (*self.say(Word.IN_ENGLISH), *lines) if passage.is_fallback and lines else lines

    def say(self, word: Word, count: int | None = None, **parts: Passage) -> Lines:
        """Return words of the tool's own, filled with passages."""
        lines = lines_of(say(self.document.words, word, count, **dict.fromkeys(parts, SLOT)))
        return tuple(filled(line, *parts.values()) for line in lines)

    def links(self, *passages: Passage, among: bool = True) -> Lines:
        """Return the lines of each link in passages, once: its words, unless the address implies them, and its address.

        `among` says whether the links stand right below the words that they are among.
        """
        lines: dict[tuple[str, str], Lines] = {}
        for passage in passages:
            text = bare(in_one_line(passage))
            for inlines, address in links(passage.inlines, self.leaflet_place):
                words = replace(passage, inlines=inlines)
                said = bare(in_one_line(words))
                is_implied = among and ADDRESS.fullmatch(address) and said == implied_words(text, address)
                named_first = () if is_implied else self.say(Word.LINK, words=words)
                lines[said, address] = (*named_first, Line(address))
        return tuple(line for link in lines.values() for line in link)

    def leaflet_place(self, target: LeafletTarget) -> str:
        return self.place(target.leaflet, self.document.language, SUFFIX)

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

    def version(self) -> Lines:
        """Return the last lines of the file, by which people and programs tell which copy it is."""
        document = self.document
        if not document.version:
            return ()
        address, source = as_ascii(newest_address(document)), document.source_language
        newest = self.say(Word.NEWEST, address=named(site(address), source)) if document.address else ()
        return (*self.say(Word.VERSION, version=named(document.version, source)), *newest, Line(address))

    def choice(self, name: Passage, place: str) -> Lines:
        direction = self.document.language.direction
        return item_lines("- ", (Line(within(name, direction), direction), Line(place)))

    def choices(self, label: Word, items: Iterable[Lines]) -> Lines:
        lines = tuple(line for item in items for line in item)
        return (*self.say(label), *lines) if lines else ()

    def english_version(self) -> Lines:
        document = self.document
        if not document.has_source_version:
            return ()
        return (*self.say(Word.ENGLISH_VERSION), Line(self.place(document.id, document.source_language, SUFFIX)))

    def contents(self) -> Lines:
        sections = [block for block in self.document.blocks if isinstance(block, Heading) and block.level == _SECTION_LEVEL]
        entries = (self.marked(each.text, prefixed(self.numbers[each.anchor], self.words(each.text))) for each in sections)
        return self.choices(Word.CONTENTS, entries) if len(sections) >= CONTENTS_FROM else ()

    # --- Blocks --------------------------------------------------------------------------------------------------------

    def blocks(self, blocks: Iterable[Block[Passage]], *, in_item: bool = False) -> Lines:
        """Return blocks, those without words left out; in an item, a list stands right under a paragraph."""
        shown = [(block, lines) for block in blocks if (lines := self.block(block))]
        before = [None, *(block for block, _ in shown)]
        return stacked(
            (0 if in_item and isinstance(block, List) and isinstance(last, Paragraph) else _gap(block), lines)
            for last, (block, lines) in zip(before, shown, strict=False)
        )

    def block(self, block: Block[Passage]) -> Lines:  # noqa: PLR0911 (one return a kind of block)
        match block:
            case Heading():
                return self.text(block.text, self.numbers[block.anchor])
            case Paragraph():
                return self.text(block.text)
            case List():
                return self.list(block)
            case Table():
                return self.table(block)
            case Image():
                return self.picture(block.alternative) if block.alternative else ()
            case Quote():
                return item_lines("> ", self.blocks(block.blocks, in_item=True))
            case Callout():
                return self.callout(block)
            case Divider():
                return (Line("*", self.document.language.direction),)
            case _:
                assert_never(block)

    def list(self, block: List[Passage]) -> Lines:
        markers = (f"{block.start + index}) " if block.ordered else "- " for index in range(len(block.items)))
        items = (self.blocks(item.blocks, in_item=True) for item in block.items)
        marked = (item_lines(marker, lines) for marker, lines in zip(markers, items, strict=True))
        return tuple(line for lines in marked for line in lines)

    def table(self, table: Table[Passage]) -> Lines:
        fallen = tuple(name for name in table.header if name.is_fallback and lines_of(name))
        names = tuple(Line(f"- {in_one_line(name)}", name.language.direction) for name in fallen)
        opening = (
            *self.say(Word.TABLE, len(table.rows)),
            *(self.say(Word.IN_ENGLISH) + names if names else ()),
            *self.links(*table.header, among=False),
        )
        rows = (self.row(number, table.header, row) for number, row in enumerate(table.rows, 1))
        return stacked((1, lines) for lines in (opening, *rows))

    def row(self, number: int, header: tuple[Passage, ...], row: tuple[Passage, ...]) -> Lines:
        cells = (self.cell(name, cell) for name, cell in zip(header, row, strict=True))
        return (
            *lines_of(say(self.document.words, Word.ROW, number=str(number))),
            *(line for cell in cells for line in cell),
        )

    def cell(self, header: Passage, cell: Passage) -> Lines:
        """Return a cell after its header, all but its first line indented."""
        frame, lines = self.document.language.direction, self.text(cell)
        name = within(header, frame)
        if cell.is_fallback or not lines:
            return (Line(_name_of_cell(name), frame), *indented(lines))
        if not name:
            return item_lines(WORDS_MARK, tuple(replace(line, text=line.text.removeprefix(WORDS_MARK)) for line in lines))
        return item_lines(f"{_name_of_cell(name)} ", lines)

    def picture(self, alternative: Passage) -> Lines:
        lines = self.say(Word.PICTURE, description=alternative) if lines_of(alternative) else ()
        return self.marked(alternative, lines + self.links(alternative))

    def callout(self, callout: Callout[Passage]) -> Lines:
        label = say(self.document.words, Word[callout.kind.name])
        first, *rest = callout.blocks
        if isinstance(first, Heading):
            opening = self.box_heading(label, first)
        else:
            opening, rest = lines_of(label), [first, *rest]
        ending = self.say(Word.END_OF_BOX, label=label)
        return stacked(((0, opening), (_gap_before(rest), self.blocks(rest)), (1, ending)))

    def box_heading(self, label: Passage, heading: Heading[Passage]) -> Lines:
        direction = label.language.direction
        words = self.words_within(heading.text, direction)
        if not words:
            return lines_of(label)
        opening = f"{within(label, direction)}: {self.numbers[heading.anchor]}{words}"
        return self.marked(heading.text, (Line(opening, direction), *self.links(heading.text)))


def _name_of_cell(header: str) -> str:
    """Return what stands before a cell: its header and a colon, with a mark after it where the header has another colon."""
    name = header if bare(header).endswith(":") else f"{header}:"
    return name + WORDS_MARK if ":" in bare(name)[:-1] else name


def _gap(block: Block[Passage]) -> int:
    return 2 if isinstance(block, Heading | Callout) else 1


def _gap_before(blocks: Sequence[Block[Passage]]) -> int:
    return _gap(blocks[0]) if blocks else 1
