"""Passages to lines of plain text, each with its direction."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import assert_never

from pipeline.languages import Direction, Language
from pipeline.model import Passage, Text
from pipeline.renderers.addresses import ADDRESS
from pipeline.renderers.runs import isolate
from pipeline.renderers.text.characters import LRM, MARKS, RLM, SLOT, bare, characters, isolated

_WHITE = re.compile(rf"[ {MARKS}]*\x20[ {MARKS}]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file, without its end."""

    text: str
    direction: Direction | None = None
    """None for a blank line and for an address, which no mark may touch."""


Lines = tuple[Line, ...]


def lines_of(passage: Passage) -> Lines:
    """Return a passage's words, a line for each that its author asked for; none if it has no words.

    A part that is nothing but an address stays in the line before: alone in a line, it would be read as a link.
    """
    parts: list[str] = []
    for part in filter(bare, map(_tidy, "".join(map(characters, passage.inlines)).split("\n"))):
        if parts and ADDRESS.fullmatch(bare(part)):
            parts[-1] += " " + part
        else:
            parts.append(part)
    direction = passage.language.direction
    return tuple(Line(isolated(part, direction), direction) for part in parts)


def _tidy(part: str) -> str:
    """Return a line's characters in NFC, with one space between words and none at its ends, whatever marks are there."""
    text = unicodedata.normalize("NFC", part)

    def settled(found: re.Match[str]) -> str:
        first, space, rest = found[0].partition(" ")
        at_an_end = found.start() == 0 or found.end() == len(text)
        return first + ("" if at_an_end else space) + rest.replace(" ", "")

    return _WHITE.sub(settled, text)


def in_one_line(passage: Passage) -> str:
    """Return a passage's words as one line, in the passage's own direction."""
    return " ".join(line.text for line in lines_of(passage))


def within(passage: Passage, direction: Direction) -> str:
    """Return a passage's words as they stand within a line of a direction."""
    words = in_one_line(passage)
    return words if passage.language.direction == direction or not words else isolate(words, passage.language.direction)


def named(name: str, language: Language) -> Passage:
    """Return a name in a language as a passage."""
    return Passage(inlines=(Text(name),), language=language)


def filled(line: Line, *parts: Passage) -> Line:
    """Return a line of the tool's words with passages in its slots, in their order."""
    assert line.direction is not None
    for part in parts:
        line = replace(line, text=line.text.replace(SLOT, within(part, line.direction), 1).strip())
    return line


def with_mark(line: Line) -> str:
    """Return a line as the file has it: after a mark of its direction unless it starts with a strong character of that.

    What starts with an isolate gets the mark too: some programs look into isolates for the first strong character.
    """
    first = next((found for found in map(unicodedata.bidirectional, line.text) if found in _DIRECTING), "")
    match line.direction:
        case "rtl":
            return line.text if first in {"R", "AL"} else RLM + line.text
        case "ltr":
            return LRM + line.text if first in {"R", "AL", "RLI"} else line.text
        case None:
            return line.text
        case _:
            assert_never(line.direction)


_DIRECTING = frozenset({"L", "R", "AL", "LRI", "RLI"})


def prefixed(prefix: str, lines: Lines) -> Lines:
    """Return lines with a number or other words before the first; none remain none."""
    return (replace(lines[0], text=prefix + lines[0].text), *lines[1:]) if lines else ()


def indented(lines: Lines) -> Lines:
    """Return lines two spaces further in, blank ones as they are."""
    return tuple(replace(line, text=line.text and "  " + line.text) for line in lines)


def item_lines(marker: str, lines: Lines) -> Lines:
    """Return lines as an item: the first after its bullet or number, the others indented."""
    return prefixed(marker, lines[:1]) + indented(lines[1:])


def stacked(parts: Iterable[tuple[int, Lines]]) -> Lines:
    """Join parts, each after so many blank lines; the first after none, and empty ones left out."""
    stack: Lines = ()
    for gap, lines in parts:
        if lines:
            stack += (Line(""),) * (gap if stack else 0) + lines
    return stack


def as_file(lines: Lines) -> bytes:
    """Return lines as a file: UTF-8 with one byte order mark, NFC, CRLF."""
    text = "".join(f"{with_mark(line)}\r\n" for line in lines)
    return ("\ufeff" + unicodedata.normalize("NFC", text)).encode()
