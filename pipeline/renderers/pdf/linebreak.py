"""Two repairs of WeasyPrint 70.0, both for the space that a line ends in and that is not shown (CSS Text 3, 4.1.2).

Text that ends in a space and is followed by an inline element ("Call 111 " before a link) breaks after its first word where
it fits into the line only without that space.

In a line from right to left, that space is at the left end, or between words if the last words run from left to right.
WeasyPrint takes it away without closing the gap, and the line sticks out of its block by as much.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import weasyprint.layout.inline
from weasyprint.formatting_structure import boxes
from weasyprint.layout.inline import remove_last_whitespace as stock_removal
from weasyprint.layout.inline import split_text_box
from weasyprint.text.line_break import split_first_line as stock_split

Split = tuple[Any, int, int | None, float, float, float]
"""A line's layout, its length and where the rest resumes (in UTF-8 bytes, None for no rest), width, height, baseline."""


@contextmanager
def repaired_lines() -> Iterator[None]:
    """Let WeasyPrint lay out in here without early line breaks, and without gaps where lines end."""
    with (
        patch.object(weasyprint.layout.inline, "split_first_line", split_first_line),
        patch.object(weasyprint.layout.inline, "remove_last_whitespace", remove_last_whitespace),
    ):
        yield


def split_first_line(  # noqa: PLR0913, PLR0917 (WeasyPrint's own signature)
    text: str,
    style: Any,  # noqa: ANN401 (WeasyPrint has no types)
    context: Any,  # noqa: ANN401
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,  # noqa: FBT001, FBT002
    minimum: bool = False,  # noqa: FBT001, FBT002
) -> Split:
    """Return what WeasyPrint's function of this name returns, the space at the end of the text not counted."""
    rest = (style, context, max_width, justification_spacing, is_line_start, minimum)
    split: Split = stock_split(text, *rest)
    words = text.rstrip(" ")
    length = len(words.encode())
    if split[2] is None or max_width is None or words == text or split[1] >= length or style["white_space"] != "normal":
        return split
    whole: Split = stock_split(words, *rest)
    return split if whole[2] is not None else (whole[0], length, length, *whole[3:])


def remove_last_whitespace(context: Any, line: Any) -> None:  # noqa: ANN401 (WeasyPrint has no types)
    """Take away the space at the end of a laid-out line, in place, and close the gap that it leaves."""
    if not line.children:
        return
    width, start = line.width, line.children[0].position_x
    stock_removal(context, line)
    space = width - line.width
    is_right_to_left = line.style["direction"] == "rtl"
    shift = start - line.children[0].position_x - (space if is_right_to_left else 0)  # it is put to the right by its width
    for child in line.children:
        child.translate(dx=shift, ignore_floats=True)
    if space:
        _close_gap(line, space)
        text = _last(line)
        if text.text:  # else what is painted has the space still
            text.pango_layout = split_text_box(context, text, None, 0)[0].pango_layout


def _close_gap(box: Any, space: float) -> None:  # noqa: ANN401
    """Move what is last in a line or in a part of it to where its start was, if that is at its right end."""
    while box.style["direction"] == "rtl" and isinstance(box, boxes.LineBox | boxes.InlineBox):
        box = box.children[-1]
        if isinstance(box, boxes.InlineBox) and box.style["direction"] == "rtl":
            box.position_x += space
        else:
            box.translate(dx=space, ignore_floats=True)


def _last(box: Any) -> Any:  # noqa: ANN401
    return _last(box.children[-1]) if isinstance(box, boxes.LineBox | boxes.InlineBox) else box
