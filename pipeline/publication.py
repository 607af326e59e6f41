"""A publication's folder to all that is in it: settings, sources, catalogues and the tool's words."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from pipeline import approvals as approvals_module
from pipeline import interface, minor, notices, settings, sources
from pipeline.approvals import Approvals, Judge
from pipeline.catalogues import store
from pipeline.catalogues.catalogue import Catalogue
from pipeline.checks import sources as checks
from pipeline.diagnostics import Area, Diagnostic, Severity, Span, errors
from pipeline.errors import EveryleafError
from pipeline.facts import in_language
from pipeline.files import Folder
from pipeline.languages import Language, english_name
from pipeline.markdown import References
from pipeline.minor import MinorEdits
from pipeline.model import Document, FormatName, TranslatedDocument, Words
from pipeline.settings import Portal, Settings
from pipeline.settled import NOTHING, Settled
from pipeline.sources import Sources
from pipeline.sources.front import ID
from pipeline.translate import Surroundings, translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One project, read. Problems are gathered in `problems`, errors among them."""

    settings: Settings
    sources: Sources
    catalogues: Mapping[tuple[str, Language], Catalogue]
    """By leaflet id and language, every catalogue that is there and whole."""
    approvals: Mapping[Language, Approvals]
    """What was stated on each language that leaflets are translated into."""
    minor: MinorEdits
    words: tuple[Words, ...]
    """The tool's words in each language, the source language first."""
    broken: frozenset[tuple[str, Language]]
    """The leaflets and languages whose catalogue is there but can't be read."""
    problems: tuple[Diagnostic, ...]
    settled: Settled
    """What need not be looked at: catalogues of which nobody has to know more than their problems."""
    of_catalogues: Mapping[tuple[str, Language], tuple[Diagnostic, ...]]
    """What is wrong with each catalogue that is not settled and not broken, or with there being none; among the problems."""

    def catalogue(self, leaflet: str, language: Language) -> Catalogue | None:
        """Return the catalogue of a leaflet in a language, None if it is not there or broken."""
        return self.catalogues.get((leaflet, language))

    def judge(self, leaflet: str, language: Language) -> Judge:
        """Return who says which words of a leaflet in a language are approved."""
        return Judge(leaflet, self.approvals.get(language, Approvals()), self.minor.earlier)

    def surroundings(self, language: Language, formats: tuple[FormatName, ...]) -> Surroundings:
        """Return what the translations into a language draw on."""
        source, facts = self.settings.source_language, self.sources.facts
        leaflets = frozenset(document.id for document in self.sources.leaflets)
        surroundings = Surroundings(
            settings=self.settings,
            words=next(words for words in self.words if words.language == language),
            title=notices.in_source(self.settings.title, source, language),
            own=References(facts=in_language(facts, language, source), leaflets=leaflets),
            original=References(facts=in_language(facts, source, source), leaflets=leaflets),
            terms=self.sources.terms,
            images=self.sources.images,
            formats=tuple(each for each in formats if each.name in self.settings.formats),
        )
        front = self.front(surroundings)
        return replace(surroundings, title=front.title) if front and not front.title.is_fallback else surroundings

    def front(self, surroundings: Surroundings) -> TranslatedDocument | None:
        """Return what the publication says of itself in a language, None if it has no portal in its settings."""
        document, language = next((each for each in self.sources.documents if each.is_front), None), surroundings.language
        if document is None:
            return None
        return translate(document, self.catalogue(ID, language), surroundings, self.judge(ID, language))[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedLeaflet:
    """A leaflet in one language, and the source it was made from."""

    source: Document
    document: TranslatedDocument
    problems: tuple[Diagnostic, ...]


def read(folder: Folder, formats: tuple[FormatName, ...], settled: Settled = NOTHING) -> Publication:
    """Return the publication in a folder, without the catalogues of what is settled in it.

    Raises EveryleafError if there is none, or if its settings can't be read at all; every other problem is gathered.
    """
    publication_settings, wrong_settings = settings.read(folder, tuple(each.name for each in formats))
    read_sources = sources.read(folder, publication_settings)
    edits, wrong_edits = _minor_edits(folder, read_sources)
    problems = [*wrong_settings, *read_sources.problems, *wrong_edits, *_unknown(publication_settings, read_sources)]
    catalogues = _catalogues(folder, read_sources.documents, publication_settings.languages, settled)
    problems += catalogues.problems
    if not errors(tuple(problems)):  # a leaflet or language that can't be read has no orphans
        problems += _orphans(folder, read_sources.documents, publication_settings)
    approvals: dict[Language, Approvals] = {}
    for language in publication_settings.languages:
        approvals[language], unreadable = approvals_module.read(folder, language)
        problems += unreadable
    words = []
    for language in publication_settings.all_languages:
        read_words, more = interface.read(folder, language)
        words.append(read_words)
        problems += (*more, *_english_words(read_words))
    return Publication(
        settings=publication_settings,
        sources=read_sources,
        catalogues=catalogues.found,
        approvals=MappingProxyType(approvals),
        minor=edits,
        words=tuple(words),
        broken=catalogues.broken,
        problems=tuple(problems),
        settled=settled,
        of_catalogues=catalogues.warnings,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Catalogues:
    found: Mapping[tuple[str, Language], Catalogue]
    broken: frozenset[tuple[str, Language]]
    warnings: Mapping[tuple[str, Language], tuple[Diagnostic, ...]]
    problems: tuple[Diagnostic, ...]


def _catalogues(
    folder: Folder, documents: tuple[Document, ...], languages: tuple[Language, ...], settled: Settled
) -> _Catalogues:
    found: dict[tuple[str, Language], Catalogue] = {}
    broken: set[tuple[str, Language]] = set()
    warnings: dict[tuple[str, Language], tuple[Diagnostic, ...]] = {}
    problems: list[Diagnostic] = []
    for document in documents:
        for language in languages:
            known = settled.leaflets.get((document.id, language.tag))
            if known:
                problems += known.catalogue
                continue
            try:
                catalogue = store.read(folder, document.id, language)
            except EveryleafError as error:
                problems += error.problems
                broken.add((document.id, language))
                continue
            if catalogue:
                found[document.id, language] = catalogue
                warned = store.warnings(catalogue, document.id, language)
            else:
                warned = (_missing(document, language),)
            warnings[document.id, language] = warned
            problems += warned
    return _Catalogues(
        found=MappingProxyType(found),
        broken=frozenset(broken),
        warnings=MappingProxyType(warnings),
        problems=tuple(problems),
    )


def translations(publication: Publication, formats: tuple[FormatName, ...]) -> Iterator[TranslatedLeaflet]:
    """Yield every leaflet in every language, leaflet by leaflet, except what is settled and what has a broken catalogue."""

    @cache
    def surroundings(language: Language) -> Surroundings:
        return publication.surroundings(language, formats)

    for document in publication.sources.documents:
        for language in publication.settings.all_languages:
            key = document.id, language
            if key not in publication.broken and (document.id, language.tag) not in publication.settled.leaflets:
                judge = publication.judge(*key)
                translated, problems = translate(document, publication.catalogue(*key), surroundings(language), judge)
                yield TranslatedLeaflet(source=document, document=translated, problems=problems)


def _unknown(publication_settings: Settings, read: Sources) -> list[Diagnostic]:
    """Return a problem for each leaflet that the policy names and that is not there."""
    ids = {document.id for document in read.leaflets}
    hint = "see the names in source/leaflets/"
    missing = [
        Diagnostic(code="unknown-leaflet", message=f'there is no leaflet "{name.text}"', at=name.at, hint=hint)
        for name, _ in publication_settings.policy.by_leaflet
        if name.text not in ids
    ]
    portal = publication_settings.portal
    return missing + (_of_portal(portal, read.leaflets) if portal else [])


def _of_portal(portal: Portal, leaflets: tuple[Document, ...]) -> list[Diagnostic]:
    """Return an error for each withdrawn leaflet that is there, and a warning for each topic without a name."""
    ids, topics = {document.id for document in leaflets}, dict(portal.topics)
    words, hint = 'the leaflet "{}" is not withdrawn: it is there', "take it out of this list, or delete its file"
    there = [
        Diagnostic(code="leaflet-withdrawn", message=words.format(each.leaflet), at=each.title.at, hint=hint)
        for each in portal.withdrawn
        if each.leaflet in ids
    ]
    hint = "name it in source/publication.yml, below portal and topics, or take it out of the leaflet"
    return there + [
        Diagnostic(
            code="unknown-topic",
            message=f'the topic "{topic}" has no name, so readers do not see it',
            at=Span(document.path),
            hint=hint,
            severity=Severity.WARNING,
        )
        for document in leaflets
        for topic in document.topics
        if topic not in topics
    ]


def _minor_edits(folder: Folder, read: Sources) -> tuple[MinorEdits, tuple[Diagnostic, ...]]:
    try:
        return minor.read(folder, sources.critical_texts(read.documents))
    except EveryleafError as error:
        return MinorEdits(), error.problems


def check(folder: Folder, formats: tuple[FormatName, ...], today: datetime.date) -> tuple[Diagnostic, ...]:
    """Return every problem of the publication in a folder: of its sources, its catalogues, and its translations.

    Translations are judged only against sources without errors. Reviews are due by `today`. Raises as `read` does.
    """
    publication = read(folder, formats)
    if any(problem.area is Area.SOURCE for problem in errors(publication.problems)):
        return publication.problems
    references = publication.surroundings(publication.settings.source_language, formats).original
    judged_by = checks.Publication(references=references, terms=publication.sources.terms, today=today)
    written = checks.check_sources(publication.sources.documents, judged_by)
    leaflets = translations(publication, formats)
    return (*publication.problems, *written, *(problem for leaflet in leaflets for problem in leaflet.problems))


def _orphans(folder: Folder, documents: tuple[Document, ...], publication_settings: Settings) -> list[Diagnostic]:
    """Return a warning for each catalogue and template that belongs to no leaflet or language of the publication."""
    names, languages = [document.id for document in documents], publication_settings.languages
    wanted = {store.path(name, language) for name in names for language in languages}
    wanted |= {store.path(interface.DOMAIN, language) for language in publication_settings.all_languages}
    wanted |= set(map(store.template_path, (interface.DOMAIN, *names)))
    hint = (
        "once everyleaf update has taken along what leaflets need of it, delete it; what was corrected later, copy by hand"
    )
    hints = {language.locale: hint for language in languages}
    other = "list its language in source/publication.yml, or delete it"
    found = {path: hints.get(path.split("/")[1], other) for path in folder.find(store.path("*", Language("*")))}
    found |= dict.fromkeys(folder.find(store.template_path("*")), "delete it: there is no translation in it")
    words = "this file belongs to no leaflet and language of the publication, so nobody reads it"
    return [
        Diagnostic(code="catalogue-orphan", message=words, at=Span(path), hint=hint, severity=Severity.WARNING)
        for path, hint in found.items()
        if path not in wanted
    ]


def _english_words(words: Words) -> tuple[Diagnostic, ...]:
    """Return a warning if labels and notices of the tool itself are in English in a language."""
    count = len(interface.untranslated(words))
    if not count:
        return ()
    said = f"{count} of the {len(interface.ALL)} words of Everyleaf itself are in English in {english_name(words.language)}"
    hint = "translate them in this file: docs/how-to/override-the-tools-words.md"
    at = Span(store.path(interface.DOMAIN, words.language))
    return (Diagnostic(code="words-in-english", message=said, at=at, hint=hint, severity=Severity.WARNING),)


def _missing(document: Document, language: Language) -> Diagnostic:
    path = store.path(document.id, language)
    what = "the names of the publication and of its topics" if document.is_front else "the whole leaflet"
    words = f"there is no catalogue; readers get {what} in English"
    hint = "make it with: everyleaf update"
    return Diagnostic(code="catalogue-missing", message=words, at=Span(path), hint=hint, severity=Severity.WARNING)
