"""A plain-text edition back to its structure, as docs/reference/plain-text.md describes it; nothing else is used."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from pipeline.interface import Word, say
from pipeline.markdown import plain
from pipeline.model import CalloutKind, Words

_MARKS = re.compile("[\u200e\u200f\u061c\u2066\u2067\u2069]")
_WORDS_MARK = "\u2060"
_NO_BREAK_SPACES = re.compile("[\u00a0\u2007\u202f]")
_ADDRESS = re.compile(r"https?://[!-~]+|[!-~]+@[!-~]+|[A-Za-z0-9-]+/[!-~]+", re.IGNORECASE)
_ITEM = re.compile(r"- |(\d+)\) ")
_NUMBER = re.compile(r"(\d+)\. |(\d+(?:\.\d+)+) ")


@dataclass(frozen=True, slots=True)
class Said:
    """What stands for one passage: its words, line by line, its links, and whether it is marked as English."""

    text: str
    links: tuple[tuple[str, str], ...] = ()
    """The words of each link, and where it leads."""
    english: bool = False


@dataclass(frozen=True, slots=True)
class Titled:
    """A heading with its level: 2 for a section of the leaflet."""

    level: int
    words: Said


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: the blocks of each item by its number; None for a bullet."""

    items: tuple[tuple[int | None, tuple["Read", ...]], ...]


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table: for each row, its cells with their headers; the headers that are marked as English; the headers' links."""

    rows: tuple[tuple[tuple[str, Said], ...], ...]
    english: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Boxed:
    """A callout."""

    kind: CalloutKind
    heading: Titled | None
    blocks: tuple["Read", ...]


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture by what it shows."""

    words: Said


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of somebody else."""

    blocks: tuple["Read", ...]


@dataclass(frozen=True, slots=True)
class Divided:
    """A change of subject."""


Read = Said | Titled | Listed | Tabled | Boxed | Pictured | Quoted | Divided


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A whole file."""

    title: Said
    summary: Said | None
    about: tuple[str, ...]
    formats: tuple[tuple[str, str], ...]
    """The name and the address of each."""
    notices: tuple[str, ...]
    english_version: str | None
    contents: tuple[tuple[str, Said], ...]
    """The number of each section, and its heading."""
    body: tuple[Read, ...]
    languages: tuple[tuple[str, str], ...]
    """The name and the address of each."""
    version: str
    newest: tuple[str | None, str]
    """What stands in the sentence for the address, None without the sentence, and the address."""


def lines_of(content: bytes) -> list[str]:
    """Return the lines of a file, without its byte order mark, line ends, direction marks and isolates."""
    text = unicodedata.normalize("NFC", _MARKS.sub("", content.decode("utf-8-sig")))
    return text.removesuffix("\r\n").split("\r\n")


def read(content: bytes, words: Words) -> File:
    """Return what a file says, given the tool's own words in its language. Fails on what is not of the grammar."""
    *lines, address = lines_of(content)
    copy = [lines.pop() for line in takewhile(bool, lines[::-1])]
    assert [lines.pop(), lines.pop()] == ["", ""]
    end = next((index for index in range(len(lines)) if lines[index : index + 2] == ["", ""]), len(lines))
    front = _Reader(words, lines[:end])
    title = front.passage()
    summary = None if front.after_blank(Word.ABOUT_THIS_LEAFLET) else front.passage()
    assert summary is None or front.after_blank(Word.ABOUT_THIS_LEAFLET)
    about = tuple(front.take_while(bool))
    formats = front.choices() if front.after_blank(Word.OTHER_FORMATS) else ()
    notices: list[str] = []
    english = front.after_blank(Word.ENGLISH_VERSION)
    contents = front.after_blank(Word.CONTENTS)
    while not (english or contents or front.is_at_end):
        notices.append("\n".join(map(_words, front.take_while(bool))))
        english, contents = front.after_blank(Word.ENGLISH_VERSION), front.after_blank(Word.CONTENTS)
    english_version = front.take() if english else None
    entries = front.entries() if contents or front.after_blank(Word.CONTENTS) else ()
    assert front.is_at_end
    body = _Reader(words, lines[end:])
    version, *newest = (
        body.filled(word, name, line)
        for (word, name), line in zip(((Word.VERSION, "version"), (Word.NEWEST, "address")), reversed(copy), strict=False)
    )
    assert version is not None
    assert len(copy) == 1 + len(newest)
    assert None not in newest
    blocks = body.blocks(until=body.said(Word.OTHER_LANGUAGES))
    languages = () if body.is_at_end else body.choices()
    assert body.is_at_end
    return File(
        title=title,
        summary=summary,
        about=about,
        formats=formats,
        notices=tuple(notices),
        english_version=english_version,
        contents=entries,
        body=blocks,
        languages=languages,
        version=version,
        newest=(newest[0] if newest else None, address),
    )


