"""What a spreadsheet for translators holds: its columns, and its rows as values."""

import re
from dataclasses import dataclass
from enum import Enum

from pipeline.diagnostics import Span

YES = "yes"
"""What stands in the column "Needs review" of a translation that needs it."""
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
"""What XML can't hold, and what a spreadsheet reads as the escape of a character (ECMA-376 part 1, 22.9.2.19)."""


class Column(Enum):
    """The columns, in their order. Each value is (its letter, what stands in its first row, its width in characters)."""

    NUMBER = ("A", "No.", 6)
    WHERE = ("B", "Where", 24)
    ENGLISH = ("C", "English", 60)
    TRANSLATION = ("D", "Translation", 60)
    NEEDS_REVIEW = ("E", "Needs review", 10)
    NOTES = ("F", "Notes", 44)
    ID = ("G", "Everyleaf", 10)

    def __init__(self, letter: str, header: str, width: int) -> None:
        self.letter = letter
        self.header = header
        self.width = width


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One message in a spreadsheet."""

    at: Span
    """Where the message stands in its catalogue; of a row that was read, the file and its row."""
    id: str
    """Stands for the message and for the translation that was sent, so that rows may be sorted."""
    english: str
    translation: str
    needs_review: bool
    where: str = ""
    """What kind of block it is, and in which section."""
    notes: str = ""


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
