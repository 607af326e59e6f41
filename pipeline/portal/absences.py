"""The pages at the addresses of leaflets, and of anything else, that are not there: links and codes may lead to them."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model import Passage
from pipeline.portal import bundles
from pipeline.portal.files import SiteFile
from pipeline.portal.page import Link, Page, page_file
from pipeline.portal.site import Absence, Entry, Site
from pipeline.portal.voice import frame
from pipeline.renderers.base import bundle_name, file_name


def files(site: Site) -> Iterator[SiteFile]:
    """Yield a page for each address that leads to no edition, and the one for all others."""
    first = site.shelves[0]
    yield page_file("portal-absence", NotFound(**frame(site, first, "404.html")))
    leaflets = site.by_leaflet()
    for shelf in site.shelves:
        for absence in shelf.absences:
            path = file_name(absence.leaflet, shelf.language.tag, ".html")
            has_source = any(each.leaflet == absence.leaflet for each in first.entries)
            yield page_file(
                "portal-absence", AbsencePage(**frame(site, shelf, path), absence=absence, has_source=has_source)
            )
        for entry in shelf.entries:
            if not entry.record("html"):
                path = file_name(entry.leaflet, shelf.language.tag, ".html")
                has_bundle = bundles.size(leaflets[entry.leaflet]) is not None
                stand_in = StandIn(**frame(site, shelf, path), entry=entry, has_bundle=has_bundle)
                yield page_file("portal-absence", stand_in)


@dataclass(frozen=True, kw_only=True)
class AbsencePage(Page):
    """Stands at the address of a leaflet that is not there."""

    absence: Absence
    has_source: bool
    """Whether the leaflet is there in the source language."""

    @property
    def title(self) -> Passage:
        """The leaflet's."""
        return self.absence.title

    @property
    def said(self) -> tuple[Passage, ...]:
        """What became of it."""
        if self.absence.is_withdrawn:
            return self.word("WITHDRAWN"), self.word("DO_NOT_USE")
        return self.around("NOT_AVAILABLE", "language", self.own_name(self.language)), self.word("OLD_COPY")

    @property
    def links(self) -> tuple[Link, ...]:
        """Where to go from here."""
        source = file_name(self.absence.leaflet, self.settings.source_language.tag, ".html")
        english = ((self.word("ENGLISH_VERSION"), source),) if self.has_source and not self.absence.is_withdrawn else ()
        return (*english, (self.word("ALL_LEAFLETS"), f"{self.language}/index.html"))


@dataclass(frozen=True, kw_only=True)
class StandIn(Page):
    """Stands at the address of a web page that is not made, where links and codes lead: the other formats."""

    entry: Entry
    has_bundle: bool
    """Whether the leaflet is there in one file for all languages."""

    @property
    def title(self) -> Passage:
        """The leaflet's."""
        return self.entry.title

    @property
    def said(self) -> tuple[Passage, ...]:
        """What it is about."""
        return (self.entry.summary,) if self.entry.summary else ()

    @property
    def links(self) -> tuple[Link, ...]:
        """Each format that there is, with its size, and all leaflets."""
        formats = ((self.sized(self.format_name(each.format), each.bytes), each.path) for each in self.entry.records)
        zipped = ((self.word("DOWNLOAD_LEAFLET"), bundle_name(self.entry.leaflet)),) if self.has_bundle else ()
        return (*formats, *zipped, (self.word("ALL_LEAFLETS"), f"{self.language}/index.html"))


@dataclass(frozen=True, kw_only=True)
class NotFound(Page):
    """What a web server shows for an address at which there is nothing; in the source language, for it knows no other."""

    def to(self, path: str) -> str:
        """Return an address that is right wherever the page is shown, if that can be known."""
        return f"{self.settings.address}/{path}" if self.settings.address else path

    @property
    def title(self) -> Passage:
        """That there is nothing."""
        return self.word("NOT_FOUND")

    @property
    def said(self) -> tuple[Passage, ...]:
        """Nothing more."""
        return ()

    @property
    def links(self) -> tuple[Link, ...]:
        """Where to go from here: readers of each language see its name."""
        homes = ((self.own_name(each), f"{each}/index.html") for each in self.settings.all_languages)
        return ((self.word("ALL_LANGUAGES"), "index.html"), *homes)
