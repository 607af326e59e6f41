"""The headings of a leaflet to their numbers, which say how deep each one is."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pipeline.model import Block, Callout, Heading, List, Passage, Quote

Numbers = Mapping[str, str]
"""What stands before each heading, by its anchor: "1. ", "1.1 ", or nothing."""
_TITLE = 1


def heading_numbers(blocks: tuple[Block[Passage], ...]) -> Numbers:
    """Return the numbers of headings, counted through the leaflet: one count for each level below that of the title.

    A heading at the start of a callout has none if it is right below the section that the callout stands in.
    """
    numbers, counts = dict[str, str](), list[int]()
    for heading, is_counted in _headings(blocks, _TITLE):
        if is_counted:
            depth = heading.level - _TITLE
            counts = [*counts, *[0] * depth][:depth]
            counts[-1] += 1
            numbers[heading.anchor] = ".".join(map(str, counts)) + (". " if depth == 1 else " ")
        else:
            numbers[heading.anchor] = ""
    return MappingProxyType(numbers)


def _headings(blocks: tuple[Block[Passage], ...], section: int) -> Iterator[tuple[Heading[Passage], bool]]:
    """Yield headings in their order, and whether they are counted; `section` is the level of the heading above."""
    for block in blocks:
        match block:
            case Heading():
                yield block, True
                section = block.level
            case Callout(blocks=(Heading() as first, *rest)):
                yield first, first.level != section + 1
                yield from _headings(tuple(rest), first.level)
            case Callout() | Quote():
                yield from _headings(block.blocks, section)
            case List():
                for item in block.items:
                    yield from _headings(item.blocks, section)
            case _:
                pass
