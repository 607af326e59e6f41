"""Shelves to what people print and put up: a list of the leaflets with codes to scan, and posters.

They are pages like the others, laid out for paper; a code is there only if the publication has an address to lead to.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from markupsafe import Markup

from pipeline.interface import ENGLISH, PortalWord, say
from pipeline.languages import Language, name_in
from pipeline.model import Passage, Text, Words
from pipeline.portal.files import SiteFile
from pipeline.portal.fitting import Fit, fit
from pipeline.portal.page import Page, PartPage, page_file
from pipeline.portal.sections import pages, sections
from pipeline.portal.site import Entry, Site
from pipeline.portal.voice import frame
from pipeline.renderers.base import file_name, package_version, style
from pipeline.renderers.codes import code

Listed = tuple[Passage, Entry]
"""A leaflet after the name of its topic."""


def sheet(language: Language, number: int = 1) -> str:
    """Return the path of the list to print in a language; of one part of it, if it has several."""
    return f"{language}/sheet{'' if number == 1 else f'-{number}'}.html"


def poster(language: Language) -> str:
    """Return the path of the poster in a language."""
    return f"{language}/poster.html"


ALL_LANGUAGES = "poster.html"
"""The path of the poster in all languages."""


def files(site: Site) -> Iterator[SiteFile]:
    """Yield the list of each language that has leaflets, and posters: of each that some are written in, and of all these."""
    filled = tuple(shelf for shelf in site.shelves if shelf.entries)
    for shelf in filled:
        listed = tuple(
            (section.name, entry)
            for section in sections(shelf, say(shelf.words, PortalWord.OTHER_TOPICS))
            for entry in section.entries
        )
        parts = pages(listed)
        paths = tuple(sheet(shelf.language, number) for number in range(1, len(parts) + 1))
        for path, part in zip(paths, parts, strict=True):
            page = Sheet(**frame(site, shelf, path), listed=part, paths=paths if len(parts) > 1 else ())
            yield page_file("portal-sheet", page, page.drawn_by)
        if shelf.count:
            one = Poster(**frame(site, shelf, poster(shelf.language)))
            yield page_file("portal-poster", one, one.drawn_by)
    words = tuple(shelf.words for shelf in filled if shelf.count)
    if words:
        every = EveryPoster(**frame(site, site.shelves[0], ALL_LANGUAGES), every=words)
        yield page_file("portal-posters", every, every.drawn_by)


@dataclass(frozen=True, kw_only=True)
class Paper(Page):
    """A page to be printed."""

    @property
    def own_styles(self) -> str:
        """How paper looks."""
        return style("styles/portal-paper.css")

    @property
    def drawn_by(self) -> str | None:
        """What draws the codes, None if there are none."""
        return package_version("zxing-cpp") if self.settings.address else None

    def code(self, path: str) -> Markup | None:
        """Return the drawing of the code that leads to a path of the outputs, None if they have no address yet."""
        address = self.absolute(path)
        if address is None:
            return None
        drawn = code(address)
        return Markup(drawn.svg.replace("<svg ", f'<svg width="{drawn.millimetres}mm" ', 1))  # noqa: S704 (made of numbers)

    def absolute(self, path: str) -> str | None:
        """Return the address of a path of the outputs on the web, without the name that servers add; None for no address."""
        return f"{self.settings.address}/{path.removesuffix('index.html')}" if self.settings.address else None

    def described(self, path: str) -> Passage:
        """Return what the code that leads to a path is, for who does not see it."""
        return self.word("CODE", address=self.absolute(path) or path)


@dataclass(frozen=True, kw_only=True)
class Sheet(PartPage, Paper):
    """The leaflets in a language, as a list on paper."""

    listed: tuple[Listed, ...]

    @property
    def title(self) -> Passage:
        """The language."""
        return self.around("LEAFLETS_IN", "language", self.own_name(self.language))

    @property
    def languages(self) -> tuple[Language, ...]:
        """Those that its titles may be in."""
        return self.own_languages

    @property
    def topics(self) -> tuple[tuple[Passage, tuple[Entry, ...]], ...]:
        """The leaflets by topic."""
        groups = groupby(self.listed, key=lambda each: each[0])
        return tuple((name, tuple(entry for _, entry in group)) for name, group in groups)

    @property
    def window_parts(self) -> tuple[Passage, ...]:
        """That it is the list comes first, for the home of the language has the same title."""
        return self.word("SHEET"), *super().window_parts

    def path_of(self, entry: Entry) -> str:
        """Return the path of what a leaflet's code leads to: its web page, or what stands in for it."""
        return file_name(entry.leaflet, entry.language.tag, ".html")


@dataclass(frozen=True, kw_only=True)
class Poster(Paper):
    """Tells readers, in their language, that leaflets are there in it."""

    @property
    def title(self) -> Passage:
        """That there is information."""
        return self.word("YOUR_LANGUAGE")

    @property
    def name(self) -> Passage:
        """The name of the language in itself."""
        return self.own_name(self.language)

    @property
    def in_english(self) -> tuple[Passage, ...]:
        """The language and the title for who puts the poster up and does not read it; nothing on the English one."""
        if self.language.base == ENGLISH.base:
            return ()
        name = name_in(self.language, ENGLISH, self.settings.all_languages)
        said = Passage(inlines=(Text(name),), language=ENGLISH)
        english = Words(language=ENGLISH, plural_forms=ENGLISH.plural_forms, strings=())
        return said, say(english, PortalWord.YOUR_LANGUAGE)

    @property
    def target(self) -> str:
        """The path of what the code leads to."""
        return f"{self.language}/index.html"

    @property
    def own_styles(self) -> str:
        """How paper looks; a name is as large as it can be in one line, by the letters that it has."""
        letters = max(len(self.plain(self.name)), 6)
        return f"{super().own_styles}\n.poster .name {{ --letters: {letters}; }}"


@dataclass(frozen=True, kw_only=True)
class EveryPoster(Paper):
    """Tells readers in each language that leaflets are there in it."""

    every: tuple[Words, ...]

    @property
    def title(self) -> Passage:
        """The publication's."""
        return self.publication

    @property
    def said(self) -> tuple[tuple[Passage, Passage], ...]:
        """The name of each language, and that there is information, both in it."""
        return tuple((self.own_name(words.language), say(words, PortalWord.YOUR_LANGUAGE)) for words in self.every)

    @property
    def target(self) -> str:
        """The path of what the code leads to."""
        return "index.html"

    @cached_property
    def fit(self) -> Fit:
        """How the languages fill the paper."""
        return fit(self.title, self.said)

    @property
    def own_styles(self) -> str:
        """How paper looks, and how large the letters are."""
        return f"{super().own_styles}\n.posters {{ --fit: {self.fit.size}; --columns: {self.fit.columns}; }}"
