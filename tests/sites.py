"""Sites made by hand, without a build, for tests of the pages, bundles and feeds around the editions."""

import datetime
import hashlib

from pipeline import interface
from pipeline.languages import Language, parse_language
from pipeline.manifest import ApprovalRecord, Record
from pipeline.model import Passage, State, Text
from pipeline.portal.site import Absence, Shelf, Site, Topic, entries
from pipeline.renderers.base import file_name
from pipeline.settings import Settings

ENGLISH = parse_language("en-GB")
MANY = (
    *("ur", "ar", "ps", "fa", "bn", "ta", "hi", "gu", "pa", "zh-Hans", "fr", "es", "pl", "ro", "pt-PT"),
    *("so", "tr", "ti", "de", "it", "nl", "sv", "da", "ru", "uk", "el", "vi", "id", "sw"),
)
"""Languages of many scripts, those with the tallest lines first."""
SUFFIXES = {"html": ".html", "large-print": "-large-print.pdf", "text": ".txt"}
MEDIA_TYPES = {"html": "text/html; charset=utf-8", "large-print": "application/pdf", "text": "text/plain; charset=utf-8"}


def settings(tags: tuple[str, ...] = ("fr", "ar"), address: str | None = None) -> Settings:
    """Return the settings of a publication in English and some other languages."""
    return Settings(
        title="Leaflets for tests",
        publisher="The publisher",
        source_language=ENGLISH,
        languages=tuple(map(parse_language, tags)),
        formats=tuple(SUFFIXES),
        type_size=18,
        address=address,
    )


def content(leaflet: str, tag: str, format_name: str) -> bytes:
    """Return the bytes of an edition."""
    return f"{leaflet} {tag} {format_name}".encode()


def read(record: Record) -> bytes:
    """Return the bytes of the edition that a record is of."""
    return content(record.leaflet, record.language, record.format)


def record(leaflet: str = "help", tag: str = "fr", format_name: str = "html", **changes: object) -> Record:
    """Return the record of an edition: half of it is translated, and somebody approved that."""
    made = content(leaflet, tag, format_name)
    is_source = tag == ENGLISH.tag
    values: dict[str, object] = {
        "path": file_name(leaflet, tag, SUFFIXES[format_name]),
        "leaflet": leaflet,
        "language": tag,
        "format": format_name,
        "title": f"{leaflet} in {tag}",
        "title_language": tag,
        "summary": f"About {leaflet}.",
        "summary_language": ENGLISH.tag,
        "topics": ("helping",),
        "version": "4821-7730",
        "updated": "2026-11-20",
        "review_by": "2027-11-20",
        "media_type": MEDIA_TYPES[format_name],
        "bytes": len(made),
        "pages": 4 if format_name == "large-print" else None,
        "sha256": hashlib.sha256(made).hexdigest(),
        "fingerprint": "1" * 64,
        "source_revision": "2" * 16,
        "critical_revision": "3" * 16,
        "critical_digest": "4" * 16,
        "origins": (("text title", "5" * 16),),
        "making": (("library babel", "2.18.0"),),
        "messages": 0 if is_source else 2,
        "translated": 0 if is_source else 1,
        "approved": 0 if is_source else 1,
        "approvals": () if is_source else (ApprovalRecord(by="Dr Amal Haddad", role="clinician", on="2026-11-22"),),
        "fallbacks": (),
        "judgements": (),
    }
    return Record(**(values | changes))  # type: ignore[arg-type]


def site(
    *records: Record,
    tags: tuple[str, ...] = ("fr", "ar"),
    address: str | None = None,
    withdrawn: tuple[str, ...] = (),
    withdrawn_on: datetime.date | None = None,
    missing: tuple[str, ...] = (),
) -> Site:
    """Return a site with these editions; with none given, the leaflet `help` in every language and format."""
    given = settings(tags, address)
    all_tags = [ENGLISH.tag, *tags]
    everything = records or tuple(record("help", tag, name) for tag in all_tags for name in SUFFIXES)
    return site_with(everything, given, withdrawn, withdrawn_on, missing)


def site_with(
    records: tuple[Record, ...],
    given: Settings,
    withdrawn: tuple[str, ...] = (),
    withdrawn_on: datetime.date | None = None,
    missing: tuple[str, ...] = (),
) -> Site:
    """Return a site with these editions and no others; maybe none."""
    found = entries(records, given)
    shelves = tuple(
        Shelf(
            language=language,
            words=interface._shipped(language),
            title=_english(given.title, language),
            introduction=None,
            topics=(Topic(id="helping", name=_english("Getting help", language)),),
            entries=found.get(language.tag, ()),
            absences=tuple(
                Absence(
                    leaflet=each,
                    language=language,
                    title=_english(f"The old {each}", language),
                    is_withdrawn=each in withdrawn,
                    withdrawn_on=withdrawn_on,
                )
                for each in (*missing, *withdrawn)
            ),
        )
        for language in given.all_languages
    )
    return Site(settings=given, generator="everyleaf 0", shelves=shelves)


def _english(text: str, language: Language) -> Passage:
    state = State.SOURCE if language == ENGLISH else State.MISSING
    return Passage(inlines=(Text(text),), language=ENGLISH, state=state)
