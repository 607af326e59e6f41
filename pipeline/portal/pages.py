"""The pages on which readers find leaflets: the first one, and those of each language."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.interface import PortalWord, say, say_around
from pipeline.languages import Language
from pipeline.model import Passage, Words
from pipeline.portal import bundles, copies, feeds, full_text, search, sheets
from pipeline.portal.files import SiteFile
from pipeline.portal.page import Link, Page, PartPage, page_file
from pipeline.portal.sections import MOST, Section, pages, sections
from pipeline.portal.site import Shelf, Site
from pipeline.portal.voice import frame
from pipeline.renderers.base import script


def files(site: Site) -> Iterator[SiteFile]:
    """Yield the pages of a site."""
    first = site.shelves[0]
    everything = bundles.size(tuple(entry for shelf in site.shelves for entry in shelf.entries))
    yield page_file(
        "portal-home",
        Home(
            **frame(site, first, "index.html"),
            introduction=first.introduction,
            offers=tuple((shelf.words, shelf.count) for shelf in site.shelves),
            text_index=full_text.folder(site.settings, first),
            bundle=everything,
        ),
    )
    for shelf in site.shelves:
        for page in _of_shelf(site, shelf):
            yield page_file("portal-shelf", page)


def home(shelf: Shelf) -> str:
    """Return the path of the page of a language."""
    return f"{shelf.language}/index.html"


@dataclass(frozen=True, kw_only=True)
class Home(Page):
    """The first page: readers choose their language."""

    introduction: Passage | None
    """What the publication says of itself."""
    offers: tuple[tuple[Words, int], ...]
    """The words of each language, and how many leaflets are at least partly in it."""
    text_index: str | None
    """The folder of what is searched besides in the page's own language, None if there is nothing."""
    bundle: int | None
    """How many bytes everything has in one file; None if there is no such file."""

    @property
    def title(self) -> Passage:
        """The publication's title."""
        return self.publication

    @property
    def description(self) -> Passage:
        """The introduction, if there is one."""
        return self.introduction or self.title

    @property
    def choices(self) -> tuple[tuple[Language, Passage, Passage], ...]:
        """Each language with its own name, and how many leaflets it has, in its own words.

        The source language comes first, then those of its script, then the other scripts, by name.
        """
        offers = sorted(self.offers, key=lambda each: self._place(each[0].language))
        return tuple(
            (words.language, self.own_name(words.language), say(words, PortalWord.LEAFLETS, count))
            for words, count in offers
        )

    def _place(self, language: Language) -> tuple[bool, bool, str, str]:
        name = unicodedata.normalize("NFKD", self.plain(self.own_name(language))).casefold()
        source = self.settings.source_language
        return language != source, language.script != source.script, language.script, name

    @property
    def suggestions(self) -> tuple[tuple[Language, Passage], ...]:
        """What to say to the readers of each other language that has leaflets, in it; a script shows the reader's."""
        return tuple(
            (words.language, say_around(words, PortalWord.READ_IN, "language", self.own_name(words.language)))
            for words, count in self.offers
            if count and words.language != self.language
        )

    @property
    def search(self) -> str | None:
        """The path of what is searched, None if there is nothing."""
        return search.INDEX if any(count for _, count in self.offers) else None

    @property
    def has_engine(self) -> bool:
        """Whether there is such a folder."""
        return self.text_index is not None

    @property
    def script(self) -> str:
        """Suggests the reader's language, and searches."""
        return (script("suggesting") + (search.script(self.text_index) if self.search else "")).strip()

    @property
    def links(self) -> tuple[Link, ...]:
        """What else there is."""
        everything = self.word("DOWNLOAD_EVERYTHING")
        download = ((self.sized(everything, self.bundle), bundles.EVERYTHING),) if self.bundle is not None else ()
        poster = ((self.word("POSTER"), sheets.ALL_LANGUAGES),) if self.search else ()
        return (*download, *poster, (self.word("ACCESSIBILITY"), "accessibility.html"))


