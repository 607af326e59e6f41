"""The editions to the zip archives in which people pass them on: a language, a leaflet, and everything."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from pipeline import zips
from pipeline.languages import Language
from pipeline.manifest import Record
from pipeline.model import Passage
from pipeline.portal import listing, readme
from pipeline.portal.files import SiteFile
from pipeline.portal.site import Absence, Entry, Shelf, Site
from pipeline.portal.voice import Voice, frame
from pipeline.renderers.base import bundle_name, package_version

EVERYTHING = "bundles/everything.zip"
SUMS = "SHA256SUMS"
LARGEST = 1_000_000_000
"""How many bytes the editions of a bundle may have: beyond 2 GB old programs on Windows and FAT disks give up, and who has
a telephone long before."""
MOST_FILES = 65_000
"""How many editions a bundle may have: a zip file of more than 65,535 files needs newer programs."""

Read = Callable[[Record], bytes]


def of_language(language: Language) -> str:
    """Return the path of the bundle of a language, in a folder of its own: a leaflet's id may be a language's tag."""
    return f"bundles/languages/leaflets-{language}.zip"


def size(entries: tuple[Entry, ...]) -> int | None:
    """Return how many bytes the editions in a bundle of entries have; None if there is no such bundle.

    The bundle itself is larger by its lists, less than 3 kB an edition.
    """
    sizes = [record.bytes for entry in entries for record in entry.records]
    return sum(sizes) if sizes and sum(sizes) <= LARGEST and len(sizes) <= MOST_FILES else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bundle:
    path: str
    title: Passage
    shelves: tuple[Shelf, ...]
    """What is in it; the list in it is in the language of the first one, or in the source language if it is headed."""
    is_headed: bool
    """Whether the list has the name of each language above its leaflets."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for shelf in self.shelves for entry in shelf.entries)


def files(site: Site, read: Read) -> Iterator[SiteFile]:
    """Yield the bundles of a site: of each language and each leaflet that it has, and of all, none that is too large."""
    voices = {shelf.language: Voice(**frame(site, shelf, f"{shelf.language}/index.html")) for shelf in site.shelves}
    spoken = {language: _digest(voice) for language, voice in voices.items()}
    for bundle in _bundles(site, voices):
        if size(bundle.entries) is not None:
            shelves = [(spoken[each.language], each.topics, each.absences, each.entries) for each in bundle.shelves]
            source = spoken[site.settings.source_language]
            yield SiteFile(
                path=bundle.path,
                fingerprint=_digest((site.generator, source, bundle.title, shelves, package_version("babel"))),
                make=partial(_archive, site, bundle, voices, read),
            )


def _bundles(site: Site, voices: Mapping[Language, Voice]) -> Iterator[_Bundle]:
    shelves = tuple(replace(each, absences=tuple(filter(_is_withdrawn, each.absences))) for each in site.shelves)
    by_leaflet: dict[str, list[Shelf]] = {}
    for shelf in shelves:
        title = voices[shelf.language].around("LEAFLETS_IN", "language", voices[shelf.language].own_name(shelf.language))
        yield _Bundle(path=of_language(shelf.language), title=title, shelves=(shelf,), is_headed=False)
        for entry in shelf.entries:
            by_leaflet.setdefault(entry.leaflet, []).append(replace(shelf, entries=(entry,), absences=()))
    for leaflet, its in by_leaflet.items():
        yield _Bundle(path=bundle_name(leaflet), title=its[0].entries[0].title, shelves=tuple(its), is_headed=True)
    title = voices[site.settings.source_language].word("ALL_LEAFLETS")
    filled = tuple(shelf for shelf in shelves if shelf.entries)
    yield _Bundle(path=EVERYTHING, title=title, shelves=filled, is_headed=True)


def _is_withdrawn(absence: Absence) -> bool:
    return absence.is_withdrawn


def _archive(site: Site, bundle: _Bundle, voices: Mapping[Language, Voice], read: Read) -> Iterator[bytes]:
    """Yield the bytes of a bundle, edition by edition."""
    first = site.settings.source_language if bundle.is_headed else bundle.shelves[0].language
    parts = tuple((voices[each.language], each) for each in bundle.shelves)
    lists = {
        readme.NAME: readme.readme(voices[first], bundle.title, parts, SUMS, is_headed=bundle.is_headed),
        listing.PATH: listing.dump(listing.document(site, bundle.shelves)),
    }
    records = sorted((record for entry in bundle.entries for record in entry.records), key=lambda each: each.path)
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in lists.items()}
    sums |= {record.path: record.sha256 for record in records}
    lists[SUMS] = "".join(f"{digest}  {path}\n" for path, digest in sorted(sums.items())).encode()
    return zips.stored(
        (
            *((name, partial(lists.__getitem__, name)) for name in sorted(lists)),
            *((record.path, partial(read, record)) for record in records),
        )
    )


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()
