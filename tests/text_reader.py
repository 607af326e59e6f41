"""A plain-text edition back to its structure, as docs/reference/plain-text.md describes it."""

import re
from dataclasses import dataclass
from itertools import takewhile

from pipeline.interface import Word, say
from pipeline.markdown import plain
from pipeline.model import CalloutKind, Words

_MARKS = re.compile("[\u200e\u200f\u061c\u2066\u2067\u2069]")
_NO_BREAK_SPACES = re.compile("[\u00a0\u2007\u202f]")
_ADDRESS = re.compile(r"https?://[!-~]+|[!-~]+@[!-~]+|[A-Za-z-]+/[!-.0-~]+\.[a-z]+")
_MARKER = re.compile(r"- |\d+\. ")
_NUMBER = re.compile(r"(\d+(?:\.\d+)*)(?:(?<=\.\d) |\. )")


@dataclass(frozen=True, slots=True)
class Said:
    """What stands for one passage: its words, line by line, its addresses, and whether it is marked as English."""

    text: str
    addresses: tuple[str, ...] = ()
    english: bool = False


@dataclass(frozen=True, slots=True)
class Titled:
    """A heading, with its number without a last full stop; "" where it has none."""

    number: str
    words: Said


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: the blocks of each item by its bullet or number."""

    items: tuple[tuple[str, tuple["Read", ...]], ...]


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table: the rows, each of pairs of a header and a cell."""

    rows: tuple[tuple[tuple[str, Said], ...], ...]


@dataclass(frozen=True, slots=True)
class Boxed:
    """A callout."""

    kind: CalloutKind
    heading: Said | None
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


@dataclass(frozen=True, slots=True)
class File:
    """A whole file. The front is its parts as lines."""

    front: tuple[tuple[str, ...], ...]
    body: tuple[Read, ...]
    languages: tuple[Said, ...]


def lines_of(content: bytes) -> list[str]:
    """Return the lines of a file, without its byte order mark, line ends, direction marks and isolates."""
    return _MARKS.sub("", content.decode("utf-8-sig")).removesuffix("\r\n").split("\r\n")