@dataclass(frozen=True, kw_only=True)
class ShelfPage(PartPage):
    """The leaflets in a language, by topic; or of one topic, if there are too many for a page."""

    heading: Passage | None
    """The topic, if it is the page of one."""
    introduction: Passage | None
    sections: tuple[Section, ...]
    """What is shown in full."""
    topics: tuple[tuple[Passage, str, Passage], ...]
    """Of a language with too many leaflets: the name of each topic, the path of its first page, how many there are."""
    search: str | None
    """The path of what is searched, None if there is nothing."""
    text_index: str | None
    """The folder of what is searched besides, None if there is nothing."""
    has_poster: bool
    """Whether there is a poster in the language."""
    bundle: int | None = None
    """How many bytes all leaflets in the language have in one file; None if there is no such file."""
    feeds: tuple[str, ...] = ()
    """The paths of the feed of the language, and of its catalogue if it has leaflets; none on a site without any."""

    @property
    def title(self) -> Passage:
        """The topic, or the language."""
        return self.heading or self.around("LEAFLETS_IN", "language", self.own_name(self.language))

    @property
    def languages(self) -> tuple[Language, ...]:
        """Those that its titles may be in; it says nothing in any other."""
        return self.own_languages

    @property
    def description(self) -> Passage:
        """The introduction, if there is one."""
        return self.introduction or self.title

    @property
    def has_engine(self) -> bool:
        """Whether there is a folder of what is searched besides."""
        return self.text_index is not None

    @property
    def script(self) -> str:
        """Searches."""
        return search.script(self.text_index) if self.search else ""

    @property
    def instead(self) -> tuple[Link, ...]:
        """Where else to look, if there is no leaflet: in the source language, and what became of those that there were."""
        source = self.settings.source_language
        return (
            (self.own_name(source), f"{source}/index.html"),
            (self.word("CHECK_COPY"), copies.path(self.language)),
            *self.following,
        )

    @property
    def following(self) -> tuple[Link, ...]:
        """The feed, if there is one."""
        return tuple((self.word("CHANGES"), path) for path in self.feeds[:1])

    @property
    def sharing(self) -> tuple[Link, ...]:
        """What there is for who passes leaflets on."""
        if self.heading is not None or self.search is None:
            return ()
        words = self.around("DOWNLOAD_LANGUAGE", "language", self.own_name(self.language))
        zipped = ((self.sized(words, self.bundle), bundles.of_language(self.language)),) if self.bundle is not None else ()
        return (
            *zipped,
            (self.word("SHEET"), sheets.sheet(self.language)),
            *(((self.word("POSTER"), sheets.poster(self.language)),) if self.has_poster else ()),
            (self.word("CHECK_COPY"), copies.path(self.language)),
            *self.following,
        )


def _of_shelf(site: Site, shelf: Shelf) -> Iterator[ShelfPage]:
    """Yield the pages of a language: one, or if it has many leaflets one for each topic, too."""
    page = ShelfPage(
        **frame(site, shelf, home(shelf)),
        heading=None,
        introduction=shelf.introduction,
        sections=(),
        topics=(),
        has_poster=shelf.count > 0,
        bundle=bundles.size(shelf.entries),
        feeds=feeds.of_shelf(site, shelf),
        search=search.index(shelf),
        text_index=full_text.folder(site.settings, shelf),
    )
    found = sections(shelf, page.word("OTHER_TOPICS"))
    if len(shelf.entries) <= MOST:
        yield replace(page, sections=found)
        return
    topics = ((each.name, _topic(shelf, each, 1), page.word("LEAFLETS", len(each.all))) for each in found)
    yield replace(page, topics=tuple(topics))
    for section in found:
        chunks = pages(section.all)
        paths = tuple(_topic(shelf, section, number) for number in range(1, len(chunks) + 1))
        small = replace(page, heading=section.name, introduction=None, bundle=None, paths=paths if len(paths) > 1 else ())
        for path, entries in zip(paths, chunks, strict=True):
            part = Section(id=section.id, name=section.name, entries=entries, elsewhere=())
            yield replace(small, path=path, sections=(part,))


def _topic(shelf: Shelf, section: Section, number: int) -> str:
    return f"{shelf.language}/topics/{section.id}/{'index' if number == 1 else number}.html"
