"""Laid-out pages to the texts and pictures that stick out of their place, and so may be cut off or cover others."""

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from pipeline.renderers.pdf.reading import Box, descendants

_TOLERANCE = 1.0
"""CSS pixels that may stick out, for rounding."""


def overflows(pages: list[Any]) -> tuple[str, ...]:
    """Return the text (or the picture's alternative text) of each box that is wider than its block or leaves its page.

    A bullet or number is none of them: it stands outside of its block, beside a line that is looked at.
    """
    return tuple(_name(box) for page in pages for box in _sticking_out(page._page_box))  # noqa: SLF001


def _sticking_out(page: Box) -> Iterator[Box]:
    bottom = page.content_box_y() + page.height + _TOLERANCE
    for child in page.children:
        if isinstance(child, boxes.MarginBox):
            continue
        for block in descendants(child):
            if isinstance(block, boxes.BlockContainerBox) and not block.element_tag.endswith("::marker"):
                for box, place in _shown_in(block):
                    if _is_wider(box, block) or _is_wider(box, page) or place.position_y + place.height > bottom:
                        yield box


def _shown_in(block: Box) -> Iterator[tuple[Box, Box]]:
    """Yield the texts and pictures of a block's own lines, each with its line, and pictures that are blocks with themselves.

    A line may be lower than the boxes of its text: fonts such as Nastaliq's ask for more room than their letters need.
    """
    for child in block.children:
        if isinstance(child, boxes.LineBox):
            yield from ((box, child) for box in descendants(child) if _is_visible(box))
        elif isinstance(child, boxes.BlockReplacedBox):
            yield child, child


def _is_visible(box: Box) -> bool:
    return isinstance(box, boxes.ReplacedBox) or (isinstance(box, boxes.TextBox) and bool(box.text.strip()))


def _is_wider(box: Box, block: Box) -> bool:
    left, right = block.content_box_x() - _TOLERANCE, block.content_box_x() + block.width + _TOLERANCE
    return bool(box.position_x < left or box.position_x + box.width > right)


def _name(box: Box) -> str:
    return str(box.text if isinstance(box, boxes.TextBox) else box.element.get("alt"))
