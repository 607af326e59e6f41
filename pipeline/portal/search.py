"""Shelves to what the search field looks through: a file for each language, which only the browser of who searches reads.

The field's script (`scripts/matching.js`, `scripts/searching.js`) stands in the page, and takes these files in as scripts,
for a browser reads nothing else from a folder (`file://`). The script folds letters in what is written here and in what
readers ask, by one function, so that the two cannot disagree (`docs/explanation.md`, "Search").
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from pipeline.interface import Phrase, PortalWord, say_unfilled
from pipeline.languages import Language, autonym, name_in, other_names
from pipeline.model import Passage, Words
from pipeline.portal.files import SiteFile, ready
from pipeline.portal.site import Entry, Shelf, Site
from pipeline.renderers import base
from pipeline.renderers.markup import plain_text

INDEX = "search.js"
COUNTS = 200
"""Plural forms are written down for so many numbers: a larger one has the form of 100 and its last two digits.

That is right below 1,000 in every language of CLDR.
"""

Row = tuple[str, object, tuple[object, ...], object]
"""What can be found: its path in the outputs, its title, its topics, and its summary or None."""


@cache
def script(text: str | None) -> str:
    """Return the script of a page that has the search field; `text` is what `full_text.folder` says."""
    names = ("matching", "searching") if text is None else ("matching", "full-text", "searching")
    return "".join(map(base.script, names)).strip()


def index(shelf: Shelf) -> str | None:
    """Return the path of what readers of a language search, None if it has no leaflet."""
    return f"{shelf.language}/{INDEX}" if shelf.entries else None


def files(site: Site) -> Iterator[SiteFile]:
    """Yield what is searched in each language that has leaflets, and from the first page in all of them.

    On the first page, languages are found too, by their names in themselves and in English.
    """
    filled = tuple(shelf for shelf in site.shelves if shelf.entries)
    languages = site.settings.all_languages
    for shelf in filled:
        written = _Written(shelf.language)
        rows = tuple(_leaflet(entry, shelf, written) for entry in shelf.entries)
        name = autonym(shelf.language, languages)
        yield _file(
            f"{shelf.language}/{INDEX}", rows, written, name=name, words=_words(shelf.words, PortalWord.FOUND, written)
        )
    if filled:
        first = site.shelves[0]
        written = _Written(first.language)
        rows = tuple(_language(shelf.language, languages, written) for shelf in filled)
        words = _words(first.words, PortalWord.RESULTS, written)
        yield _file(INDEX, rows, written, words=words, more=[f"{shelf.language}/{INDEX}" for shelf in filled])


@dataclass(frozen=True, slots=True)
class _Written:
    """How a file writes passages: as text in its own language, or as text and the place of another one among `languages`."""

    own: Language
    languages: list[Language] = field(default_factory=list)

    def text(self, text: str, language: Language) -> object:
        """Return a text in a language as the file writes it."""
        if not self.languages:
            self.languages.append(self.own)
        if language not in self.languages:
            self.languages.append(language)
        return text if language == self.own else [text, self.languages.index(language)]

    def passage(self, passage: Passage) -> object:
        """Return a passage as the file writes it."""
        return self.text(plain_text(passage), passage.language)


def _leaflet(entry: Entry, shelf: Shelf, written: _Written) -> Row:
    record = entry.record("html") or entry.records[0]
    topics = tuple(written.passage(topic.name) for topic in shelf.topics if topic.id in entry.topics)
    summary = written.passage(entry.summary) if entry.summary else None
    return record.path, written.passage(entry.title), topics, summary


def _language(language: Language, languages: tuple[Language, ...], written: _Written) -> Row:
    """Return the page of a language by its name in itself, with its other names as if they were topics."""
    own, in_english = (name_in(language, each, languages) for each in (language, written.own))
    names = tuple(written.text(name, written.own) for name in (in_english, *other_names(language)))
    return f"{language}/index.html", written.text(own, language), names, None if in_english == own else names[0]


def _words(words: Words, found: Phrase, written: _Written) -> dict[str, object]:
    """Return how many were found in each plural form, with the place of the form for each number, and that none was."""
    forms = [written.passage(say_unfilled(words, found, count)) for count in range(COUNTS)]
    distinct = [form for place, form in enumerate(forms) if form not in forms[:place]]
    places = "".join(str(distinct.index(form)) for form in forms)
    return {"found": distinct, "forms": places, "none": written.passage(say_unfilled(words, PortalWord.FOUND_NONE))}


def _file(path: str, rows: Iterable[Row], written: _Written, **more: object) -> SiteFile:
    """Return a file that hands its data to the page's script; as JavaScript of before 2019, where U+2028 ends a line."""
    languages = [(each.tag, each.direction) for each in written.languages]
    data = {"path": path, "languages": languages, "rows": tuple(rows), "more": [], **more}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return ready(path, f"everyleaf({text});\n".replace("\u2028", r"\u2028").replace("\u2029", r"\u2029").encode())
