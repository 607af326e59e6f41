"""What the site says in one language: words of the tool, names of languages and formats, and what is known of a leaflet."""

from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import TypedDict

from babel.units import format_unit
from markupsafe import Markup

from pipeline.interface import ENGLISH, FORMAT_WORDS, Phrase, PortalWord, Word, say, say_around
from pipeline.languages import Language, autonym, babel_locale
from pipeline.manifest import Record
from pipeline.model import Passage, Text, Words
from pipeline.notices import dated, in_source
from pipeline.portal.site import Entry, Shelf, Site, Standing
from pipeline.renderers.copies import version_words
from pipeline.renderers.markup import language_attributes, plain_text
from pipeline.settings import Settings

_STANDINGS = MappingProxyType(
    {
        Standing.TRANSLATED: PortalWord.TRANSLATED,
        Standing.PARTLY_ENGLISH: PortalWord.PARTLY_ENGLISH,
        Standing.NOT_TRANSLATED: PortalWord.NOT_TRANSLATED,
        Standing.DRAFT: PortalWord.DRAFT,
        Standing.APPROVED: PortalWord.APPROVED,
        Standing.UNDER_REVIEW: PortalWord.UNDER_REVIEW,
    }
)
_KILO = 1000


class Frame(TypedDict):
    """What all pages are made from."""

    path: str
    settings: Settings
    words: Words
    publication: Passage


def frame(site: Site, shelf: Shelf, path: str) -> Frame:
    """Return what a page with a path has of a site, in the language of a shelf."""
    return Frame(path=path, settings=site.settings, words=shelf.words, publication=shelf.title)


@dataclass(frozen=True, kw_only=True)
class Voice:
    """What is said in one language around the leaflets: all that it is made from, so that `repr` tells two of them apart."""

    path: str
    """Where it will be, relative to `outputs/`."""
    settings: Settings
    words: Words
    publication: Passage
    """The publication's title."""

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.words.language

    def to(self, path: str) -> str:
        """Return the address of a path of the outputs from here."""
        return "../" * self.path.count("/") + path

    def attributes(self, passage: Passage) -> Markup:
        """Return `lang` and `dir` of a passage, if it is not in the page's language."""
        return language_attributes(passage.language, self.language)

    def plain(self, passage: Passage) -> str:
        """Return the characters of a passage, for an attribute."""
        return plain_text(passage)

    def word(self, name: str, count: int | None = None, **parts: str) -> Passage:
        """Return a word of the tool by its name in `PortalWord` or `Word`, said in the page's language."""
        return say(self.words, _phrase(name), count, **parts)

    def word_in(self, name: str, words: Words, count: int | None = None) -> Passage:
        """Return a word of the tool in another language."""
        return say(words, _phrase(name), count)

    def around(self, name: str, placeholder: str, value: Passage) -> Passage:
        """Return a word of the tool around a value that may be in another language."""
        return say_around(self.words, _phrase(name), placeholder, value)

    def own_name(self, language: Language) -> Passage:
        """Return the name of a language in itself."""
        return Passage(inlines=(Text(autonym(language, self.settings.all_languages)),), language=language)

    @property
    def publisher(self) -> Passage:
        """Who publishes, as a sentence."""
        name = in_source(self.settings.publisher, self.settings.source_language, self.language)
        return say_around(self.words, Word.PUBLISHED_BY, "publisher", name)

    def standings(self, entry: Entry) -> tuple[tuple[str, Passage], ...]:
        """Return the name and the words of each thing that readers should know of a leaflet."""
        return tuple((each.slug, say(self.words, _STANDINGS[each])) for each in entry.standings)

    def updated(self, entry: Entry) -> Passage:
        """Return the day of the last change, as a sentence."""
        return dated(self.words, Word.UPDATED, entry.updated)

    def version(self, entry: Entry) -> Passage:
        """Return the number that all copies carry, as a sentence."""
        return version_words(self.words, entry.version)

    def extent(self, record: Record, entry: Entry) -> tuple[Passage, ...]:
        """Return how long an edition of a leaflet is, if it has pages, how large, and its version if it is another one."""
        pages = (self.word("PAGES", record.pages),) if record.pages else ()
        version = (version_words(self.words, record.version),) if record.version != entry.version else ()
        return (*pages, self.size(record.bytes), *version)

    def sized(self, words: Passage, count: int) -> Passage:
        """Return words, with a number of bytes in brackets after them, as the language of the words writes it."""
        return replace(words, inlines=(*words.inlines, Text(f" ({_size(count, words.language)})")))

    def format_name(self, name: str) -> Passage:
        """Return the name of a format; one of another package goes by the name that it gave itself."""
        word = FORMAT_WORDS.get(name)
        return say(self.words, word) if word else Passage(inlines=(Text(name),), language=ENGLISH)

    def size(self, count: int) -> Passage:
        """Return a number of bytes in kilobytes or megabytes, as the language writes it, rounded up."""
        return Passage(inlines=(Text(_size(count, self.language)),), language=self.language)


@lru_cache(maxsize=4096)
def _size(count: int, language: Language) -> str:
    units = (("megabyte", _KILO**2, 1), ("kilobyte", _KILO, 0))
    unit, size, places = next((each for each in units if count >= each[1]), units[-1])
    rounded = round(-(-count * 10**places // size) / 10**places, places)
    return format_unit(rounded, unit, "short", locale=babel_locale(language))


def _phrase(name: str) -> Phrase:
    return Word[name] if name in Word.__members__ else PortalWord[name]
