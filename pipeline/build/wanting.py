"""A publication to the editions that should be in the outputs, and to what may stay of those that are there. Pure."""

from dataclasses import replace

from pipeline.build.gate import Gate, Key, Verdict, decide, key_of, leading_only_to
from pipeline.build.ingredients import origins, written
from pipeline.build.plan import Wanted, want
from pipeline.build.revision import Revision, revision
from pipeline.diagnostics import Area, errors
from pipeline.facts import in_language
from pipeline.manifest import Record
from pipeline.publication import Publication, TranslatedLeaflet
from pipeline.renderers import RENDERERS
from pipeline.renderers.base import Renderer, file_name
from pipeline.versions import version


def wanted(
    publication: Publication,
    translated: tuple[TranslatedLeaflet, ...],
    built: tuple[Record, ...],
    missing: frozenset[str] = frozenset(),
) -> tuple[Gate, tuple[Wanted, ...]]:
    """Return what may go out of a publication, and every edition of it that is not settled.

    `built` is what an earlier build left. `missing` are the paths of editions that can't be made: no other leads to them.
    """
    revisions = _revisions(publication)
    leaflets = tuple(each for each in translated if not each.source.is_front)
    gate = decide(leaflets, publication, built, revisions)
    writings = {document.id: written(document, publication.sources.terms) for document in publication.sources.leaflets}
    editions = (
        want(_apart_from(missing, leaflet, renderer), renderer, revisions[key_of(leaflet.document)], origin)
        for leaflet in map(_numbered, gate.leaflets)
        for origin in [origins(leaflet, writings[leaflet.document.id], publication)]
        for renderer in (RENDERERS[name] for name in publication.settings.formats)
    )
    return gate, tuple(editions)


def _apart_from(missing: frozenset[str], leaflet: TranslatedLeaflet, renderer: Renderer) -> TranslatedLeaflet:
    """Return a leaflet that leads, in a format, to no edition that is missing: in that format, or on the web."""
    if not missing:
        return leaflet
    own, suffixes = key_of(leaflet.document), (renderer.suffix, RENDERERS["html"].suffix)

    def is_there(key: Key) -> bool:
        return key == own or missing.isdisjoint(file_name(*key, suffix) for suffix in suffixes)

    document = leading_only_to(is_there, leaflet.document)
    formats = tuple(each for each in document.formats if file_name(*own, each.suffix) not in missing)
    return replace(leaflet, document=replace(document, formats=formats))


def _numbered(leaflet: TranslatedLeaflet) -> TranslatedLeaflet:
    """Return a leaflet that may go out with its version."""
    return replace(leaflet, document=replace(leaflet.document, version=version(leaflet.document)))


def is_blocked(publication: Publication) -> bool:
    """Return whether a problem keeps a part of the sources from being known, so that nobody can say what belongs."""
    return any(
        problem.area is Area.SOURCE or (problem.at is not None and problem.at.path.startswith("source/"))
        for problem in errors(publication.problems)
    )


def _revisions(publication: Publication) -> dict[Key, Revision]:
    settings, sources = publication.settings, publication.sources
    original = in_language(sources.facts, settings.source_language, settings.source_language)
    unsettled = {
        language: [each for each in sources.leaflets if (each.id, language.tag) not in publication.settled.leaflets]
        for language in settings.all_languages
    }
    return {
        (document.id, language.tag): revision(document, original, own, sources.images)
        for language, documents in unsettled.items()
        if documents
        for own in [in_language(sources.facts, language, settings.source_language)]
        for document in documents
    }


def spared(publication: Publication, gate: Gate, built: tuple[Record, ...]) -> frozenset[str]:
    """Return the paths of earlier editions that belong: what this build is not asked about stays, if it may be read."""
    return frozenset(
        record.path
        for record in built
        if record.format in publication.settings.formats
        and record.path == file_name(record.leaflet, record.language, RENDERERS[record.format].suffix)
        and gate.verdicts.get((record.leaflet, record.language)) in (Verdict.PUBLISHED, Verdict.WITHHELD)
    )


def withdrawn(gate: Gate, built: tuple[Record, ...]) -> frozenset[str]:
    """Return the paths of earlier editions that nobody may read any more."""
    keys = {key for key, verdict in gate.verdicts.items() if verdict is Verdict.WITHDRAWN}
    return frozenset(record.path for record in built if (record.leaflet, record.language) in keys)
