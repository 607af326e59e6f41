"""A translated document to what a reader of its plain text should find: the document's structure in the reader's words.

It knows the rules for words and addresses of docs/reference/plain-text.md, and nothing of lines, marks and numbers.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import assert_never
from urllib.parse import quote

from pipeline.interface import FORMAT_WORDS, Word, say
from pipeline.model import (
    Abbreviation,
    Block,
    Callout,
    Code,
    Divider,
    Emphasis,
    FactKind,
    FactValue,
    Heading,
    Image,
    Inline,
    LeafletTarget,
    LineBreak,
    Link,
    List,
    Paragraph,
    Passage,
    Quote,
    Strong,
    Table,
    Text,
    TranslatedDocument,
    WebTarget,
)
from tests.text_reader import Boxed, Divided, File, Listed, Pictured, Quoted, Read, Said, Tabled, Titled

_DROPPED = re.compile("[\u00ad\u180e\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u206f\ufeff]")
_HYPHENS = re.compile("[\u2010\u2011]")
_TYPED = re.compile(r"https?://[!-~]*[a-z0-9/_=&#%~-]", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[!-~]+|[!-~]+@[!-~]+|[a-z0-9-]+/[!-~]+", re.IGNORECASE)
_SECTION, _CONTENTS_FROM = 2, 4


def outline(document: TranslatedDocument) -> File:
    """Return what `text_reader.read` should find in the plain-text edition of a leaflet."""
    return _Outline(document).file()


def clean(text: str) -> str:
    """Return a text with the characters that plain text has; no-break spaces are none of them."""
    spaced = "".join(" " if each.isspace() else each for each in _HYPHENS.sub("-", text))
    return "".join(each for each in _DROPPED.sub("", spaced) if unicodedata.category(each) != "Cc")


def words_of(inlines: tuple[Inline, ...]) -> str:
    """Return the words of a passage, with a line end where its author asked for one."""
    lines: list[str] = []
    for part in "".join(map(_shown, inlines)).split("\n"):
        line = unicodedata.normalize("NFC", re.sub(" +", " ", part).strip(" "))
        if lines and _ADDRESS.fullmatch(line):
            lines[-1] += f" {line}"
        elif line:
            lines.append(line)
    return "\n".join(lines)


def _shown(inline: Inline) -> str:  # noqa: PLR0911 (one return a kind of inline)
    match inline:
        case Text(text):
            return _TYPED.sub(lambda found: _site(found[0]), clean(text))
        case Code(text):
            return clean(text)
        case Abbreviation():
            return clean(f"{inline.text} ({inline.expansion})" if inline.is_spelt_out else inline.text)
        case Strong(children) | Emphasis(children):
            return "".join(map(_shown, children))
        case LineBreak():
            return "\n"
        case FactValue(kind=FactKind.PHONE):
            return clean(inline.text).replace(" ", "\u00a0")
        case FactValue(kind=FactKind.URL):
            return _site(clean(inline.text))
        case FactValue():
            return clean(inline.text)
        case Link(target, _):
            words = "".join(map(_shown, _link_words(inline)))
            number = target.url.removeprefix("tel:") if isinstance(target, WebTarget) else ""
            said = re.sub(r"\D", "", words)
            unsaid = isinstance(target, WebTarget) and target.url != number and not (said and number.endswith(said))
            return f"{words} ({number})" if unsaid else words
        case _:
            assert_never(inline)


def _site(address: str) -> str:
    return re.sub("^https?://([^/?#]*).*", r"\1", address, flags=re.IGNORECASE | re.DOTALL)


def _link_words(link: Link) -> tuple[Inline, ...]:
    if words_of(link.children):
        return link.children
    if isinstance(link.target, LeafletTarget):
        return (Text(link.target.leaflet),)
    return (Text(_site(_in_ascii(link.target.url.removeprefix("tel:")))),)


def _in_ascii(url: str) -> str:
    return quote(
        url.removeprefix("mailto:").split("?")[0] if url.startswith("mailto:") else url, "".join(map(chr, range(33, 127)))
    )


class _Outline:
    def __init__(self, document: TranslatedDocument) -> None:
        self.document = document

    def file(self) -> File:
        document = self.document
        own = next(each.autonym for each in document.alternates if each.language == document.language)
        about = [self.line(document.publication), self.word(Word.PUBLISHED_BY, publisher=self.line(document.publisher))]
        about += [self.word(Word.LANGUAGE, language=own), self.line(document.updated)]
        about += [self.line(document.review_by)] if document.review_by else []
        sections = [each for each in document.blocks if isinstance(each, Heading) and each.level == _SECTION]
        contents = enumerate(sections if len(sections) >= _CONTENTS_FROM else (), 1)
        source, here = document.source_language, document.language
        newest = self.place(document.id, here.tag, ".html")
        return File(
            title=self.said(document.title),
            summary=self.said(document.summary) if document.summary else None,
            about=tuple(about),
            formats=tuple(
                (self.format_name(each.name), self.place(document.id, here.tag, each.suffix))
                for each in document.formats
                if each.name != "text"
            ),
            notices=tuple(words_of(each.inlines) for each in document.notices),
            english_version=None if source == here else self.place(document.id, source.tag),
            contents=tuple((f"{number}. ", self.said(each.text, links=False)) for number, each in contents),
            body=self.blocks(document.blocks),
            languages=tuple(
                (each.autonym, self.place(document.id, each.language.tag))
                for each in document.alternates
                if each.language != here
            ),
            version=document.version,
            newest=(_site(newest) if document.address else None, newest),
        )

    def word(self, word: Word, **parts: str) -> str:
        return words_of(say(self.document.words, word, None, **parts).inlines)

    def format_name(self, name: str) -> str:
        return self.word(FORMAT_WORDS[name]) if name in FORMAT_WORDS else name

    def place(self, leaflet: str, tag: str, suffix: str = ".txt") -> str:
        path = f"{tag}/{leaflet}-{tag}{suffix}"
        return f"{self.document.address}/{path}" if self.document.address else path

    # --- Passages ---

    def said(self, passage: Passage, *, links: bool = True) -> Said:
        """Return a passage; without words, it is not there and so not marked as English."""
        words = words_of(passage.inlines)
        return Said(words, self.links(passage) if links else (), passage.is_fallback and bool(words))

    def line(self, passage: Passage) -> str:
        return words_of(passage.inlines).replace("\n", " ")

    def in_line(self, passage: Passage) -> Said:
        return Said(self.line(passage), self.links(passage), passage.is_fallback)

    def links(self, *passages: Passage) -> tuple[tuple[str, str], ...]:
        return tuple(dict.fromkeys(link for passage in passages for link in self.links_among(passage.inlines)))

    def links_among(self, inlines: tuple[Inline, ...]) -> Iterator[tuple[str, str]]:
        for inline in inlines:
            match inline:
                case Text(text):
                    yield from ((_site(found), found) for found in _TYPED.findall(clean(text)))
                case FactValue(url=str() as url) if not url.startswith("tel:"):
                    yield words_of((inline,)).replace("\n", " "), _in_ascii(url)
                case Strong(children) | Emphasis(children):
                    yield from self.links_among(children)
                case Link(target, children):
                    words = words_of(_link_words(inline)).replace("\n", " ")
                    if isinstance(target, LeafletTarget):
                        yield words, self.place(target.leaflet, self.document.language.tag)
                    elif not target.url.startswith("tel:") and (address := _in_ascii(target.url)):
                        yield words, address
                    yield from self.links_among(children)
                case _:
                    pass

    # --- Blocks ---

    def blocks(self, blocks: tuple[Block[Passage], ...]) -> tuple[Read, ...]:
        return tuple(read for block in blocks if (read := self.block(block)))

    def block(self, block: Block[Passage]) -> Read | None:  # noqa: PLR0911 (one return a kind of block)
        match block:
            case Heading():
                return Titled(block.level, self.said(block.text)) if self.line(block.text) else None
            case Paragraph():
                return self.said(block.text) if self.line(block.text) else None
            case List():
                numbered = enumerate((self.blocks(item.blocks) for item in block.items), block.start)
                items = tuple((number if block.ordered else None, inner) for number, inner in numbered if inner)
                return Listed(items) if items else None
            case Table():
                return self.table(block)
            case Image():
                shown = block.alternative
                return Pictured(self.in_line(shown)) if shown and self.line(shown) else None
            case Quote():
                inner = self.blocks(block.blocks)
                return Quoted(inner) if inner else None
            case Callout():
                return self.callout(block)
            case Divider():
                return Divided()
            case _:
                assert_never(block)

    def callout(self, callout: Callout[Passage]) -> Boxed:
        first, *rest = callout.blocks
        if not isinstance(first, Heading):
            return Boxed(callout.kind, None, self.blocks(callout.blocks))
        heading = Titled(first.level, self.in_line(first.text)) if self.line(first.text) else None
        return Boxed(callout.kind, heading, self.blocks(tuple(rest)))

    def table(self, table: Table[Passage]) -> Tabled:
        names = [self.line(name).removesuffix(":") for name in table.header]
        english = tuple(self.line(name) for name in table.header if name.is_fallback and self.line(name))
        rows = tuple(tuple(zip(names, map(self.said, row), strict=True)) for row in table.rows)
        return Tabled(rows, english, self.links(*table.header))
