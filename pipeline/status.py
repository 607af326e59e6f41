"""A publication and what was built of it to how every leaflet stands in every language."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass

from pipeline import build, manifest
from pipeline import publication as publications
from pipeline.build.gate import Verdict
from pipeline.catalogues import store
from pipeline.diagnostics import Diagnostic, Severity
from pipeline.files import Folder
from pipeline.languages import Language
from pipeline.model import Approval, Coverage, Document
from pipeline.publication import Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one leaflet stands in one language."""

    leaflet: str
    language: Language
    coverage: Coverage
    """All zero in the source language, and where the catalogue is broken."""
    errors: int
    """Of its catalogue: what `everyleaf check` finds."""
    warnings: int
    approvals: tuple[Approval, ...]
    verdict: Verdict
    is_broken: bool
    """Whether its catalogue can't be read."""
    is_stale: bool
    """Whether an edition in the outputs is older than what a build would make now, or missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How a publication stands."""

    standings: tuple[Standing, ...]
    """Leaflet by leaflet, the source language first."""
    overdue: tuple[tuple[str, datetime.date], ...]
    """The leaflets that are past their day of review, and that day."""
    problems: tuple[Diagnostic, ...]
    today: datetime.date


def examine(folder: Folder, publication: Publication, today: datetime.date) -> Status:
    """Return how everything stands. Nothing is built or written."""
    left, unreadable = manifest.read(folder.inside("outputs"))
    built = left.records
    leaflets = tuple(publications.translations(publication, build.FORMATS))
    gate, wanted = build.wanted(publication, leaflets, built)
    fingerprints = {record.path: record.fingerprint for record in built}
    stale = {each.key for each in wanted if fingerprints.get(each.path) != each.fingerprint}
    problems = (
        *publication.problems,
        *unreadable,
        *gate.problems,
        *(each for leaflet in leaflets for each in leaflet.problems),
    )
    counts: defaultdict[str, Counter[Severity]] = defaultdict(Counter)
    for problem in problems:
        if problem.at:
            counts[problem.at.path][problem.severity] += 1
    documents = {(leaflet.document.id, leaflet.document.language): leaflet.document for leaflet in leaflets}

    def standing(source: Document, language: Language) -> Standing:
        document = documents.get((source.id, language))
        key = source.id, language.tag
        count = counts[store.path(source.id, language)]
        return Standing(
            leaflet=source.id,
            language=language,
            coverage=document.coverage if document else Coverage(),
            errors=count[Severity.ERROR],
            warnings=count[Severity.WARNING],
            approvals=document.approvals if document else (),
            verdict=gate.verdicts.get(key, Verdict.PUBLISHED),
            is_broken=document is None,
            is_stale=key in stale,
        )

    sources = publication.sources.documents
    languages = publication.settings.all_languages
    return Status(
        standings=tuple(standing(source, language) for source in sources for language in languages),
        overdue=tuple((each.id, each.review_by) for each in sources if each.review_by and each.review_by < today),
        problems=problems,
        today=today,
    )
