"""Boxes of text that are painted word by word, so that each word has a mark of its own.

A mark on the page has its text from left to right (see `spoken`). Over a whole line of Nastaliq, pdfium then gives the words
in reverse order; marks around single words, painted in the order of the text, are read in order.
The boxes are laid out whole: an element for each word would take WeasyPrint three times as long.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate, groupby
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import weasyprint.draw.text
from weasyprint.matrix import Matrix
from weasyprint.text.ffi import FROM_UNITS, ffi

from pipeline.renderers.pdf.glyphs import Run, runs_of
from pipeline.renderers.pdf.reading import Box
from pipeline.renderers.pdf.spoken import words_of

TurnTo = Callable[[Any, Box, int], None]
"""Ends the mark of one word of a box on a stream, and begins that of the word with a number, from 0."""


@contextmanager
def painted_by_word(counts: Mapping[Box, int], turn_to: TurnTo) -> Iterator[None]:
    """Let WeasyPrint paint the boxes that have several words, by `counts`, one word after the other in here."""
    draw = weasyprint.draw.text.draw_first_line

    def draw_first_line(stream: Any, textbox: Box, *options: Any) -> list[Any]:  # noqa: ANN401 (WeasyPrint has no types)
        if counts.get(textbox, 1) <= 1:
            return list(draw(stream, textbox, *options))
        *others, matrix = options
        emojis, painted = [], 0
        for word, offset, run in sorted(_parts(textbox), key=lambda part: part[0]):
            if word != painted:
                stream.end_text()
                turn_to(stream, textbox, word)
                stream.begin_text()
                painted = word
            found = draw(stream, _Part(textbox, run), *others, Matrix(e=offset) @ matrix)
            emojis += [[*image, along + offset / textbox.style["font_size"], up] for *image, along, up in found]
        return emojis

    with patch.object(weasyprint.draw.text, "draw_first_line", draw_first_line):
        yield


def _parts(textbox: Box) -> Iterator[tuple[int, float, Run]]:
    """Yield the glyphs of one word and one run, from left to right: the word's number, where they start, and they.

    Spaces are left out: pdfium finds the words by the gaps, and some in another order where a glyph fills the gap.
    """
    text = textbox.pango_layout.text
    words, content = words_of(text), text.encode()
    starts = tuple(accumulate((len(word.encode()) for word in words[:-1]), initial=0))
    offset = 0
    for run in runs_of(textbox):
        item, glyphs = run.item, run.glyphs
        clusters = glyphs.log_clusters[0 : glyphs.num_glyphs]
        infos = glyphs.glyphs[0 : glyphs.num_glyphs]
        places = [item.offset + cluster for cluster in clusters]
        keys = [(bisect_right(starts, place) - 1, content.startswith(b" ", place)) for place in places]
        for (word, is_space), inside in groupby(range(len(infos)), key=keys.__getitem__):
            start, *_ = at = tuple(inside)
            end = at[-1] + 1
            after = start - 1 if item.analysis.level % 2 else end  # the glyph of what follows in the text
            length = clusters[after] if 0 <= after < len(clusters) else item.length
            if not is_space:
                yield word, offset * FROM_UNITS, _run(item, length, infos[start:end], clusters[start:end])
            offset += sum(info.geometry.width for info in infos[start:end])


def _run(item: Any, length: int, glyphs: list[Any], clusters: list[int]) -> Run:  # noqa: ANN401
    """Return a part of a run as if it were a whole one; `length` is where it ends, in bytes from the start of the item."""
    return SimpleNamespace(
        item=SimpleNamespace(offset=item.offset, length=length, analysis=item.analysis),
        glyphs=SimpleNamespace(glyphs=glyphs, log_clusters=clusters, num_glyphs=len(glyphs)),
    )


@dataclass(frozen=True, eq=False)
class _Part:
    """A box of text of which one run is shown, as far as those who paint it can tell."""

    whole: Box
    run: Run

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self.whole, name)

    @property
    def pango_layout(self) -> Any:  # noqa: ANN401
        """The layout, with nothing but the run in its first line."""
        layout = self.whole.pango_layout
        line = SimpleNamespace(runs=[SimpleNamespace(data=self.run, next=ffi.NULL)])
        return SimpleNamespace(layout=layout.layout, text=layout.text, get_first_line=lambda: (line, None))
