"""Entries to the plain-text list that lies in a bundle of them."""

from collections.abc import Mapping
from functools import lru_cache

from pipeline.interface import Word
from pipeline.manifest import Record
from pipeline.model import Passage
from pipeline.notices import dated
from pipeline.portal.site import Absence, Entry, Shelf
from pipeline.portal.voice import Voice
from pipeline.renderers.addresses import as_ascii
from pipeline.renderers.copies import version_words
from pipeline.renderers.text.lines import Line, Lines, as_file, indented, item_lines, lines_of, stacked

NAME = "README.txt"


def readme(voice: Voice, title: Passage, parts: tuple[tuple[Voice, Shelf], ...], sums: str, *, is_headed: bool) -> bytes:
    """Return the list as a text file, as `docs/reference/site.md` describes it.

    `voice` says what belongs to no part; each part is told by a voice of its own language. `sums` names the file of digests.
    The file has the bytes and the directions of a plain-text edition: with a byte order mark and CR LF, old editors on
    Windows show its letters and lines.
    """
    settings = voice.settings
    home = f"{settings.address}/{voice.path}" if settings.address else None
    front = (
        (0, lines_of(voice.publication)),
        (0, lines_of(title)),
        (0, lines_of(voice.publisher)),
        (1, lines_of(voice.word("CHECK_COPY"))),
        (0, lines_of(voice.word("COMPARE_NEWEST"))),
        (0, (*lines_of(voice.word("NEWEST", address=home)), Line(as_ascii(home))) if home else ()),
        (0, lines_of(voice.word("CHECKSUMS", file=sums))),
    )
    inside = ((1, lines_of(voice.word("WHAT_IS_INSIDE"))), *((1, _part(*part, is_headed=is_headed)) for part in parts))
    return as_file(stacked((*front, (1, stacked(inside)))))


def _part(voice: Voice, shelf: Shelf, *, is_headed: bool) -> Lines:
    formats = dict.fromkeys(record.format for entry in shelf.entries for record in entry.records)
    names = {name: lines_of(voice.format_name(name)) for name in formats}
    items = (_item(voice, entry, names) for entry in shelf.entries)
    withdrawn = (_withdrawn(voice, absence) for absence in shelf.absences)
    heading = lines_of(voice.own_name(shelf.language)) if is_headed else ()
    return stacked(((0, heading), *((1, item) for item in (*items, *withdrawn))))


def _item(voice: Voice, entry: Entry, names: Mapping[str, Lines]) -> Lines:
    """Return a leaflet: its title, what readers should know of it, and where each format of it is, on a line by itself."""
    facts = (
        *(words for _, words in voice.standings(entry)),
        voice.updated(entry),
        *((dated(voice.words, Word.REVIEW_BY, entry.review_by),) if entry.review_by else ()),
        voice.version(entry),
    )
    said = tuple(line for fact in facts for line in _lines(fact))
    files = tuple(line for each in entry.records for line in (*names[each.format], *_file(voice, entry, each)))
    return item_lines("- ", (*_title(voice, entry.title), *said, *files))


def _file(voice: Voice, entry: Entry, record: Record) -> Lines:
    version = _lines(version_words(voice.words, record.version)) if record.version != entry.version else ()
    return indented((*version, Line(record.path)))


@lru_cache(maxsize=1024)
def _lines(fact: Passage) -> Lines:
    """Return the lines of what is said of many leaflets."""
    return lines_of(fact)


def _withdrawn(voice: Voice, absence: Absence) -> Lines:
    words = (*lines_of(voice.word("WITHDRAWN")), *lines_of(voice.word("DO_NOT_USE")))
    return item_lines("- ", (*_title(voice, absence.title), *words))


def _title(voice: Voice, title: Passage) -> Lines:
    """Return a title, after the line that says so if it is in English."""
    is_foreign = title.language != voice.language
    return (*(lines_of(voice.word("IN_ENGLISH")) if is_foreign else ()), *lines_of(title))
