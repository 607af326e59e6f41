"""Entries to the JSON in which programs find them: `docs/reference/index.schema.json` is its shape."""

import json
from collections.abc import Iterable

from pipeline.languages import autonym
from pipeline.model import Passage
from pipeline.portal.files import SiteFile, site_file
from pipeline.portal.site import Entry, Shelf, Site
from pipeline.renderers.markup import plain_text

PATH = "index.json"
SCHEMA = 1

Json = dict[str, object]


def files(site: Site) -> Iterable[SiteFile]:
    """Return the list of all leaflets in all languages."""
    content = document(site, site.shelves)
    return (site_file(PATH, lambda: dump(content), content),)


def document(site: Site, shelves: Iterable[Shelf]) -> Json:
    """Return what is said of some of the shelves of a site, or of parts of them."""
    settings, some = site.settings, tuple(shelves)
    return {
        "schema": SCHEMA,
        "generator": site.generator,
        "publication": {
            "title": settings.title,
            "publisher": settings.publisher,
            "address": settings.address,
            "source_language": settings.source_language.tag,
        },
        "languages": [_language(site, shelf) for shelf in some],
        "leaflets": [leaflet(entry) for shelf in some for entry in shelf.entries],
    }


def dump(content: Json) -> bytes:
    """Return a list as UTF-8 JSON."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _language(site: Site, shelf: Shelf) -> Json:
    withdrawn = (each for each in shelf.absences if each.is_withdrawn)
    return {
        "language": shelf.language.tag,
        "name": autonym(shelf.language, site.settings.all_languages),
        "direction": shelf.language.direction,
        "topics": [{"topic": each.id, **_said("name", each.name)} for each in shelf.topics],
        "withdrawn": [
            {
                "leaflet": each.leaflet,
                **_said("title", each.title),
                "on": each.withdrawn_on.isoformat() if each.withdrawn_on else None,
            }
            for each in withdrawn
        ],
    }


def leaflet(entry: Entry) -> Json:
    """Return all that programs and readers of lists are told of a leaflet in one language, and nothing else."""
    return {
        "leaflet": entry.leaflet,
        "language": entry.language.tag,
        **_said("title", entry.title),
        **(_said("summary", entry.summary) if entry.summary else {"summary": None, "summary_language": None}),
        "topics": list(entry.topics),
        "states": [each.slug for each in entry.standings],
        "version": entry.version,
        "updated": entry.updated.isoformat(),
        "review_by": entry.review_by.isoformat() if entry.review_by else None,
        "approvals": [{"by": each.by, "role": each.role, "on": each.on} for each in entry.approvals],
        "editions": [
            {
                "format": each.format,
                "path": each.path,
                "media_type": each.media_type,
                "version": each.version,
                "bytes": each.bytes,
                "pages": each.pages,
                "sha256": each.sha256,
            }
            for each in entry.records
        ],
    }


def _said(key: str, passage: Passage) -> Json:
    """Return a text and the language that it is in."""
    return {key: plain_text(passage), f"{key}_language": passage.language.tag}