def read(content: bytes, words: Words) -> File:
    """Return what a file says, given the tool's own words in its language."""
    reader = _Reader(words)
    lines = lines_of(content)
    start = next(index for index in range(len(lines)) if lines[index : index + 2] == ["", ""])
    label = reader.said(Word.OTHER_LANGUAGES)
    end = lines.index(label) if label in lines else len(lines)
    (languages,) = reader.blocks(lines[end + 1 :], inside=False) or (Listed(()),)
    assert isinstance(languages, Listed)
    return File(
        front=tuple(tuple(part.split("\n")) for part in "\n".join(lines[:start]).split("\n\n")),
        body=reader.blocks(lines[start:end], inside=False),
        languages=tuple(name for _, (name,) in languages.items if isinstance(name, Said)),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    words: Words

    def said(self, word: Word, count: int | None = None, **parts: str) -> str:
        return _NO_BREAK_SPACES.sub(" ", _MARKS.sub("", plain(say(self.words, word, count, **parts).inlines)))

    def blocks(self, lines: list[str], *, inside: bool) -> tuple[Read, ...]:
        """Read blocks; `inside` is said of a callout, an item and a quote, where headings have no numbers."""
        blocks: list[Read] = []
        position = 0
        while position < len(lines):
            blank = len(list(takewhile(lambda line: not line, lines[position:])))
            position += blank
            if position < len(lines):
                block, used = self.block(lines[position:], after=blank, inside=inside)
                blocks.append(block)
                position += used
        return tuple(blocks)

    def block(self, lines: list[str], *, after: int, inside: bool) -> tuple[Read, int]:
        for read_block in (self.callout, self.table, self.picture):
            found = read_block(lines)
            if found:
                return found
        if lines[0] == "*":
            return Divided(), 1
        if lines[0].startswith("> "):
            length = _item_length(lines)
            return Quoted(self.blocks(_dedented(lines[:length]), inside=True)), length
        if after < 2 and _MARKER.match(lines[0]):
            return self.listing(lines)
        words, used = self.passage(lines, inside=inside)
        number = _NUMBER.match(words.text)
        if after == 2 and number and not inside:
            return Titled(number[1], Said(words.text[number.end() :], words.addresses, words.english)), used
        return (Titled("", words) if after == 2 and inside else words), used

    def passage(self, lines: list[str], *, inside: bool) -> tuple[Said, int]:
        english = lines[0] == self.said(Word.IN_ENGLISH)
        first = int(english)
        end = first + 1
        while end < len(lines) and lines[end] and not (inside and _MARKER.match(lines[end])):
            end += 1
        rest = lines[first + 1 : end]
        text = [lines[first], *(line for line in rest if not _ADDRESS.fullmatch(line))]
        return Said("\n".join(text), tuple(filter(_ADDRESS.fullmatch, rest)), english), end

    def listing(self, lines: list[str]) -> tuple[Listed, int]:
        items, position = [], 0
        while position < len(lines) and (marker := _MARKER.match(lines[position])):
            length = _item_length(lines[position:])
            item = _dedented(lines[position : position + length], marker.end())
            items.append((marker[0].strip(), self.blocks(item, inside=True)))
            position += length
        return Listed(tuple(items)), position

    def picture(self, lines: list[str]) -> tuple[Pictured, int] | None:
        words, used = self.passage(lines, inside=True)
        before, _, after = self.said(Word.PICTURE, description="\0").partition("\0")
        if not (words.text.startswith(before) and words.text.endswith(after)):
            return None
        return Pictured(Said(words.text.removeprefix(before).removesuffix(after), words.addresses, words.english)), used

    def callout(self, lines: list[str]) -> tuple[Boxed, int] | None:
        opening, used = self.passage(lines, inside=True)
        for kind in CalloutKind:
            label = self.said(Word[kind.name])
            if opening.text == label or opening.text.startswith(f"{label}: "):
                ending = self.said(Word.END_OF_BOX, label=label)
                if ending in lines:
                    heading = Said(opening.text.removeprefix(f"{label}: "), opening.addresses, opening.english)
                    end = lines.index(ending)
                    blocks = self.blocks(lines[used:end], inside=True)
                    return Boxed(kind, None if opening.text == label else heading, blocks), end + 1
        return None

    def table(self, lines: list[str]) -> tuple[Tabled, int] | None:
        count = next((count for count in range(1, 1000) if self.said(Word.TABLE, count) == lines[0]), None)
        if count is None:
            return None
        rows, position = [], lines.index("") + 1
        for number in range(1, count + 1):
            assert lines[position] == self.said(Word.ROW, number=str(number))
            row = list(takewhile(bool, lines[position + 1 :]))
            rows.append(tuple(self.cells(row)))
            position += len(row) + 2
        return Tabled(tuple(rows)), position - 1

    def cells(self, lines: list[str]) -> list[tuple[str, Said]]:
        cells: list[tuple[str, Said]] = []
        while lines:
            name, _, text = lines[0].partition(": ")
            english = lines[1:2] == [self.said(Word.IN_ENGLISH)]
            text, lines = (lines[2], lines[3:]) if english else (text, lines[1:])
            addresses = tuple(takewhile(_ADDRESS.fullmatch, lines))
            lines = lines[len(addresses) :]
            cells.append((name.removesuffix(":"), Said(text, addresses, english)))
        return cells


def _item_length(lines: list[str]) -> int:
    """Return how many lines an item has: those after the first are blank or start with two spaces."""
    length = 1
    while length < len(lines) and (lines[length].startswith("  ") or not lines[length]):
        length += 1
    while not lines[length - 1]:
        length -= 1
    return length


def _dedented(lines: list[str], marker: int = 2) -> list[str]:
    return [lines[0][marker:], *(line[2:] for line in lines[1:])]
