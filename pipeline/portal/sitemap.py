"""Shelves to what search engines read: the sitemap, with each page's address in other languages, and robots.txt.

The protocol is that of sitemaps.org, with Google's `xhtml:link` for other languages. It asks for absolute addresses, so a
site whose address is not known has no sitemap.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from pipeline.portal.files import SiteFile, ready, site_file
from pipeline.portal.site import Entry, Site
from pipeline.portal.xml import address, document
from pipeline.renderers.base import package_version

PATH = "sitemap.xml"
MOST = 50_000
"""How many addresses a sitemap may have."""
LARGEST = 50_000_000
"""How many bytes a sitemap may have, nearly: 52,428,800."""
_AROUND = 120
"""More bytes than there are around an address that another one is named with."""
_TEMPLATE = "portal-sitemap.xml.j2"


@dataclass(frozen=True, slots=True)
class Location:
    """A page that is worth finding."""

    address: str
    updated: str | None
    """A day such as 2026-11-22."""
    alternates: tuple[tuple[str, str], ...]
    """Language and address of each page that says the same, itself among them; `x-default` for readers of none of these.
    Empty if there is none but itself."""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A list of pages, or of other such lists."""

    locations: tuple[Location, ...]
    is_index: bool = False


def files(site: Site) -> Iterator[SiteFile]:
    """Yield the sitemap, in several parts if it is large, and robots.txt if it would be where programs look for it."""
    base = site.settings.address
    if not base:
        return
    yield from _sitemaps(base, tuple(_locations(site, base)))
    if not urlsplit(base).path:
        yield ready("robots.txt", f"User-agent: *\nDisallow:\n\nSitemap: {address(base, PATH)}\n".encode())


def _sitemaps(base: str, locations: tuple[Location, ...]) -> Iterator[SiteFile]:
    size = max(_AROUND + sum(len(other) + _AROUND for _, other in each.alternates) + len(each.address) for each in locations)
    most = min(MOST, max(LARGEST // size, 1))
    if len(locations) <= most:
        yield _file(PATH, Sitemap(locations))
        return
    parts = [locations[start : start + most] for start in range(0, len(locations), most)]
    paths = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield _file(PATH, Sitemap(tuple(Location(address(base, path), None, ()) for path in paths), is_index=True))
    for path, part in zip(paths, parts, strict=True):
        yield _file(path, Sitemap(part))


def _locations(site: Site, base: str) -> Iterator[Location]:
    """Yield the first page and those of the languages, then the leaflets' web pages."""
    homes = [(shelf.language.tag, address(base, f"{shelf.language}/index.html")) for shelf in site.shelves]
    first = address(base, "index.html")
    for each in (first, *(home for _, home in homes)):
        yield Location(each, None, (*homes, ("x-default", first)))
    by_leaflet: dict[str, list[tuple[Entry, str]]] = {}
    for shelf in site.shelves:
        for entry in shelf.entries:
            if (page := entry.record("html")) and entry.is_in_its_language:
                by_leaflet.setdefault(entry.leaflet, []).append((entry, address(base, page.path)))
    for its in by_leaflet.values():
        alternates = [(entry.language.tag, place) for entry, place in its]
        default = [("x-default", place) for tag, place in alternates if tag == site.settings.source_language.tag]
        others = (*alternates, *default) if len(its) > 1 else ()
        for entry, place in its:
            yield Location(place, entry.updated.isoformat(), others)


def _file(path: str, content: Sitemap) -> SiteFile:
    """Return a sitemap, told apart by its pages, and by those that are named with them each only once."""
    versions = tuple(map(package_version, ("jinja2", "markupsafe")))
    pages = tuple((each.address, each.updated) for each in content.locations)
    named = tuple(dict.fromkeys(each.alternates for each in content.locations))
    ingredients = (content.is_index, pages, named, versions)
    return site_file(path, partial(document, _TEMPLATE, content), *ingredients, assets=(f"templates/{_TEMPLATE}",))
