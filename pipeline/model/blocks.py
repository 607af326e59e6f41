"""The tree of a leaflet; its texts are of type C: Message in a document, Passage in a translated document."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar, assert_never

C = TypeVar("C")
D = TypeVar("D")


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
