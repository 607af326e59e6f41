"""Leaflets: as they are written, as they are translated, and as readers download them."""

import datetime
from dataclasses import dataclass, replace

from pipeline.diagnostics import Diagnostic
from pipeline.languages import Language
from pipeline.model.blocks import Block
from pipeline.model.texts import Acceptance, Message, Passage, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A leaflet as its author wrote it."""

    id: str
    language: Language
    path: str
    """Where it was read, relative to the publication."""
    title: Message
    summary: Message | None
    updated: datetime.date
    review_by: datetime.date | None
    topics: tuple[str, ...]
    audience: str
    blocks: tuple[Block[Message], ...]
    accepted: tuple[Acceptance, ...] = ()
    """Every acceptance in the file, those of its messages too, in its order."""
    is_front: bool = False
    """Whether it is no leaflet, but what the publication says of itself: then it has no edition of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallback:
    """One message of a translated leaflet that the reader gets in the source language, or in older words, and why."""

    message: Message
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A person who said that words are right."""

    by: str
    role: str
    """What they are asked as: "translator", "clinician"; may be empty."""
    on: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many messages of a translated leaflet are in which state. A message that stands twice counts twice."""

    translated: int = 0
    needs_review: int = 0
    missing: int = 0
    unusable: int = 0
    unapproved: int = 0
    outdated: int = 0
    approved: int = 0
    """How many of those that are translated are approved."""

    @property
    def fallbacks(self) -> int:
        """How many are shown in the source language."""
        return self.needs_review + self.missing + self.unusable + self.unapproved

    @property
    def gaps(self) -> int:
        """How many are not a publishable translation of what the source says now."""
        return self.fallbacks + self.outdated

    @property
    def total(self) -> int:
        """All of them."""
        return self.translated + self.gaps

    @property
    def is_approved(self) -> bool:
        """Whether somebody approved all that is translated; of nothing, nobody did."""
        return 0 < self.approved == self.translated

    @property
    def percent(self) -> int:
        """The share that is translated, from 0 to 100, rounded down so that 100 means all; 100 of nothing."""
        return self.translated * 100 // self.total if self.total else 100


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same leaflet in another language, for a reader to go to."""

    language: Language
    autonym: str


@dataclass(frozen=True, slots=True)
class FormatName:
    """A format: its name, "large-print", how its files' names end after `<id>-<tag>`, "-large-print.pdf", and their type."""

    name: str
    suffix: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedDocument:
    """A leaflet in one language, complete: all that any renderer may use, and nothing else.

    A renderer narrows it to what it does use (`Renderer.narrow`), and the digest of that is the edition's fingerprint.
    """

    id: str
    version: str
    """Eight digits, "4821-7730": other ones as soon as anything that readers read or see changes.

    Empty for what is published nowhere, such as a preview: then no copy of it says what it is.
    """
    language: Language
    source_language: Language
    title: Passage
    summary: Passage | None
    blocks: tuple[Block[Passage], ...]
    updated: Passage
    """The date of the last change, in words: "Updated 22 November 2026"."""
    updated_on: datetime.date
    """The same, for programs."""
    review_by: Passage | None
    publication: Passage
    """The publication's title, in the source language."""
    publisher: Passage
    notices: tuple[Passage, ...]
    """What the reader must know first: that parts are in English, that no one approved the translation."""
    alternates: tuple[Alternate, ...]
    """Every language of the leaflet, this one included, in the publication's order, the source language first."""
    formats: tuple["FormatName", ...]
    """The formats that it is published in."""
    type_size: float
    """Large print's body size for Latin script, in points."""
    address: str | None
    """Where the publication is published, without a last slash."""
    words: "Words"
    images: tuple["ImageFile", ...]
    """The pictures that the blocks name, each once, in the order of their paths."""
    coverage: Coverage
    fallbacks: tuple[Fallback, ...]
    """Every message that is not a publishable translation of what the source says now: all gaps."""
    approvals: tuple[Approval, ...] = ()
    """Who approved what is shown, each once, the earliest day first."""

    @property
    def has_source_version(self) -> bool:
        """Whether there is one in the source language besides."""
        return self.language != self.source_language and any(
            each.language == self.source_language for each in self.alternates
        )

    def without(self, **unused: object) -> "TranslatedDocument":
        """Return a copy with the fields that an edition does not use set to what is given."""
        return replace(self, **unused)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class ImageFile:
    """A picture: its path from `source/`, its media type, its bytes."""

    path: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The tool's own words in one language: what `interface.say` looks up.

    A word that is not translated is not among `strings`.
    """

    language: Language
    plural_forms: str
    strings: tuple[tuple[str, tuple[str, ...]], ...]
    """Pairs of an English word and its translations, one for each plural form; sorted, however they are given."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "strings", tuple(sorted(self.strings)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One leaflet in one language in one format: the bytes that a reader downloads."""

    content: bytes
    media_type: str
    pages: int | None = None
    """How many pages it has, where the format has pages."""
    problems: tuple[Diagnostic, ...] = ()
    """Warnings about it, such as a word that does not fit its line; mostly empty."""
