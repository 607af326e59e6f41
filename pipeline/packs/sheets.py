"""What a spreadsheet for translators holds: its columns, and its rows as values."""

import re
from dataclasses import dataclass
from enum import Enum

from pipeline.diagnostics import Span

YES = "yes"
"""What stands in the column "Needs review" of a translation that needs it."""
NO = "no"
"""What may stand there of another one; mostly nothing does."""
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
"""What XML can't hold, and what a spreadsheet reads as the escape of a character (ECMA-376 part 1, 22.9.2.19)."""


class Column(Enum):
    """The columns, in their order. Each value is (its letter, what stands in its first row, its width in characters)."""

    NUMBER = ("A", "No.", 6)
    WHERE = ("B", "Where", 24)
    ENGLISH = ("C", "English", 60)
    TRANSLATION = ("D", "Translation", 60)
    NEEDS_REVIEW = ("E", "Needs review", 10)
    ENGLISH_BEFORE = ("F", "English before", 44)
    NOTES = ("G", "Notes", 44)
    REMARK = ("H", "Your remark", 44)
    ID = ("I", "Everyleaf", 10)

    def __init__(self, letter: str, header: str, width: int) -> None:
        self.letter = letter
        self.header = header
        self.width = width


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One message in a spreadsheet."""

    at: Span
    """Where the message stands in its catalogue; of a row that was read, the cell with its translation."""
    id: str
    """Stands for the message and for the translation that was sent, so that rows may be sorted."""
    english: str
    translation: str
    needs_review: bool
    english_before: str = ""
    """What a translation that needs review was made from; nobody reads it back."""
    where: str = ""
    """What kind of block it is, and in which section; nobody reads it back."""
    notes: str = ""
    """For the translator; nobody reads them back."""
    remark: str = ""
    """What the translator wants to tell us; empty when it is sent."""


def at_cell(path: str, letter: str, row: int) -> Span:
    """Return the place of a cell by the name that spreadsheet programs give it: "help.xlsx, D13"."""
    return Span(f"{path}, {letter}{row}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A leaflet in one language as rows."""

    leaflet: str
    language: str
    """Its BCP 47 tag."""
    rows: tuple[Row, ...]

    @property
    def id_header(self) -> str:
        """What stands above the ids: it says whose they are, so that the file may have any name."""
        return f"{Column.ID.header} {self.leaflet} {self.language}"
