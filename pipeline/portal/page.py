"""What every page of the site can say: its language, its words, and the rules under which a browser shows it."""

import unicodedata
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import TypedDict

from babel.units import format_unit
from markupsafe import Markup

from pipeline.interface import ENGLISH, FORMAT_WORDS, Phrase, PortalWord, Word, say, say_around
from pipeline.languages import Language, autonym, babel_locale
from pipeline.manifest import Record
from pipeline.model import Passage, Text, Words
from pipeline.notices import dated, in_source
from pipeline.portal.files import SiteFile, site_file
from pipeline.portal.site import Entry, Shelf, Site, Standing
from pipeline.renderers.base import asset, package_version, template
from pipeline.renderers.copies import version_words
from pipeline.renderers.markup import language_attributes, passage_markup, plain_text, span_markup
from pipeline.renderers.webpolicy import content_policy
from pipeline.renderers.webtype import type_rule
from pipeline.settings import Settings

ASSETS = (
    *("templates/portal.html.j2", "templates/portal-parts.html.j2"),
    *("templates/portal-search.html.j2", "templates/portal-paper-parts.html.j2"),
    *("styles/html.css", "styles/portal.css"),
)
"""What all pages are made from, besides their own templates."""

_STANDINGS = MappingProxyType(
    {
        Standing.TRANSLATED: PortalWord.TRANSLATED,
        Standing.PARTLY_ENGLISH: PortalWord.PARTLY_ENGLISH,
        Standing.DRAFT: PortalWord.DRAFT,
        Standing.APPROVED: PortalWord.APPROVED,
        Standing.UNDER_REVIEW: PortalWord.UNDER_REVIEW,
    }
)
_KILO = 1000


Link = tuple[Passage, str]
"""Words, and the path in the outputs that they lead to."""


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
class Page:
    """A page in one language: what it is made from, and nothing else, so that `repr` tells two of them apart.

    Its subclasses say what it shows.
    """

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

    @property
    def title(self) -> Passage:
        """What it is about: its first heading, and the beginning of the window's title."""
        raise NotImplementedError

    @property
    def description(self) -> Passage:
        """What search engines show below its title."""
        return self.title

    @property
    def window_title(self) -> str:
        """The title of the window, in one language, for it can't have marks within (W3C, qa-translate-flag)."""
        parts = (self.title, self.publication) if self.title.language == self.publication.language else (self.title,)
        return " – ".join(dict.fromkeys(map(plain_text, parts)))

    # --- Addresses ---

    def to(self, path: str) -> str:
        """Return the address of a path of the outputs from here."""
        return "../" * self.path.count("/") + path

    @property
    def root(self) -> str:
        """Where the outputs are, from here, so that a script finds its data: "../", or nothing."""
        return self.to("")

    # --- Text ---

    def text(self, passage: Passage) -> Markup:
        """Return a passage as the contents of an element that has its `attributes`."""
        return passage_markup(passage, leaflet_address=lambda target: self.to(f"{self.language}/{target.leaflet}"))

    def attributes(self, passage: Passage) -> Markup:
        """Return `lang` and `dir` of a passage, if it is not in the page's language."""
        return language_attributes(passage.language, self.language)

    def phrase(self, passage: Passage) -> Markup:
        """Return a passage as part of a line."""
        return span_markup(
            passage, self.language, leaflet_address=lambda target: self.to(f"{self.language}/{target.leaflet}")
        )

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

    # --- Leaflets ---

    @property
    def publisher(self) -> Passage:
        """Who publishes, as a sentence."""
        name = in_source(self.settings.publisher, self.settings.source_language, self.language)
        return say_around(self.words, Word.PUBLISHED_BY, "publisher", name)

    def address(self, entry: Entry) -> str | None:
        """Return the address of a leaflet's web page from here, None if it has none."""
        record = entry.record("html")
        return self.to(record.path) if record else None

    def standings(self, entry: Entry) -> tuple[tuple[str, Passage], ...]:
        """Return the name and the words of each thing that readers should know of a leaflet."""
        return tuple((each.slug, say(self.words, _STANDINGS[each])) for each in entry.standings)

    def updated(self, entry: Entry) -> Passage:
        """Return the day of the last change, as a sentence."""
        return dated(self.words, Word.UPDATED, entry.updated)

    def version(self, entry: Entry) -> Passage:
        """Return the number that all copies carry, as a sentence."""
        return version_words(self.words, entry.version)

    def downloads(self, entry: Entry) -> tuple[tuple[Passage, str, tuple[Passage, ...]], ...]:
        """Return each other edition of a leaflet than its web page: the format, the address, how long and how large."""
        others = (record for record in entry.records if record.format != "html")
        return tuple((self.format_name(each.format), self.to(each.path), self.extent(each)) for each in others)

    def extent(self, record: Record) -> tuple[Passage, ...]:
        """Return how long an edition is, if it has pages, and how large."""
        pages = (self.word("PAGES", record.pages),) if record.pages else ()
        return (*pages, self.size(record.bytes))

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

    # --- What a browser needs ---

    @cached_property
    def styles(self) -> str:
        """The style sheet, with the type of each language that the page has."""
        rules = "".join(type_rule(each) for each in dict.fromkeys((*self.languages, ENGLISH)))
        shared = asset("styles/html.css").decode() + asset("styles/portal.css").decode()
        return (shared + self.own_styles + rules).strip()

    @property
    def own_styles(self) -> str:
        """The part of the style sheet that pages of this kind alone have."""
        return ""

    @property
    def languages(self) -> tuple[Language, ...]:
        """Every language that the page may have words in."""
        return self.settings.all_languages

    @property
    def script(self) -> str:
        """The script in the page; the page is whole without it. Empty for none."""
        return ""

    @property
    def policy(self) -> str:
        """The Content-Security-Policy under which the page works: only its own style and script, and files of the site."""
        return content_policy(self.styles, self.script, images="'self' data:")


def _size(count: int, language: Language) -> str:
    units = (("megabyte", _KILO**2, 1), ("kilobyte", _KILO, 0))
    unit, size, places = next((each for each in units if count >= each[1]), units[-1])
    rounded = round(-(-count * 10**places // size) / 10**places, places)
    return format_unit(rounded, unit, "short", locale=babel_locale(language))


def _phrase(name: str) -> Phrase:
    return Word[name] if name in Word.__members__ else PortalWord[name]


def page_file(name: str, page: Page, *ingredients: object) -> SiteFile:
    """Return a page by the name of its template, "portal-home"; `ingredients` are what else it depends on."""
    own = f"{name}.html.j2"
    versions = tuple(map(package_version, ("babel", "jinja2", "markupsafe")))
    assets = (*ASSETS, f"templates/{own}")
    return site_file(
        page.path, lambda: _rendered(own, page), page, page.script, page.own_styles, versions, *ingredients, assets=assets
    )


def _rendered(name: str, page: Page) -> bytes:
    """Return a page as UTF-8; in NFC, as the W3C's charmod-norm advises."""
    html = template(name).render(page=page, styles=Markup(page.styles), script=Markup(page.script))  # noqa: S704 (our own)
    return unicodedata.normalize("NFC", html).encode()
