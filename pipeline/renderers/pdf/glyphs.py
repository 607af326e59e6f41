"""What WeasyPrint 70.0 paints, watched glyph by glyph: which characters each stands for, and which should not be there.

Three things go wrong without a word of WeasyPrint's:

- Where a cluster of right-to-left text is shown by several glyphs (a letter with a vowel sign, lam with alef), it gives all
  characters to the one that it paints first, and then wherever else that glyph stands.
- HarfBuzz puts a dotted circle (U+25CC) under a sign that has no letter to stand on.
- A character that the family of its language lacks comes from another one, which may be of another style or language.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from unittest.mock import patch

import weasyprint.draw.text
from weasyprint.draw.text import draw_first_line as stock_draw
from weasyprint.text.ffi import ffi, pango

from pipeline.diagnostics import Diagnostic
from pipeline.interface import ENGLISH
from pipeline.languages import Language, english_name, parse_language
from pipeline.renderers.pdf.fonts import expects, glyph_of
from pipeline.renderers.pdf.readback import Units
from pipeline.renderers.pdf.reading import Box

NO_CHARACTER = "\N{WORD JOINER}"
"""What a glyph stands for whose cluster is said by another one (PDF/UA-1, 7.21.7, asks for some character)."""
_CIRCLE = "\N{DOTTED CIRCLE}"

Run = Any
"""A run of Pango's: glyphs of one font and one direction."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What was painted so far."""

    problems: dict[tuple[str, str], Diagnostic] = field(default_factory=dict)
    """`glyph-broken`, for a sign that has no letter, and `font-unexpected`; each once, by language and text or family."""
    units: dict[Box, Units] = field(default_factory=dict)
    """Of each box that has a right-to-left run, the characters of its glyphs, from left to right."""


@contextmanager
def watched_glyphs() -> Iterator[Watch]:
    """Let WeasyPrint paint in here, and yield what is told of it."""
    watch = Watch()

    def draw_first_line(stream: Any, textbox: Any, *options: object) -> object:  # noqa: ANN401 (WeasyPrint has no types)
        runs = [(run, stream.add_font(run.item.analysis.font)[0]) for run in runs_of(textbox)]
        is_turned = [run.item.analysis.level % 2 for run, _ in runs]
        for (run, font), turned in zip(runs, is_turned, strict=True):
            if turned:
                _name_glyphs(run, font, textbox.pango_layout.text.encode())
        drawn = stock_draw(stream, textbox, *options)
        if any(is_turned):
            watch.units[textbox] = tuple(font.to_unicode.get(glyph, "") for run, font in runs for glyph in _glyphs(run))
        language = parse_language(textbox.style["lang"] or ENGLISH.tag)  # the text of a picture says no language
        for family in {font.family for _, font in runs if not expects(language, font.family)}:
            watch.problems.setdefault((language.tag, family), _unexpected(textbox.text, language, family))
        if _painted_circles(runs) > textbox.text.count(_CIRCLE):
            watch.problems.setdefault((language.tag, textbox.text), _broken(textbox.text, language))
        return drawn

    with patch.object(weasyprint.draw.text, "draw_first_line", draw_first_line):
        yield watch


def runs_of(textbox: Any) -> Iterator[Run]:  # noqa: ANN401
    """Yield the runs of what a box of text shows when it is painted, from left to right."""
    if textbox.text.strip():
        # What stock_draw does first; if it were new to the layout then, the runs would be gone from memory.
        pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, 1)
        line, _ = textbox.pango_layout.get_first_line()
        run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
        while run != ffi.NULL:
            yield run.data
            run = run.next


def _name_glyphs(run: Run, font: Any, text: bytes) -> None:  # noqa: ANN401
    """Give each glyph of a right-to-left run that has none yet the characters that it stands for.

    The glyphs of a cluster stand in the order opposite to that of its characters. Each gets one of them, and the last gets
    all that are left.
    """
    offset, end = run.item.offset, run.item.length
    glyphs = zip(run.glyphs.log_clusters[0 : run.glyphs.num_glyphs], _glyphs(run), strict=True)
    for start, cluster in groupby(glyphs, key=lambda each: each[0]):
        characters = text[offset + start : offset + end].decode()
        end = start
        painted = [glyph for _, glyph in reversed(tuple(cluster)) if glyph != pango.PANGO_GLYPH_EMPTY]
        for index, glyph in enumerate(painted):
            part = characters[index:] if index == len(painted) - 1 else characters[index : index + 1]
            if not glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
                font.to_unicode.setdefault(glyph, part or NO_CHARACTER)


def _glyphs(run: Run) -> list[int]:
    return [info.glyph for info in run.glyphs.glyphs[0 : run.glyphs.num_glyphs]]


def _painted_circles(runs: list[tuple[Run, Any]]) -> int:
    """Return how many dotted circles there are among glyphs that were painted."""
    count = 0
    for run, font in runs:
        circle = glyph_of(int(ffi.cast("uintptr_t", font.hb_font)), _CIRCLE)
        if circle is not None and circle in font.to_unicode:
            count += _glyphs(run).count(circle)
    return count


def _broken(text: str, language: Language) -> Diagnostic:
    return Diagnostic(
        code="glyph-broken",
        message=f'a sign of "{text.strip()}", in {english_name(language)}, has no letter that it belongs to',
        hint="look at its spelling: a vowel sign or another mark must follow its letter; large print would show ◌",
    )


def _unexpected(text: str, language: Language, family: str) -> Diagnostic:
    return Diagnostic(
        code="font-unexpected",
        message=f'"{text.strip()}", in {english_name(language)}, has a letter that only the font "{family}" of another '
        "language has",
        hint="look at its spelling; if it is right, please report it: large print needs another font for this language",
    )
