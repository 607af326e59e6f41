"""The laid-out pages to what is read, in order: which characters of the source each box on a page shows.

WeasyPrint's boxes have lost the spaces at the ends of lines, and know nothing of the pages before them. Here each box gets
its exact part of the source text back, so that all parts together are the text that went in, or else the edition fails:
no word is lost, changed or moved between the leaflet and the paper.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from pipeline.diagnostics import Diagnostic
from pipeline.errors import EveryleafError

Box = Any
"""A box of WeasyPrint's layout tree."""
Element = Any
"""An element of the HTML that WeasyPrint was given."""

FORMATS = re.compile("[\u2060\u2066-\u2069]")
"""Word joiner and isolates: they steer lines and directions, and are not read."""


class UnfitError(EveryleafError):
    """Text that the layout has no room for, or has left out."""


class Kind(Enum):
    """What a piece is to a reader."""

    TEXT = "text"
    MARKER = "marker"
    PICTURE = "picture"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Piece:
    """What one box shows of one element, on one page (counted from 0)."""

    kind: Kind
    page: int
    box: Box
    element: Element
    text: str
    """The characters, with the space after them that a line end swallowed; empty but for TEXT and MARKER."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is read, in reading order, and the boxes that are not: running heads, page numbers, repeated table heads."""

    pieces: tuple[Piece, ...]
    running: frozenset[Box]


def read_pages(pages: list[Any], root: Element) -> Reading:
    """Return what is read on WeasyPrint's pages of the HTML with this root.

    Raises UnfitError if the boxes do not show the text of the HTML, all of it, in its order.
    """
    found: list[tuple[Kind, int, Box]] = []
    margins: set[Box] = set()
    repeated: set[Box] = set()
    heads: dict[Element, int] = {}
    for number, page in enumerate(pages):
        for box in page._page_box.children:  # noqa: SLF001 (the layout tree has no public name)
            if isinstance(box, boxes.MarginBox):
                margins.update(descendants(box))
            else:
                for head in _repeated_heads(box, number, heads):
                    repeated.update(descendants(head))
                found += [(kind, number, each) for kind, each in _shown(box) if each not in repeated]
    source = _Source("".join(_source_text(root)))
    pieces = tuple(
        Piece(kind, number, box, box.element, source.take(box.text) if kind is Kind.TEXT else _own_text(kind, box))
        for kind, number, box in found
    )
    source.expect_end()
    return Reading(pieces, frozenset(margins | repeated))


def _shown(box: Box) -> Iterator[tuple[Kind, Box]]:
    """Yield the boxes that show something, and the cells, which are read even if empty."""
    box = _placed(box)
    if isinstance(box, boxes.TextBox):
        if box.text.strip():
            yield (Kind.MARKER if "::" in box.element_tag else Kind.TEXT), box
    elif isinstance(box, boxes.ReplacedBox):
        yield Kind.PICTURE, box
    else:
        if isinstance(box, boxes.TableCellBox):
            yield Kind.CELL, box
        for child in getattr(box, "children", ()):
            yield from _shown(child)


def descendants(box: Box) -> Iterator[Box]:
    """Yield a box and all in it, in the order of the source."""
    box = _placed(box)
    yield box
    for child in getattr(box, "children", ()):
        yield from descendants(child)


def _placed(box: Box) -> Box:
    return box._box if isinstance(box, AbsolutePlaceholder) else box  # noqa: SLF001 (as WeasyPrint itself does)


def _repeated_heads(box: Box, number: int, heads: dict[Element, int]) -> Iterator[Box]:
    """Yield the table heads that an earlier page has shown."""
    for each in descendants(box):
        if each.element_tag == "thead" and heads.setdefault(each.element, number) < number:
            yield each


def _own_text(kind: Kind, box: Box) -> str:
    return str(box.text) if kind is Kind.MARKER else ""


# --- The source's text --------------------------------------------------------------------------------------------------

INLINE = frozenset({"a", "abbr", "span", "strong", "em", "code", "br", "b", "i"})
"""Elements that stand inside a line."""
_END = "\0"
"""Stands where a block starts or ends: no space goes over it. No text has it, for HTML forbids it."""


def _source_text(element: Element) -> Iterator[str]:
    """Yield the text of an element and all in it, with _END around each block; elements of class `running` are left out."""
    if not isinstance(element.tag, str) or element.tag == "head" or "running" in element.get("class", "").split():
        yield _END
        return
    edge = "" if element.tag in INLINE else _END
    yield edge + (" " if element.tag == "br" else "") + (element.text or "")
    for child in element:
        yield from _source_text(child)
        yield child.tail or ""
    yield edge


class _Source:
    """A text that is taken in parts from its start, spaces collapsed as CSS does."""

    def __init__(self, text: str) -> None:
        text = FORMATS.sub("", text)
        self.text = re.sub(rf"[ \t\r\n\f]*{_END}[ \t\r\n\f{_END}]*", _END, re.sub(r"[ \t\r\n\f]+", " ", text))
        self.position = 0

    def take(self, shown: str) -> str:
        """Return the next part, that a box shows, with the space after it if there is one."""
        while self.text.startswith((" ", _END), self.position):
            self.position += 1
        start = self.position
        for character in FORMATS.sub("", shown):
            if not character.isspace():
                self._skip_space()
                if self.text[self.position : self.position + 1] != character:
                    raise _lost(self.text[start : start + 40], shown)
                self.position += 1
        self._skip_space()
        return self.text[start : self.position]

    def expect_end(self) -> None:
        """Raise UnfitError if some text was never taken."""
        rest = self.text[self.position :].replace(_END, " ").strip()
        if rest:
            raise _lost(rest[:40], "")

    def _skip_space(self) -> None:
        while self.text[self.position : self.position + 1].isspace():
            self.position += 1


def _lost(expected: str, shown: str) -> UnfitError:
    words = f'large print shows "{shown}" where the leaflet says "{expected.replace(_END, " ").strip()}"'
    hint = "this is a fault of Everyleaf: please report it, with the leaflet"
    return UnfitError(Diagnostic(code="edition-failed", message=words, hint=hint))
