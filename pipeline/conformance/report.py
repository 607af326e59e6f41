"""What a build knows of the accessibility of its editions, before it is written down. Pure."""

from dataclasses import dataclass
from itertools import groupby

from pipeline.conformance.manual import CHECKS, ManualCheck
from pipeline.manifest import Record
from pipeline.settings import Settings
from pipeline.validators.base import Judgement, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Examiner:
    """A validator as the report speaks of it."""

    name: str
    standard: str
    media_type: str
    version: str | None
    """The present version; None if it is not installed here."""
    skipped: bool = False
    """Whether whoever built asked to do without it."""

    def examines(self, record: Record) -> bool:
        """Return whether it judges editions of this kind."""
        return record.media_type.partition(";")[0] == self.media_type

    @property
    def absence(self) -> str:
        """Why it did not run, in words; empty if it could."""
        if self.skipped:
            return "it was left out of the build"
        return "" if self.version else "it is not installed on the machine that built"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conformance:
    """The report of one publication."""

    settings: Settings
    generator: str
    """The program and its version: "everyleaf 0.1.0"."""
    examiners: tuple[Examiner, ...]
    published: tuple[Record, ...]
    """In the order of their paths, as are the next."""
    refused: tuple[Record, ...]
    """Editions that this build made, and that were not published because of what a validator said."""

    @property
    def records(self) -> tuple[Record, ...]:
        """All editions that it speaks of; of a path that was refused there may be an earlier one, too."""
        return (*self.published, *self.refused)

    @property
    def languages(self) -> tuple[tuple[str, tuple[Record, ...]], ...]:
        """The published editions of each language, by its tag, in the order of the publication."""
        order = [language.tag for language in self.settings.all_languages]
        by_language = sorted(self.published, key=lambda record: order.index(record.language))
        return tuple((tag, tuple(records)) for tag, records in groupby(by_language, lambda record: record.language))

    @property
    def checks(self) -> tuple[ManualCheck, ...]:
        """What a person must still check, for the formats of this publication."""
        return tuple(check for check in CHECKS if not check.formats or check.formats & set(self.settings.formats))


def judgement_of(record: Record, examiner: Examiner) -> Judgement | None:
    """Return what a validator said of an edition, in whatever version, or None if it did not say anything."""
    return next((each for each in record.judgements if each.validator == examiner.name), None)


def outcome_of(record: Record, examiner: Examiner) -> Outcome:
    """Return the outcome of an edition by a validator; UNTESTED if that did not run."""
    judgement = judgement_of(record, examiner)
    return judgement.outcome if judgement else Outcome.UNTESTED
