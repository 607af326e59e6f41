"""Shelves to Atom: what changed, for people who follow a language, and OPDS catalogues, for reading apps and libraries.

RFC 4287 is Atom; a feed that has every entry says so by RFC 5005, section 2. OPDS is 1.2, which is Atom too, for few apps
read 2.0.
"""

import datetime
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.interface import PortalWord, say
from pipeline.languages import Language
from pipeline.model import Passage
from pipeline.portal.files import SiteFile, site_file
from pipeline.portal.site import Absence, Entry, Shelf, Site, Topic
from pipeline.portal.voice import Voice, frame
from pipeline.portal.xml import address, document
from pipeline.renderers.base import file_name, package_version

CATALOGUE = "opds.atom"
"""The path of the catalogue that leads to that of each language."""


def of_language(language: Language) -> str:
    """Return the path of the feed of a language."""
    return f"{language}/feed.atom"


def catalogue_of(language: Language) -> str:
    """Return the path of the OPDS catalogue of a language."""
    return f"{language}/{CATALOGUE}"


def of_shelf(site: Site, shelf: Shelf) -> tuple[str, ...]:
    """Return the path of the feed of a shelf, and of its catalogue if it has leaflets; neither on a site without any."""
    feed = (of_language(shelf.language),) if any(each.entries for each in site.shelves) else ()
    return (*feed, catalogue_of(shelf.language)) if shelf.entries else feed


def files(site: Site) -> Iterator[SiteFile]:
    """Yield the feed of each language, the catalogue of each that has leaflets, and the catalogue of these catalogues.

    Nothing for a site without any leaflet.
    """
    filled = tuple(shelf for shelf in site.shelves if shelf.entries)
    if filled:
        newest = max(_newest(shelf.entries) for shelf in filled)
        for shelf in site.shelves:
            yield _file("portal-feed", _feed(site, shelf, newest, is_catalogue=False))
        for shelf in filled:
            yield _file("portal-feed", _feed(site, shelf, newest, is_catalogue=True))
        branches = tuple(
            Branch(shelf.language, say(shelf.words, PortalWord.LEAFLETS, shelf.count), _newest(shelf.entries))
            for shelf in filled
        )
        root = Catalogues(**frame(site, site.shelves[0], CATALOGUE), branches=branches)
        yield _file("portal-opds", root)


def changed(entry: Entry) -> datetime.date:
    """Return the last day on which a leaflet is known to have changed: the author's, or when it was approved or no more."""
    approved = (datetime.date.fromisoformat(each.on) for each in entry.approvals)
    return max(filter(None, (entry.updated, entry.taken_back, *approved)))


@dataclass(frozen=True, kw_only=True)
class Atom(Voice):
    """A feed in one language."""

    @property
    def self_address(self) -> str:
        """Its own address."""
        return self.at(self.path)

    def at(self, path: str) -> str:
        """Return the address of a path of the outputs: absolute if that can be known, else from here."""
        return address(self.settings.address, path) if self.settings.address else self.to(path)

    def identity(self, *parts: str) -> str:
        """Return what stays the same of a feed or an entry, whatever it says (RFC 4287, 4.2.6)."""
        base = self.settings.address or f"{self.settings.publisher}/{self.settings.title}"
        return uuid.uuid5(uuid.NAMESPACE_URL, "/".join((base, *parts))).urn

    def moment(self, day: datetime.date) -> str:
        """Return the beginning of a day as RFC 3339 writes it."""
        return f"{day.isoformat()}T00:00:00Z"


@dataclass(frozen=True, kw_only=True)
class Feed(Atom):
    """The leaflets of a language: as news of them, or as a catalogue of what to read."""

    entries: tuple[Entry, ...]
    """The newest first; maybe none, in a feed."""
    changed_on: datetime.date
    """When one of them changed last; if there is none, any leaflet of the site in whatever language."""
    withdrawn: tuple[Absence, ...]
    topics: tuple[Topic, ...]
    is_catalogue: bool

    @property
    def title(self) -> Passage:
        """The publication's."""
        return self.publication

    @cached_property
    def newest(self) -> str:
        """When anything in it changed last."""
        withdrawn = (each.withdrawn_on for each in self.withdrawn if each.withdrawn_on)
        return self.moment(max((self.changed_on, *withdrawn)))

    def changed(self, entry: Entry) -> str:
        """Return when a leaflet changed last."""
        return self.moment(changed(entry))

    def withdrew(self, absence: Absence) -> str:
        """Return when a leaflet was withdrawn; the day of the newest one if the publication does not say."""
        return self.moment(absence.withdrawn_on or self.changed_on)

    def gone(self, absence: Absence) -> str:
        """Return the address of the page of a leaflet that is not there."""
        return self.at(file_name(absence.leaflet, absence.language.tag, ".html"))

    @cached_property
    def names(self) -> Mapping[str, Passage]:
        """The name of each topic, by its id."""
        return {topic.id: topic.name for topic in self.topics}


@dataclass(frozen=True, slots=True)
class Branch:
    """The catalogue of one language, as the one above it names it."""

    language: Language
    count: Passage
    newest: datetime.date


@dataclass(frozen=True, kw_only=True)
class Catalogues(Atom):
    """The catalogue that leads to that of each language."""

    branches: tuple[Branch, ...]
    """Never empty."""

    @property
    def title(self) -> Passage:
        """The publication's."""
        return self.publication

    @property
    def newest(self) -> str:
        """When anything below it changed last."""
        return self.moment(max(each.newest for each in self.branches))

    def catalogue(self, branch: Branch) -> str:
        """Return the address of a catalogue."""
        return self.at(catalogue_of(branch.language))


def _feed(site: Site, shelf: Shelf, newest: datetime.date, *, is_catalogue: bool) -> Feed:
    path = catalogue_of(shelf.language) if is_catalogue else of_language(shelf.language)
    return Feed(
        **frame(site, shelf, path),
        changed_on=_newest(shelf.entries) if shelf.entries else newest,
        entries=tuple(sorted(shelf.entries, key=lambda each: (-changed(each).toordinal(), each.leaflet))),
        withdrawn=() if is_catalogue else tuple(each for each in shelf.absences if each.is_withdrawn),
        topics=shelf.topics,
        is_catalogue=is_catalogue,
    )


def _newest(entries: tuple[Entry, ...]) -> datetime.date:
    return max(map(changed, entries))


def _file(name: str, feed: Atom) -> SiteFile:
    template = f"{name}.atom.j2"
    versions = tuple(map(package_version, ("babel", "jinja2", "markupsafe")))
    return site_file(feed.path, lambda: document(template, feed), feed, versions, assets=(f"templates/{template}",))
