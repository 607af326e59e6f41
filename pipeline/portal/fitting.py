"""What a poster says to the size of its letters, and the columns, with which it fills a sheet of paper.

No style sheet can make letters as large as the paper lets them be, so this estimates what room they take, on the safe side.
All lengths are in hundredths of the width that A4 has between its margins, 1.82 mm; other paper is scaled to it.
"""

import unicodedata
from dataclasses import dataclass
from math import ceil, inf
from types import MappingProxyType

from pipeline.languages import typography
from pipeline.model import Passage
from pipeline.renderers.markup import plain_text

NAME = 1.7
"""How large a language's name is, its sentence being 1."""
TITLE = 5.0
"""How large the letters of a poster's title are."""
GAP = 1.2
"""Between two rows, the sentence being 1; the lines within an item are nearer."""

_HEIGHT = 140.0
"""Of a sheet, between its margins."""
_BESIDE = 33.0
"""What the code, the publisher and the white between the parts take of it."""
_BETWEEN = 3.0
"""Between two columns."""
_SIZES = tuple(tenths / 10 for tenths in range(60, 18, -1))
"""The largest is 31 points on A4, the smallest 10."""
_COLUMNS = (1, 2, 3, 4)
_USUAL = 0.53
_WIDTHS = MappingProxyType(
    {"Arab": 0.43, "Ethi": 0.66, "Hani": 1.0, "Hans": 1.0, "Hant": 1.0, "Jpan": 1.0, "Kore": 0.9, "Mlym": 0.8, "Taml": 0.78}
)
"""How wide letters are on average, by their script, their size being 1: a little more than those of posters in Noto."""
_FULL = 0.94
"""How much of a line letters fill, before the next word goes to another."""
_BOLD = 1.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How large and in how many columns the languages stand, and how many sheets they take."""

    size: float
    """Of the sentences, not of the names."""
    columns: int
    sheets: int


def fit(title: Passage, said: tuple[tuple[Passage, Passage], ...]) -> Fit:
    """Return how the names of languages, each with its sentence, fill as few sheets as possible with the largest letters."""
    for sheets in range(1, len(said) + 1):
        for size in _SIZES:
            for columns in _COLUMNS:
                rows = _rows(said, size, columns)
                lost = (sheets - 1) * max(rows)  # a row is on one sheet
                room = sheets * _HEIGHT - _BESIDE - _height(title, TITLE, 100.0) - lost
                if sum(rows) + GAP * size * (len(rows) - 1) <= room:
                    return Fit(size=size, columns=columns, sheets=sheets)
    return Fit(size=_SIZES[-1], columns=_COLUMNS[-1], sheets=len(said) or 1)


def _rows(said: tuple[tuple[Passage, Passage], ...], size: float, columns: int) -> tuple[float, ...]:
    """Return how high each row is."""
    width = (100.0 - _BETWEEN * (columns - 1)) / columns
    heights = [_height(name, NAME * size, width / _BOLD) + _height(words, size, width) for name, words in said]
    return tuple(max(heights[start : start + columns]) for start in range(0, len(heights), columns))


def _height(passage: Passage, size: float, width: float) -> float:
    """Return how high text is that is broken into lines of a width; endless if a word is wider."""
    text, own = plain_text(passage), typography(passage.language)
    letter = _WIDTHS.get(passage.language.script, _USUAL) * size * own.size
    if max(map(_letters, text.split()), default=0) * letter > width:
        return inf
    lines = max(1, ceil(_letters(text) * letter / (width * _FULL)))
    return lines * size * own.size * own.leading * 0.9


def _letters(text: str) -> int:
    """Return how many characters have a width of their own."""
    return sum(unicodedata.category(character) not in {"Mn", "Cf"} for character in text)
