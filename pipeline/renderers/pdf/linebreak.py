"""A repair of WeasyPrint 70.0: the early line break before an inline element.

Text that ends in a space and is followed by an inline element ("Call 111 " before a link) breaks after its first word where
it fits into the line only without that space. A line may end in a space that sticks out (CSS Text 3, 4.1.2), so it must not.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import weasyprint.layout.inline
from weasyprint.text.line_break import split_first_line as stock_split

Split = tuple[Any, int, int | None, float, float, float]
"""A line's layout, its length and where the rest resumes (in UTF-8 bytes, None for no rest), width, height, baseline."""


@contextmanager
def late_line_breaks() -> Iterator[None]:
    """Let WeasyPrint lay out in here without early line breaks."""
    with patch.object(weasyprint.layout.inline, "split_first_line", split_first_line):
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