def _words(line: str) -> str:
    """Return the words of a line that is nothing else, without the mark that says so."""
    return line.removeprefix(_WORDS_MARK)


class _Reader:
    """Reads lines from the first on; `level` is that of the heading above."""

    def __init__(self, words: Words, lines: list[str], level: int = 1) -> None:
        self.words = words
        self.lines = lines
        self.level = level
        self.position = 0

    # --- Lines ---

    @property
    def is_at_end(self) -> bool:
        return self.position >= len(self.lines)

    @property
    def line(self) -> str:
        """The line to be read; blank after the last one."""
        return "" if self.is_at_end else self.lines[self.position]

    def take(self) -> str:
        self.position += 1
        return self.lines[self.position - 1]

    def take_while(self, holds: Callable[[str], object]) -> list[str]:
        taken = list(takewhile(holds, self.lines[self.position :]))
        self.position += len(taken)
        return taken

    def take_indented(self) -> list[str]:
        """Take the lines that belong to the one before, without their two spaces; blank ones only between them."""
        taken = list(takewhile(lambda line: not line or line.startswith("  "), self.lines[self.position :]))
        while taken and not taken[-1]:
            taken.pop()
        self.position += len(taken)
        return [line[2:] for line in taken]

    def after_blank(self, word: Word) -> bool:
        """Skip blank lines, and take the line of a word if it is next."""
        self.take_while(lambda line: not line)
        return self.takes(word)

    def takes(self, word: Word) -> bool:
        found = not self.is_at_end and self.line == self.said(word)
        self.position += found
        return found

    def said(self, word: Word, count: int | None = None, **parts: str) -> str:
        words = say(self.words, word, count, **parts)
        return _NO_BREAK_SPACES.sub(" ", _MARKS.sub("", plain(words.inlines)))

    def filled(self, word: Word, part: str, line: str) -> str | None:
        """Return what a line holds besides a word of the tool, None if it is no such line."""
        before, _, after = self.said(word, None, **{part: "\0"}).partition("\0")
        fits = line.startswith(before) and line.endswith(after) and len(line) > len(before + after)
        return line[len(before) : len(line) - len(after)] if fits else None

    def choices(self) -> tuple[tuple[str, str], ...]:
        found = []
        while self.line.startswith("- "):
            found.append((self.take()[2:], self.take().removeprefix("  ")))
        return tuple(found)

    def entries(self) -> tuple[tuple[str, Said], ...]:
        found: list[tuple[str, Said]] = []
        while self.line:
            english = self.takes(Word.IN_ENGLISH)
            number = _NUMBER.match(self.line)
            assert number
            first = _words(self.take()[number.end() :])
            rest = self.take_while(lambda line: line and not _NUMBER.match(line) and line != self.said(Word.IN_ENGLISH))
            found.append((number[0], Said("\n".join([first, *map(_words, rest)]), (), english)))
        return tuple(found)

    # --- Blocks ---

    def blocks(self, until: str = "") -> tuple[Read, ...]:
        """Read blocks to the line that ends them, and take that; to the last line if it is not there."""
        blocks: list[Read] = []
        self.take_while(lambda line: not line)
        while not self.is_at_end and not (until and self.line == until):
            blocks.append(self.block())
            self.take_while(lambda line: not line)
        self.position += not self.is_at_end
        return tuple(blocks)

    def inner(self, lines: list[str]) -> tuple[Read, ...]:
        return _Reader(self.words, lines, self.level).blocks()

    def block(self) -> Read:
        if self.line == "*":
            self.take()
            return Divided()
        if self.line.startswith("> "):
            return Quoted(self.inner([self.take()[2:], *self.take_indented()]))
        if _ITEM.match(self.line):
            return self.listing()
        return self.table() or self.marked_block()

    def listing(self) -> Listed:
        items = []
        while found := _ITEM.match(self.line):
            lines = [self.take()[found.end() :], *self.take_indented()]
            items.append((int(found[1]) if found[1] else None, self.inner(lines)))
        return Listed(tuple(items))

    def marked_block(self) -> Read:
        """Read a block that may have the fallback line before it: a picture, a callout, a heading or a paragraph."""
        english = self.takes(Word.IN_ENGLISH)
        shown = self.filled(Word.PICTURE, "description", self.line)
        if shown is not None:
            self.take()
            return Pictured(Said(shown, self.links(shown), english))
        for kind in CalloutKind:
            label = self.said(Word[kind.name])
            if self.line == label or self.line.startswith(f"{label}: "):
                return self.callout(kind, label, english=english)
        return self.heading(english=english) or self.passage(english=english)

    def heading(self, *, english: bool) -> Titled | None:
        number = _NUMBER.match(self.line)
        if not number:
            return None
        self.level = _level(number)
        self.lines[self.position] = self.line[number.end() :]
        return Titled(self.level, self.passage(english=english))

    def callout(self, kind: CalloutKind, label: str, *, english: bool) -> Boxed:
        outside, heading = self.level, None
        opening = self.take().removeprefix(label).removeprefix(": ")
        if opening:
            number = _NUMBER.match(opening)
            self.level = _level(number) if number else self.level + 1
            words = _words(opening[number.end() :] if number else opening)
            heading = Titled(self.level, Said(words, self.links(words), english))
        ending = self.said(Word.END_OF_BOX, label=label)
        blocks = self.blocks(until=ending)
        assert self.lines[self.position - 1] == ending
        self.level = outside
        return Boxed(kind, heading, blocks)

    def passage(self, *, english: bool = False) -> Said:
        english = english or self.takes(Word.IN_ENGLISH)
        first = self.take()
        rest = self.take_while(lambda line: line and not _ITEM.match(line) and not self.is_link(line))
        text = "\n".join(map(_words, [first, *rest]))
        return Said(text, self.links(text.replace("\n", " ")), english)

    def is_link(self, line: str) -> bool:
        return bool(_ADDRESS.fullmatch(line)) or self.filled(Word.LINK, "words", line) is not None

    def links(self, text: str) -> tuple[tuple[str, str], ...]:
        """Read the links that stand below a text."""
        found = []
        while self.is_link(self.line):
            words = self.filled(Word.LINK, "words", self.line)
            if words is None:
                address = self.take()
                name = re.sub("^https?://([^/?#]*).*", r"\1", address, flags=re.IGNORECASE)
                words = name if name in text else text
            else:
                self.take()
                address = self.take()
            found.append((words, address))
        return tuple(found)

    # --- Tables ---

    def table(self) -> Tabled | None:
        counts = (1, 2, *map(int, re.findall(r"\d{1,6}", self.line)))  # a language may have a word for one, or for two
        count = next((count for count in counts if self.said(Word.TABLE, count) == self.line), None)
        if count is None:
            return None
        self.take()
        english = []
        if self.takes(Word.IN_ENGLISH):
            english = [line.removeprefix("- ") for line in self.take_while(lambda line: line.startswith("- "))]
        links = self.links("")
        rows = []
        for number in range(1, count + 1):
            assert self.take() == ""
            assert self.take() == self.said(Word.ROW, number=str(number))
            cells = []
            while self.line:
                cells.append(self.cell())
            rows.append(tuple(cells))
        return Tabled(tuple(rows), tuple(english), links)

    def cell(self) -> tuple[str, Said]:
        header, first = _split_cell(self.take())
        reader = _Reader(self.words, [*([first] if first else []), *self.take_indented()])
        said = Said("") if reader.is_at_end else reader.passage()
        assert reader.is_at_end
        return header, said


def _split_cell(line: str) -> tuple[str, str]:
    """Return the header of a cell and the words after it, which are empty if they stand on the next lines."""
    if line.startswith(_WORDS_MARK):
        return "", line
    colon = f":{_WORDS_MARK}"
    if colon in line:
        header, _, words = line.partition(colon)
    else:
        header, _, words = (line[:-1], "", "") if ": " not in line else line.partition(": ")
    return header, words.removeprefix(" ")


def _level(number: re.Match[str]) -> int:
    return number[0].strip(". ").count(".") + 2
