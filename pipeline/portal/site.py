"""What readers can find: the manifest's records, shelf by shelf. All that the pages, bundles and feeds of the site say."""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from pipeline.languages import Language, parse_language
from pipeline.manifest import ApprovalRecord, Record
from pipeline.model import Passage, State, Text, Words
from pipeline.policy import Publish
from pipeline.settings import Settings


class Standing(StrEnum):
    """What readers should know of a leaflet in their language before they rely on it."""

    TRANSLATED = "translated"
    """No part of it is in English."""
    PARTLY_ENGLISH = "partly English"
    NOT_TRANSLATED = "not translated"
    """All of it is in English."""
    DRAFT = "draft"
    """Nobody approved all of what is translated."""
    APPROVED = "approved"
    UNDER_REVIEW = "under review"
    """It was made from an earlier version of the source than the one that is published in the source language."""

    @property
    def slug(self) -> str:
        """Its name for programs: "partly-english"."""
        return self.value.lower().replace(" ", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One leaflet in one language. Its `repr` is short, for it decides whether the many files that name it change."""

    leaflet: str
    """Its id."""
    language: Language
    title: Passage = field(repr=False)
    summary: Passage | None = field(repr=False)
    topics: tuple[str, ...] = field(repr=False)
    """Ids."""
    version: str = field(repr=False)
    """That of its web page, or of its first edition; others may have another one (`versions`)."""
    updated: datetime.date = field(repr=False)
    review_by: datetime.date | None = field(repr=False)
    standings: tuple[Standing, ...] = field(repr=False)
    """The most important first; none in the source language."""
    approvals: tuple[ApprovalRecord, ...] = field(repr=False)
    taken_back: datetime.date | None = field(default=None, repr=False)
    """The day on which somebody last took an approval back."""
    records: tuple[Record, ...] = field(repr=False)
    """Its editions, in the order of the publication's formats; never empty."""
    digest: str = field(init=False)
    """Of all that readers and programs are told of it, but nothing else that its records hold."""

    def __post_init__(self) -> None:
        editions = [
            (each.format, each.path, each.media_type, each.version, each.bytes, each.pages, each.sha256)
            for each in self.records
        ]
        days = (self.updated, self.review_by, self.taken_back)
        told = (self.title, self.summary, self.topics, self.version, days, self.standings, self.approvals, editions)
        object.__setattr__(self, "digest", hashlib.sha256(repr(told).encode()).hexdigest())

    @property
    def versions(self) -> tuple[str, ...]:
        """Its version, then any others: an edition that could not be made anew stays as it was."""
        return tuple(dict.fromkeys((self.version, *(each.version for each in self.records))))

    @property
    def is_in_its_language(self) -> bool:
        """Whether any part of it is: else all that readers of the language get is in English."""
        return Standing.NOT_TRANSLATED not in self.standings

    def record(self, format_name: str) -> Record | None:
        """Return the edition in a format, None if there is none."""
        return next((each for each in self.records if each.format == format_name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A leaflet that readers of a language may look for in vain."""

    leaflet: str
    language: Language
    title: Passage
    is_withdrawn: bool
    """Whether nobody should use it any more; else it is not there at present."""
    withdrawn_on: datetime.date | None = None
    """None if that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What leaflets are about."""

    id: str
    name: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """All that there is for the readers of one language."""

    language: Language
    words: Words
    title: Passage
    """The publication's."""
    introduction: Passage | None
    topics: tuple[Topic, ...]
    """In the publication's order; also those without a leaflet."""
    entries: tuple[Entry, ...]
    """In the order of their ids; maybe none."""
    absences: tuple[Absence, ...]

    @property
    def count(self) -> int:
        """How many leaflets there are that are at least partly in the language."""
        return sum(each.is_in_its_language for each in self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A publication as readers find it."""

    settings: Settings
    generator: str
    """The program and its version: "everyleaf 0.1.0"."""
    shelves: tuple[Shelf, ...]
    """One for each language of the publication, also for one without any leaflet; the source language first."""

    def by_leaflet(self) -> Mapping[str, tuple[Entry, ...]]:
        """Return each leaflet in all its languages, in the order of the shelves."""
        found: dict[str, tuple[Entry, ...]] = {}
        for entry in (each for shelf in self.shelves for each in shelf.entries):
            found[entry.leaflet] = (*found.get(entry.leaflet, ()), entry)
        return found


def entries(
    records: tuple[Record, ...],
    settings: Settings,
    written: Mapping[str, str] = MappingProxyType({}),
    taken_back: Mapping[tuple[str, str], datetime.date] = MappingProxyType({}),
) -> Mapping[str, tuple[Entry, ...]]:
    """Return the entries of each language, by its tag; records come in any order.

    `written` is the source revision of each leaflet as its author wrote it, by its id; `taken_back` the day on which an
    approval was last taken back, by tag and id.
    """
    editions: dict[tuple[str, str], list[Record]] = {}
    for record in sorted(records, key=lambda each: (each.leaflet, settings.formats.index(each.format))):
        editions.setdefault((record.language, record.leaflet), []).append(record)
    found: dict[str, tuple[Entry, ...]] = {}
    for (tag, leaflet), its in editions.items():
        sources = editions.get((settings.source_language.tag, leaflet), [])
        current = _current([each.source_revision for each in sources], written.get(leaflet))
        entry = _entry(tuple(its), current, taken_back.get((tag, leaflet)), settings)
        found[tag] = (*found.get(tag, ()), entry)
    return found


def _current(published: list[str], written: str | None) -> frozenset[str]:
    """Return the revisions that are not older than what is published in the source language; none if nothing is.

    What is published there has several revisions if an edition could not be made anew.
    """
    newest = written if written in published else published[0] if published else None
    return frozenset(filter(None, (newest, written))) if newest else frozenset()


def _entry(
    records: tuple[Record, ...], current: frozenset[str], taken_back: datetime.date | None, settings: Settings
) -> Entry:
    first = next((each for each in records if each.format == "html"), records[0])
    language = parse_language(first.language)
    return Entry(
        leaflet=first.leaflet,
        language=language,
        title=_passage(first.title, first.title_language, settings),
        summary=_passage(first.summary, first.summary_language, settings) if first.summary else None,
        topics=first.topics,
        version=first.version,
        updated=datetime.date.fromisoformat(first.updated),
        review_by=datetime.date.fromisoformat(first.review_by) if first.review_by else None,
        standings=() if language == settings.source_language else _standings(records, current, settings),
        approvals=first.approvals,
        taken_back=taken_back,
        records=records,
    )


def _standings(records: tuple[Record, ...], current: frozenset[str], settings: Settings) -> tuple[Standing, ...]:
    """Return what is so of any edition, or, if it is good news, of all."""
    if not any(record.translated for record in records):
        return (Standing.NOT_TRANSLATED,)
    is_approved = all(0 < record.approved == record.translated for record in records)
    is_draft = settings.policy.publish is Publish.DRAFT and not is_approved
    is_partly_english = any(record.translated < record.messages for record in records)
    is_older = bool(current) and any(record.source_revision not in current for record in records)
    standings = {
        Standing.UNDER_REVIEW: is_older,
        Standing.PARTLY_ENGLISH: is_partly_english,
        Standing.DRAFT: is_draft,
        Standing.TRANSLATED: not is_partly_english,
        Standing.APPROVED: is_approved,
    }
    return tuple(standing for standing, is_so in standings.items() if is_so)


def _passage(text: str, tag: str, settings: Settings) -> Passage:
    language = parse_language(tag)
    state = State.SOURCE if language == settings.source_language else State.TRANSLATED
    return Passage(inlines=(Text(text),), language=language, state=state)
